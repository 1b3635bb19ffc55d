//! The changes: what everything else is made from. Appended, confirmed, and dropped only by an erasure or a remake.

use rapport_protocol::{ChangeId, Digest, Item, RecordId};
use rusqlite::{OptionalExtension as _, params};

use super::{RecordKey, Session};
use crate::error::Result;

/// A change as it is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stored {
    /// Its hash.
    pub id: ChangeId,
    /// Its chunk.
    pub bytes: Vec<u8>,
    /// Whether the server is known to have it.
    pub confirmed: bool,
}

/// A change of the outbox.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unsent {
    /// Its number: the order in which it was stored.
    pub key: i64,
    /// The record it belongs to.
    pub record: RecordId,
    /// Its hash.
    pub id: ChangeId,
    /// Its chunk.
    pub bytes: Vec<u8>,
}

impl Session<'_> {
    /// Keeps a change. Returns whether it was new; one that was here already stays as it was.
    pub fn append(&self, record: RecordKey, id: ChangeId, bytes: &[u8]) -> Result<bool> {
        let stored = self
            .sql
            .prepare_cached("INSERT INTO change (record, id, bytes) VALUES (?1, ?2, ?3) ON CONFLICT DO NOTHING")?
            .execute(params![record, id.0, bytes])?;
        Ok(stored > 0)
    }

    /// Keeps a change that the server has, and counts it in. Returns whether it was new.
    pub fn append_confirmed(&self, record: RecordId, key: RecordKey, id: ChangeId, bytes: &[u8]) -> Result<bool> {
        let stored = self
            .sql
            .prepare_cached(
                "INSERT INTO change (record, id, bytes, confirmed) VALUES (?1, ?2, ?3, 1) ON CONFLICT DO NOTHING",
            )?
            .execute(params![key, id.0, bytes])?;
        if stored > 0 {
            self.count_in(Item::change(record, id))?;
        }
        Ok(stored > 0)
    }

    /// All changes of a record, in the order in which they were stored: dependencies first.
    pub fn changes(&self, record: RecordKey) -> Result<Vec<Stored>> {
        let mut statement =
            self.sql.prepare_cached("SELECT id, bytes, confirmed FROM change WHERE record = ?1 ORDER BY key")?;
        let read = |row: &rusqlite::Row<'_>| {
            Ok(Stored { id: ChangeId(row.get(0)?), bytes: row.get(1)?, confirmed: row.get(2)? })
        };
        Ok(statement.query_map([record], read)?.collect::<Result<_, _>>()?)
    }

    /// How many of a record's changes were stored up to a key.
    pub fn changes_upto(&self, record: RecordKey, key: i64) -> Result<usize> {
        let mut statement = self.sql.prepare_cached("SELECT count(*) FROM change WHERE record = ?1 AND key <= ?2")?;
        Ok(statement.query_row(params![record, key], |row| row.get(0))?)
    }

    /// Whether a change is here.
    pub fn has_change(&self, record: RecordKey, id: ChangeId) -> Result<bool> {
        let mut statement = self.sql.prepare_cached("SELECT 1 FROM change WHERE record = ?1 AND id = ?2")?;
        Ok(statement.exists(params![record, id.0])?)
    }

    /// Takes a change away: only to make it again under another actor.
    pub fn drop_change(&self, record: RecordId, key: RecordKey, id: ChangeId) -> Result<()> {
        let confirmed: Option<bool> = self
            .sql
            .prepare_cached("DELETE FROM change WHERE record = ?1 AND id = ?2 RETURNING confirmed")?
            .query_row(params![key, id.0], |row| row.get(0))
            .optional()?;
        if confirmed == Some(true) { self.count_out(Item::change(record, id)) } else { Ok(()) }
    }

    /// The server has this change: it leaves the outbox and is counted in.
    pub fn confirm(&self, record: RecordId, key: RecordKey, id: ChangeId) -> Result<()> {
        let confirmed = self
            .sql
            .prepare_cached(
                "UPDATE change SET confirmed = 1, refused = NULL WHERE record = ?1 AND id = ?2 AND confirmed = 0",
            )?
            .execute(params![key, id.0])?;
        if confirmed > 0 { self.count_in(Item::change(record, id)) } else { Ok(()) }
    }

    /// The server will not take this change: it is kept and set aside until an update.
    pub fn set_change_aside(&self, record: RecordKey, id: ChangeId, reason: &str) -> Result<()> {
        self.sql
            .prepare_cached("UPDATE change SET refused = ?3 WHERE record = ?1 AND id = ?2 AND confirmed = 0")?
            .execute(params![record, id.0, reason])?;
        Ok(())
    }

    /// Lets changes that were refused be sent again: a newer version may have been taught to make them good.
    pub fn retry_refused(&self) -> Result<()> {
        self.sql.execute("UPDATE change SET refused = NULL WHERE refused IS NOT NULL", [])?;
        Ok(())
    }

    /// The outbox: changes that are not confirmed, in the order in which they were stored, after a number; up to `count` of
    /// them and about `bytes`. A record of which a change was refused waits as a whole, since what follows builds on that.
    pub fn outbox(&self, after: i64, count: usize, bytes: usize) -> Result<Vec<Unsent>> {
        let mut statement = self.sql.prepare_cached(
            "SELECT change.key, record.id, change.id, bytes FROM change JOIN record ON record.key = change.record
             WHERE confirmed = 0 AND change.key > ?1
             AND change.record NOT IN (SELECT record FROM change WHERE confirmed = 0 AND refused IS NOT NULL)
             ORDER BY change.key LIMIT ?2",
        )?;
        let mut rows = statement.query(params![after, i64::try_from(count).unwrap_or(i64::MAX)])?;
        let (mut outbox, mut taken) = (Vec::new(), 0);
        while let Some(row) = rows.next()? {
            let unsent = Unsent {
                key: row.get(0)?,
                record: RecordId(row.get(1)?),
                id: ChangeId(row.get(2)?),
                bytes: row.get(3)?,
            };
            taken += unsent.bytes.len();
            if taken > bytes && !outbox.is_empty() {
                break;
            }
            outbox.push(unsent);
        }
        Ok(outbox)
    }

    /// How many changes and erasures the server is not known to have; how many of the changes it refused.
    pub fn unsent_count(&self) -> Result<(u64, u64)> {
        Ok(self.sql.query_row(
            "SELECT (SELECT count(*) FROM change WHERE confirmed = 0) + (SELECT count(*) FROM erasure WHERE confirmed = 0),
                    (SELECT count(*) FROM change WHERE confirmed = 0 AND refused IS NOT NULL)",
            [],
            |row| Ok((row.get(0)?, row.get(1)?)),
        )?)
    }

    /// How many changes of a record the server is not known to have.
    pub fn unsent_of(&self, record: RecordKey) -> Result<u64> {
        let mut statement =
            self.sql.prepare_cached("SELECT count(*) FROM change WHERE record = ?1 AND confirmed = 0")?;
        Ok(statement.query_row([record], |row| row.get(0))?)
    }

    /// The key of the newest change; changes that come from now on have greater ones.
    pub fn last_change(&self) -> Result<i64> {
        let mut statement = self.sql.prepare_cached("SELECT coalesce(max(key), 0) FROM change")?;
        Ok(statement.query_row([], |row| row.get(0))?)
    }

    /// How many changes there are.
    pub fn change_count(&self) -> Result<u64> {
        Ok(self.sql.query_row("SELECT count(*) FROM change", [], |row| row.get(0))?)
    }

    /// The digest of everything confirmed, counted anew.
    pub fn count_digest(&self) -> Result<Digest> {
        let mut digest = Digest::default();
        let mut statement = self.sql.prepare(
            "SELECT record.id, change.id FROM change JOIN record ON record.key = change.record WHERE confirmed = 1",
        )?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            digest.insert(Item::change(RecordId(row.get(0)?), ChangeId(row.get(1)?)));
        }
        for (record, confirmed) in self.erasures()? {
            if confirmed {
                digest.insert(Item::erasure(record));
            }
        }
        Ok(digest)
    }

    /// Every change's name, for a repair.
    pub fn all_names(&self, mut each: impl FnMut(RecordId, ChangeId)) -> Result<()> {
        let mut statement =
            self.sql.prepare("SELECT record.id, change.id FROM change JOIN record ON record.key = change.record")?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            each(RecordId(row.get(0)?), ChangeId(row.get(1)?));
        }
        Ok(())
    }

    /// Marks every change and erasure as confirmed exactly where `has` says so, and counts the digest anew: the end of a
    /// repair (rules `unposition`, `digest_positioned`).
    pub fn reconfirm(&self, has: impl Fn(Item) -> bool) -> Result<()> {
        let mut digest = Digest::default();
        let mut statement = self.sql.prepare(
            "SELECT change.key, record.id, change.id, confirmed FROM change JOIN record ON record.key = change.record",
        )?;
        let mut update = self.sql.prepare("UPDATE change SET confirmed = ?2, refused = NULL WHERE key = ?1")?;
        let mut rows = statement.query([])?;
        let mut changed = Vec::new();
        while let Some(row) = rows.next()? {
            let item = Item::change(RecordId(row.get(1)?), ChangeId(row.get(2)?));
            let (is, was) = (has(item), row.get::<_, bool>(3)?);
            if is {
                digest.insert(item);
            }
            if is != was {
                changed.push((row.get::<_, i64>(0)?, is));
            }
        }
        for (key, is) in changed {
            update.execute(params![key, is])?;
        }
        for (record, _) in self.erasures()? {
            let item = Item::erasure(record);
            let is = has(item);
            if is {
                digest.insert(item);
            }
            self.sql.execute("UPDATE erasure SET confirmed = ?2 WHERE record = ?1", params![record.0, is])?;
        }
        let mut standing = self.standing()?;
        standing.digest = digest;
        self.set_standing(&standing)
    }
}
