//! What a year's gifts come to: each recipient against the limits, and each gift.

use axum::response::Response;
use chrono::Datelike as _;
use maud::{Markup, html};
use rapport_core::{model::view::GiftLedger, practice::gift_year::LimitSource};

use super::{SCREEN, pages};
use crate::{
    app::{
        asked::Asked,
        page::Page,
        part::{list, table, time},
        things::Things,
        view::View,
        words::gifts as say,
    },
    failure::Failure,
    words,
};

/// How many gifts of a year are listed.
const SHOWN: usize = 100;

/// `GET /gifts/ledger`.
pub async fn year(asked: Asked) -> Response {
    asked
        .page(|view| {
            let ledger = view.book.gift_ledger(view.query().read_as("year")?)?;
            let title = say::of_year(ledger.year);
            let (before, after) = (ledger.year - 1, ledger.year + 1);
            let body = html! {
                header.title { h1 { (title) } (limits(view, &ledger)) }
                (pages("/gifts/ledger"))
                nav.days.on-screen aria-label=(say::YEARS) {
                    a.button.quiet href={ "/gifts/ledger?year=" (before) } { (before) }
                    @if after <= view.clock.today().year() { a.button.quiet href={ "/gifts/ledger?year=" (after) } { (after) } }
                }
                @if ledger.lines.is_empty() { (list::empty(say::LEDGER_EMPTY, say::LEDGER_EMPTY_MORE, Some(("/gifts", say::CALENDAR)))) }
                @else { (totals(view, &ledger)) (lines(view, &ledger)?) }
            };
            Ok(Page::new(&SCREEN, title, body))
        })
        .await
}

fn limits(view: &View, ledger: &GiftLedger) -> Markup {
    html! {
        @if let Some(cap) = ledger.cap_minor { p.faint { (say::own_cap(&view.money(cap))) } }
        @if let Some(law) = ledger.law_minor { p.faint { (say::law(&view.money(law))) " " (words::insight::limit(LimitSource::Stark)) } }
    }
}

fn totals(view: &View, ledger: &GiftLedger) -> Markup {
    let all: i64 = ledger.totals.iter().map(|total| total.cost_minor).sum();
    let rows = ledger.totals.iter().map(|total| {
        vec![
            html! { a href={ "/gifts/to/" (total.who.id) } { (total.who.name) } },
            html! { span.attention[total.over] { (view.money(total.cost_minor)) @if total.over { " " (say::OVER) } } },
            html! { @if let Some(limit) = total.limit_minor { (view.money(limit)) } },
            html! { @if total.unpriced > 0 { (total.unpriced) } },
        ]
    });
    let headings = [(say::WHO, false), (say::GIVEN, true), (say::LIMIT, true), (say::UNPRICED, true)];
    html! { section { h2 { (say::TOTALS) } p { (say::in_all(&view.money(all))) } (table::table(say::TOTALS, &headings, rows)) } }
}

fn lines(view: &View, ledger: &GiftLedger) -> Result<Markup, Failure> {
    let things = Things::of(view)?;
    let rows = ledger.lines.iter().take(SHOWN).map(|line| {
        let who: Vec<&str> = line.who.iter().map(|who| who.name.as_str()).collect();
        vec![
            html! { a href={ "/records/" (line.touchpoint) } { (time::when(view, line.at)) } },
            html! { (things.counted(&line.item, line.count)) },
            html! { (who.join(", ")) },
            html! { @if let Some(cost) = line.cost_minor { (view.money(cost)) } },
        ]
    });
    let headings = [(say::WHEN, false), (say::WHAT, false), (say::WHO, false), (say::COST, true)];
    Ok(html! { section { h2 { (say::EACH) } (table::table(say::EACH, &headings, rows)) } })
}
