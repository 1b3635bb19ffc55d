//! A full disk without one: a database is made to find no more room, with the error that SQLite has for it.

use std::path::Path;

use rusqlite::{Connection, OptionalExtension as _};

/// From now on there is room for so many more rows in a table, and then the disk is full: each of them takes a number, and
/// SQLite calls a table that has run out of numbers a full disk.
///
/// # Panics
/// If it is no database, or has no such table.
pub fn fill(database: &Path, table: &str, rows: i64) {
    make_room(database);
    let taken = i64::MAX - rows;
    let sql = format!(
        "CREATE TABLE full_disk (number INTEGER PRIMARY KEY AUTOINCREMENT);
         INSERT INTO full_disk VALUES ({taken});
         CREATE TRIGGER full_disk_here BEFORE INSERT ON {table} BEGIN INSERT INTO full_disk VALUES (NULL); END;"
    );
    open(database).execute_batch(&sql).expect("a disk can be filled");
}

/// There is room again.
///
/// # Panics
/// If it is no database.
pub fn make_room(database: &Path) {
    let sql = "DROP TRIGGER IF EXISTS full_disk_here; DROP TABLE IF EXISTS full_disk;";
    open(database).execute_batch(sql).expect("room can be made");
}

/// Whether [`fill`] was called, and no room made since.
pub(crate) fn is_full(database: &Path) -> bool {
    let sql = "SELECT 1 FROM sqlite_schema WHERE name = 'full_disk'";
    open(database).query_row(sql, [], |_| Ok(())).optional().expect("the schema can be read").is_some()
}

fn open(database: &Path) -> Connection {
    Connection::open(database).expect("a database opens")
}
