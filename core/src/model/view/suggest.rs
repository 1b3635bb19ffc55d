//! What is offered to whoever opens the Log sheet.

use serde::{Deserialize, Serialize};

use super::{Entry, Named};
use crate::model::{Instant, Met, Outcome, RecordId, Role};

/// What the Log sheet is filled with before anything is tapped.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, Default)]
pub struct LogSuggestions {
    /// Where one may be, the likeliest first.
    pub places: Vec<PlaceSuggestion>,
    /// Whether the first is likely enough to be preselected. A wrong place that is silently kept costs more than a tap.
    pub sure: bool,
    /// A visit to the first place that was logged within the hour: it may be the same.
    pub same_visit: Option<RecordId>,
}

/// A place where one may be, and what may have happened there.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct PlaceSuggestion {
    /// Which.
    pub place: Named,
    /// The planned stop that logging it fulfils.
    pub plan: Option<RecordId>,
    /// How likely it is, of a hundred.
    pub percent: u8,
    /// Why, the strongest first.
    pub reasons: Vec<PlaceReason>,
    /// Whom one may have met, the likeliest first.
    pub people: Vec<MetSuggestion>,
    /// What one may have left, the last time's first.
    pub left: Vec<LeftSuggestion>,
    /// How it mostly goes there.
    pub outcome: Option<Outcome>,
    /// In how many days to come again, as one usually does or means to.
    pub next_days: i64,
}

/// Two visits that may be one.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct DoubledVisit {
    /// Where.
    pub place: Named,
    /// The one that was written down first.
    pub one: Entry,
    /// The other.
    pub other: Entry,
}

/// Somebody whom one may have met.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MetSuggestion {
    /// Who, or a role whose name is not known yet.
    pub met: Met,
    /// Their name, where it is known.
    pub name: Option<String>,
    /// What they do there.
    pub roles: Vec<Role>,
    /// At how many of the past visits they were met.
    pub times: u32,
    /// Of how many.
    pub of: u32,
}

/// Something that one may have left.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LeftSuggestion {
    /// The item's id, or the short name of one from the shipped library.
    pub item: String,
    /// How many, the last time.
    pub count: i64,
    /// Whether it was left the last time: then it is ready.
    pub last_time: bool,
    /// At how many of the past visits it was left.
    pub times: u32,
}

/// Why a place is guessed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "why", rename_all = "snake_case")]
pub enum PlaceReason {
    /// A stop is planned there.
    Planned {
        /// For when.
        at: Instant,
    },
    /// It is near.
    Near {
        /// How far, in metres.
        meters: u32,
    },
    /// The stop before was in the same part of town.
    OnTheWay,
    /// One is often there on this day of the week.
    Weekday {
        /// How many of the visits.
        times: u32,
        /// Of how many.
        of: u32,
    },
    /// As much time has passed as usually does.
    Due {
        /// How many days.
        days: i64,
        /// How many usually do.
        usual_days: i64,
    },
    /// One was there last.
    LastSeen {
        /// When.
        at: Instant,
    },
}
