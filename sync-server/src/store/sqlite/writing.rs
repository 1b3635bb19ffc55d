//! What is written, over the one connection that writes.

use rapport_protocol::{BookId, DeviceNumber, Epoch, Item, Position, RecordId};
use rusqlite::{Params, params};

use super::{SqliteTxn, reading::signed};
use crate::store::{
    BookKey, EntryKind, RecordKey, Snapshot as _, StoreError, StoredBook, StoredChange, StoredDevice, StoredEntry,
    StoredRecord, StoredSecret, Txn,
};

impl Txn for SqliteTxn<'_> {
    fn lock_book(&mut self, book: BookKey) -> Result<StoredBook, StoreError> {
        // `BEGIN IMMEDIATE` holds the lock of the whole file, which no other process has while we do.
        self.book(book)
    }

    fn put_book(&mut self, book: &StoredBook) -> Result<(), StoreError> {
        let StoredBook { key, id: _, epoch, head, digest, bytes, records } = book;
        let sql = "UPDATE books SET epoch = ?2, head = ?3, digest_count = ?4, digest_sum = ?5, bytes = ?6, records = ?7
                   WHERE key = ?1";
        let count = signed(digest.count);
        self.run(sql, params![key.0, epoch.0, signed(*head), count, digest.sum, signed(*bytes), signed(*records)])
    }

    fn add_book(&mut self, id: BookId, epoch: Epoch, now_s: i64) -> Result<BookKey, StoreError> {
        let sql = "INSERT INTO books (id, epoch, head, digest_count, digest_sum, bytes, records, made_at_s)
                   VALUES (?1, ?2, 0, 0, zeroblob(32), 0, 0, ?3)";
        self.run(sql, params![id.0, epoch.0, now_s])?;
        Ok(BookKey(self.connection.last_insert_rowid()))
    }

    fn add_record(&mut self, book: BookKey, id: RecordId, first: Position) -> Result<StoredRecord, StoreError> {
        let sql = "INSERT INTO records (book, id, first, changes, operations, bytes, entries) VALUES (?1, ?2, ?3, 0, 0, 0, 0)";
        self.run(sql, params![book.0, id.0, signed(first)])?;
        Ok(StoredRecord {
            key: RecordKey(self.connection.last_insert_rowid()),
            id,
            first,
            changes: 0,
            operations: 0,
            bytes: 0,
            entries: 0,
            quarantined: false,
            erased_at: None,
        })
    }

    fn put_record(&mut self, record: &StoredRecord) -> Result<(), StoreError> {
        let StoredRecord { key, changes, operations, bytes, entries, quarantined, .. } = record;
        let sql = "UPDATE records SET changes = ?2, operations = ?3, bytes = ?4, entries = ?5, quarantined = ?6 WHERE key = ?1";
        let [changes, operations, bytes, entries] = [*changes, *operations, *bytes, *entries].map(signed);
        self.run(sql, params![key.0, changes, operations, bytes, entries, quarantined])
    }

    fn add_change(&mut self, book: BookKey, record: RecordKey, change: &StoredChange) -> Result<(), StoreError> {
        let StoredChange { id, item, actor, turn, size, position } = change;
        let sql = "INSERT INTO changes (record, id, book, item, actor, turn, size, position)
                   VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)";
        let [turn, size, position] = [*turn, *size, *position].map(signed);
        self.run(sql, params![record.0, id.0, book.0, item.0, actor, turn, size, position])
    }

    fn add_entry(&mut self, book: BookKey, record: RecordKey, entry: &StoredEntry<'_>) -> Result<(), StoreError> {
        let (kind, change) = match entry.kind {
            EntryKind::Change(id) => (0, Some(id.0)),
            EntryKind::Pack => (1, None),
            EntryKind::Erased => (2, None),
        };
        let sql =
            "INSERT INTO entries (book, position, record, kind, change_id, bytes) VALUES (?1, ?2, ?3, ?4, ?5, ?6)";
        self.run(sql, params![book.0, signed(entry.position), record.0, kind, change, entry.bytes])
    }

    fn erase_record(&mut self, record: &StoredRecord, at: Position) -> Result<(), StoreError> {
        self.run("DELETE FROM entries WHERE record = ?1", [record.key.0])?;
        self.run("DELETE FROM changes WHERE record = ?1", [record.key.0])?;
        let sql =
            "UPDATE records SET changes = 0, operations = 0, bytes = 0, entries = 0, quarantined = 0, erased_at = ?2,
                   erasure_item = ?3 WHERE key = ?1";
        self.run(sql, params![record.key.0, signed(at), Item::erasure(record.id).0])
    }

    fn drop_entries(&mut self, record: RecordKey, upto: Position) -> Result<(), StoreError> {
        self.run("DELETE FROM entries WHERE record = ?1 AND position <= ?2", params![record.0, signed(upto)])?;
        let sql = "UPDATE changes SET position = ?2 WHERE record = ?1 AND position < ?2";
        self.run(sql, params![record.0, signed(upto)])
    }

    fn lift_quarantines(&mut self) -> Result<u64, StoreError> {
        self.run("UPDATE records SET quarantined = 0 WHERE quarantined <> 0", [])?;
        Ok(self.connection.changes())
    }

    fn put_device(&mut self, device: &StoredDevice, token_hash: &[u8; 32]) -> Result<(), StoreError> {
        let StoredDevice { book, number, name, person, paired_at_s, seen_at_s, revoked: _ } = device;
        let sql = "INSERT INTO devices (book, number, token_hash, name, person, paired_at_s, seen_at_s)
                   VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7) ON CONFLICT (book, number) DO UPDATE SET token_hash = ?3";
        self.run(sql, params![book.0, number.0, token_hash, name, person, paired_at_s, seen_at_s])
    }

    fn seen(&mut self, book: BookKey, number: DeviceNumber, at_s: i64) -> Result<(), StoreError> {
        let sql = "UPDATE devices SET seen_at_s = ?3 WHERE book = ?1 AND number = ?2";
        self.run(sql, params![book.0, number.0, at_s])
    }

    fn revoke(&mut self, book: BookKey, number: DeviceNumber, now_s: i64) -> Result<bool, StoreError> {
        let sql = "UPDATE devices SET revoked_at_s = coalesce(revoked_at_s, ?3) WHERE book = ?1 AND number = ?2";
        self.run(sql, params![book.0, number.0, now_s])?;
        Ok(self.connection.changes() > 0)
    }

    fn put_secret(&mut self, hash: &[u8; 32], secret: &StoredSecret, now_s: i64) -> Result<(), StoreError> {
        self.run("DELETE FROM pairing_secrets WHERE expires_at_s < ?1", [now_s])?;
        let sql = "INSERT OR REPLACE INTO pairing_secrets (hash, book, expires_at_s, used_by) VALUES (?1, ?2, ?3, ?4)";
        let used_by = secret.used_by.map(|number| number.0);
        self.run(sql, params![hash, secret.book.0, secret.expires_at_s, used_by])
    }

    fn secret(&self, hash: &[u8; 32]) -> Result<Option<StoredSecret>, StoreError> {
        self.one("SELECT book, expires_at_s, used_by FROM pairing_secrets WHERE hash = ?1", [hash], |row| {
            let used_by = row.get::<_, Option<[u8; 8]>>(2)?.map(DeviceNumber);
            Ok(StoredSecret { book: BookKey(row.get(0)?), expires_at_s: row.get(1)?, used_by })
        })
    }

    fn add_invitation(&mut self, hash: &[u8; 32], uses: u32, now_s: i64) -> Result<(), StoreError> {
        let sql = "INSERT INTO invitations (hash, uses_left, made_at_s) VALUES (?1, ?2, ?3)";
        self.run(sql, params![hash, uses, now_s])
    }

    fn use_invitation(&mut self, hash: &[u8; 32]) -> Result<bool, StoreError> {
        self.run("UPDATE invitations SET uses_left = uses_left - 1 WHERE hash = ?1 AND uses_left > 0", [hash])?;
        Ok(self.connection.changes() > 0)
    }

    fn has_invitation(&self) -> Result<bool, StoreError> {
        Ok(self.one("SELECT 1 FROM invitations WHERE uses_left > 0", [], |_| Ok(()))?.is_some())
    }

    fn forget_secrets(&mut self) -> Result<(), StoreError> {
        self.run("DELETE FROM pairing_secrets", [])?;
        self.run("DELETE FROM invitations", [])
    }

    fn begin_part(&mut self) -> Result<(), StoreError> {
        self.run("SAVEPOINT part", [])
    }

    fn end_part(&mut self, keep: bool) -> Result<(), StoreError> {
        if !keep {
            self.run("ROLLBACK TO part", [])?;
        }
        self.run("RELEASE part", [])
    }

    fn commit(mut self: Box<Self>) -> Result<(), StoreError> {
        self.run("COMMIT", [])?;
        self.open = false;
        Ok(())
    }
}

impl SqliteTxn<'_> {
    fn run(&self, sql: &str, params: impl Params) -> Result<(), StoreError> {
        self.connection.prepare_cached(sql)?.execute(params)?;
        Ok(())
    }
}
