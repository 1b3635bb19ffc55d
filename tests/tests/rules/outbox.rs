//! Rules of what is sent, under which names, and what is counted.

use rapport_core::{
    Command,
    model::{Contact, Record, RecordId},
    sync::{SyncOutcome, engine::Digests},
};
use rapport_document::{Document, Edit, Value};
use rapport_protocol::{Answer, Verdict};
use rapport_tests::scene::{Paired, Scene};

use crate::{digests, page};

#[test]
fn id_binds_record_two_records_of_the_same_content_are_two() {
    let scene = Scene::default();
    let (phone, desktop) = (scene.device("phone"), scene.device("desktop"));
    let alike = Record::from(Contact { name: "Ana Ruiz".into(), ..Contact::default() });
    let ids = [RecordId([1; 16]), RecordId([2; 16])];
    phone.book.run(Command::AddAll(ids.map(|id| (id, alike.clone())).into())).unwrap();
    assert_eq!(phone.changes(ids[0]), phone.changes(ids[1]), "they are made in one second, so their changes are alike");
    assert_eq!(phone.sync(), SyncOutcome::Synced);
    assert_eq!(desktop.sync(), SyncOutcome::Synced);
    // With a change known by its hash alone: one of the two has no change, here and on the other device.
    assert_eq!((phone.changes(ids[1]).len(), desktop.names().len()), (1, 2));
}

#[test]
fn digest_positioned_what_is_not_sent_is_not_counted() {
    let scene = Scene::default();
    let phone = scene.device("phone");
    let asked = phone.book.ask().unwrap();
    let answer = phone.answer(&asked);
    phone.add("Oak Street");
    // With the outbox counted: the digests differ, and an idle book of any size is reconciled.
    assert_eq!(digests(phone.book.receive(&asked, answer).unwrap()), Digests::Agree);
}

#[test]
fn digest_last_page_an_exchange_that_left_an_erasure_out_is_not_compared() {
    let scene = Scene::default();
    let phone = scene.device("phone");
    let oak = phone.add("Oak Street");
    phone.sync();
    let asked = phone.book.ask().unwrap();
    let answer = phone.answer(&asked);
    phone.book.run(Command::Erase(oak)).unwrap();
    // With the digests compared all the same: they differ by the erasure, and a repair is asked for.
    assert_eq!(digests(phone.book.receive(&asked, answer).unwrap()), Digests::NotCompared);
    assert_eq!(digests(phone.exchange()), Digests::Agree);
}

#[test]
fn retry_missing_what_came_too_early_is_sent_again() {
    let scene = Scene::default();
    let phone = scene.device("phone");
    let oak = phone.add("Oak Street");
    phone.edit(oak, "name", "Oak Street Family Medicine");
    let mut second_part = phone.book.ask().unwrap();
    second_part.exchange.changes.remove(0);
    let answer = phone.answer(&second_part);
    assert_eq!(page(answer.clone()).changes, [Verdict::Missing]);
    phone.book.receive(&second_part, answer).unwrap();
    // With a change that waits for another set aside: the new name stays on this device for ever.
    assert_eq!(phone.book.ask().unwrap().exchange.changes.len(), 2);
    assert_eq!((phone.sync(), phone.unsent()), (SyncOutcome::Synced, 0));
    assert_eq!(scene.device("desktop").names(), ["Oak Street Family Medicine"]);
}

#[test]
fn fresh_actor_a_copied_home_continues_nobody() {
    let scene = Scene::default();
    let phone = scene.device("phone");
    let oak = phone.add("Oak Street");
    let twin = scene.copy(&phone, "twin");
    phone.edit(oak, "address", "12 Oak Street");
    twin.edit(oak, "hours", "mornings");
    let last = |device: &Paired| rapport_document::check(&device.changes(oak).last().unwrap().1).unwrap().actor();
    // With the second half of the actor always the same: both go on as one actor, and the server sees a fork.
    assert_ne!(last(&phone), last(&twin));
    phone.sync();
    let asked = twin.book.ask().unwrap();
    let answer = twin.answer(&asked);
    assert_eq!(page(answer).changes, [Verdict::Have, Verdict::Accepted]);
}

#[test]
fn remake_a_forged_turn_costs_its_victim_nothing() {
    let scene = Scene::default();
    let (phone, desktop) = (scene.device("phone"), scene.device("desktop"));
    let oak = phone.add("Oak Street");
    phone.sync();
    desktop.sync();
    // The desktop writes in the phone's name, and is first.
    let changes = phone.changes(oak);
    let victim = rapport_document::check(&changes[0].1).unwrap().actor();
    let mut document = Document::load_chunks([changes[0].1.as_slice()]).unwrap();
    let edit = Edit::Put { key: "hours".into(), value: Value::Text("never".into()) };
    let forged = document.edit(victim, 1_800_000_000, &[edit]).unwrap().unwrap();
    assert_eq!(desktop.push(oak, forged.id(), forged.bytes()), Ok(Verdict::Accepted));
    phone.edit(oak, "address", "12 Oak Street");
    // The last word on the same field stands on what is made again.
    phone.edit(oak, "address", "14 Oak Street");
    assert_eq!((phone.sync(), desktop.sync()), (SyncOutcome::Synced, SyncOutcome::Synced));
    // With the refused change only set aside: the phone's edit stays behind, and is never on the desktop.
    for device in [&phone, &desktop] {
        let Record::Contact(contact) = device.book.get(oak).unwrap().record else { panic!("it is a contact") };
        assert_eq!((contact.address.as_str(), contact.hours.as_str()), ("14 Oak Street", "never"));
    }
    assert_eq!(phone.unsent(), 0);
}

#[test]
fn an_idle_exchange_is_one_small_trip() {
    let scene = Scene::default();
    let phone = scene.device("phone");
    phone.add("Oak Street");
    phone.sync();
    let asked = phone.book.ask().unwrap();
    let answer = phone.answer(&asked);
    let bytes = rapport_protocol::body::encode;
    assert!(bytes(&asked.exchange).bytes.len() <= 200 && rapport_protocol::body::encode(&answer).bytes.len() <= 200);
    assert!(matches!(&answer, Answer::Page(page) if page.entries.is_empty()));
}
