//! Sectors: who already sees your clients, and where nobody was met yet.

use axum::{Router, response::Response, routing::get};
use maud::{Markup, html};
use rapport_core::{model::view::SectorStanding, practice::sectors::PACKS};

use super::{Screen, Section};
use crate::{
    app::{
        asked::Asked,
        page::Page,
        part::{form, list, time},
        state::App,
        view::View,
        words::sectors as say,
    },
    words::{self, InWords as _},
};

/// The fields, and the gaps in them.
pub static SCREEN: Screen = Screen {
    path: "/sectors",
    title: say::TITLE,
    about: say::ABOUT,
    go: None,
    section: Section::Network,
    icon: "partners",
    routes,
};

fn routes() -> Router<App> {
    Router::new().route("/sectors", get(sectors))
}

async fn sectors(asked: Asked) -> Response {
    asked
        .page(|view| {
            let gaps = view.book.sector_gaps(view.query().text("niche"))?;
            let (untouched, touched): (Vec<_>, Vec<_>) = gaps.sectors.iter().partition(|one| one.touched == 0);
            let (suggested, others): (Vec<_>, Vec<_>) = untouched.into_iter().partition(|one| !one.professions.is_empty());
            let niches = PACKS.iter().map(|pack| (pack.niche, pack.niche));
            let body = html! {
                header.title {
                    h1 { (say::TITLE) }
                    p.faint { @if gaps.niche.is_empty() { (say::NO_NICHE) } @else { (say::for_niche(&gaps.niche)) } @if gaps.pack.is_none() { " " (say::NO_PACK) } }
                }
                form.filters method="get" action="/sectors" data-at-once {
                    (form::select("niche", say::NICHE, Some(say::OWN), niches, view.query().text("niche")))
                    noscript { button { (say::SHOW) } }
                }
                (section(view, say::SUGGESTED, &suggested))
                (section(view, say::UNTOUCHED, &others))
                (section(view, say::TOUCHED, &touched))
            };
            Ok(Page::new(&SCREEN, say::TITLE, body))
        })
        .await
}

fn section(view: &View, title: &str, rows: &[&SectorStanding]) -> Markup {
    html! {
        @if !rows.is_empty() {
            section.lines { h2 { (title) " " span.count { (rows.len()) } } ul.plain.things { @for one in rows { (line(view, one)) } } }
        }
    }
}

fn line(view: &View, one: &SectorStanding) -> Markup {
    let sees: Vec<&str> = one.professions.iter().map(|code| words::profession(code)).collect();
    html! {
        li data-item {
            a.row href=(list::address("/partners", [("sector", one.sector.code())])) {
                span.name { (one.sector.words()) }
                @if !sees.is_empty() { span.faint.body { (sees.join(", ")) } }
                span.when {
                    span { @if one.contacts == 0 { (say::NOBODY) } @else { (say::reached(one.touched, one.contacts)) } }
                    @if let Some(at) = one.last_touch { span { (say::LAST) " " (time::ago(view, at)) } }
                }
            }
        }
    }
}
