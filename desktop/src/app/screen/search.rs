//! Find: people, places, notes, visits and codes by the first letters of their words.

use axum::{Router, response::Response, routing::get};
use maud::{Markup, html};
use rapport_core::model::view::Found;

use super::{Screen, Section, records::address};
use crate::{
    app::{asked::Asked, page::Page, part::list, state::App, view::View, words::search as say},
    failure::Failure,
    sheet::DOT,
};

/// Finding anyone.
pub static SCREEN: Screen = Screen {
    path: "/search",
    title: say::TITLE,
    about: say::ABOUT,
    go: Some('/'),
    section: Section::Day,
    icon: "search",
    routes,
};

/// How many of each sort are shown, and how many while one types.
const SHOWN: u32 = 20;
const QUICK: u32 = 6;

fn routes() -> Router<App> {
    Router::new().route("/search", get(search)).route("/search/quick", get(quick))
}

async fn search(asked: Asked) -> Response {
    asked
        .page(|view| {
            let body = html! {
                header.title { h1 { (say::TITLE) } }
                (found(view, view.query().text("q"))?)
            };
            Ok(Page::new(&SCREEN, say::TITLE, body))
        })
        .await
}

/// `GET /search/quick`: a few lines, while one types.
async fn quick(asked: Asked) -> Response {
    asked
        .part(|view| {
            let Some(typed) = view.query().text("q") else { return Ok(html! {}) };
            let Found { contacts, referrals, notes, .. } = view.book.find(typed, QUICK)?;
            Ok(html! { ul {
                @for entry in contacts.iter().chain(&referrals).chain(&notes) {
                    @let title = view.title(&entry.record);
                    li role="option" { a href=(address(entry)) tabindex="-1" { span { (title) } span.faint { (beside(&title, &view.line(entry))) } } }
                }
            } })
        })
        .await
}

/// What a line says beside the title that it may begin with: a name is said once.
fn beside(title: &str, line: &str) -> String {
    line.split(DOT).filter(|said| *said != title).collect::<Vec<_>>().join(DOT)
}

fn found(view: &View, typed: Option<&str>) -> Result<Markup, Failure> {
    let Some(typed) = typed else { return Ok(list::empty(say::TYPE, say::TYPE_MORE, None)) };
    let Found { contacts, touchpoints, notes, referrals } = view.book.find(typed, SHOWN)?;
    let parts =
        [(say::PARTNERS, contacts), (say::REFERRALS, referrals), (say::NOTES, notes), (say::TOUCHPOINTS, touchpoints)];
    if parts.iter().all(|(_, entries)| entries.is_empty()) {
        return Ok(list::empty(&say::nothing(typed), say::NOTHING_MORE, None));
    }
    Ok(html! {
        @for (title, entries) in parts {
            @if !entries.is_empty() {
                section aria-label=(title) {
                    h2 { (title) }
                    ul.plain { @for entry in &entries {
                        @let title = view.title(&entry.record);
                        li data-item { a.row href=(address(entry)) {
                            span.name { (title) } span.faint { (beside(&title, &view.line(entry))) }
                        } }
                    } }
                }
            }
        }
    })
}
