//! Full disks: the server's, and a device's in the middle of what it takes in. Nothing is lost by either.

use std::{path::PathBuf, sync::Arc};

use rapport_core::{
    Error,
    sync::{SyncOutcome, WaitReason},
};
use rapport_sync_server::{SqliteStore, node::Quota};
use rapport_tests::disk;

use crate::wire::{Device, first, node, node_over};

fn book(device: &Device) -> PathBuf {
    device.home.path().join("book.sqlite")
}

async fn finds_no_room(device: &Device) {
    let ended = device.book.sync_with(&*device.wire).await;
    assert!(matches!(ended, Err(Error::StorageFull)), "{ended:?}");
}

#[tokio::test]
async fn a_full_disk_at_the_server_is_named_and_what_waits_goes_once_there_is_room() {
    let folder = tempfile::tempdir().unwrap();
    let books = folder.path().join("books.sqlite");
    let phone = first(&node_over(Arc::new(SqliteStore::open(&books).unwrap()), Quota::default())).await;
    let desktop = phone.joined_by(2, "Desktop").await;
    desktop.synced().await;
    phone.synced().await;
    let early = phone.note("while there was room");
    phone.synced().await;
    disk::fill(&books, "entries", 3);
    let late = phone.notes(10, "no room for these");
    let full = SyncOutcome::Waiting { unsent: 10, reason: WaitReason::ServerFull, retry_after_s: Some(300) };
    assert_eq!(phone.sync().await, full);
    // Who has nothing to send is served as ever.
    desktop.synced().await;
    assert!(desktop.says(early).is_some() && desktop.says(late[0]).is_none());
    disk::make_room(&books);
    phone.synced().await;
    desktop.synced().await;
    assert!(late.iter().all(|note| desktop.says(*note).is_some()));
}

#[tokio::test]
async fn a_full_disk_at_a_device_keeps_a_page_out_whole_and_what_is_to_be_sent_goes() {
    let phone = first(&node()).await;
    let desktop = phone.joined_by(2, "Desktop").await;
    desktop.synced().await;
    phone.synced().await;
    let theirs = desktop.notes(20, "theirs");
    desktop.synced().await;
    let ours = phone.note("ours");
    disk::fill(&book(&phone), "change", 7);
    finds_no_room(&phone).await;
    assert!(theirs.iter().all(|note| phone.says(*note).is_none()), "a part of a page was kept");
    assert_eq!(phone.book.sync_status().unwrap().unsent, 0);
    disk::make_room(&book(&phone));
    phone.synced().await;
    desktop.synced().await;
    assert!(theirs.iter().all(|note| phone.says(*note).is_some()) && desktop.says(ours).is_some());
}

#[tokio::test]
async fn a_full_disk_in_a_first_sync_or_a_repair_keeps_nothing_of_it_and_the_next_run_does_all() {
    let folder = tempfile::tempdir().unwrap();
    let store = Arc::new(SqliteStore::open(&folder.path().join("books.sqlite")).unwrap());
    let phone = first(&node_over(store, Quota::default())).await;
    let notes = phone.notes(20, "before the first sync");
    phone.synced().await;
    let tablet = phone.joined_by(2, "Tablet").await;
    disk::fill(&book(&tablet), "change", 7);
    finds_no_room(&tablet).await;
    assert!(notes.iter().all(|note| tablet.says(*note).is_none()), "a part of the first sync was kept");
    disk::make_room(&book(&tablet));
    tablet.synced().await;
    assert!(notes.iter().all(|note| tablet.says(*note).is_some()));
    // The server goes back, and the phone brings it what the tablet never had: the tablet repairs.
    let backup = folder.path().join("backup");
    phone.wire.node.backup_to(&backup).unwrap();
    let notes = phone.notes(20, "before the repair");
    phone.synced().await;
    phone.wire.node.restore_from(&backup).unwrap();
    phone.synced().await;
    disk::fill(&book(&tablet), "change", 7);
    finds_no_room(&tablet).await;
    assert!(notes.iter().all(|note| tablet.says(*note).is_none()), "a part of the repair was kept");
    disk::make_room(&book(&tablet));
    tablet.synced().await;
    assert!(notes.iter().all(|note| tablet.says(*note).is_some()));
}
