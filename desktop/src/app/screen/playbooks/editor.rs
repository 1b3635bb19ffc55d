//! The editor: a playbook changed, copied, or written anew.

use axum::{extract::Path, response::Response};
use maud::{Markup, html};
use rapport_core::{
    Command, Error,
    model::{Playbook, RecordId},
};

use super::{
    SCREEN,
    form::{Typed, typed},
    playbook,
};
use crate::{
    app::{
        asked::Asked,
        fields::Fields,
        page::Page,
        part::form::{self, Line, lines},
        view::{Done, View},
        words::playbooks as say,
    },
    failure::Failure,
};

/// `GET /playbooks/new`: an empty one, or a copy (`?from=`).
pub async fn new(asked: Asked) -> Response {
    asked
        .page(|view| {
            let copied = match view.query().text("from") {
                Some(from) => {
                    let from = playbook(view, from)?.playbook;
                    Playbook { name: say::copy(&from.name), ..from }
                }
                None => Playbook::default(),
            };
            Ok(page(view, None, &Typed::of(&copied), None))
        })
        .await
}

/// `POST /playbooks/new`.
pub async fn create(asked: Asked, fields: Fields) -> Response {
    asked.act(move |view| keep(view, None, &Playbook::default(), &fields)).await
}

/// `GET /playbooks/{id}/edit`.
pub async fn edit(asked: Asked, Path(id): Path<String>) -> Response {
    asked
        .page(move |view| {
            let of = playbook(view, &id)?;
            Ok(page(view, Some(of.id), &Typed::of(&of.playbook), None))
        })
        .await
}

/// `POST /playbooks/{id}/edit`.
pub async fn save(asked: Asked, Path(id): Path<String>, fields: Fields) -> Response {
    asked
        .act(move |view| {
            let of = playbook(view, &id)?;
            keep(view, Some(of.id), &of.playbook, &fields)
        })
        .await
}

/// Keeps what was typed, or shows it once more with what is wrong with it.
fn keep(view: &View, id: Option<RecordId>, before: &Playbook, fields: &Fields) -> Result<Done, Failure> {
    let again = |said: &str| Ok(Done::again(page(view, id, &Typed::again(fields), Some(said)), view));
    let playbook = match typed(view, before, fields) {
        Ok(playbook) => playbook,
        Err(failure) => return again(&failure.to_string()),
    };
    match view.run(Command::SavePlaybook { id, playbook: Box::new(playbook) }) {
        Ok(receipt) => {
            let kept = id.or_else(|| receipt.records.first().map(|one| one.id));
            let to = kept.map_or_else(|| "/playbooks".to_owned(), |id| format!("/playbooks/{id}"));
            Ok(Done::receipt(&receipt, to, say::SAVED))
        }
        Err(Failure::Core(Error::Invalid(invalid))) => again(&invalid.expected),
        Err(other) => Err(other),
    }
}

fn page(view: &View, id: Option<RecordId>, typed: &Typed, wrong: Option<&str>) -> Page {
    let title = if id.is_some() { say::EDIT_TITLE } else { say::NEW_TITLE };
    let (to, back) = match id {
        Some(id) => (format!("/playbooks/{id}/edit"), format!("/playbooks/{id}")),
        None => ("/playbooks/new".to_owned(), "/playbooks".to_owned()),
    };
    let text = |name: &str| typed.text(name);
    let line = |name: &str, label: &str, kind: &str, hint: &str| {
        Line { name, label, value: &text(name), kind, hint, ..Line::default() }.show()
    };
    let body = html! {
        header.title { h1 { (title) } }
        @if let Some(said) = wrong { p.wrong role="alert" { (say::PLAYBOOK_CANT) " " (said) "." } }
        (form::form_with(view.token(), &to, "sheet", &html! {
            (Line { name: "name", label: say::NAME, value: &text("name"), required: true, first: id.is_none(), ..Line::default() }.show())
            (line("trigger", say::TRIGGER, "", say::TRIGGER_HINT))
            h2 { (say::STEPS) }
            @for number in 0..typed.steps() { (step(typed, number)) }
            details.more open[!text("branches").is_empty()] { summary { (say::BRANCHES) }
                (lines("branches", say::BRANCHES, &text("branches"), say::BRANCHES_HINT, 3))
            }
            details.more open[["yearly", "season_from", "season_until", "paused"].iter().any(|name| !text(name).is_empty())] { summary { (say::YEARLY) }
                div.pair {
                    (line("yearly", say::YEARLY, "date", ""))
                    (line("season_from", say::SEASON_FROM, "date", say::SEASON_HINT))
                    (line("season_until", say::SEASON_UNTIL, "date", ""))
                }
                (tick("paused", say::PAUSED_FOR_ALL, "", !text("paused").is_empty()))
            }
            div.deeds.last { button.primary { (say::SAVE) } a.button.quiet href=(back) { (say::CANCEL) } }
        }))
    };
    Page::new(&SCREEN, title, body)
}

/// One step. Those without a title at the end are new ones, and nothing if they stay empty.
fn step(typed: &Typed, number: usize) -> Markup {
    let name = |field: &str| format!("s{number}:{field}");
    let text = |field: &str| typed.text(&name(field));
    let line = |field: &str, label: &str, kind: &str, hint: &str| {
        Line { name: &name(field), label, value: &text(field), kind, hint, ..Line::default() }.show()
    };
    let id = text("id");
    let legend = if id.is_empty() { say::ONE_MORE.to_owned() } else { format!("{} · {id}", say::number_of(number)) };
    html! {
        fieldset.card.step {
            legend { (legend) }
            input type="hidden" name=(name("id")) value=(id);
            (line("title", say::STEP_TITLE, "", ""))
            div.pair.small { (line("order", say::ORDER, "", "")) (line("wait", say::WAIT, "", say::WAIT_HINT)) }
            details.more open[!text("kinds").is_empty() || !text("item").is_empty()] { summary { (say::KINDS) }
                (line("kinds", say::KINDS, "", say::KINDS_HINT))
                (line("item", say::ITEM, "", ""))
            }
            div.deeds {
                (tick(&name("asks"), say::ASKS, say::ASKS_HINT, !text("asks").is_empty()))
                @if !id.is_empty() { (tick(&name("dropped"), say::DROPPED, "", !text("dropped").is_empty())) }
            }
        }
    }
}

fn tick(name: &str, label: &str, hint: &str, on: bool) -> Markup {
    html! {
        label.tick { input type="checkbox" name=(name) value="1" checked[on]; span { (label) @if !hint.is_empty() { " " small.faint { (hint) } } } }
    }
}
