//! What is known of somebody, a short list each: people, ways to reach them, promises, needs, give and receive, playbooks.

use maud::{Markup, html};
use rapport_core::{
    model::{
        ChannelState, Contact, Record, RecordId, Role,
        view::{Affiliation, Brief, ContactPage, Entry},
    },
    practice::{partners::ContactStanding, reciprocity::Total},
};

use crate::{
    app::{part::time, view::View, words::partners as say},
    failure::Failure,
    words::{self, InWords},
};

/// All of it; of what is not known there is nothing.
pub fn facts(
    view: &View,
    page: &ContactPage,
    contact: &Contact,
    standing: &ContactStanding,
) -> Result<Markup, Failure> {
    let id = page.entry.id;
    let brief = view.book.brief(id)?;
    Ok(html! {
        div.facts {
            (people(say::PEOPLE, &page.people))
            (people(say::PLACES, &page.places))
            (reach(contact))
            (promises(view, &brief))
            (notes(view, say::ALLERGIES, &brief.allergies))
            (notes(view, say::NEEDS, &brief.needs))
            (notes(view, say::LIKES, &brief.likes))
            (told(view, id)?)
            (reciprocity(standing))
            (playbooks(view, id)?)
            (introductions(view, contact))
            (about(contact))
        }
    })
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
            ul.plain { @for one in &brief.promises { li { a.row href={ "/records/" (one.id) } {
                span.said { (one.text) } @if let Some(due) = one.due { span.faint { (time::day(view, due)) } }
            } } } }
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
                li { a.row href={ "/records/" (entry.id) } { span.said { (note.text.0) } span.faint { (time::ago(view, note.at)) } } }
            } } }
        },
    )
}

fn told(view: &View, id: RecordId) -> Result<Markup, Failure> {
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

/// Who led to them, and to whom else one got through whoever did.
fn introductions(view: &View, contact: &Contact) -> Markup {
    if contact.introduced_by.is_empty() {
        return html! {};
    }
    fact(
        say::INTRODUCED_BY,
        &html! {
            ul.plain { @for by in &contact.introduced_by { li { a.row href={ "/partners/" (by) } { span.name { (view.name(*by)) } } } } }
        },
    )
}

fn about(contact: &Contact) -> Markup {
    let lines = [contact.address.as_str(), contact.hours.as_str(), contact.drop_in.as_str()];
    if lines.iter().all(|line| line.is_empty()) {
        return html! {};
    }
    fact(say::ABOUT_THEM, &html! { @for line in lines { @if !line.is_empty() { p.said { (line) } } } })
}
