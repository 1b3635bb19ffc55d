//! Undo: takes back what the bar says that was done, or what was done here last.

use axum::{Router, response::Response, routing::post};

use rapport_core::model::view::Undone;

use crate::{
    app::{asked::Asked, fields::Fields, notice::Notice, state::App, view::Done, words::frame as say},
    words,
};

/// The most commands that one press takes back: a place put into the book and the visit there are two.
const MOST: u32 = 8;

/// Where it is.
pub fn routes() -> Router<App> {
    Router::new().route("/undo", post(undo))
}

async fn undo(asked: Asked, fields: Fields) -> Response {
    let back = asked.came_from.clone().unwrap_or_else(|| "/".to_owned());
    asked
        .act(move |view| {
            let deeds: Vec<i64> = fields.all("deed").filter_map(|deed| deed.parse().ok()).collect();
            let mut undone: Vec<Undone> = Vec::new();
            // The last first. What other windows did meanwhile is theirs.
            for deed in deeds.iter().rev() {
                undone.extend(view.book.undo_of(*deed)?);
            }
            if deeds.is_empty() {
                for _ in 0..fields.read_as::<u32>("times")?.unwrap_or(1).min(MOST) {
                    undone.extend(view.book.undo()?);
                }
            }
            let nothing = if deeds.is_empty() { say::NOTHING_TO_UNDO } else { say::UNDONE_ALREADY };
            Ok(Done::There {
                to: back,
                notice: Some(Notice::done(said(&undone).unwrap_or_else(|| nothing.to_owned()))),
            })
        })
        .await
}

/// What was undone, called by what was done first of it; nothing if nothing was.
fn said(undone: &[Undone]) -> Option<String> {
    let put_back = undone.iter().map(|one| one.put_back.len()).sum();
    let left = undone.iter().map(|one| one.left.len()).sum();
    Some(say::undone(words::deed(&undone.last()?.command), put_back, left))
}
