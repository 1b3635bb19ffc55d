//! One referral under its code: how far it is, what is next, what was tried.

use axum::{extract::Path, response::Response};
use maud::{Markup, html};
use rapport_core::model::{Direction, Instant, Outcome, Record, RecordId, Referral, ReferralStatus, view::Entry};

use super::SCREEN;
use crate::{
    app::{
        asked::Asked,
        page::Page,
        part::{
            form::{self, Line},
            icon, time,
        },
        view::View,
        words::{records, referrals as say},
    },
    failure::Failure,
    words::{self, InWords as _},
};

/// `GET /referrals/{id}`.
pub async fn one(asked: Asked, Path(id): Path<String>) -> Response {
    asked
        .page(move |view| {
            let id: RecordId = id.parse().map_err(|_| Failure::NotFound(String::new()))?;
            let entry = view.book.get(id)?;
            let Record::Referral(referral) = &entry.record else { return Err(Failure::NotFound(String::new())) };
            let tried = view.book.referral_attempts(id)?;
            let body = html! {
                (head(view, &entry, referral))
                @if entry.removed { (records::removed(view, id)) }
                section { h2 { (say::STEPS) } (dates(view, referral)) }
                @if !entry.removed { (next(view, id, referral)) }
                section { h2 { (say::ATTEMPTS) } (attempts(view, &tried)) (try_again(view, id, referral)) }
            };
            Ok(Page::new(&SCREEN, referral.code.clone(), body))
        })
        .await
}

/// Who is on the other side of it.
pub fn with(referral: &Referral) -> Option<RecordId> {
    referral.from.or(referral.to)
}

fn head(view: &View, entry: &Entry, referral: &Referral) -> Markup {
    let out = referral.direction == Direction::Out;
    let id = entry.id;
    html! {
        header.title {
            p.faint { a.back.always href="/referrals" { (icon::named("back")) (say::TITLE) } }
            h1 { (referral.code) }
            p.lead {
                (if out { say::TO } else { say::FROM }) " "
                @match with(referral) {
                    Some(who) => a href={ "/partners/" (who) } { (view.name(who)) },
                    None => (say::NOBODY),
                }
            }
            p.faint {
                (referral.status.words())
                @if !referral.topic.is_empty() { " · " (referral.topic) }
                @if let Some(via) = &referral.via { " · " (say::VIA) " " (via.words()) }
                @if let Some(class) = &referral.source_class { " · " (class.words()) }
                @if referral.warm { " · " (words::field(&entry.record.kind(), "warm")) }
                @if referral.named_me { " · " (words::field(&entry.record.kind(), "named_me")) }
            }
        }
        div.deeds {
            a.button.quiet href={ "/edit/" (id) } { (say::EDIT) }
            a.button.quiet href={ "/history/" (id) } { (say::HISTORY) }
            (form::deed(view, &format!("/records/{id}/remove"), &[("to", "/referrals")], &html! { (say::REMOVE) }, "quiet"))
        }
    }
}

fn dates(view: &View, referral: &Referral) -> Markup {
    let came = if referral.direction == Direction::Out { say::WENT } else { say::RECEIVED };
    let all: [(&str, Option<Instant>); 6] = [
        (came, referral.received),
        (if referral.direction == Direction::Out { say::HEARD } else { say::ANSWERED }, referral.answered),
        (say::SCHEDULED, referral.scheduled),
        (say::STARTED, referral.started),
        (say::CLOSED, referral.closed),
        (say::THANKED_AT, referral.thanked),
    ];
    let thanks = referral.direction == Direction::In;
    html! {
        dl.pairs.steps {
            @for (label, at) in all {
                @if thanks || label != say::THANKED_AT {
                    div { dt { (label) } dd {
                        @match at { Some(at) => (time::when(view, at)), None => span.faint { (say::NOT_YET) } }
                    } }
                }
            }
        }
    }
}

/// What can be said of it next. What is past is not offered again; the dates can be edited.
fn next(view: &View, id: RecordId, referral: &Referral) -> Markup {
    let to = format!("/referrals/{id}/step");
    let over = referral.closed.is_some()
        || matches!(referral.status, ReferralStatus::Closed | ReferralStatus::Declined | ReferralStatus::Unreachable);
    let came = referral.direction != Direction::Out;
    let step =
        |step: &str, label: &str, class: &str| form::deed(view, &to, &[("step", step)], &html! { (label) }, class);
    html! {
        section.next-steps {
            h2 { (say::NEXT) }
            div.deeds {
                @if !over && referral.answered.is_none() {
                    (step("answered", if came { say::ANSWER } else { say::HEARD }, "primary"))
                }
                @if !over && referral.started.is_none() { (step("started", say::BEGIN, "")) }
                @if came && referral.thanked.is_none() && referral.from.is_some() { (step("thanked", say::THANK, "")) }
                @if over { (step("open", say::REOPEN, "")) }
            }
            @if !over && referral.scheduled.is_none() {
                (form::form_with(view.token(), &to, "deeds inline", &html! {
                    (Line { name: "at", label: say::SCHEDULE_FOR, kind: "datetime-local", required: true, ..Line::default() }.show())
                    button name="step" value="scheduled" { (say::SCHEDULE) }
                }))
            }
            @if !over {
                (form::form_with(view.token(), &to, "deeds inline", &html! {
                    (form::select("step", say::CLOSE_HOW, None, [("closed", say::ENDED), ("declined", say::DECLINED), ("unreachable", say::UNREACHABLE)], None))
                    button { (say::CLOSE) }
                }))
            }
            @if !over && !came {
                (form::form_with(view.token(), &format!("/referrals/{id}/hand-off"), "deeds inline", &html! {
                    (Line { name: "due", label: say::HAND_OFF_MORE, kind: "date", required: true, ..Line::default() }.show())
                    button { (say::HAND_OFF) }
                }))
            }
        }
    }
}

fn attempts(view: &View, tried: &[Entry]) -> Markup {
    html! {
        @if tried.is_empty() { p.faint { (say::NO_ATTEMPTS) } }
        @else {
            ol.plain.moments { @for entry in tried { @if let Record::Touchpoint(touchpoint) = &entry.record {
                li { span.at { (time::when(view, touchpoint.at)) } a href={ "/records/" (entry.id) } { (view.line(entry)) } }
            } } }
        }
    }
}

/// One more call: to the client, of whom nothing is kept, or to the colleague.
fn try_again(view: &View, id: RecordId, referral: &Referral) -> Markup {
    let outcomes = [Outcome::Met, Outcome::LeftMessage, Outcome::NoAnswer];
    let outcomes = outcomes.iter().map(|outcome| (outcome.code(), outcome.words()));
    let colleague = with(referral).map(|who| view.name(who)).unwrap_or_default();
    let mut whom = vec![("client", say::THE_CLIENT)];
    if !colleague.is_empty() {
        whom.push(("colleague", colleague.as_str()));
    }
    html! {
        (form::form_with(view.token(), &format!("/referrals/{id}/tried"), "deeds inline", &html! {
            (form::select("whom", say::WHOM_TRIED, None, whom, Some(if referral.direction == Direction::Out { "colleague" } else { "client" })))
            (form::select("outcome", words::field(&rapport_core::model::Kind::Touchpoint, "outcome"), None, outcomes, None))
            button { (say::TRIED) }
        }))
    }
}
