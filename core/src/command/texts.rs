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
            Self::TakeNote(note) => vec![&note.text, &note.topic],
            Self::AddReferral(referral) => vec![&referral.topic],
            Self::MakePromise(promise) => vec![&promise.text],
            Self::Add(record) => texts(record),
            Self::Edit { edits, .. } => edits
                .iter()
                .filter(|edit| FREE.contains(&edit.field.as_str()))
                .map(|edit| edit.value.as_str())
                .collect(),
            Self::Redact { text, .. } => vec![text],
            // The others hold names, days and numbers; what came from elsewhere in one piece was not typed.
            _ => Vec::new(),
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
