//! A record is edited field by field: only what was changed on the form is written, so that what another device wrote into another
//! field meanwhile stays.

mod control;
mod groups;
mod typed;

use std::collections::BTreeMap;

use axum::{Router, extract::Path, response::Response, routing::get};
use maud::{Markup, html};
use rapport_core::{
    Command, Error,
    command::{NewPerson, NewPlace},
    model::{Form, RecordId, view::Entry},
};

use super::{
    Screen, Section,
    records::{address, record},
};
use crate::{
    app::{
        asked::Asked,
        fields::Fields,
        page::Page,
        part::{
            chips::{self, Chip},
            form::{self, Line},
        },
        state::App,
        view::{Done, View},
        words::edit as say,
    },
    failure::Failure,
    words::InWords as _,
};
use control::Filled;
pub use typed::edits;

/// Somebody new.
pub static SCREEN: Screen = Screen {
    path: "/add",
    title: say::ADD,
    about: say::ADD_ABOUT,
    go: Some('a'),
    section: Section::Network,
    icon: "person",
    routes,
};

fn routes() -> Router<App> {
    Router::new().route("/add", get(new).post(add)).route("/edit/{id}", get(edit).post(save))
}

/// What is wrong with which key.
pub type Wrong = BTreeMap<String, String>;

/// `GET /edit/{id}`.
async fn edit(asked: Asked, Path(id): Path<String>) -> Response {
    asked.page(move |view| Ok(page(view, &view.book.get(record(&id)?)?, None, &Wrong::new()))).await
}

/// `POST /edit/{id}`: writes what was changed.
async fn save(asked: Asked, Path(id): Path<String>, fields: Fields) -> Response {
    asked
        .act(move |view| {
            let id = record(&id)?;
            let entry = view.book.get(id)?;
            let again = |wrong: &Wrong| Ok(Done::again(page(view, &entry, Some(&fields), wrong), view));
            let edits = match typed::edits(view, &entry.record.kind(), &fields) {
                Ok(edits) => edits,
                Err(wrong) => return again(&wrong),
            };
            let to = address(&entry);
            if edits.is_empty() {
                return Ok(Done::There { to, notice: Some(crate::app::notice::Notice::done(say::SAME)) });
            }
            match view.run(Command::Edit { id, edits }) {
                Ok(receipt) => Ok(Done::receipt(&receipt, to, say::SAVED)),
                Err(Failure::Core(Error::Invalid(invalid))) => again(&Wrong::from([(invalid.field, invalid.expected)])),
                Err(other) => Err(other),
            }
        })
        .await
}

fn page(view: &View, entry: &Entry, typed: Option<&Fields>, wrong: &Wrong) -> Page {
    let (kind, title) = (entry.record.kind(), view.title(&entry.record));
    let filled = Filled::of(view, entry, typed, wrong);
    // What is wrong with a field that has no place of its own here is said above.
    let elsewhere: Vec<&String> = wrong
        .iter()
        .filter(|(key, _)| !groups::of(&entry.record).iter().any(|(_, names)| names.contains(&name_of(key))))
        .map(|(_, said)| said)
        .collect();
    let groups: Markup = html! {
        @for (number, (legend, names)) in groups::of(&entry.record).into_iter().enumerate() {
            @if number == 0 {
                fieldset.group { legend.unseen { (legend) } div.pair { @for name in names { (filled.control(name)) } } }
            } @else {
                details.more open[names.iter().any(|name| filled.is_said(name))] {
                    summary { (legend) }
                    div.pair { @for name in names { (filled.control(name)) } }
                }
            }
        }
    };
    let body = html! {
        header.title { p.faint { (kind.words()) } h1 { (say::TITLE) ": " (title) } }
        @if !wrong.is_empty() { p.wrong role="alert" { (say::WRONG) @for said in elsewhere { " " (said) "." } } }
        (form::form_with(view.token(), &format!("/edit/{}", entry.id), "sheet edit", &html! {
            (groups)
            div.deeds.last { button.primary { (say::SAVE) } a.button.quiet href=(address(entry)) { (say::CANCEL) } }
        }))
    };
    Page::new(&SCREEN, title, body)
}

/// The field of a key: `tag` of `tag:vip`.
pub fn name_of(key: &str) -> &str {
    key.split(':').next().unwrap_or(key)
}

/// `GET /add`.
async fn new(asked: Asked) -> Response {
    asked.page(|view| Ok(add_page(view, view.query(), None))).await
}

/// `POST /add`: puts them into the book, and asks what else is known.
async fn add(asked: Asked, fields: Fields) -> Response {
    asked
        .act(move |view| {
            let name = fields.text_or_empty("name");
            let command = if fields.text("form") == Some(Form::Place.code()) {
                Command::AddPlace(NewPlace { name, ..NewPlace::default() })
            } else {
                Command::AddPerson(NewPerson { name, ..NewPerson::default() })
            };
            match view.run(command) {
                Ok(receipt) => {
                    let id: RecordId = receipt.records.first().expect("a record that was made is named").id;
                    Ok(Done::receipt(&receipt, format!("/edit/{id}"), say::ADDED))
                }
                Err(Failure::Core(Error::Invalid(invalid))) => {
                    let said = if fields.ticked("name") { invalid.expected } else { say::NAME_NEEDED.to_owned() };
                    Ok(Done::again(add_page(view, &fields, Some(&said)), view))
                }
                Err(other) => Err(other),
            }
        })
        .await
}

fn add_page(view: &View, fields: &Fields, wrong: Option<&str>) -> Page {
    let form = fields.text("form").unwrap_or("place").to_owned();
    let forms: Vec<Chip> =
        Form::ALL.iter().rev().map(|one| Chip::new(one.code(), one.words(), one.code() == form)).collect();
    let body = html! {
        header.title { h1 { (say::ADD_TITLE) } }
        (form::form_with(view.token(), "/add", "sheet", &html! {
            (chips::one_of("form", say::ADD_TITLE, &forms))
            (Line { name: "name", label: say::NAME, value: &fields.text_or_empty("name"), required: true, first: true, wrong, ..Line::default() }.show())
            div.deeds { button.primary { (say::ADD) } }
        }))
    };
    Page::new(&SCREEN, say::ADD_TITLE, body)
}
