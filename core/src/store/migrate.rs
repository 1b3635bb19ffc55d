//! Bringing a book's schema up to date. Changes are migrated step by step; rows are dropped and made again.

use rusqlite::{Connection, TransactionBehavior};

use crate::error::{Error, Result};

/// Every schema that a book was ever released with, in order. A released file is never edited.
const MIGRATIONS: &[&str] = &[include_str!("migrations/0001_book.sql"), include_str!("migrations/0002_deeds.sql")];
const ROWS: &str = include_str!("rows.sql");

pub(super) fn up(connection: &Connection) -> Result<()> {
    let known = i64::try_from(MIGRATIONS.len()).expect("few migrations");
    let version = |connection: &Connection| connection.query_row("PRAGMA user_version", [], |row| row.get::<_, i64>(0));
    if version(connection)? == known && rows_stamp(connection)? == stamp() {
        return Ok(());
    }
    let transaction = rusqlite::Transaction::new_unchecked(connection, TransactionBehavior::Immediate)?;
    let at = version(&transaction)?;
    if at > known {
        return Err(Error::Unopened(
            "it was written by a newer version of Rapport; it was left as it is. Update this one to open it".to_owned(),
        ));
    }
    let done = usize::try_from(at).unwrap_or(0);
    for migration in &MIGRATIONS[done..] {
        transaction.execute_batch(migration)?;
    }
    transaction.pragma_update(None, "user_version", known)?;
    if rows_stamp(&transaction)? != stamp() {
        make_rows(&transaction)?;
    }
    transaction.commit()?;
    Ok(())
}

/// Drops all rows and makes their tables anew, empty; the companion fills them again from the changes.
pub(super) fn make_rows(connection: &Connection) -> Result<()> {
    let made = "SELECT name FROM sqlite_schema WHERE type = 'table' AND sql LIKE 'CREATE VIRTUAL%'
                UNION ALL SELECT name FROM sqlite_schema WHERE type = 'table' AND sql LIKE 'CREATE TABLE%'
                AND name NOT LIKE 'search\\_%' ESCAPE '\\' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\'
                AND name NOT IN ('meta', 'record', 'change', 'erasure', 'sync', 'deed', 'draft')";
    let tables: Vec<String> = connection.prepare(made)?.query_map([], |row| row.get(0))?.collect::<Result<_, _>>()?;
    for table in tables {
        connection.execute_batch(&format!("DROP TABLE {table}"))?;
    }
    connection.execute_batch(ROWS)?;
    connection.execute("INSERT OR REPLACE INTO meta (name, value) VALUES ('rows', ?1)", [stamp()])?;
    connection.execute("INSERT OR REPLACE INTO meta (name, value) VALUES ('rows_due', 1)", [])?;
    Ok(())
}

fn rows_stamp(connection: &Connection) -> Result<String> {
    let exists = connection.prepare("SELECT 1 FROM sqlite_schema WHERE name = 'meta'")?.exists([])?;
    if !exists {
        return Ok(String::new());
    }
    let mut statement = connection.prepare("SELECT value FROM meta WHERE name = 'rows'")?;
    let mut rows = statement.query([])?;
    Ok(rows.next()?.map(|row| row.get(0)).transpose()?.unwrap_or_default())
}

/// What the rows were made from: their tables' text, and how models are projected onto them.
fn stamp() -> String {
    use sha2::{Digest as _, Sha256};
    let digest =
        Sha256::new().chain_update(ROWS).chain_update(super::rows::PROJECTION_VERSION.to_le_bytes()).finalize();
    data_encoding::HEXLOWER.encode(&digest)
}
