//! What is there to be handed over, what was left where, and what to take along.

use serde::{Deserialize, Serialize};

use crate::model::{Day, Instant, RecordId};

use super::Named;

/// How much of something is there.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct StockLine {
    /// Which, as `left:<item>` has it.
    pub item: String,
    /// Its id.
    pub id: RecordId,
    /// What it is called.
    pub name: String,
    /// Which edition.
    pub version: String,
    /// How many were ever stocked.
    pub stocked: i64,
    /// How many were left behind or given.
    pub left: i64,
    /// What is there: stocked less left. Less than nothing if it was never counted.
    pub there: i64,
    /// How many went in the last twelve weeks.
    pub lately: i64,
    /// How many go in a week, over the last twelve.
    pub a_week: f64,
    /// When nothing will be there, at that rate; nothing if none go.
    pub runs_out: Option<Day>,
    /// Whether it runs out before more could be had.
    pub low: bool,
}

/// What was left with somebody, by edition.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct LeftBehind {
    /// Which, as `left:<item>` has it.
    pub item: String,
    /// What it is called.
    pub name: String,
    /// Which edition.
    pub version: String,
    /// How many, in all.
    pub count: i64,
    /// When last.
    pub at: Instant,
    /// The newer edition that they don't have.
    pub outdated_by: Option<String>,
}

/// What to take along.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, Default)]
pub struct PackingList {
    /// What, the most first.
    pub lines: Vec<PackLine>,
    /// What was promised to them and is still owed.
    pub promised: Vec<PackPromise>,
    /// What is always taken along: the packing checklist, line by line.
    pub always: Vec<String>,
    /// Allergies at the stops.
    pub allergies: Vec<super::AboutNote>,
}

/// Something to take along.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct PackLine {
    /// Which, as `left:<item>` has it.
    pub item: String,
    /// What it is called.
    pub name: String,
    /// Which edition.
    pub version: String,
    /// How many.
    pub count: i64,
    /// For whom, and why.
    pub stops: Vec<(Named, PackReason)>,
    /// How many are there, where stock is kept.
    pub there: Option<i64>,
}

/// Why something is taken along.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PackReason {
    /// It is planned for them.
    Planned,
    /// They have none.
    None,
    /// They have an older edition.
    Outdated,
    /// Theirs is from long ago, and may be used up.
    UsedUp,
    /// It is the practice's signature gift.
    Signature,
}

/// A promise that may have to be brought.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PackPromise {
    /// Which.
    pub id: RecordId,
    /// To whom.
    pub to: Named,
    /// What.
    pub text: String,
}
