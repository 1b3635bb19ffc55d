//! What was typed and not yet saved: kept on this device, never synced.

use rusqlite::{OptionalExtension as _, Row, params};

use super::Session;
use crate::{
    error::Result,
    model::{Instant, view::Draft},
};

impl Session<'_> {
    /// The draft under a key.
    pub fn draft(&self, key: &str) -> Result<Option<Draft>> {
        let mut statement = self.sql.prepare_cached("SELECT name, body, updated_at FROM draft WHERE name = ?1")?;
        Ok(statement.query_row([key], draft).optional()?)
    }

    /// Keeps a draft in place of the one before.
    pub fn keep_draft(&self, key: &str, body: &str, at: Instant) -> Result<()> {
        self.sql
            .prepare_cached("INSERT OR REPLACE INTO draft (name, body, updated_at) VALUES (?1, ?2, ?3)")?
            .execute(params![key, body, at.0])?;
        Ok(())
    }

    /// Lets a draft go.
    pub fn drop_draft(&self, key: &str) -> Result<()> {
        self.sql.prepare_cached("DELETE FROM draft WHERE name = ?1")?.execute([key])?;
        Ok(())
    }

    /// All drafts, the latest first.
    pub fn drafts(&self) -> Result<Vec<Draft>> {
        let mut statement =
            self.sql.prepare_cached("SELECT name, body, updated_at FROM draft ORDER BY updated_at DESC, name")?;
        Ok(statement.query_map([], draft)?.collect::<Result<_, _>>()?)
    }
}

fn draft(row: &Row<'_>) -> rusqlite::Result<Draft> {
    Ok(Draft { key: row.get(0)?, body: row.get(1)?, at: Instant(row.get(2)?) })
}
