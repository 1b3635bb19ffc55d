//! Channels: who lacks ways to be reached; and of one, each way, their pages, where you follow them and what is known of them.

use axum::{
    Router,
    extract::Path,
    response::Response,
    routing::{get, post},
};
use maud::{Markup, html};
use rapport_core::{
    Command,
    command::FieldEdit,
    model::{
        ChannelState, RecordId,
        view::{ChannelCell, Followed, Profile},
    },
};

use super::{Screen, Section, records::record};
use crate::{
    app::{
        asked::Asked,
        fields::{Fields, missing},
        page::Page,
        part::{
            form::{self, Line},
            icon, list, time,
        },
        state::App,
        view::{Done, View},
        words::channels as say,
    },
    failure::Failure,
    words::{self, InWords as _},
};

/// How everybody can be reached.
pub static SCREEN: Screen = Screen {
    path: "/channels",
    title: say::TITLE,
    about: say::ABOUT,
    go: None,
    section: Section::Network,
    icon: "search",
    routes,
};

/// How many who lack something are listed.
const SHOWN: u32 = 40;
/// Kinds that can be added.
const KINDS: [&str; 12] = [
    "phone",
    "mobile",
    "email",
    "web",
    "linkedin",
    "facebook",
    "instagram",
    "youtube",
    "newsletter",
    "blog",
    "podcast",
    "fax",
];

fn routes() -> Router<App> {
    Router::new()
        .route("/channels", get(lacking))
        .route("/channels/{contact}", get(one).post(add))
        .route("/channels/{contact}/verified", post(verified))
}

/// `GET /channels`: who lacks most comes first.
async fn lacking(asked: Asked) -> Response {
    asked
        .page(|view| {
            let rows = view.book.channel_coverage(false, SHOWN)?;
            let body = html! {
                header.title { h1 { (say::TITLE) } p.faint { (say::LEAD) } }
                @if rows.is_empty() { (list::empty(say::EMPTY, say::EMPTY_MORE, None)) }
                ul.plain.things { @for row in &rows {
                    li data-item id={ "lacks-" (row.who.id) } { a.row href={ "/channels/" (row.who.id) } {
                        span.name { (row.who.name) }
                        span.faint.body { (say::lacks(&row.coverage.missing)) }
                        span.when { span { (say::verified(row.coverage.verified, row.coverage.desired)) } }
                    } }
                } }
                @if rows.len() == SHOWN as usize { p.faint { (say::MORE) } }
            };
            Ok(Page::new(&SCREEN, say::TITLE, body))
        })
        .await
}

/// `GET /channels/{contact}`.
async fn one(asked: Asked, Path(contact): Path<String>) -> Response {
    asked.page(move |view| page(view, record(&contact)?, &Fields::default(), None)).await
}

/// `POST /channels/{contact}`: one that was missing.
async fn add(asked: Asked, Path(contact): Path<String>, fields: Fields) -> Response {
    asked
        .act(move |view| {
            let id = record(&contact)?;
            let (kind, value) = (fields.text("kind").ok_or_else(|| missing("kind"))?, fields.text_or_empty("value"));
            if value.is_empty() {
                return Ok(Done::again(page(view, id, &fields, Some(say::VALUE_NEEDED))?, view));
            }
            let field = format!("channel:{kind}:{value}");
            let edit = FieldEdit { field, value: ChannelState::Known.code().to_owned() };
            Done::run(view, Command::Edit { id, edits: vec![edit] }, format!("/channels/{id}"), say::ADDED)
        })
        .await
}

/// `POST /channels/{contact}/verified`: it was used, or one follows them there.
async fn verified(asked: Asked, Path(contact): Path<String>, fields: Fields) -> Response {
    asked
        .act(move |view| {
            let whose: RecordId = record(&contact)?;
            let channel = fields.text("channel").ok_or_else(|| missing("channel"))?;
            let edit =
                FieldEdit { field: format!("channel:{channel}"), value: ChannelState::Verified.code().to_owned() };
            let back = view.asked.came_from.clone().unwrap_or_else(|| format!("/channels/{whose}"));
            Done::run(view, Command::Edit { id: whose, edits: vec![edit] }, back, say::VERIFIED_SAID)
        })
        .await
}

fn page(view: &View, id: RecordId, fields: &Fields, wrong: Option<&str>) -> Result<Page, Failure> {
    let profile = view.book.profile(id)?;
    let covered = view.book.reached_by(id)?.coverage;
    let lacks = covered.missing.first().map(String::as_str);
    let kinds = KINDS.iter().map(|kind| (*kind, *kind));
    let title = say::reach(&profile.who.name);
    let body = html! {
        header.title {
            p.faint { a.back.always href={ "/partners/" (id) } { (icon::named("back")) (profile.who.name) } }
            h1 { (title) }
            p.faint { (say::verified(covered.verified, covered.desired)) }
        }
        section.lines { h2 { (say::WAYS) } ul.plain { @for cell in &covered.cells { (way(view, id, cell)) } } }
        (form::form_with(view.token(), &format!("/channels/{id}"), "sheet", &html! {
            div.pair {
                (form::select("kind", say::KIND, None, kinds, fields.text("kind").or(lacks)))
                (Line { name: "value", label: say::VALUE, value: &fields.text_or_empty("value"), required: true, wrong, ..Line::default() }.show())
            }
            div.deeds { button { (say::ADD) } }
        }))
        (followed(view, &profile))
        (known(view, &profile))
    };
    Ok(Page::new(&SCREEN, title, body))
}

/// One way to reach them: what is known of it, and whether it was ever used.
fn way(view: &View, id: RecordId, cell: &ChannelCell) -> Markup {
    html! {
        li.line data-item {
            p.row {
                span.what { span.name { (cell.kind) } @if let Some(value) = &cell.value { " " (value) } }
                @match &cell.state {
                    Some(state) => span.faint { (state.words()) },
                    None => span.why { (say::MISSING) },
                }
            }
            @if let (Some(value), Some(ChannelState::Known)) = (&cell.value, &cell.state) { (verify(view, id, &cell.kind, value, say::USED)) }
        }
    }
}

fn verify(view: &View, id: RecordId, kind: &str, value: &str, label: &str) -> Markup {
    let channel = format!("{kind}:{value}");
    let label = html! { (icon::named("check")) (label) };
    html! { div.deeds { (form::deed(view, &format!("/channels/{id}/verified"), &[("channel", &channel)], &label, "")) } }
}

/// Where they, and those who work there, can be followed; and where one does.
fn followed(view: &View, profile: &Profile) -> Markup {
    let any = |one: &&Followed| one.cells.iter().any(|cell| cell.state.is_some());
    let social: Vec<&Followed> = profile.social.iter().filter(any).collect();
    html! {
        @if !social.is_empty() {
            section.lines { h2 { (say::FOLLOW) }
                @for one in social {
                    h3 { (one.who.name) }
                    ul.plain { @for cell in &one.cells { @if let (Some(value), Some(state)) = (&cell.value, &cell.state) {
                        li.line data-item {
                            p.row { span.what { span.name { (cell.kind) } " " (page_of(&cell.kind, value)) } }
                            @if *state == ChannelState::Known { (verify(view, one.who.id, &cell.kind, value, say::I_FOLLOW)) }
                            @else { p.small class=[(*state != ChannelState::DoNotUse).then_some("done")] { (if *state == ChannelState::DoNotUse { state.words() } else { say::FOLLOWED }) } }
                        }
                    } } }
                }
            }
        }
    }
}

fn page_of(kind: &str, value: &str) -> Markup {
    let address = words::link(&format!("{kind}:{value}"));
    html! {
        @if address.starts_with("https://") || address.starts_with("http://") { a href=(address) rel="noreferrer" target="_blank" { (value) } }
        @else { (value) }
    }
}

/// What is known of them, with its day.
fn known(view: &View, profile: &Profile) -> Markup {
    html! {
        @if !profile.facts.is_empty() {
            section { h2 { (say::KNOWN) }
                ul.plain { @for fact in &profile.facts {
                    li.said {
                        span.tag { (fact.kind.words()) } " "
                        @if !fact.topic.is_empty() { (fact.topic.replace('_', " ")) ": " }
                        (fact.text) " " span.faint { (time::ago(view, fact.at)) }
                    }
                } }
            }
        }
    }
}
