//! Rules of the cursor: what moves it, and what never holds it back.

use rapport_core::{
    companion::Received,
    model::RecordId,
    sync::{SyncOutcome, engine::Digests},
};
use rapport_protocol::{Answer, Entry, EntryBody};
use rapport_tests::scene::Scene;

use crate::{cut, digests, of_a_later_gate, page};

/// Two places come from the other device, and the second is damaged on the way.
fn a_damaged_page_then_a_good_one() {
    let scene = Scene::default();
    let (phone, desktop) = (scene.device("phone"), scene.device("desktop"));
    desktop.add("Oak Street");
    desktop.add("Elm Street");
    assert_eq!(desktop.sync(), SyncOutcome::Synced);
    let (stood, asked) = (phone.cursor(), phone.book.ask().unwrap());
    let mut damaged = page(phone.answer(&asked));
    let last = damaged.entries.last_mut().unwrap();
    let EntryBody::Change { bytes, .. } = &mut last.body else { panic!("another device's change comes whole") };
    *bytes.last_mut().unwrap() ^= 1;
    assert!(phone.book.receive(&asked, Answer::Page(damaged)).is_err());
    assert_eq!((phone.cursor(), phone.names()), (stood, vec![]));
    assert_eq!(digests(phone.exchange()), Digests::Agree);
    assert_eq!(phone.names(), ["Elm Street", "Oak Street"]);
}

#[test]
fn atomic_page_the_cursor_moves_only_together_with_its_page() {
    // With the cursor written in a transaction of its own before the page's entries: it stands at the end of a page of
    // which nothing was stored.
    a_damaged_page_then_a_good_one();
}

#[test]
fn no_skip_what_can_t_be_stored_stops_the_cursor() {
    // With an entry that can't be stored passed over: the first place is shown, and the second never comes.
    a_damaged_page_then_a_good_one();
}

#[test]
fn ack_not_cursor_what_the_server_took_moves_no_cursor() {
    let scene = Scene::default();
    let (phone, desktop) = (scene.device("phone"), scene.device("desktop"));
    desktop.add("Oak Street");
    desktop.add("Elm Street");
    desktop.sync();
    phone.add("Ash Street");
    let asked = phone.book.ask().unwrap();
    let first = cut(&page(phone.answer(&asked)), 1);
    phone.book.receive(&asked, Answer::Page(first.clone())).unwrap();
    assert_eq!((phone.cursor(), phone.unsent()), (first.upto, 0));
    // With the cursor set to what was accepted: Elm Street, which came before it, is passed over, and the digests differ.
    assert_eq!(digests(phone.exchange()), Digests::Agree);
    assert_eq!(phone.names(), ["Ash Street", "Elm Street", "Oak Street"]);
}

#[test]
fn one_in_flight_an_answer_to_an_earlier_question_is_left_alone() {
    let scene = Scene::default();
    let phone = scene.device("phone");
    phone.add("Oak Street");
    let earlier = phone.book.ask().unwrap();
    let late = phone.answer(&earlier);
    let stood = phone.cursor();
    let _now_under_way = phone.book.ask().unwrap();
    // With any answer taken: this one is, although nobody waits for it any more.
    assert_eq!(phone.book.receive(&earlier, late).unwrap(), Received::Stale);
    assert_eq!((phone.cursor(), phone.unsent()), (stood, 1));
}

#[test]
fn match_answer_a_page_that_starts_elsewhere_is_left_alone() {
    let scene = Scene::default();
    let (phone, desktop) = (scene.device("phone"), scene.device("desktop"));
    let widget = scene.second_process(&phone);
    desktop.add("Oak Street");
    desktop.sync();
    let asked = widget.book.ask().unwrap();
    let late = widget.answer(&asked);
    desktop.add("Elm Street");
    desktop.sync();
    assert_eq!(digests(phone.exchange()), Digests::Agree);
    let stood = phone.cursor();
    // With a page taken wherever it starts: the cursor goes back to the end of the older page.
    assert_eq!(widget.book.receive(&asked, late).unwrap(), Received::Stale);
    assert_eq!(phone.cursor(), stood);
}

#[test]
fn stored_not_applied_one_record_never_holds_back_the_book() {
    let scene = Scene::default();
    let (phone, desktop) = (scene.device("phone"), scene.device("desktop"));
    let oak = desktop.add("Oak Street");
    desktop.add("Elm Street");
    desktop.sync();
    let asked = phone.book.ask().unwrap();
    let mut sent = page(phone.answer(&asked));
    let (id, bytes) = of_a_later_gate(&desktop.changes(oak)[0].1);
    sent.entries[0].body = EntryBody::Change { id, bytes };
    sent.digest = None;
    let upto = sent.upto;
    // With a change that can't be applied refused: the page is an error, and neither place ever comes.
    phone.book.receive(&asked, Answer::Page(sent)).unwrap();
    assert_eq!((phone.cursor(), phone.names()), (upto, vec!["Elm Street".to_owned()]));
    assert_eq!(phone.book.check().unwrap().aside.len(), 1);
}

#[test]
fn keep_unknown_what_this_version_does_not_know_is_kept_and_counted() {
    use rapport_document::{Actor, Edit, Value, create};
    let scene = Scene::default();
    let (phone, desktop) = (scene.device("phone"), scene.device("desktop"));
    let put = |key: &str, value: &str| Edit::Put { key: key.into(), value: Value::Text(value.into()) };
    let change = create(Actor([9; 16]), 1_800_000_000, &[put("record", "hologram"), put("aura", "violet")]).unwrap();
    let hologram = RecordId([1; 16]);
    desktop.push(hologram, change.id(), change.bytes()).unwrap();
    // With a record of an unknown kind left out: the digests differ as soon as the page is taken.
    assert_eq!(digests(phone.exchange()), Digests::Agree);
    assert_eq!(phone.changes(hologram), [(change.id(), change.bytes().to_vec())]);
    assert_eq!(phone.book.check().unwrap().aside, [(hologram, "unknown_kind".to_owned())]);
}

#[test]
fn a_page_delivered_twice_changes_nothing() {
    let scene = Scene::default();
    let (phone, desktop) = (scene.device("phone"), scene.device("desktop"));
    let oak = desktop.add("Oak Street");
    desktop.edit(oak, "name", "Oak Street Family Medicine");
    desktop.sync();
    let asked = phone.book.ask().unwrap();
    let sent = page(phone.answer(&asked));
    phone.book.receive(&asked, Answer::Page(sent.clone())).unwrap();
    let again = phone.book.ask().unwrap();
    let known: Vec<Entry> = sent.entries;
    let page = rapport_protocol::Page { entries: known, ..page(phone.answer(&again)) };
    assert_eq!(digests(phone.book.receive(&again, Answer::Page(page)).unwrap()), Digests::Agree);
    assert_eq!((phone.changes(oak).len(), phone.names().len()), (2, 1));
}
