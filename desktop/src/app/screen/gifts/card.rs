//! What may be brought to somebody: each gift with its day and its warnings, and what they were given this year.

use axum::{extract::Path, response::Response};
use maud::{Markup, html};
use rapport_core::model::{
    RecordId,
    view::{AboutNote, GiftCard, GiftReason, GiftSuggestion, Occasion},
};

use super::{AHEAD, SCREEN, pages, title};
use crate::{
    app::{
        asked::Asked,
        meant::choose,
        page::Page,
        part::{icon, list, time},
        screen::records::record,
        view::View,
        words::gifts as say,
    },
    failure::Failure,
    words,
};

/// `GET /gifts/to`: for whom?
pub async fn whom(asked: Asked) -> Response {
    asked
        .page(|view| {
            let body = html! {
                header.title { h1 { (say::FOR_SOMEBODY) } p.faint { (say::FOR_LEAD) } }
                (pages("/gifts/to"))
                (choose(view, "/gifts/to")?)
            };
            Ok(Page::new(&SCREEN, say::FOR_SOMEBODY, body))
        })
        .await
}

/// `GET /gifts/to/{contact}`.
pub async fn one(asked: Asked, Path(contact): Path<String>) -> Response {
    asked
        .page(move |view| {
            let who: RecordId = record(&contact)?;
            let card = view.book.gift_card(who, AHEAD)?;
            let name = say::for_them(&card.who.name);
            let body = body(view, &card)?;
            Ok(Page::new(&SCREEN, name, body))
        })
        .await
}

fn body(view: &View, card: &GiftCard) -> Result<Markup, Failure> {
    let (id, occasions) = (card.who.id.to_string(), view.book.occasions(366)?);
    Ok(html! {
        header.title {
            p.faint { a.back.always href={ "/partners/" (id) } { (icon::named("back")) (card.who.name) } }
            h1 { (say::for_them(&card.who.name)) }
            p.faint {
                (say::this_year(&view.money(card.given_minor), card.cap_minor.map(|cap| view.money(cap)).as_deref()))
                @if card.streak_years > 1 { " " (say::streak(card.streak_years)) }
            }
        }
        @if !card.allergies.is_empty() {
            section.mind aria-label=(say::ALLERGIES) { @for note in &card.allergies { p { strong { (say::ALLERGY) } " " (note.who.name) ": " (note.text) } } }
        }
        @if card.suggestions.is_empty() { (list::empty(say::NO_GIFT, say::NO_GIFT_MORE, Some(("/gifts", say::CALENDAR)))) }
        @else { section.lines aria-label=(say::TITLE) { ul.plain { @for one in &card.suggestions { (suggestion(view, one, &occasions, &id)) } } } }
        (likes(&card.likes))
        div.deeds { a.button.quiet href={ "/gives/with/" (id) } { (say::GIVES_FOR) } a.button.quiet href="/gifts/ledger" { (say::LEDGER) } }
    })
}

fn suggestion(view: &View, one: &GiftSuggestion, occasions: &[Occasion], to: &str) -> Markup {
    let occasion = one.occasion.as_deref().and_then(|key| occasions.iter().find(|known| known.key == key));
    let last = match one.reason {
        GiftReason::EveryYear { last } => view.clock.say_day(last),
        _ => String::new(),
    };
    html! {
        li.line data-item {
            a.row href=(list::address(&format!("/items/{}", one.gift.key), [("to", to)])) {
                span.what { span.name { (one.gift.item.name) } @if let Some(cost) = one.gift.item.cost_minor { " " span.faint { (view.money(cost)) } } }
                span.faint {
                    @if let Some(occasion) = occasion { (title(occasion)) ", " }
                    (time::day(view, one.day)) " · " (words::gift_reason(&one.reason, &last))
                }
                @if !one.clashes.is_empty() { span.why { (say::careful(&one.clashes)) } }
                @if one.over_cap { span.why { (say::OVER_CAP) } }
            }
        }
    }
}

fn likes(likes: &[AboutNote]) -> Markup {
    html! {
        @if !likes.is_empty() {
            section.fact { h2 { (say::LIKES) } ul.plain { @for note in likes { li.said { span.faint { (note.who.name) ": " } (note.text) } } } }
        }
    }
}
