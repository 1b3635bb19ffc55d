//! One event: that one was there, what was practised and learned, and all whom one met, kept in one go.

use axum::{extract::Path, response::Response};
use maud::{Markup, html};
use rapport_core::{
    Command,
    command::{FieldEdit, MetThere},
    model::{Record, RecordId, Touchpoint, TouchpointState, view::EventLine},
};

use super::SCREEN;
use crate::{
    app::{
        asked::Asked,
        fields::Fields,
        meant::{Meant, meant},
        page::Page,
        part::{
            form::{self, Line},
            icon, time,
        },
        screen::records::record,
        view::{Done, View},
        words::{events as say, meant as whom},
    },
    failure::Failure,
};

/// What is said beside the names.
#[derive(Default)]
struct Remark {
    said: Option<String>,
    new: bool,
}

/// `GET /events/{id}`.
pub async fn one(asked: Asked, Path(id): Path<String>) -> Response {
    asked.page(move |view| page(view, record(&id)?, &Fields::default(), &Remark::default())).await
}

/// `POST /events/{id}/been`: one was there.
pub async fn been(asked: Asked, Path(id): Path<String>, fields: Fields) -> Response {
    asked
        .act(move |view| {
            let id = record(&id)?;
            let edit = |field: &str, value: String| FieldEdit { field: field.to_owned(), value };
            let mut edits = vec![
                edit("state", "done".to_owned()),
                edit("skill", fields.text_or_empty("skill")),
                edit("intel", fields.text_or_empty("intel")),
            ];
            // What was gone to before its time happened now.
            if event(view, id)?.1.at > view.clock.now() {
                edits.push(edit("at", view.clock.now().utc().to_rfc3339()));
            }
            Done::run(view, Command::Edit { id, edits }, format!("/events/{id}"), say::BEEN_SAID)
        })
        .await
}

/// `POST /events/{id}/met`: all whom one met there, in one go.
pub async fn met(asked: Asked, Path(id): Path<String>, fields: Fields) -> Response {
    asked
        .act(move |view| {
            let event = record(&id)?;
            let again = |said: String, new| {
                Ok(Done::again(page(view, event, &fields, &Remark { said: Some(said), new })?, view))
            };
            let (mut people, mut unknown) = (Vec::new(), Vec::new());
            let typed = fields.text_or_empty("people");
            for name in typed.split(['\n', ',']).map(str::trim).filter(|name| !name.is_empty()) {
                match meant(view, &Fields::of([("one".to_owned(), name.to_owned())]), "one")? {
                    Meant::Known(id) => people.push(MetThere::Known(id)),
                    Meant::Several(which) => return again(whom::which(name, &which), false),
                    Meant::Nobody | Meant::New(_) if fields.ticked("new") => {
                        people.push(MetThere::New(name.to_owned()));
                    }
                    Meant::Nobody | Meant::New(_) => unknown.push(name),
                }
            }
            if !unknown.is_empty() {
                return again(say::unknown(&unknown.join(", ")), true);
            }
            if people.is_empty() {
                return again(say::NOBODY_NAMED.to_owned(), false);
            }
            let said = say::kept_people(people.len());
            Done::run(view, Command::MeetAt { event, people }, format!("/events/{event}"), said)
        })
        .await
}

/// The event with how often one was there before, and what is kept of it.
fn event(view: &View, id: RecordId) -> Result<(EventLine, Touchpoint), Failure> {
    let line = view.book.events()?.items.into_iter().find(|one| one.id == id);
    match (line, view.book.get(id)?.record) {
        (Some(line), Record::Touchpoint(touchpoint)) => Ok((line, touchpoint)),
        _ => Err(Failure::NotFound(String::new())),
    }
}

fn page(view: &View, id: RecordId, fields: &Fields, remark: &Remark) -> Result<Page, Failure> {
    let (line, touchpoint) = event(view, id)?;
    let planned = line.state == TouchpointState::Planned;
    let body = html! {
        header.title {
            p.faint { a.back.always href="/events" { (icon::named("back")) (say::TITLE) } }
            h1 { (line.name) }
            p.faint {
                (time::when(view, line.at)) " · " (say::times_before(line.times_before))
                @if let Some(place) = &line.place { " · " a href={ "/partners/" (place.id) } { (place.name) } }
            }
            @if !line.skill.is_empty() { p { (say::practised(&line.skill)) } }
            @if !touchpoint.intel.is_empty() { p.said { (touchpoint.intel) } }
        }
        @if planned { (been_form(view, id, &touchpoint)) }
        section { h2 { (say::PEOPLE) " " @if !line.met.is_empty() { span.count { (line.met.len()) } } }
            ul.plain { @for who in &line.met { li data-item { a.row href={ "/partners/" (who.id) } { span.name { (who.name) } } } } }
            (people(view, id, fields, remark))
        }
        div.deeds { a.button.quiet href={ "/edit/" (id) } { (say::EDIT) } a.button.quiet href={ "/records/" (id) } { (say::RECORD) } }
    };
    Ok(Page::new(&SCREEN, line.name.clone(), body))
}

fn been_form(view: &View, id: RecordId, touchpoint: &Touchpoint) -> Markup {
    html! {
        section.card { h2 { (say::WERE_YOU_THERE) }
            (form::form_with(view.token(), &format!("/events/{id}/been"), "sheet", &html! {
                (Line { name: "skill", label: say::SKILL, value: &touchpoint.skill, ..Line::default() }.show())
                (form::lines("intel", say::LEARNED, &touchpoint.intel, "", 2))
                div.deeds { button.primary { (icon::named("check")) (say::BEEN) } }
            }))
        }
    }
}

fn people(view: &View, id: RecordId, fields: &Fields, remark: &Remark) -> Markup {
    form::form_with(
        view.token(),
        &format!("/events/{id}/met"),
        "sheet",
        &html! {
            @if let Some(said) = &remark.said { p.wrong role="alert" { (said) } }
            (form::lines("people", say::WHOM_MET, &fields.text_or_empty("people"), say::WHOM_MET_HINT, 3))
            @if remark.new { label.tick { input type="checkbox" name="new" value="1" checked; (say::ADD_NEW) } }
            div.deeds { button { (say::KEEP_ALL) } }
        },
    )
}
