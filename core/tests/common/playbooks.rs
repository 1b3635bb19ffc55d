//! Somebody in a playbook, in few words.

use rapport_core::{
    Command,
    command::{NewEnrolment, NewVisit, StepDone, StepOf},
    model::{
        Day, Direction, Met, RecordId, TouchpointKind,
        view::{Enrolled, Standing},
    },
    practice::playbook::library::by_short,
};

use super::{Device, first};

pub fn id(short: &str) -> RecordId {
    by_short(short).unwrap().id
}

impl Device {
    pub fn enrol(&self, who: RecordId, short: &str) {
        self.run(Command::Enrol(NewEnrolment { contact: who, playbook: id(short), from: None }));
    }

    pub fn where_in(&self, who: RecordId, short: &str) -> Enrolled {
        self.enrolled(Some(id(short)), Some(who)).unwrap().remove(0)
    }

    /// The open step's round, cycle and id, and how it stands.
    pub fn stands(&self, who: RecordId, short: &str) -> (String, Standing) {
        let enrolled = self.where_in(who, short);
        (enrolled.step.map(|step| step.at).unwrap_or_default(), enrolled.standing)
    }

    pub fn done(&self, who: RecordId, short: &str, at: &str, result: Option<&str>) {
        let result = result.map(str::to_owned);
        self.run(Command::CompleteStep(StepDone { step: step(who, short, at), result, by: None, on: None }));
    }

    pub fn touch(&self, who: RecordId, kind: TouchpointKind, direction: Direction, left: &[&str]) -> RecordId {
        first(&self.run(Command::LogVisit(NewVisit {
            met: [Met::Contact(who)].into(),
            kind,
            direction: Some(direction),
            left: left.iter().map(|item| ((*item).to_owned(), 1)).collect(),
            ..NewVisit::default()
        })))
    }
}

pub fn step(contact: RecordId, short: &str, at: &str) -> StepOf {
    StepOf { contact, playbook: id(short), at: at.to_owned() }
}

pub fn due(at: &str) -> (String, Standing) {
    (at.to_owned(), Standing::Due)
}

pub fn day(text: &str) -> Day {
    text.parse().unwrap()
}
