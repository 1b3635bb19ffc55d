//! What is done with a referral: it goes on, ends, is put off; a call about it is kept; the client is handed over in person.

use axum::{extract::Path, response::Response};
use rapport_core::{
    Command, Error, Invalid,
    command::{FieldEdit, ReferralStep},
    model::{Instant, Met, Outcome, Record, RecordId, Referral, Touchpoint, TouchpointKind},
};

use super::{one::with, outgoing};
use crate::{
    app::{
        asked::Asked,
        fields::Fields,
        view::{Done, View},
        words::{failed, referrals as say, today},
    },
    failure::Failure,
    when::Way,
};

/// `POST /referrals/{id}/step`: it went on, or it ended.
pub async fn step(asked: Asked, Path(id): Path<String>, fields: Fields) -> Response {
    asked
        .act(move |view| {
            let id = record(&id)?;
            let back = back(view, id);
            let at = fields.moment("at", Way::Forth, &view.clock)?;
            let advance = |step| Command::AdvanceReferral { id, step, at };
            let (command, said) = match fields.text("step") {
                Some("answered") => (advance(ReferralStep::Answered), say::KEPT),
                Some("scheduled") => (advance(ReferralStep::Scheduled), say::KEPT),
                Some("started") => (advance(ReferralStep::Started), say::KEPT),
                Some("closed") => (advance(ReferralStep::Closed), say::KEPT),
                Some("thanked") => (advance(ReferralStep::Thanked), say::KEPT),
                Some(status @ ("declined" | "unreachable")) => (ended(view, id, status), say::KEPT),
                Some("open") => (opened(view, id)?, say::REOPENED),
                _ => return Err(Error::from(Invalid::new("step", failed::MISSING)).into()),
            };
            Done::run(view, command, back, said)
        })
        .await
}

/// `POST /referrals/{id}/tried`: a call about it. One to the client names nobody, and is no touch of whoever referred.
pub async fn tried(asked: Asked, Path(id): Path<String>, fields: Fields) -> Response {
    asked
        .act(move |view| {
            let id = record(&id)?;
            let referral = referral(view, id)?;
            let met = with(&referral).filter(|_| fields.text("whom") == Some("colleague")).map(Met::Contact);
            let call = Touchpoint {
                kind: TouchpointKind::Call,
                at: view.clock.now(),
                zone: view.book.zone()?.name().to_owned(),
                met: met.into_iter().collect(),
                outcome: fields.text("outcome").map(Outcome::from),
                about: [id].into(),
                ..Touchpoint::default()
            };
            Done::run(view, Command::Add(Box::new(call.into())), back(view, id), say::TRIED_SAID)
        })
        .await
}

/// `POST /referrals/{id}/hand-off`: a promise to hand the client over in person.
pub async fn hand_off(asked: Asked, Path(id): Path<String>, fields: Fields) -> Response {
    asked
        .act(move |view| {
            let id = record(&id)?;
            let referral = referral(view, id)?;
            let need = if referral.topic.is_empty() { &referral.code } else { &referral.topic };
            let command = outgoing::hand_off(need, referral.to, fields.day("due", &view.clock)?);
            Done::run(view, command, back(view, id), say::PROMISED)
        })
        .await
}

/// `POST /referrals/{id}/later`: not before a day.
pub async fn later(asked: Asked, Path(id): Path<String>, fields: Fields) -> Response {
    asked
        .act(move |view| {
            let id = record(&id)?;
            let missing = || Failure::from(Error::from(Invalid::new("until", failed::MISSING)));
            let until = fields.day("until", &view.clock)?.ok_or_else(missing)?;
            let thanks = fields.ticked("thanks");
            let command = if thanks { Command::SnoozeThanks { id, until } } else { Command::Snooze { id, until } };
            Done::run(view, command, back(view, id), today::PUT_OFF)
        })
        .await
}

fn record(id: &str) -> Result<RecordId, Failure> {
    id.parse().map_err(|_| Failure::NotFound(String::new()))
}

/// The list that one comes from, else the referral's own page.
fn back(view: &View, id: RecordId) -> String {
    view.asked.came_from.clone().unwrap_or_else(|| format!("/referrals/{id}"))
}

fn referral(view: &View, id: RecordId) -> Result<Referral, Failure> {
    match view.book.get(id)?.record {
        Record::Referral(referral) => Ok(referral),
        _ => Err(Failure::NotFound(String::new())),
    }
}

fn edit(id: RecordId, edits: &[(&str, String)]) -> Command {
    let edits = edits.iter().map(|(field, value)| FieldEdit { field: (*field).to_owned(), value: value.clone() });
    Command::Edit { id, edits: edits.collect() }
}

/// It came to nothing: how, and when.
fn ended(view: &View, id: RecordId, status: &str) -> Command {
    edit(id, &[("status", status.to_owned()), ("closed", written(view.clock.now()))])
}

/// It goes on from where it was.
fn opened(view: &View, id: RecordId) -> Result<Command, Failure> {
    let referral = referral(view, id)?;
    let status = match referral {
        Referral { started: Some(_), .. } => "started",
        Referral { scheduled: Some(_), .. } => "scheduled",
        Referral { answered: Some(_), .. } => "answered",
        _ => "open",
    };
    Ok(edit(id, &[("status", status.to_owned()), ("closed", String::new())]))
}

fn written(at: Instant) -> String {
    format!("{at:?}")
}
