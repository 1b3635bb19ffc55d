//! Who changed what, where devices disagree, what undoing did.

use serde::{Deserialize, Serialize};

use crate::model::{ChangeId, DeviceNumber, Instant, Kind, RecordId};

/// Whose device made a change.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct By {
    /// The device.
    pub device: DeviceNumber,
    /// What its person calls it; empty if that is not known here.
    pub device_name: String,
    /// Whose it is.
    pub person: String,
}

/// One change of a record.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Revision {
    /// Its name.
    pub change: ChangeId,
    /// Whose device made it.
    pub by: By,
    /// When, by that device's clock.
    pub at: Instant,
    /// What it did.
    pub edits: Vec<FieldRevision>,
}

/// One change of any record.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct BookRevision {
    /// Which record.
    pub id: RecordId,
    /// Its kind.
    pub kind: Kind,
    /// The change.
    #[serde(flatten)]
    pub revision: Revision,
}

/// What a change did to one field. Values are as the document holds them.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct FieldRevision {
    /// Which field.
    pub field: String,
    /// What it held.
    pub before: Option<Shown>,
    /// What it holds since.
    pub after: Option<Shown>,
}

/// A field's value, as it is shown: a scalar by itself.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(untagged)]
#[allow(missing_docs, reason = "each is what it holds")]
pub enum Shown {
    YesNo(bool),
    Number(i64),
    Decimal(f64),
    At(Instant),
    Record(RecordId),
    Text(String),
}

/// A field on which devices disagree.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Conflict {
    /// Which record.
    pub id: RecordId,
    /// Its kind.
    pub kind: Kind,
    /// Which field.
    pub field: String,
    /// All values, the one that shows first.
    pub rivals: Vec<Rival>,
}

/// One of several values.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Rival {
    /// The change that wrote it: what `settle` is given.
    pub change: ChangeId,
    /// The value.
    pub value: Shown,
    /// Whose device wrote it.
    pub by: By,
    /// When, by that device's clock.
    pub at: Instant,
}

/// What undoing did.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Undone {
    /// The command that was undone.
    pub command: String,
    /// When it had been run.
    pub at: Instant,
    /// The fields that were put back: record and field.
    pub put_back: Vec<(RecordId, String)>,
    /// The fields that were left, since they changed again afterwards.
    pub left: Vec<(RecordId, String)>,
}
