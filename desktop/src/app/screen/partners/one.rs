//! The page of a person or a place: who they are, what is known of them, what happened.

use axum::{extract::Path, response::Response};
use maud::{Markup, html};
use rapport_core::{
    Command,
    model::{
        ChannelState, Contact, Form, Record, RecordId, Role,
        view::{Affiliation, Brief, ContactPage, Entry, Moment},
    },
    practice::{partners::ContactStanding, reciprocity::Total},
};

use super::{SCREEN, list};
use crate::{
    app::{
        asked::Asked,
        page::Page,
        part::{form, icon, list as lists, time},
        screen::brief,
        view::{Done, View},
        words::partners as say,
    },
    failure::Failure,
    words::{self, InWords, insight},
};

/// How many of what happened stand on a page.
const SHOWN: u32 = 20;

/// `GET /partners/{id}`: the page, beside the list on a wide screen.
pub async fn one(asked: Asked, Path(id): Path<String>) -> Response {
    asked
        .page(move |view| {
            let id: RecordId = list::named(&id)?;
            let page = view.book.page(id)?;
            let name = view.title(&page.entry.record);
            let body = html! {
                div.split {
                    nav.beside aria-label=(say::TITLE) { (list::lines(view, Some(page.entry.id))?) }
                    article.detail data-contact=(page.entry.id) { (detail(view, &page)?) }
                }
            };
            Ok(Page::new(&SCREEN, name, body).wide())
        })
        .await
}

/// `POST /partners/{id}/restore`: what was taken out comes back.
pub async fn restore(asked: Asked, Path(id): Path<String>) -> Response {
    asked
        .act(move |view| {
            let id: RecordId = list::named(&id)?;
            Done::run(view, Command::Restore(id), format!("/partners/{id}"), say::RESTORED)
        })
        .await
}

fn detail(view: &View, page: &ContactPage) -> Result<Markup, Failure> {
    let Entry { id, removed, record: Record::Contact(contact) } = &page.entry else { return Ok(html! {}) };
    let (standing, brief) = (view.book.standing(*id)?.found, view.book.brief(*id)?);
    let timeline = view.book.timeline(Some(*id), view.query().text("before"), SHOWN)?;
    Ok(html! {
        (head(view, page, contact, &standing))
        @if *removed {
            div.card.deeds { p { (say::REMOVED) }
                (form::deed(view, &format!("/partners/{id}/restore"), &[], &html! { (say::RESTORE) }, "")) }
        }
        @if !page.conflicts.is_empty() { p { a.attention href="/conflicts" { (say::CONFLICT) } } }
        div.facts {
            (people(say::PEOPLE, &page.people))
            (people(say::PLACES, &page.places))
            (reach(contact))
            (promises(view, &brief))
            (notes(view, say::ALLERGIES, &brief.allergies))
            (notes(view, say::NEEDS, &brief.needs))
            (notes(view, say::LIKES, &brief.likes))
            (facts(view, *id)?)
            (reciprocity(&standing))
            (playbooks(view, *id)?)
            (about(contact))
        }
        section { h2 { (say::TIMELINE) } (moments(view, &timeline.items)) (lists::more_of(view, "before", timeline.next.as_deref(), say::EARLIER)) }
    })
}

fn head(view: &View, page: &ContactPage, contact: &Contact, standing: &ContactStanding) -> Markup {
    let id = page.entry.id;
    html! {
        header.title {
            p.faint { a.back href="/partners" { (icon::named("back")) (say::TITLE) } }
            h1 { (contact.name) }
            p.chips {
                @if let Some(sector) = &contact.sector { a.tag href=(lists::address("/partners", [("sector", sector.code())])) { (sector.words()) } }
                a.tag href=(lists::address("/partners", [("stage", standing.standing.stage.code())])) { (standing.standing.stage.words()) }
                @if let Some(tier) = &contact.tier { a.tag href=(lists::address("/partners", [("tier", tier.code())])) { (say::TIER) " " (tier.words()) } }
                @for tag in &contact.tag { a.tag href=(lists::address("/partners", [("tag", tag.as_str())])) { (tag) } }
            }
            p.faint {
                @if let Some(at) = page.last_touch { (say::LAST_TOUCH) (time::ago(view, at)) } @else { (say::NEVER) }
                @if let Some(due) = page.due {
                    " · " span.attention[due <= view.clock.today()] { (say::NEXT) " " (time::day(view, due)) }
                }
                " · " (say::touches(standing.touches, &insight::number(standing.touches_said.value)))
            }
        }
        div.deeds {
            a.button.primary href=(lists::address("/log", [("at", id.to_string().as_str())])) data-dialog { (icon::named("log")) (say::LOG) }
            a.button href=(brief::of(id)) { (say::BRIEF) }
            a.button.quiet href={ "/gives/with/" (id) } { (say::GIVES) }
            a.button.quiet href={ "/served/" (id) } { (say::SERVED) }
        }
    }
}

fn fact(title: &str, body: &Markup) -> Markup {
    html! { section.fact { h2 { (title) } (body) } }
}

fn people(title: &str, who: &[Affiliation]) -> Markup {
    if who.is_empty() {
        return html! {};
    }
    fact(
        title,
        &html! {
            ul.plain { @for Affiliation { who, roles } in who {
                @let said: Vec<&str> = roles.iter().filter(|role| **role != Role::RoutesReferrals).map(InWords::words).collect();
                li { a.row href={ "/partners/" (who.id) } {
                    span.name { (who.name) }
                    span.faint { (said.join(", ")) @if roles.contains(&Role::RoutesReferrals) { " " span.attention { (say::ROUTES) } } }
                } }
            } }
        },
    )
}

/// Ways to reach them, the preferred first; those that can be dialled or written to are links.
fn reach(contact: &Contact) -> Markup {
    if contact.channel.is_empty() {
        return html! {};
    }
    let mut ways: Vec<(&String, &ChannelState)> = contact.channel.iter().collect();
    ways.sort_by_key(|(_, state)| match state {
        ChannelState::Preferred => 0,
        ChannelState::DoNotUse => 2,
        _ => 1,
    });
    fact(
        say::REACH,
        &html! {
            dl.pairs { @for (way, state) in ways {
                @let (kind, value) = way.split_once(':').unwrap_or(("", way));
                div { dt { (kind) } dd {
                    @match kind {
                        "phone" | "fax" => a href={ "tel:" (value.replace(' ', "")) } { (value) },
                        "email" => a href={ "mailto:" (value) } { (value) },
                        "web" => a href=(words::link(way)) rel="noreferrer" { (value) },
                        _ => (value),
                    }
                    @if *state != ChannelState::Known { " " span.faint { (state.words()) } }
                } }
            } }
        },
    )
}

fn promises(view: &View, brief: &Brief) -> Markup {
    if brief.promises.is_empty() {
        return html! {};
    }
    fact(
        say::PROMISES,
        &html! {
            ul.plain { @for one in &brief.promises { li.said { (one.text) @if let Some(due) = one.due { " " span.faint { (time::day(view, due)) } } } } }
        },
    )
}

fn notes(view: &View, title: &str, notes: &[Entry]) -> Markup {
    if notes.is_empty() {
        return html! {};
    }
    fact(
        title,
        &html! {
            ul.plain { @for entry in notes { @if let Record::Note(note) = &entry.record {
                li.said { (note.text.0) " " span.faint { (time::ago(view, note.at)) } }
            } } }
        },
    )
}

fn facts(view: &View, id: RecordId) -> Result<Markup, Failure> {
    let facts = view.book.profile(id)?.facts;
    if facts.is_empty() {
        return Ok(html! {});
    }
    Ok(fact(
        say::FACTS,
        &html! {
            ul.plain { @for one in &facts { li.said { (one.text) " " span.faint { (time::ago(view, one.at)) } } } }
        },
    ))
}

fn reciprocity(standing: &ContactStanding) -> Markup {
    let of = &standing.reciprocity;
    let totals: [(&str, Total); 4] = [
        (say::VALUE_OUT, of.value_out),
        (say::VALUE_IN, of.value_in),
        (say::REFERRALS_OUT, of.referrals_out),
        (say::REFERRALS_IN, of.referrals_in),
    ];
    fact(
        say::RECIPROCITY,
        &html! {
            dl.pairs { @for (label, total) in totals { div { dt { (label) } dd { (total.n) } } } }
        },
    )
}

fn playbooks(view: &View, id: RecordId) -> Result<Markup, Failure> {
    let enrolled = view.book.enrolled(None, Some(id))?;
    if enrolled.is_empty() {
        return Ok(html! {});
    }
    Ok(fact(
        say::PLAYBOOKS,
        &html! {
            ul.plain { @for one in &enrolled { li.said {
                (one.playbook.name)
                @if let Some(step) = &one.step { ": " (step.title) }
                " " span.faint { (words::standing(&one.standing, one.step.as_ref().and_then(|step| step.due), &view.clock)) }
            } } }
        },
    ))
}

fn about(contact: &Contact) -> Markup {
    let lines = [contact.address.as_str(), contact.hours.as_str(), contact.drop_in.as_str()];
    if lines.iter().all(|line| line.is_empty()) {
        return html! {};
    }
    let title = if contact.form == Form::Place { "place" } else { "person" };
    fact(
        say::ABOUT_THEM,
        &html! {
            @for line in lines { @if !line.is_empty() { p.said { (line) } } }
            span.unseen { (title) }
        },
    )
}

/// What happened, newest first.
pub fn moments(view: &View, moments: &[Moment]) -> Markup {
    for moment in moments {
        view.know(&moment.names);
    }
    html! {
        @if moments.is_empty() { p.faint { (say::QUIET) } }
        ol.plain.moments {
            @for moment in moments {
                li id={ "moment-" (moment.entry.id) } { span.at { (time::when(view, moment.at)) } span { (view.line(&moment.entry)) } }
            }
        }
    }
}
