//! The way in for a device that has nothing: whole records, newest first, then the feed.

use serde::{Deserialize, Serialize};

use crate::id::{Epoch, Position, RecordId};

/// `POST /v1/bootstrap`: the next part of the book as it stood at a head.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Bootstrap {
    /// Where the last part ended; nothing for the first.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub resume: Option<Resume>,
}

/// Where a bootstrap stands: durable on the device, so that a cut line or a killed process goes on where it was.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Resume {
    /// The epoch under which it began.
    pub epoch: Epoch,
    /// The head noted when it began. The feed is read from here afterwards.
    pub head: Position,
    /// The last record's key: its *first* position, which no edit and no packing moves (rule `boot_key`). While erasures are left,
    /// it is the head and how many these are.
    pub key: Position,
}

/// The answer to a [`Bootstrap`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum BootstrapAnswer {
    /// The next records.
    Part(Part),
    /// The server's epoch is another one now: reconcile.
    Repair {
        /// The server's epoch.
        epoch: Epoch,
    },
}

/// Some records, whole.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Part {
    /// To be sent with the next request.
    pub resume: Resume,
    /// Whether this was the last part: the cursor is now `resume.head`.
    pub done: bool,
    /// How many records the whole bootstrap brings, for a progress bar.
    pub total: u64,
    /// Erasures of the book: all of them come before any record (rule `boot_markers`), in parts of their own where they are many.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub erasures: Vec<RecordId>,
    /// The records, newest first.
    pub records: Vec<WholeRecord>,
}

/// A record with all of its changes, dependencies first.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct WholeRecord {
    /// Which record.
    pub record: RecordId,
    /// Its change chunks, one after another, not compressed by themselves: the body is.
    #[serde(with = "serde_bytes")]
    pub changes: Vec<u8>,
}
