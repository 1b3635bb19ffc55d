//! What was done for a referral source, whom clients see, and what else a partner is good for.

use serde::{Deserialize, Serialize};

use super::Named;
use crate::model::{Day, Instant, RecordId};

/// What the practice did for one source, as a source is served as well as a client: counts, with the days they are from.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Served {
    /// For whom.
    pub who: Option<Named>,
    /// Referrals that they sent.
    pub received: u64,
    /// Of these, answered.
    pub answered: u64,
    /// Of these, answered within a day.
    pub answered_within_a_day: u64,
    /// Of these, thanked for.
    pub thanked: u64,
    /// Referrals that were sent to them.
    pub sent: u64,
    /// Touchpoints at which something was given or left.
    pub gives: u64,
    /// Introductions that were made for them.
    pub introductions: u64,
    /// Announcements that reached them.
    pub announcements: u64,
    /// Their needs that were met.
    pub needs_met: u64,
    /// Their needs that are open.
    pub needs_open: u64,
    /// Promises to them that were kept.
    pub promises_kept: u64,
    /// Promises to them that are open.
    pub promises_open: u64,
    /// When the first of all this was.
    pub since: Option<Instant>,
    /// When the last of all this was.
    pub last: Option<Instant>,
}

/// How many new clients said that they see somebody: a count, without a client.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SeenBy {
    /// Whom; nobody: somebody in that role whose name was not told.
    pub who: Option<Named>,
    /// In which role, where that was told: `doctor`, `teacher`.
    pub role: String,
    /// How many.
    pub count: u64,
    /// When the last said so.
    pub last: Instant,
}

/// What a partner is good for besides referrals.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Benefit {
    /// The note.
    pub id: RecordId,
    /// Which sort: `shared_care`, `network`, `buying_group`, `training`, `co_branding`, or another word.
    pub sort: String,
    /// Whose.
    pub of: Vec<Named>,
    /// What it is.
    pub text: String,
    /// Since when.
    pub at: Instant,
    /// When it ended.
    pub ended: Option<Instant>,
}

/// A detail of a contact that was not confirmed for long.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct StaleField {
    /// Whose.
    pub who: Named,
    /// Which: a field, or a kind of channel.
    pub field: String,
    /// When it was last confirmed.
    pub confirmed: Option<Day>,
    /// How many days ago it was confirmed, or put into the book.
    pub age_days: i64,
    /// After how many days it is asked for again.
    pub limit_days: i64,
}
