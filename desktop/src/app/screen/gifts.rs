//! Gifts: the calendar of days on which one is welcome, where to bring something, what may be brought to whom, and what the year's
//! come to. Nothing here knows who referred whom.

mod card;
mod deliveries;
mod ledger;

use axum::{
    Router,
    response::Response,
    routing::{get, post},
};
use maud::{Markup, html};
use rapport_core::model::{ItemKind, view::Occasion};

use super::{Screen, Section};
use crate::{
    app::{
        asked::Asked,
        page::Page,
        part::{list, time},
        state::App,
        things::Things,
        view::View,
        words::gifts as say,
    },
    words,
};

/// When a gift is welcome.
pub static SCREEN: Screen = Screen {
    path: "/gifts",
    title: say::TITLE,
    about: say::ABOUT,
    go: None,
    section: Section::Give,
    icon: "check",
    routes,
};

/// How far the calendar looks, in days.
const AHEAD: u32 = 120;

fn routes() -> Router<App> {
    Router::new()
        .route("/gifts", get(calendar))
        .route("/gifts/to", get(card::whom))
        .route("/gifts/to/{contact}", get(card::one))
        .route("/gifts/day/{occasion}", get(deliveries::list))
        .route("/gifts/brought", post(deliveries::brought))
        .route("/gifts/ledger", get(ledger::year))
}

/// The pages of this screen, above each.
fn pages(here: &str) -> Markup {
    let all = [("/gifts", say::CALENDAR), ("/gifts/to", say::FOR_SOMEBODY), ("/gifts/ledger", say::LEDGER)];
    html! {
        nav.pages aria-label=(say::TITLE) {
            @for (path, label) in all { a.button.quiet href=(path) aria-current=[(path == here).then_some("page")] { (label) } }
        }
    }
}

async fn calendar(asked: Asked) -> Response {
    asked
        .page(|view| {
            let (occasions, things) = (view.book.occasions(AHEAD)?, Things::of(view)?);
            let gifts = [ItemKind::Gift];
            let signature: Vec<_> = things.of_kinds(&gifts).filter(|one| one.item.signature).collect();
            let body = html! {
                header.title { h1 { (say::TITLE) } p.faint { (say::LEAD) } }
                (pages("/gifts"))
                section.card { h2 { (say::SIGNATURE) }
                    @if signature.is_empty() { p { (say::NO_SIGNATURE) } p { a href="#all" { (say::CHOOSE_SIGNATURE) } } }
                    @for one in signature { p { a href={ "/items/" (one.key) } { (one.item.name) } " " span.faint { (say::SIGNATURE_HINT) } } }
                }
                section.lines { h2 { (say::CALENDAR) }
                    @if occasions.is_empty() { p.faint { (say::NO_DAYS) } }
                    ul.plain { @for one in &occasions { (line(view, one, &things)) } }
                }
                section #all { h2 { (say::ALL) }
                    ul.plain.things { @for one in things.of_kinds(&gifts) {
                        li data-item { a.row href={ "/items/" (one.key) } {
                            span.name { (one.item.name) }
                            span.faint.body { (one.item.body) }
                            span.when { @if let Some(cost) = one.item.cost_minor { (view.money(cost)) } }
                        } }
                    } }
                    div.deeds { a.button href="/items/new?kind=gift" { (say::ADD) } }
                }
            };
            Ok(Page::new(&SCREEN, say::TITLE, body))
        })
        .await
}

fn line(view: &View, one: &Occasion, things: &Things) -> Markup {
    let gifts: Vec<String> = one.gifts.iter().map(|gift| things.name(gift)).collect();
    html! {
        li.line data-item id={ "day-" (one.key) } {
            a.row href=(list::address(&format!("/gifts/day/{}", one.key), [])) {
                span.what { span.name { (title(one)) } " " span.tag { (words::season(one.season)) } }
                span.faint { (time::day(view, one.day)) @if !gifts.is_empty() { " · " (gifts.join(", ")) } }
            }
        }
    }
}

/// "The 4th of July", as a heading has it.
fn title(one: &Occasion) -> String {
    let name = words::occasion(&one.key, &one.name);
    let mut letters = name.chars();
    letters.next().map(|first| first.to_uppercase().collect::<String>() + letters.as_str()).unwrap_or_default()
}
