//! Duplicates: two contacts that may be one are made one, and parted again.

use axum::{
    Router,
    response::Response,
    routing::{get, post},
};
use maud::{Markup, html};
use rapport_core::{
    Command,
    model::{
        Record, RecordId,
        view::{Duplicate, Merged},
    },
};

use super::{Screen, Section};
use crate::{
    app::{
        asked::Asked,
        fields::Fields,
        page::Page,
        part::{form, list, time},
        state::App,
        view::{Done, View},
        words::history as say,
    },
    failure::Failure,
};

/// Who stands in the book twice.
pub static SCREEN: Screen = Screen {
    path: "/duplicates",
    title: say::DUPLICATES,
    about: say::DUPLICATES_ABOUT,
    go: None,
    section: Section::Book,
    icon: "partners",
    routes,
};

/// How many are shown: what is done makes room for more.
const SHOWN: u32 = 40;

fn routes() -> Router<App> {
    Router::new()
        .route("/duplicates", get(duplicates))
        .route("/duplicates/merge", post(merge))
        .route("/duplicates/part", post(part))
}

async fn duplicates(asked: Asked) -> Response {
    asked
        .page(|view| {
            let (pairs, merged) = (view.book.duplicates(SHOWN)?, view.book.merged(SHOWN)?);
            let body = html! {
                header.title { h1 { (say::DUPLICATES) } @if !pairs.is_empty() { p.faint { (say::DUPLICATES_LEAD) } } }
                @if pairs.is_empty() { (list::empty(say::NO_TWO, say::NO_TWO_MORE, None)) }
                @for pair in &pairs { (pair_of(view, pair)?) }
                @if !merged.is_empty() {
                    section {
                        h2 { (say::MERGED_TITLE) } p.faint { (say::MERGED_LEAD) }
                        @for one in &merged { (group(view, one)) }
                    }
                }
            };
            Ok(Page::new(&SCREEN, say::DUPLICATES, body))
        })
        .await
}

fn pair_of(view: &View, pair: &Duplicate) -> Result<Markup, Failure> {
    let (one, other) = (pair.one.id.to_string(), pair.other.id.to_string());
    Ok(html! {
        section.twice.card data-item id={ "pair-" (one) "-" (other) } {
            div.pair { (side(view, pair.one.id)?) (side(view, pair.other.id)?) }
            (form::deed(view, "/duplicates/merge", &[("one", &one), ("other", &other)], &html! {
                (say::MERGE) span.unseen { ": " (pair.one.name) " " (say::AND) " " (pair.other.name) }
            }, ""))
        }
    })
}

fn side(view: &View, id: RecordId) -> Result<Markup, Failure> {
    let page = view.book.page(id)?;
    let facts = view.facts(&page.entry, &["form", "name", "imported", "step", "in", "confirmed", "geo"]);
    Ok(html! {
        div {
            h2 { a href={ "/partners/" (id) } { (view.title(&page.entry.record)) } }
            p.faint { @match page.last_touch { Some(at) => { (say::LAST_TOUCH) " " (time::ago(view, at)) }, None => (say::NO_TOUCH) } }
            dl.pairs.long { @for (label, lines) in facts { div { dt { (label) } dd { (lines.join(", ")) } } } }
        }
    })
}

fn group(view: &View, merged: &Merged) -> Markup {
    html! {
        div.card.twice id={ "merged-" (merged.who.id) } {
            h3 { a href={ "/partners/" (merged.who.id) } { (merged.who.name) } }
            ul.plain.lines { @for entry in &merged.of { @if let Record::Contact(contact) = &entry.record {
                li.line {
                    p.row { span.name { (contact.name) } span.faint { (view.line(entry)) } }
                    (form::deed(view, "/duplicates/part", &[("id", &entry.id.to_string())], &html! {
                        (say::PART) span.unseen { ": " (contact.name) }
                    }, "quiet"))
                }
            } } }
        }
    }
}

/// `POST /duplicates/merge`: two are one.
async fn merge(asked: Asked, fields: Fields) -> Response {
    asked
        .act(move |view| {
            let (one, other) = (fields.record("one")?, fields.record("other")?);
            Done::run(view, Command::Merge { one, other }, "/duplicates", say::MERGED)
        })
        .await
}

/// `POST /duplicates/part`: one stands for itself again.
async fn part(asked: Asked, fields: Fields) -> Response {
    asked.act(move |view| Done::run(view, Command::Unmerge(fields.record("id")?), "/duplicates", say::PARTED)).await
}
