//! Where this device stands in the server's feed, and small facts about the book.

use rapport_protocol::{BookId, Digest, Epoch, Item, Position};
use rusqlite::{OptionalExtension as _, params};

use super::Session;
use crate::{error::Result, model::Instant};

/// This version of Rapport.
const VERSION: &str = env!("CARGO_PKG_VERSION");

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
        self.with_standing(|standing| standing.clone())
    }

    /// Notes where this device stands.
    pub fn set_standing(&self, standing: &Standing) -> Result<()> {
        self.moved.set(true);
        self.with_standing(|kept| kept.clone_from(standing))
    }

    /// Counts an item in: the server is known to have it since now.
    pub(super) fn count_in(&self, item: Item) -> Result<()> {
        self.moved.set(true);
        self.with_standing(|standing| standing.digest.insert(item))
    }

    /// Counts an item out.
    pub(super) fn count_out(&self, item: Item) -> Result<()> {
        self.moved.set(true);
        self.with_standing(|standing| standing.digest.remove(item))
    }

    fn with_standing<T>(&self, with: impl FnOnce(&mut Standing) -> T) -> Result<T> {
        let mut kept = self.standing.borrow_mut();
        if kept.is_none() {
            *kept = Some(self.read_standing()?);
        }
        Ok(with(kept.as_mut().expect("it was read just now")))
    }

    fn read_standing(&self) -> Result<Standing> {
        let mut statement = self.sql.prepare_cached(
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

    pub(super) fn write_standing(&self, standing: &Standing) -> Result<()> {
        let (boot, repaired) = (standing.boot, standing.repaired);
        self.sql
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
        let mut statement = self.sql.prepare_cached("SELECT value FROM meta WHERE name = 'book'")?;
        Ok(statement.query_row([], |row| row.get(0)).optional()?.map(BookId))
    }

    /// Names the book.
    pub fn set_book(&self, book: BookId) -> Result<()> {
        self.sql.execute("INSERT OR REPLACE INTO meta (name, value) VALUES ('book', ?1)", [book.0])?;
        Ok(())
    }

    /// Whether the book was last opened by this version.
    pub fn is_up_to_date(&self) -> Result<bool> {
        let mut statement = self.sql.prepare_cached("SELECT 1 FROM meta WHERE name = 'version' AND value = ?1")?;
        Ok(statement.exists([VERSION])?)
    }

    /// Notes that this version has opened the book.
    pub fn set_up_to_date(&self) -> Result<()> {
        self.sql.execute("INSERT OR REPLACE INTO meta (name, value) VALUES ('version', ?1)", [VERSION])?;
        Ok(())
    }

    /// Whether the rows are to be made from the changes.
    pub fn rows_are_due(&self) -> Result<bool> {
        Ok(self.sql.prepare_cached("SELECT 1 FROM meta WHERE name = 'rows_due'")?.exists([])?)
    }

    /// The rows are whole.
    pub fn rows_are_made(&self) -> Result<()> {
        self.sql.execute("DELETE FROM meta WHERE name = 'rows_due'", [])?;
        Ok(())
    }

    /// Drops all rows: they are due.
    pub fn drop_rows(&self) -> Result<()> {
        super::migrate::make_rows(self.sql)
    }
}
