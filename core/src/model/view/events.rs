//! Events: where one goes again, what is new, whom one met there; and what was announced.

use serde::{Deserialize, Serialize};

use super::Named;
use crate::model::{Instant, RecordId, Sector, TouchpointState};

/// The events of a practice.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Events {
    /// How many new ones a year shall bring.
    pub goal: i64,
    /// How many this year brought so far: done, and never gone to before.
    pub new_this_year: u64,
    /// The events, the latest first.
    pub items: Vec<EventLine>,
}

/// One event.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct EventLine {
    /// The touchpoint.
    pub id: RecordId,
    /// What it is called.
    pub name: String,
    /// When.
    pub at: Instant,
    /// Planned, done or missed.
    pub state: TouchpointState,
    /// Where.
    pub place: Option<Named>,
    /// The one skill to practise there.
    pub skill: String,
    /// How often one was there before: none makes it a new one, more a favourite.
    pub times_before: u64,
    /// Whom one met there.
    pub met: Vec<Named>,
}

/// Something that was told to many.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Announced {
    /// The touchpoint.
    pub id: RecordId,
    /// What.
    pub what: String,
    /// When.
    pub at: Instant,
    /// How many it was told.
    pub told: u64,
    /// Their sectors, each with how many.
    pub sectors: Vec<(Sector, u64)>,
}
