//! What this device did, so that it can be taken back.

use rapport_protocol::RecordId;
use rusqlite::{OptionalExtension as _, params};

use super::Session;
use crate::{error::Result, model::Instant};

/// How many deeds are kept.
const KEPT: i64 = 500;

/// One command that was run here.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Deed {
    /// Its number.
    pub key: i64,
    /// The command's name.
    pub name: String,
    /// When it was run.
    pub at: Instant,
    /// The key of its last change: whatever has a greater one came afterwards.
    pub upto: i64,
}

/// What a command did to one field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Effect {
    /// The record.
    pub record: RecordId,
    /// The key in its document.
    pub field: String,
    /// What it held before, as JSON.
    pub before: Option<String>,
    /// What it holds since.
    pub after: Option<String>,
}

impl Session<'_> {
    /// Notes what a command did, once all its changes are stored.
    pub fn note_deed(&self, name: &str, at: Instant, effects: &[Effect]) -> Result<()> {
        self.sql
            .prepare_cached("INSERT INTO deed (name, at, upto) VALUES (?1, ?2, (SELECT max(key) FROM change))")?
            .execute(params![name, at.0])?;
        let deed = self.sql.last_insert_rowid();
        let mut insert = self.sql.prepare_cached(
            "INSERT INTO effect (deed, place, record, field, before, after) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
        )?;
        for (place, effect) in effects.iter().enumerate() {
            let Effect { record, field, before, after } = effect;
            let place = i64::try_from(place).unwrap_or(i64::MAX);
            insert.execute(params![deed, place, record.0, field, before, after])?;
        }
        self.sql.prepare_cached("DELETE FROM deed WHERE key <= ?1")?.execute([deed - KEPT])?;
        Ok(())
    }

    /// The newest deed that was not undone and of which something is left after erasures, with its effects in the order in
    /// which they happened.
    pub fn last_deed(&self) -> Result<Option<(Deed, Vec<Effect>)>> {
        let mut statement = self.sql.prepare_cached(
            "SELECT key, name, at, upto FROM deed WHERE undone = 0 AND EXISTS (SELECT 1 FROM effect WHERE deed = key)
             ORDER BY key DESC LIMIT 1",
        )?;
        let read = |row: &rusqlite::Row<'_>| {
            Ok(Deed { key: row.get(0)?, name: row.get(1)?, at: Instant(row.get(2)?), upto: row.get(3)? })
        };
        let Some(deed) = statement.query_row([], read).optional()? else { return Ok(None) };
        let mut statement = self
            .sql
            .prepare_cached("SELECT record, field, before, after FROM effect WHERE deed = ?1 ORDER BY place")?;
        let read = |row: &rusqlite::Row<'_>| {
            Ok(Effect { record: RecordId(row.get(0)?), field: row.get(1)?, before: row.get(2)?, after: row.get(3)? })
        };
        let effects = statement.query_map([deed.key], read)?.collect::<Result<_, _>>()?;
        Ok(Some((deed, effects)))
    }

    /// The deed was undone.
    pub fn deed_undone(&self, key: i64) -> Result<()> {
        self.sql.prepare_cached("UPDATE deed SET undone = 1 WHERE key = ?1")?.execute([key])?;
        Ok(())
    }
}
