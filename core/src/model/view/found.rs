//! What happened, and what was found.

use serde::{Deserialize, Serialize};

use super::{Entry, Named};
use crate::model::Instant;

/// One line of a timeline.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Moment {
    /// When.
    pub at: Instant,
    /// The record.
    #[serde(flatten)]
    pub entry: Entry,
    /// The contacts that it names, so that no second query is needed.
    pub names: Vec<Named>,
}

/// What was found.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Found {
    /// People and places, the best first.
    pub contacts: Vec<Entry>,
    /// Touchpoints, newest first.
    pub touchpoints: Vec<Entry>,
    /// Notes, newest first.
    pub notes: Vec<Entry>,
    /// Referrals, newest first.
    pub referrals: Vec<Entry>,
}
