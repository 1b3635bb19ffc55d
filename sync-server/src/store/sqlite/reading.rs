//! What is read, over one connection with a transaction under way.

use std::ops::ControlFlow;

use rapport_protocol::{BookId, ChangeId, DeviceNumber, Digest, Epoch, Item, Position, RecordId};
use rusqlite::{OptionalExtension as _, Params, Row, params, types::FromSqlError};

use super::SqliteTxn;
use crate::store::{
    BookKey, EntryKind, Found, RecordKey, Snapshot, StoreError, StoredBook, StoredDevice, StoredEntry, StoredRecord,
    Visit, VisitEntry,
};

const DEVICE: &str = "book, number, name, person, paired_at_s, seen_at_s, revoked_at_s IS NOT NULL";
const RECORD: &str = "key, id, first, changes, operations, bytes, entries, quarantined, erased_at";

impl Snapshot for SqliteTxn<'_> {
    fn device(&self, token_hash: &[u8; 32]) -> Result<Option<StoredDevice>, StoreError> {
        self.one(&format!("SELECT {DEVICE} FROM devices WHERE token_hash = ?1"), [token_hash], device)
    }

    fn devices(&self, book: BookKey) -> Result<Vec<StoredDevice>, StoreError> {
        self.all(
            &format!("SELECT {DEVICE} FROM devices WHERE book = ?1 ORDER BY paired_at_s, number"),
            [book.0],
            device,
        )
    }

    fn find_book(&self, id: BookId) -> Result<Option<BookKey>, StoreError> {
        self.one("SELECT key FROM books WHERE id = ?1", [&id.0], |row| row.get(0).map(BookKey))
    }

    fn books(&self) -> Result<Vec<BookKey>, StoreError> {
        self.all("SELECT key FROM books ORDER BY key", [], |row| row.get(0).map(BookKey))
    }

    fn book(&self, key: BookKey) -> Result<StoredBook, StoreError> {
        let sql = "SELECT id, epoch, head, digest_count, digest_sum, bytes, records FROM books WHERE key = ?1";
        let read = |row: &Row<'_>| {
            Ok(StoredBook {
                key,
                id: BookId(row.get(0)?),
                epoch: Epoch(row.get(1)?),
                head: number(row, 2)?,
                digest: Digest { count: number(row, 3)?, sum: row.get(4)? },
                bytes: number(row, 5)?,
                records: number(row, 6)?,
            })
        };
        self.one(sql, [key.0], read)?.ok_or_else(|| StoreError::Failed("a device of a book that is not there".into()))
    }

    fn record(&self, book: BookKey, id: RecordId) -> Result<Option<StoredRecord>, StoreError> {
        let sql = format!("SELECT {RECORD} FROM records WHERE book = ?1 AND id = ?2");
        self.one(&sql, params![book.0, id.0], |row| record(row, 0))
    }

    fn has_change(&self, record: RecordKey, id: ChangeId) -> Result<bool, StoreError> {
        let found =
            self.one("SELECT 1 FROM changes WHERE record = ?1 AND id = ?2", params![record.0, id.0], |_| Ok(()));
        Ok(found?.is_some())
    }

    fn last_turn(&self, record: RecordKey, actor: &[u8; 16]) -> Result<u64, StoreError> {
        let sql = "SELECT turn FROM changes WHERE record = ?1 AND actor = ?2 ORDER BY turn DESC LIMIT 1";
        Ok(self.one(sql, params![record.0, actor], |row| number(row, 0))?.unwrap_or(0))
    }

    fn feed(&self, book: BookKey, after: Position, visit: VisitEntry<'_>) -> Result<(), StoreError> {
        let sql =
            "SELECT e.position, r.id, e.kind, e.change_id, e.bytes FROM entries e JOIN records r ON r.key = e.record
                   WHERE e.book = ?1 AND e.position > ?2 ORDER BY e.position";
        self.each_entry(sql, params![book.0, signed(after)], visit)
    }

    fn entries(&self, key: RecordKey, visit: VisitEntry<'_>) -> Result<(), StoreError> {
        let sql =
            "SELECT e.position, r.id, e.kind, e.change_id, e.bytes FROM entries e JOIN records r ON r.key = e.record
                   WHERE e.record = ?1 ORDER BY e.position";
        self.each_entry(sql, [key.0], visit)
    }

    fn records_below(
        &self,
        book: BookKey,
        head: Position,
        below: Position,
        visit: Visit<'_, StoredRecord>,
    ) -> Result<(), StoreError> {
        let sql = format!(
            "SELECT {RECORD} FROM records WHERE book = ?1 AND first <= ?2 AND first < ?3 AND erased_at IS NULL
             ORDER BY first DESC"
        );
        self.each(&sql, params![book.0, signed(head), signed(below)], |row| Ok(visit(record(row, 0)?)))
    }

    fn records_after(&self, book: BookKey, head: Position) -> Result<u64, StoreError> {
        let sql = "SELECT count(*) FROM records WHERE book = ?1 AND first > ?2 AND erased_at IS NULL";
        Ok(self.one(sql, params![book.0, signed(head)], |row| number(row, 0))?.unwrap_or(0))
    }

    fn erasures(&self, book: BookKey, upto: Position) -> Result<Vec<RecordId>, StoreError> {
        let sql = "SELECT id FROM records WHERE book = ?1 AND erased_at <= ?2 ORDER BY erased_at";
        self.all(sql, params![book.0, signed(upto)], |row| row.get(0).map(RecordId))
    }

    fn record_items(&self, key: RecordKey) -> Result<Vec<Item>, StoreError> {
        self.all("SELECT item FROM changes WHERE record = ?1", [key.0], |row| row.get(0).map(Item))
    }

    fn items(&self, book: BookKey, visit: Visit<'_, Item>) -> Result<(), StoreError> {
        let sql = "SELECT item FROM changes WHERE book = ?1
                   UNION ALL SELECT erasure_item FROM records WHERE book = ?1 AND erased_at IS NOT NULL";
        self.each(sql, [book.0], |row| Ok(visit(Item(row.get(0)?))))
    }

    fn find_item(&self, book: BookKey, item: Item) -> Result<Option<Found>, StoreError> {
        let change = "SELECT r.id, r.key, c.id, c.position, c.size FROM changes c JOIN records r ON r.key = c.record
                      WHERE c.book = ?1 AND c.item = ?2";
        let found = self.one(change, params![book.0, item.0], |row| {
            Ok(Found::Change {
                record: RecordId(row.get(0)?),
                key: RecordKey(row.get(1)?),
                id: ChangeId(row.get(2)?),
                position: number(row, 3)?,
                size: number(row, 4)?,
            })
        })?;
        if found.is_some() {
            return Ok(found);
        }
        let erasure =
            "SELECT id, erased_at FROM records WHERE book = ?1 AND erasure_item = ?2 AND erased_at IS NOT NULL";
        self.one(erasure, params![book.0, item.0], |row| {
            Ok(Found::Erasure { record: RecordId(row.get(0)?), position: number(row, 1)? })
        })
    }

    fn knows_invitation(&self, hash: &[u8; 32]) -> Result<bool, StoreError> {
        Ok(self.one("SELECT 1 FROM invitations WHERE hash = ?1", [hash], |_| Ok(()))?.is_some())
    }

    fn record_to_pack(&self, at_least_entries: u64) -> Result<Option<(BookKey, StoredRecord)>, StoreError> {
        let sql = format!(
            "SELECT book, {RECORD} FROM records WHERE entries > 1 AND quarantined = 0 AND entries >= ?1
             ORDER BY entries DESC LIMIT 1"
        );
        self.one(&sql, [signed(at_least_entries)], |row| Ok((BookKey(row.get(0)?), record(row, 1)?)))
    }
}

impl SqliteTxn<'_> {
    pub(super) fn one<T>(
        &self,
        sql: &str,
        params: impl Params,
        read: impl FnOnce(&Row<'_>) -> rusqlite::Result<T>,
    ) -> Result<Option<T>, StoreError> {
        Ok(self.connection.prepare_cached(sql)?.query_row(params, read).optional()?)
    }

    fn all<T>(
        &self,
        sql: &str,
        params: impl Params,
        mut read: impl FnMut(&Row<'_>) -> rusqlite::Result<T>,
    ) -> Result<Vec<T>, StoreError> {
        let mut rows = Vec::new();
        self.each(sql, params, |row| {
            rows.push(read(row)?);
            Ok(ControlFlow::Continue(()))
        })?;
        Ok(rows)
    }

    fn each(
        &self,
        sql: &str,
        params: impl Params,
        mut visit: impl FnMut(&Row<'_>) -> rusqlite::Result<ControlFlow<()>>,
    ) -> Result<(), StoreError> {
        let mut statement = self.connection.prepare_cached(sql)?;
        let mut rows = statement.query(params)?;
        while let Some(row) = rows.next()? {
            if visit(row)?.is_break() {
                break;
            }
        }
        Ok(())
    }

    fn each_entry(&self, sql: &str, params: impl Params, visit: VisitEntry<'_>) -> Result<(), StoreError> {
        self.each(sql, params, |row| {
            let kind = match row.get::<_, i64>(2)? {
                0 => EntryKind::Change(ChangeId(row.get(3)?)),
                1 => EntryKind::Pack,
                2 => EntryKind::Erased,
                other => return Err(FromSqlError::OutOfRange(other).into()),
            };
            let bytes = row.get_ref(4)?.as_blob()?;
            Ok(visit(StoredEntry { position: number(row, 0)?, record: RecordId(row.get(1)?), kind, bytes }))
        })
    }
}

fn device(row: &Row<'_>) -> rusqlite::Result<StoredDevice> {
    Ok(StoredDevice {
        book: BookKey(row.get(0)?),
        number: DeviceNumber(row.get(1)?),
        name: row.get(2)?,
        person: row.get(3)?,
        paired_at_s: row.get(4)?,
        seen_at_s: row.get(5)?,
        revoked: row.get(6)?,
    })
}

fn record(row: &Row<'_>, from: usize) -> rusqlite::Result<StoredRecord> {
    Ok(StoredRecord {
        key: RecordKey(row.get(from)?),
        id: RecordId(row.get(from + 1)?),
        first: number(row, from + 2)?,
        changes: number(row, from + 3)?,
        operations: number(row, from + 4)?,
        bytes: number(row, from + 5)?,
        entries: number(row, from + 6)?,
        quarantined: row.get(from + 7)?,
        erased_at: row.get::<_, Option<i64>>(from + 8)?.and_then(|at| u64::try_from(at).ok()),
    })
}

fn number(row: &Row<'_>, column: usize) -> rusqlite::Result<u64> {
    let signed: i64 = row.get(column)?;
    u64::try_from(signed).map_err(|_| FromSqlError::OutOfRange(signed).into())
}

/// SQLite counts to 2^63; a device may claim to stand beyond that, where there is nothing.
pub(super) fn signed(number: u64) -> i64 {
    i64::try_from(number).unwrap_or(i64::MAX)
}
