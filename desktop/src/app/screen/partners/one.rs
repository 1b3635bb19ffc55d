//! The page of a person or a place: who they are, what is known of them, what happened.

mod facts;

use axum::{extract::Path, response::Response};
use maud::{Markup, html};
use rapport_core::{
    Command,
    model::{
        Contact, Record, RecordId,
        view::{ContactPage, Entry, Moment},
    },
    practice::partners::ContactStanding,
};

use super::{SCREEN, list};
use crate::{
    app::{
        asked::Asked,
        page::Page,
        part::{form, icon, list as lists, time},
        screen::{brief, records},
        view::{Done, View},
        words::partners as say,
    },
    failure::Failure,
    words::{InWords as _, insight},
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
    let standing = view.book.standing(*id)?.found;
    let timeline = view.book.timeline(Some(*id), view.query().text("before"), SHOWN)?;
    Ok(html! {
        (head(view, page, contact, &standing))
        @if *removed {
            div.card.deeds { p { (say::REMOVED) }
                (form::deed(view, &format!("/partners/{id}/restore"), &[], &html! { (say::RESTORE) }, "")) }
        }
        @if !page.conflicts.is_empty() { p { a.attention href="/conflicts" { (say::CONFLICT) } } }
        (facts::facts(view, page, contact, &standing)?)
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
        (deeds(id))
    }
}

/// What one does with them: the most common first, the rest behind "More".
fn deeds(who: RecordId) -> Markup {
    let id = who.to_string();
    let with = |path: &str, name: &str| lists::address(path, [(name, id.as_str())]);
    html! {
        div.deeds {
            a.button.primary href=(with("/log", "at")) data-dialog { (icon::named("log")) (say::LOG) }
            a.button href=(brief::of(who)) { (say::BRIEF) }
            a.button.quiet href={ "/edit/" (id) } { (say::EDIT) }
            details.later {
                summary.button.quiet { (say::MORE_DEEDS) }
                div.menu {
                    a href={ "/gives/with/" (id) } { (say::GIVES) }
                    a href={ "/served/" (id) } { (say::SERVED) }
                    a href={ "/channels/" (id) } { (say::WAYS) }
                    a href=(with("/inbox", "whom_is")) { (say::NOTE) }
                    a href=(with("/promises", "to_is")) { (say::PROMISE) }
                    a href=(with("/referrals/in", "who_is")) { (say::REFERRED) }
                    a href={ "/history/" (id) } { (say::HISTORY) }
                    a href={ "/records/" (id) } { (say::ALL_FIELDS) }
                }
            }
        }
    }
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
                li id={ "moment-" (moment.entry.id) } { span.at { (time::when(view, moment.at)) } a href=(records::address(&moment.entry)) { (view.line(&moment.entry)) } }
            }
        }
    }
}
