//! The style and the scripts: our own files, part of the program.

use axum::{
    Router,
    http::header,
    response::{IntoResponse, Response},
    routing::get,
};

use super::{failed, state::App};

/// The style, in the order in which it is read: what every page has, then a file a screen.
const STYLE: &str = concat!(
    include_str!("style/tokens.css"),
    include_str!("style/base.css"),
    include_str!("style/frame.css"),
    include_str!("style/parts.css"),
    include_str!("style/today.css"),
    include_str!("style/log.css"),
    include_str!("style/partners.css"),
    include_str!("style/daily.css"),
    include_str!("style/book.css"),
    include_str!("style/insights.css"),
    include_str!("style/visits.css"),
    include_str!("style/giving.css"),
    include_str!("style/print.css"),
);

/// The scripts by name. `app.js` is the one that pages load; it asks for the others.
const SCRIPTS: &[(&str, &str)] = &[
    ("app.js", include_str!("script/app.js")),
    ("dialogs.js", include_str!("script/dialogs.js")),
    ("draft.js", include_str!("script/draft.js")),
    ("keys.js", include_str!("script/keys.js")),
    ("live.js", include_str!("script/live.js")),
    ("lock.js", include_str!("script/lock.js")),
    ("morph.js", include_str!("script/morph.js")),
    ("search.js", include_str!("script/search.js")),
];

const ICON: &str = include_str!("style/icon.svg");

/// Where they are.
pub fn routes() -> Router<App> {
    Router::new()
        .route("/style.css", get(async || typed("text/css; charset=utf-8", STYLE)))
        .route("/icon.svg", get(async || typed("image/svg+xml", ICON)))
        .route("/script/{name}", get(script))
}

async fn script(axum::extract::Path(name): axum::extract::Path<String>) -> Response {
    match SCRIPTS.iter().find(|(own, _)| *own == name) {
        Some((_, text)) => typed("text/javascript; charset=utf-8", text),
        None => failed::not_here().await,
    }
}

fn typed(kind: &'static str, text: &'static str) -> Response {
    ([(header::CONTENT_TYPE, kind)], text).into_response()
}
