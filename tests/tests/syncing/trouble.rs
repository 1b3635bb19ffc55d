//! Servers that were restored, that are full, that lie; pages that come damaged.

use std::sync::{Arc, atomic::Ordering};

use rapport_core::sync::{StuckReason, SyncOutcome, WaitReason};
use rapport_protocol::Verdict;
use rapport_sync_server::{SqliteStore, node::Quota, store::Store};

use crate::wire::{Line, first, node, node_over, store};

fn waiting(outcome: &SyncOutcome) -> Option<(u64, WaitReason)> {
    if let SyncOutcome::Waiting { unsent, reason, .. } = outcome { Some((*unsent, *reason)) } else { None }
}

#[tokio::test]
async fn a_server_restored_from_a_backup_gets_back_what_its_devices_have() {
    let folder = tempfile::tempdir().unwrap();
    let store: Arc<dyn Store> = Arc::new(SqliteStore::open(&folder.path().join("books.sqlite")).unwrap());
    let node = node_over(store, Quota::default());
    let phone = first(&node).await;
    let desktop = phone.joined_by(2, "Desktop").await;
    let early = phone.note("before the backup");
    phone.synced().await;
    desktop.synced().await;
    node.backup_to(&folder.path().join("backup")).unwrap();
    let late = phone.notes(300, "after the backup");
    phone.synced().await;
    desktop.synced().await;
    node.restore_from(&folder.path().join("backup")).unwrap();
    let offline = desktop.note("while it was being restored");
    phone.wire.asked();
    phone.synced().await;
    assert_eq!(phone.wire.asked(), ["exchange", "reconcile", "exchange"]);
    desktop.synced().await;
    phone.synced().await;
    let tablet = phone.joined_by(3, "Tablet").await;
    tablet.synced().await;
    for device in [&phone, &desktop, &tablet] {
        assert!(late.iter().chain([&early, &offline]).all(|note| device.says(*note).is_some()));
    }
}

#[tokio::test]
async fn a_repair_that_is_cut_at_any_request_is_made_good_by_the_next_run() {
    let folder = tempfile::tempdir().unwrap();
    let store: Arc<dyn Store> = Arc::new(SqliteStore::open(&folder.path().join("books.sqlite")).unwrap());
    let node = node_over(store, Quota::default());
    let phone = first(&node).await;
    let desktop = phone.joined_by(2, "Desktop").await;
    desktop.synced().await;
    phone.synced().await;
    let backup = folder.path().join("backup");
    node.backup_to(&backup).unwrap();
    for cut in 0..4 {
        let theirs = desktop.notes(40, "theirs");
        node.restore_from(&backup).unwrap();
        desktop.synced().await;
        let ours = phone.notes(40, "ours");
        phone.wire.plan(std::iter::repeat_n(Line::Good, cut).chain([Line::Unanswered]));
        assert!(matches!(phone.sync().await, SyncOutcome::Offline { .. }), "cut at request {cut}");
        phone.wire.plan.lock().unwrap().clear();
        phone.synced().await;
        desktop.synced().await;
        assert!(theirs.iter().all(|note| phone.says(*note).is_some()));
        assert!(ours.iter().all(|note| desktop.says(*note).is_some()));
    }
}

#[tokio::test]
async fn a_record_that_the_server_has_no_room_for_keeps_no_other_back() {
    let phone = first(&node()).await;
    let held = phone.notes(2_500, "no room for these");
    let free = phone.note("room for this");
    *phone.wire.refuses.lock().unwrap() = Some((held.iter().copied().collect(), Verdict::Quota));
    assert_eq!(waiting(&phone.sync().await), Some((2_500, WaitReason::Quota)));
    let desktop = phone.joined_by(2, "Desktop").await;
    desktop.synced().await;
    assert!(desktop.says(free).is_some() && desktop.says(held[0]).is_none());
    *phone.wire.refuses.lock().unwrap() = None;
    phone.synced().await;
    desktop.synced().await;
    assert!(held.iter().all(|note| desktop.says(*note).is_some()));
}

#[tokio::test]
async fn a_full_book_says_so_and_goes_on_once_there_is_room() {
    let store = store();
    let phone = first(&node_over(Arc::clone(&store), Quota { bytes_a_book: 10_000, ..Quota::default() })).await;
    phone.notes(100, "a note of some length, so that a hundred of them are too many for this server");
    let (unsent, reason) = waiting(&phone.sync().await).unwrap();
    assert!(unsent > 0 && reason == WaitReason::Quota, "{unsent}");
    let roomy = crate::wire::Wire::new(&node_over(store, Quota::default()));
    *roomy.token.lock().unwrap() = phone.wire.token();
    let phone = crate::wire::Device { wire: roomy, ..phone };
    phone.synced().await;
}

#[tokio::test]
async fn what_the_server_refuses_for_good_is_kept_and_its_record_waits_as_a_whole() {
    let phone = first(&node()).await;
    let refused = phone.note("too much for this server");
    *phone.wire.refuses.lock().unwrap() = Some(([refused].into(), Verdict::TooLarge));
    assert_eq!(waiting(&phone.sync().await), Some((1, WaitReason::Refused)));
    phone.edit(refused, "text", "too much for this server, and more");
    phone.wire.asked();
    assert_eq!(waiting(&phone.sync().await), Some((2, WaitReason::Refused)));
    assert_eq!(phone.wire.asked(), ["exchange"]);
    assert!(phone.says(refused).is_some());
}

#[tokio::test]
async fn a_page_that_comes_damaged_moves_nothing_and_what_is_unsent_goes_out_all_the_same() {
    let phone = first(&node()).await;
    let desktop = phone.joined_by(2, "Desktop").await;
    desktop.synced().await;
    let theirs = desktop.note("from the desktop");
    desktop.synced().await;
    let ours = phone.notes(2_500, "from the phone");
    phone.wire.damages.store(true, Ordering::SeqCst);
    phone.wire.asked();
    assert_eq!(phone.book.sync_with(&*phone.wire).await.unwrap_err().code(), "internal");
    assert_eq!(phone.wire.asked(), ["exchange"; 2]);
    assert_eq!(phone.says(theirs), None);
    desktop.synced().await;
    assert!(ours.iter().all(|note| desktop.says(*note).is_some()), "all of it was pushed");
    phone.wire.damages.store(false, Ordering::SeqCst);
    phone.synced().await;
    assert_eq!(phone.says(theirs).as_deref(), Some("from the desktop"));
}

#[tokio::test]
async fn the_same_difference_is_not_repaired_twice_without_a_pause_and_is_shown() {
    let phone = first(&node()).await;
    phone.wire.lies.store(true, Ordering::SeqCst);
    phone.wire.asked();
    let stuck = SyncOutcome::Stuck { reason: StuckReason::Differs };
    assert_eq!(phone.sync().await, stuck);
    assert_eq!(phone.wire.asked(), ["exchange", "reconcile", "exchange"]);
    let note = phone.note("sent all the same");
    assert_eq!(phone.sync().await, stuck);
    assert_eq!(phone.wire.asked(), ["exchange"]);
    let desktop = phone.joined_by(2, "Desktop").await;
    desktop.synced().await;
    assert!(desktop.says(note).is_some());
    phone.hands.now_ms.fetch_add(61_000, Ordering::SeqCst);
    assert_eq!(phone.sync().await, stuck);
    assert!(phone.wire.asked().contains(&"reconcile"), "after a pause it is tried again");
    phone.wire.lies.store(false, Ordering::SeqCst);
    phone.synced().await;
}

#[tokio::test]
async fn an_answer_that_is_lost_costs_nothing_but_another_trip() {
    let phone = first(&node()).await;
    let notes = phone.notes(50, "a note");
    phone.wire.plan([Line::Unanswered, Line::Lost]);
    for _ in 0..2 {
        assert!(matches!(phone.sync().await, SyncOutcome::Offline { .. }));
    }
    phone.synced().await;
    let desktop = phone.joined_by(2, "Desktop").await;
    desktop.synced().await;
    assert!(notes.iter().all(|note| desktop.says(*note).is_some()));
}
