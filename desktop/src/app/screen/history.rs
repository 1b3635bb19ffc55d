//! History: who changed what and when, of the whole book or of one record; and any change taken back.

use axum::{
    Router,
    extract::Path,
    response::Response,
    routing::{get, post},
};
use maud::{Markup, html};
use rapport_core::{
    Command,
    model::{
        ChangeId, Kind, RecordId,
        view::{FieldRevision, Revision},
    },
    practice::library,
};

use super::{
    Screen, Section,
    records::{address, record},
};
use crate::{
    app::{
        asked::Asked,
        fields::{Fields, missing},
        page::Page,
        part::{form, icon, list, time},
        state::App,
        view::{Done, View},
        words::history as say,
    },
    sheet::beginning,
    words::{self, InWords as _},
};

/// Every change.
pub static SCREEN: Screen = Screen {
    path: "/history",
    title: say::TITLE,
    about: say::ABOUT,
    go: Some('h'),
    section: Section::Book,
    icon: "later",
    routes,
};

/// How many changes stand on a page: each may need a document of its own.
const SHOWN: u32 = 30;
/// How many fields of a change are shown at once.
const FIELDS: usize = 8;

fn routes() -> Router<App> {
    Router::new()
        .route("/history", get(all))
        .route("/history/{id}", get(one))
        .route("/history/{id}/take-back", post(take_back))
}

/// `GET /history`: of the whole book.
async fn all(asked: Asked) -> Response {
    asked
        .page(|view| {
            let page = view.book.book_history(view.query().text("after"), SHOWN)?;
            let body = html! {
                header.title { h1 { (say::TITLE) } p.faint { (say::LEAD) } }
                div.deeds { (form::deed(view, "/undo", &[("times", "1")], &html! { (say::UNDO_LAST) }, "")) }
                @if page.items.is_empty() { (list::empty(say::EMPTY, "", None)) }
                ol.plain.changes { @for one in &page.items { (change(view, one.id, &one.kind, &one.revision, true)) } }
                (list::more(view, page.next.as_deref(), say::MORE))
            };
            Ok(Page::new(&SCREEN, say::TITLE, body))
        })
        .await
}

/// `GET /history/{id}`: of one record, the last change first.
async fn one(asked: Asked, Path(id): Path<String>) -> Response {
    asked
        .page(move |view| {
            let id = record(&id)?;
            let (entry, mut revisions) = (view.book.get(id)?, view.book.history(id)?);
            revisions.reverse();
            let (kind, title) = (entry.record.kind(), view.title(&entry.record));
            let body = html! {
                header.title {
                    p.faint { a.back.always href=(address(&entry)) { (icon::named("back")) (kind.words()) } }
                    h1 { (say::OF) " " (title) }
                }
                ol.plain.changes { @for revision in &revisions { (change(view, id, &kind, revision, false)) } }
                p { a.button.quiet href="/history" { (say::ALL) } }
            };
            Ok(Page::new(&SCREEN, title, body))
        })
        .await
}

/// `POST /history/{id}/take-back`: each field that still holds what the change left there holds what it held before.
async fn take_back(asked: Asked, Path(id): Path<String>, fields: Fields) -> Response {
    asked
        .act(move |view| {
            let id = record(&id)?;
            let change: ChangeId = fields.read_as("change")?.ok_or_else(|| missing("change"))?;
            let back = view.asked.came_from.clone().unwrap_or_else(|| format!("/history/{id}"));
            Done::run(view, Command::TakeBack { id, change }, back, say::TAKEN_BACK)
        })
        .await
}

fn change(view: &View, id: RecordId, kind: &Kind, revision: &Revision, named: bool) -> Markup {
    let shipped = revision.by.device == library::MAKER;
    let edits: Vec<&FieldRevision> = revision.edits.iter().take(FIELDS).collect();
    html! {
        li.change id={ "change-" (revision.change) } data-item {
            p.faint {
                @if shipped { (say::SHIPPED) }
                @else { (time::when(view, revision.at)) ", " (words::by(&revision.by)) }
            }
            @if named { h2 { a href={ "/history/" (id) } { (view.name(id)) } " " span.faint.small { (kind.words()) } } }
            dl.pairs.long { @for edit in &edits { (field(view, kind, edit)) } }
            @if revision.edits.len() > FIELDS { p.faint { (say::MORE_FIELDS) } }
            @if !shipped && *kind != Kind::Practice {
                (form::deed(view, &format!("/history/{id}/take-back"), &[("change", &revision.change.to_string())], &html! { (say::TAKE_BACK) }, "quiet"))
            }
        }
    }
}

fn field(view: &View, kind: &Kind, edit: &FieldRevision) -> Markup {
    let said = |value: &Option<_>| {
        value.as_ref().map(|value| beginning(&view.value_in_words(kind, &edit.field, value))).unwrap_or_default()
    };
    let (before, after) = (said(&edit.before), said(&edit.after));
    html! {
        div {
            dt { (view.key_in_words(kind, &edit.field)) }
            dd {
                @if after.is_empty() { (say::GONE) } @else { (after) }
                @if !before.is_empty() { " " span.faint { (say::BEFORE) " " del { (before) } } }
            }
        }
    }
}
