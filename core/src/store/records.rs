//! What is known of each record, whatever its kind.

use rapport_protocol::{ChangeId, Item, RecordId};
use rusqlite::{OptionalExtension as _, params};

use super::Session;
use crate::{error::Result, model::Kind};

/// A record's number in this database.
pub type RecordKey = i64;

/// A record, as far as it concerns the store.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Known {
    /// Its number here.
    pub key: RecordKey,
    /// Its id.
    pub id: RecordId,
    /// Its kind, once a change told.
    pub kind: Option<Kind>,
    /// Whether it was removed.
    pub removed: bool,
    /// Why it is not shown.
    pub aside: Option<String>,
}

impl Session<'_> {
    /// The record with this id.
    pub fn record(&self, id: RecordId) -> Result<Option<Known>> {
        let mut statement = self.0.prepare_cached("SELECT key, id, kind, removed, aside FROM record WHERE id = ?1")?;
        Ok(statement.query_row([id.0], known).optional()?)
    }

    /// The record with this number.
    pub fn record_by_key(&self, key: RecordKey) -> Result<Option<Known>> {
        let mut statement = self.0.prepare_cached("SELECT key, id, kind, removed, aside FROM record WHERE key = ?1")?;
        Ok(statement.query_row([key], known).optional()?)
    }

    /// The number of a record; it is made known if it was not.
    pub fn record_key(&self, id: RecordId) -> Result<RecordKey> {
        if let Some(record) = self.record(id)? {
            return Ok(record.key);
        }
        self.0.prepare_cached("INSERT INTO record (id, revision) VALUES (?1, 0)")?.execute([id.0])?;
        Ok(self.0.last_insert_rowid())
    }

    /// Notes what a record's document says of itself, and that it changed.
    pub fn note_record(&self, key: RecordKey, kind: Option<&Kind>, removed: bool, aside: Option<&str>) -> Result<()> {
        let revision = self.next_revision()?;
        self.0
            .prepare_cached(
                "UPDATE record SET kind = coalesce(?2, kind), removed = ?3, aside = ?4, revision = ?5 WHERE key = ?1",
            )?
            .execute(params![key, kind.map(Kind::as_str), removed, aside, revision])?;
        Ok(())
    }

    /// The records whose id begins or ends with these hexadecimal digits, removed ones too.
    pub fn records_like(&self, digits: &str, limit: u32) -> Result<Vec<(RecordId, Kind)>> {
        let mut statement = self.0.prepare_cached(
            "SELECT id, kind FROM record WHERE kind IS NOT NULL AND (hex(id) LIKE ?1 || '%' OR hex(id) LIKE '%' || ?1)
             LIMIT ?2",
        )?;
        let read = |row: &rusqlite::Row<'_>| Ok((RecordId(row.get(0)?), Kind::from(row.get::<_, String>(1)?)));
        Ok(statement.query_map(params![digits, limit], read)?.collect::<Result<_, _>>()?)
    }

    /// All records from a number on, `limit` at most, in the order of numbers.
    pub fn records_from(&self, key: RecordKey, limit: u32) -> Result<Vec<Known>> {
        let mut statement = self
            .0
            .prepare_cached("SELECT key, id, kind, removed, aside FROM record WHERE key >= ?1 ORDER BY key LIMIT ?2")?;
        Ok(statement.query_map(params![key, limit], known)?.collect::<Result<_, _>>()?)
    }

    /// The records that are set aside.
    pub fn records_aside(&self) -> Result<Vec<Known>> {
        let mut statement =
            self.0.prepare_cached("SELECT key, id, kind, removed, aside FROM record WHERE aside IS NOT NULL")?;
        Ok(statement.query_map([], known)?.collect::<Result<_, _>>()?)
    }

    /// What changed after a revision: the revision now, and which records.
    pub fn changed_since(&self, revision: i64) -> Result<(i64, Vec<(RecordId, Kind)>)> {
        let mut statement = self
            .0
            .prepare_cached("SELECT id, kind FROM record WHERE revision > ?1 AND kind IS NOT NULL ORDER BY revision")?;
        let changed = statement
            .query_map([revision], |row| Ok((RecordId(row.get(0)?), Kind::from(row.get::<_, String>(1)?))))?
            .collect::<Result<_, _>>()?;
        Ok((self.revision()?, changed))
    }

    /// The newest revision.
    pub fn revision(&self) -> Result<i64> {
        Ok(self.0.prepare_cached("SELECT coalesce(max(revision), 0) FROM record")?.query_row([], |row| row.get(0))?)
    }

    fn next_revision(&self) -> Result<i64> {
        Ok(self.revision()? + 1)
    }

    /// Drops every byte of a record and keeps the marker, with the ids of the changes that were here. Returns whether it
    /// was not erased before.
    pub fn erase(&self, id: RecordId) -> Result<bool> {
        if self.is_erased(id)? {
            return Ok(false);
        }
        let mut ids = Vec::new();
        if let Some(record) = self.record(id)? {
            let gone: Vec<(ChangeId, bool)> = self
                .0
                .prepare_cached("SELECT id, confirmed FROM change WHERE record = ?1")?
                .query_map([record.key], |row| Ok((ChangeId(row.get(0)?), row.get(1)?)))?
                .collect::<Result<_, _>>()?;
            let mut standing = self.standing()?;
            for (change, confirmed) in gone {
                ids.extend(change.0);
                if confirmed {
                    // Rule digest_markers: an erasure takes its record's items out.
                    standing.digest.remove(Item::change(id, change));
                }
            }
            self.set_standing(&standing)?;
            self.clear_rows(record.key)?;
            self.0.execute("DELETE FROM record WHERE key = ?1", [record.key])?;
        }
        self.0.execute("DELETE FROM effect WHERE record = ?1", [id.0])?;
        self.0.execute("INSERT INTO erasure (record, changes) VALUES (?1, ?2)", params![id.0, ids])?;
        Ok(true)
    }

    /// Whether a record was erased.
    pub fn is_erased(&self, id: RecordId) -> Result<bool> {
        Ok(self.0.prepare_cached("SELECT 1 FROM erasure WHERE record = ?1")?.exists([id.0])?)
    }

    /// The erasures that the server has not confirmed.
    pub fn unsent_erasures(&self, limit: usize) -> Result<Vec<RecordId>> {
        let mut statement = self.0.prepare_cached("SELECT record FROM erasure WHERE confirmed = 0 LIMIT ?1")?;
        let limit = i64::try_from(limit).unwrap_or(i64::MAX);
        Ok(statement.query_map([limit], |row| Ok(RecordId(row.get(0)?)))?.collect::<Result<_, _>>()?)
    }

    /// Every erasure, and whether the server has it.
    pub fn erasures(&self) -> Result<Vec<(RecordId, bool)>> {
        let mut statement = self.0.prepare_cached("SELECT record, confirmed FROM erasure")?;
        Ok(statement.query_map([], |row| Ok((RecordId(row.get(0)?), row.get(1)?)))?.collect::<Result<_, _>>()?)
    }

    /// The server has this erasure.
    pub fn confirm_erasure(&self, id: RecordId) -> Result<()> {
        let confirmed = self
            .0
            .prepare_cached("UPDATE erasure SET confirmed = 1 WHERE record = ?1 AND confirmed = 0")?
            .execute([id.0])?;
        if confirmed > 0 {
            let mut standing = self.standing()?;
            standing.digest.insert(Item::erasure(id));
            self.set_standing(&standing)?;
        }
        Ok(())
    }
}

fn known(row: &rusqlite::Row<'_>) -> rusqlite::Result<Known> {
    Ok(Known {
        key: row.get(0)?,
        id: RecordId(row.get(1)?),
        kind: row.get::<_, Option<String>>(2)?.map(Kind::from),
        removed: row.get(3)?,
        aside: row.get(4)?,
    })
}
