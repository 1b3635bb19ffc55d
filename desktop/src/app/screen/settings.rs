//! Settings: the practice and its numbers, days off, coaching, the look. What is the practice's is so on all of its devices; the
//! look is this browser's.

mod off;
mod parts;

use std::collections::BTreeMap;

use axum::{
    Router,
    http::{StatusCode, header},
    response::{IntoResponse as _, Response},
    routing::{get, post},
};
use maud::{Markup, html};
use rapport_core::{
    Command, Error,
    command::FieldEdit,
    model::{Kind, Practice, RecordId},
};

use super::{Screen, Section, edit::edits, unlock};
use crate::{
    app::{
        asked::{Asked, THEME},
        fields::Fields,
        notice::Notice,
        page::Page,
        part::{
            chips::{self, Chip},
            form::{self, Line},
        },
        state::App,
        view::{Done, View},
        words::settings as say,
    },
    failure::Failure,
};
use parts::Parts;

/// The practice and the look.
pub static SCREEN: Screen = Screen {
    path: "/settings",
    title: say::TITLE,
    about: say::ABOUT,
    go: Some(','),
    section: Section::Book,
    icon: "more",
    routes,
};

/// How long a browser keeps the look: a year.
const YEAR_S: u32 = 31_536_000;

fn routes() -> Router<App> {
    Router::new()
        .route("/settings", get(settings).post(save))
        .route("/settings/off", post(off::change))
        .route("/settings/coaching", post(coaching))
        .route("/settings/device", post(device))
        .route("/settings/look", post(look))
}

async fn settings(asked: Asked) -> Response {
    asked.page(|view| page(view, None, &[])).await
}

/// `POST /settings`: what was changed in one of the forms.
async fn save(asked: Asked, fields: Fields) -> Response {
    asked
        .act(move |view| {
            let edits = match edits(view, &Kind::Practice, &fields) {
                Ok(edits) => edits,
                Err(wrong) => {
                    let said: Vec<String> = wrong.into_values().collect();
                    return Ok(Done::again(page(view, Some(&fields), &said)?, view));
                }
            };
            if edits.is_empty() {
                return Ok(Done::said(SCREEN.path, say::SAME));
            }
            match view.run(Command::Edit { id: practice(view)?, edits }) {
                Ok(receipt) => Ok(Done::receipt(&receipt, SCREEN.path, say::SAVED)),
                Err(Failure::Core(Error::Invalid(invalid))) => {
                    Ok(Done::again(page(view, Some(&fields), &[invalid.expected])?, view))
                }
                Err(other) => Err(other),
            }
        })
        .await
}

/// `POST /settings/coaching`: on or off.
async fn coaching(asked: Asked, fields: Fields) -> Response {
    asked
        .act(move |view| {
            let value = if fields.text("on").is_some() { "1" } else { "0" };
            let edits = vec![FieldEdit { field: "target:coaching".to_owned(), value: value.to_owned() }];
            Done::run(view, Command::Edit { id: practice(view)?, edits }, SCREEN.path, say::COACHING_SAID)
        })
        .await
}

/// `POST /settings/device`: what this device is called, and whose it is.
async fn device(asked: Asked, fields: Fields) -> Response {
    asked
        .act(move |view| {
            let number = view.book.device_number();
            let edits = ["device", "person"]
                .map(|field| FieldEdit { field: format!("{field}:{number}"), value: fields.text_or_empty(field) });
            Done::run(view, Command::Edit { id: practice(view)?, edits: edits.into() }, SCREEN.path, say::SAVED)
        })
        .await
}

/// `POST /settings/look`: this browser keeps it.
async fn look(asked: Asked, fields: Fields) -> Response {
    let cookie = match fields.text("look") {
        Some(look @ ("light" | "dark")) => {
            format!("{THEME}={look}; HttpOnly; SameSite=Strict; Path=/; Max-Age={YEAR_S}")
        }
        _ => format!("{THEME}=; HttpOnly; SameSite=Strict; Path=/; Max-Age=0"),
    };
    let app = asked.app.clone();
    app.notices.keep(Notice::done(say::SAVED));
    (StatusCode::SEE_OTHER, [(header::LOCATION, SCREEN.path.to_owned()), (header::SET_COOKIE, cookie)]).into_response()
}

/// The practice's own record.
fn practice(view: &View) -> Result<RecordId, Failure> {
    Ok(view.book.practice()?.id)
}

fn page(view: &View, typed: Option<&Fields>, wrong: &[String]) -> Result<Page, Failure> {
    let practice = view.practice()?;
    let parts = Parts { practice: &practice, typed, token: view.token() };
    let numbers = view.book.folklore()?;
    let body = html! {
        header.title { h1 { (say::TITLE) } }
        @if !wrong.is_empty() { p.wrong role="alert" { (say::WRONG) @for said in wrong { " " (said) "." } } }
        (parts.practice())
        (parts.numbers(&numbers))
        (parts.hours())
        (parts.cadence())
        (off::section(view, &practice))
        (coached(view)?)
        (this_device(view, &practice))
        (appearance(view))
        (unlock::section(view))
        section.stack { h2 { (say::ELSEWHERE) }
            div.deeds {
                @for (to, label) in [("/devices", say::TO_DEVICES), ("/sync", say::TO_SYNC), ("/export", say::TO_EXPORT), ("/removed", say::TO_REMOVED)] {
                    a.button href=(to) { (label) }
                }
            }
        }
    };
    Ok(Page::new(&SCREEN, say::TITLE, body))
}

fn coached(view: &View) -> Result<Markup, Failure> {
    let on = view.book.coaching()?.on;
    let (said, label, fields) = if on {
        (say::COACHING_ON, say::TURN_OFF, &[][..])
    } else {
        (say::COACHING_OFF, say::TURN_ON, &[("on", "1")][..])
    };
    Ok(html! {
        section.stack { h2 { (say::COACHING) } p { (said) } (form::deed(view, "/settings/coaching", fields, &html! { (label) }, "")) }
    })
}

/// Whose this device is: who that is signs letters and stands beside every change made here.
fn this_device(view: &View, practice: &Practice) -> Markup {
    let number = view.book.device_number().to_string();
    let told = |of: &BTreeMap<String, String>| of.get(&number).cloned().unwrap_or_default();
    html! {
        section.stack { h2 { (say::THIS_DEVICE) }
            (form::form_with(view.token(), "/settings/device", "stack", &html! {
                div.pair {
                    (Line { name: "person", label: say::YOUR_NAME, value: &told(&practice.person), hint: say::YOUR_NAME_HINT, ..Line::default() }.show())
                    (Line { name: "device", label: say::DEVICE_NAME, value: &told(&practice.device), ..Line::default() }.show())
                }
                div.deeds { button { (say::SAVE) } }
            }))
        }
    }
}

fn appearance(view: &View) -> Markup {
    let now = view.asked.theme.unwrap_or_default();
    let looks = [("", say::LOOK_SYSTEM), ("light", say::LOOK_LIGHT), ("dark", say::LOOK_DARK)];
    let chips: Vec<Chip> = looks.map(|(look, label)| Chip::new(look, label, look == now)).into();
    html! {
        section.stack { h2 { (say::LOOK) }
            (form::form_with(view.token(), "/settings/look", "stack", &html! {
                (chips::one_of("look", say::LOOK_AS, &chips))
                p.hint { (say::LOOK_MORE) }
                div.deeds { button { (say::LOOK_SAVE) } }
            }))
        }
    }
}
