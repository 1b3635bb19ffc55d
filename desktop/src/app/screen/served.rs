//! Served: what you did for a source, as a source is served as well as a client.

use axum::{Router, extract::Path, response::Response, routing::get};
use maud::html;
use rapport_core::model::{RecordId, view::Served};

use super::{Screen, Section, records::record};
use crate::app::{
    asked::Asked,
    meant::choose,
    page::Page,
    part::{icon, time},
    state::App,
    words::served as say,
};

/// What was done for somebody.
pub static SCREEN: Screen = Screen {
    path: "/served",
    title: say::TITLE,
    about: say::ABOUT,
    go: None,
    section: Section::Network,
    icon: "check",
    routes,
};

fn routes() -> Router<App> {
    Router::new().route("/served", get(whom)).route("/served/{contact}", get(one))
}

/// `GET /served`: for whom?
async fn whom(asked: Asked) -> Response {
    asked
        .page(|view| {
            let body = html! {
                header.title { h1 { (say::TITLE) } p.faint { (say::LEAD) } }
                (choose(view, "/served")?)
            };
            Ok(Page::new(&SCREEN, say::TITLE, body))
        })
        .await
}

/// `GET /served/{contact}`.
async fn one(asked: Asked, Path(contact): Path<String>) -> Response {
    asked
        .page(move |view| {
            let id: RecordId = record(&contact)?;
            let served = view.book.served(id)?;
            let name = served.who.as_ref().map_or(String::new(), |who| who.name.clone());
            let body = html! {
                header.title {
                    p.faint { a.back.always href={ "/partners/" (id) } { (icon::named("back")) (name) } }
                    h1 { (say::done_for(&name)) }
                    @if let (Some(since), Some(last)) = (served.since, served.last) {
                        p.faint { (say::SINCE) " " (time::ago(view, since)) ", " (say::LAST) " " (time::ago(view, last)) }
                    }
                }
                dl.pairs.steps { @for (label, said) in rows(&served) { div { dt { (label) } dd { (said) } } } }
                div.deeds { a.button href={ "/gives/with/" (id) } { (say::GIVES) } a.button.quiet href="/needs" { (say::NEEDS) } }
            };
            Ok(Page::new(&SCREEN, say::done_for(&name), body))
        })
        .await
}

fn rows(served: &Served) -> [(&'static str, String); 10] {
    [
        (say::CAME, served.received.to_string()),
        (say::ANSWERED, say::of(served.answered, served.received)),
        (say::SOON, say::of(served.answered_within_a_day, served.received)),
        (say::THANKED, say::of(served.thanked, served.received)),
        (say::SENT, served.sent.to_string()),
        (say::GIVEN, served.gives.to_string()),
        (say::INTRODUCED, served.introductions.to_string()),
        (say::TOLD, served.announcements.to_string()),
        (say::NEEDS_MET, say::of(served.needs_met, served.needs_met + served.needs_open)),
        (say::PROMISES, say::of(served.promises_kept, served.promises_kept + served.promises_open)),
    ]
}
