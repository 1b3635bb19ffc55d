//! What is given, and what is asked for.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use crate::model::{Day, Direction, Instant, RecordId, TouchpointKind, view::Seeks};

/// Something given or received.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct NewGive {
    /// What: a short name of the library, or an item's id.
    pub item: String,
    /// To whom, or from whom; one at least. One place among them is where it was.
    pub to: BTreeSet<RecordId>,
    /// How many; one, if not said.
    pub count: Option<i64>,
    /// What it cost in all, in the currency's minor unit; of a gift, what the library says, if not said.
    pub cost_minor: Option<i64>,
    /// By what; as the library says, if not said.
    pub by: Option<TouchpointKind>,
    /// `in`: it was received.
    pub direction: Option<Direction>,
    /// When; now, if not said.
    pub at: Option<Instant>,
    /// Whether they did not expect it.
    pub surprise: bool,
    /// A note about it and them.
    pub note: String,
}

/// An ask for one practitioner.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct NewAsk {
    /// Who is asked.
    pub to: Option<RecordId>,
    /// What is sought.
    pub seeks: Seeks,
    /// In one line; made of what is sought, if empty.
    pub text: String,
    /// Whom it is about, if they are in the book already.
    pub about: Option<RecordId>,
    /// How it was put, if it was put now.
    pub put: Option<TouchpointKind>,
    /// By which day it is to be put; if it was put, by when an answer is expected.
    pub due: Option<Day>,
}

/// What somebody said to an ask.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs, reason = "each is what it says")]
pub enum AskAnswer {
    Yes,
    Later,
    No,
}
