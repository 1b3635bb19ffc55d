//! Something of one's own in the library: a give, a gift, a material.

use axum::response::Response;
use maud::html;
use rapport_core::{
    Command,
    model::{Item, ItemKind, Stock, TouchpointKind},
};

use super::SCREEN;
use crate::{
    app::{
        asked::Asked,
        fields::Fields,
        page::Page,
        part::form::{self, Line},
        view::{Done, View},
        words::gives as say,
    },
    words::InWords as _,
};

/// What stands beside the form.
#[derive(Default)]
struct Remark {
    name: Option<&'static str>,
    cost: Option<&'static str>,
}

/// `GET /items/new`.
pub async fn form(asked: Asked) -> Response {
    asked.page(|view| Ok(page(view, view.query(), &Remark::default()))).await
}

/// `POST /items/new`.
pub async fn add(asked: Asked, fields: Fields) -> Response {
    asked
        .act(move |view| {
            let again = |remark: Remark| Ok(Done::again(page(view, &fields, &remark), view));
            let name = fields.text_or_empty("name");
            if name.is_empty() {
                return again(Remark { name: Some(say::NAME_NEEDED), ..Remark::default() });
            }
            let cost = fields.text("cost").map(|typed| view.minor(typed));
            if cost == Some(None) {
                return again(Remark { cost: Some(say::NO_COST), ..Remark::default() });
            }
            let item = Item {
                kind: fields.text("kind").map(ItemKind::from).unwrap_or_default(),
                name: name.clone(),
                body: fields.text_or_empty("body"),
                topic: fields.text_or_empty("topic"),
                channel: fields.text_or_empty("channel"),
                version: fields.text_or_empty("version"),
                minutes: fields.read_as("minutes")?,
                cost_minor: cost.flatten(),
                stocked: Stock(fields.read_as("stocked")?.unwrap_or_default()),
                ..Item::default()
            };
            let receipt = view.run(Command::Add(Box::new(item.into())))?;
            let id = receipt.records.first().expect("an item that was added is named").id;
            Ok(Done::receipt(&receipt, format!("/items/{id}"), say::added(&name)))
        })
        .await
}

fn page(view: &View, fields: &Fields, remark: &Remark) -> Page {
    let kind = fields.text("kind").unwrap_or(ItemKind::Give.code());
    let kinds = [ItemKind::Give, ItemKind::Gift, ItemKind::Material];
    let kinds = kinds.iter().map(|one| (one.code(), one.words()));
    let of = |wanted: ItemKind| kind == wanted.code();
    let body = html! {
        header.title { h1 { (say::OWN) } }
        (form::form_with(view.token(), "/items/new", "sheet", &html! {
            div.pair {
                (Line { name: "name", label: say::NAME, value: &fields.text_or_empty("name"), required: true, first: true, wrong: remark.name, ..Line::default() }.show())
                (form::select("kind", say::KIND, None, kinds, Some(kind)))
            }
            (form::lines("body", say::BODY, &fields.text_or_empty("body"), say::BODY_HINT, 3))
            div.pair {
                (Line { name: "topic", label: if of(ItemKind::Gift) { say::IN_IT } else { say::TOPIC }, value: &fields.text_or_empty("topic"), hint: if of(ItemKind::Gift) { say::IN_IT_HINT } else { say::TOPIC_HINT }, ..Line::default() }.show())
                (form::select("channel", say::CHANNEL, Some(say::ANY), form::values::<TouchpointKind>(), fields.text("channel")))
                (Line { name: "minutes", label: say::MINUTES, value: &fields.text_or_empty("minutes"), kind: "number", ..Line::default() }.show())
                (Line { name: "cost", label: say::COST_EACH, value: &fields.text_or_empty("cost"), hint: say::COST_HINT, wrong: remark.cost, ..Line::default() }.show())
                (Line { name: "version", label: say::VERSION, value: &fields.text_or_empty("version"), ..Line::default() }.show())
                (Line { name: "stocked", label: say::STOCKED, value: &fields.text_or_empty("stocked"), kind: "number", ..Line::default() }.show())
            }
            div.deeds { button.primary { (say::ADD) } }
        }))
    };
    Page::new(&SCREEN, say::OWN, body)
}
