//! Books in one SQLite file: write-ahead log, synced at every commit, deleted bytes overwritten.

use std::{
    fs::{File, OpenOptions},
    ops::Deref,
    path::{Path, PathBuf},
    sync::{Mutex, MutexGuard, PoisonError},
};

use rusqlite::{Connection, ErrorCode, OpenFlags, backup, config::DbConfig, ffi};

use super::{Prepare, Snapshot, Store, StoreError, Txn};

mod reading;
mod writing;

/// Each released schema, in order; `user_version` says how many a file has.
const MIGRATIONS: [&str; 2] = [include_str!("migrations/0001_books.sql"), include_str!("migrations/0002_feed.sql")];

/// The log is copied into the file at this many pages (32 MB): each time costs two more syncs, and a busy server fills it
/// several times a second where it is small.
const LOG_PAGES: u32 = 8_000;

/// Readers kept open for the next request.
const READERS: usize = 8;

/// A [`Store`] in a SQLite file, or in memory.
#[derive(Debug)]
pub struct SqliteStore {
    /// Nothing for a database in memory, which has one connection for everything.
    path: Option<PathBuf>,
    writer: Mutex<Connection>,
    readers: Mutex<Vec<Connection>>,
    /// A connection that never writes and so notices who did, and the version that it saw last.
    watcher: Mutex<Option<(Connection, i64)>>,
}

impl SqliteStore {
    /// Opens or makes the file, and brings its schema up to date. The file is readable by its owner alone.
    pub fn open(path: &Path) -> Result<Self, StoreError> {
        make_private(path)?;
        let mut writer = Connection::open(path)?;
        configure(&writer)?;
        migrate(&mut writer)?;
        let store = Self {
            path: Some(path.to_owned()),
            writer: Mutex::new(writer),
            readers: Mutex::default(),
            watcher: Mutex::default(),
        };
        store.changed_elsewhere()?;
        Ok(store)
    }

    /// A database that lives as long as this value: for tests and simulations.
    pub fn in_memory() -> Result<Self, StoreError> {
        let mut writer = Connection::open_in_memory()?;
        configure(&writer)?;
        migrate(&mut writer)?;
        Ok(Self { path: None, writer: Mutex::new(writer), readers: Mutex::default(), watcher: Mutex::default() })
    }

    fn writer(&self) -> MutexGuard<'_, Connection> {
        // A panic while writing has rolled its transaction back on the way out; the connection is sound.
        self.writer.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn reader(&self, path: &Path) -> Result<Connection, StoreError> {
        let kept = self.readers.lock().unwrap_or_else(PoisonError::into_inner).pop();
        kept.map_or_else(|| open_reader(path), Ok)
    }
}

impl Store for SqliteStore {
    fn read(&self) -> Result<Box<dyn Snapshot + '_>, StoreError> {
        let held = match &self.path {
            Some(path) => Held::Reader(Some(self.reader(path)?), &self.readers),
            None => Held::Writer(self.writer()),
        };
        Ok(Box::new(SqliteTxn::begin(held, "BEGIN DEFERRED")?))
    }

    fn write(&self) -> Result<Box<dyn Txn + '_>, StoreError> {
        Ok(Box::new(SqliteTxn::begin(Held::Writer(self.writer()), "BEGIN IMMEDIATE")?))
    }

    fn requests_a_commit(&self) -> usize {
        256
    }

    fn changed_elsewhere(&self) -> Result<bool, StoreError> {
        let Some(path) = &self.path else { return Ok(false) };
        let mut watcher = self.watcher.lock().unwrap_or_else(PoisonError::into_inner);
        let version = |connection: &Connection| connection.query_row("PRAGMA data_version", [], |row| row.get(0));
        if let Some((connection, seen)) = &mut *watcher {
            let now = version(connection)?;
            return Ok(std::mem::replace(seen, now) != now);
        }
        let connection = open_reader(path)?;
        let now = version(&connection)?;
        *watcher = Some((connection, now));
        Ok(false)
    }

    fn checkpoint(&self) -> Result<bool, StoreError> {
        Ok(self.writer().query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |row| row.get::<_, i64>(0))? == 0)
    }

    fn backup_to(&self, file: &Path) -> Result<(), StoreError> {
        if file.exists() {
            let message = format!("{} is there already; name a file that does not exist yet", file.display());
            return Err(StoreError::Failed(message));
        }
        make_private(file)?;
        let text = file.to_str().ok_or_else(|| StoreError::Failed("the file's name is not UTF-8".into()))?;
        let vacuum = |connection: &Connection| connection.execute("VACUUM INTO ?1", [text]);
        let done = match &self.path {
            Some(path) => vacuum(&open_reader(path)?),
            None => vacuum(&self.writer()),
        };
        if done.is_err() {
            let _half_written = std::fs::remove_file(file);
        }
        done?;
        File::open(file).and_then(|file| file.sync_all()).map_err(|error| StoreError::of_file("the backup", &error))
    }

    fn restore_from(&self, file: &Path, prepare: Prepare<'_>) -> Result<(), StoreError> {
        // Prepared in memory, then copied over in one transaction: no reader ever sees the copy unprepared, and a
        // failure on the way leaves what was there.
        let source = Connection::open_with_flags(file, OpenFlags::SQLITE_OPEN_READ_ONLY)?;
        let copy = Self::in_memory()?;
        copy_all(&source, &mut copy.writer())?;
        migrate(&mut copy.writer())?;
        let mut txn = copy.write()?;
        prepare(&mut *txn)?;
        txn.commit()?;
        copy_all(&copy.writer(), &mut self.writer())
    }
}

/// A connection with a transaction under way; rolled back if dropped.
struct SqliteTxn<'a> {
    connection: Held<'a>,
    open: bool,
}

/// Whose connection it is.
enum Held<'a> {
    Writer(MutexGuard<'a, Connection>),
    Reader(Option<Connection>, &'a Mutex<Vec<Connection>>),
}

impl<'a> SqliteTxn<'a> {
    fn begin(connection: Held<'a>, begin: &str) -> Result<Self, StoreError> {
        connection.prepare_cached(begin)?.execute([])?;
        Ok(Self { connection, open: true })
    }
}

impl Drop for SqliteTxn<'_> {
    fn drop(&mut self) {
        if self.open {
            // Fails only where SQLite has rolled back by itself.
            let _rolled_back_already = self.connection.execute_batch("ROLLBACK");
        }
        if let Held::Reader(connection, readers) = &mut self.connection
            && let Some(connection) = connection.take()
        {
            let mut readers = readers.lock().unwrap_or_else(PoisonError::into_inner);
            if readers.len() < READERS {
                readers.push(connection);
            }
        }
    }
}

impl Deref for Held<'_> {
    type Target = Connection;

    fn deref(&self) -> &Connection {
        match self {
            Self::Writer(connection) => connection,
            Self::Reader(connection, _) => connection.as_ref().expect("taken on drop only"),
        }
    }
}

fn open_reader(path: &Path) -> Result<Connection, StoreError> {
    let connection = Connection::open(path)?;
    configure(&connection)?;
    Ok(connection)
}

fn configure(connection: &Connection) -> Result<(), StoreError> {
    connection.busy_timeout(std::time::Duration::from_secs(10))?;
    // A plan that could depend on the values asked for would be made anew each time a kept statement is used.
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true)?;
    connection.set_prepared_statement_cache_capacity(64);
    connection.execute_batch(&format!(
        "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA secure_delete = ON; PRAGMA temp_store = MEMORY;
         PRAGMA wal_autocheckpoint = {LOG_PAGES};"
    ))?;
    Ok(())
}

fn migrate(connection: &mut Connection) -> Result<(), StoreError> {
    let txn = connection.transaction_with_behavior(rusqlite::TransactionBehavior::Immediate)?;
    let version: u32 = txn.query_row("PRAGMA user_version", [], |row| row.get(0))?;
    let Some(missing) = MIGRATIONS.get(version as usize..) else {
        let message = "a newer server has written this database; start that one, or restore a backup".into();
        return Err(StoreError::Failed(message));
    };
    for (number, sql) in (version + 1..).zip(missing) {
        txn.execute_batch(sql)?;
        txn.pragma_update(None, "user_version", number)?;
    }
    Ok(txn.commit()?)
}

fn copy_all(from: &Connection, to: &mut Connection) -> Result<(), StoreError> {
    let copying = backup::Backup::new(from, to)?;
    match copying.step(-1)? {
        backup::StepResult::Done => Ok(()),
        _ => Err(StoreError::Unavailable("another process is using the database; stop it and try again".into())),
    }
}

/// Makes the file, for its owner's eyes alone, before SQLite would with everybody's.
fn make_private(path: &Path) -> Result<(), StoreError> {
    let mut options = OpenOptions::new();
    options.create(true).append(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options
        .open(path)
        .map(drop)
        .map_err(|error| StoreError::Unavailable(format!("{} can't be opened: {error}", path.display())))
}

impl From<rusqlite::Error> for StoreError {
    fn from(error: rusqlite::Error) -> Self {
        // The index beside the log, too, has to grow before anything is written.
        let no_room_for_index = error.sqlite_extended_error_code() == Some(ffi::SQLITE_IOERR_SHMSIZE);
        match error.sqlite_error_code() {
            Some(ErrorCode::DiskFull) => Self::Full(error.to_string()),
            _ if no_room_for_index => Self::Full(error.to_string()),
            Some(
                ErrorCode::DatabaseBusy
                | ErrorCode::DatabaseLocked
                | ErrorCode::SystemIoFailure
                | ErrorCode::OutOfMemory
                | ErrorCode::CannotOpen
                | ErrorCode::ReadOnly,
            ) => Self::Unavailable(error.to_string()),
            _ => Self::Failed(error.to_string()),
        }
    }
}
