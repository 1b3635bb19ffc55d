//! What an import or a backup did, as plain data.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::model::view::Named;

/// How many lines each list of a report holds at most; its counts are always whole.
pub const LISTED: usize = 1_000;

/// What an import did, or would do.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct ImportReport {
    /// The file.
    pub file: String,
    /// Whether it was only tried: then nothing was changed.
    pub dry_run: bool,
    /// Under which number it can be taken back, on this device; none if it changed nothing.
    #[serde(skip)]
    pub deed: Option<i64>,
    /// Contacts that were put into the book for a card.
    pub new: u64,
    /// Contacts that were here and gained what they lacked.
    pub completed: u64,
    /// Cards that brought nothing new.
    pub unchanged: u64,
    /// Cards or rows that were left out.
    pub refused: u64,
    /// Places that were made because a card names them as where somebody works.
    pub places: u64,
    /// Notes that were taken.
    pub notes: u64,
    /// Pictures that were left out: a book keeps none.
    pub pictures: u64,
    /// What became of each card that was new or completed, the first [`LISTED`] of them.
    pub contacts: Vec<Imported>,
    /// What was left out and why, the first [`LISTED`].
    pub errors: Vec<RowError>,
    /// New contacts that may be somebody who was here: to be merged by hand, or not. The first [`LISTED`].
    pub duplicates: Vec<Likeness>,
}

/// A contact that an import made or completed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Imported {
    /// The line of the file on which its card starts.
    pub line: u64,
    /// Who. In a dry run the id of somebody new means nothing.
    pub who: Named,
    /// New or completed.
    pub outcome: Outcome,
    /// The fields that it gained, if it was completed.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub gained: Vec<String>,
}

/// What became of a card.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    /// It was put into the book.
    New,
    /// The contact was here and gained something.
    Completed,
}

/// A new contact that may be somebody who was here.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Likeness {
    /// The line of the file on which its card starts.
    pub line: u64,
    /// The new one.
    pub new: Named,
    /// The one who was here.
    pub like: Named,
}

/// A card or row that can't be imported. It harms no other.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
pub struct RowError {
    /// The file.
    pub file: String,
    /// The line on which it starts, from 1.
    pub line: u64,
    /// What is wrong: `name`, `phone`; empty if it is the whole of it.
    pub field: String,
    /// Why.
    pub reason: String,
}

impl RowError {
    pub(crate) fn new(line: u64, field: &str, reason: impl Into<String>) -> Self {
        Self { file: String::new(), line, field: field.to_owned(), reason: reason.into() }
    }
}

impl fmt::Display for RowError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let colon = if self.field.is_empty() { "" } else { ": " };
        write!(f, "{}, line {}: {}{colon}{}", self.file, self.line, self.field, self.reason)
    }
}

impl ImportReport {
    pub(crate) fn list<T>(list: &mut Vec<T>, line: T) {
        if list.len() < LISTED {
            list.push(line);
        }
    }
}

/// What a backup holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct BackupReport {
    /// Records of all kinds, removed ones too.
    pub records: u64,
    /// Their changes.
    pub changes: u64,
    /// Markers of what was erased.
    pub erasures: u64,
}
