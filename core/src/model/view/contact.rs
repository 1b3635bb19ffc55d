//! A contact's page, and contacts that may be one.

use serde::{Deserialize, Serialize};

use super::{Conflict, Entry, Named};
use crate::model::{Day, Instant, RecordId, Role};

/// Everything on a contact's page but the timeline.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ContactPage {
    /// The contact.
    #[serde(flatten)]
    pub entry: Entry,
    /// All ids that it is kept under, the canonical first.
    pub aliases: Vec<RecordId>,
    /// Where a person works.
    pub places: Vec<Affiliation>,
    /// Who works at a place.
    pub people: Vec<Affiliation>,
    /// The last qualifying touch.
    pub last_touch: Option<Instant>,
    /// When the next is due.
    pub due: Option<Day>,
    /// Its fields on which devices disagree.
    pub conflicts: Vec<Conflict>,
}

/// A person at a place.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Affiliation {
    /// The other side.
    pub who: Named,
    /// As what.
    pub roles: Vec<Role>,
}

/// Contacts that were merged into one.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Merged {
    /// As they are shown.
    pub who: Named,
    /// Each of them as it was put into the book, the canonical first.
    pub of: Vec<Entry>,
}

/// Two contacts that may be one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Duplicate {
    /// The older.
    pub one: Named,
    /// The newer.
    pub other: Named,
}
