//! Referrals: the ledger with its clocks, one referral, whom to go after, and whom clients see.

mod chase;
mod incoming;
mod intake;
mod ledger;
mod one;
mod outgoing;
mod steps;

pub use outgoing::hand_off;

use axum::{
    Router,
    routing::{get, post},
};
use maud::{Markup, html};

use super::{Screen, Section};
use crate::app::{state::App, words::referrals as say};

/// Who sent whom.
pub static SCREEN: Screen = Screen {
    path: "/referrals",
    title: say::TITLE,
    about: say::ABOUT,
    go: Some('r'),
    section: Section::Main,
    icon: "referrals",
    routes,
};

fn routes() -> Router<App> {
    Router::new()
        .route("/referrals", get(ledger::ledger))
        .route("/referrals/in", get(incoming::form).post(incoming::save))
        .route("/referrals/out", get(outgoing::form).post(outgoing::save))
        .route("/referrals/find", post(outgoing::find_somebody))
        .route("/referrals/chase", get(chase::queue))
        .route("/referrals/intake", get(intake::form).post(intake::save))
        .route("/referrals/{id}", get(one::one))
        .route("/referrals/{id}/step", post(steps::step))
        .route("/referrals/{id}/tried", post(steps::tried))
        .route("/referrals/{id}/hand-off", post(steps::hand_off))
        .route("/referrals/{id}/later", post(steps::later))
}

/// The pages of this screen, above each.
fn pages(here: &str) -> Markup {
    let all = [("/referrals", say::LEDGER), ("/referrals/chase", say::CHASE), ("/referrals/intake", say::INTAKE)];
    html! {
        nav.pages aria-label=(say::TITLE) {
            @for (path, label) in all { a.button.quiet href=(path) aria-current=[(path == here).then_some("page")] { (label) } }
        }
    }
}
