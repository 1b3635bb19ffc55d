//! Records of one kind, one by one or page by page.

use rapport_protocol::RecordId;
use rusqlite::{OptionalExtension as _, Params, Row, params};
use serde::de::DeserializeOwned;

use super::{RecordKey, Session};
use crate::{
    error::{Error, Result},
    model::{Kind, Record, view::Entry},
};

/// An id after all others.
const LAST: RecordId = RecordId([u8::MAX; 16]);

/// A record in a list.
pub struct Listed {
    /// What the list is ordered by; where that is equal, by the record's id.
    pub order: String,
    /// The record.
    pub entry: Entry,
}

/// A field on which devices disagree, as the row has it.
pub struct ConflictRow {
    /// Which record.
    pub id: RecordId,
    /// Its kind.
    pub kind: Kind,
    /// Which field.
    pub field: String,
    /// The values as JSON, the winner first.
    pub rivals: String,
}

impl Session<'_> {
    /// A record by id, whether removed or not; nothing if it isn't here, was erased, or is set aside.
    pub fn read_record(&self, id: RecordId) -> Result<Option<Entry>> {
        let Some(known) = self.record(id)? else { return Ok(None) };
        let Some(kind) = known.kind else { return Ok(None) };
        let source = if known.removed { Some("removed") } else { table(&kind) };
        let Some(source) = source else { return Ok(None) };
        let mut statement = self.sql.prepare_cached(&format!("SELECT body FROM {source} WHERE key = ?1"))?;
        let body: Option<String> = statement.query_row([known.key], |row| row.get(0)).optional()?;
        body.map(|body| Ok(Entry { id, removed: known.removed, record: record_of(&kind, &body)? })).transpose()
    }

    /// Records of one kind by number; those that are not there are left out.
    pub fn entries(&self, kind: &Kind, keys: &[RecordKey]) -> Result<Vec<(RecordKey, Entry)>> {
        let Some(table) = table(kind) else { return Ok(Vec::new()) };
        let mut statement = self.sql.prepare_cached(&format!("SELECT id, body FROM {table} WHERE key = ?1"))?;
        let mut found = Vec::with_capacity(keys.len());
        for key in keys {
            let row = statement.query_row([key], |row| Ok((RecordId(row.get(0)?), row.get::<_, String>(1)?)));
            if let Some((id, body)) = row.optional()? {
                found.push((*key, Entry { id, removed: false, record: record_of(kind, &body)? }));
            }
        }
        Ok(found)
    }

    /// A page of the records of a kind: contacts by name, each group of merged ones once; all others by id, the last made first.
    pub fn list(&self, kind: &Kind, after: Option<(String, RecordId)>, limit: u32) -> Result<Vec<Listed>> {
        let Some(table) = table(kind) else { return Ok(Vec::new()) };
        let (order, id);
        let sql = if *kind == Kind::Contact {
            (order, id) = after.unwrap_or((String::new(), RecordId([0; 16])));
            "SELECT folded, id, body FROM contact WHERE (folded, id) > (?1, ?2) AND canonical = id
             ORDER BY folded, id LIMIT ?3"
        } else {
            (order, id) = (String::new(), after.map_or(LAST, |(_, id)| id));
            // Through the ids of all records, which stand in order already: no visit waits for an index of its kind.
            &format!(
                "SELECT ?1, record.id, body FROM record CROSS JOIN {table} USING (key) WHERE record.id < ?2
                 ORDER BY record.id DESC LIMIT ?3"
            )
        };
        let mut statement = self.sql.prepare_cached(sql)?;
        let mut rows = statement.query(params![order, id.0, limit])?;
        let mut page = Vec::new();
        while let Some(row) = rows.next()? {
            let record = record_of(kind, &row.get::<_, String>(2)?)?;
            let entry = Entry { id: RecordId(row.get(1)?), removed: false, record };
            page.push(Listed { order: row.get(0)?, entry });
        }
        Ok(page)
    }

    /// A page of what was removed, of all kinds: by id, the last made first.
    pub fn removed(&self, before: Option<RecordId>, limit: u32) -> Result<Vec<Entry>> {
        let mut statement = self.sql.prepare_cached(
            "SELECT removed.id, record.kind, body FROM removed CROSS JOIN record USING (key)
             WHERE removed.id < ?1 ORDER BY removed.id DESC LIMIT ?2",
        )?;
        let mut rows = statement.query(params![before.unwrap_or(LAST).0, limit])?;
        let mut page = Vec::new();
        while let Some(row) = rows.next()? {
            let record = record_of(&Kind::from(row.get::<_, String>(1)?), &row.get::<_, String>(2)?)?;
            page.push(Entry { id: RecordId(row.get(0)?), removed: true, record });
        }
        Ok(page)
    }

    /// All records of a kind of which a book has few: playbooks, items.
    pub fn all(&self, kind: &Kind) -> Result<Vec<Entry>> {
        let Some(table) = table(kind) else { return Ok(Vec::new()) };
        let mut statement = self.sql.prepare_cached(&format!("SELECT id, body FROM {table} ORDER BY id"))?;
        let mut rows = statement.query([])?;
        let mut all = Vec::new();
        while let Some(row) = rows.next()? {
            let record = record_of(kind, &row.get::<_, String>(1)?)?;
            all.push(Entry { id: RecordId(row.get(0)?), removed: false, record });
        }
        Ok(all)
    }

    /// The fields on which devices disagree, of one record or of all.
    pub fn conflict_rows(&self, record: Option<RecordKey>, limit: u32) -> Result<Vec<ConflictRow>> {
        let one = if record.is_some() { "record = ?1" } else { "?1 IS NULL" };
        let mut statement = self.sql.prepare_cached(&format!(
            "SELECT record.id, record.kind, field, rivals FROM conflict JOIN record ON record.key = conflict.record
             WHERE {one} ORDER BY record.id, field LIMIT ?2"
        ))?;
        let read = |row: &Row<'_>| {
            let (id, kind) = (RecordId(row.get(0)?), Kind::from(row.get::<_, String>(1)?));
            Ok(ConflictRow { id, kind, field: row.get(2)?, rivals: row.get(3)? })
        };
        Ok(statement.query_map(params![record, limit], read)?.collect::<Result<_, _>>()?)
    }

    /// Ids and models that a query finds.
    pub(super) fn models<T: DeserializeOwned>(&self, sql: &str, with: impl Params) -> Result<Vec<(RecordId, T)>> {
        let mut statement = self.sql.prepare_cached(sql)?;
        let mut rows = statement.query(with)?;
        let mut found = Vec::new();
        while let Some(row) = rows.next()? {
            found.push((RecordId(row.get(0)?), model(&row.get::<_, String>(1)?)?));
        }
        Ok(found)
    }
}

/// The table of a kind.
pub(super) fn table(kind: &Kind) -> Option<&'static str> {
    Some(match kind {
        Kind::Practice => "practice",
        Kind::Contact => "contact",
        Kind::Touchpoint => "touchpoint",
        Kind::Note => "note",
        Kind::Promise => "promise",
        Kind::Referral => "referral",
        Kind::Item => "item",
        Kind::Playbook => "playbook",
        Kind::Other(_) => return None,
    })
}

fn record_of(kind: &Kind, body: &str) -> Result<Record> {
    Ok(match kind {
        Kind::Practice => Record::Practice(model(body)?),
        Kind::Contact => Record::Contact(model(body)?),
        Kind::Touchpoint => Record::Touchpoint(model(body)?),
        Kind::Note => Record::Note(model(body)?),
        Kind::Promise => Record::Promise(model(body)?),
        Kind::Referral => Record::Referral(model(body)?),
        Kind::Item => Record::Item(model(body)?),
        Kind::Playbook => Record::Playbook(model(body)?),
        Kind::Other(_) => return Err(Error::internal("reading a row", "a kind without rows")),
    })
}

fn model<T: DeserializeOwned>(body: &str) -> Result<T> {
    serde_json::from_str(body).map_err(|error| Error::internal("reading a row", error))
}
