//! Conflicts: where two devices disagree, each value with its device and time; one tap chooses.

use axum::{
    Router,
    response::Response,
    routing::{get, post},
};
use maud::{Markup, html};
use rapport_core::{
    Command,
    model::{
        ChangeId,
        view::{Conflict, Rival},
    },
};

use super::{Screen, Section, records::address};
use crate::{
    app::{
        asked::Asked,
        fields::{Fields, missing},
        page::Page,
        part::{form, list, time},
        state::App,
        view::{Done, View},
        words::history as say,
    },
    words,
};

/// Where two devices disagree.
pub static SCREEN: Screen = Screen {
    path: "/conflicts",
    title: say::CONFLICTS,
    about: say::CONFLICTS_ABOUT,
    go: None,
    section: Section::Book,
    icon: "more",
    routes,
};

/// How many are shown: what is settled makes room for more.
const SHOWN: u32 = 50;

fn routes() -> Router<App> {
    Router::new().route("/conflicts", get(conflicts)).route("/conflicts/settle", post(settle))
}

async fn conflicts(asked: Asked) -> Response {
    asked
        .page(|view| {
            let conflicts = view.book.conflicts(SHOWN)?;
            let body = html! {
                header.title { h1 { (say::CONFLICTS) } @if !conflicts.is_empty() { p.faint { (say::CONFLICTS_LEAD) } } }
                @if conflicts.is_empty() { (list::empty(say::AGREE, say::AGREE_MORE, None)) }
                @for conflict in &conflicts { (one(view, conflict)) }
            };
            Ok(Page::new(&SCREEN, say::CONFLICTS, body))
        })
        .await
}

fn one(view: &View, conflict: &Conflict) -> Markup {
    let to = view.book.get(conflict.id).map_or_else(|_| format!("/history/{}", conflict.id), |entry| address(&entry));
    html! {
        section.conflict id={ "conflict-" (conflict.id) "-" (conflict.field) } data-item {
            h2 { a href=(to) { (view.name(conflict.id)) } ": " (view.key_in_words(&conflict.kind, &conflict.field)) }
            ul.plain.rivals {
                @for (number, rival) in conflict.rivals.iter().enumerate() { (value(view, conflict, rival, number == 0)) }
            }
        }
    }
}

fn value(view: &View, conflict: &Conflict, rival: &Rival, shows: bool) -> Markup {
    let (id, change) = (conflict.id.to_string(), rival.change.to_string());
    let said = view.value_in_words(&conflict.kind, &conflict.field, &rival.value);
    html! {
        li.card {
            p.value { @if said.is_empty() { (say::EMPTY_VALUE) } @else { (said) } }
            p.faint { (words::by(&rival.by)) ", " (time::when(view, rival.at)) @if shows { " · " (say::SHOWS) } }
            (form::deed(view, "/conflicts/settle", &[("id", &id), ("field", &conflict.field), ("change", &change)], &html! {
                (say::CHOOSE) span.unseen { ": " (said) }
            }, ""))
        }
    }
}

/// `POST /conflicts/settle`: this value it is.
async fn settle(asked: Asked, fields: Fields) -> Response {
    asked
        .act(move |view| {
            let (id, field) = (fields.record("id")?, fields.text_or_empty("field"));
            let choice: ChangeId = fields.read_as("change")?.ok_or_else(|| missing("change"))?;
            let kind = view.book.get(id)?.record.kind();
            let all = view.book.conflicts(u32::MAX)?;
            let rival = all.iter().filter(|one| one.id == id && one.field == field).flat_map(|one| &one.rivals);
            let value = rival.into_iter().find(|rival| rival.change == choice).map(|rival| rival.value.clone());
            let value = value.map(|value| view.value_in_words(&kind, &field, &value)).unwrap_or_default();
            let said = say::settled(&view.key_in_words(&kind, &field), &value);
            let back = view.asked.came_from.clone().unwrap_or_else(|| "/conflicts".to_owned());
            Done::run(view, Command::Settle { id, field, choice }, back, said)
        })
        .await
}
