//! The only room that names rusqlite: changes, records, rows, search, and where the sync stands.
//!
//! One connection writes, a few read; SQLite in WAL mode lets them, and other processes, go on side by side. A
//! [`Session`] is one of them inside a transaction: all reads of a query see one state, all writes of a command are kept
//! together or not at all.

mod changes;
mod compare;
mod connection;
mod contacts;
mod deeds;
mod drafts;
mod enrolments;
mod exchange;
mod facts;
mod giving;
mod ledger;
mod lists;
mod migrate;
mod moments;
mod nearby;
mod network;
mod records;
mod rows;
mod search;
mod session;
mod standing;
mod touches;
mod waiting;

use std::{
    path::{Path, PathBuf},
    sync::{
        Mutex, MutexGuard, PoisonError,
        atomic::{AtomicBool, AtomicU64, Ordering},
    },
};

use rusqlite::{Connection, TransactionBehavior};

pub use changes::Stored;
pub use compare::{Prints, Scratch, differing};
pub use deeds::{Deed, Effect};
pub use enrolments::EnrolmentRow;
pub use facts::Link;
pub use ledger::Written;
pub use lists::{ConflictRow, Listed};
pub use moments::MomentRow;
pub use records::{Known, RecordKey, Seen};
pub use rows::Projection;
pub use session::Session;
pub use standing::{BootState, Repaired, Standing};
pub use touches::Cadence;

use crate::error::Result;

/// How many idle readers are kept.
const READERS: usize = 4;
/// The log is emptied, not only copied, once it has this many pages (4 MB in a new book), when nobody waits.
const LOG_PAGES: i64 = 4_000;

/// A book on the disk.
pub struct Store {
    path: PathBuf,
    key: Option<[u8; 32]>,
    writer: Mutex<Option<Connection>>,
    readers: Mutex<Vec<Connection>>,
    written: AtomicU64,
    /// Whether the writer has more room in memory than it should keep.
    roomy: AtomicBool,
}

impl Store {
    /// Opens the book at `path`, makes it where there is none, and brings its schema up to date.
    ///
    /// # Errors
    /// [`crate::Error::Unopened`] if it is no book, is damaged, is newer or needs another key; it is left as it is.
    pub fn open(path: &Path, key: Option<[u8; 32]>) -> Result<Self> {
        let writer = connection::writer(path, key.as_ref())?;
        migrate::up(&writer)?;
        Ok(Self {
            path: path.to_owned(),
            key,
            writer: Mutex::new(Some(writer)),
            readers: Mutex::default(),
            written: AtomicU64::new(0),
            roomy: AtomicBool::new(false),
        })
    }

    /// Runs `work` in one write transaction: durable when this returns `Ok`, undone when it returns `Err`.
    pub fn write<T>(&self, work: impl FnOnce(&Session<'_>) -> Result<T>) -> Result<T> {
        if self.roomy.swap(false, Ordering::AcqRel) {
            self.with_writer(|writer| connection::set_room(writer, connection::ROOM_KIB))?;
        }
        self.transact(work)
    }

    /// Runs `work` as [`Store::write`] does, with room in memory for the many pages that a first sync touches. The room stays until
    /// the next ordinary write, so that the next part finds in memory what this one left there.
    pub fn write_much<T>(&self, work: impl FnOnce(&Session<'_>) -> Result<T>) -> Result<T> {
        self.with_writer(|writer| connection::set_room(writer, connection::MUCH_KIB))?;
        self.roomy.store(true, Ordering::Release);
        self.transact(work)
    }

    fn transact<T>(&self, work: impl FnOnce(&Session<'_>) -> Result<T>) -> Result<T> {
        self.with_writer(|writer| {
            let transaction = writer.transaction_with_behavior(TransactionBehavior::Immediate)?;
            let session = Session::new(&transaction);
            let done = work(&session)?;
            session.keep_standing()?;
            transaction.commit()?;
            self.written.fetch_add(1, Ordering::Release);
            Ok(done)
        })
    }

    /// Runs `work` as [`Store::write`] does and takes all of it back, to see what it would do.
    pub fn rehearse<T>(&self, work: impl FnOnce(&Session<'_>) -> Result<T>) -> Result<T> {
        self.with_writer(|writer| {
            let transaction = writer.transaction_with_behavior(TransactionBehavior::Immediate)?;
            let done = work(&Session::new(&transaction))?;
            transaction.rollback()?;
            Ok(done)
        })
    }

    /// Runs `work` on one state of the book.
    pub fn read<T>(&self, work: impl FnOnce(&Session<'_>) -> Result<T>) -> Result<T> {
        let idle = self.readers().pop();
        let mut reader = idle.map_or_else(|| connection::reader(&self.path, self.key.as_ref()), Ok)?;
        let transaction = reader.transaction()?;
        let done = work(&Session::new(&transaction));
        drop(transaction);
        let mut readers = self.readers();
        if readers.len() < READERS {
            readers.push(reader);
        }
        done
    }

    /// How many transactions this process has written: whoever tidies waits until it stands still.
    pub fn written(&self) -> u64 {
        self.written.load(Ordering::Acquire)
    }

    /// A number that is another one after *another* process has written.
    pub fn others_version(&self) -> Result<i64> {
        self.with_writer(|writer| Ok(writer.query_row("PRAGMA data_version", [], |row| row.get(0))?))
    }

    /// What nobody should wait for: search segments are merged, little by little so that a command may come between, and the log
    /// is copied into the book. Called when idle.
    pub fn tidy(&self) -> Result<()> {
        self.scrub()?;
        while self.with_writer(|writer| search::merge(writer))? {}
        self.with_writer(|writer| {
            let pages: i64 = writer.query_row("PRAGMA wal_checkpoint(PASSIVE)", [], |row| row.get(1))?;
            if pages > LOG_PAGES {
                empty_log(writer)?;
            }
            Ok(())
        })
    }

    /// Takes what was erased out of the files as well, if something was since the last time: the log is copied and
    /// emptied, deleted pages are already zero. While another process reads, the log stays, and so does the need.
    pub fn scrub(&self) -> Result<()> {
        self.with_writer(|writer| {
            if !Session::new(writer).scrub_is_due()? {
                return Ok(());
            }
            search::optimize(writer)?;
            let held: bool = writer.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |row| row.get(0))?;
            if held { Ok(()) } else { Session::new(writer).scrubbed() }
        })
    }

    /// Closes every connection, and so lets go of every lock: a phone ends whoever holds one in the background. They open
    /// again by themselves.
    pub fn suspend(&self) -> Result<()> {
        self.readers().clear();
        self.with_writer(|writer| empty_log(writer))?;
        *self.writer() = None;
        Ok(())
    }

    fn with_writer<T>(&self, work: impl FnOnce(&mut Connection) -> Result<T>) -> Result<T> {
        let mut writer = self.writer();
        if writer.is_none() {
            *writer = Some(connection::writer(&self.path, self.key.as_ref())?);
        }
        work(writer.as_mut().expect("it was opened just now"))
    }

    fn writer(&self) -> MutexGuard<'_, Option<Connection>> {
        // A panic in a command rolled its transaction back: the connection is as good as before.
        self.writer.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn readers(&self) -> MutexGuard<'_, Vec<Connection>> {
        self.readers.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Copies the log into the book and empties it, as far as no reader needs it.
fn empty_log(writer: &Connection) -> Result<()> {
    Ok(writer.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(()))?)
}
