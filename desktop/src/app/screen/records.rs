//! A record's own page, whatever its kind; and what is removed: brought back, erased for good, or a note's past forgotten.

mod removing;

use axum::{
    Router,
    extract::Path,
    response::Response,
    routing::{get, post},
};
use maud::{Markup, html};
use rapport_core::model::{Kind, Record, RecordId, view::Entry};

use super::{Screen, Section};
use crate::{
    app::{
        asked::Asked,
        page::Page,
        part::{form, list, time},
        state::App,
        view::View,
        words::records as say,
    },
    failure::Failure,
    words::InWords as _,
};

/// What was removed.
pub static SCREEN: Screen = Screen {
    path: "/removed",
    title: say::TITLE,
    about: say::ABOUT,
    go: None,
    section: Section::Book,
    icon: "more",
    routes,
};

/// How many stand on a page.
const SHOWN: u32 = 40;

fn routes() -> Router<App> {
    Router::new()
        .route("/removed", get(removed))
        .route("/records/{id}", get(one))
        .route("/records/{id}/remove", post(removing::remove))
        .route("/records/{id}/restore", post(removing::restore))
        .route("/records/{id}/erase", get(removing::ask_to_erase).post(removing::erase))
        .route("/records/{id}/redact", get(removing::ask_to_redact).post(removing::redact))
}

/// Where a record stands by itself: some kinds have a page of their own.
pub fn address(entry: &Entry) -> String {
    match &entry.record {
        Record::Contact(_) => format!("/partners/{}", entry.id),
        Record::Referral(_) => format!("/referrals/{}", entry.id),
        Record::Item(_) => format!("/items/{}", entry.id),
        _ => format!("/records/{}", entry.id),
    }
}

/// `GET /removed`.
async fn removed(asked: Asked) -> Response {
    asked
        .page(|view| {
            let page = view.book.removed(view.query().text("after"), SHOWN)?;
            let body = html! {
                header.title { h1 { (say::TITLE) } p.faint { (say::LEAD) } }
                @if page.items.is_empty() { (list::empty(say::EMPTY, say::EMPTY_MORE, None)) }
                section.lines { ul.plain { @for entry in &page.items { (removed_line(view, entry)) } } }
                (list::more(view, page.next.as_deref(), say::MORE))
            };
            Ok(Page::new(&SCREEN, say::TITLE, body))
        })
        .await
}

fn removed_line(view: &View, entry: &Entry) -> Markup {
    let shown = Entry { removed: false, ..entry.clone() };
    html! {
        li.line data-item id={ "removed-" (entry.id) } {
            a.row href={ "/records/" (entry.id) } {
                span.name { (view.title(&entry.record)) }
                span.faint { (entry.record.kind().words()) " · " (view.line(&shown)) }
            }
            div.deeds {
                (form::deed(view, &format!("/records/{}/restore", entry.id), &[], &html! { (say::RESTORE) }, ""))
                a.button.quiet href={ "/records/" (entry.id) "/erase" } { (say::ERASE) }
            }
        }
    }
}

/// `GET /records/{id}`: all that it says.
async fn one(asked: Asked, Path(id): Path<String>) -> Response {
    asked
        .page(move |view| {
            let entry = view.book.get(record(&id)?)?;
            let (kind, title) = (entry.record.kind(), view.title(&entry.record));
            let body = html! {
                header.title { p.faint { (kind.words()) } h1 { (title) } (when(view, &entry)) }
                @if entry.removed { (say::removed(view, entry.id)) }
                (deeds(view, &entry, &kind))
                section { h2 { (say::SAYS) } (facts(view, &entry)) }
                (about(view, &entry))
            };
            Ok(Page::new(&SCREEN, title, body))
        })
        .await
}

/// The record that an address names.
pub fn record(text: &str) -> Result<RecordId, Failure> {
    text.parse().map_err(|_| Failure::NotFound(String::new()))
}

fn when(view: &View, entry: &Entry) -> Markup {
    let at = match &entry.record {
        Record::Touchpoint(touchpoint) => Some(touchpoint.at),
        Record::Note(note) => Some(note.at),
        _ => None,
    };
    html! { @if let Some(at) = at { p.faint { (time::when(view, at)) } } }
}

fn deeds(view: &View, entry: &Entry, kind: &Kind) -> Markup {
    let id = entry.id;
    html! {
        div.deeds {
            @if !entry.removed && *kind != Kind::Practice {
                a.button href={ "/edit/" (id) } { (say::EDIT) }
                (form::deed(view, &format!("/records/{id}/remove"), &[], &html! { (say::REMOVE) }, "quiet"))
            }
            a.button.quiet href={ "/history/" (id) } { (say::HISTORY) }
            @if *kind == Kind::Note { a.button.quiet href={ "/records/" (id) "/redact" } { (say::REDACT) } }
            @if entry.removed { a.button.quiet href={ "/records/" (id) "/erase" } { (say::ERASE) } }
        }
    }
}

fn facts(view: &View, entry: &Entry) -> Markup {
    let facts = view.facts(entry, &[]);
    html! {
        @if facts.is_empty() { p.faint { (say::SAYS_NOTHING) } }
        dl.pairs.long { @for (label, lines) in facts { div { dt { (label) } dd { @for line in lines { p.said { (line) } } } } } }
    }
}

/// Those whom it names, as links.
fn about(view: &View, entry: &Entry) -> Markup {
    let named: Vec<RecordId> = match &entry.record {
        Record::Touchpoint(touchpoint) => {
            let met = touchpoint.met.iter().filter_map(|met| match met {
                rapport_core::model::Met::Contact(id) => Some(*id),
                rapport_core::model::Met::Role(_) => None,
            });
            touchpoint.place.into_iter().chain(met).chain(touchpoint.about.iter().copied()).collect()
        }
        Record::Note(note) => note.about.iter().copied().collect(),
        Record::Promise(promise) => promise.to.into_iter().chain(promise.done_by).collect(),
        _ => Vec::new(),
    };
    html! {
        @if !named.is_empty() {
            section { h2 { (say::ABOUT_IT) }
                ul.plain { @for id in named { @if let Ok(entry) = view.book.get(id) {
                    li { a.row href=(address(&entry)) { span.name { (view.title(&entry.record)) } span.faint { (entry.record.kind().words()) } } }
                } } }
            }
        }
    }
}
