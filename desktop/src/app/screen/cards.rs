//! Cards with a code to scan: one's own, one that says whom one can help best, and one that leads to a colleague.

use axum::{Router, response::Response, routing::get};
use maud::{Markup, html};
use rapport_core::model::view::{Card, CardLine};

use super::{Screen, Section};
use crate::{
    app::{
        asked::Asked,
        meant::{Meant, Whom, meant},
        page::Page,
        part::qr::qr,
        state::App,
        words::wordings as say,
    },
    words::card_line,
};

/// Cards to hand on.
pub static SCREEN: Screen = Screen {
    path: "/cards",
    title: say::CARDS,
    about: say::CARDS_ABOUT,
    go: None,
    section: Section::Give,
    icon: "person",
    routes,
};

fn routes() -> Router<App> {
    Router::new().route("/cards", get(cards))
}

async fn cards(asked: Asked) -> Response {
    asked
        .page(|view| {
            let fields = view.query();
            let (own, ideal) = (view.book.share_card(None)?, view.book.ideal_client_card()?);
            let (theirs, wrong, offered) = match meant(view, fields, "who")? {
                Meant::Nobody => (None, None, Vec::new()),
                Meant::Known(who) => (Some((view.book.share_card(Some(who))?, format!("/edit/{who}"))), None, Vec::new()),
                Meant::New(_) => (None, Some(say::NOBODY), Vec::new()),
                Meant::Several(which) => (None, Some(say::WHICH), which),
            };
            let says_ideal = ideal.lines.iter().any(|line| matches!(line, CardLine::Ideal(_)));
            let body = html! {
                header.title.on-screen { h1 { (say::CARDS) } p.faint { (say::CARDS_LEAD) } }
                section.stack { h2.on-screen { (say::COLLEAGUE) }
                    form.choose.on-screen method="get" action="/cards" {
                        (Whom { name: "who", label: say::FOR_WHOM, hint: "", offered: &offered, wrong, first: false }.show(view, fields))
                        button { (say::SHOW) }
                    }
                    @if let Some((card, edit)) = &theirs { (drawn(card, edit, say::SAY_THEIRS)) }
                }
                div.sections {
                    section.stack { h2.on-screen { (say::OWN) } (drawn(&own, "/settings", say::SAY_ADDRESS)) }
                    section.stack { h2.on-screen { (say::IDEAL) }
                        (drawn(&ideal, "/settings", say::SAY_ADDRESS))
                        @if !says_ideal { p.on-screen { (say::NO_IDEAL) " " a href="/settings" { (say::SAY_IDEAL) } } }
                    }
                }
            };
            Ok(Page::new(&SCREEN, say::CARDS, body))
        })
        .await
}

/// A card as it is printed; where it has no code, how it gets one.
fn drawn(card: &Card, edit: &str, lacks: &str) -> Markup {
    html! {
        div.card.handed {
            div {
                @for line in &card.lines {
                    @match line { CardLine::Name(name) => p.lead { strong { (name) } }, other => p { (card_line(other)) } }
                }
            }
            @if let Some(code) = &card.code { (qr(code, &format!("{} {code}", say::SCANNED))) }
        }
        @if card.code.is_none() { p.hint.on-screen { (say::NO_CODE) " " a href=(edit) { (lacks) } } }
    }
}
