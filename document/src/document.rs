//! One record behind the gate: its changes merged by automerge, to be read and edited.

use std::panic::{AssertUnwindSafe, catch_unwind};

use automerge::{ActorId, Automerge, Change, ROOT, ReadDoc};
use rapport_protocol::ChangeId;

use crate::{Actor, CheckedChange, Edit, Field, Fields, Refused, Rival, check, edit, lineage::Lineage, scalar};

/// One record, loaded. It costs about 17 KB and is meant to be dropped after one edit or one merge.
///
/// automerge is called with panics caught: whatever slips through the gate and `Lineage` becomes
/// [`DocumentError::Unreadable`], and the document must then be dropped. The panic is still reported by the process's
/// panic hook, which this crate leaves alone; and a runaway allocation can't be caught, so a server merges in a process
/// of its own.
pub struct Document {
    pub(crate) automerge: Automerge,
    pub(crate) lineage: Lineage,
}

/// Why a record can't be loaded, merged or edited. Nothing is lost by it: changes stay as they are stored.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum DocumentError {
    /// Over one of the [limits](rapport_protocol::limit).
    #[error("{0}. Nothing was changed; split it into several records or edits")]
    TooLarge(&'static str),
    /// A change that this one builds on is not there yet. It is kept until that one comes.
    #[error("the change {0}, which this one builds on, has not come yet; this one waits for it")]
    MissingDependency(ChangeId),
    /// The record can't be merged: to be set aside and shown as such.
    #[error("this record can't be merged: {0}. All of its changes are kept; export it, or try again after an update")]
    Unreadable(&'static str),
    /// Another change of the same actor and turn is here already: see [`crate::remake()`].
    #[error("two changes claim the same turn of one device; this one is to be made again under another name")]
    Fork,
    /// An edit that no record takes: an empty key, a number that is not finite, an increment of what is no counter.
    #[error("this can't be written: {0}. Nothing was changed")]
    NotAllowed(&'static str),
}

impl Document {
    /// Merges a record's changes, each after what it depends on, as they were stored.
    pub fn load<'a>(changes: impl IntoIterator<Item = &'a CheckedChange>) -> Result<Self, DocumentError> {
        let mut document = Self { automerge: Automerge::new(), lineage: Lineage::default() };
        for change in changes {
            document.lineage.admit(change)?;
        }
        let parsed: Result<Vec<_>, _> = document.lineage.changes().iter().map(parse).collect();
        document.merge(parsed?)?;
        Ok(document)
    }

    /// Likewise from bytes that passed the gate when they were stored; they pass it again.
    pub fn load_chunks<'a>(chunks: impl IntoIterator<Item = &'a [u8]>) -> Result<Self, DocumentError> {
        let changes: Result<Vec<_>, Refused> = chunks.into_iter().map(check).collect();
        Self::load(&changes?)
    }

    /// Merges one more change; nothing if it is there already.
    ///
    /// After [`DocumentError::Unreadable`] the document must be dropped; after any other error it is as it was.
    pub fn apply(&mut self, change: &CheckedChange) -> Result<(), DocumentError> {
        if self.lineage.admit(change)? { self.merge(vec![parse(change)?]) } else { Ok(()) }
    }

    fn merge(&mut self, changes: Vec<Change>) -> Result<(), DocumentError> {
        guarded(|| self.automerge.apply_changes(changes))?
            .map_err(|_| DocumentError::Unreadable("automerge refused a change"))?;
        let merged = self.automerge.get_heads().len() == self.lineage.heads().len();
        if merged { Ok(()) } else { Err(DocumentError::Unreadable("automerge left a change out")) }
    }

    /// Edits the record as `actor` at `time_s` (seconds since 1970); nothing if nothing changes.
    ///
    /// All edits are one change, which passed the gate. On an error the document is as it was.
    pub fn edit(&mut self, actor: Actor, time_s: i64, edits: &[Edit]) -> Result<Option<CheckedChange>, DocumentError> {
        edits.iter().try_for_each(edit::check_edit)?;
        self.automerge.set_actor(ActorId::from(actor.0));
        let Some(change) = guarded(|| edit::commit(&mut self.automerge, time_s, edits))?? else { return Ok(None) };
        match check(&change).map_err(DocumentError::from).and_then(|change| Ok((self.lineage.admit(&change)?, change)))
        {
            Ok((_, change)) => Ok(Some(change)),
            Err(error) => {
                // Too large: automerge has it already, so the record is merged anew without it.
                *self = Self::load(self.lineage.changes())?;
                Err(error)
            }
        }
    }

    /// What the record says now.
    ///
    /// Of a record that automerge can't read after all (never seen behind the gate), what could be read.
    #[must_use]
    pub fn fields(&self) -> Fields {
        guarded(|| {
            let keys = self.automerge.keys(ROOT);
            Fields(keys.filter_map(|key| self.field(&key).map(|field| (key, field))).collect())
        })
        .unwrap_or_default()
    }

    fn field(&self, key: &str) -> Option<Field> {
        let mut found = self.automerge.get_all(ROOT, key).ok()?;
        found.reverse();
        let rival = |(value, id)| {
            let change = match &id {
                automerge::ObjId::Id(counter, actor, _) => {
                    self.lineage.change_of(Actor(actor.to_bytes().try_into().ok()?), *counter)?
                }
                automerge::ObjId::Root => return None,
            };
            let value = scalar::read(value, || self.automerge.text(&id).ok())?;
            Some(Rival { value, change: change.id(), actor: change.actor(), time_s: change.time_s() })
        };
        Field::from_rivals(found.into_iter().filter_map(rival).collect())
    }

    /// The changes that no other builds on, in ascending order.
    #[must_use]
    pub fn heads(&self) -> Vec<ChangeId> {
        self.lineage.heads().iter().copied().collect()
    }

    /// The record in automerge's document format, for its JavaScript package and for others; empty if automerge can't
    /// write it. It is compressed already.
    #[must_use]
    pub fn save(&self) -> Vec<u8> {
        guarded(|| self.automerge.save()).unwrap_or_default()
    }
}

fn parse(change: &CheckedChange) -> Result<Change, DocumentError> {
    guarded(|| Change::try_from(change.bytes()))?
        .map_err(|_| DocumentError::Unreadable("automerge can't read a change"))
}

/// Calls automerge, and turns its panic into an error.
pub(crate) fn guarded<T>(call: impl FnOnce() -> T) -> Result<T, DocumentError> {
    catch_unwind(AssertUnwindSafe(call)).map_err(|_| DocumentError::Unreadable("automerge panicked"))
}

impl From<Refused> for DocumentError {
    fn from(refused: Refused) -> Self {
        match refused {
            Refused::TooLarge(rule) => Self::TooLarge(rule),
            Refused::Malformed(rule) => Self::Unreadable(rule),
        }
    }
}
