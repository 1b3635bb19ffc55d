//! Needs: what sources told you they need, with what you have for it, until it is met.

use axum::{
    Router,
    response::Response,
    routing::{get, post},
};
use maud::{Markup, html};
use rapport_core::{
    Command,
    command::{FieldEdit, NewNote},
    model::{
        NoteKind,
        view::{MatchedBy, NeedMatch, OpenNeed},
    },
};

use super::{Screen, Section};
use crate::{
    app::{
        asked::Asked,
        fields::Fields,
        meant::{self, Unclear, Whom},
        page::Page,
        part::{
            form::{self, Line},
            icon, list, time,
        },
        state::App,
        view::{Done, View},
        words::needs as say,
    },
    failure::Failure,
};

/// What is needed.
pub static SCREEN: Screen = Screen {
    path: "/needs",
    title: say::TITLE,
    about: say::ABOUT,
    go: Some('n'),
    section: Section::Network,
    icon: "person",
    routes,
};

/// How many needs, and how many matches of each, are shown.
const SHOWN: (usize, usize) = (60, 3);

fn routes() -> Router<App> {
    Router::new().route("/needs", get(needs).post(keep)).route("/needs/met", post(met))
}

async fn needs(asked: Asked) -> Response {
    asked.page(|view| page(view, &Fields::default(), None, None)).await
}

/// `POST /needs`: somebody needs something.
async fn keep(asked: Asked, fields: Fields) -> Response {
    asked
        .act(move |view| {
            let Some(text) = fields.text("text") else {
                return Ok(Done::again(page(view, &fields, None, Some(say::TEXT_NEEDED))?, view));
            };
            let of = match meant::known(view, &fields, "who")? {
                Ok(of) => of,
                Err(unclear) => return Ok(Done::again(page(view, &fields, Some(&unclear), None)?, view)),
            };
            let note = NewNote {
                text: text.to_owned(),
                about: [of].into(),
                kind: NoteKind::Need,
                topic: fields.text_or_empty("topic"),
            };
            Done::run(view, Command::TakeNote(note), "/needs", say::KEPT)
        })
        .await
}

/// `POST /needs/met`: it is met.
async fn met(asked: Asked, fields: Fields) -> Response {
    asked
        .act(move |view| {
            let now = view.clock.now().utc().to_rfc3339();
            let edits = vec![FieldEdit { field: "resolved".to_owned(), value: now }];
            Done::run(view, Command::Edit { id: fields.record("id")?, edits }, "/needs", say::MET_SAID)
        })
        .await
}

fn page(view: &View, fields: &Fields, who: Option<&Unclear>, text: Option<&str>) -> Result<Page, Failure> {
    let needs = view.book.needs()?;
    let body = html! {
        header.title { h1 { (say::TITLE) " " @if !needs.is_empty() { span.count { (needs.len()) } } } p.faint { (say::LEAD) } }
        details.more open[needs.is_empty() || who.is_some() || text.is_some()] {
            summary { (say::NEW) }
            (form::form_with(view.token(), "/needs", "sheet", &html! {
                (Line { name: "text", label: say::TEXT, value: &fields.text_or_empty("text"), hint: say::TEXT_HINT, required: true, wrong: text, ..Line::default() }.show())
                (Whom { name: "who", label: say::WHOSE, hint: "", offered: who.map(|one| one.which.as_slice()).unwrap_or_default(), wrong: who.map(|one| one.said.as_str()), first: false }.show(view, fields))
                (Line { name: "topic", label: say::TOPIC, value: &fields.text_or_empty("topic"), hint: say::TOPIC_HINT, ..Line::default() }.show())
                div.deeds { button.primary { (say::KEEP) } }
            }))
        }
        @if needs.is_empty() { (list::empty(say::EMPTY, say::EMPTY_MORE, None)) }
        section.lines aria-label=(say::TITLE) { ul.plain { @for one in needs.iter().take(SHOWN.0) { (line(view, one)) } } }
        @if needs.len() > SHOWN.0 { p.faint { (say::and_more(needs.len() - SHOWN.0)) } }
    };
    Ok(Page::new(&SCREEN, say::TITLE, body))
}

fn line(view: &View, one: &OpenNeed) -> Markup {
    let id = one.id.to_string();
    let of: Vec<&str> = one.of.iter().map(|who| who.name.as_str()).collect();
    html! {
        li.line.thanks data-item id={ "need-" (id) } {
            a.row href={ "/records/" (id) } {
                span.name { (one.text) }
                span.faint { (of.join(", ")) " · " (time::ago(view, one.at)) }
            }
            div.deeds { (form::deed(view, "/needs/met", &[("id", &id)], &html! { (icon::named("check")) (say::MET) }, "")) }
            @if !one.matches.is_empty() {
                ul.plain.words.matches { @for found in one.matches.iter().take(SHOWN.1) { (matched(found, one)) } }
            }
        }
    }
}

/// What may meet it, and how one goes about it.
fn matched(found: &NeedMatch, need: &OpenNeed) -> Markup {
    let to = need.of.first().map(|who| who.id.to_string());
    html! {
        li.said {
            span.tag { (say::by(found.by)) } " "
            @match (found.by, found.id) {
                (MatchedBy::Give, Some(id)) => a href=(list::address(&format!("/items/{id}"), to.as_deref().map(|to| ("to", to)))) { (found.name) },
                (MatchedBy::Contact, Some(id)) => a href={ "/partners/" (id) } { (found.name) },
                _ => (found.name),
            }
            " " span.faint { (found.shared.join(", ")) }
        }
    }
}
