//! The list of people and places: by what it is narrowed, and what a line of it tells.

use serde::{Deserialize, Serialize};

use super::{Entry, Named};
use crate::model::{Day, Form, Instant, Role, Sector, Stage, Tier};

/// By what the list of contacts is narrowed. Whatever is not said narrows nothing.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ContactFilter {
    /// People or places.
    pub form: Option<Form>,
    /// Of this field.
    pub sector: Option<Sector>,
    /// Who have come so far.
    pub stage: Option<Stage>,
    /// Kept so near.
    pub tier: Option<Tier>,
    /// Who do this somewhere.
    pub role: Option<Role>,
    /// With this label.
    pub tag: Option<String>,
    /// Whom this person of the practice was the last to be in touch with, as the device says that logged it.
    pub seen_by: Option<String>,
    /// Who are due: it is longer since the last touch than it was meant to be.
    pub due: bool,
}

/// A line of the list.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ContactLine {
    /// Who.
    #[serde(flatten)]
    pub entry: Entry,
    /// Where they work.
    pub places: Vec<Named>,
    /// The last qualifying touch.
    pub last_touch: Option<Instant>,
    /// When the next is due.
    pub due: Option<Day>,
    /// How far the acquaintance has come.
    pub stage: Stage,
}
