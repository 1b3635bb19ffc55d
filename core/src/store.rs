//! The only room that names rusqlite: changes, records, rows, search, and where the sync stands.
//!
//! One connection writes, a few read; SQLite in WAL mode lets them, and other processes, go on side by side. A
//! [`Session`] is one of them inside a transaction: all reads of a query see one state, all writes of a command are kept
//! together or not at all.

mod changes;
mod contacts;
mod deeds;
mod drafts;
mod exchange;
mod lists;
mod migrate;
mod moments;
mod records;
mod rows;
mod search;
mod standing;

use std::{
    path::{Path, PathBuf},
    sync::{Mutex, MutexGuard, PoisonError},
    time::Duration,
};

pub use changes::{Stored, Unsent};
pub use deeds::{Deed, Effect};
pub use lists::{After, Listed};
pub use moments::MomentRow;
pub use records::{Known, RecordKey};
pub use rows::Projection;
use rusqlite::{Connection, OpenFlags, TransactionBehavior};
pub use standing::{BootState, Standing};

use crate::error::{Error, Result};

/// How long a writer waits for another process.
const BUSY: Duration = Duration::from_secs(20);
/// How many idle readers are kept.
const READERS: usize = 4;
/// The log is copied into the book once it has this many pages, when nobody waits.
const CHECKPOINT_PAGES: i64 = 1_000;

/// A book on the disk.
pub struct Store {
    path: PathBuf,
    key: Option<[u8; 32]>,
    writer: Mutex<Connection>,
    readers: Mutex<Vec<Connection>>,
}

/// One transaction.
pub struct Session<'c>(&'c Connection);

impl Store {
    /// Opens the book at `path`, makes it where there is none, and brings its schema up to date.
    pub fn open(path: &Path, key: Option<[u8; 32]>) -> Result<Self> {
        let writer = connect(path, key.as_ref(), OpenFlags::default())?;
        migrate::up(&writer)?;
        Ok(Self { path: path.to_owned(), key, writer: Mutex::new(writer), readers: Mutex::new(Vec::new()) })
    }

    /// Runs `work` in one write transaction: durable when this returns `Ok`, undone when it returns `Err`.
    pub fn write<T>(&self, work: impl FnOnce(&Session<'_>) -> Result<T>) -> Result<T> {
        let mut writer = self.writer();
        let transaction = writer.transaction_with_behavior(TransactionBehavior::Immediate)?;
        let done = work(&Session(&transaction))?;
        transaction.commit()?;
        Ok(done)
    }

    /// Runs `work` as [`Store::write`] does and takes all of it back, to see what it would do.
    pub fn rehearse<T>(&self, work: impl FnOnce(&Session<'_>) -> Result<T>) -> Result<T> {
        let mut writer = self.writer();
        let transaction = writer.transaction_with_behavior(TransactionBehavior::Immediate)?;
        let done = work(&Session(&transaction))?;
        transaction.rollback()?;
        Ok(done)
    }

    /// Runs `work` on one state of the book.
    pub fn read<T>(&self, work: impl FnOnce(&Session<'_>) -> Result<T>) -> Result<T> {
        let idle = self.readers.lock().unwrap_or_else(PoisonError::into_inner).pop();
        let mut reader = match idle {
            Some(reader) => reader,
            None => connect(
                &self.path,
                self.key.as_ref(),
                OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX,
            )?,
        };
        let transaction = reader.transaction()?;
        let done = work(&Session(&transaction));
        drop(transaction);
        let mut readers = self.readers.lock().unwrap_or_else(PoisonError::into_inner);
        if readers.len() < READERS {
            readers.push(reader);
        }
        done
    }

    /// What nobody should wait for: search segments are merged and the log is copied into the book. Called when idle.
    pub fn tidy(&self) -> Result<()> {
        let writer = self.writer();
        search::merge(&writer)?;
        let pages: i64 = writer.query_row("PRAGMA wal_checkpoint(PASSIVE)", [], |row| row.get(1))?;
        if pages > CHECKPOINT_PAGES {
            writer.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(()))?;
        }
        Ok(())
    }

    /// Takes what was deleted out of the files as well: the log is copied and emptied, deleted pages are already zero.
    pub fn scrub(&self) -> Result<()> {
        let writer = self.writer();
        search::optimize(&writer)?;
        writer.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(()))?;
        Ok(())
    }

    /// Lets go of all readers, and so of their locks: a phone ends whoever holds one in the background.
    pub fn suspend(&self) -> Result<()> {
        self.readers.lock().unwrap_or_else(PoisonError::into_inner).clear();
        self.writer().query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(()))?;
        Ok(())
    }

    fn writer(&self) -> MutexGuard<'_, Connection> {
        // A panic in a command rolled its transaction back: the connection is as good as before.
        self.writer.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn connect(path: &Path, key: Option<&[u8; 32]>, flags: OpenFlags) -> Result<Connection> {
    let connection = Connection::open_with_flags(path, flags)?;
    if let Some(key) = key {
        connection.pragma_update(None, "key", format!("x'{}'", data_encoding::HEXLOWER.encode(key)))?;
    }
    connection.busy_timeout(BUSY)?;
    connection.set_prepared_statement_cache_capacity(256);
    if !flags.contains(OpenFlags::SQLITE_OPEN_READ_ONLY) {
        // FULL: what was acknowledged outlives a power cut. Deleted bytes are overwritten, for erasing.
        connection.execute_batch(
            "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON; PRAGMA secure_delete = ON;
             PRAGMA wal_autocheckpoint = 0; PRAGMA journal_size_limit = 0;",
        )?;
    }
    connection.execute_batch("PRAGMA temp_store = MEMORY; PRAGMA cache_size = -4000; PRAGMA mmap_size = 0;")?;
    Ok(connection)
}

impl From<rusqlite::Error> for Error {
    fn from(error: rusqlite::Error) -> Self {
        match error.sqlite_error_code() {
            Some(rusqlite::ErrorCode::DiskFull) => Self::StorageFull,
            Some(rusqlite::ErrorCode::NotADatabase) => {
                Self::Unopened("the file is not a book, or is locked with another key; it was left as it is".to_owned())
            }
            Some(rusqlite::ErrorCode::DatabaseCorrupt) => {
                Self::Unopened("the file is damaged; keep it, and restore a backup or pair a new device".to_owned())
            }
            _ => Self::internal("the book's database", error),
        }
    }
}
