//! What was typed and not yet saved: kept on this device, never synced.

use rusqlite::{OptionalExtension as _, params};

use super::Session;
use crate::{error::Result, model::Instant};

impl Session<'_> {
    /// The draft under a name, and when it was last touched.
    pub fn draft(&self, name: &str) -> Result<Option<(String, Instant)>> {
        let mut statement = self.0.prepare_cached("SELECT body, updated_at FROM draft WHERE name = ?1")?;
        Ok(statement.query_row([name], |row| Ok((row.get(0)?, Instant(row.get(1)?)))).optional()?)
    }

    /// Keeps a draft in place of the one before.
    pub fn keep_draft(&self, name: &str, body: &str, at: Instant) -> Result<()> {
        self.0
            .prepare_cached("INSERT OR REPLACE INTO draft (name, body, updated_at) VALUES (?1, ?2, ?3)")?
            .execute(params![name, body, at.0])?;
        Ok(())
    }

    /// Lets a draft go.
    pub fn drop_draft(&self, name: &str) -> Result<()> {
        self.0.prepare_cached("DELETE FROM draft WHERE name = ?1")?.execute([name])?;
        Ok(())
    }

    /// The names of all drafts, the latest first.
    pub fn drafts(&self) -> Result<Vec<String>> {
        let mut statement = self.0.prepare_cached("SELECT name FROM draft ORDER BY updated_at DESC")?;
        Ok(statement.query_map([], |row| row.get(0))?.collect::<Result<_, _>>()?)
    }
}
