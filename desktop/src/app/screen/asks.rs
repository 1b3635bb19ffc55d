//! Asks: for one practitioner, exactly; what they said; and who is left alone for a while.

mod answering;
mod compose;

use axum::{
    Router,
    response::Response,
    routing::{get, post},
};
use maud::{Markup, html};
use rapport_core::model::{
    TouchpointKind,
    view::{AskLine, AskState, SaidNo},
};

use super::{Screen, Section, rehearse};
use crate::{
    app::{
        asked::Asked,
        page::Page,
        part::{
            chips::{self, Chip},
            form::{self, Line},
            icon, list, time,
        },
        state::App,
        view::View,
        words::asks as say,
    },
    failure::Failure,
    words,
};

/// What was asked for, and is to be.
pub static SCREEN: Screen = Screen {
    path: "/asks",
    title: say::TITLE,
    about: say::ABOUT,
    go: Some('q'),
    section: Section::Give,
    icon: "referrals",
    routes,
};

/// How many that are over are listed.
const OVER: usize = 40;

fn routes() -> Router<App> {
    Router::new()
        .route("/asks", get(asks).post(compose::keep))
        .route("/asks/compose", get(compose::compose))
        .route("/asks/{id}/put", post(answering::put))
        .route("/asks/{id}/answer", post(answering::answer))
}

async fn asks(asked: Asked) -> Response {
    asked
        .page(|view| {
            let (all, no_list) = (view.book.asks()?, view.book.no_list()?);
            let in_state = |state: AskState| all.iter().filter(move |one| one.state == state);
            let over = all.iter().filter(|one| !matches!(one.state, AskState::ToAsk | AskState::Asked));
            let body = html! {
                header.title { h1 { (say::TITLE) } p.faint { (say::LEAD) } }
                div.deeds { a.button.primary href="/asks/compose" { (say::COMPOSE) } a.button href="/rehearse" { (say::REHEARSE) } }
                @if all.is_empty() { (list::empty(say::EMPTY, say::EMPTY_MORE, None)) }
                (section(say::TO_ASK, in_state(AskState::ToAsk), |one| html! { (line(view, one, &to_put(view, one))) }))
                (section(say::WAITING, in_state(AskState::Asked), |one| html! { (line(view, one, &to_answer(view, one))) }))
                (left_alone(view, &no_list))
                (section(say::OVER, over.take(OVER), |one| html! { (line(view, one, &html! {})) }))
            };
            Ok(Page::new(&SCREEN, say::TITLE, body))
        })
        .await
}

fn section<'a>(title: &str, asks: impl Iterator<Item = &'a AskLine>, show: impl Fn(&AskLine) -> Markup) -> Markup {
    let asks: Vec<&AskLine> = asks.collect();
    html! { @if !asks.is_empty() { section.lines { h2 { (title) " " span.count { (asks.len()) } } ul.plain { @for one in asks { (show(one)) } } } } }
}

fn line(view: &View, one: &AskLine, deeds: &Markup) -> Markup {
    let to = one.to.as_ref().map_or(say::NOBODY, |to| to.name.as_str());
    let late = one.due.is_some_and(|due| due <= view.clock.today());
    let open = matches!(one.state, AskState::ToAsk | AskState::Asked);
    html! {
        li.line.thanks data-item id={ "ask-" (one.id) } {
            a.row href={ "/records/" (one.id) } {
                span.what { span.name { (to) } @if !open { " " span.tag class=[(one.state == AskState::Yes).then_some("done")] { (words::ask_state(one.state)) } } }
                span { (one.text) }
                @if !one.answer.is_empty() { span.faint { "“" (one.answer) "”" } }
                @match (open, one.due, one.answered) {
                    (true, Some(due), _) => span class=(if late { "why" } else { "faint" }) { (time::day(view, due)) },
                    (false, _, Some(at)) => span.faint { (time::ago(view, at)) },
                    _ => {},
                }
            }
            (deeds)
        }
    }
}

/// An ask that was not put yet: it is rehearsed, then put.
fn to_put(view: &View, one: &AskLine) -> Markup {
    let ways = [TouchpointKind::Call, TouchpointKind::Visit, TouchpointKind::Email, TouchpointKind::Message];
    html! {
        div.deeds {
            a.button.quiet href=(rehearse::of(one.id)) { (say::REHEARSE) }
            (form::form_with(view.token(), &format!("/asks/{}/put", one.id), "deeds", &html! {
                label.unseen for={ "by-" (one.id) } { (say::BY) }
                select id={ "by-" (one.id) } name="by" { @for way in ways { option value=(way.as_str()) { (say::by(&way)) } } }
                button { (icon::named("check")) (say::ASKED) }
            }))
        }
    }
}

/// One that was put: what did they say?
fn to_answer(view: &View, one: &AskLine) -> Markup {
    let said = [("yes", say::YES), ("later", say::LATER), ("no", say::NO)];
    let chips: Vec<Chip> = said.into_iter().map(|(value, label)| Chip::new(value, label, false)).collect();
    let until = format!("until-{}", one.id);
    html! {
        details.more.words {
            summary { (say::THEY_SAID) }
            (form::form_with(view.token(), &format!("/asks/{}/answer", one.id), "sheet", &html! {
                (chips::one_of("answer", say::THEY_SAID, &chips))
                div.field { label for={ "said-" (one.id) } { (say::IN_THEIR_WORDS) } input id={ "said-" (one.id) } name="said" autocomplete="off"; }
                div.field { label for=(until) { (say::UNTIL) } input id=(until) name="until" type="date"; p.hint { (say::UNTIL_HINT) } }
                div.deeds { button.primary { (say::KEEP) } }
            }))
        }
    }
}

/// Who is not asked for now. All else goes on.
fn left_alone(view: &View, all: &[SaidNo]) -> Markup {
    html! {
        @if !all.is_empty() {
            section.lines { h2 { (say::NO_LIST) " " span.count { (all.len()) } } p.hint { (say::NO_LIST_HINT) }
                ul.plain { @for one in all {
                    li.line data-item id={ "no-" (one.who.id) } { a.row href={ "/partners/" (one.who.id) } {
                        span.name { (one.who.name) }
                        @if !one.text.is_empty() { span { (one.text) } }
                        span.faint {
                            @if !one.answer.is_empty() { "“" (one.answer) "” · " }
                            @match one.until { Some(until) => { (say::RESTS) " " (time::day(view, until)) }, None => (say::UNTIL_THEY_SAY) }
                        }
                    } }
                } }
            }
        }
    }
}

/// The field for a day by which something is to be, as two forms here have it.
fn due(value: &str, wrong: Option<&str>) -> Markup {
    Line { name: "due", label: say::DUE, value, kind: "date", wrong, ..Line::default() }.show()
}

/// An error of the core that belongs beside the form, in its own words.
fn said(failure: Failure) -> Result<String, Failure> {
    match failure {
        Failure::Core(rapport_core::Error::Invalid(invalid)) => Ok(invalid.expected),
        other => Err(other),
    }
}
