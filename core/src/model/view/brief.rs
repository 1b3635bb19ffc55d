//! What to read before one walks in.

use serde::{Deserialize, Serialize};

use super::{Entry, GiveSuggestion, Named};
use crate::model::{Day, Instant, Owes, RecordId, Role};

/// What to read before one walks in: thirty seconds of it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Brief {
    /// With whom.
    pub who: Named,
    /// Who works there; of a person, they themselves. Whoever routes referrals comes first, then the front desk.
    pub people: Vec<BriefPerson>,
    /// What is missing that matters.
    pub warning: Option<BriefWarning>,
    /// The last times that something happened with them, the newest first; three at most.
    pub last: Vec<Entry>,
    /// What was written down about them last, but for what stands below; three at most.
    pub notes: Vec<Entry>,
    /// What is promised, by either side, and still open; the longest due first.
    pub promises: Vec<OpenPromise>,
    /// What they need and nobody met yet, the newest first.
    pub needs: Vec<Entry>,
    /// What they like.
    pub likes: Vec<Entry>,
    /// What must not be brought.
    pub allergies: Vec<Entry>,
    /// What was brought, the last time's first.
    pub brought: Vec<Brought>,
    /// Three gives for them, by three ways where there are three.
    pub gives: Vec<GiveSuggestion>,
    /// The one question to ask.
    pub question: BriefQuestion,
    /// How long to stay, in minutes.
    pub length_min: i64,
}

/// A promise that is open.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OpenPromise {
    /// Which.
    pub id: RecordId,
    /// What was promised.
    pub text: String,
    /// To whom, or by whom.
    pub to: Option<Named>,
    /// By when.
    pub due: Option<Day>,
    /// Who owes it.
    pub owes: Owes,
}

/// Somebody whom one may meet.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct BriefPerson {
    /// Who.
    pub who: Named,
    /// What they do there.
    pub roles: Vec<Role>,
    /// Whether referrals pass through them.
    pub routes: bool,
    /// When they were last reached.
    pub last_touch: Option<Instant>,
}

/// Something that was brought.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Brought {
    /// The item's id, or the short name of one from the shipped library.
    pub item: String,
    /// At how many of the last visits.
    pub times: u32,
    /// When it was last.
    pub last: Instant,
}

/// What is missing that matters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum BriefWarning {
    /// Nobody who works there is in the book.
    NobodyKnown,
    /// Only those who treat are known, though those at the front route referrals.
    OnlyProvidersKnown,
}

/// The one question to ask.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "ask", rename_all = "snake_case")]
pub enum BriefQuestion {
    /// Through whom referrals pass.
    WhoRoutes,
    /// What those whom they see commonly need.
    CommonNeeds,
    /// What became of what they promised.
    TheirPromise {
        /// The promise.
        promise: RecordId,
    },
    /// Whether they still need what they needed.
    StillNeeded {
        /// The note of the need.
        need: RecordId,
    },
    /// How one can help.
    HowToHelp,
}
