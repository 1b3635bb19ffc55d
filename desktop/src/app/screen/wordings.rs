//! Wordings: what to say and write, filled in for somebody, opened in other programs; changed, and written anew.

use axum::{Router, extract::Path, response::Response, routing::get};
use maud::{Markup, html};
use rapport_core::{
    Command, Error,
    command::FieldEdit,
    model::{
        Item, ItemKind, RecordId,
        view::{DraftWay, LibraryItem, Named, Seeks, Wording},
    },
};

use super::{Screen, Section};
use crate::{
    app::{
        asked::Asked,
        fields::Fields,
        meant::{Meant, Whom, meant},
        page::Page,
        part::{
            form::{self, Line, lines},
            icon, list,
        },
        state::App,
        view::{Done, View},
        words::wordings as say,
    },
    failure::Failure,
    words::{HELD_BACK, InWords as _, origin},
};

/// What to say and write.
pub static SCREEN: Screen = Screen {
    path: "/wordings",
    title: say::TITLE,
    about: say::ABOUT,
    go: Some('w'),
    section: Section::Give,
    icon: "log",
    routes,
};

fn routes() -> Router<App> {
    Router::new()
        .route("/wordings", get(all).post(add))
        .route("/wordings/{key}", get(one))
        .route("/wordings/{key}/edit", get(edit).post(save))
}

async fn all(asked: Asked) -> Response {
    asked.page(|view| overview(view, &Fields::default(), None)).await
}

/// `POST /wordings`: one of one's own.
async fn add(asked: Asked, fields: Fields) -> Response {
    asked
        .act(move |view| {
            let (name, body) = (fields.text_or_empty("name"), fields.text_or_empty("body"));
            if name.is_empty() || body.is_empty() {
                return Ok(Done::again(overview(view, &fields, Some(say::NEEDED))?, view));
            }
            let item = Item { kind: ItemKind::Wording, name, body, ..Item::default() };
            let receipt = view.run(Command::Add(Box::new(item.into())))?;
            let to = receipt.records.first().map_or_else(|| SCREEN.path.to_owned(), |one| address(&one.id.to_string()));
            Ok(Done::receipt(&receipt, to, say::ADDED))
        })
        .await
}

fn overview(view: &View, fields: &Fields, wrong: Option<&str>) -> Result<Page, Failure> {
    let mut items = view.book.library(Some(&ItemKind::Wording))?;
    items.extend(view.book.library(Some(&ItemKind::Checklist))?);
    let body = html! {
        header.title { h1 { (say::TITLE) } p.faint { (say::LEAD) } }
        section.lines { ul.plain { @for item in &items {
            li.line data-item { a.row href=(address(&item.key)) {
                span.name { (item.item.name) }
                span.faint { (item.item.kind.words()) @if !origin(item.origin).is_empty() { " · " (origin(item.origin)) } }
            } }
        } } }
        details.more open[wrong.is_some()] { summary { (say::NEW) }
            @if let Some(said) = wrong { p.wrong role="alert" { (said) } }
            (form::form_with(view.token(), "/wordings", "sheet", &written(&fields.text_or_empty("name"), &fields.text_or_empty("body"), say::ADD)))
        }
    };
    Ok(Page::new(&SCREEN, say::TITLE, body))
}

fn written(name: &str, body: &str, keep: &str) -> Markup {
    html! {
        (Line { name: "name", label: say::NAME, value: name, required: true, ..Line::default() }.show())
        (lines("body", say::BODY, body, say::BODY_HINT, 8))
        div.deeds { button.primary { (keep) } }
    }
}

fn address(key: &str) -> String {
    list::address(&format!("/wordings/{key}"), [])
}

/// The wording or checklist that an address names.
fn item(view: &View, key: &str) -> Result<LibraryItem, Failure> {
    let says = |item: &LibraryItem| matches!(item.item.kind, ItemKind::Wording | ItemKind::Checklist);
    let found =
        view.book.library(None)?.into_iter().find(|item| says(item) && (item.key == key || item.id.to_string() == key));
    found.ok_or_else(|| Error::NotFound { what: "wording", id: key.to_owned() }.into())
}

/// `GET /wordings/{key}`: filled in, for whom the address says.
async fn one(asked: Asked, Path(key): Path<String>) -> Response {
    asked
        .page(move |view| {
            let item = item(view, &key)?;
            let body = html! {
                header.title {
                    p.faint { a.back.always href="/wordings" { (icon::named("back")) (say::TITLE) } }
                    h1 { (item.item.name) }
                }
                @if item.item.kind == ItemKind::Checklist { ul.checklist { @for line in item.item.body.lines().filter(|line| !line.trim().is_empty()) { li { (line) } } } }
                @else { (filled(view, &item)?) }
                div.deeds { a.button.quiet href={ (address(&item.key)) "/edit" } { (say::EDIT) } }
            };
            Ok(Page::new(&SCREEN, &item.item.name, body))
        })
        .await
}

fn filled(view: &View, item: &LibraryItem) -> Result<Markup, Failure> {
    let fields = view.query();
    let (who, wrong, offered): (Option<RecordId>, Option<&str>, Vec<Named>) = match meant(view, fields, "who")? {
        Meant::Nobody => (None, None, Vec::new()),
        Meant::Known(who) => (Some(who), None, Vec::new()),
        Meant::New(_) => (None, Some(say::NOBODY), Vec::new()),
        Meant::Several(which) => (None, Some(say::WHICH), which),
    };
    let typed = |name: &str| fields.text_or_empty(name);
    let seeks = Seeks { profession: typed("profession"), area: typed("area"), need: typed("need") };
    let wording = view.book.wording(&item.key, who, &seeks, &typed("other"))?;
    let line = |name: &str, label: &str| Line { name, label, value: &typed(name), ..Line::default() }.show();
    let more = ["profession", "area", "need", "other"].iter().any(|name| fields.ticked(name));
    Ok(html! {
        form.sheet method="get" action=(address(&item.key)) {
            (Whom { name: "who", label: say::FOR_WHOM, hint: "", offered: &offered, wrong, first: false }.show(view, fields))
            details.more open[more] { summary { (say::MORE) }
                div.pair { (line("profession", say::PROFESSION)) (line("area", say::AREA)) (line("need", say::NEED)) (line("other", say::OTHER)) }
            }
            div.deeds { button { (say::FILL) } }
        }
        (view.looks_before_it_leaves(&[&seeks.profession, &seeks.area, &seeks.need, &typed("other")])?)
        section.card.wording {
            @if let Some(subject) = &wording.subject { h2 { (subject) } }
            p.said { (wording.text) }
        }
        @if !wording.missing.is_empty() {
            section { h2 { (say::MISSING) } ul { @for place in &wording.missing { li { code { "{" (place.as_str()) "}" } " " (say::place(*place)) } } } }
        }
        (drafts(&wording))
    })
}

/// The same in other programs; then it is logged.
fn drafts(wording: &Wording) -> Markup {
    let Some(who) = &wording.who else { return html! {} };
    html! {
        @if !wording.missing.is_empty() { p.hint { (HELD_BACK) } }
        @else if wording.drafts.is_empty() {
            p { (say::NO_WAY) " " a href={ "/edit/" (who.id) } { (say::ADD_WAY) } }
        }
        @if !wording.drafts.is_empty() {
            div.deeds {
                @for draft in &wording.drafts { a.button.primary[draft.way == DraftWay::Mailto] href=(draft.link) { (say::way(draft.way)) } }
                a.button.quiet href=(list::address("/log", [("at", who.id.to_string().as_str())])) { (say::THEN_LOG) }
            }
            @if wording.drafts.iter().any(|draft| draft.long) { p.attention { (say::LONG) } }
        }
    }
}

/// `GET /wordings/{key}/edit`.
async fn edit(asked: Asked, Path(key): Path<String>) -> Response {
    asked
        .page(move |view| {
            let item = item(view, &key)?;
            Ok(editing(view, &item, &item.item.name, &item.item.body, None))
        })
        .await
}

/// `POST /wordings/{key}/edit`.
async fn save(asked: Asked, Path(key): Path<String>, fields: Fields) -> Response {
    asked
        .act(move |view| {
            let item = item(view, &key)?;
            let (name, body) = (fields.text_or_empty("name"), fields.text_or_empty("body"));
            if name.is_empty() || body.is_empty() {
                return Ok(Done::again(editing(view, &item, &name, &body, Some(say::NEEDED)), view));
            }
            let changed = [("name", name, &item.item.name), ("body", body, &item.item.body)];
            let edits: Vec<FieldEdit> = changed
                .into_iter()
                .filter(|(_, is, was)| is != *was)
                .map(|(field, value, _)| FieldEdit { field: field.to_owned(), value })
                .collect();
            if edits.is_empty() {
                return Ok(Done::to(address(&item.key)));
            }
            Done::run(view, Command::Edit { id: item.id, edits }, address(&item.key), say::SAVED)
        })
        .await
}

fn editing(view: &View, item: &LibraryItem, name: &str, body: &str, wrong: Option<&str>) -> Page {
    let shown = html! {
        header.title { h1 { (say::EDIT_TITLE) } }
        @if let Some(said) = wrong { p.wrong role="alert" { (said) } }
        (form::form_with(view.token(), &format!("{}/edit", address(&item.key)), "sheet", &written(name, body, say::ADD)))
        p { a.button.quiet href=(address(&item.key)) { (say::CANCEL) } }
    };
    Page::new(&SCREEN, say::EDIT_TITLE, shown)
}
