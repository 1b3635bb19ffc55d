//! What one command does to the book, gathered in one transaction.

use std::collections::HashSet;

use rapport_document::{Actor, Document, DocumentError, Edit, Fields, Value};

use super::projecting::{self, documents_error};
use crate::{
    command::{Receipt, Touched},
    environment::{Env, fresh_record_id, next_record_id},
    error::{Error, Invalid, Result},
    model::{Instant, Kind, Practice, Record, RecordId},
    record::{self, Recorded},
    store::{Effect, Known, Session},
};

/// A command under way.
pub(crate) struct Writer<'a, 's> {
    pub session: &'a Session<'s>,
    pub environment: &'a Env,
    pub now: Instant,
    /// Whether what is done can be taken back.
    pub undoable: bool,
    /// Whether somebody asked for it: then it is what they did last, even if it changed nothing, and undo takes back no other.
    pub by_user: bool,
    actor: Actor,
    /// The id of the record that was made last.
    made: Option<RecordId>,
    touched: Vec<Touched>,
    seen: HashSet<RecordId>,
    effects: Vec<Effect>,
    conflicts: bool,
}

/// What a command did, once it is kept.
pub(crate) struct Done {
    pub receipt: Receipt,
    pub changed: Vec<(RecordId, Kind)>,
    pub conflicts: bool,
}

impl<'a, 's> Writer<'a, 's> {
    pub fn new(session: &'a Session<'s>, environment: &'a Env, actor: Actor) -> Self {
        let now = environment.now();
        Self {
            session,
            environment,
            now,
            undoable: true,
            by_user: false,
            actor,
            made: None,
            touched: vec![],
            seen: HashSet::new(),
            effects: vec![],
            conflicts: false,
        }
    }

    /// Makes a record under a fresh id.
    pub fn make(&mut self, record: impl Into<Record>) -> Result<RecordId> {
        let (id, record) = (self.fresh_id(), record.into());
        self.check(id, &record)?;
        self.put(id, &record)?;
        Ok(id)
    }

    /// Makes a record of what stood in another, whatever that says: it may have come from elsewhere.
    pub fn make_of(&mut self, record: impl Into<Record>) -> Result<RecordId> {
        let id = self.fresh_id();
        self.put(id, &record.into())?;
        Ok(id)
    }

    /// Makes a record under an id that was never used.
    pub fn add(&mut self, id: RecordId, record: &Record) -> Result<()> {
        if self.session.record(id)?.is_some() || self.session.is_erased(id)? {
            return Err(Invalid::new("id", format!("{id} is in use already")).into());
        }
        self.check(id, record)?;
        self.put(id, record)
    }

    /// What one command makes stands in the order in which it was made, on every device.
    fn fresh_id(&mut self) -> RecordId {
        let id = self.made.map_or_else(|| fresh_record_id(self.environment), next_record_id);
        self.made = Some(id);
        id
    }

    fn check(&self, id: RecordId, record: &Record) -> Result<()> {
        Ok(record::check(&record.kind(), id, &record::create(record), self.now)?)
    }

    fn put(&mut self, id: RecordId, record: &Record) -> Result<()> {
        let change =
            rapport_document::create(self.actor, self.now.seconds(), &record::create(record)).map_err(too_large)?;
        let kind = record.kind();
        let key = self.session.new_record(None, id, Some(&kind))?;
        self.session.append(key, change.id(), change.bytes())?;
        projecting::project(self.session, key, id, record, false, false, &[])?;
        self.effects.push(Effect {
            record: id,
            field: record::REMOVED.to_owned(),
            before: json(Some(&Value::Bool(true)))?,
            after: None,
        });
        self.touch(id, kind);
        Ok(())
    }

    /// Changes a record as its model: only the fields that `change` changes are written.
    pub fn change<T: Recorded>(&mut self, id: RecordId, change: impl FnOnce(&mut T) -> Result<()>) -> Result<()> {
        let known = self.known(id)?;
        if known.kind.as_ref() != Some(&T::KIND) {
            return Err(Error::NotFound { what: "such record", id: id.to_string() });
        }
        let mut document = self.document(&known)?;
        let fields = document.fields();
        let mut model = T::read(&fields);
        let before = model.write();
        change(&mut model)?;
        let edits = record::diff(&before, &model.write());
        record::check(&T::KIND, id, &edits, self.now)?;
        self.apply(&known, &mut document, &fields, &edits)
    }

    /// Changes fields by key. Returns whether anything changed.
    pub fn edit(&mut self, id: RecordId, edits: &[Edit]) -> Result<()> {
        let known = self.known(id)?;
        let mut document = self.document(&known)?;
        let fields = document.fields();
        self.apply(&known, &mut document, &fields, edits)
    }

    /// What a record's document says now.
    pub fn fields(&self, id: RecordId) -> Result<Fields> {
        Ok(self.document(&self.known(id)?)?.fields())
    }

    /// A record that is here and was not erased.
    pub fn known(&self, id: RecordId) -> Result<Known> {
        self.session.record(id)?.ok_or_else(|| Error::no_record(id))
    }

    /// Drops every byte of a record, here now and elsewhere once synced.
    pub fn erase(&mut self, id: RecordId) -> Result<()> {
        let kind = self.known(id)?.kind;
        self.session.erase(id)?;
        self.undoable = false;
        if let Some(kind) = kind {
            self.touch(id, kind);
        }
        Ok(())
    }

    /// The command is about this record first of all.
    pub fn about(&mut self, id: RecordId) {
        if let Some(place) = self.touched.iter().position(|touched| touched.id == id) {
            self.touched[..=place].rotate_right(1);
        }
    }

    /// Gives the practice this device's name, so that every other device can tell whose changes are whose.
    pub fn introduce_as(practice: &mut Practice, actor: Actor, device: &str, person: &str) {
        let number = actor.device().to_string();
        practice.device.insert(number.clone(), device.to_owned());
        practice.person.insert(number, person.to_owned());
    }

    /// Under which actor changes are made.
    pub const fn actor(&self) -> Actor {
        self.actor
    }

    pub fn finish(self, name: &str) -> Result<Done> {
        let mut deed = None;
        if self.undoable && (self.by_user || !self.effects.is_empty()) {
            let noted = self.session.note_deed(name, self.now, &self.effects)?;
            deed = Some(noted).filter(|_| !self.effects.is_empty());
        }
        let changed = self.touched.iter().map(|touched| (touched.id, touched.kind.clone())).collect();
        let receipt = Receipt { deed, records: self.touched };
        Ok(Done { receipt, changed, conflicts: self.conflicts })
    }

    fn document(&self, known: &Known) -> Result<Document> {
        let changes = self.session.changes(known.key)?;
        Document::load_chunks(changes.iter().map(|change| change.bytes.as_slice()))
            .map_err(|error| documents_error(known.id, error))
    }

    fn apply(&mut self, known: &Known, document: &mut Document, before: &Fields, edits: &[Edit]) -> Result<()> {
        let Some(change) = document.edit(self.actor, self.now.seconds(), edits).map_err(too_large)? else {
            return Ok(());
        };
        self.session.append(known.key, change.id(), change.bytes())?;
        let after = document.fields();
        for edit in edits {
            let (was, is) = (before.get(edit.key()), after.get(edit.key()));
            // To choose what shows already is a deed too: the other values are gone.
            let settled = before.field(edit.key()).is_some_and(|field| !field.rivals.is_empty());
            if was != is || settled {
                self.effects.push(Effect {
                    record: known.id,
                    field: edit.key().to_owned(),
                    before: json(was)?,
                    after: json(is)?,
                });
            }
        }
        self.conflicts |= before.conflicts().next().is_some() || after.conflicts().next().is_some();
        projecting::project_fields(self.session, known.key, known.id, &after, true)?;
        if let Some(kind) = &known.kind {
            self.touch(known.id, kind.clone());
        }
        Ok(())
    }

    /// Notes that a record was made or changed, for the receipt and whoever observes.
    pub fn touch(&mut self, id: RecordId, kind: Kind) {
        if self.seen.insert(id) {
            self.touched.push(Touched { id, kind });
        }
    }
}

fn json(value: Option<&Value>) -> Result<Option<String>> {
    value
        .map(|value| serde_json::to_string(value).map_err(|error| Error::internal("noting what was done", error)))
        .transpose()
}

/// A command's own change may only be too large: its author is told which limit it met.
fn too_large(error: DocumentError) -> Error {
    match error {
        DocumentError::TooLarge(limit) => {
            Invalid::new("text", format!("this is more than one record can hold ({limit}); nothing was changed")).into()
        }
        other => Error::internal("making a change", other),
    }
}
