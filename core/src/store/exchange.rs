//! What import, export and backup ask of a book.

use rapport_protocol::{ChangeId, RecordId};
use rusqlite::{OptionalExtension as _, params};

use super::Session;
use crate::{
    error::Result,
    model::{Contact, Form, NoteKind, Record, view::Entry},
};

/// How much a book holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Counts {
    /// Records of all kinds, removed ones too.
    pub records: u64,
    /// Their changes.
    pub changes: u64,
    /// Records that were erased.
    pub erasures: u64,
}

impl Session<'_> {
    /// The contact that came from a card with this fingerprint.
    pub fn contact_imported_as(&self, fingerprint: &str) -> Result<Option<RecordId>> {
        let mut statement = self.sql.prepare_cached(
            "SELECT contact.id FROM contact_imported JOIN contact ON contact.key = contact_imported.contact
             WHERE fingerprint = ?1 ORDER BY contact.id LIMIT 1",
        )?;
        Ok(statement.query_row([fingerprint], |row| row.get(0)).optional()?.map(RecordId))
    }

    /// Contacts of a form under one folded name, the oldest first, `limit` at most.
    pub fn namesakes(&self, folded: &str, form: &Form, limit: u32) -> Result<Vec<RecordId>> {
        let mut statement =
            self.sql.prepare_cached("SELECT id FROM contact WHERE folded = ?1 AND form = ?2 ORDER BY id LIMIT ?3")?;
        let id = |row: &rusqlite::Row<'_>| Ok(RecordId(row.get(0)?));
        Ok(statement.query_map(params![folded, form.as_str(), limit], id)?.collect::<Result<_, _>>()?)
    }

    /// A contact that is shown.
    pub fn contact(&self, id: RecordId) -> Result<Option<Contact>> {
        Ok(match self.read_record(id)? {
            Some(Entry { removed: false, record: Record::Contact(contact), .. }) => Some(contact),
            _ => None,
        })
    }

    /// What the notes of a kind about somebody say, with their topics, the newest first.
    pub fn notes_of(&self, ids: &[RecordId], kind: &NoteKind) -> Result<Vec<(String, String)>> {
        let mut notes = Vec::new();
        for id in ids {
            let mut statement = self.sql.prepare_cached(
                "SELECT coalesce(json_extract(body, '$.topic'), ''), coalesce(json_extract(body, '$.text'), '')
                 FROM moment_who JOIN note USING (key) WHERE who = ?1 AND coalesce(body ->> 'kind', 'note') = ?2 ORDER BY note.at DESC, note.id DESC",
            )?;
            let read = |row: &rusqlite::Row<'_>| Ok((row.get(0)?, row.get(1)?));
            for note in statement.query_map(params![id.0, kind.as_str()], read)? {
                notes.push(note?);
            }
        }
        Ok(notes)
    }

    /// How much the book holds.
    pub fn counts(&self) -> Result<Counts> {
        let sql = "SELECT (SELECT count(*) FROM record), (SELECT count(*) FROM change), (SELECT count(*) FROM erasure)";
        Ok(self.sql.query_row(sql, [], |row| {
            Ok(Counts { records: row.get(0)?, changes: row.get(1)?, erasures: row.get(2)? })
        })?)
    }

    /// Hands out every erasure with the changes that were here.
    pub fn each_erasure(&self, mut each: impl FnMut(RecordId, Vec<ChangeId>) -> Result<()>) -> Result<()> {
        let mut statement = self.sql.prepare("SELECT record, changes FROM erasure ORDER BY record")?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            let names: Vec<u8> = row.get(1)?;
            each(RecordId(row.get(0)?), names.chunks_exact(32).filter_map(ChangeId::from_slice).collect())?;
        }
        Ok(())
    }

    /// Keeps an erasure from a backup: its record is not here, and never will be.
    pub fn keep_erasure(&self, record: RecordId, changes: &[ChangeId]) -> Result<()> {
        let names: Vec<u8> = changes.iter().flat_map(|change| change.0).collect();
        self.sql
            .prepare_cached("INSERT INTO erasure (record, changes) VALUES (?1, ?2) ON CONFLICT DO NOTHING")?
            .execute(params![record.0, names])?;
        Ok(())
    }
}
