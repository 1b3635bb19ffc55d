//! From a record's changes to its rows: the tail that local edits and remote changes share.

use rapport_document::{Document, DocumentError, Fields};
use rapport_protocol::RecordId;

use super::Companion;
use crate::{
    error::{Error, Result},
    model::Record,
    record,
    store::{Known, Projection, RecordKey, Session, Stored},
};

/// How many records are looked at at once when all rows are made again or checked.
pub(super) const AT_ONCE: u32 = 2_000;

/// Why a record is not shown: its changes are kept whole and synced on.
pub(crate) mod aside {
    /// A kind of record from a newer version.
    pub const UNKNOWN_KIND: &str = "unknown_kind";
    /// A change that this version's gate doesn't let through.
    pub const REFUSED: &str = "refused";
    /// Its changes don't make a document.
    pub const UNREADABLE: &str = "unreadable";
}

/// Makes the rows of a record from what its document says.
pub(crate) fn project_fields(
    session: &Session<'_>,
    key: RecordKey,
    id: RecordId,
    fields: &Fields,
    replaces: bool,
) -> Result<bool> {
    let kind = record::kind(fields);
    let removed = record::is_removed(fields);
    let Some(record) = record::read(fields) else {
        session.clear_rows(key)?;
        session.note_record(key, kind.as_ref(), removed, Some(aside::UNKNOWN_KIND))?;
        return Ok(false);
    };
    let conflicts = conflicts(fields)?;
    project(session, key, id, &record, removed, replaces, &conflicts)?;
    session.note_record(key, kind.as_ref(), removed, None)?;
    Ok(!conflicts.is_empty())
}

pub(crate) fn project(
    session: &Session<'_>,
    key: RecordKey,
    id: RecordId,
    record: &Record,
    removed: bool,
    replaces: bool,
    conflicts: &[(String, String)],
) -> Result<()> {
    session.project(&Projection { key, id, record, removed, replaces, conflicts })
}

/// Makes the rows of a record from its changes as they are stored. What can't be shown is set aside, never an error.
pub(crate) fn project_changes(
    session: &Session<'_>,
    key: RecordKey,
    id: RecordId,
    changes: &[Stored],
    replaces: bool,
) -> Result<bool> {
    match fields_of(changes) {
        Ok(fields) => project_fields(session, key, id, &fields, replaces),
        Err(reason) => {
            session.clear_rows(key)?;
            let known = session.record_by_key(key)?;
            session.note_record(key, None, known.is_some_and(|known| known.removed), Some(reason))?;
            Ok(false)
        }
    }
}

/// What a record says, from its changes: read from the change itself where there is but one.
fn fields_of(changes: &[Stored]) -> Result<Fields, &'static str> {
    let checked: Vec<_> = changes
        .iter()
        .map(|change| rapport_document::check(&change.bytes))
        .collect::<Result<_, _>>()
        .map_err(|_| aside::REFUSED)?;
    if let [only] = checked.as_slice()
        && let Some(fields) = rapport_document::fields_of_first(only)
    {
        return Ok(fields);
    }
    Document::load(&checked).map(|document| document.fields()).map_err(|_| aside::UNREADABLE)
}

impl Companion {
    /// Makes all rows again from the changes, in one transaction: until it is over, screens read the rows as they were.
    pub fn rebuild(&self) -> Result<()> {
        self.store.write(|session| {
            session.drop_rows()?;
            make_rows(session)
        })
    }

    /// Makes the rows of a book whose tables were dropped, as after an update; nothing if another process did it meanwhile.
    pub(super) fn make_rows_due(&self) -> Result<()> {
        if !self.store.read(|session| session.rows_are_due())? {
            return Ok(());
        }
        self.store.write(|session| if session.rows_are_due()? { make_rows(session) } else { Ok(()) })
    }

    /// Looks again, after an update, at what earlier versions could not read or servers refused.
    pub(super) fn retry_after_update(&self) -> Result<()> {
        if self.store.read(|session| session.is_up_to_date())? {
            return Ok(());
        }
        self.store.write(|session| {
            session.retry_refused()?;
            for Known { key, id, .. } in session.records_aside()? {
                project_changes(session, key, id, &session.changes(key)?, true)?;
            }
            session.set_up_to_date()
        })
    }
}

fn make_rows(session: &Session<'_>) -> Result<()> {
    let mut from = RecordKey::MIN;
    loop {
        let records = session.records_from(from, AT_ONCE)?;
        for Known { key, id, .. } in &records {
            project_changes(session, *key, *id, &session.changes(*key)?, false)?;
        }
        let Some(last) = records.last() else { return session.rows_are_made() };
        from = last.key + 1;
    }
}

/// The fields on which devices disagree, as rows keep them.
fn conflicts(fields: &Fields) -> Result<Vec<(String, String)>> {
    fields
        .conflicts()
        .filter_map(|key| fields.field(key).map(|field| (key, field)))
        .map(|(key, field)| {
            let rivals =
                serde_json::to_string(&field.rivals).map_err(|error| Error::internal("noting a conflict", error))?;
            Ok((key.to_owned(), rivals))
        })
        .collect()
}

/// A record whose document can't be loaded for an edit.
pub(crate) fn documents_error(id: RecordId, error: DocumentError) -> Error {
    match error {
        DocumentError::Unreadable(_) | DocumentError::TooLarge(_) => {
            Error::NotFound { what: "readable record", id: id.to_string() }
        }
        other => Error::internal("loading a record", other),
    }
}
