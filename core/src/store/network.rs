//! Contacts and notes by what only few of them say: lists over a whole table, for what is asked once in a while.

use rapport_protocol::RecordId;

use super::Session;
use crate::{
    error::Result,
    model::{Contact, Note, NoteKind, Promise, PromiseKind, Touchpoint, TouchpointKind},
};

impl Session<'_> {
    /// Every contact, by name; of merged ones the one that stands for them.
    pub fn contacts(&self) -> Result<Vec<(RecordId, Contact)>> {
        self.models("SELECT id, body FROM contact WHERE canonical = id ORDER BY folded, id", [])
    }

    /// The notes of one kind, the newest first.
    pub fn notes_of_kind(&self, kind: &NoteKind) -> Result<Vec<(RecordId, Note)>> {
        self.models("SELECT id, body FROM note WHERE body ->> 'kind' = ?1 ORDER BY at DESC, id DESC", [kind.as_str()])
    }

    /// The promises of one kind, the newest first.
    pub fn promises_of_kind(&self, kind: &PromiseKind) -> Result<Vec<(RecordId, Promise)>> {
        self.models("SELECT id, body FROM promise WHERE kind = ?1 ORDER BY id DESC", [kind.as_str()])
    }

    /// The touchpoints of one kind, the latest first.
    pub fn touchpoints_of_kind(&self, kind: &TouchpointKind) -> Result<Vec<(RecordId, Touchpoint)>> {
        let sql = "SELECT id, body FROM touchpoint WHERE body ->> 'kind' = ?1 ORDER BY at DESC, id DESC";
        self.models(sql, [kind.as_str()])
    }
}
