//! What can be done with a step, and with somebody's enrolment.

use axum::response::Response;
use chrono::Days;
use rapport_core::{
    Command,
    command::{Enrolments, StepDone, StepOf},
    model::RecordId,
};

use crate::{
    app::{
        asked::Asked,
        fields::{Fields, missing},
        view::Done,
        words::playbooks as say,
    },
    failure::Failure,
};

/// `POST /playbooks/step`: done, left out, put off; or the enrolment rests, goes on, ends. Without a contact: of everybody.
pub async fn step(asked: Asked, fields: Fields) -> Response {
    asked
        .act(move |view| {
            let playbook = fields.record("playbook")?;
            let contact = fields.read_as::<RecordId>("contact")?;
            let which = Enrolments { contact, playbook: Some(playbook) };
            let one = || -> Result<RecordId, Failure> { contact.ok_or_else(|| missing("contact")) };
            let open = || Ok::<_, Failure>(StepOf { contact: one()?, playbook, at: fields.text_or_empty("at") });
            let (command, said) = match fields.text("do") {
                Some("done") => {
                    let result = fields.text("result").map(str::to_owned);
                    (Command::CompleteStep(StepDone { step: open()?, result, by: None, on: None }), say::STEP_DONE)
                }
                Some("skip") => (Command::SkipStep(open()?), say::STEP_SKIPPED),
                Some("later") => {
                    let until = view.clock.today() + Days::new(7);
                    (Command::SnoozeStep { step: open()?, until }, say::STEP_LATER)
                }
                Some("pause") => (Command::PauseEnrolments(which), say::PAUSED),
                Some("resume") => (Command::ResumeEnrolments(which), say::RESUMED),
                Some("leave") => (Command::LeavePlaybook { contact: one()?, playbook }, say::LEFT),
                _ => return Err(missing("do")),
            };
            Done::run(view, command, format!("/playbooks/{playbook}"), said)
        })
        .await
}
