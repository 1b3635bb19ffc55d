//! Brief: what to read before you walk in, in thirty seconds; and before whose door.

use axum::{Router, extract::Path, response::Response, routing::get};
use maud::{Markup, html};
use rapport_core::model::{
    Contact, Owes, Record, RecordId, Role, TouchpointState,
    view::{Brief, BriefPerson, Entry, Named},
};

use super::{Screen, Section, plan, records::record};
use crate::{
    app::{
        asked::Asked,
        page::Page,
        part::{form::Line, icon, list, time},
        state::App,
        things::Things,
        view::View,
        words::{brief as say, meant as whom, partners as whose},
    },
    failure::Failure,
    words::{self, InWords},
};

/// Before you walk in.
pub static SCREEN: Screen = Screen {
    path: "/brief",
    title: say::TITLE,
    about: say::ABOUT,
    go: Some('b'),
    section: Section::Day,
    icon: "place",
    routes,
};

/// How many are offered where one chooses.
const OFFERED: u32 = 9;
/// How much of what was brought is shown.
const BROUGHT: usize = 4;

fn routes() -> Router<App> {
    Router::new().route("/brief", get(choose)).route("/brief/{id}", get(one))
}

/// `GET /brief`: before whose door? Those who are planned come first.
async fn choose(asked: Asked) -> Response {
    asked
        .page(|view| {
            let typed = view.query().text_or_empty("q");
            let found = if typed.is_empty() { Vec::new() } else { view.book.who(&typed, OFFERED)? };
            let offered = if typed.is_empty() { likely(view)? } else { Vec::new() };
            let body = html! {
                header.title { h1 { (say::CHOOSE) } }
                form.sheet method="get" action="/brief" {
                    (Line { name: "q", label: whom::WHOM, value: &typed, hint: whom::WHOM_HINT, first: typed.is_empty(), ..Line::default() }.show())
                    div.deeds { button.primary { (say::LOOK) } }
                }
                (planned(view)?)
                (named(if typed.is_empty() { say::LIKELY } else { say::FOUND }, if typed.is_empty() { &offered } else { &found }))
                @if !typed.is_empty() && found.is_empty() { (list::empty(say::NOBODY, say::NOBODY_MORE, Some(("/add", say::ADD)))) }
            };
            Ok(Page::new(&SCREEN, say::TITLE, body))
        })
        .await
}

fn likely(view: &View) -> Result<Vec<Named>, Failure> {
    Ok(view.book.log_suggestions(None, OFFERED)?.places.into_iter().map(|one| one.place).collect())
}

fn planned(view: &View) -> Result<Markup, Failure> {
    let today = view.clock.today();
    let mut stops = view.book.day_plan(today)?.stops;
    stops.extend(today.succ_opt().map(|tomorrow| view.book.day_plan(tomorrow)).transpose()?.unwrap_or_default().stops);
    stops.retain(|stop| stop.state == TouchpointState::Planned);
    Ok(html! {
        @if !stops.is_empty() {
            section { h2 { (say::PLANNED) }
                ul.plain { @for stop in &stops { @if let Some(place) = &stop.place {
                    li data-item { a.row href={ "/brief/" (place.id) } { span.name { (place.name) } span.faint { (time::when(view, stop.at)) } } }
                } } }
            }
        }
    })
}

fn named(title: &str, names: &[Named]) -> Markup {
    html! {
        @if !names.is_empty() {
            section { h2 { (title) }
                ul.plain { @for one in names { li data-item { a.row href={ "/brief/" (one.id) } { span.name { (one.name) } } } } }
            }
        }
    }
}

/// `GET /brief/{id}`.
async fn one(asked: Asked, Path(id): Path<String>) -> Response {
    asked
        .page(move |view| {
            let id: RecordId = record(&id)?;
            let brief = view.book.brief(id)?;
            let name = say::of(&brief.who.name);
            let body = body(view, &brief)?;
            Ok(Page::new(&SCREEN, name, body))
        })
        .await
}

fn body(view: &View, brief: &Brief) -> Result<Markup, Failure> {
    let things = Things::of(view)?;
    let id = brief.who.id;
    let contact = match view.book.get(id)?.record {
        Record::Contact(contact) => contact,
        _ => Contact::default(),
    };
    Ok(html! {
        header.title {
            p.faint.on-screen { a.back.always href={ "/partners/" (id) } { (icon::named("back")) (say::PAGE) } }
            h1 { (brief.who.name) }
            p.faint { (say::minutes(brief.length_min)) @if !contact.hours.is_empty() { " · " (contact.hours) } @if !contact.drop_in.is_empty() { " · " (contact.drop_in) } }
            @if !contact.address.is_empty() { (plan::address(&contact.address)) }
        }
        div.deeds {
            a.button.primary href=(list::address("/log", [("at", id.to_string().as_str())])) data-dialog { (icon::named("log")) (whose::LOG) }
            a.button href={ "/gives/with/" (id) } { (say::MORE_GIVES) }
            p.hint { (say::PRINT_HINT) }
        }
        (mind(brief))
        div.facts {
            (people(view, brief))
            (promised(view, brief))
            (last(view, brief))
            (notes(view, whose::NEEDS, &brief.needs))
            (notes(view, whose::LIKES, &brief.likes))
            (brought(view, brief, &things))
        }
        (gives(brief))
        (question(view, brief))
        (coaching(view)?)
    })
}

/// What must not be forgotten: allergies, and whom one does not know there.
fn mind(brief: &Brief) -> Markup {
    html! {
        @if !brief.allergies.is_empty() || brief.warning.is_some() {
            section.mind aria-label=(say::MIND) {
                @for entry in &brief.allergies { p { strong { (say::ALLERGY) } " " (note(entry)) } }
                @if let Some(warning) = brief.warning { p { (words::warning(warning)) } }
            }
        }
    }
}

fn fact(title: &str, body: &Markup) -> Markup {
    html! { section.fact { h2 { (title) } (body) } }
}

fn people(view: &View, brief: &Brief) -> Markup {
    if brief.people.is_empty() {
        return html! {};
    }
    let person = |one: &BriefPerson| {
        let roles: Vec<&str> =
            one.roles.iter().filter(|role| **role != Role::RoutesReferrals).map(InWords::words).collect();
        html! {
            li.said {
                a href={ "/partners/" (one.who.id) } { (one.who.name) }
                @if !roles.is_empty() { ", " (roles.join(", ")) }
                @if one.routes { " " strong.attention { (whose::ROUTES) } }
                " " span.faint { @if let Some(at) = one.last_touch { (time::ago(view, at)) } @else { (say::NOT_MET) } }
            }
        }
    };
    fact(say::PEOPLE, &html! { ul.plain { @for one in &brief.people { (person(one)) } } })
}

fn promised(view: &View, brief: &Brief) -> Markup {
    if brief.promises.is_empty() {
        return html! {};
    }
    fact(
        say::PROMISED,
        &html! {
            ul.plain { @for one in &brief.promises {
                @let late = one.due.is_some_and(|due| due <= view.clock.today());
                li.said {
                    @if one.owes == Owes::Them { span.faint { (say::THEY_OWE) " " } }
                    a href={ "/records/" (one.id) } { (one.text) }
                    @if let Some(due) = one.due { " " span.attention[late].faint[!late] { (time::day(view, due)) } }
                }
            } }
        },
    )
}

fn last(view: &View, brief: &Brief) -> Markup {
    if brief.last.is_empty() && brief.notes.is_empty() {
        return html! {};
    }
    fact(
        say::LAST,
        &html! {
            ul.plain {
                @for entry in &brief.last { @if let Record::Touchpoint(touchpoint) = &entry.record {
                    li.said { span.faint { (time::ago(view, touchpoint.at)) ": " } (view.line(entry)) }
                } }
                @for entry in &brief.notes { @if let Record::Note(kept) = &entry.record {
                    li.said { span.faint { (time::ago(view, kept.at)) ": " } (note(entry)) }
                } }
            }
        },
    )
}

fn notes(view: &View, title: &str, entries: &[Entry]) -> Markup {
    if entries.is_empty() {
        return html! {};
    }
    fact(
        title,
        &html! {
            ul.plain { @for entry in entries { @if let Record::Note(kept) = &entry.record {
                li.said { (note(entry)) " " span.faint { (time::ago(view, kept.at)) } }
            } } }
        },
    )
}

fn brought(view: &View, brief: &Brief, things: &Things) -> Markup {
    if brief.brought.is_empty() {
        return html! {};
    }
    fact(
        say::BROUGHT,
        &html! {
            ul.plain { @for one in brief.brought.iter().take(BROUGHT) {
                li.said { (things.name(&one.item)) " " span.faint { (say::times(one.times)) " " (time::ago(view, one.last)) } }
            } }
        },
    )
}

fn gives(brief: &Brief) -> Markup {
    html! {
        @if !brief.gives.is_empty() {
            section.fact { h2 { (say::GIVES) }
                ol.three { @for one in &brief.gives {
                    @let item = &one.give.item;
                    li.said {
                        a href=(list::address(&format!("/items/{}", one.give.key), [("to", brief.who.id.to_string().as_str())])) { (item.name) }
                        @if !item.body.is_empty() { ": " (item.body) }
                        @if let Some(minutes) = item.minutes { " " span.faint { (say::takes(minutes)) } }
                    }
                } }
            }
        }
    }
}

/// The one question to ask.
fn question(view: &View, brief: &Brief) -> Markup {
    let about = |id| brief.needs.iter().find(|entry| entry.id == id).map_or_else(|| view.name(id), note);
    html! {
        section.card.question aria-labelledby="question" { h2 #question { (say::ASK) } p.lead { (words::question(brief.question, about)) } }
    }
}

/// What to remember, for whoever wants to be reminded of it.
fn coaching(view: &View) -> Result<Markup, Failure> {
    let coaching = view.book.coaching()?;
    Ok(html! {
        @if coaching.on && !coaching.notes.is_empty() {
            details.more.on-screen { summary { (say::COACHING) } ul { @for line in &coaching.notes { li.said { (line) } } } }
        }
    })
}

fn note(entry: &Entry) -> String {
    match &entry.record {
        Record::Note(note) if note.topic.is_empty() => note.text.0.clone(),
        Record::Note(note) => format!("{}: {}", note.topic, note.text.0),
        _ => String::new(),
    }
}

/// Where the brief of somebody stands.
pub fn of(contact: RecordId) -> String {
    format!("/brief/{contact}")
}
