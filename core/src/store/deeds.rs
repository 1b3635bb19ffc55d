//! What this device did, so that it can be taken back.

use rapport_protocol::RecordId;
use rusqlite::{OptionalExtension as _, params};
use serde::{Deserialize, Serialize};

use super::Session;
use crate::{
    error::{Error, Result},
    model::Instant,
};

/// How many deeds are kept, at least.
const KEPT: i64 = 500;
/// The oldest go so many at a time: most commands don't wait for it.
const FORGOTTEN_AT_ONCE: i64 = 50;

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
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
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
    /// Notes what a command did, once all its changes are stored; the deed's number.
    pub fn note_deed(&self, name: &str, at: Instant, effects: &[Effect]) -> Result<i64> {
        self.sql
            .prepare_cached(
                "INSERT INTO deed (name, at, upto, effects) VALUES (?1, ?2, (SELECT max(key) FROM change), ?3)",
            )?
            .execute(params![name, at.0, written(effects)?])?;
        let deed = self.sql.last_insert_rowid();
        if deed % FORGOTTEN_AT_ONCE == 0 {
            self.sql.prepare_cached("DELETE FROM deed WHERE key <= ?1")?.execute([deed - KEPT])?;
        }
        Ok(deed)
    }

    /// The newest deed that was not undone, nor erased with all that it did, with its effects in the order in which they happened.
    pub fn last_deed(&self) -> Result<Option<(Deed, Vec<Effect>)>> {
        self.deed_where("undone = 0 ORDER BY key DESC LIMIT 1", [])
    }

    /// The deed of this number, as [`Session::last_deed`] says it; nothing if it was undone, erased or forgotten.
    pub fn deed(&self, key: i64) -> Result<Option<(Deed, Vec<Effect>)>> {
        self.deed_where("undone = 0 AND key = ?1", [key])
    }

    fn deed_where(&self, which: &str, of: impl rusqlite::Params) -> Result<Option<(Deed, Vec<Effect>)>> {
        let mut statement =
            self.sql.prepare_cached(&format!("SELECT key, name, at, upto, effects FROM deed WHERE {which}"))?;
        let deed = |row: &rusqlite::Row<'_>| {
            let deed = Deed { key: row.get(0)?, name: row.get(1)?, at: Instant(row.get(2)?), upto: row.get(3)? };
            Ok((deed, row.get::<_, String>(4)?))
        };
        let Some((deed, effects)) = statement.query_row(of, deed).optional()? else { return Ok(None) };
        Ok(Some((deed, read(&effects)?)))
    }

    /// Takes out of every deed what it did to a record; a deed of which nothing is left is over.
    pub(super) fn forget_effects(&self, record: RecordId) -> Result<()> {
        let mut statement = self.sql.prepare_cached(
            "SELECT key, effects FROM deed WHERE EXISTS
                 (SELECT 1 FROM json_each(effects) WHERE value ->> 'record' IN (?1, replace(?1, '-', '')))",
        )?;
        let found = statement.query_map([record.to_string()], |row| Ok((row.get(0)?, row.get(1)?)))?;
        let deeds: Vec<(i64, String)> = found.collect::<Result<_, _>>()?;
        for (key, effects) in deeds {
            let left: Vec<Effect> = read(&effects)?.into_iter().filter(|effect| effect.record != record).collect();
            self.sql
                .prepare_cached("UPDATE deed SET effects = ?2, undone = max(undone, ?3) WHERE key = ?1")?
                .execute(params![key, written(&left)?, left.is_empty()])?;
        }
        Ok(())
    }

    /// The deed was undone.
    pub fn deed_undone(&self, key: i64) -> Result<()> {
        self.sql.prepare_cached("UPDATE deed SET undone = 1 WHERE key = ?1")?.execute([key])?;
        Ok(())
    }
}

fn written(effects: &[Effect]) -> Result<String> {
    serde_json::to_string(effects).map_err(|error| Error::internal("noting what was done", error))
}

fn read(effects: &str) -> Result<Vec<Effect>> {
    serde_json::from_str(effects).map_err(|error| Error::internal("reading what was done", error))
}
