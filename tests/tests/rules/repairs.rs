//! Rules of what happens after one side went back in time.

use rapport_core::{
    Command,
    companion::RepairStep,
    model::{Contact, Record, RecordId},
    sync::{SyncOutcome, engine::Digests},
};
use rapport_protocol::{Entry, EntryBody, repair::FetchAnswer};
use rapport_tests::scene::Scene;

use crate::digests;

#[test]
fn unposition_what_a_restored_server_lacks_is_sent_again() {
    let scene = Scene::default();
    let phone = scene.device("phone");
    let backup = scene.back_up();
    phone.add("Oak Street");
    phone.sync();
    scene.restore(&backup);
    // With a confirmation never taken back: the outbox stays empty, the digests differ for ever.
    assert_eq!(phone.sync(), SyncOutcome::Synced);
    assert_eq!(scene.device("desktop").names(), ["Oak Street"]);
}

#[test]
fn carry_any_device_brings_what_another_one_made() {
    let scene = Scene::default();
    let (phone, desktop) = (scene.device("phone"), scene.device("desktop"));
    let backup = scene.back_up();
    phone.add("Oak Street");
    phone.sync();
    desktop.sync();
    drop(phone);
    scene.restore(&backup);
    // With only a device's own changes sent: Oak Street is never on the server again, since its phone is gone.
    assert_eq!((desktop.sync(), desktop.unsent()), (SyncOutcome::Synced, 0));
    assert_eq!(scene.device("tablet").names(), ["Oak Street"]);
}

#[test]
fn compare_digest_a_server_that_went_back_without_knowing_is_found_out() {
    let scene = Scene::default();
    let (phone, desktop) = (scene.device("phone"), scene.device("desktop"));
    let backup = scene.back_up();
    phone.add("Oak Street");
    phone.sync();
    scene.roll_back(&backup);
    // By the time that the phone asks again, the feed is as long as it was: only the digest tells.
    desktop.add("Elm Street");
    desktop.sync();
    // With the digests not compared: Oak Street stays on the phone alone, and Elm Street never gets there.
    assert_eq!(phone.sync(), SyncOutcome::Synced);
    assert_eq!(desktop.sync(), SyncOutcome::Synced);
    assert_eq!((phone.names(), desktop.names()), (desktop.names(), vec!["Elm Street".into(), "Oak Street".into()]));
}

#[test]
fn repair_cursor_first_what_comes_between_the_rounds_is_left_to_the_feed() {
    let scene = Scene::default();
    let (phone, desktop) = (scene.device("phone"), scene.device("desktop"));
    let backup = scene.back_up();
    // So many that the sets are not told apart in one round.
    let many = |number: u16| {
        let mut id = [1; 16];
        id[..2].copy_from_slice(&number.to_be_bytes());
        (RecordId(id), Record::from(Contact { name: format!("Place {number}"), ..Contact::default() }))
    };
    desktop.book.run(Command::AddAll((0..900).map(many).collect())).unwrap();
    desktop.sync();
    phone.sync();
    (0..40).for_each(|number| _ = phone.add(&format!("Other place {number}")));
    phone.sync();
    scene.restore(&backup);
    (0..40).for_each(|number| _ = desktop.add(&format!("New place {number}")));
    desktop.sync();
    let asked = phone.book.ask().unwrap();
    let answer = phone.answer(&asked);
    phone.book.receive(&asked, answer).unwrap();
    let mut repair = phone.book.begin_repair().unwrap();
    // Another device writes after each round.
    let (mut rounds, mut late) = (0, Vec::new());
    while matches!(repair.step(), RepairStep::Reconcile(_)) {
        assert!(phone.repair_step(&mut repair));
        rounds += 1;
        late.push(desktop.add(&format!("Late place {rounds}")));
        desktop.sync();
    }
    assert!(rounds > 1, "one round would prove nothing");
    while phone.repair_step(&mut repair) {}
    phone.book.finish_repair(repair).unwrap();
    // With the cursor at the head of the last round: what was written after the first is passed over, and the digests
    // differ.
    assert_eq!(digests(phone.exchange()), Digests::Agree);
    assert!(late.iter().all(|id| phone.book.get(*id).is_ok()));
}

#[test]
fn repair_closed_what_has_no_ground_yet_is_left_to_the_feed() {
    let scene = Scene::default();
    let (phone, desktop) = (scene.device("phone"), scene.device("desktop"));
    let backup = scene.back_up();
    desktop.add("Oak Street");
    desktop.sync();
    scene.restore(&backup);
    desktop.sync();
    let asked = phone.book.ask().unwrap();
    let answer = phone.answer(&asked);
    phone.book.receive(&asked, answer).unwrap();
    let mut repair = phone.book.begin_repair().unwrap();
    while matches!(repair.step(), RepairStep::Reconcile(_)) {
        assert!(phone.repair_step(&mut repair));
    }
    // A later round met half of what came after the first: an edit of a place, but not the place.
    let elm = desktop.add("Elm Street");
    desktop.edit(elm, "name", "Elm Street Dental");
    desktop.sync();
    let (id, bytes) = desktop.changes(elm).remove(1);
    let body = EntryBody::Change { id, bytes };
    let RepairStep::Fetch(fetch) = repair.step() else { panic!("Oak Street is lacking") };
    let answer = scene.node.fetch(&phone.token, &fetch).unwrap();
    let FetchAnswer::Entries { mut entries, looked_at } = answer else { panic!("nothing was restored meanwhile") };
    entries.push(Entry { position: desktop.cursor(), record: elm, key_epoch: 0, body });
    assert!(repair.fetched(FetchAnswer::Entries { entries, looked_at }));
    while phone.repair_step(&mut repair) {}
    phone.book.finish_repair(repair).unwrap();
    // With it stored all the same: a change stands here before what it depends on, and its record can't be read.
    assert_eq!(phone.changes(elm), []);
    assert_eq!(digests(phone.exchange()), Digests::Agree);
    assert_eq!(phone.names(), ["Elm Street Dental", "Oak Street"]);
}
