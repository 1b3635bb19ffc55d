//! Somebody's gives: three for the next visit, all that fits them, and what was given and received.

use axum::{extract::Path, response::Response};
use maud::{Markup, html};
use rapport_core::{
    model::{Direction, RecordId, view::ValueLedger},
    practice::gives::GiveFilter,
};

use super::{SCREEN, listed, pages};
use crate::{
    app::{
        asked::Asked,
        meant::choose,
        page::Page,
        part::{icon, list, table, time},
        screen::records::record,
        things::Things,
        view::View,
        words::gives as say,
    },
    failure::Failure,
};

/// How many that fit are listed below the three.
const FITTING: u32 = 12;
/// How many lines of the ledger are shown.
const LINES: usize = 60;

/// `GET /gives/with`: for whom?
pub async fn whom(asked: Asked) -> Response {
    asked
        .page(|view| {
            let body = html! {
                header.title { h1 { (say::WITH) } p.faint { (say::WITH_LEAD) } }
                (pages("/gives/with"))
                (choose(view, "/gives/with")?)
            };
            Ok(Page::new(&SCREEN, say::WITH, body))
        })
        .await
}

/// `GET /gives/with/{contact}`.
pub async fn one(asked: Asked, Path(contact): Path<String>) -> Response {
    asked
        .page(move |view| {
            let who: RecordId = record(&contact)?;
            let three = view.book.three_gives(who)?;
            let (id, name) = (three.who.id.to_string(), three.who.name.clone());
            let gives = view.book.gives(Some(who), &GiveFilter::default(), FITTING)?;
            let gives: Vec<_> = gives.into_iter().filter(|one| three.gives.iter().all(|of| of.give.id != one.give.id)).collect();
            let ledger = view.book.value_ledger(who)?;
            let body = html! {
                header.title {
                    p.faint { a.back.always href={ "/partners/" (id) } { (icon::named("back")) (name) } }
                    h1 { (say::for_them(&name)) }
                    @if let Some((_, at)) = three.visit { p.faint { (say::NEXT_VISIT) " " (time::when(view, at)) } }
                }
                section { h2 { (say::THREE) } (listed(view, &three.gives, Some(&id))) }
                (given_and_received(view, &ledger)?)
                @if !gives.is_empty() { section { h2 { (say::FITTING) } (listed(view, &gives, Some(&id))) } }
                div.deeds { a.button.quiet href={ "/gifts/to/" (id) } { (say::GIFTS_FOR) } a.button.quiet href={ "/brief/" (id) } { (say::BRIEF) } }
            };
            Ok(Page::new(&SCREEN, say::for_them(&name), body))
        })
        .await
}

fn given_and_received(view: &View, ledger: &ValueLedger) -> Result<Markup, Failure> {
    let things = Things::of(view)?;
    let rows = ledger.lines.iter().take(LINES).map(|line| {
        let extra = [(line.benefit, say::SHARED), (line.surprise, say::SURPRISED)];
        let extra: Vec<&str> = extra.into_iter().filter(|(is, _)| *is).map(|(_, word)| word).collect();
        let way = if line.direction == Direction::In { say::WAS_RECEIVED } else { say::WAS_GIVEN };
        vec![
            html! { a href={ "/records/" (line.touchpoint) } { (time::when(view, line.at)) } },
            html! { (things.counted(&line.item, line.count)) @if !extra.is_empty() { " " span.faint { (extra.join(", ")) } } },
            html! { (way) },
        ]
    });
    let headings = [(say::WHEN, false), (say::WHAT, false), (say::WAY, false)];
    Ok(html! {
        section { h2 { (say::LEDGER) }
            @if ledger.lines.is_empty() { (list::empty(say::LEDGER_EMPTY, say::LEDGER_EMPTY_MORE, None)) }
            @else {
                p { (say::sums(ledger.given, ledger.received)) @if let Some(at) = ledger.surprised { " · " (say::LAST_SURPRISE) " " (time::ago(view, at)) } }
                (table::table(say::LEDGER, &headings, rows))
            }
        }
    })
}
