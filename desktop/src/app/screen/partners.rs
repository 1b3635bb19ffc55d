//! Partners: people and places, narrowed by what one looks for; and the page of one of them beside the list.

mod list;
mod one;
mod several;
mod views;

use axum::{
    Router,
    routing::{get, post},
};

use super::{Screen, Section};
use crate::app::{state::App, words::partners as say};

/// The people and places of the book.
pub static SCREEN: Screen = Screen {
    path: "/partners",
    title: say::TITLE,
    about: say::ABOUT,
    go: Some('p'),
    section: Section::Main,
    icon: "partners",
    routes,
};

fn routes() -> Router<App> {
    Router::new()
        .route("/partners", get(list::list))
        .route("/partners/several", post(several::act))
        .route("/partners/views", post(views::keep))
        .route("/partners/views/drop", post(views::drop))
        .route("/partners/{id}", get(one::one))
        .route("/partners/{id}/restore", post(one::restore))
}
