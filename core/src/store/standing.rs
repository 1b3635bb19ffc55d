//! Where this device stands in the server's feed, and small facts about the book.

use rapport_protocol::{BookId, Digest, Epoch, Position};
use rusqlite::{OptionalExtension as _, params};

use super::Session;
use crate::{error::Result, model::Instant};

/// Where this device stands.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Standing {
    /// The epoch under which the cursor was given; nothing before the first bootstrap.
    pub epoch: Option<Epoch>,
    /// The feed is stored up to here.
    pub cursor: Position,
    /// Of everything confirmed.
    pub digest: Digest,
    /// A bootstrap under way.
    pub boot: Option<BootState>,
    /// The server and this device may hold different sets: reconcile.
    pub needs_repair: bool,
    /// The difference for which a repair was begun last; nothing once the digests agreed again.
    pub repaired: Option<Repaired>,
    /// When the digests last agreed with nothing left to send.
    pub synced_at: Option<Instant>,
}

/// A difference between the two digests for which a repair was begun.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Repaired {
    /// This device's sum less the server's. It stays the same while both sides take in the same changes.
    pub difference: [u8; 32],
    /// When, by this device's clock.
    pub at: Instant,
    /// How often by now.
    pub times: u32,
}

/// A bootstrap under way.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct BootState {
    /// The epoch under which it began.
    pub epoch: Epoch,
    /// The head noted when it began.
    pub head: Position,
    /// The last record's key.
    pub key: Position,
    /// How many records it brings in all.
    pub total: u64,
}

impl Session<'_> {
    /// Where this device stands.
    pub fn standing(&self) -> Result<Standing> {
        let mut statement = self.0.prepare_cached(
            "SELECT epoch, cursor, digest_count, digest_sum, boot_epoch, boot_head, boot_key, boot_total, needs_repair,
                    repaired, repaired_at, repairs, synced_at FROM sync",
        )?;
        Ok(statement.query_row([], |row| {
            let boot = match row.get::<_, Option<[u8; 16]>>(4)? {
                Some(epoch) => {
                    Some(BootState { epoch: Epoch(epoch), head: row.get(5)?, key: row.get(6)?, total: row.get(7)? })
                }
                None => None,
            };
            let repaired = match row.get::<_, Option<[u8; 32]>>(9)? {
                Some(difference) => {
                    let at = Instant(row.get::<_, Option<i64>>(10)?.unwrap_or_default());
                    Some(Repaired { difference, at, times: row.get(11)? })
                }
                None => None,
            };
            Ok(Standing {
                epoch: row.get::<_, Option<[u8; 16]>>(0)?.map(Epoch),
                cursor: row.get(1)?,
                digest: Digest { count: row.get(2)?, sum: row.get(3)? },
                boot,
                needs_repair: row.get(8)?,
                repaired,
                synced_at: row.get::<_, Option<i64>>(12)?.map(Instant),
            })
        })?)
    }

    /// Notes where this device stands.
    pub fn set_standing(&self, standing: &Standing) -> Result<()> {
        let (boot, repaired) = (standing.boot, standing.repaired);
        self.0
            .prepare_cached(
                "UPDATE sync SET epoch = ?1, cursor = ?2, digest_count = ?3, digest_sum = ?4, boot_epoch = ?5,
                 boot_head = ?6, boot_key = ?7, boot_total = ?8, needs_repair = ?9, repaired = ?10, repaired_at = ?11,
                 repairs = ?12, synced_at = ?13",
            )?
            .execute(params![
                standing.epoch.map(|epoch| epoch.0),
                standing.cursor,
                standing.digest.count,
                standing.digest.sum,
                boot.map(|boot| boot.epoch.0),
                boot.map(|boot| boot.head),
                boot.map(|boot| boot.key),
                boot.map(|boot| boot.total),
                standing.needs_repair,
                repaired.map(|repaired| repaired.difference),
                repaired.map(|repaired| repaired.at.0),
                repaired.map_or(0, |repaired| repaired.times),
                standing.synced_at.map(|at| at.0),
            ])?;
        Ok(())
    }

    /// Stands at the beginning of another server's feed: nothing that is here is known to be there.
    pub fn start_over(&self) -> Result<()> {
        self.reconfirm(|_| false)?;
        self.set_standing(&Standing::default())
    }

    /// The book that this is.
    pub fn book(&self) -> Result<Option<BookId>> {
        let mut statement = self.0.prepare_cached("SELECT value FROM meta WHERE name = 'book'")?;
        Ok(statement.query_row([], |row| row.get(0)).optional()?.map(BookId))
    }

    /// Names the book.
    pub fn set_book(&self, book: BookId) -> Result<()> {
        self.0.execute("INSERT OR REPLACE INTO meta (name, value) VALUES ('book', ?1)", [book.0])?;
        Ok(())
    }

    /// A small fact about the book, by name.
    pub fn fact(&self, name: &str) -> Result<Option<String>> {
        let mut statement = self.0.prepare_cached("SELECT value FROM meta WHERE name = ?1")?;
        Ok(statement.query_row([name], |row| row.get(0)).optional()?)
    }

    /// Notes a small fact about the book.
    pub fn set_fact(&self, name: &str, value: &str) -> Result<()> {
        self.0.execute("INSERT OR REPLACE INTO meta (name, value) VALUES (?1, ?2)", params![name, value])?;
        Ok(())
    }

    /// Whether the rows were dropped and wait to be made again.
    pub fn rows_are_due(&self) -> Result<bool> {
        Ok(self.0.prepare_cached("SELECT 1 FROM meta WHERE name = 'rows_due'")?.exists([])?)
    }

    /// The rows are whole again.
    pub fn rows_are_made(&self) -> Result<()> {
        self.0.execute("DELETE FROM meta WHERE name = 'rows_due'", [])?;
        Ok(())
    }

    /// Drops all rows; they are due.
    pub fn drop_rows(&self) -> Result<()> {
        super::migrate::make_rows(self.0)
    }
}
