//! Erasing: the bytes go, a marker stays, and nothing brings the record back.

use rapport_protocol::{Item, RecordId, Verdict};

use crate::store::{EntryKind, StoreError, StoredBook, StoredEntry, Txn};

/// Erases a whole record, known or not. Never refused for quota: it only gives room.
///
/// The caller has locked the book and writes `book` back afterwards.
pub fn erase(txn: &mut dyn Txn, book: &mut StoredBook, id: RecordId) -> Result<Verdict, StoreError> {
    let known = txn.record(book.key, id)?;
    if known.is_some_and(|record| record.erased_at.is_some()) {
        return Ok(Verdict::Have);
    }
    book.head += 1;
    let record = match known {
        Some(record) => {
            // Its items leave the digest and the marker's own comes in (rule `digest_markers`).
            txn.record_items(record.key)?.into_iter().for_each(|item| book.digest.remove(item));
            book.bytes -= record.bytes;
            book.records -= 1;
            record
        }
        None => txn.add_record(book.key, id, book.head)?,
    };
    book.digest.insert(Item::erasure(id));
    txn.erase_record(&record, book.head)?;
    let marker = StoredEntry { position: book.head, record: id, kind: EntryKind::Erased, bytes: &[] };
    txn.add_entry(book.key, record.key, &marker)?;
    Ok(Verdict::Accepted)
}
