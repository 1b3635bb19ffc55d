//! What a command holds that somebody typed freely, and that may therefore say who a client is.

use super::{Command, NextStep};
use crate::model::Record;

/// Fields that hold free text, as they are named in an edit.
const FREE: &[&str] = &["answer", "body", "intel", "purpose", "seeks_need", "skill", "text", "topic"];

impl Command {
    /// The free texts in it, each whole: notes, promises, what was learned. Names of contacts are not among them.
    #[must_use]
    pub fn free_texts(&self) -> Vec<&str> {
        match self {
            Self::LogVisit(visit) => {
                let next = visit.next.as_ref().map_or("", |NextStep { text, .. }| text);
                vec![&visit.purpose, &visit.intel, &visit.note, next]
            }
            Self::PlanDay(plan) => plan.stops.iter().map(|stop| stop.purpose.as_str()).collect(),
            Self::TakeNote(note) => vec![&note.text, &note.topic],
            Self::AddReferral(referral) => vec![&referral.topic],
            Self::MakePromise(promise) => vec![&promise.text],
            Self::Add(record) => texts(record),
            Self::Edit { edits, .. } => edits
                .iter()
                .filter(|edit| FREE.contains(&edit.field.as_str()))
                .map(|edit| edit.value.as_str())
                .collect(),
            Self::Redact { text, .. } | Self::AnswerAsk { text, .. } => vec![text],
            Self::LogGive(give) => vec![&give.note],
            Self::MakeAsk(ask) => vec![&ask.text, &ask.seeks.need],
            // Names, days and numbers; and what came from elsewhere in one piece, which nobody typed. Each is named here, so
            // that a command with a text of its own is not forgotten.
            Self::AddPlace(_)
            | Self::AddPerson(_)
            | Self::AdvanceReferral { .. }
            | Self::KeepPromise { .. }
            | Self::Snooze { .. }
            | Self::SnoozeThanks { .. }
            | Self::AddStock { .. }
            | Self::PutAsk { .. }
            | Self::Enrol(_)
            | Self::PauseEnrolments(_)
            | Self::ResumeEnrolments(_)
            | Self::LeavePlaybook { .. }
            | Self::CompleteStep(_)
            | Self::SkipStep(_)
            | Self::SnoozeStep { .. }
            | Self::SavePlaybook { .. }
            | Self::MergeVisits { .. }
            | Self::AddAll(_)
            | Self::Remove(_)
            | Self::Restore(_)
            | Self::Erase(_)
            | Self::Merge { .. }
            | Self::Unmerge(_)
            | Self::Settle { .. }
            | Self::CountIntake(_)
            | Self::TakeBack { .. }
            | Self::Introduce(_)
            | Self::MeetAt { .. } => Vec::new(),
        }
    }
}

fn texts(record: &Record) -> Vec<&str> {
    match record {
        Record::Touchpoint(touchpoint) => vec![&touchpoint.purpose, &touchpoint.intel, &touchpoint.skill],
        Record::Note(note) => vec![&note.text.0, &note.topic],
        Record::Promise(promise) => vec![&promise.text, &promise.seeks_need, &promise.answer],
        Record::Referral(referral) => vec![&referral.topic],
        Record::Item(item) => vec![&item.body, &item.topic],
        Record::Practice(_) | Record::Contact(_) | Record::Playbook(_) => Vec::new(),
    }
}
