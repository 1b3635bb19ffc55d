//! What can be done with a line of Today: it is done, or it comes back later.

use axum::response::Response;
use rapport_core::{
    Command, Error, Invalid,
    command::{FieldEdit, ReferralStep, StepDone, StepOf},
    model::RecordId,
};

use crate::{
    app::{
        asked::Asked,
        fields::Fields,
        view::{Done, View},
        words,
    },
    failure::Failure,
};

/// `POST /today/done`: a line is done, by what usually takes it away.
pub async fn done(asked: Asked, fields: Fields) -> Response {
    asked
        .act(move |view| {
            let command = completing(&fields)?;
            Done::run(view, command, back(view), words::today::DONE_SAID)
        })
        .await
}

/// `POST /today/later`: a line comes back on a later day.
pub async fn later(asked: Asked, fields: Fields) -> Response {
    asked
        .act(move |view| {
            let missing = || Failure::from(Error::from(Invalid::new("until", words::failed::MISSING)));
            let until = fields.day("until", &view.clock)?.ok_or_else(missing)?;
            let command = match step(&fields)? {
                Some(step) => Command::SnoozeStep { step, until },
                None if fields.text("thanks").is_some() => Command::SnoozeThanks { id: fields.record("id")?, until },
                None => Command::Snooze { id: fields.record("id")?, until },
            };
            Done::run(view, command, back(view), words::today::PUT_OFF)
        })
        .await
}

/// Where the line stands: on Today, or on a page that has some of its lines.
fn back(view: &View) -> String {
    view.asked.came_from.clone().unwrap_or_else(|| "/".to_owned())
}

fn completing(fields: &Fields) -> Result<Command, Failure> {
    if let Some(step) = step(fields)? {
        return Ok(match fields.text("by") {
            Some("skip") => Command::SkipStep(step),
            _ => Command::CompleteStep(StepDone { step, result: None, by: None, on: None }),
        });
    }
    let id = fields.record("id")?;
    let advance = |step| Command::AdvanceReferral { id, step, at: None };
    Ok(match fields.text("by") {
        Some("answer") => advance(ReferralStep::Answered),
        Some("schedule") => advance(ReferralStep::Scheduled),
        Some("thank") => advance(ReferralStep::Thanked),
        Some("keep") => Command::KeepPromise { id, by: None },
        Some(state @ ("done" | "missed")) => stated(id, state),
        _ => return Err(Error::from(Invalid::new("by", words::failed::MISSING)).into()),
    })
}

fn stated(id: RecordId, state: &str) -> Command {
    Command::Edit { id, edits: vec![FieldEdit { field: "state".to_owned(), value: state.to_owned() }] }
}

/// The step that is meant, if the line is one.
fn step(fields: &Fields) -> Result<Option<StepOf>, Failure> {
    let Some(playbook) = fields.read_as("playbook")? else { return Ok(None) };
    Ok(Some(StepOf { contact: fields.record("contact")?, playbook, at: fields.text_or_empty("at") }))
}
