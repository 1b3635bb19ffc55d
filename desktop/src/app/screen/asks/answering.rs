//! An ask is put, and answered: yes, later or no.

use axum::{extract::Path, response::Response};
use rapport_core::{Command, command::AskAnswer, model::TouchpointKind};

use crate::app::{
    asked::Asked,
    fields::{Fields, missing},
    screen::records::record,
    view::Done,
    words::asks as say,
};

/// `POST /asks/{id}/put`.
pub async fn put(asked: Asked, Path(id): Path<String>, fields: Fields) -> Response {
    asked
        .act(move |view| {
            let by = fields.text("by").map(TouchpointKind::from).ok_or_else(|| missing("by"))?;
            Done::run(view, Command::PutAsk { id: record(&id)?, by, at: None }, "/asks", say::PUT_SAID)
        })
        .await
}

/// `POST /asks/{id}/answer`. Who says no is left alone for a while, and nothing else changes.
pub async fn answer(asked: Asked, Path(id): Path<String>, fields: Fields) -> Response {
    asked
        .act(move |view| {
            let id = record(&id)?;
            let (answer, said) = match fields.text("answer") {
                Some("yes") => (AskAnswer::Yes, say::YES_SAID),
                Some("later") => (AskAnswer::Later, say::LATER_SAID),
                Some("no") => (AskAnswer::No, say::NO_SAID),
                _ => return Err(missing("answer")),
            };
            let until = fields.day("until", &view.clock)?;
            let command = Command::AnswerAsk { id, answer, text: fields.text_or_empty("said"), until, at: None };
            Done::run(view, command, "/asks", said)
        })
        .await
}
