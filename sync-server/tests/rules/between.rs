//! What others do between two steps of one request.

use std::{path::Path, sync::Mutex};

use rapport_protocol::{BookId, ChangeId, Position};
use rapport_sync_server::{
    refusal_log::{RefusalLog, Refused},
    store::{
        BookKey, Found, Prepare, RecordKey, Snapshot, Store, StoreError, StoredBook, StoredDevice, StoredRecord, Txn,
        Visit, VisitEntry,
    },
};

use super::*;

#[test]
fn one_snapshot_holds_page_cursor_and_digest() {
    // Another device pushes at each moment of an exchange: before the store is opened the first or any later time, and
    // after the book's row was read, before its feed is.
    for moment in [Moment::Read(1), Moment::Read(2), Moment::Read(3), Moment::Feed] {
        let folder = tempfile::tempdir().unwrap();
        let store = Arc::new(Between::over(SqliteStore::open(&folder.path().join("books.sqlite")).unwrap()));
        let world = World::over(store.clone());
        let phone = world.first();
        phone.push(&world.node, vec![push(record(1), &first(phone.actor(), "a"))]);
        let (node, other) = (world.node.clone(), phone.clone());
        store.before(moment, move || {
            other.push(&node, vec![push(record(2), &first(other.actor(), "b"))]);
        });
        let page = phone.push(&world.node, vec![]);
        let item = |entry: &rapport_protocol::Entry| match entry.body {
            EntryBody::Change { id, .. } => Item::change(entry.record, id),
            _ => panic!("only changes were pushed"),
        };
        let items: Digest = page.entries.iter().map(item).collect();
        assert_eq!((page.upto, page.digest), (page.entries.len() as u64, Some(items)), "{moment:?}");
        let known = if moment == Moment::Read(1) { 2 } else { 1 };
        assert_eq!(page.upto, known, "{moment:?}");
    }
}

#[test]
fn repair_cursor_first_the_head_of_a_round_is_no_newer_than_its_set() {
    let folder = tempfile::tempdir().unwrap();
    let store = Arc::new(Between::over(SqliteStore::open(&folder.path().join("books.sqlite")).unwrap()));
    let world = World::over(store.clone());
    let phone = world.first();
    phone.push(&world.node, vec![push(record(1), &first(phone.actor(), "a"))]);
    // What another device pushes while the set is read is in the feed after the head that the round names.
    let (node, other) = (world.node.clone(), phone.clone());
    store.before(Moment::Feed, move || {
        other.push(&node, vec![push(record(2), &first(other.actor(), "b"))]);
    });
    let (_, head, items) = listed(&world, &phone);
    assert_eq!(world.node.feed(&phone.token).unwrap().head, 2, "the other device has pushed");
    assert_eq!((head, items), (1, BTreeSet::from([Item::change(record(1), first(phone.actor(), "a").id())])));
}

#[test]
fn refusal_log_of_a_book_that_is_made_anew_is_read_while_nobody_waits() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("refusals.log");
    let log = Arc::new(RefusalLog::open(&path).unwrap());
    log.append(Refused::Erased(common::BOOK, record(1))).unwrap();
    let store = Arc::new(Between::over(SqliteStore::in_memory().unwrap()));
    let world = World::over(store.clone());
    let node = Node::new(store.clone(), world.clock.clone(), world.dice.clone());
    let world = World { node: Arc::new(node.with_refusal_log(log).open_to_all()), ..world };
    // By the time that the book is locked, the log can't be read any more, except for what came meanwhile.
    store.before(Moment::Lock, move || {
        let garbage = vec![b'x'; usize::try_from(std::fs::metadata(&path).unwrap().len()).unwrap()];
        std::fs::write(&path, [garbage, format!("erased {} {}\n", common::BOOK, record(2)).into_bytes()].concat())
            .unwrap();
    });
    let phone = world.first();
    for n in [1, 2] {
        let change = first(phone.actor(), "a");
        assert_eq!(phone.push(&world.node, vec![push(record(n), &change)]).changes, [Verdict::Erased]);
    }
}

#[test]
fn revoke_in_txn_a_push_that_waited_while_its_device_was_revoked_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("books.sqlite");
    let store = Arc::new(Between::over(SqliteStore::open(&path).unwrap()));
    let world = World::over(store.clone());
    let phone = world.first();
    let lost = world.join(2, &phone);
    world.node.admit(&lost.token).unwrap();
    // The push was let in; another process revokes the device before it has the lock.
    let (other, number) = (SqliteStore::open(&path).unwrap(), lost.number);
    store.before(Moment::Lock, move || {
        let mut txn = other.write().unwrap();
        let book = txn.find_book(common::BOOK).unwrap().unwrap();
        txn.revoke(book, number, 1).unwrap();
        txn.commit().unwrap();
    });
    let pushed = world.node.exchange(&lost.token, lost.request(vec![push(record(1), &first(lost.actor(), "a"))]));
    assert_eq!(pushed.unwrap_err().code, RefusalCode::Revoked);
    assert!(whole_feed(&world, &phone)[0].entries.is_empty());
}

/// A store in which others get a word in, once.
struct Between {
    store: SqliteStore,
    meanwhile: Mutex<Option<(Moment, Meanwhile)>>,
}

/// When they do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Moment {
    /// Before a snapshot is opened the so manieth time.
    Read(u32),
    /// Before a feed, or the items of a book, are read.
    Feed,
    /// Before a lock is taken.
    Lock,
}

type Meanwhile = Box<dyn FnOnce() + Send>;

impl Between {
    fn over(store: SqliteStore) -> Self {
        Self { store, meanwhile: Mutex::default() }
    }

    fn before(&self, moment: Moment, meanwhile: impl FnOnce() + Send + 'static) {
        *self.meanwhile.lock().unwrap() = Some((moment, Box::new(meanwhile)));
    }

    fn it_is(&self, now: Moment) {
        let mut waits = self.meanwhile.lock().unwrap();
        match (&mut *waits, now) {
            (Some((Moment::Read(more), _)), Moment::Read(_)) if *more > 1 => *more -= 1,
            (Some((awaited, _)), _) if *awaited == now => {
                let happens = waits.take();
                drop(waits);
                if let Some((_, happens)) = happens {
                    happens();
                }
            }
            _ => {}
        }
    }
}

impl Store for Between {
    fn read(&self) -> Result<Box<dyn Snapshot + '_>, StoreError> {
        self.it_is(Moment::Read(1));
        Ok(Box::new(Read { snapshot: self.store.read()?, store: self }))
    }

    fn write(&self) -> Result<Box<dyn Txn + '_>, StoreError> {
        self.it_is(Moment::Lock);
        self.store.write()
    }

    fn requests_a_commit(&self) -> usize {
        self.store.requests_a_commit()
    }

    fn changed_elsewhere(&self) -> Result<bool, StoreError> {
        self.store.changed_elsewhere()
    }

    fn checkpoint(&self) -> Result<bool, StoreError> {
        self.store.checkpoint()
    }

    fn backup_to(&self, file: &Path) -> Result<(), StoreError> {
        self.store.backup_to(file)
    }

    fn restore_from(&self, file: &Path, prepare: Prepare<'_>) -> Result<(), StoreError> {
        self.store.restore_from(file, prepare)
    }
}

/// A snapshot of such a store.
struct Read<'a> {
    snapshot: Box<dyn Snapshot + 'a>,
    store: &'a Between,
}

/// Hands calls on as they are.
macro_rules! hand_on {
    ($($name:ident($($argument:ident: $kind:ty),*) -> $answer:ty;)*) => {
        $(fn $name(&self, $($argument: $kind),*) -> Result<$answer, StoreError> {
            self.snapshot.$name($($argument),*)
        })*
    };
}

impl Snapshot for Read<'_> {
    fn feed(&self, book: BookKey, after: Position, visit: VisitEntry<'_>) -> Result<(), StoreError> {
        self.store.it_is(Moment::Feed);
        self.snapshot.feed(book, after, visit)
    }

    fn items(&self, book: BookKey, visit: Visit<'_, Item>) -> Result<(), StoreError> {
        self.store.it_is(Moment::Feed);
        self.snapshot.items(book, visit)
    }

    hand_on! {
        device(token_hash: &[u8; 32]) -> Option<StoredDevice>;
        devices(book: BookKey) -> Vec<StoredDevice>;
        find_book(id: BookId) -> Option<BookKey>;
        books() -> Vec<BookKey>;
        book(book: BookKey) -> StoredBook;
        record(book: BookKey, id: RecordId) -> Option<StoredRecord>;
        has_change(record: RecordKey, id: ChangeId) -> bool;
        last_turn(record: RecordKey, actor: &[u8; 16]) -> u64;
        entries(record: RecordKey, visit: VisitEntry<'_>) -> ();
        records_below(book: BookKey, head: Position, below: Position, visit: Visit<'_, StoredRecord>) -> ();
        records_after(book: BookKey, head: Position) -> u64;
        erasures(book: BookKey, upto: Position) -> Vec<RecordId>;
        record_items(record: RecordKey) -> Vec<Item>;
        find_item(book: BookKey, item: Item) -> Option<Found>;
        knows_invitation(hash: &[u8; 32]) -> bool;
        record_to_pack(at_least_entries: u64) -> Option<(BookKey, StoredRecord)>;
    }
}
