//! More: every screen, by what it is for.

use axum::{Router, response::Response, routing::get};
use maud::html;

use super::{Screen, Section, all};
use crate::app::{asked::Asked, page::Page, state::App, words::frame as say};

/// The page that lists all others.
pub static SCREEN: Screen = Screen {
    path: "/more",
    title: say::MORE,
    about: say::MORE_ABOUT,
    go: None,
    section: Section::Book,
    icon: "more",
    routes,
};

const SECTIONS: [Section; 6] =
    [Section::Main, Section::Day, Section::Give, Section::Network, Section::Learn, Section::Book];

/// Where it is.
pub fn routes() -> Router<App> {
    Router::new().route("/more", get(more))
}

async fn more(asked: Asked) -> Response {
    asked
        .page(|_| {
            let of = |section| all().iter().filter(move |screen| screen.section == section);
            let body = html! {
                h1 { (say::MORE) }
                div.sections {
                    @for section in SECTIONS {
                        @if of(section).next().is_some() {
                            section {
                                h2 { (say::section(section)) }
                                ul.plain {
                                    @for screen in of(section) {
                                        li { a.row href=(screen.path) { span.name { (screen.title) } span.faint { (screen.about) } } }
                                    }
                                }
                            }
                        }
                    }
                }
            };
            Ok(Page::new(&SCREEN, say::MORE, body))
        })
        .await
}
