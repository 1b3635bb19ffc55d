//! Sync: how it stands and why, where the book meets the user's other devices, and this computer as their server.

mod elsewhere;
mod here;

use std::future::Future;

use axum::{
    Router,
    response::Response,
    routing::{get, post},
};
use maud::{Markup, html};
use rapport_core::model::view::SyncStatus;
use tokio::runtime::Handle;

use super::{Screen, Section};
use crate::{
    app::{
        asked::Asked,
        notice::Notice,
        page::Page,
        part::{form, time},
        state::App,
        view::{Done, View},
        words::sync as say,
    },
    failure::Failure,
};

/// The sync.
pub static SCREEN: Screen = Screen {
    path: "/sync",
    title: say::TITLE,
    about: say::ABOUT,
    go: None,
    section: Section::Book,
    icon: "more",
    routes,
};

fn routes() -> Router<App> {
    Router::new()
        .route("/sync", get(sync))
        .route("/sync/now", post(now))
        .route("/sync/here", post(here::start))
        .route("/sync/here/stop", post(here::stop))
        .route("/sync/here/name", post(here::name))
        .route("/sync/elsewhere", post(elsewhere::put))
}

/// Waits for what needs the network, on a thread that may wait.
pub fn wait<T>(work: impl Future<Output = T>) -> T {
    Handle::current().block_on(work)
}

async fn sync(asked: Asked) -> Response {
    asked.page(|view| page(view, None)).await
}

/// The page; `wrong` is what the form for another server is to be corrected in.
fn page(view: &View, wrong: Option<&elsewhere::Wrong>) -> Result<Page, Failure> {
    let status = view.book.sync_status()?;
    let body = html! {
        header.title { h1 { (say::TITLE) } p.lead { (standing(&status)) } }
        (how(view, &status))
        (here::section(view, &status))
        (elsewhere::section(view, &status, wrong))
        @if status.server.is_none() {
            section.stack { h2 { (say::JOINING) } p { (say::JOINING_MORE) } p { a.button href="/devices/join" { (say::JOIN) } } }
        }
    };
    Ok(Page::new(&SCREEN, say::TITLE, body))
}

/// How it stands, in a sentence.
fn standing(status: &SyncStatus) -> String {
    match (&status.server, status.unsent) {
        (None, _) => say::ALONE.to_owned(),
        _ if status.bootstrapping => say::COMING.to_owned(),
        (Some(_), 0) if status.synced_at.is_some() => say::ALL_THERE.to_owned(),
        (Some(_), 0) => say::NOT_YET.to_owned(),
        (Some(_), unsent) => say::waits(unsent),
    }
}

fn how(view: &View, status: &SyncStatus) -> Markup {
    let Some(server) = &status.server else { return html! { p { (say::ALONE_MORE) } } };
    let app = &view.asked.app;
    let turned_away = app.turned_away();
    let why = turned_away.clone().or_else(|| view.book.last_sync().as_ref().and_then(say::why));
    let counts = [(say::WAITS, status.unsent), (say::REFUSED, status.refused), (say::ASIDE, status.aside)];
    html! {
        section.stack aria-label=(say::TITLE) {
            @if let Some(why) = &why { p.attention { (why) } }
            @if turned_away.is_some() {
                p { (say::TURNED_AWAY_MORE) }
                p { a.button.primary href="/devices/join" { (say::JOIN) } }
            }
            dl.facts {
                div {
                    dt { (say::SERVER) }
                    dd { @if app.hosting.chosen().is_own(server) { (say::THIS_COMPUTER) } @else { (server) } }
                }
                div {
                    dt { (say::SYNCED_AT) }
                    dd { @match status.synced_at { Some(at) => (time::when(view, at)), None => (say::NEVER) } }
                }
                @for (what, count) in counts {
                    @if count > 0 { div { dt { (what) } dd { (count) } } }
                }
            }
            (form::deed(view, "/sync/now", &[], &html! { (say::NOW) }, ""))
        }
    }
}

/// `POST /sync/now`: exchanges with the server, and says what came of it.
async fn now(asked: Asked) -> Response {
    asked
        .act(|view| {
            let outcome = wait(view.book.sync())?;
            let said = say::ended(&outcome);
            let notice = if say::why(&outcome).is_some() { Notice::wrong(said) } else { Notice::done(said) };
            Ok(Done::There { to: "/sync".to_owned(), notice: Some(notice) })
        })
        .await
}
