//! Whom to go after, on both sides: colleagues who say nothing, and clients who were answered and did not come.

use axum::response::Response;
use maud::{Markup, html};
use rapport_core::model::view::{Chase, ChaseReason};

use super::{SCREEN, pages};
use crate::app::{
    asked::Asked,
    page::Page,
    part::{form, icon, list, time},
    view::View,
    words::{referrals as say, today},
};

/// `GET /referrals/chase`.
pub async fn queue(asked: Asked) -> Response {
    asked
        .page(|view| {
            let chases = view.book.chases()?;
            let body = html! {
                header.title { h1 { (say::CHASE) } p.faint { (say::CHASE_LEAD) } }
                (pages("/referrals/chase"))
                @if chases.is_empty() { (list::empty(say::CHASE_EMPTY, say::CHASE_EMPTY_MORE, None)) }
                section.lines { ul.plain { @for chase in &chases { (line(view, chase)) } } }
            };
            Ok(Page::new(&SCREEN, say::CHASE, body))
        })
        .await
}

fn line(view: &View, chase: &Chase) -> Markup {
    let with = chase.with.as_ref().map_or(say::NOBODY, |with| with.name.as_str());
    let whom = if chase.reason == ChaseReason::Colleague { "colleague" } else { "client" };
    let at = format!("/referrals/{}", chase.id);
    html! {
        li.line data-item id={ "chase-" (chase.id) } {
            a.row href=(at) {
                span.what { span.name { (with) } " " span.code { (chase.code) } }
                span.why { (say::reason(chase.reason)) }
                span.faint { (time::ago(view, chase.since)) ", " (say::tried(chase.attempts)) }
            }
            div.deeds {
                (heard(view, chase, &at))
                details.later {
                    summary.button.quiet { (icon::named("later")) (say::TRIED) }
                    div.menu {
                        (form::form(view, &format!("{at}/tried"), &html! {
                            input type="hidden" name="whom" value=(whom);
                            button.quiet name="outcome" value="no_answer" { (say::NO_ANSWER) }
                            button.quiet name="outcome" value="left_message" { (say::LEFT_MESSAGE) }
                        }))
                        (form::form(view, &format!("{at}/later"), &html! {
                            button.quiet name="until" value="1 week" { (today::LATER) ": " (say::NEXT_WEEK) }
                        }))
                        (form::deed(view, &format!("{at}/step"), &[("step", "unreachable")], &html! { (say::GIVE_UP) }, "quiet"))
                    }
                }
            }
        }
    }
}

/// What usually ends it.
fn heard(view: &View, chase: &Chase, at: &str) -> Markup {
    match chase.reason {
        ChaseReason::Colleague => form::deed(
            view,
            &format!("{at}/step"),
            &[("step", "answered")],
            &html! { (icon::named("check")) (say::HEARD) },
            "",
        ),
        ChaseReason::Client => html! { a.button href=(at) { (say::SCHEDULE) } },
        ChaseReason::Appointment => form::deed(
            view,
            &format!("{at}/step"),
            &[("step", "started")],
            &html! { (icon::named("check")) (say::BEGIN) },
            "",
        ),
    }
}
