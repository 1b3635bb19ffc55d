//! What is answered when something was not done: a page by itself, or a notice on the page that one comes from.

use axum::{
    http::StatusCode,
    response::{IntoResponse, Response},
};
use maud::html;
use rapport_core::Error;

use super::{asked, notice::Notice, page::bare, words};
use crate::failure::Failure;

/// A page that could not be shown.
pub fn page(failure: &Failure) -> Response {
    let status = match failure {
        Failure::Core(Error::NotFound { .. }) | Failure::NotFound(_) => StatusCode::NOT_FOUND,
        Failure::Core(Error::Invalid(_)) | Failure::Usage(_) => StatusCode::BAD_REQUEST,
        Failure::Core(Error::Busy | Error::Unopened(_)) => StatusCode::SERVICE_UNAVAILABLE,
        Failure::Core(Error::StorageFull) => StatusCode::INSUFFICIENT_STORAGE,
        _ => StatusCode::INTERNAL_SERVER_ERROR,
    };
    let title = match failure {
        Failure::Core(Error::Busy) => words::failed::BUSY,
        Failure::Core(Error::Unopened(_)) => words::failed::UNOPENED,
        Failure::Core(Error::StorageFull) => words::failed::FULL_TITLE,
        _ => words::failed::TITLE,
    };
    alone(status, title, &words::failed::said(failure))
}

/// A page that isn't there.
pub async fn not_here() -> Response {
    alone(StatusCode::NOT_FOUND, words::failed::NOT_HERE, words::failed::NOT_HERE_MORE)
}

/// A request that was not let in.
pub fn refused(status: StatusCode, why: &str) -> Response {
    let body = html! { p.lead { (why) } };
    (status, asked::html(bare(words::guard::TITLE, &body))).into_response()
}

/// What is said on the page that one comes from.
pub fn notice(failure: &Failure) -> Notice {
    Notice::wrong(words::failed::said(failure))
}

fn alone(status: StatusCode, title: &str, said: &str) -> Response {
    let body = html! {
        p.lead { (said) }
        p { a.button.primary href="" { (words::failed::AGAIN) } " " a.button href="/" { (words::failed::BACK_TO_TODAY) } }
    };
    (status, asked::html(bare(title, &body))).into_response()
}
