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

/// Up to where somebody has seen the book.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Seen {
    /// The newest change.
    pub change: i64,
    /// How many records were erased.
    pub erasures: u64,
}

impl Session<'_> {
    /// The record with this id.
    pub fn record(&self, id: RecordId) -> Result<Option<Known>> {
        let mut statement =
            self.sql.prepare_cached("SELECT key, id, kind, removed, aside FROM record WHERE id = ?1")?;
        Ok(statement.query_row([id.0], known).optional()?)
    }

    /// The record with this number.
    pub fn record_by_key(&self, key: RecordKey) -> Result<Option<Known>> {
        let mut statement =
            self.sql.prepare_cached("SELECT key, id, kind, removed, aside FROM record WHERE key = ?1")?;
        Ok(statement.query_row([key], known).optional()?)
    }

    /// The number of a record; it is made known, as the latest, if it was not.
    pub fn record_key(&self, id: RecordId) -> Result<RecordKey> {
        match self.record(id)? {
            Some(record) => Ok(record.key),
            None => self.new_record(None, id, None),
        }
    }

    /// Makes a record known that is not: under a number, or as the latest.
    pub fn new_record(&self, key: Option<RecordKey>, id: RecordId, kind: Option<&Kind>) -> Result<RecordKey> {
        self.sql.prepare_cached("INSERT INTO record (key, id, kind) VALUES (?1, ?2, ?3)")?.execute(params![
            key,
            id.0,
            kind.map(Kind::as_str)
        ])?;
        Ok(self.sql.last_insert_rowid())
    }

    /// The first of `count` numbers that come before every record here: what a bootstrap brings is older.
    pub fn numbers_before(&self, count: usize) -> Result<RecordKey> {
        let mut statement = self.sql.prepare_cached("SELECT coalesce(min(key), 1) FROM record")?;
        let first: RecordKey = statement.query_row([], |row| row.get(0))?;
        Ok(first.saturating_sub_unsigned(count as u64))
    }

    /// Forgets a record of which nothing came: the change that named it could not be placed.
    pub fn forget_if_empty(&self, key: RecordKey) -> Result<()> {
        self.sql
            .prepare_cached(
                "DELETE FROM record WHERE key = ?1 AND NOT EXISTS (SELECT 1 FROM change WHERE change.record = ?1)",
            )?
            .execute([key])?;
        Ok(())
    }

    /// Notes what a record's document says of itself.
    pub fn note_record(&self, key: RecordKey, kind: Option<&Kind>, removed: bool, aside: Option<&str>) -> Result<()> {
        self.sql
            .prepare_cached("UPDATE record SET kind = coalesce(?2, kind), removed = ?3, aside = ?4 WHERE key = ?1")?
            .execute(params![key, kind.map(Kind::as_str), removed, aside])?;
        Ok(())
    }

    /// The records whose id begins or ends with these hexadecimal digits, removed ones too.
    pub fn records_like(&self, digits: &str, limit: u32) -> Result<Vec<(RecordId, Kind)>> {
        let mut statement = self.sql.prepare_cached(
            "SELECT id, kind FROM record WHERE kind IS NOT NULL AND (hex(id) LIKE ?1 || '%' OR hex(id) LIKE '%' || ?1)
             ORDER BY id LIMIT ?2",
        )?;
        let read = |row: &rusqlite::Row<'_>| Ok((RecordId(row.get(0)?), Kind::from(row.get::<_, String>(1)?)));
        Ok(statement.query_map(params![digits, limit], read)?.collect::<Result<_, _>>()?)
    }

    /// All records from a number on, `limit` at most, in the order of numbers.
    pub fn records_from(&self, key: RecordKey, limit: u32) -> Result<Vec<Known>> {
        let mut statement = self
            .sql
            .prepare_cached("SELECT key, id, kind, removed, aside FROM record WHERE key >= ?1 ORDER BY key LIMIT ?2")?;
        Ok(statement.query_map(params![key, limit], known)?.collect::<Result<_, _>>()?)
    }

    /// The records that are set aside.
    pub fn records_aside(&self) -> Result<Vec<Known>> {
        let mut statement =
            self.sql.prepare_cached("SELECT key, id, kind, removed, aside FROM record WHERE aside IS NOT NULL")?;
        Ok(statement.query_map([], known)?.collect::<Result<_, _>>()?)
    }

    /// How many records are set aside.
    pub fn aside_count(&self) -> Result<u64> {
        let mut statement = self.sql.prepare_cached("SELECT count(*) FROM record WHERE aside IS NOT NULL")?;
        Ok(statement.query_row([], |row| row.get(0))?)
    }

    /// Up to where the book can be seen now.
    pub fn seen(&self) -> Result<Seen> {
        let mut statement = self.sql.prepare_cached("SELECT count(*) FROM erasure")?;
        Ok(Seen { change: self.last_change()?, erasures: statement.query_row([], |row| row.get(0))? })
    }

    /// The records that have changes after one.
    pub fn changed_since(&self, change: i64) -> Result<Vec<(RecordId, Kind)>> {
        let mut statement = self.sql.prepare_cached(
            "SELECT DISTINCT record.id, kind FROM change JOIN record ON record.key = change.record
             WHERE change.key > ?1 AND kind IS NOT NULL",
        )?;
        let read = |row: &rusqlite::Row<'_>| Ok((RecordId(row.get(0)?), Kind::from(row.get::<_, String>(1)?)));
        Ok(statement.query_map([change], read)?.collect::<Result<_, _>>()?)
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
                .sql
                .prepare_cached("SELECT id, confirmed FROM change WHERE record = ?1")?
                .query_map([record.key], |row| Ok((ChangeId(row.get(0)?), row.get(1)?)))?
                .collect::<Result<_, _>>()?;
            for (change, confirmed) in gone {
                ids.extend(change.0);
                if confirmed {
                    // Rule digest_markers: an erasure takes its record's items out.
                    self.count_out(Item::change(id, change))?;
                }
            }
            self.clear_rows(record.key)?;
            self.sql.execute("DELETE FROM record WHERE key = ?1", [record.key])?;
        }
        self.forget_effects(id)?;
        self.sql.execute("INSERT OR REPLACE INTO meta (name, value) VALUES ('scrub_due', 1)", [])?;
        self.sql.execute("INSERT INTO erasure (record, changes) VALUES (?1, ?2)", params![id.0, ids])?;
        Ok(true)
    }

    /// Whether something was erased that may still be found in the files.
    pub fn scrub_is_due(&self) -> Result<bool> {
        Ok(self.sql.prepare_cached("SELECT 1 FROM meta WHERE name = 'scrub_due'")?.exists([])?)
    }

    /// Nothing that was erased is in the files any more.
    pub fn scrubbed(&self) -> Result<()> {
        self.sql.execute("DELETE FROM meta WHERE name = 'scrub_due'", [])?;
        Ok(())
    }

    /// Whether a record was erased.
    pub fn is_erased(&self, id: RecordId) -> Result<bool> {
        Ok(self.sql.prepare_cached("SELECT 1 FROM erasure WHERE record = ?1")?.exists([id.0])?)
    }

    /// The erasures that the server has not confirmed.
    pub fn unsent_erasures(&self, limit: usize) -> Result<Vec<RecordId>> {
        let mut statement = self.sql.prepare_cached("SELECT record FROM erasure WHERE confirmed = 0 LIMIT ?1")?;
        let limit = i64::try_from(limit).unwrap_or(i64::MAX);
        Ok(statement.query_map([limit], |row| Ok(RecordId(row.get(0)?)))?.collect::<Result<_, _>>()?)
    }

    /// Every erasure, and whether the server has it.
    pub fn erasures(&self) -> Result<Vec<(RecordId, bool)>> {
        let mut statement = self.sql.prepare_cached("SELECT record, confirmed FROM erasure")?;
        Ok(statement.query_map([], |row| Ok((RecordId(row.get(0)?), row.get(1)?)))?.collect::<Result<_, _>>()?)
    }

    /// The server has this erasure.
    pub fn confirm_erasure(&self, id: RecordId) -> Result<()> {
        let confirmed = self
            .sql
            .prepare_cached("UPDATE erasure SET confirmed = 1 WHERE record = ?1 AND confirmed = 0")?
            .execute([id.0])?;
        if confirmed > 0 { self.count_in(Item::erasure(id)) } else { Ok(()) }
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
