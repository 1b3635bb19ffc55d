//! What a command holds that somebody typed freely, and that may therefore say who a client is.

use super::{Command, FieldEdit, NextStep};
use crate::model::{Kind, Playbook, Record};

/// Fields that hold free text, as they are named in an edit; of a step of a playbook, by its last word.
const FREE: &[&str] = &[
    "answer",
    "body",
    "drop_in",
    "found_via",
    "holiday",
    "hours",
    "ideal_client",
    "intel",
    "niche",
    "purpose",
    "seeks_area",
    "seeks_need",
    "seeks_profession",
    "skill",
    "text",
    "title",
    "topic",
    "trigger",
    "version",
];

/// Sets of free texts: what is typed stands behind the colon.
const SETS: &[&str] = &["helps", "tag"];

impl Command {
    /// The free texts in it, each whole: notes, promises, what was learned, labels. Names of contacts are not among them; those
    /// of items and playbooks are. An edit is one of a record of the kind `of`.
    #[must_use]
    pub fn free_texts(&self, of: Option<&Kind>) -> Vec<&str> {
        match self {
            Self::LogVisit(visit) => {
                let next = visit.next.as_ref().map_or("", |NextStep { text, .. }| text);
                vec![&visit.purpose, &visit.intel, &visit.note, next]
            }
            Self::PlanDay(plan) => plan.stops.iter().map(|stop| stop.purpose.as_str()).collect(),
            Self::TakeNote(note) => vec![&note.text, &note.topic],
            Self::AddPlace(place) => place.tags.iter().map(String::as_str).collect(),
            Self::AddPerson(person) => person.tags.iter().map(String::as_str).collect(),
            Self::AddReferral(referral) => vec![&referral.topic],
            Self::MakePromise(promise) => vec![&promise.text],
            Self::Add(record) => texts(record),
            Self::Edit { edits, .. } => edits.iter().filter_map(|edit| typed(edit, of)).collect(),
            Self::Redact { text, .. } | Self::AnswerAsk { text, .. } => vec![text],
            Self::LogGive(give) => vec![&give.note],
            Self::MakeAsk(ask) => vec![&ask.text, &ask.seeks.profession, &ask.seeks.area, &ask.seeks.need],
            Self::SavePlaybook { playbook, .. } => of_playbook(playbook),
            // Names, days and numbers; and what came from elsewhere in one piece, which nobody typed. Each is named here, so
            // that a command with a text of its own is not forgotten.
            Self::AdvanceReferral { .. }
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

    /// The addresses in it. A house and a street are what belongs there, a client's name is not.
    #[must_use]
    pub fn addresses(&self) -> Vec<&str> {
        match self {
            Self::AddPlace(place) => vec![&place.address],
            Self::Add(record) => match &**record {
                Record::Contact(contact) => vec![&contact.address],
                _ => Vec::new(),
            },
            Self::Edit { edits, .. } => {
                edits.iter().filter(|edit| edit.field == "address").map(|edit| edit.value.as_str()).collect()
            }
            _ => Vec::new(),
        }
    }
}

/// The free text of one edit. What is taken out of a set is no text any more.
fn typed<'e>(edit: &'e FieldEdit, of: Option<&Kind>) -> Option<&'e str> {
    let (name, rest) =
        edit.field.split_once(':').map_or((edit.field.as_str(), None), |(name, rest)| (name, Some(rest)));
    if SETS.contains(&name) {
        return rest.filter(|_| !matches!(edit.value.as_str(), "" | "no"));
    }
    let last = match rest {
        Some(rest) if name == "step" => rest.rsplit(':').next().unwrap_or(rest),
        _ => name,
    };
    let of_a_thing = name == "name" && matches!(of, Some(Kind::Item | Kind::Playbook));
    (of_a_thing || FREE.contains(&last)).then_some(edit.value.as_str())
}

fn of_playbook(playbook: &Playbook) -> Vec<&str> {
    let titles = playbook.step.0.values().map(|step| step.title.as_str());
    [playbook.name.as_str(), &playbook.trigger].into_iter().chain(titles).collect()
}

fn texts(record: &Record) -> Vec<&str> {
    match record {
        Record::Touchpoint(touchpoint) => vec![&touchpoint.purpose, &touchpoint.intel, &touchpoint.skill],
        Record::Note(note) => vec![&note.text.0, &note.topic],
        Record::Promise(promise) => {
            vec![&promise.text, &promise.seeks_profession, &promise.seeks_area, &promise.seeks_need, &promise.answer]
        }
        Record::Referral(referral) => vec![&referral.topic],
        Record::Item(item) => vec![&item.name, &item.body, &item.topic, &item.version],
        Record::Contact(contact) => {
            let several = contact.tag.iter().chain(&contact.helps).chain(&contact.found_via);
            [&contact.hours, &contact.drop_in].into_iter().chain(several).map(String::as_str).collect()
        }
        Record::Playbook(playbook) => of_playbook(playbook),
        Record::Practice(_) => Vec::new(),
    }
}
