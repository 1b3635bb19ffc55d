//! How the book itself stands: what was typed and not saved, whether it adds up, the sync.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::model::{Instant, RecordId};

/// What was typed and not yet saved.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Draft {
    /// Under which it is kept.
    pub key: String,
    /// What was typed, in whatever form the screen keeps it.
    pub body: String,
    /// When it was kept.
    pub at: Instant,
}

/// What `check` found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Default)]
pub struct Checked {
    /// How many records were looked at.
    pub records: u64,
    /// How many changes.
    pub changes: u64,
    /// Records whose rows differ from what their changes say.
    pub differing: Vec<RecordId>,
    /// How many rows belong to no record.
    pub stray: u64,
    /// Records that are set aside, and why.
    pub aside: Vec<(RecordId, String)>,
    /// Whether the digest kept differs from one counted anew.
    pub digest_differs: bool,
}

impl Checked {
    /// Whether everything is as it must be. Records that are set aside are kept whole, and are no fault.
    #[must_use]
    pub fn is_sound(&self) -> bool {
        self.differing.is_empty() && self.stray == 0 && !self.digest_differs
    }
}

/// What a made-up practice consists of.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Default)]
pub struct SampleAdded {
    /// How many records of each kind.
    pub records: BTreeMap<String, u64>,
    /// How many touchpoints were planned before they were done, missed or left for later.
    pub planned_first: u64,
}

/// How the sync stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SyncStatus {
    /// The server, if paired.
    pub server: Option<String>,
    /// Changes and erasures that the server is not known to have.
    pub unsent: u64,
    /// Of these, changes that the server refused; they are kept.
    pub refused: u64,
    /// Records that this version can't show; they are kept and synced.
    pub aside: u64,
    /// When everything was last known to be in agreement.
    pub synced_at: Option<Instant>,
    /// Whether a first sync is under way.
    pub bootstrapping: bool,
}
