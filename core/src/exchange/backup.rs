//! A backup: one zip file that a person can open without Rapport (docs/backup.md). Beside the book in readable JSON it holds
//! every change, from which the book is made again to the last byte; never who the device is, nor how it reaches its server.

mod read;
mod write;

use data_encoding::BASE64;
use rapport_protocol::{BookId, ChangeId, RecordId, limit};
use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

use super::report::BackupReport;
use crate::model::Instant;

pub(crate) use read::{Damaged, Reading};
pub(crate) use write::Writing;

/// What the file says of itself, as `backup.json`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Manifest {
    /// Always `rapport-backup`.
    pub format: String,
    /// The version of the format.
    pub version: u32,
    /// The book.
    pub book: BookId,
    /// When it was made, by the device's clock.
    pub made: Instant,
    /// How much it holds.
    #[serde(flatten)]
    pub holds: BackupReport,
}

/// A record with all of its changes, those that others depend on first: one line of `changes.jsonl`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct WholeRecord {
    /// Which record.
    pub record: RecordId,
    /// Its changes.
    pub changes: Vec<Change>,
}

/// A change: automerge's chunk under its hash.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Change {
    /// Its hash.
    pub id: ChangeId,
    /// Its chunk, as Base64.
    #[serde(serialize_with = "to_base64", deserialize_with = "from_base64")]
    pub bytes: Vec<u8>,
}

/// A record that was erased: one line of `erasures.jsonl`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Erased {
    /// Which record.
    pub record: RecordId,
    /// The names of the changes that it had here.
    pub changes: Vec<ChangeId>,
}

const FORMAT: &str = "rapport-backup";
const VERSION: u32 = 1;

/// The entries of the file.
mod entry {
    pub const README: &str = "README.txt";
    pub const MANIFEST: &str = "backup.json";
    pub const CHANGES: &str = "changes.jsonl";
    pub const ERASURES: &str = "erasures.jsonl";
    pub const BOOK: &str = "book.json";
}

/// The longest line: a record as large as may be, in Base64, each of its changes named.
const LINE_BYTES: u64 = (limit::RECORD_BYTES as u64) * 4 / 3 + (limit::CHANGES_A_RECORD as u64) * 128 + 1_024;

fn to_base64<S: Serializer>(bytes: &[u8], serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(&BASE64.encode(bytes))
}

fn from_base64<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<u8>, D::Error> {
    let text = String::deserialize(deserializer)?;
    BASE64.decode(text.as_bytes()).map_err(|_| de::Error::custom("expected Base64"))
}
