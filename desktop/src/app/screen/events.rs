//! Events: favourites and a couple of new ones, one skill to practise at each, and the people met there.

mod one;

use std::collections::BTreeMap;

use axum::{
    Router,
    response::Response,
    routing::{get, post},
};
use maud::{Markup, html};
use rapport_core::{
    Command,
    model::{
        Touchpoint, TouchpointKind, TouchpointState,
        view::{EventLine, Events},
    },
    practice::fold::fold,
};

use super::{Screen, Section};
use crate::{
    app::{
        asked::Asked,
        fields::Fields,
        meant::{self, Unclear, Whom},
        page::Page,
        part::{
            form::{self, Line},
            list, time,
        },
        state::App,
        view::{Done, View},
        words::events as say,
    },
    failure::Failure,
    when::Way,
    words::InWords as _,
};

/// Where one goes.
pub static SCREEN: Screen = Screen {
    path: "/events",
    title: say::TITLE,
    about: say::ABOUT,
    go: Some('e'),
    section: Section::Network,
    icon: "partners",
    routes,
};

/// How many that were are listed.
const WERE: usize = 40;
/// From how many times on an event is a favourite, and how many of them are offered.
const FAVOURITES: (usize, usize) = (2, 6);

fn routes() -> Router<App> {
    Router::new()
        .route("/events", get(events).post(plan))
        .route("/events/{id}", get(one::one))
        .route("/events/{id}/been", post(one::been))
        .route("/events/{id}/met", post(one::met))
}

/// What is said beside the form.
#[derive(Default)]
struct Remark {
    name: Option<&'static str>,
    on: Option<String>,
    place: Option<Unclear>,
}

async fn events(asked: Asked) -> Response {
    asked.page(|view| page(view, view.query(), &Remark::default())).await
}

/// `POST /events`: it is planned, or was.
async fn plan(asked: Asked, fields: Fields) -> Response {
    asked
        .act(move |view| {
            let again = |remark: Remark| Ok(Done::again(page(view, &fields, &remark)?, view));
            let Some(name) = fields.text("name") else {
                return again(Remark { name: Some(say::NAME_NEEDED), ..Remark::default() });
            };
            let at = match fields.moment("on", Way::Forth, &view.clock) {
                Ok(Some(at)) => at,
                Ok(None) => return again(Remark { on: Some(say::WHEN_NEEDED.to_owned()), ..Remark::default() }),
                Err(failure) => return again(Remark { on: Some(failure.to_string()), ..Remark::default() }),
            };
            let place = if fields.ticked("place") || fields.ticked("place_is") {
                match meant::known(view, &fields, "place")? {
                    Ok(place) => Some(place),
                    Err(unclear) => return again(Remark { place: Some(unclear), ..Remark::default() }),
                }
            } else {
                None
            };
            let to_come = at > view.clock.now();
            let event = Touchpoint {
                kind: TouchpointKind::Event,
                state: if to_come { TouchpointState::Planned } else { TouchpointState::Done },
                place,
                at,
                zone: view.book.zone()?.name().to_owned(),
                purpose: name.to_owned(),
                skill: fields.text_or_empty("skill"),
                ..Touchpoint::default()
            };
            let said = if to_come { say::planned(name, &view.clock.say(at)) } else { say::kept(name) };
            let receipt = view.run(Command::Add(Box::new(event.into())))?;
            let id = receipt.records.first().expect("an event that was added is named").id;
            Ok(Done::receipt(&receipt, format!("/events/{id}"), said))
        })
        .await
}

fn page(view: &View, fields: &Fields, remark: &Remark) -> Result<Page, Failure> {
    let events = view.book.events()?;
    let (mut to_come, were): (Vec<&EventLine>, Vec<&EventLine>) =
        events.items.iter().partition(|one| one.state == TouchpointState::Planned);
    to_come.reverse();
    let open = fields.ticked("name") || remark.name.is_some() || remark.on.is_some() || remark.place.is_some();
    let body = html! {
        header.title { h1 { (say::TITLE) } p.faint { (say::goal(events.new_this_year, events.goal)) } }
        @if events.items.is_empty() { (list::empty(say::EMPTY, say::EMPTY_MORE, None)) }
        (section(view, say::TO_COME, &to_come))
        (favourites(&events))
        details.more open[open || events.items.is_empty()] {
            summary { (say::PLAN) }
            (new(view, fields, remark))
        }
        (section(view, say::WERE, &were[..were.len().min(WERE)]))
    };
    Ok(Page::new(&SCREEN, say::TITLE, body))
}

fn new(view: &View, fields: &Fields, remark: &Remark) -> Markup {
    let place = remark.place.as_ref();
    form::form_with(
        view.token(),
        "/events",
        "sheet",
        &html! {
            div.pair {
                (Line { name: "name", label: say::NAME, value: &fields.text_or_empty("name"), hint: say::NAME_HINT, required: true, wrong: remark.name, ..Line::default() }.show())
                (Line { name: "on", label: say::WHEN, value: &fields.text_or_empty("on"), kind: "datetime-local", required: true, wrong: remark.on.as_deref(), ..Line::default() }.show())
                (Line { name: "skill", label: say::SKILL, value: &fields.text_or_empty("skill"), hint: say::SKILL_HINT, ..Line::default() }.show())
            }
            (Whom { name: "place", label: say::PLACE, hint: "", offered: place.map(|one| one.which.as_slice()).unwrap_or_default(), wrong: place.map(|one| one.said.as_str()), first: false }.show(view, fields))
            div.deeds { button.primary { (say::KEEP) } }
        },
    )
}

/// Those that one went to more than once, the most often first: planned again with one tap.
fn favourites(events: &Events) -> Markup {
    let mut times: BTreeMap<String, (usize, &str)> = BTreeMap::new();
    for one in events.items.iter().filter(|one| one.state == TouchpointState::Done) {
        times.entry(fold(&one.name)).or_insert((0, &one.name)).0 += 1;
    }
    let mut often: Vec<(usize, &str)> = times.into_values().filter(|(times, _)| *times >= FAVOURITES.0).collect();
    often.sort_by_key(|(times, _)| std::cmp::Reverse(*times));
    html! {
        @if !often.is_empty() {
            section { h2 { (say::FAVOURITES) }
                ul.plain { @for (times, name) in often.into_iter().take(FAVOURITES.1) {
                    li.said { (name) " " span.faint { (say::been(times)) } " " a href=(list::address("/events", [("name", name)])) { (say::AGAIN) } }
                } }
            }
        }
    }
}

fn section(view: &View, title: &str, events: &[&EventLine]) -> Markup {
    html! {
        @if !events.is_empty() {
            section.lines { h2 { (title) }
                ul.plain { @for one in events {
                    li.line data-item id={ "event-" (one.id) } { a.row href={ "/events/" (one.id) } { (line(view, one)) } }
                } }
            }
        }
    }
}

fn line(view: &View, one: &EventLine) -> Markup {
    let met: Vec<&str> = one.met.iter().map(|who| who.name.as_str()).collect();
    html! {
        span.what {
            span.name { (one.name) }
            @if one.times_before == 0 { " " span.tag { (say::NEW) } }
            @if one.state == TouchpointState::Missed { " " span.tag { (one.state.words()) } }
        }
        span.faint {
            (time::when(view, one.at))
            @if let Some(place) = &one.place { " · " (place.name) }
            @if !one.skill.is_empty() { " · " (say::practised(&one.skill)) }
            @if !met.is_empty() { " · " (say::met(&met.join(", "))) }
        }
    }
}
