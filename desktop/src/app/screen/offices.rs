//! Offices: whom you know at each, the front desk first, since they route referrals.

use axum::{Router, response::Response, routing::get};
use maud::{Markup, html};
use rapport_core::model::view::{OfficeCoverage, StaffChip};

use super::{Screen, Section};
use crate::{
    app::{
        asked::Asked,
        page::Page,
        part::{list, time},
        state::App,
        view::View,
        words::offices as say,
    },
    words,
};

/// Whom you know where.
pub static SCREEN: Screen = Screen {
    path: "/offices",
    title: say::TITLE,
    about: say::ABOUT,
    go: None,
    section: Section::Network,
    icon: "place",
    routes,
};

/// How many are listed.
const SHOWN: usize = 30;

fn routes() -> Router<App> {
    Router::new().route("/offices", get(offices))
}

async fn offices(asked: Asked) -> Response {
    asked
        .page(|view| {
            let all = view.book.office_coverage()?;
            let warned: Vec<&OfficeCoverage> = all.iter().filter(|office| office.only_provider).collect();
            let others: Vec<&OfficeCoverage> = all.iter().filter(|office| !office.only_provider).collect();
            let body = html! {
                header.title { h1 { (say::TITLE) } p.faint { (say::LEAD) } }
                @if all.is_empty() { (list::empty(say::EMPTY, say::EMPTY_MORE, Some(("/log", say::LOG)))) }
                (section(view, say::WARNED, &warned))
                (section(view, say::OTHERS, &others))
            };
            Ok(Page::new(&SCREEN, say::TITLE, body))
        })
        .await
}

fn section(view: &View, title: &str, offices: &[&OfficeCoverage]) -> Markup {
    html! {
        @if !offices.is_empty() {
            section.lines { h2 { (title) " " span.count { (offices.len()) } }
                ul.plain { @for office in offices.iter().take(SHOWN) {
                    li.line.thanks data-item id={ "office-" (office.place.id) } {
                        a.row href={ "/partners/" (office.place.id) } { span.name { (office.place.name) } }
                        dl.pairs.staff.words { @for chip in &office.chips { (part(view, chip)) } }
                    }
                } }
                @if offices.len() > SHOWN { p.faint.more { (say::and_more(offices.len() - SHOWN)) } }
            }
        }
    }
}

/// One of the three whom one should know there.
fn part(view: &View, chip: &StaffChip) -> Markup {
    html! {
        div {
            dt { (words::staff_part(chip.part)) }
            dd {
                @if chip.people.is_empty() { span.attention { (say::NOBODY) } }
                @for (number, who) in chip.people.iter().enumerate() { @if number > 0 { ", " } a href={ "/partners/" (who.id) } { (who.name) } }
                @if let Some(at) = chip.last_touch { " " span class=(if chip.fresh { "done" } else { "faint" }) { (time::ago(view, at)) } }
            }
        }
    }
}
