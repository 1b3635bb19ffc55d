//! What one says of playbooks.

use crate::model::{Day, RecordId};

/// Somebody begins a playbook.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewEnrolment {
    /// Who.
    pub contact: RecordId,
    /// Which.
    pub playbook: RecordId,
    /// From when on; today, if not said.
    pub from: Option<Day>,
}

/// Which enrolments: of a contact, of a playbook, the one of both, or all.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Enrolments {
    /// Of whom; of everybody, if not said.
    pub contact: Option<RecordId>,
    /// In which playbook; in all, if not said.
    pub playbook: Option<RecordId>,
}

/// One step of somebody in a playbook. It is named, so that two devices that mean the same step mean the same, and a screen
/// that is out of date does nothing to another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StepOf {
    /// Who.
    pub contact: RecordId,
    /// In which playbook.
    pub playbook: RecordId,
    /// Round, cycle and step, as queries tell it: `1.1.ask`.
    pub at: String,
}

/// A step that was done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StepDone {
    /// Which.
    pub step: StepOf,
    /// What came of it, where that decides how it goes on: `answered`.
    pub result: Option<String>,
    /// The touchpoint by which it was done.
    pub by: Option<RecordId>,
    /// On which day; today, if not said.
    pub on: Option<Day>,
}
