//! Materials: what is there to hand over, at what pace it goes, when it runs out; and what was left with whom.

use axum::{Router, response::Response, routing::get};
use maud::{Markup, html};
use rapport_core::model::{
    ItemKind, RecordId,
    view::{LeftBehind, StockLine},
};

use super::{Screen, Section, gives::more_came};
use crate::{
    app::{
        asked::Asked,
        meant::{self, Unclear, Whom},
        page::Page,
        part::{icon, list, time},
        state::App,
        things::{Things, edition},
        view::View,
        words::stock as say,
    },
    failure::Failure,
};

/// What is there.
pub static SCREEN: Screen = Screen {
    path: "/stock",
    title: say::TITLE,
    about: say::ABOUT,
    go: None,
    section: Section::Give,
    icon: "check",
    routes,
};

fn routes() -> Router<App> {
    Router::new().route("/stock", get(stock))
}

async fn stock(asked: Asked) -> Response {
    asked
        .page(|view| {
            let (lines, things) = (view.book.stock()?, Things::of(view)?);
            let counted = |id: RecordId| lines.iter().any(|line| line.id == id);
            let materials = [ItemKind::Material];
            let uncounted: Vec<_> =
                things.of_kinds(&materials).filter(|one| one.item.owner.is_empty() && !counted(one.id)).collect();
            let body = html! {
                header.title { h1 { (say::TITLE) } p.faint { (say::LEAD) } }
                @if lines.is_empty() { (list::empty(say::EMPTY, say::EMPTY_MORE, None)) }
                section.lines aria-label=(say::TITLE) { ul.plain { @for one in &lines { (line(view, one)) } } }
                @if !uncounted.is_empty() {
                    section.lines { h2 { (say::UNCOUNTED) }
                        ul.plain { @for one in uncounted {
                            li.line data-item id={ "stock-" (one.key) } {
                                a.row href={ "/items/" (one.key) } { span.name { (edition(&one.item.name, &one.item.version)) } }
                                (more_came(view, &one.key, false))
                            }
                        } }
                    }
                }
                div.deeds { a.button href="/items/new?kind=material" { (say::ADD) } }
                (left(view)?)
            };
            Ok(Page::new(&SCREEN, say::TITLE, body))
        })
        .await
}

fn line(view: &View, one: &StockLine) -> Markup {
    let until = one.runs_out.map(|day| view.clock.say_day(day));
    html! {
        li.line data-item id={ "stock-" (one.item) } {
            a.row href={ "/items/" (one.item) } {
                span.what { span.name { (edition(&one.name, &one.version)) } @if one.low && one.lately > 0 { " " span.tag.attention { (say::LOW) } } }
                span class=(if one.low { "why" } else { "faint" }) { (say::there(one, until.as_deref())) }
            }
            (more_came(view, &one.item, false))
        }
    }
}

/// What was left with somebody, by edition.
fn left(view: &View) -> Result<Markup, Failure> {
    let asked = view.query().ticked("who") || view.query().ticked("who_is");
    let whom = if asked { Some(meant::known(view, view.query(), "who")?) } else { None };
    let (who, unclear): (Option<RecordId>, Option<Unclear>) = match whom {
        None => (None, None),
        Some(Ok(who)) => (Some(who), None),
        Some(Err(unclear)) => (None, Some(unclear)),
    };
    let which = unclear.as_ref().map(|one| one.which.as_slice()).unwrap_or_default();
    let found = who.map(|who| view.book.left_behind(who)).transpose()?;
    Ok(html! {
        section #left { h2 { (say::LEFT_TITLE) }
            form.sheet method="get" action="/stock#left" {
                (Whom { name: "who", label: say::WHOM, hint: say::WHOM_HINT, offered: which, wrong: unclear.as_ref().map(|one| one.said.as_str()), first: false }.show(view, view.query()))
                div.deeds { button { (icon::named("search")) (say::SHOW) } }
            }
            @if let (Some(who), Some(found)) = (who, &found) {
                h3 { a href={ "/partners/" (who) } { (say::left_with(&view.name(who))) } }
                @if found.is_empty() { p.faint { (say::NOTHING_LEFT) } }
                ul.plain { @for one in found { (left_line(view, one)) } }
            }
        }
    })
}

fn left_line(view: &View, one: &LeftBehind) -> Markup {
    html! {
        li.said {
            (one.count) " × " a href={ "/items/" (one.item) } { (edition(&one.name, &one.version)) }
            " " span.faint { (time::ago(view, one.at)) }
            @if let Some(newer) = &one.outdated_by { " " a.attention href={ "/items/" (newer) } { (say::NEWER) } }
        }
    }
}
