//! How a record came to say what it says: who changed what, when.

use automerge::{ChangeHash, ROOT, ReadDoc};
use rapport_protocol::ChangeId;
use serde::{Deserialize, Serialize};

use crate::{Actor, CheckedChange, Document, DocumentError, Value, document::guarded, gate::Action, scalar};

/// One change, as a person reads it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Revision {
    /// The change.
    pub change: ChangeId,
    /// Who made it.
    pub actor: Actor,
    /// When, in seconds since 1970 by its maker's clock.
    pub time_s: i64,
    /// The fields it wrote, in the order in which it did.
    pub edits: Vec<FieldEdit>,
}

/// What a change did to one field, as its maker saw it: what others wrote meanwhile is in their own revisions.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct FieldEdit {
    /// Which field.
    pub key: String,
    /// What it held; nothing if it was not there.
    pub before: Option<Value>,
    /// What it held then; nothing if it was deleted. The same as before where a conflict was settled.
    pub after: Option<Value>,
}

impl Document {
    /// Every change of the record, each after what it builds on.
    pub fn revisions(&self) -> Result<Vec<Revision>, DocumentError> {
        guarded(|| self.lineage.changes().iter().map(|change| self.revision(change)).collect())
    }

    fn revision(&self, change: &CheckedChange) -> Revision {
        let before: Vec<_> = change.deps().iter().map(|dep| ChangeHash(dep.0)).collect();
        let after = [ChangeHash(change.id().0)];
        let edits = self.keys_written(change).into_iter().map(|key| FieldEdit {
            before: if before.is_empty() { None } else { self.value_at(key, &before) },
            after: self.value_at(key, &after),
            key: key.to_owned(),
        });
        Revision { change: change.id(), actor: change.actor(), time_s: change.time_s(), edits: edits.collect() }
    }

    fn keys_written<'a>(&'a self, change: &'a CheckedChange) -> Vec<&'a str> {
        let mut keys: Vec<&str> = Vec::new();
        let mut last_text = None;
        for operation in change.read_operations() {
            let key = match operation.action {
                Action::Put { key, .. }
                | Action::MakeText { key }
                | Action::Delete { key }
                | Action::Increment { key, .. } => Some(key),
                // Characters come in long rows, and each asks for the same text.
                Action::Insert { text, .. } | Action::Remove { text, .. } if last_text == Some(text) => None,
                Action::Insert { text, .. } | Action::Remove { text, .. } => {
                    last_text = Some(text);
                    self.lineage.key_of_text(change.actor_at(text.actor), text.counter.into())
                }
            };
            keys.extend(key.filter(|key| !keys.contains(key)));
        }
        keys
    }

    fn value_at(&self, key: &str, heads: &[ChangeHash]) -> Option<Value> {
        let (value, id) = self.automerge.get_at(ROOT, key, heads).ok()??;
        scalar::read(value, || self.automerge.text_at(&id, heads).ok())
    }
}
