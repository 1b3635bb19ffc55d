//! Changes from outside, taken one by one; the rows of each record that they touched are made once, at the end.

use std::collections::BTreeMap;

use rapport_document::Envelope;
use rapport_protocol::{ChangeId, Item, RecordId};

use super::damaged;
use crate::{
    companion::projecting,
    error::{Error, Result},
    model::Kind,
    store::{RecordKey, Session, Stored},
};

/// Changes being taken, within one transaction.
pub(crate) struct Intake<'a, 's> {
    pub session: &'a Session<'s>,
    /// Whether what is taken is known to be on the server. What a backup brings is not: it waits in the outbox.
    confirms: bool,
    records: BTreeMap<RecordId, Taken>,
    changed: Vec<(RecordId, Kind)>,
    conflicts: bool,
}

/// A record that changes came for.
struct Taken {
    key: RecordKey,
    changes: Vec<Known>,
    touched: bool,
    fresh: bool,
}

/// A change of such a record; its envelope is read when somebody needs it.
struct Known {
    stored: Stored,
    envelope: Option<Option<Envelope>>,
}

/// What the observers are told.
pub(crate) struct Done {
    pub changed: Vec<(RecordId, Kind)>,
    pub conflicts: bool,
}

impl<'a, 's> Intake<'a, 's> {
    /// Takes what the server has.
    pub fn new(session: &'a Session<'s>) -> Self {
        Self { session, confirms: true, records: BTreeMap::new(), changed: Vec::new(), conflicts: false }
    }

    /// Takes what a backup holds.
    pub fn restoring(session: &'a Session<'s>) -> Self {
        Self { confirms: false, ..Self::new(session) }
    }

    /// Takes a change. Returns whether it could be placed: whether all that it depends on is here.
    pub fn take(&mut self, record: RecordId, id: ChangeId, bytes: &[u8]) -> Result<bool> {
        if rapport_document::chunk_id(bytes) != Some(id) {
            return Err(damaged("the bytes are not the change they are called"));
        }
        if self.session.is_erased(record)? {
            return Ok(true);
        }
        let taken = self.taken(record)?;
        if taken.has(id) {
            let key = taken.key;
            self.confirm_taken(record, key, id)?;
            return Ok(true);
        }
        let envelope = rapport_document::envelope(bytes);
        if let Some(envelope) = &envelope {
            if let Some(mine) = taken.same_turn(envelope) {
                // Fork: the first accepted wins; what stands here is made again under another actor.
                self.remake(record, mine)?;
            }
            let taken = self.taken(record)?;
            if envelope.deps.iter().any(|dependency| !taken.has(*dependency)) {
                return Ok(false);
            }
        }
        // Rules stored_not_applied, keep_unknown: what this version's gate refuses is kept, counted and sent on as well.
        let taken = self.taken(record)?;
        taken.touched = true;
        let stored = Stored { id, bytes: bytes.to_vec(), confirmed: true };
        taken.changes.push(Known { stored, envelope: Some(envelope) });
        let key = taken.key;
        self.session.append(key, id, bytes)?;
        self.confirm_taken(record, key, id)?;
        Ok(true)
    }

    /// Takes all changes of a pack or a whole record.
    pub fn take_all(&mut self, record: RecordId, chunks: &[u8]) -> Result<bool> {
        for chunk in rapport_document::split(chunks).map_err(damaged)? {
            let id = rapport_document::chunk_id(chunk).ok_or_else(|| damaged("a chunk is not a change"))?;
            if !self.take(record, id, chunk)? {
                return Ok(false);
            }
        }
        Ok(true)
    }

    /// Takes a change that was named without its bytes: it must be here.
    pub fn take_name(&mut self, record: RecordId, id: ChangeId) -> Result<bool> {
        if self.session.is_erased(record)? {
            return Ok(true);
        }
        let taken = self.taken(record)?;
        if !taken.has(id) {
            return Ok(false);
        }
        let key = taken.key;
        self.session.confirm(record, key, id)?;
        Ok(true)
    }

    /// The server has a change of the outbox.
    pub fn confirm(&mut self, record: RecordId, id: ChangeId) -> Result<()> {
        match self.session.record(record)? {
            Some(known) => self.session.confirm(record, known.key, id),
            None => Ok(()),
        }
    }

    /// The server will not take a change of the outbox.
    pub fn set_aside(&mut self, record: RecordId, id: ChangeId, reason: &str) -> Result<()> {
        match self.session.record(record)? {
            Some(known) => self.session.set_change_aside(known.key, id, reason),
            None => Ok(()),
        }
    }

    /// Takes an erasure that the server has: the one case in which an edit made here is lost.
    pub fn erase(&mut self, record: RecordId) -> Result<()> {
        let kind = self.session.record(record)?.and_then(|known| known.kind);
        self.records.remove(&record);
        self.session.erase(record)?;
        self.session.confirm_erasure(record)?;
        self.changed.extend(kind.map(|kind| (record, kind)));
        Ok(())
    }

    /// Makes a change, and what depends on it, again under another actor: same edits, other names (rule remake).
    pub fn remake(&mut self, record: RecordId, refused: ChangeId) -> Result<()> {
        if self.session.is_erased(record)? {
            return Ok(());
        }
        let taken = self.taken(record)?;
        if !taken.has(refused) {
            return Ok(());
        }
        self.set_aside(record, refused, "fork")
    }

    /// Takes a whole record that is new here, without asking for what isn't there. Returns its items for the digest, or
    /// nothing if the record is known here and has to be taken change by change.
    pub fn take_fresh(&mut self, record: RecordId, chunks: &[u8]) -> Result<Option<Vec<Item>>> {
        if self.records.contains_key(&record)
            || self.session.record(record)?.is_some()
            || self.session.is_erased(record)?
        {
            return Ok(None);
        }
        let key = self.session.record_key(record)?;
        let mut items = Vec::new();
        let mut changes = Vec::new();
        for chunk in rapport_document::split(chunks).map_err(damaged)? {
            let id = rapport_document::chunk_id(chunk).ok_or_else(|| damaged("a chunk is not a change"))?;
            if self.session.append_confirmed(key, id, chunk)? {
                items.push(Item::change(record, id));
                changes.push(Stored { id, bytes: chunk.to_vec(), confirmed: true });
            }
        }
        self.conflicts |= projecting::project_changes(self.session, key, record, &changes, false)?;
        self.note_changed(record, key)?;
        Ok(Some(items))
    }

    /// Makes the rows of every record that was touched.
    pub fn finish(&mut self) -> Result<()> {
        for (record, taken) in std::mem::take(&mut self.records) {
            if !taken.touched {
                continue;
            }
            let stored: Vec<Stored> = taken.changes.into_iter().map(|known| known.stored).collect();
            self.conflicts |= projecting::project_changes(self.session, taken.key, record, &stored, !taken.fresh)?;
            self.note_changed(record, taken.key)?;
        }
        Ok(())
    }

    pub fn done(self) -> Done {
        Done { changed: self.changed, conflicts: self.conflicts }
    }

    fn confirm_taken(&self, record: RecordId, key: RecordKey, id: ChangeId) -> Result<()> {
        if self.confirms { self.session.confirm(record, key, id) } else { Ok(()) }
    }

    fn note_changed(&mut self, record: RecordId, key: RecordKey) -> Result<()> {
        if let Some(kind) = self.session.record_by_key(key)?.and_then(|known| known.kind) {
            self.changed.push((record, kind));
        }
        Ok(())
    }

    fn taken(&mut self, record: RecordId) -> Result<&mut Taken> {
        if !self.records.contains_key(&record) {
            let fresh = self.session.record(record)?.is_none();
            let key = self.session.record_key(record)?;
            let changes =
                if fresh { vec![] } else { self.session.changes(key)?.into_iter().map(Known::from).collect() };
            self.records.insert(record, Taken { key, changes, touched: false, fresh });
        }
        Ok(self.records.get_mut(&record).expect("it was put there"))
    }
}

impl Taken {
    fn has(&self, id: ChangeId) -> bool {
        self.changes.iter().any(|known| known.stored.id == id)
    }

    /// A change here with the same actor and turn.
    fn same_turn(&mut self, envelope: &Envelope) -> Option<ChangeId> {
        for known in &mut self.changes {
            let here = known.envelope.get_or_insert_with(|| rapport_document::envelope(&known.stored.bytes));
            if here.as_ref().is_some_and(|here| (here.actor, here.turn) == (envelope.actor, envelope.turn)) {
                return Some(known.stored.id);
            }
        }
        None
    }
}

impl From<Stored> for Known {
    fn from(stored: Stored) -> Self {
        Self { stored, envelope: None }
    }
}
