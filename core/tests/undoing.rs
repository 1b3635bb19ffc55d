//! Taking back.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod common;

use common::{Device, desktop_of, phone, server::Server};
use rapport_core::{
    Command,
    command::{FieldEdit, NewVisit, NextStep, ReferralStep},
    model::{Contact, Direction, Item, Kind, Record, RecordId, Stock},
};

fn undo(book: &Device) -> String {
    let undone = book.undo().unwrap().unwrap();
    assert!(undone.left.is_empty(), "{undone:?}");
    book.is_sound();
    undone.command
}

#[test]
fn a_visit_is_taken_back_with_its_note_and_promise() {
    let book = phone();
    let oak = book.place("Oak Street");
    book.run(Command::LogVisit(NewVisit {
        place: Some(oak),
        note: "They moved".into(),
        next: Some(NextStep { text: "send a card".into(), due: "2026-11-22".parse().ok() }),
        ..NewVisit::default()
    }));
    let undone = book.undo().unwrap().unwrap();
    assert_eq!((undone.command.as_str(), undone.put_back.len(), undone.left.len()), ("log_visit", 3, 0));
    assert!(book.timeline(None, None, 10).unwrap().items.is_empty());
    assert!(book.today().unwrap().promises.is_empty());
    assert_eq!(book.page(oak).unwrap().last_touch, None);
    let visit = undone.put_back[0].0;
    assert!(book.get(visit).unwrap().removed, "it can still be restored");
}

#[test]
fn undoing_twice_goes_one_further_back_and_survives_a_restart() {
    let mut book = phone();
    let ana = book.person("Ana", None);
    book.edit(ana, "name", "Ana Ruiz");
    book.edit(ana, "name", "Ana Vega");
    assert_eq!(undo(&book), "edit");
    assert_eq!(book.contact(ana).name, "Ana Ruiz");
    book.book = book.again();
    assert_eq!(undo(&book), "edit");
    assert_eq!(book.contact(ana).name, "Ana");
    assert_eq!(undo(&book), "add_person");
    assert!(book.get(ana).unwrap().removed);
    assert_eq!(book.undo().unwrap(), None, "making the book can't be taken back");
}

#[test]
fn a_command_that_changed_nothing_is_what_undo_takes_back_and_not_the_visit_before() {
    let book = phone();
    let ana = book.person("Ana", None);
    let visit = book.visit(book.place("Oak Street"), &[ana]);
    book.edit(ana, "name", "Ana");
    let undone = book.undo().unwrap().unwrap();
    assert_eq!((undone.command.as_str(), undone.put_back.len(), undone.left.len()), ("edit", 0, 0));
    assert!(!book.get(visit).unwrap().removed, "the visit is still there");
    assert_eq!(undo(&book), "log_visit", "once more goes one further");
    assert!(book.get(visit).unwrap().removed);
}

#[test]
fn what_is_done_after_an_undo_is_undone_first() {
    let book = phone();
    let ana = book.person("Ana", None);
    book.edit(ana, "name", "Ana Ruiz");
    undo(&book);
    book.edit(ana, "address", "1 Oak Street");
    undo(&book);
    assert_eq!((book.contact(ana).name.as_str(), book.contact(ana).address.as_str()), ("Ana", ""));
    undo(&book);
    assert!(book.get(ana).unwrap().removed);
}

#[test]
fn every_command_that_says_so_can_be_taken_back() {
    let book = phone();
    let oak = book.place("Oak Street");
    let (ana, double) = (book.person("Ana", Some(oak)), book.person("Anna", None));
    let promise = book.promise("bring brochures", oak, "2026-11-22");
    let referral = book.referral(Direction::In, ana);
    let note = book.note("a thought", &[oak]);
    let item = book.add(Item { name: "Card".into(), stocked: Stock(10), ..Item::default() });
    let all = [oak, ana, double, promise, referral, note, item];
    let as_it_is = || all.map(|id| book.get(id).unwrap());
    let before = as_it_is();
    let field = |field: &str, value: &str| FieldEdit { field: field.into(), value: value.into() };
    let commands = [
        Command::KeepPromise { id: promise, by: None },
        Command::Snooze { id: promise, until: "2027-01-01".parse().unwrap() },
        Command::AdvanceReferral { id: referral, step: ReferralStep::Scheduled, at: None },
        Command::Merge { one: ana, other: double },
        Command::Remove(note),
        Command::Edit { id: note, edits: vec![field("text", "another thought")] },
        Command::Edit { id: item, edits: vec![field("stocked", "-3"), field("name", "Cards")] },
        Command::Edit { id: ana, edits: vec![field(&format!("at:{oak}:front_desk"), ""), field("tag:vip", "yes")] },
    ];
    for command in commands {
        let name = command.name();
        assert!(book.run(command).undoable(), "{name}");
        assert_ne!(as_it_is(), before, "{name}");
        assert_eq!(undo(&book), name);
        assert_eq!(as_it_is(), before, "{name}");
    }
    book.run(Command::Remove(oak));
    book.run(Command::Restore(oak));
    assert_eq!(undo(&book), "restore");
    assert!(book.get(oak).unwrap().removed);
    undo(&book);
    book.run(Command::Merge { one: ana, other: double });
    book.run(Command::Unmerge(double));
    assert_eq!(undo(&book), "unmerge");
    assert_eq!(book.page(double).unwrap().entry.id, ana);
}

#[test]
fn many_added_as_one_are_taken_back_as_one() {
    let book = phone();
    let contact =
        |n: u8| (RecordId([n; 16]), Record::Contact(Contact { name: format!("Contact {n}"), ..Contact::default() }));
    book.run(Command::AddAll((1..=20).map(contact).collect()));
    assert_eq!(undo(&book), "add_all");
    assert!(book.list(&Kind::Contact, None, 100).unwrap().items.is_empty());
}

#[test]
fn erasing_can_not_be_taken_back_and_leaves_nothing_to_take_back() {
    let book = phone();
    let oak = book.place("Oak Street");
    let note = book.note("a secret", &[]);
    book.edit(note, "text", "a darker secret");
    book.run(Command::Erase(note));
    assert_eq!(undo(&book), "add_place", "what was done to the erased note is no longer known");
    assert!(book.get(oak).unwrap().removed);
}

/// A phone and a desktop with one contact.
fn pair() -> (Device, Device, Server, RecordId) {
    let (phone, mut server) = (phone(), Server::default());
    let ana = phone.person("Ana", None);
    let desktop = desktop_of(&phone);
    server.sync(&phone);
    server.sync(&desktop);
    (phone, desktop, server, ana)
}

#[test]
fn what_another_device_wrote_since_is_left_and_named() {
    let (phone, desktop, mut server, ana) = pair();
    let edits = [("name", "Ana Ruiz"), ("address", "1 Oak Street")]
        .map(|(field, value)| FieldEdit { field: field.into(), value: value.into() });
    phone.run(Command::Edit { id: ana, edits: edits.into() });
    server.sync(&phone);
    server.sync(&desktop);
    desktop.edit(ana, "name", "Ana Vega");
    server.sync(&desktop);
    server.sync(&phone);
    let undone = phone.undo().unwrap().unwrap();
    assert_eq!(undone.put_back, [(ana, "address".to_owned())]);
    assert_eq!(undone.left, [(ana, "name".to_owned())]);
    assert_eq!((phone.contact(ana).name.as_str(), phone.contact(ana).address.as_str()), ("Ana Vega", ""));
}

#[test]
fn what_another_device_wrote_meanwhile_is_left_too_whoever_won() {
    let (phone, desktop, mut server, ana) = pair();
    desktop.edit(ana, "name", "Ana Vega");
    phone.edit(ana, "name", "Ana Ruiz");
    for device in [&desktop, &phone] {
        server.sync(device);
    }
    let shown = phone.contact(ana).name;
    let undone = phone.undo().unwrap().unwrap();
    assert_eq!((undone.put_back.len(), undone.left), (0, vec![(ana, "name".to_owned())]));
    assert_eq!(phone.contact(ana).name, shown);
    assert_eq!(phone.conflicts(10).unwrap().len(), 1, "both values are still there");
}

#[test]
fn a_record_on_which_another_device_has_worked_stays() {
    let (phone, desktop, mut server, _) = pair();
    let bo = phone.person("Bo", None);
    server.sync(&phone);
    server.sync(&desktop);
    desktop.edit(bo, "address", "1 Oak Street");
    server.sync(&desktop);
    server.sync(&phone);
    let undone = phone.undo().unwrap().unwrap();
    assert_eq!(undone.left, [(bo, "removed".to_owned())]);
    assert!(!phone.get(bo).unwrap().removed);
}

#[test]
fn what_was_counted_is_taken_back_beside_what_others_counted() {
    let (phone, desktop, mut server, _) = pair();
    let item = phone.add(Item { name: "Card".into(), stocked: Stock(10), ..Item::default() });
    server.sync(&phone);
    server.sync(&desktop);
    phone.edit(item, "stocked", "+100");
    desktop.edit(item, "stocked", "-4");
    for device in [&desktop, &phone] {
        server.sync(device);
    }
    undo(&phone);
    let Record::Item(kept) = phone.get(item).unwrap().record else { panic!() };
    assert_eq!(kept.stocked, Stock(6));
}

#[test]
fn undo_is_for_what_this_device_did() {
    let (phone, desktop, mut server, ana) = pair();
    desktop.edit(ana, "name", "Ana Vega");
    server.sync(&desktop);
    server.sync(&phone);
    let undone = phone.undo().unwrap().unwrap();
    assert_eq!(undone.command, "add_person");
    assert_eq!(phone.contact(ana).name, "Ana Vega");
}

#[test]
fn undoing_syncs_like_any_other_edit() {
    let (phone, desktop, mut server, ana) = pair();
    phone.edit(ana, "name", "Ana Ruiz");
    undo(&phone);
    server.sync(&phone);
    server.sync(&desktop);
    assert_eq!(desktop.contact(ana).name, "Ana");
    assert_eq!(desktop.history(ana).unwrap().len(), 3);
}

#[test]
fn one_deed_is_taken_back_by_its_number_whatever_was_done_since() {
    let book = phone();
    let oak = book.place("Oak Street");
    let set = |value: &str| {
        book.run(Command::Edit { id: oak, edits: vec![FieldEdit { field: "drop_in".into(), value: value.into() }] })
    };
    let promised = book.promise("bring brochures", oak, "2026-11-22");
    let (first, second) = (set("behind the house").deed.unwrap(), set("in the street").deed.unwrap());
    book.note("a thought", &[oak]);
    let kept = book.run(Command::KeepPromise { id: promised, by: None }).deed.unwrap();
    book.note("another thought", &[oak]);
    let undone = book.undo_of(kept).unwrap().unwrap();
    assert_eq!((undone.command.as_str(), undone.left.len()), ("keep_promise", 0));
    assert_eq!(book.undo_of(kept).unwrap(), None, "it is taken back once");
    let stays = book.undo_of(first).unwrap().unwrap();
    assert_eq!((stays.put_back.len(), stays.left.len()), (0, 1), "what was changed again stays");
    assert_eq!(book.undo_of(second).unwrap().unwrap().put_back.len(), 1);
    assert_eq!(undo(&book), "take_note", "the newest is still the next for whoever undoes the last");
    assert_eq!(book.undo_of(i64::MAX).unwrap(), None);
    book.is_sound();
}
