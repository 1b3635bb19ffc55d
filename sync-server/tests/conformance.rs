//! Every store passes the one suite.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::sync::Arc;

use rapport_sync_server::store::{SqliteStore, Store as _, conformance};

#[test]
fn sqlite_in_a_file() {
    let folder = tempfile::tempdir().unwrap();
    let number = std::cell::Cell::new(0);
    conformance::all(|| {
        number.set(number.get() + 1);
        Arc::new(SqliteStore::open(&folder.path().join(format!("{}.sqlite", number.get()))).unwrap())
    });
}

#[test]
fn sqlite_in_memory() {
    conformance::all(|| Arc::new(SqliteStore::in_memory().unwrap()));
}

#[test]
fn two_processes_on_one_file_notice_each_other() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("books.sqlite");
    let (one, other) = (SqliteStore::open(&path).unwrap(), SqliteStore::open(&path).unwrap());
    assert!(!other.changed_elsewhere().unwrap());
    let mut txn = one.write().unwrap();
    txn.add_invitation(&[1; 32], 1, 0).unwrap();
    txn.commit().unwrap();
    assert!(other.changed_elsewhere().unwrap());
    assert!(!other.changed_elsewhere().unwrap());
}
