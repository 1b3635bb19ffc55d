//! Packing: the entries of one record become one, and no device can tell.
//!
//! The worker reads, merges outside of any transaction, then writes only if what it read is still there.

use std::ops::ControlFlow;

use rapport_protocol::{Epoch, Position, RecordId, body};

use super::chunks;
use crate::store::{BookKey, EntryKind, Snapshot, StoreError, StoredEntry, StoredRecord, Txn};

/// A record to be packed, as it was read.
#[derive(Debug, Clone)]
pub struct Packing {
    /// Its book.
    pub book: BookKey,
    /// Its name.
    pub record: RecordId,
    /// All of its changes, dependencies first.
    pub chunks: Vec<u8>,
    epoch: Epoch,
    read: Vec<Read>,
}

/// An entry as the worker saw it: where it stood, what it was, how many bytes it had.
type Read = (Position, EntryKind, usize);

/// Reads the record that has the most entries, if it has at least so many.
pub fn find_packing(snapshot: &dyn Snapshot, at_least_entries: u64) -> Result<Option<Packing>, StoreError> {
    let Some((book, record)) = snapshot.record_to_pack(at_least_entries)? else { return Ok(None) };
    let epoch = snapshot.book(book)?.epoch;
    // All of the record's entries from its first on, with nothing left out (rule `pack_prefix`).
    let read = entries(snapshot, &record)?;
    Ok(Some(Packing { book, record: record.id, chunks: chunks(snapshot, record.key)?, epoch, read }))
}

/// Puts the pack in place of the entries it was made from; false if they are no longer all there.
pub fn put_pack(txn: &mut dyn Txn, packing: &Packing) -> Result<bool, StoreError> {
    let Some((book, mut record)) = still_there(txn, packing)? else { return Ok(false) };
    let Some(&(position, ..)) = packing.read.last() else { return Ok(false) };
    // The names of its changes stay (rule `ids_kept`): retries and later dependencies are judged by them.
    txn.drop_entries(record.key, position)?;
    // At the place of the last change in it: a device behind gets it before whatever depends on it, a device past it
    // gets nothing (rule `pack_place`).
    let bytes = body::deflate(&packing.chunks);
    let pack = StoredEntry { position, record: record.id, kind: EntryKind::Pack, bytes: &bytes };
    txn.add_entry(book, record.key, &pack)?;
    record.entries = record.entries + 1 - packing.read.len() as u64;
    txn.put_record(&record)?;
    Ok(true)
}

/// Sets a record aside that can't be merged: it stays as it is and is served as it is, but not packed. False, and nothing
/// done, if it is no longer what could not be merged.
pub fn quarantine(txn: &mut dyn Txn, packing: &Packing) -> Result<bool, StoreError> {
    let Some((_, mut record)) = still_there(txn, packing)? else { return Ok(false) };
    record.quarantined = true;
    txn.put_record(&record)?;
    Ok(true)
}

/// The record, if everything that the worker read of it is still there, in the same epoch. Otherwise bytes that were erased
/// meanwhile would come back, or a restored book would get what it does not have (rule `pack_cas`). What came after it is no
/// hindrance: it builds on what was read.
fn still_there(txn: &mut dyn Txn, packing: &Packing) -> Result<Option<(BookKey, StoredRecord)>, StoreError> {
    let book = txn.lock_book(packing.book)?;
    match txn.record(book.key, packing.record)? {
        Some(record) if book.epoch == packing.epoch && entries(txn, &record)?.starts_with(&packing.read) => {
            Ok(Some((book.key, record)))
        }
        _ => Ok(None),
    }
}

fn entries(snapshot: &(impl Snapshot + ?Sized), record: &StoredRecord) -> Result<Vec<Read>, StoreError> {
    let mut read = Vec::new();
    snapshot.entries(record.key, &mut |entry| {
        read.push((entry.position, entry.kind, entry.bytes.len()));
        ControlFlow::Continue(())
    })?;
    Ok(read)
}
