//! One run at a time: overlapping, cancelled, dropped.

use std::{sync::Arc, time::Duration};

use rapport_core::{Companion, sync::SyncOutcome};

use crate::wire::{Line, first, node, options};

#[tokio::test]
async fn calls_that_overlap_are_one_run_with_one_outcome() {
    let phone = first(&node()).await;
    phone.note("a note");
    phone.wire.asked();
    let (one, two, three) = tokio::join!(phone.sync(), phone.sync(), phone.sync());
    assert_eq!((one, two, three), (SyncOutcome::Synced, SyncOutcome::Synced, SyncOutcome::Synced));
    // The line answers at once here, so let one run hang while the others come.
    phone.wire.plan([Line::Silent]);
    phone.wire.asked();
    let handle = phone.book.sync_handle();
    let cancel = async {
        while phone.wire.asked.lock().unwrap().is_empty() {
            tokio::task::yield_now().await;
        }
        handle.cancel();
    };
    let (one, two, ()) = tokio::join!(phone.sync(), phone.sync(), cancel);
    assert_eq!((one, two), (SyncOutcome::Cancelled, SyncOutcome::Cancelled));
    assert_eq!(phone.wire.asked(), ["exchange"]);
}

#[tokio::test]
async fn a_run_that_is_dropped_at_any_request_is_made_good_by_the_next() {
    let phone = first(&node()).await;
    for n in 0..4 {
        let note = phone.note(&format!("note {n}"));
        phone.wire.plan([Line::Silent]);
        let dropped = tokio::time::timeout(Duration::from_millis(20), phone.sync()).await;
        assert!(dropped.is_err());
        // The request had arrived: what it brought is confirmed by the next, not sent twice.
        let waiting = async { tokio::join!(phone.sync(), phone.sync()) };
        assert_eq!(waiting.await, (SyncOutcome::Synced, SyncOutcome::Synced));
        assert!(phone.says(note).is_some());
    }
}

#[tokio::test]
async fn somebody_who_waits_for_a_run_that_is_dropped_makes_it_himself() {
    let phone = Arc::new(first(&node()).await);
    let note = phone.note("a note");
    phone.wire.plan([Line::Silent]);
    let hanging = tokio::time::timeout(Duration::from_millis(50), phone.sync());
    let (dropped, waited) = tokio::join!(hanging, phone.sync());
    assert!(dropped.is_err());
    assert_eq!(waited, SyncOutcome::Synced);
    assert!(phone.says(note).is_some());
}

#[tokio::test]
async fn another_process_on_the_same_book_does_not_sync_at_the_same_time() {
    let phone = first(&node()).await;
    let other = Companion::open(options(phone.home.path(), &crate::wire::hands(9))).unwrap();
    phone.wire.plan([Line::Silent]);
    let hanging = phone.book.sync_with(&*phone.wire);
    tokio::pin!(hanging);
    assert!(tokio::time::timeout(Duration::from_millis(20), &mut hanging).await.is_err());
    assert_eq!(other.sync_with(&*phone.wire).await.unwrap(), SyncOutcome::Busy);
    let handle = phone.book.sync_handle();
    handle.cancel();
    assert_eq!(hanging.await.unwrap(), SyncOutcome::Cancelled);
    assert_eq!(other.sync_with(&*phone.wire).await.unwrap(), SyncOutcome::Synced);
}

#[tokio::test]
async fn what_is_logged_while_a_run_is_under_way_is_sent_by_it_or_by_whoever_waits() {
    let phone = first(&node()).await;
    phone.notes(10, "before");
    phone.wire.plan([Line::Good]);
    let note = std::sync::OnceLock::new();
    let late = async {
        note.set(phone.note("logged meanwhile")).unwrap();
        phone.sync().await
    };
    let (_, last) = tokio::join!(phone.sync(), late);
    assert_eq!(last, SyncOutcome::Synced);
    let desktop = phone.joined_by(2, "Desktop").await;
    desktop.synced().await;
    assert!(desktop.says(*note.get().unwrap()).is_some());
}
