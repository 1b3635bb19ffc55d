//! What an insight says, with what it rests on.

use serde::{Deserialize, Serialize};

use super::Named;
use crate::model::Day;

/// A figure with its period and how much it is of.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Insight<T> {
    /// Over which days.
    pub period: Period,
    /// Of how many: referrals, contacts, weeks, as the figure goes.
    pub n: u64,
    /// Below how many it says nothing: too few.
    pub needed: u64,
    /// What was found.
    #[serde(flatten)]
    pub found: T,
    /// The contacts that it names, so that no second query is needed.
    pub names: Vec<Named>,
}

impl<T> Insight<T> {
    /// Whether it is of enough to say something.
    #[must_use]
    pub const fn says(&self) -> bool {
        self.n >= self.needed
    }
}

/// The days of an insight, both counted in, in the practice's zone.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Period {
    /// The first; nothing: since the book began.
    pub from: Option<Day>,
    /// The last.
    pub until: Day,
}
