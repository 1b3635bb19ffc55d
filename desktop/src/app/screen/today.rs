//! Today: what to do now and why; each line can be done, put off, or opened.

mod deeds;
mod lines;

use axum::{
    Router,
    response::Response,
    routing::{get, post},
};
use maud::{Markup, html};
use rapport_core::model::{Kind, view::Today};

use super::{Screen, Section};
use crate::{
    app::{asked::Asked, page::Page, part::list, state::App, view::View, words::today as say},
    failure::Failure,
};
use lines::TodayLine;

/// The screen that one begins at.
pub static SCREEN: Screen = Screen {
    path: "/",
    title: say::TITLE,
    about: say::ABOUT,
    go: Some('t'),
    section: Section::Main,
    icon: "today",
    routes,
};

fn routes() -> Router<App> {
    Router::new()
        .route("/", get(today))
        .route("/today/done", post(deeds::done))
        .route("/today/later", post(deeds::later))
}

async fn today(asked: Asked) -> Response {
    asked
        .page(|view| {
            let today = view.book.today()?;
            Ok(Page::new(&SCREEN, say::TITLE, body(view, &today)?))
        })
        .await
}

fn body(view: &View, today: &Today) -> Result<Markup, Failure> {
    let sections = [
        (say::UNANSWERED, lines::unanswered(view, today)),
        (say::PLANNED, lines::planned(view, today)),
        (say::PROMISES, lines::promises(view, today)),
        (say::THANKS, lines::thanks(view, today)),
        (say::STEPS, lines::steps(view, today)),
        (say::STOCK, lines::stock(view, today)),
        (say::LOSING_TOUCH, lines::losing_touch(view, today)),
    ];
    let nothing = sections.iter().all(|(_, lines)| lines.is_empty());
    Ok(html! {
        header.title { h1 { (view.clock.say_today()) } @if today.off { p.faint { (say::DAY_OFF) } } }
        @for (title, lines) in sections {
            @if !lines.is_empty() { (section(view, title, lines, today)) }
        }
        @if nothing { (nothing_due(view)?) }
    })
}

fn section(view: &View, title: &str, lines: Vec<TodayLine>, today: &Today) -> Markup {
    let shown = lines.len() as u64;
    let more = if title == say::LOSING_TOUCH { today.losing_touch_more } else { 0 };
    html! {
        section.lines aria-label=(title) {
            h2 { (title) " " span.count { (shown + more) } @if title == say::PLANNED { " " a.beside-it href="/plan" { (say::DAY_PLAN) } } }
            ul.plain { @for line in lines { (line.show(view)) } }
            @if more > 0 { p.more { a.button.quiet href="/partners?due=1" { (say::and_more(more)) } } }
        }
    }
}

/// An empty day says so, and an empty book teaches its first step.
fn nothing_due(view: &View) -> Result<Markup, Failure> {
    let known = !view.book.list(&Kind::Contact, None, 1)?.items.is_empty();
    Ok(if known {
        list::empty(say::EMPTY, say::EMPTY_MORE, None)
    } else {
        list::empty(say::EMPTY_BOOK, say::EMPTY_BOOK_MORE, Some(("/log", say::LOG_A_VISIT)))
    })
}
