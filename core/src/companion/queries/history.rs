//! How a record came to say what it says, and where devices disagree.

use rapport_document::{Actor, Document, Revision as Change, Rival as Write, Value};

use super::{Companion, PAGE, practice};
use crate::{
    companion::projecting::documents_error,
    error::{Error, Result},
    model::{
        Instant, Practice, RecordId,
        view::{By, Conflict, FieldRevision, Revision, Rival, Shown},
    },
    record,
    store::{ConflictRow, Session},
};

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
fn by(actor: Actor, practice: &Practice) -> By {
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
