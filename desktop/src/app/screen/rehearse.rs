//! Rehearsal: an ask is said aloud before it is put, card by card, with what to say to each answer.

use axum::{Router, extract::Path, response::Response, routing::get};
use maud::html;
use rapport_core::model::{RecordId, view::AskState};

use super::{Screen, Section, records::record};
use crate::{
    app::{
        asked::Asked,
        page::Page,
        part::{icon, list, time},
        state::App,
        words::asks as say,
    },
    words,
};

/// Cards to say aloud.
pub static SCREEN: Screen = Screen {
    path: "/rehearse",
    title: say::REHEARSAL,
    about: say::REHEARSAL_ABOUT,
    go: None,
    section: Section::Give,
    icon: "person",
    routes,
};

fn routes() -> Router<App> {
    Router::new().route("/rehearse", get(which)).route("/rehearse/{ask}", get(cards))
}

/// Where an ask is rehearsed.
pub fn of(ask: RecordId) -> String {
    format!("/rehearse/{ask}")
}

/// `GET /rehearse`: which ask?
async fn which(asked: Asked) -> Response {
    asked
        .page(|view| {
            let asks = view.book.asks()?;
            let open: Vec<_> = asks.iter().filter(|one| matches!(one.state, AskState::ToAsk | AskState::Later)).collect();
            let body = html! {
                header.title { h1 { (say::REHEARSAL) } p.faint { (say::REHEARSAL_LEAD) } }
                @if open.is_empty() { (list::empty(say::NOTHING_TO_REHEARSE, say::NOTHING_TO_REHEARSE_MORE, Some(("/asks/compose", say::COMPOSE)))) }
                ul.plain { @for one in open {
                    li data-item { a.row href=(of(one.id)) {
                        span.name { (one.to.as_ref().map_or(say::NOBODY, |to| to.name.as_str())) }
                        span { (one.text) }
                        @if let Some(due) = one.due { span.faint { (time::day(view, due)) } }
                    } }
                } }
            };
            Ok(Page::new(&SCREEN, say::REHEARSAL, body))
        })
        .await
}

/// `GET /rehearse/{ask}`: one card after the other; each is turned over once it was said.
async fn cards(asked: Asked, Path(ask): Path<String>) -> Response {
    asked
        .page(move |view| {
            let id = record(&ask)?;
            let cards = view.book.rehearsal(id)?;
            let line = view.book.asks()?.into_iter().find(|one| one.id == id);
            let to =
                line.as_ref().and_then(|one| one.to.as_ref()).map_or(say::NOBODY, |to| to.name.as_str()).to_owned();
            let body = html! {
                header.title {
                    p.faint.on-screen { a.back.always href="/asks" { (icon::named("back")) (say::TITLE) } }
                    h1 { (say::rehearse_with(&to)) }
                    @if let Some(line) = &line { p.faint { (line.text) } }
                }
                p.hint.on-screen { (say::TURN_OVER) }
                ol.plain.cards { @for (number, card) in cards.iter().enumerate() {
                    li { details.card open[number == 0] {
                        summary { (number + 1) ". " (words::cue(card.cue)) }
                        p.lead.said { (card.say.text) }
                        @if !card.say.missing.is_empty() { p.hint { (say::BLANKS) } }
                    } }
                } }
            };
            Ok(Page::new(&SCREEN, say::rehearse_with(&to), body))
        })
        .await
}
