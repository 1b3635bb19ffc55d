//! Connections to a book, and what their errors mean to a person.

use std::{path::Path, time::Duration};

use rusqlite::{Connection, ErrorCode, OpenFlags, config::DbConfig, ffi};

use crate::error::{Error, Result};

/// How long a writer waits for another process.
const BUSY: Duration = Duration::from_secs(20);
/// The size of a page of a new book. A visit changes a little of a dozen and a half pages, and writes all of each into the log
/// before it is durable: a quarter of SQLite's 4,096 bytes is a quarter to write.
const PAGE_BYTES: u32 = 1_024;
/// Who never pauses long enough to be tidied copies the log into the book by itself at this many pages (16 MB in a
/// new book).
const LOG_PAGES: u32 = 16_000;
/// A log that was copied stays this long, to be written over: a file that grows is slower to make durable.
const LOG_BYTES: u32 = 4 << 20;
/// How much of the book a connection keeps in memory, and how much while a first sync comes, in KiB.
pub(super) const ROOM_KIB: u32 = 4_000;
pub(super) const MUCH_KIB: u32 = 24_000;

pub(super) fn writer(path: &Path, key: Option<&[u8; 32]>) -> Result<Connection> {
    #[cfg(unix)]
    make_private(path);
    let connection = connect(path, key, OpenFlags::default())?;
    // A book that is made already, or encrypted, keeps the size it has.
    if key.is_none() {
        connection.pragma_update(None, "page_size", PAGE_BYTES)?;
    }
    // FULL: what was acknowledged outlives a power cut. Deleted bytes are overwritten, for erasing.
    connection.execute_batch(&format!(
        "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON; PRAGMA secure_delete = ON;
         PRAGMA wal_autocheckpoint = {LOG_PAGES}; PRAGMA journal_size_limit = {LOG_BYTES};"
    ))?;
    Ok(connection)
}

/// Makes the file of a new book readable to its owner alone; SQLite gives its log the same rights. What stands in the way stands in
/// SQLite's way too, which tells it better.
#[cfg(unix)]
fn make_private(path: &Path) {
    let mut options = std::fs::OpenOptions::new();
    options.write(true).create_new(true);
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    drop(options.open(path));
}

pub(super) fn reader(path: &Path, key: Option<&[u8; 32]>) -> Result<Connection> {
    connect(path, key, OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX)
}

/// A book in memory, for comparing.
pub(super) fn in_memory() -> Result<Connection> {
    let connection = Connection::open_in_memory()?;
    connection.set_prepared_statement_cache_capacity(256);
    Ok(connection)
}

fn connect(path: &Path, key: Option<&[u8; 32]>, flags: OpenFlags) -> Result<Connection> {
    let connection = Connection::open_with_flags(path, flags)?;
    if let Some(key) = key {
        // SQLite without SQLCipher would take the key, say nothing, and keep the book in the clear.
        if !cfg!(feature = "sqlcipher") {
            return Err(Error::Unopened("this build of Rapport keeps no encrypted books; it was left as it is".into()));
        }
        connection.pragma_update(None, "key", format!("x'{}'", data_encoding::HEXLOWER.encode(key)))?;
    }
    connection.busy_timeout(BUSY)?;
    // A plan that could depend on the values asked for would be made anew each time a kept statement is used.
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true)?;
    connection.set_prepared_statement_cache_capacity(256);
    connection.execute_batch("PRAGMA temp_store = MEMORY; PRAGMA mmap_size = 0;")?;
    set_room(&connection, ROOM_KIB)?;
    Ok(connection)
}

/// Sets how much of the book a connection keeps in memory; what is over it is let go.
pub(super) fn set_room(connection: &Connection, kib: u32) -> Result<()> {
    Ok(connection.pragma_update(None, "cache_size", -i64::from(kib))?)
}

impl From<rusqlite::Error> for Error {
    fn from(error: rusqlite::Error) -> Self {
        // The index beside the log, too, has to grow before anything is written.
        let no_room_for_index = error.sqlite_extended_error_code() == Some(ffi::SQLITE_IOERR_SHMSIZE);
        match error.sqlite_error_code() {
            Some(ErrorCode::DiskFull) => Self::StorageFull,
            _ if no_room_for_index => Self::StorageFull,
            Some(ErrorCode::NotADatabase) => {
                Self::Unopened("the file is not a book, or is locked with another key; it was left as it is".to_owned())
            }
            Some(ErrorCode::DatabaseCorrupt) => {
                Self::Unopened("the file is damaged; keep it, and restore a backup or pair a new device".to_owned())
            }
            Some(ErrorCode::CannotOpen | ErrorCode::ReadOnly | ErrorCode::PermissionDenied) => {
                Self::Unopened("this account may not read and write its file, or the folder that it is in".to_owned())
            }
            Some(ErrorCode::DatabaseBusy) => Self::Busy,
            _ => Self::internal("the book's database", error),
        }
    }
}
