//! What was acknowledged, and must be somewhere for ever: a change by its name, or made again after a fork.

use std::collections::{BTreeMap, BTreeSet};

use rapport_document::Actor;
use rapport_protocol::{ChangeId, Item, RecordId};
use sha2::{Digest as _, Sha256};

use crate::rows::Held;

/// What devices acknowledged.
#[derive(Debug, Default)]
pub(crate) struct Ledger {
    changes: BTreeMap<Item, Acknowledged>,
    erased: BTreeSet<RecordId>,
}

/// One change that a command made.
#[derive(Debug, Clone)]
pub(crate) struct Acknowledged {
    pub record: RecordId,
    pub id: ChangeId,
    pub operations: u64,
    pub by: String,
}

/// Everything that is somewhere: on one side, or on any.
#[derive(Debug, Default)]
pub(crate) struct Holdings {
    pub items: BTreeSet<Item>,
    pub erased: BTreeSet<RecordId>,
    /// Each actor's changes in a record, with how many operations each has: where a change that was made again is found.
    actors: BTreeMap<(RecordId, Actor), u64>,
}

impl Holdings {
    /// Puts in what one device holds.
    pub fn take(&mut self, changes: Vec<Held>, erased: impl IntoIterator<Item = RecordId>) {
        for held in changes {
            if self.items.insert(Item::change(held.record, held.id)) {
                self.note_actor(held.record, &held.bytes);
            }
        }
        for record in erased {
            self.erased.insert(record);
            self.items.insert(Item::erasure(record));
        }
    }

    /// Puts in one record's changes as the server holds them.
    pub fn take_chunks(&mut self, record: RecordId, chunks: &[u8]) {
        for chunk in rapport_document::split(chunks).unwrap_or_default() {
            if let Some(id) = rapport_document::chunk_id(chunk) {
                self.items.insert(Item::change(record, id));
                self.note_actor(record, chunk);
            }
        }
    }

    fn note_actor(&mut self, record: RecordId, chunk: &[u8]) {
        if let Ok(change) = rapport_document::check(chunk) {
            self.actors.insert((record, change.actor()), change.operations());
        }
    }

    /// Whether it has a change, under its name or made again with as many operations.
    fn has(&self, item: Item, acknowledged: &Acknowledged) -> bool {
        let again = self.actors.get(&(acknowledged.record, again(item)));
        self.items.contains(&item) || again == Some(&acknowledged.operations)
    }
}

/// The actor under which a change is made again (rule `remake`).
fn again(item: Item) -> Actor {
    let digest: [u8; 32] = Sha256::new().chain_update("fork").chain_update(item.0).finalize().into();
    let mut actor = [0; 16];
    actor.copy_from_slice(&digest[..16]);
    Actor(actor)
}

impl Ledger {
    /// A command returned: these changes are now its record's.
    pub fn acknowledge(&mut self, changes: Vec<Held>, by: &str) {
        for held in changes {
            let operations = rapport_document::check(&held.bytes).map_or(0, |change| change.operations());
            let Held { record, id, .. } = held;
            self.changes.entry(Item::change(record, id)).or_insert_with(|| Acknowledged {
                record,
                id,
                operations,
                by: by.to_owned(),
            });
        }
    }

    /// A command returned: this record is erased.
    pub fn acknowledge_erasure(&mut self, record: RecordId) {
        self.erased.insert(record);
    }

    /// Somebody who held things was destroyed: what nobody holds any more is nobody's fault.
    pub fn forgive(&mut self, held: &Holdings) {
        self.changes.retain(|item, acknowledged| held.has(*item, acknowledged));
        self.erased.retain(|record| held.erased.contains(record));
    }

    /// What is missing from `held`, of all that is not erased there.
    pub fn missing<'a>(&'a self, held: &'a Holdings) -> impl Iterator<Item = &'a Acknowledged> {
        self.changes
            .iter()
            .filter(|(item, acknowledged)| {
                !held.erased.contains(&acknowledged.record) && !held.has(**item, acknowledged)
            })
            .map(|(_, acknowledged)| acknowledged)
    }

    /// The erasures that are missing from `held`.
    pub fn missing_erasures<'a>(&'a self, held: &'a Holdings) -> impl Iterator<Item = RecordId> + 'a {
        self.erased.iter().copied().filter(|record| !held.erased.contains(record))
    }
}
