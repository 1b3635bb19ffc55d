//! After a fork: the losing change and what builds on it made again, each under an actor that follows from the old one,
//! so that every holder makes the same ones (rule `remake`).

use std::{collections::HashMap, num::NonZeroU64, ops::RangeInclusive};

use automerge::{
    ActorId, Change, ChangeHash, ExpandedChange, ObjType,
    legacy::{ElementId, Key, ObjectId, Op, OpId, OpType},
};
use rapport_protocol::{ChangeId, Item, RecordId};
use sha2::{Digest as _, Sha256};

use crate::{
    Actor, CheckedChange, DocumentError, check,
    document::guarded,
    gate::{Action, Operation, OperationId},
};

/// Makes the refused change again, and everything that builds on it, with the same edits: what is to be dropped, and
/// what takes its place, each after what it builds on.
///
/// `changes` are all changes of the record, each after what it builds on. The first sixteen bytes of SHA-256 of `fork`
/// and the old change's item are the new actor, and its turn is 1.
pub fn remake(
    record: RecordId,
    changes: &[CheckedChange],
    refused: ChangeId,
) -> Result<Vec<(ChangeId, CheckedChange)>, DocumentError> {
    if !changes.iter().any(|change| change.id() == refused) {
        return Err(DocumentError::MissingDependency(refused));
    }
    let mut remade = Remade::default();
    for change in changes {
        if change.id() == refused || change.deps().iter().any(|dep| remade.ids.contains_key(dep)) {
            remade.make(change, new_actor(record, change.id()))?;
        }
    }
    Ok(remade.changes)
}

fn new_actor(record: RecordId, old: ChangeId) -> Actor {
    let digest = Sha256::new().chain_update(b"fork").chain_update(Item::change(record, old).0).finalize();
    let mut actor = [0; 16];
    actor.copy_from_slice(&digest[..16]);
    Actor(actor)
}

/// What has been made again so far.
#[derive(Default)]
struct Remade {
    changes: Vec<(ChangeId, CheckedChange)>,
    ids: HashMap<ChangeId, ChangeId>,
    /// Which of an old actor's operations, by ascending counter, are now whose.
    renamed: HashMap<Actor, Vec<(RangeInclusive<u64>, Actor)>>,
}

impl Remade {
    fn make(&mut self, old: &CheckedChange, actor: Actor) -> Result<(), DocumentError> {
        let counters = old.first_counter()..=old.last_counter();
        self.renamed.entry(old.actor()).or_default().push((counters, actor));
        let dep = |id: &ChangeId| ChangeHash(self.ids.get(id).unwrap_or(id).0);
        let expanded = ExpandedChange {
            operations: old.read_operations().map(|operation| self.rename(old, &operation)).collect(),
            actor_id: ActorId::from(actor.0),
            hash: None,
            seq: 1,
            start_op: NonZeroU64::new(old.first_counter()).expect("the gate lets no counter of 0 through"),
            time: old.time_s(),
            message: None,
            deps: old.deps().iter().map(dep).collect(),
            extra_bytes: Vec::new(),
            author: None,
        };
        let change = guarded(|| Change::from(expanded))?;
        let new = check(change.raw_bytes())?;
        self.ids.insert(old.id(), new.id());
        self.changes.push((old.id(), new));
        Ok(())
    }

    /// The same operation, with the new names of the operations that it refers to.
    fn rename(&self, old: &CheckedChange, operation: &Operation<'_>) -> Op {
        let id = |id: OperationId| self.name(old.actor_at(id.actor), id.counter.into());
        let pred: Vec<OpId> = operation.preds.iter().copied().map(id).collect();
        let (obj, key, insert, action) = match operation.action {
            Action::Put { key, value } => (ObjectId::Root, Key::Map(key.into()), false, OpType::Put(value.into())),
            Action::MakeText { key } => (ObjectId::Root, Key::Map(key.into()), false, OpType::Make(ObjType::Text)),
            Action::Delete { key } => (ObjectId::Root, Key::Map(key.into()), false, OpType::Delete),
            Action::Increment { key, by } => (ObjectId::Root, Key::Map(key.into()), false, OpType::Increment(by)),
            Action::Insert { text, after, character } => {
                let after = after.map_or(ElementId::Head, |after| ElementId::Id(id(after)));
                (ObjectId::Id(id(text)), Key::Seq(after), true, OpType::Put(character.into()))
            }
            Action::Remove { text, character } => {
                (ObjectId::Id(id(text)), Key::Seq(ElementId::Id(id(character))), false, OpType::Delete)
            }
        };
        Op { action, obj, key, pred: pred.into(), insert }
    }

    fn name(&self, actor: Actor, counter: u64) -> OpId {
        let renamed = self.renamed.get(&actor).map_or(&[][..], Vec::as_slice);
        let after = renamed.partition_point(|(counters, _)| *counters.start() <= counter);
        let within = after.checked_sub(1).map(|at| &renamed[at]).filter(|(counters, _)| counters.contains(&counter));
        let new = within.map_or(actor, |(_, new)| *new);
        OpId::new(counter, &ActorId::from(new.0))
    }
}
