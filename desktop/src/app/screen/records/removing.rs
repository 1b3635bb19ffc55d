//! What takes a record away: out of sight, which can be undone; for good, and a note's past, which are asked about first.

use axum::{extract::Path, response::Response};
use maud::{Markup, html};
use rapport_core::{
    Command,
    model::{Record, RecordId},
};

use super::{SCREEN, address, record};
use crate::{
    app::{
        asked::Asked,
        fields::Fields,
        notice::Notice,
        page::Page,
        part::form,
        view::{Done, View},
        words::records as say,
    },
    failure::Failure,
    words::InWords as _,
};

/// `POST /records/{id}/remove`: out of sight.
pub async fn remove(asked: Asked, Path(id): Path<String>, fields: Fields) -> Response {
    asked
        .act(move |view| {
            let id = record(&id)?;
            let of_its_own = |from: &String| from.contains(&id.to_string());
            let from = view.asked.came_from.clone().filter(|from| !of_its_own(from));
            let to = fields.text("to").filter(|to| to.starts_with('/')).map(str::to_owned);
            Done::run(view, Command::Remove(id), from.or(to).unwrap_or_else(|| "/removed".to_owned()), say::REMOVED)
        })
        .await
}

/// `POST /records/{id}/restore`: back again.
pub async fn restore(asked: Asked, Path(id): Path<String>) -> Response {
    asked
        .act(move |view| {
            let id = record(&id)?;
            let to = address(&view.book.get(id)?);
            Done::run(view, Command::Restore(id), to, say::RESTORED)
        })
        .await
}

/// `GET /records/{id}/erase`: what it means, before it is done.
pub async fn ask_to_erase(asked: Asked, Path(id): Path<String>) -> Response {
    asked.page(move |view| erase_page(view, record(&id)?, None)).await
}

/// `POST /records/{id}/erase`: for good.
pub async fn erase(asked: Asked, Path(id): Path<String>, fields: Fields) -> Response {
    asked
        .act(move |view| {
            let id = record(&id)?;
            if !fields.ticked("sure") {
                return Ok(Done::again(erase_page(view, id, Some(say::SURE_FIRST))?, view));
            }
            view.run(Command::Erase(id))?;
            view.asked.app.notices.clear();
            Ok(Done::There { to: "/removed".to_owned(), notice: Some(Notice::done(say::ERASED)) })
        })
        .await
}

fn erase_page(view: &View, id: RecordId, wrong: Option<&str>) -> Result<Page, Failure> {
    let entry = view.book.get(id)?;
    let body = html! {
        header.title {
            h1 { (say::ERASE_TITLE) }
            p.lead { (view.title(&entry.record)) }
            p.faint { (entry.record.kind().words()) " · " (view.line(&entry)) }
        }
        p { (say::ERASE_MORE) }
        (sure(view, &format!("/records/{id}/erase"), say::ERASE_SURE, say::ERASE, &address(&entry), wrong, &html! {}))
    };
    Ok(Page::new(&SCREEN, say::ERASE_TITLE, body))
}

/// `GET /records/{id}/redact`: what it means, and what the note is to say.
pub async fn ask_to_redact(asked: Asked, Path(id): Path<String>) -> Response {
    asked.page(move |view| redact_page(view, record(&id)?, None, None)).await
}

/// `POST /records/{id}/redact`: a copy without history takes its place.
pub async fn redact(asked: Asked, Path(id): Path<String>, fields: Fields) -> Response {
    asked
        .act(move |view| {
            let id = record(&id)?;
            let text = fields.text_or_empty("text");
            if !fields.ticked("sure") {
                return Ok(Done::again(redact_page(view, id, Some(&text), Some(say::SURE_FIRST))?, view));
            }
            let receipt = view.run(Command::Redact { id, text })?;
            view.asked.app.notices.clear();
            let copy = receipt.records.first().expect("a copy that was made is named").id;
            Ok(Done::There { to: format!("/records/{copy}"), notice: Some(Notice::done(say::REDACTED)) })
        })
        .await
}

fn redact_page(view: &View, id: RecordId, typed: Option<&str>, wrong: Option<&str>) -> Result<Page, Failure> {
    let entry = view.book.get(id)?;
    let Record::Note(note) = &entry.record else { return Err(Failure::NotFound(String::new())) };
    let text = typed.unwrap_or(&note.text.0);
    let body = html! {
        header.title { h1 { (say::REDACT_TITLE) } }
        p { (say::REDACT_MORE) }
        (sure(view, &format!("/records/{id}/redact"), say::REDACT_SURE, say::REDACT_DO, &address(&entry), wrong, &html! {
            (form::lines("text", say::REDACT_TEXT, text, "", 5))
        }))
    };
    Ok(Page::new(&SCREEN, say::REDACT_TITLE, body))
}

/// A form for what can't be undone: one ticks that one means it.
fn sure(view: &View, to: &str, tick: &str, label: &str, back: &str, wrong: Option<&str>, fields: &Markup) -> Markup {
    form::form_with(
        view.token(),
        to,
        "sheet",
        &html! {
            (fields)
            @if let Some(said) = wrong { p.wrong role="alert" { (said) } }
            label.tick { input type="checkbox" name="sure" value="1" aria-invalid=[wrong.map(|_| "true")]; (tick) }
            div.deeds { button.harm { (label) } a.button href=(back) { (say::ERASE_NOT) } }
        },
    )
}
