//! Changes from outside, taken one by one; the rows of each record that they touched are made once, at the end.

use std::collections::BTreeMap;

use rapport_document::{CheckedChange, Envelope};
use rapport_protocol::{ChangeId, RecordId};

use super::damaged;
use crate::{
    companion::projecting,
    error::Result,
    model::Kind,
    store::{RecordKey, Session, Stored},
};

/// Changes being taken, within one transaction.
pub(crate) struct Intake<'a, 's> {
    pub session: &'a Session<'s>,
    /// Whether what is taken is known to be on the server. What a backup brings is not: it waits in the outbox.
    confirms: bool,
    records: BTreeMap<RecordId, Taken>,
    done: Done,
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
    #[allow(clippy::option_option, reason = "not read yet, and read but not understood, are two things")]
    envelope: Option<Option<Envelope>>,
}

/// What was taken in.
#[derive(Default)]
pub(crate) struct Done {
    pub changed: Vec<(RecordId, Kind)>,
    pub conflicts: bool,
    /// Whether a record was erased.
    pub erased: bool,
    /// How many unsent edits went with it.
    pub lost: u64,
}

impl<'a, 's> Intake<'a, 's> {
    /// Takes what the server has.
    pub fn new(session: &'a Session<'s>) -> Self {
        Self { session, confirms: true, records: BTreeMap::new(), done: Done::default() }
    }

    /// Takes what a backup holds.
    pub fn restoring(session: &'a Session<'s>) -> Self {
        Self { confirms: false, ..Self::new(session) }
    }

    /// Takes a change. Returns whether it could be placed: whether all that it depends on is here.
    pub fn take(&mut self, record: RecordId, id: ChangeId, bytes: &[u8]) -> Result<bool> {
        Ok(self.take_or_lack(record, id, bytes)?.is_none())
    }

    /// Takes a change. Returns what it depends on that is not here, the first of it, if it could not be placed.
    pub fn take_or_lack(&mut self, record: RecordId, id: ChangeId, bytes: &[u8]) -> Result<Option<ChangeId>> {
        if rapport_document::chunk_id(bytes) != Some(id) {
            return Err(damaged("the bytes are not the change they are called"));
        }
        if self.session.is_erased(record)? {
            return Ok(None);
        }
        let taken = self.taken(record)?;
        if taken.has(id) {
            let key = taken.key;
            self.confirm_taken(record, key, id)?;
            return Ok(None);
        }
        let envelope = rapport_document::envelope(bytes);
        if let Some(envelope) = &envelope {
            if let Some(mine) = taken.same_turn(envelope) {
                // Fork: the first accepted wins; what stands here is made again under another actor.
                self.remake(record, mine)?;
            }
            let taken = self.taken(record)?;
            if let Some(lacking) = envelope.deps.iter().find(|dependency| !taken.has(**dependency)) {
                return Ok(Some(*lacking));
            }
        }
        // Rules stored_not_applied, keep_unknown: what this version's gate refuses is kept, counted and sent on as well.
        let taken = self.taken(record)?;
        taken.touched = true;
        let stored = Stored { id, bytes: bytes.to_vec(), confirmed: true };
        taken.changes.push(Known { stored, envelope: Some(envelope) });
        let key = taken.key;
        if self.confirms {
            self.session.append_confirmed(record, key, id, bytes)?;
        } else {
            self.session.append(key, id, bytes)?;
        }
        Ok(None)
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
        match self.session.record(record)? {
            Some(known) if self.session.has_change(known.key, id)? => {
                self.session.confirm(record, known.key, id)?;
                Ok(true)
            }
            _ => Ok(false),
        }
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
        self.records.remove(&record);
        if let Some(known) = self.session.record(record)? {
            self.done.lost += self.session.unsent_of(known.key)?;
            self.done.changed.extend(known.kind.map(|kind| (record, kind)));
            self.done.erased = true;
        }
        self.session.erase(record)?;
        self.session.confirm_erasure(record)
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
        let key = taken.key;
        let Some(remade) = taken.remade(record, refused) else {
            // Something in the record is beyond this version: kept as it is, and tried again after an update.
            return self.set_aside(record, refused, "fork");
        };
        for (old, new) in remade {
            self.session.drop_change(record, key, old)?;
            let is_new = self.session.append(key, new.id(), new.bytes())?;
            let taken = self.taken(record)?;
            taken.changes.retain(|known| known.stored.id != old);
            if is_new {
                let stored = Stored { id: new.id(), bytes: new.bytes().to_vec(), confirmed: false };
                taken.changes.push(Known::from(stored));
            }
            taken.touched = true;
        }
        Ok(())
    }

    /// Takes a whole record that is new here, under a number, without asking for what isn't there. Returns whether it is
    /// new: one that is known has to be taken change by change.
    pub fn take_fresh(&mut self, number: RecordKey, record: RecordId, chunks: &[u8]) -> Result<bool> {
        if self.records.contains_key(&record)
            || self.session.record(record)?.is_some()
            || self.session.is_erased(record)?
            || chunks.is_empty()
        {
            return Ok(false);
        }
        let key = self.session.new_record(Some(number), record, None)?;
        let mut changes = Vec::new();
        for chunk in rapport_document::split(chunks).map_err(damaged)? {
            let id = rapport_document::chunk_id(chunk).ok_or_else(|| damaged("a chunk is not a change"))?;
            if self.session.append_confirmed(record, key, id, chunk)? {
                changes.push(Stored { id, bytes: chunk.to_vec(), confirmed: true });
            }
        }
        self.done.conflicts |= projecting::project_changes(self.session, key, record, &changes, false)?;
        self.note_changed(record, key)?;
        Ok(true)
    }

    /// Makes the rows of every record that was touched.
    pub fn finish(&mut self) -> Result<()> {
        for (record, taken) in std::mem::take(&mut self.records) {
            if !taken.touched {
                self.session.forget_if_empty(taken.key)?;
                continue;
            }
            let stored: Vec<Stored> = taken.changes.into_iter().map(|known| known.stored).collect();
            self.done.conflicts |= projecting::project_changes(self.session, taken.key, record, &stored, !taken.fresh)?;
            self.note_changed(record, taken.key)?;
        }
        Ok(())
    }

    pub fn done(self) -> Done {
        self.done
    }

    fn confirm_taken(&self, record: RecordId, key: RecordKey, id: ChangeId) -> Result<()> {
        if self.confirms { self.session.confirm(record, key, id) } else { Ok(()) }
    }

    fn note_changed(&mut self, record: RecordId, key: RecordKey) -> Result<()> {
        if let Some(kind) = self.session.record_by_key(key)?.and_then(|known| known.kind) {
            self.done.changed.push((record, kind));
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

    /// What a refused change and all that builds on it become; nothing if this version can't read them all.
    fn remade(&self, record: RecordId, refused: ChangeId) -> Option<Vec<(ChangeId, CheckedChange)>> {
        let checked: Result<Vec<_>, _> =
            self.changes.iter().map(|known| rapport_document::check(&known.stored.bytes)).collect();
        rapport_document::remake(record, &checked.ok()?, refused).ok()
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
