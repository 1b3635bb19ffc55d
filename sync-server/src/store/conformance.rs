//! What every [`Store`] must do, as functions to run against one: `all(|| a new, empty store)`.
//!
//! Each panics with what it found wrong.

use std::{ops::ControlFlow, path::Path, sync::Arc};

use rapport_protocol::{BookId, ChangeId, DeviceNumber, Digest, Epoch, Item, Position, RecordId};

use super::{
    BookKey, EntryKind, Found, RecordKey, Snapshot, Store, StoreError, StoredBook, StoredChange, StoredDevice,
    StoredEntry, StoredSecret, Txn,
};

/// Runs every check, each against a store of its own.
pub fn all(empty: impl Fn() -> Arc<dyn Store>) {
    what_is_not_committed_never_was(&*empty());
    a_part_taken_back_leaves_the_others(&*empty());
    a_snapshot_stays_as_it_was(&*empty());
    the_feed_comes_in_order_and_stops_when_told(&*empty());
    packed_changes_keep_their_names(&*empty());
    an_erased_record_keeps_only_its_marker(&*empty());
    records_come_newest_first_by_their_first_position(&*empty());
    a_turn_is_taken_once(&*empty());
    devices_are_found_by_their_tokens(&*empty());
    secrets_expire_and_invitations_run_out(&*empty());
    the_most_scattered_record_is_packed_first(&*empty());
    let folder = std::env::temp_dir().join(format!("rapport-conformance-{}", std::process::id()));
    std::fs::create_dir_all(&folder).expect("a folder for backups");
    a_backup_comes_back_prepared(&*empty(), &folder.join("backup"));
    std::fs::remove_dir_all(&folder).expect("the folder was made here");
}

const BOOK: BookId = BookId([1; 16]);
const EPOCH: Epoch = Epoch([2; 16]);

type Done = Result<(), StoreError>;

fn within(store: &dyn Store, work: impl FnOnce(&mut dyn Txn) -> Done) {
    let mut txn = store.write().expect("a transaction begins");
    work(&mut *txn).expect("the store does what it is asked");
    txn.commit().expect("a transaction ends");
}

fn book(store: &dyn Store) -> BookKey {
    within(store, |txn| txn.add_book(BOOK, EPOCH, 1).map(drop));
    store.read().and_then(|snapshot| snapshot.find_book(BOOK)).expect("readable").expect("made above")
}

/// Puts one change of a record into the feed, as the rules do.
fn put(txn: &mut dyn Txn, key: BookKey, record: RecordId, turn: u64) -> Result<(RecordKey, ChangeId), StoreError> {
    let mut book = txn.lock_book(key)?;
    book.head += 1;
    let mut row = match txn.record(key, record)? {
        Some(row) => row,
        None => txn.add_record(key, record, book.head)?,
    };
    let id = ChangeId([u8::try_from(book.head).expect("few changes"); 32]);
    let (item, actor, position) = (Item::change(record, id), [9; 16], book.head);
    txn.add_change(key, row.key, &StoredChange { id, item, actor, turn, size: 3, position })?;
    txn.add_entry(key, row.key, &StoredEntry { position, record, kind: EntryKind::Change(id), bytes: b"abc" })?;
    row.entries += 1;
    row.changes += 1;
    txn.put_record(&row)?;
    book.digest.insert(item);
    txn.put_book(&book)?;
    Ok((row.key, id))
}

fn feed(snapshot: &dyn Snapshot, book: BookKey, after: Position, most: usize) -> Vec<(Position, EntryKind, Vec<u8>)> {
    let mut seen = Vec::new();
    let mut visit = |entry: StoredEntry<'_>| {
        seen.push((entry.position, entry.kind, entry.bytes.to_vec()));
        if seen.len() < most { ControlFlow::Continue(()) } else { ControlFlow::Break(()) }
    };
    snapshot.feed(book, after, &mut visit).expect("readable");
    seen
}

fn what_is_not_committed_never_was(store: &dyn Store) {
    let mut txn = store.write().expect("a transaction begins");
    let key = txn.add_book(BOOK, EPOCH, 1).expect("written");
    assert_eq!(txn.book(key).expect("its own writes are seen").epoch, EPOCH);
    drop(txn);
    assert!(store.read().expect("readable").books().expect("readable").is_empty());
}

fn a_part_taken_back_leaves_the_others(store: &dyn Store) {
    let key = book(store);
    within(store, |txn| {
        for (turn, keep) in [(1, true), (2, false), (2, true)] {
            txn.begin_part()?;
            put(txn, key, RecordId([1; 16]), turn)?;
            txn.end_part(keep)?;
        }
        Ok(())
    });
    let snapshot = store.read().expect("readable");
    assert_eq!(snapshot.book(key).expect("there").head, 2);
    assert_eq!(feed(&*snapshot, key, 0, 9).len(), 2);
}

fn a_snapshot_stays_as_it_was(store: &dyn Store) {
    let key = book(store);
    within(store, |txn| put(txn, key, RecordId([1; 16]), 1).map(drop));
    let snapshot = store.read().expect("readable");
    let before = (snapshot.book(key).expect("there"), feed(&*snapshot, key, 0, 9));
    std::thread::scope(|scope| {
        // In memory, where one connection does everything, the writer waits for the snapshot to end.
        let writer = scope.spawn(|| within(store, |txn| put(txn, key, RecordId([2; 16]), 1).map(drop)));
        std::thread::yield_now();
        assert_eq!((snapshot.book(key).expect("there"), feed(&*snapshot, key, 0, 9)), before);
        drop(snapshot);
        writer.join().expect("the writer goes on");
    });
    assert_eq!(feed(&*store.read().expect("readable"), key, 0, 9).len(), 2);
}

fn the_feed_comes_in_order_and_stops_when_told(store: &dyn Store) {
    let key = book(store);
    within(store, |txn| {
        (1..=5).try_for_each(|n| put(txn, key, RecordId([n % 2; 16]), u64::from(n.div_ceil(2))).map(drop))
    });
    let snapshot = store.read().expect("readable");
    let positions = |after, most| feed(&*snapshot, key, after, most).iter().map(|(at, ..)| *at).collect::<Vec<_>>();
    assert_eq!(positions(0, 9), [1, 2, 3, 4, 5]);
    assert_eq!(positions(2, 2), [3, 4]);
    assert!(positions(u64::MAX, 9).is_empty());
    let record = snapshot.record(key, RecordId([1; 16])).expect("readable").expect("there");
    let mut own = Vec::new();
    let mut visit = |entry: StoredEntry<'_>| {
        own.push(entry.position);
        ControlFlow::Continue(())
    };
    snapshot.entries(record.key, &mut visit).expect("readable");
    assert_eq!(own, [1, 3, 5]);
}

fn packed_changes_keep_their_names(store: &dyn Store) {
    let (key, record) = (book(store), RecordId([1; 16]));
    let mut put_here = Vec::new();
    within(store, |txn| {
        for turn in 1..=3 {
            put_here.push(put(txn, key, record, turn)?);
        }
        let row = put_here[0].0;
        txn.drop_entries(row, 2)?;
        txn.add_entry(key, row, &StoredEntry { position: 2, record, kind: EntryKind::Pack, bytes: b"pack" })
    });
    let snapshot = store.read().expect("readable");
    let kinds: Vec<_> = feed(&*snapshot, key, 0, 9).into_iter().map(|(at, kind, _)| (at, kind)).collect();
    assert_eq!(kinds, [(2, EntryKind::Pack), (3, EntryKind::Change(put_here[2].1))]);
    for ((row, id), position) in put_here.into_iter().zip([2, 2, 3]) {
        assert!(snapshot.has_change(row, id).expect("readable"));
        let found = snapshot.find_item(key, Item::change(record, id)).expect("readable");
        assert_eq!(found, Some(Found::Change { record, key: row, id, position, size: 3 }));
    }
}

fn an_erased_record_keeps_only_its_marker(store: &dyn Store) {
    let (key, record, other) = (book(store), RecordId([1; 16]), RecordId([2; 16]));
    within(store, |txn| {
        put(txn, key, record, 1)?;
        put(txn, key, other, 1)?;
        let row = txn.record(key, record)?.expect("put above");
        txn.erase_record(&row, 3)?;
        txn.add_entry(key, row.key, &StoredEntry { position: 3, record, kind: EntryKind::Erased, bytes: b"" })
    });
    let snapshot = store.read().expect("readable");
    let row = snapshot.record(key, record).expect("readable").expect("its marker stays");
    assert_eq!((row.erased_at, row.changes, row.entries), (Some(3), 0, 0));
    assert_eq!(snapshot.last_turn(row.key, &[9; 16]).expect("readable"), 0);
    assert_eq!(snapshot.erasures(key, Position::MAX).expect("readable"), [record]);
    assert_eq!(snapshot.erasures(key, 0).expect("readable"), []);
    let found = snapshot.find_item(key, Item::erasure(record)).expect("readable");
    assert_eq!(found, Some(Found::Erasure { record, position: 3 }));
    assert_eq!(feed(&*snapshot, key, 0, 9).iter().map(|(at, ..)| *at).collect::<Vec<_>>(), [2, 3]);
    let mut digest = Digest::default();
    let mut visit = |item| {
        digest.insert(item);
        ControlFlow::Continue(())
    };
    snapshot.items(key, &mut visit).expect("readable");
    let expected = [Item::erasure(record), Item::change(other, ChangeId([2; 32]))];
    assert_eq!(digest, expected.into_iter().collect());
}

fn records_come_newest_first_by_their_first_position(store: &dyn Store) {
    let key = book(store);
    within(store, |txn| {
        // The first record is edited last: it stays the oldest.
        [(1, 1), (2, 1), (3, 1), (1, 2)]
            .into_iter()
            .try_for_each(|(n, turn)| put(txn, key, RecordId([n; 16]), turn).map(drop))
    });
    let snapshot = store.read().expect("readable");
    let below = |head, below| {
        let mut firsts = Vec::new();
        let mut visit = |row: super::StoredRecord| {
            firsts.push(row.first);
            ControlFlow::Continue(())
        };
        snapshot.records_below(key, head, below, &mut visit).expect("readable");
        firsts
    };
    assert_eq!(below(4, u64::MAX), [3, 2, 1]);
    assert_eq!(below(2, u64::MAX), [2, 1]);
    assert_eq!(below(4, 2), [1]);
    assert_eq!(snapshot.records_after(key, 1).expect("readable"), 2);
}

fn a_turn_is_taken_once(store: &dyn Store) {
    let (key, record) = (book(store), RecordId([1; 16]));
    within(store, |txn| put(txn, key, record, 1).map(drop));
    let row = store.read().and_then(|snapshot| snapshot.record(key, record)).expect("readable").expect("there").key;
    assert_eq!(store.read().and_then(|snapshot| snapshot.last_turn(row, &[9; 16])).expect("readable"), 1);
    let mut txn = store.write().expect("a transaction begins");
    assert!(put(&mut *txn, key, record, 1).is_err(), "one actor has two changes of one turn");
}

fn devices_are_found_by_their_tokens(store: &dyn Store) {
    let key = book(store);
    let device = |n: u8, paired_at_s| StoredDevice {
        book: key,
        number: DeviceNumber([n; 8]),
        name: "Phone".into(),
        person: "Kim".into(),
        paired_at_s,
        seen_at_s: 0,
        revoked: false,
    };
    within(store, |txn| {
        txn.put_device(&device(1, 20), &[1; 32])?;
        txn.put_device(&device(2, 10), &[2; 32])?;
        txn.put_device(&device(1, 20), &[3; 32])?;
        txn.seen(key, DeviceNumber([2; 8]), 60)?;
        assert!(txn.revoke(key, DeviceNumber([2; 8]), 70)?);
        assert!(!txn.revoke(key, DeviceNumber([5; 8]), 70)?);
        Ok(())
    });
    let snapshot = store.read().expect("readable");
    assert_eq!(snapshot.device(&[1; 32]).expect("readable"), None, "a token that was replaced");
    assert_eq!(snapshot.device(&[3; 32]).expect("readable"), Some(device(1, 20)));
    let revoked = StoredDevice { seen_at_s: 60, revoked: true, ..device(2, 10) };
    assert_eq!(snapshot.devices(key).expect("readable"), [revoked, device(1, 20)]);
}

fn secrets_expire_and_invitations_run_out(store: &dyn Store) {
    let key = book(store);
    let secret = |expires_at_s| StoredSecret { book: key, expires_at_s, used_by: None };
    within(store, |txn| {
        txn.put_secret(&[1; 32], &secret(100), 0)?;
        txn.put_secret(&[2; 32], &secret(300), 0)?;
        let used = StoredSecret { used_by: Some(DeviceNumber([4; 8])), ..secret(300) };
        txn.put_secret(&[2; 32], &used, 200)?;
        assert_eq!((txn.secret(&[1; 32])?, txn.secret(&[2; 32])?), (None, Some(used)));
        txn.add_invitation(&[7; 32], 2, 0)?;
        assert_eq!([(); 3].map(|()| txn.use_invitation(&[7; 32]).expect("written")), [true, true, false]);
        assert!(!txn.has_invitation()?);
        assert_eq!([txn.knows_invitation(&[7; 32])?, txn.knows_invitation(&[8; 32])?], [true, false]);
        txn.add_invitation(&[8; 32], 1, 0)?;
        assert!(txn.has_invitation()?);
        txn.forget_secrets()?;
        assert!(!txn.has_invitation()? && txn.secret(&[2; 32])?.is_none());
        Ok(())
    });
}

fn the_most_scattered_record_is_packed_first(store: &dyn Store) {
    let key = book(store);
    within(store, |txn| {
        (1..=3).try_for_each(|turn| put(txn, key, RecordId([1; 16]), turn).map(drop))?;
        (1..=2).try_for_each(|turn| put(txn, key, RecordId([2; 16]), turn).map(drop))
    });
    let next = |at_least| {
        let found = store.read().and_then(|snapshot| snapshot.record_to_pack(at_least)).expect("readable");
        found.map(|(_, row)| row)
    };
    assert_eq!(next(4), None);
    let first = next(2).expect("two records have as many entries");
    assert_eq!(first.id, RecordId([1; 16]));
    within(store, |txn| txn.put_record(&super::StoredRecord { quarantined: true, ..first }));
    assert_eq!(next(2).map(|row| row.id), Some(RecordId([2; 16])));
    within(store, |txn| txn.lift_quarantines().map(|lifted| assert_eq!(lifted, 1)));
    assert_eq!(next(2).map(|row| row.id), Some(first.id));
}

fn a_backup_comes_back_prepared(store: &dyn Store, file: &Path) {
    let key = book(store);
    within(store, |txn| put(txn, key, RecordId([1; 16]), 1).map(drop));
    store.backup_to(file).expect("a backup is written");
    assert!(store.backup_to(file).is_err(), "a backup overwrote another");
    within(store, |txn| put(txn, key, RecordId([2; 16]), 1).map(drop));
    let failed = store.restore_from(file, &mut |_| Err(StoreError::Failed("on purpose".into())));
    assert!(failed.is_err());
    assert_eq!(feed(&*store.read().expect("readable"), key, 0, 9).len(), 2, "a failed restore changed something");
    let restored = store.restore_from(file, &mut |txn| {
        let book = txn.lock_book(key)?;
        txn.put_book(&StoredBook { epoch: Epoch([5; 16]), ..book })
    });
    restored.expect("a backup comes back");
    let snapshot = store.read().expect("readable");
    assert_eq!(feed(&*snapshot, key, 0, 9).len(), 1);
    assert_eq!(snapshot.book(key).expect("there").epoch, Epoch([5; 16]));
}
