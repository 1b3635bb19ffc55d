//! Who can introduce one to whom, and what became of introductions; whom one may get to know.

use serde::{Deserialize, Serialize};

use super::Named;
use crate::model::{Day, Instant, PromiseState, RecordId, Sector};

/// A way to somebody, from a person whom one meets oneself.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct WarmPath {
    /// The people on it: whom to ask first, then who knows whom, the goal last.
    pub people: Vec<Named>,
    /// When the first was last reached.
    pub last_touch: Option<Instant>,
}

/// The ways to somebody, the best first.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct WarmPaths {
    /// To whom.
    pub to: Named,
    /// Whether one meets them oneself already, and when last.
    pub met: Option<Instant>,
    /// The ways.
    pub paths: Vec<WarmPath>,
    /// Who was asked before, and what came of it.
    pub asked: Vec<AskedFor>,
}

/// An introduction that was asked for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AskedFor {
    /// The promise to ask.
    pub id: RecordId,
    /// Who was asked.
    pub asked: Option<Named>,
    /// For an introduction to whom.
    pub to: String,
    /// Where it stands.
    pub state: PromiseState,
    /// What they said.
    pub answer: String,
    /// By when.
    pub due: Option<Day>,
}

/// Introductions in both directions.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Introductions {
    /// Those that the practice made, the newest first.
    pub made: Vec<Introduced>,
    /// Those that others made for it: who introduced whom.
    pub received: Vec<ReceivedIntroduction>,
    /// Those that it asked for.
    pub asked: Vec<AskedFor>,
}

/// An introduction that the practice made.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Introduced {
    /// The touchpoint.
    pub id: RecordId,
    /// When.
    pub at: Instant,
    /// Whom to each other.
    pub people: Vec<Named>,
}

/// Somebody whom another introduced.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReceivedIntroduction {
    /// Who introduced.
    pub by: Named,
    /// Whom.
    pub who: Named,
    /// When one was last in touch with them: an introduction that came to something.
    pub last_touch: Option<Instant>,
}

/// Somebody whom one has not reached yet and may get to know.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Prospect {
    /// Who.
    pub who: Named,
    /// How they were found: `newcomer`, `complementary`, `recommended`, `popular`, `local_search`, `npi`, or another word.
    pub found_via: String,
    /// Their field.
    pub sector: Option<Sector>,
    /// Where they are.
    pub address: String,
    /// How many new clients said that they see them.
    pub seen_by: u64,
    /// Who recommended or knows them.
    pub known_by: Vec<Named>,
}
