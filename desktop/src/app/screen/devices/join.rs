//! Joining the book that another device has, with the code that it shows.

use std::time::Duration;

use axum::response::Response;
use maud::{Markup, html};
use rapport_core::{Companion, Error, Options};

use super::{SCREEN, wait};
use crate::{
    app::{
        asked::Asked,
        fields::Fields,
        notice::Notice,
        page::Page,
        part::form::{Line, form_with, lines},
        state::App,
        view::{Done, View},
        words::{devices as say, failed},
    },
    failure::Failure,
};

/// How often it is tried while a sync is under way, and how long it is waited between.
const TRIES: u32 = 40;
const BETWEEN: Duration = Duration::from_millis(100);

/// `GET /devices/join`.
pub async fn page(asked: Asked) -> Response {
    asked.page(|view| Ok(shown(view, &Fields::default(), None))).await
}

fn shown(view: &View, typed: &Fields, wrong: Option<&str>) -> Page {
    let (device, person) = view.book.device();
    let body = html! {
        header.title { p { a href="/devices" { (say::BACK) } } h1 { (say::JOIN) } p.lead { (say::JOIN_LEAD) } }
        p { (say::JOIN_BRINGS) }
        (form(view.token(), "/devices/join", typed, (&device, &person), wrong))
    };
    Page::new(&SCREEN, say::JOIN, body)
}

/// The form; `known` is what this device is called, and whose it is, if anybody said.
pub fn form(token: &str, action: &str, typed: &Fields, known: (&str, &str), wrong: Option<&str>) -> Markup {
    let device = typed.text("device").unwrap_or(if known.0.is_empty() { say::COMPUTER } else { known.0 });
    form_with(
        token,
        action,
        "sheet",
        &html! {
            @if let Some(said) = wrong { p.wrong role="alert" { (said) } }
            (lines("code", say::JOIN_CODE, typed.text("code").unwrap_or_default(), say::JOIN_CODE_HINT, 4))
            div.pair {
                (Line { name: "device", label: say::JOIN_DEVICE, value: device, required: true, ..Line::default() }.show())
                (Line { name: "person", label: say::JOIN_PERSON, value: typed.text("person").unwrap_or(known.1), ..Line::default() }.show())
            }
            div.deeds { button.primary { (say::JOIN_GO) } }
        },
    )
}

/// `POST /devices/join`.
pub async fn joined(asked: Asked, fields: Fields) -> Response {
    asked
        .act(move |view| {
            let [code, device, person] = ["code", "device", "person"].map(|name| fields.text_or_empty(name));
            match join(&view.asked.app, &code, &device, &person) {
                Ok(()) => Ok(Done::There { to: "/".to_owned(), notice: Some(Notice::done(say::JOINED)) }),
                Err(failure @ Failure::Core(Error::Invalid(_) | Error::Unreachable { .. })) => {
                    Ok(Done::again(shown(view, &fields, Some(&failed::said(&failure))), view))
                }
                Err(failure) => Err(failure),
            }
        })
        .await
}

/// Joins, and opens the book that came in place of the one that is open. Only one sync works at a home at a time, so this
/// waits for its turn.
///
/// # Errors
/// What the core says; nothing was changed then.
pub fn join(app: &App, code: &str, device: &str, person: &str) -> Result<(), Failure> {
    for _ in 0..TRIES {
        if let Some(book) = app.open_book() {
            book.sync_handle().cancel();
        }
        match wait(Companion::join(Options::at(&app.home), code, device, person)) {
            Ok(joined) => {
                app.take(joined);
                app.paired();
                return Ok(());
            }
            Err(Error::Invalid(invalid)) if invalid.field == "home" => std::thread::sleep(BETWEEN),
            Err(error) => return Err(error.into()),
        }
    }
    Err(Failure::usage(say::BUSY))
}
