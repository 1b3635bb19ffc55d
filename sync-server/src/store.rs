//! Where books are kept: what the rules of the feed need from a database, and no more.
//!
//! [`Snapshot`] reads one state, [`Txn`] changes it. Neither decides anything: verdicts, digests and positions are
//! computed in [`crate::feed`]. Every implementation passes [`conformance`].

use std::{ops::ControlFlow, path::Path};

use rapport_protocol::{BookId, ChangeId, DeviceNumber, Digest, Epoch, Item, Position, RecordId};

pub mod conformance;
pub mod sqlite;

pub use sqlite::SqliteStore;

/// A database that holds any number of books, shared by any number of nodes.
pub trait Store: Send + Sync {
    /// Opens one snapshot: everything read through it is of one moment (rule `one_snapshot`).
    fn read(&self) -> Result<Box<dyn Snapshot + '_>, StoreError>;

    /// Begins to write. Dropped without [`Txn::commit`], it leaves nothing behind.
    fn write(&self) -> Result<Box<dyn Txn + '_>, StoreError>;

    /// How many requests may share one commit. One, where the lock is a row's and not the whole database's.
    fn requests_a_commit(&self) -> usize;

    /// Whether another process has written since this was last asked.
    fn changed_elsewhere(&self) -> Result<bool, StoreError>;

    /// Moves everything committed to its final place and empties the write-ahead log, so that erased bytes are gone
    /// from it too; false if somebody who reads an older state keeps it from that.
    fn checkpoint(&self) -> Result<bool, StoreError>;

    /// Writes a whole, consistent copy to a file that does not exist yet. Nobody waits for it.
    fn backup_to(&self, file: &Path) -> Result<(), StoreError>;

    /// Replaces everything by a copy, in one step. `prepare` may change the copy before anybody can read it.
    fn restore_from(&self, file: &Path, prepare: Prepare<'_>) -> Result<(), StoreError>;
}

/// What is done to a restored copy before it is read.
pub type Prepare<'a> = &'a mut dyn FnMut(&mut dyn Txn) -> Result<(), StoreError>;

/// One state of the database.
pub trait Snapshot {
    /// The device that has the token with this hash, revoked or not.
    fn device(&self, token_hash: &[u8; 32]) -> Result<Option<StoredDevice>, StoreError>;
    /// Every device ever paired with a book, oldest first.
    fn devices(&self, book: BookKey) -> Result<Vec<StoredDevice>, StoreError>;
    /// The book with this id.
    fn find_book(&self, id: BookId) -> Result<Option<BookKey>, StoreError>;
    /// Every book.
    fn books(&self) -> Result<Vec<BookKey>, StoreError>;
    /// A book's row.
    fn book(&self, book: BookKey) -> Result<StoredBook, StoreError>;

    /// A record's row.
    fn record(&self, book: BookKey, id: RecordId) -> Result<Option<StoredRecord>, StoreError>;
    /// Whether a change of this name was ever accepted (rule `ids_kept`: also when it is only in a pack).
    fn has_change(&self, record: RecordKey, id: ChangeId) -> Result<bool, StoreError>;
    /// The greatest turn accepted of an actor in a record; 0 if none.
    fn last_turn(&self, record: RecordKey, actor: &[u8; 16]) -> Result<u64, StoreError>;

    /// The feed after a position, in order, until `visit` breaks.
    fn feed(&self, book: BookKey, after: Position, visit: VisitEntry<'_>) -> Result<(), StoreError>;
    /// The entries of one record, in order.
    fn entries(&self, record: RecordKey, visit: VisitEntry<'_>) -> Result<(), StoreError>;
    /// Records whose first position is at most `head` and less than `below`, newest first; not the erased ones.
    fn records_below(
        &self,
        book: BookKey,
        head: Position,
        below: Position,
        visit: Visit<'_, StoredRecord>,
    ) -> Result<(), StoreError>;
    /// How many records that are not erased have their first position after `head`.
    fn records_after(&self, book: BookKey, head: Position) -> Result<u64, StoreError>;
    /// Every record of a book that was erased up to a position, the first erased first.
    fn erasures(&self, book: BookKey, upto: Position) -> Result<Vec<RecordId>, StoreError>;

    /// The items of all changes of one record.
    fn record_items(&self, record: RecordKey) -> Result<Vec<Item>, StoreError>;
    /// The items of all changes and erasures of a book, in no order.
    fn items(&self, book: BookKey, visit: Visit<'_, Item>) -> Result<(), StoreError>;
    /// What an item stands for.
    fn find_item(&self, book: BookKey, item: Item) -> Result<Option<Found>, StoreError>;

    /// Whether there is or was such an invitation, used up or not.
    fn knows_invitation(&self, hash: &[u8; 32]) -> Result<bool, StoreError>;

    /// The record with the most entries, if it has at least so many and is not quarantined.
    fn record_to_pack(&self, at_least_entries: u64) -> Result<Option<(BookKey, StoredRecord)>, StoreError>;
}

/// A transaction that writes. What it reads is what it has written so far.
pub trait Txn: Snapshot {
    /// Takes the book's row for this transaction (rule `lock`): every write to a book begins here.
    fn lock_book(&mut self, book: BookKey) -> Result<StoredBook, StoreError>;
    /// Writes the book's row: epoch, head, digest, bytes and records.
    fn put_book(&mut self, book: &StoredBook) -> Result<(), StoreError>;
    /// Makes a book with an empty feed.
    fn add_book(&mut self, id: BookId, epoch: Epoch, now_s: i64) -> Result<BookKey, StoreError>;

    /// Makes a record that has no entry yet.
    fn add_record(&mut self, book: BookKey, id: RecordId, first: Position) -> Result<StoredRecord, StoreError>;
    /// Writes a record's totals and its quarantine.
    fn put_record(&mut self, record: &StoredRecord) -> Result<(), StoreError>;
    /// Notes a change's name.
    fn add_change(&mut self, book: BookKey, record: RecordKey, change: &StoredChange) -> Result<(), StoreError>;
    /// Puts an entry into the feed.
    fn add_entry(&mut self, book: BookKey, record: RecordKey, entry: &StoredEntry<'_>) -> Result<(), StoreError>;
    /// Drops a record's entries and the names of its changes, and marks it as erased at a position.
    fn erase_record(&mut self, record: &StoredRecord, at: Position) -> Result<(), StoreError>;
    /// Drops a record's entries up to a position, and says of their changes that the entry at that position has them.
    fn drop_entries(&mut self, record: RecordKey, upto: Position) -> Result<(), StoreError>;
    /// Lifts every quarantine, so that a newer build tries again; tells how many there were.
    fn lift_quarantines(&mut self) -> Result<u64, StoreError>;

    /// Makes a device, or gives one that is there a new token.
    fn put_device(&mut self, device: &StoredDevice, token_hash: &[u8; 32]) -> Result<(), StoreError>;
    /// Notes when a device was last seen.
    fn seen(&mut self, book: BookKey, number: DeviceNumber, at_s: i64) -> Result<(), StoreError>;
    /// Revokes a device; false if the book has none of this number.
    fn revoke(&mut self, book: BookKey, number: DeviceNumber, now_s: i64) -> Result<bool, StoreError>;

    /// Keeps a pairing secret's hash, and drops those that expired before `now_s`.
    fn put_secret(&mut self, hash: &[u8; 32], secret: &StoredSecret, now_s: i64) -> Result<(), StoreError>;
    /// The pairing secret with this hash.
    fn secret(&self, hash: &[u8; 32]) -> Result<Option<StoredSecret>, StoreError>;
    /// Keeps an invitation's hash.
    fn add_invitation(&mut self, hash: &[u8; 32], uses: u32, now_s: i64) -> Result<(), StoreError>;
    /// Uses an invitation once; false if there is none or it is used up.
    fn use_invitation(&mut self, hash: &[u8; 32]) -> Result<bool, StoreError>;
    /// Whether any invitation can still be used.
    fn has_invitation(&self) -> Result<bool, StoreError>;

    /// Forgets every pairing secret and invitation: in a restored copy those used since would come back to life.
    fn forget_secrets(&mut self) -> Result<(), StoreError>;

    /// Begins a part that can be taken back without the rest: one request among several in a commit.
    fn begin_part(&mut self) -> Result<(), StoreError>;
    /// Ends the part; kept or taken back.
    fn end_part(&mut self, keep: bool) -> Result<(), StoreError>;
    /// Makes everything durable.
    fn commit(self: Box<Self>) -> Result<(), StoreError>;
}

/// Called with each row; breaks to see no more.
pub type Visit<'a, T> = &'a mut dyn FnMut(T) -> ControlFlow<()>;

/// The same for entries, whose bytes are borrowed from the database: only what is taken is copied.
pub type VisitEntry<'a> = &'a mut dyn FnMut(StoredEntry<'_>) -> ControlFlow<()>;

/// A book's place in this database.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct BookKey(pub i64);

/// A record's place in this database.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct RecordKey(pub i64);

/// A book's row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct StoredBook {
    /// Its place.
    pub key: BookKey,
    /// Its name.
    pub id: BookId,
    /// Its epoch.
    pub epoch: Epoch,
    /// Its newest position.
    pub head: Position,
    /// Over all changes accepted and not erased, and all erasures.
    pub digest: Digest,
    /// Bytes of all changes that are not erased, as they came.
    pub bytes: u64,
    /// Records that are not erased.
    pub records: u64,
}

/// A record's row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct StoredRecord {
    /// Its place.
    pub key: RecordKey,
    /// Its name.
    pub id: RecordId,
    /// The position of the first entry it ever had.
    pub first: Position,
    /// How many changes.
    pub changes: u64,
    /// How many operations they hold.
    pub operations: u64,
    /// How many bytes they are.
    pub bytes: u64,
    /// How many entries of the feed carry them.
    pub entries: u64,
    /// Whether merging it failed.
    pub quarantined: bool,
    /// Where its erasure stands in the feed, if it was erased.
    pub erased_at: Option<Position>,
}

/// A change's name, actor and turn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct StoredChange {
    /// Its hash.
    pub id: ChangeId,
    /// What stands for it in digests.
    pub item: Item,
    /// Who made it.
    pub actor: [u8; 16],
    /// Its turn.
    pub turn: u64,
    /// Bytes of its chunk.
    pub size: u64,
    /// Position of the entry that carries it.
    pub position: Position,
}

/// One entry of a feed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct StoredEntry<'a> {
    /// Its place in the feed.
    pub position: Position,
    /// Its record.
    pub record: RecordId,
    /// What it is.
    pub kind: EntryKind,
    /// A change's chunk, a pack's compressed chunks, or nothing.
    pub bytes: &'a [u8],
}

/// What an entry is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum EntryKind {
    /// One change.
    Change(ChangeId),
    /// All changes of a record up to there.
    Pack,
    /// The record was erased.
    Erased,
}

/// What an item stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Found {
    /// A change.
    Change {
        /// Its record.
        record: RecordId,
        /// Its record's place.
        key: RecordKey,
        /// Its hash.
        id: ChangeId,
        /// The entry that carries it.
        position: Position,
        /// Bytes of its chunk.
        size: u64,
    },
    /// An erasure.
    Erasure {
        /// The erased record.
        record: RecordId,
        /// Its marker's position.
        position: Position,
    },
}

/// A device's row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoredDevice {
    /// Its book.
    pub book: BookKey,
    /// Its number.
    pub number: DeviceNumber,
    /// Its name.
    pub name: String,
    /// Whose it is.
    pub person: String,
    /// When it was paired, in seconds since 1970.
    pub paired_at_s: i64,
    /// When it last asked for anything, rounded down to the minute; 0 if never.
    pub seen_at_s: i64,
    /// Whether it was revoked.
    pub revoked: bool,
}

/// A pairing secret's row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct StoredSecret {
    /// For which book.
    pub book: BookKey,
    /// Until when, in seconds since 1970.
    pub expires_at_s: i64,
    /// Which device has used it.
    pub used_by: Option<DeviceNumber>,
}

impl StoreError {
    /// What the system says of a file that could not be read or written.
    #[must_use]
    pub fn of_file(what: &str, error: &std::io::Error) -> Self {
        let said = format!("{what}: {error}");
        match error.kind() {
            std::io::ErrorKind::StorageFull | std::io::ErrorKind::QuotaExceeded => Self::Full(said),
            _ => Self::Unavailable(said),
        }
    }
}

/// The database could not do what it was asked.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// Its disk is full: nothing can be written until somebody makes room, and everything can be read.
    #[error("the disk is full: {0}")]
    Full(String),
    /// It has no time or no disk just now; the same may work later.
    #[error("the database is not available: {0}")]
    Unavailable(String),
    /// It holds what it should not, or was asked what it can't do.
    #[error("the database failed: {0}")]
    Failed(String),
}
