//! Records as they are listed.

use serde::{Deserialize, Serialize};

use crate::model::{Record, RecordId};

/// A record with its id.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Entry {
    /// Its id.
    pub id: RecordId,
    /// Whether it was removed.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub removed: bool,
    /// What it says.
    #[serde(flatten)]
    pub record: Record,
}

/// A page of a list.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Paged<T> {
    /// What is on it.
    pub items: Vec<T>,
    /// To be given back for the next page; nothing: this is the last.
    pub next: Option<String>,
}

/// Somebody by name.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Named {
    /// Their id: the canonical one.
    pub id: RecordId,
    /// Their name.
    pub name: String,
}
