//! What is typed of visits and of a day's stops.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use crate::model::{Day, Direction, Instant, Met, Outcome, RecordId, TouchpointKind, TouchpointState};

/// A visit, or any other touchpoint. Somewhere or somebody is the only thing that it needs.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct NewVisit {
    /// Where.
    pub place: Option<RecordId>,
    /// Whom one met.
    pub met: BTreeSet<Met>,
    /// Who is not in the book yet, and is put into it with the visit.
    pub new: Option<Box<NewThere>>,
    /// What it was; a visit, if not said.
    pub kind: TouchpointKind,
    /// Planned or done; done, if not said.
    pub state: TouchpointState,
    /// Who reached out.
    pub direction: Option<Direction>,
    /// When; now, if not said.
    pub at: Option<Instant>,
    /// What was left and how many.
    pub left: BTreeMap<String, i64>,
    /// How it went.
    pub outcome: Option<Outcome>,
    /// How long, in minutes.
    pub length_min: Option<i64>,
    /// What it was for.
    pub purpose: String,
    /// What was learned.
    pub intel: String,
    /// A note about it, the place and the people.
    pub note: String,
    /// What comes next: a promise to the place, or to the first person met.
    pub next: Option<NextStep>,
    /// The records that it is about.
    pub about: BTreeSet<RecordId>,
    /// The plan that it fulfils: what was planned becomes what happened, under one id. What it is for stays where it is not said
    /// anew; whom one met and what one left is what is said now.
    pub plan: Option<RecordId>,
}

/// Whom a visit was the first to.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct NewThere {
    /// The name of the place, instead of the visit's own; none if that is known.
    pub place: String,
    /// The names of people met: each becomes one of the staff of the place.
    pub people: BTreeSet<String>,
}

/// What comes next after a visit.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NextStep {
    /// What.
    pub text: String,
    /// By when.
    pub due: Option<Day>,
}

/// A day's stops.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewDayPlan {
    /// Which day, in the practice's zone.
    pub day: Day,
    /// When one is at the first stop.
    pub begins: Instant,
    /// Where one goes: 40 stops at most. A place that is planned for the day already keeps its plan, at its new time.
    pub stops: Vec<NewStop>,
    /// Whether they are driven in the order given, rather than in the shortest that is found.
    pub as_given: bool,
}

/// A stop of a day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewStop {
    /// Where.
    pub place: RecordId,
    /// What to bring, and how many.
    pub bring: BTreeMap<String, i64>,
    /// What it is for.
    pub purpose: String,
}
