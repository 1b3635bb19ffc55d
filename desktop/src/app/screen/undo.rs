//! Undo: takes back what was done here last.

use axum::{Router, response::Response, routing::post};

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
            let times = fields.read_as::<u32>("times")?.unwrap_or(1).min(MOST);
            let mut undone = None;
            for _ in 0..times {
                undone = view.book.undo()?.or(undone);
            }
            view.asked.app.notices.clear();
            let said = undone.map_or_else(
                || say::NOTHING_TO_UNDO.to_owned(),
                |undone| say::undone(words::deed(&undone.command), undone.put_back.len(), undone.left.len()),
            );
            Ok(Done::There { to: back, notice: Some(Notice::done(said)) })
        })
        .await
}
