//! Who can help with what: the outbound directory, and the needs that are open.

use serde::{Deserialize, Serialize};

use super::Named;
use crate::model::{Instant, RecordId, Sector};

/// Who can help with a need.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Directory {
    /// The need that was asked for.
    pub need: String,
    /// Who can help, the best first.
    pub entries: Vec<DirectoryEntry>,
    /// How many compete with the practice and are left out.
    pub competitors: u64,
    /// Hand-offs that are promised and open.
    pub hand_offs: Vec<HandOff>,
}

/// Somebody to send others to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DirectoryEntry {
    /// Who.
    pub who: Named,
    /// Their field.
    pub sector: Option<Sector>,
    /// With what of it they can help.
    pub helps: Vec<String>,
    /// How many of the need's words these answer.
    pub answered: u64,
    /// Whether they compete with the practice.
    pub competitor: bool,
    /// What is known of their work: the vetting notes, the newest first. Private: shells show it to the practice alone.
    pub vetting: Vec<String>,
    /// How many were sent to them.
    pub sent: u64,
    /// How many they sent.
    pub received: u64,
}

/// A promise to find somebody, or to hand a person over to them in person.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct HandOff {
    /// The promise.
    pub id: RecordId,
    /// To whom; nobody: who can help is still to be found.
    pub to: Option<Named>,
    /// The need.
    pub need: String,
    /// By when.
    pub due: Option<crate::model::Day>,
}

/// A need that somebody told of and that is open.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OpenNeed {
    /// The note.
    pub id: RecordId,
    /// What is needed.
    pub text: String,
    /// What it is about, if that was said.
    pub topic: String,
    /// Whose need it is.
    pub of: Vec<Named>,
    /// Since when.
    pub at: Instant,
    /// What may meet it, the best first.
    pub matches: Vec<NeedMatch>,
}

/// Something or somebody that may meet a need.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NeedMatch {
    /// What it is.
    pub by: MatchedBy,
    /// The item or the contact; nothing, where it is the practice itself.
    pub id: Option<RecordId>,
    /// Its name.
    pub name: String,
    /// The words that both have.
    pub shared: Vec<String>,
}

/// What may meet a need.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MatchedBy {
    /// The practice's own work.
    Practice,
    /// Something to give.
    Give,
    /// Somebody who can help.
    Contact,
}
