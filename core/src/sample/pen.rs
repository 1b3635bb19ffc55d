//! Writes records down, each under an id of the moment in which it was written.

use std::collections::BTreeMap;

use super::dice::Dice;
use crate::model::{Instant, Record, RecordId};

/// What was written so far.
#[derive(Debug)]
pub(super) struct Pen {
    dice: Dice,
    records: BTreeMap<RecordId, Record>,
}

impl Pen {
    pub const fn new(dice: Dice) -> Self {
        Self { dice, records: BTreeMap::new() }
    }

    /// An id of a moment: a UUID of version 7.
    pub fn id(&mut self, at: Instant) -> RecordId {
        let millis = u64::try_from(at.0).unwrap_or(0);
        RecordId(uuid::Builder::from_unix_timestamp_millis(millis, &self.dice.bytes()).into_uuid().into_bytes())
    }

    /// Writes a record down at a moment.
    pub fn write(&mut self, at: Instant, record: impl Into<Record>) -> RecordId {
        let id = self.id(at);
        self.put(id, record);
        id
    }

    /// Writes a record under an id that was drawn before, in place of what stood there.
    pub fn put(&mut self, id: RecordId, record: impl Into<Record>) {
        self.records.insert(id, record.into());
    }

    /// What was written down of a kind that may still change.
    pub fn record(&mut self, id: RecordId) -> Option<&mut Record> {
        self.records.get_mut(&id)
    }

    /// Everything, in the order in which it was written.
    pub fn records(self) -> Vec<(RecordId, Record)> {
        self.records.into_iter().collect()
    }
}
