//! What becomes of each change that a device offers.

use std::collections::HashMap;

use rapport_document::CheckedChange;
use rapport_protocol::{Item, RecordId, Verdict, limit};

use super::Offered;
use crate::store::{EntryKind, StoreError, StoredBook, StoredChange, StoredEntry, StoredRecord, Txn};

/// Takes what can be taken, in the order in which it was offered, and says what became of each.
///
/// The caller has locked the book and writes `book` back afterwards. `quota_bytes` is what the book may hold.
pub fn accept(
    txn: &mut dyn Txn,
    book: &mut StoredBook,
    offered: &[Offered],
    quota_bytes: u64,
) -> Result<Vec<Verdict>, StoreError> {
    let mut records = HashMap::new();
    let mut verdicts = Vec::with_capacity(offered.len());
    for offer in offered {
        let record = match records.entry(offer.record) {
            std::collections::hash_map::Entry::Occupied(known) => known.into_mut(),
            std::collections::hash_map::Entry::Vacant(new) => {
                new.insert(Touched { row: txn.record(book.key, offer.record)?, waits: false, changed: false })
            }
        };
        let verdict = judge(txn, book, record, offer, quota_bytes)?;
        if let (Verdict::Accepted, Ok(change)) = (verdict, &offer.change) {
            insert(txn, book, record, offer.record, change)?;
        }
        // After a refusal the rest of that record waits; other records go on.
        record.waits |= !verdict.confirms();
        verdicts.push(verdict);
    }
    for record in records.into_values().filter(|record| record.changed) {
        txn.put_record(&record.row.expect("a record that changed has a row"))?;
    }
    Ok(verdicts)
}

/// A record of this push.
struct Touched {
    row: Option<StoredRecord>,
    waits: bool,
    changed: bool,
}

fn judge(
    txn: &dyn Txn,
    book: &StoredBook,
    record: &Touched,
    offer: &Offered,
    quota_bytes: u64,
) -> Result<Verdict, StoreError> {
    if let Some(row) = &record.row {
        if row.erased_at.is_some() {
            return Ok(Verdict::Erased);
        }
        // Named by record and hash (rule `id_binds_record`), and remembered when its bytes are in a pack (`ids_kept`).
        if txn.has_change(row.key, offer.id)? {
            return Ok(Verdict::Have);
        }
    }
    if record.waits {
        return Ok(Verdict::Missing);
    }
    let change = match &offer.change {
        Ok(change) => change,
        Err(refused) => return Ok(*refused),
    };
    let last = match &record.row {
        Some(row) => txn.last_turn(row.key, &change.actor().0)?,
        None => 0,
    };
    // First accepted wins, whoever brings it and whoever made it (rule `carry`).
    if change.turn() <= last {
        return Ok(Verdict::Fork);
    }
    if change.turn() > last + 1 {
        return Ok(Verdict::Missing);
    }
    for dependency in change.deps() {
        let known = match &record.row {
            Some(row) => txn.has_change(row.key, *dependency)?,
            None => false,
        };
        if !known {
            return Ok(Verdict::Missing);
        }
    }
    let (changes, operations, bytes) = record.row.map_or((0, 0, 0), |row| (row.changes, row.operations, row.bytes));
    let size = change.bytes().len() as u64;
    if changes + 1 > limit::CHANGES_A_RECORD as u64
        || operations + change.operations() > limit::OPERATIONS_A_RECORD
        || bytes + size > limit::RECORD_BYTES as u64
    {
        return Ok(Verdict::TooLarge);
    }
    if book.bytes + size > quota_bytes {
        return Ok(Verdict::Quota);
    }
    Ok(Verdict::Accepted)
}

fn insert(
    txn: &mut dyn Txn,
    book: &mut StoredBook,
    record: &mut Touched,
    id: RecordId,
    change: &CheckedChange,
) -> Result<(), StoreError> {
    // The position comes from the locked row, and its entry is written in the same transaction (rule `lock`).
    book.head += 1;
    let position = book.head;
    let row = if let Some(row) = &mut record.row {
        row
    } else {
        book.records += 1;
        record.row.insert(txn.add_record(book.key, id, position)?)
    };
    let size = change.bytes().len() as u64;
    row.changes += 1;
    row.entries += 1;
    row.operations += change.operations();
    row.bytes += size;
    book.bytes += size;
    record.changed = true;

    let item = Item::change(id, change.id());
    book.digest.insert(item);
    let (actor, turn) = (change.actor().0, change.turn());
    txn.add_change(book.key, row.key, &StoredChange { id: change.id(), item, actor, turn, size, position })?;
    let kind = EntryKind::Change(change.id());
    txn.add_entry(book.key, row.key, &StoredEntry { position, record: id, kind, bytes: change.bytes() })
}
