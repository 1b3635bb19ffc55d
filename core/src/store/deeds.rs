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
    /// Notes what a command did.
    pub fn note_deed(&self, name: &str, at: Instant, effects: &[Effect]) -> Result<()> {
        self.0.prepare_cached("INSERT INTO deed (name, at) VALUES (?1, ?2)")?.execute(params![name, at.0])?;
        let deed = self.0.last_insert_rowid();
        let mut insert = self
            .0
            .prepare_cached("INSERT INTO effect (deed, record, field, before, after) VALUES (?1, ?2, ?3, ?4, ?5)")?;
        for effect in effects {
            insert.execute(params![deed, effect.record.0, effect.field, effect.before, effect.after])?;
        }
        self.0.prepare_cached("DELETE FROM deed WHERE key <= ?1")?.execute([deed - KEPT])?;
        Ok(())
    }

    /// The newest deed that was not undone, with its effects in the order in which they happened.
    pub fn last_deed(&self) -> Result<Option<(Deed, Vec<Effect>)>> {
        let mut statement =
            self.0.prepare_cached("SELECT key, name, at FROM deed WHERE undone = 0 ORDER BY key DESC LIMIT 1")?;
        let deed = statement
            .query_row([], |row| Ok(Deed { key: row.get(0)?, name: row.get(1)?, at: Instant(row.get(2)?) }))
            .optional()?;
        let Some(deed) = deed else { return Ok(None) };
        let mut statement =
            self.0.prepare_cached("SELECT record, field, before, after FROM effect WHERE deed = ?1 ORDER BY rowid")?;
        let read = |row: &rusqlite::Row<'_>| {
            Ok(Effect { record: RecordId(row.get(0)?), field: row.get(1)?, before: row.get(2)?, after: row.get(3)? })
        };
        let effects = statement.query_map([deed.key], read)?.collect::<Result<_, _>>()?;
        Ok(Some((deed, effects)))
    }

    /// The deed was undone.
    pub fn deed_undone(&self, key: i64) -> Result<()> {
        self.0.prepare_cached("UPDATE deed SET undone = 1 WHERE key = ?1")?.execute([key])?;
        Ok(())
    }
}
