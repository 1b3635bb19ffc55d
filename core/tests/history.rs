//! How a record came to say what it says, and where two devices disagree.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod common;

use common::{Device, desktop_of, edit, instant, phone, server::Server};
use rapport_core::{
    Command,
    model::{RecordId, view::Shown},
};

/// A phone and a desktop that know each other by name, and a contact on both.
fn pair() -> (Device, Device, Server, RecordId) {
    let (phone, mut server) = (phone(), Server::default());
    let ana = phone.person("Ana", None);
    let desktop = desktop_of(&phone);
    let number = desktop.history_of_own_edit(ana);
    let practice = phone.practice().unwrap().id;
    desktop.edit(practice, &format!("device:{number}"), "Desktop");
    desktop.edit(practice, &format!("person:{number}"), "Sam");
    for device in [&phone, &desktop, &phone] {
        server.sync(device);
    }
    (phone, desktop, server, ana)
}

impl Device {
    /// Edits a record and tells the number of this device.
    fn history_of_own_edit(&self, id: RecordId) -> String {
        self.edit(id, "hours", "mornings");
        self.history(id).unwrap().last().unwrap().by.device.to_string()
    }
}

fn text(text: &str) -> Shown {
    Shown::Text(text.to_owned())
}

#[test]
fn every_change_tells_who_when_and_what() {
    let (phone, desktop, mut server, ana) = pair();
    desktop.world.set("2026-11-23T09:00:00Z");
    desktop.edit(ana, "name", "Ana Ruiz");
    desktop.edit(ana, "tag:vip", "yes");
    server.sync(&desktop);
    server.sync(&phone);
    let history = phone.history(ana).unwrap();
    assert_eq!(history, desktop.history(ana).unwrap());
    let [made, _, renamed, tagged] = &history[..] else { panic!("{history:#?}") };
    assert_eq!((made.by.device_name.as_str(), made.by.person.as_str()), ("Phone", "Kim"));
    assert_eq!(made.at, instant("2026-11-22T14:00:00Z"));
    assert!(made.edits.iter().all(|edit| edit.field != "record" && edit.before.is_none()));
    assert_eq!((renamed.by.device_name.as_str(), renamed.by.person.as_str()), ("Desktop", "Sam"));
    assert_eq!(renamed.at, instant("2026-11-23T09:00:00Z"));
    let [name] = &renamed.edits[..] else { panic!() };
    assert_eq!((name.field.as_str(), &name.before, &name.after), ("name", &Some(text("Ana")), &Some(text("Ana Ruiz"))));
    assert_eq!(tagged.edits[0].after, Some(Shown::YesNo(true)));
}

#[test]
fn history_shows_what_a_removed_record_went_through() {
    let book = phone();
    let oak = book.place("Oak Street");
    book.run(Command::Remove(oak));
    let history = book.history(oak).unwrap();
    assert_eq!(history.last().unwrap().edits[0].field, "removed");
    assert!(book.history(RecordId([9; 16])).is_err());
}

#[test]
fn two_devices_that_changed_one_field_disagree_until_somebody_settles_it() {
    let (phone, desktop, mut server, ana) = pair();
    phone.edit(ana, "name", "Ana Ruiz");
    phone.edit(ana, "tier", "a");
    desktop.edit(ana, "name", "Ana Vega");
    desktop.edit(ana, "tier", "a");
    desktop.edit(ana, "address", "1 Oak Street");
    for device in [&phone, &desktop, &phone] {
        server.sync(device);
    }
    let conflicts = phone.conflicts(10).unwrap();
    assert_eq!(conflicts, desktop.conflicts(10).unwrap());
    let [conflict] = &conflicts[..] else { panic!("two that agree are no conflict: {conflicts:#?}") };
    assert_eq!((conflict.id, conflict.field.as_str(), conflict.rivals.len()), (ana, "name", 2));
    let shown = phone.contact(ana);
    assert_eq!((conflict.rivals[0].value.clone(), shown.address.as_str()), (text(&shown.name), "1 Oak Street"));
    let mut told: Vec<_> = conflict.rivals.iter().map(|rival| (rival.by.person.as_str(), &rival.value)).collect();
    told.sort_by_key(|(person, _)| *person);
    assert_eq!(told, [("Kim", &text("Ana Ruiz")), ("Sam", &text("Ana Vega"))]);
    assert_eq!(phone.page(ana).unwrap().conflicts, conflicts);
    assert_eq!(phone.contact(ana), desktop.contact(ana));
    // The one that lost wins after all.
    let loser = &conflict.rivals[1];
    desktop.run(Command::Settle { id: ana, field: "name".into(), choice: loser.change });
    server.sync(&desktop);
    server.sync(&phone);
    for device in [&phone, &desktop] {
        assert!(device.conflicts(10).unwrap().is_empty());
        assert_eq!(text(&device.contact(ana).name), loser.value);
        device.is_sound();
    }
    let again = Command::Settle { id: ana, field: "name".into(), choice: loser.change };
    assert!(phone.book.run(again).unwrap_err().to_string().contains("no such disagreement any more"));
}

#[test]
fn choosing_what_shows_already_settles_it_too() {
    let (phone, desktop, mut server, ana) = pair();
    phone.edit(ana, "name", "Ana Ruiz");
    desktop.edit(ana, "name", "Ana Vega");
    for device in [&phone, &desktop, &phone] {
        server.sync(device);
    }
    let winner = phone.conflicts(1).unwrap()[0].rivals[0].clone();
    phone.run(Command::Settle { id: ana, field: "name".into(), choice: winner.change });
    server.sync(&phone);
    server.sync(&desktop);
    assert!(desktop.conflicts(10).unwrap().is_empty());
    assert_eq!(text(&desktop.contact(ana).name), winner.value);
}

#[test]
fn undo_takes_back_the_choice_and_nothing_older_whichever_value_was_chosen() {
    for chosen in [0, 1] {
        let (phone, desktop, mut server, ana) = pair();
        phone.edit(ana, "name", "Ana Ruiz");
        phone.edit(ana, "address", "1 Oak Street");
        desktop.edit(ana, "name", "Ana Vega");
        for device in [&phone, &desktop, &phone] {
            server.sync(device);
        }
        let shown = phone.contact(ana).name;
        let choice = phone.conflicts(1).unwrap()[0].rivals[chosen].change;
        let receipt = phone.run(Command::Settle { id: ana, field: "name".into(), choice });
        assert!(receipt.undoable());
        let undone = phone.undo().unwrap().unwrap();
        assert_eq!((undone.command.as_str(), undone.put_back), ("settle", vec![(ana, "name".to_owned())]));
        assert_eq!((phone.contact(ana).name, phone.contact(ana).address.as_str()), (shown, "1 Oak Street"));
        for device in [&phone, &desktop] {
            server.sync(device);
        }
        assert_eq!(phone.contact(ana), desktop.contact(ana));
        assert!(phone.conflicts(1).unwrap().is_empty() && desktop.conflicts(1).unwrap().is_empty());
        assert_eq!(phone.undo().unwrap().unwrap().command, "edit", "and then the one before");
    }
}

#[test]
fn a_disputed_field_that_is_edited_to_what_it_shows_is_settled_by_a_deed_of_its_own() {
    let (phone, desktop, mut server, ana) = pair();
    phone.edit(ana, "name", "Ana Ruiz");
    desktop.edit(ana, "name", "Ana Vega");
    for device in [&phone, &desktop, &phone] {
        server.sync(device);
    }
    let shown = phone.contact(ana).name;
    phone.note("a thought", &[]);
    phone.edit(ana, "name", &shown);
    assert!(phone.conflicts(1).unwrap().is_empty());
    assert_eq!(phone.undo().unwrap().unwrap().command, "edit");
    assert_eq!(phone.undo().unwrap().unwrap().command, "take_note");
}

#[test]
fn a_note_written_in_on_both_devices_keeps_both() {
    let (phone, desktop, mut server, ana) = pair();
    let note = phone.note("New doctors in January", &[ana]);
    server.sync(&phone);
    server.sync(&desktop);
    phone.edit(note, "text", "Two new doctors in January");
    desktop.edit(note, "text", "New doctors in January and May");
    for device in [&phone, &desktop, &phone] {
        server.sync(device);
    }
    for device in [&phone, &desktop] {
        assert_eq!(device.find("two may", 10).unwrap().notes.len(), 1);
        assert!(device.conflicts(10).unwrap().is_empty());
        device.is_sound();
    }
}

#[test]
fn removed_here_and_edited_there_is_removed_with_the_edit_beside_it() {
    let (phone, desktop, mut server, ana) = pair();
    phone.run(Command::Remove(ana));
    desktop.edit(ana, "name", "Ana Ruiz");
    for device in [&phone, &desktop, &phone] {
        server.sync(device);
    }
    assert!(phone.get(ana).unwrap().removed && desktop.get(ana).unwrap().removed);
    phone.run(Command::Restore(ana));
    assert_eq!(phone.contact(ana).name, "Ana Ruiz");
}

#[test]
fn an_erased_record_is_erased_everywhere() {
    let (phone, desktop, mut server, ana) = pair();
    desktop.edit(ana, "name", "never sent");
    phone.run(Command::Erase(ana));
    for device in [&phone, &desktop, &phone] {
        server.sync(device);
    }
    for device in [&phone, &desktop] {
        assert!(device.get(ana).is_err());
        assert!(device.book.run(edit(ana, "name", "Ana")).is_err());
        assert_eq!(device.sync_status().unwrap().unsent, 0);
        device.is_sound();
    }
}
