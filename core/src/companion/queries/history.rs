//! How a record came to say what it says, and where devices disagree.

use rapport_document::{Actor, Document, Revision as Change, Rival as Write, Value};

use std::collections::{BTreeMap, btree_map::Entry as Slot};

use super::{
    Companion, PAGE,
    cursor::{self, Cursor},
    practice,
};
use crate::{
    companion::projecting::documents_error,
    error::{Error, Result},
    model::{
        Instant, Practice, RecordId,
        view::{BookRevision, By, Conflict, FieldRevision, Paged, Revision, Rival, Shown},
    },
    record,
    store::{ConflictRow, Session, Written},
};

/// The most changes of a page of the whole book's history: each may need a document of its own.
const BOOK_PAGE: u32 = 200;

impl Companion {
    /// Every change of a record, each after what it builds on: who, when, and what it did to which field.
    ///
    /// # Errors
    /// [`Error::NotFound`] if the record isn't here, was erased, or can't be read by this version.
    pub fn history(&self, id: RecordId) -> Result<Vec<Revision>> {
        let (changes, practice) = self.store.read(|session| {
            let known = session.record(id)?.ok_or_else(|| Error::no_record(id))?;
            Ok((session.changes(known.key)?, practice(session)?))
        })?;
        let document = Document::load_chunks(changes.iter().map(|change| change.bytes.as_slice()))
            .map_err(|error| documents_error(id, error))?;
        let revisions = document.revisions().map_err(|error| documents_error(id, error))?;
        Ok(revisions.into_iter().map(|change| revision(change, &practice)).collect())
    }

    /// A page of the changes of the whole book, in the order in which they were stored here, the last first. `after` is the `next`
    /// of the page before; a page holds 200 at most. What was erased is gone from here too.
    ///
    /// # Errors
    /// [`Error::Invalid`] if `after` was never given out.
    pub fn book_history(&self, after: Option<&str>, limit: u32) -> Result<Paged<BookRevision>> {
        let before = after.map(|after| Cursor::read(after)?.into_number()).transpose()?.map(|(key, _)| key);
        let limit = limit.clamp(1, BOOK_PAGE);
        let (written, next, documents, practice) = self.store.read(|session| {
            let mut written = session.written_before(before, limit.saturating_add(1))?;
            let next = cursor::cut(&mut written, limit, |one| Cursor::of(one.key.to_string(), one.record));
            let mut documents = BTreeMap::new();
            for one in &written {
                if let Slot::Vacant(slot) = documents.entry(one.record) {
                    slot.insert(session.changes(one.record_key)?);
                }
            }
            Ok((written, next, documents, practice(session)?))
        })?;
        let mut revisions = BTreeMap::new();
        for (id, changes) in documents {
            let document = Document::load_chunks(changes.iter().map(|change| change.bytes.as_slice()))
                .map_err(|error| documents_error(id, error))?;
            let of = document.revisions().map_err(|error| documents_error(id, error))?;
            revisions.extend(of.into_iter().map(|change| ((id, change.change), change)));
        }
        let line = |one: Written| {
            let change = revisions.remove(&(one.record, one.change))?;
            Some(BookRevision { id: one.record, kind: one.kind, revision: revision(change, &practice) })
        };
        Ok(Paged { items: written.into_iter().filter_map(line).collect(), next })
    }

    /// Every field on which devices disagree, with all its values.
    pub fn conflicts(&self, limit: u32) -> Result<Vec<Conflict>> {
        self.store.read(|session| {
            let rows = session.conflict_rows(None, limit.min(PAGE))?;
            if rows.is_empty() {
                return Ok(Vec::new());
            }
            let practice = practice(session)?;
            rows.into_iter().map(|row| conflict(row, &practice)).collect()
        })
    }
}

/// The fields of one record on which devices disagree.
pub(super) fn conflicts_of(session: &Session<'_>, id: RecordId) -> Result<Vec<Conflict>> {
    let Some(known) = session.record(id)? else { return Ok(Vec::new()) };
    let rows = session.conflict_rows(Some(known.key), PAGE)?;
    if rows.is_empty() {
        return Ok(Vec::new());
    }
    let practice = practice(session)?;
    rows.into_iter().map(|row| conflict(row, &practice)).collect()
}

fn revision(change: Change, practice: &Practice) -> Revision {
    let edits = change.edits.into_iter().filter(|edit| edit.key != record::KIND).map(|edit| FieldRevision {
        field: edit.key,
        before: edit.before.map(shown),
        after: edit.after.map(shown),
    });
    Revision {
        change: change.change,
        by: by(change.actor, practice),
        at: seconds(change.time_s),
        edits: edits.collect(),
    }
}

fn conflict(row: ConflictRow, practice: &Practice) -> Result<Conflict> {
    let rivals: Vec<Write> =
        serde_json::from_str(&row.rivals).map_err(|error| Error::internal("reading a conflict", error))?;
    let rival = |write: Write| Rival {
        change: write.change,
        value: shown(write.value),
        by: by(write.actor, practice),
        at: seconds(write.time_s),
    };
    Ok(Conflict { id: row.id, kind: row.kind, field: row.field, rivals: rivals.into_iter().map(rival).collect() })
}

/// Whose device made a change, as far as the practice's record tells.
pub(super) fn by(actor: Actor, practice: &Practice) -> By {
    let device = actor.device();
    let number = device.to_string();
    let told = |of: &std::collections::BTreeMap<String, String>| of.get(&number).cloned().unwrap_or_default();
    By { device, device_name: told(&practice.device), person: told(&practice.person) }
}

fn seconds(time_s: i64) -> Instant {
    Instant(time_s.saturating_mul(1_000))
}

fn shown(value: Value) -> Shown {
    match value {
        Value::Text(text) | Value::Prose(text) | Value::Unknown(text) => Shown::Text(text),
        Value::Int(number) | Value::Counter(number) => Shown::Number(number),
        Value::Float(number) => Shown::Decimal(number),
        Value::Bool(yes) => Shown::YesNo(yes),
        Value::Instant(ms) => Shown::At(Instant(ms)),
        Value::Bytes(bytes) => RecordId::from_slice(&bytes)
            .map_or_else(|| Shown::Text(data_encoding::HEXLOWER.encode(&bytes)), Shown::Record),
    }
}
