//! Duplicates that are made one, and two again.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod common;

use common::{Device, desktop_of, phone, server::Server};
use rapport_core::{
    Command,
    model::{Kind, RecordId, Tier},
};

fn merge(book: &Device, one: RecordId, other: RecordId) {
    book.run(Command::Merge { one, other });
    book.is_sound();
}

fn listed(book: &Device) -> Vec<RecordId> {
    book.list(&Kind::Contact, None, 100).unwrap().items.into_iter().map(|entry| entry.id).collect()
}

fn timeline(book: &Device, who: RecordId) -> usize {
    book.timeline(Some(who), None, 100).unwrap().items.len()
}

#[test]
fn merged_contacts_are_one_everywhere() {
    let book = phone();
    let oak = book.place("Oak Street");
    let ana = book.person("Ana Ruiz", Some(oak));
    let double = book.person("A. Ruiz", Some(oak));
    book.visit(oak, &[ana]);
    book.world.pass_days(1);
    book.visit(oak, &[double]);
    merge(&book, double, ana);
    assert_eq!(listed(&book), [ana, oak]);
    for id in [ana, double] {
        assert_eq!(timeline(&book, id), 2);
        let page = book.page(id).unwrap();
        assert_eq!((page.entry.id, page.aliases), (ana, vec![ana, double]));
        assert_eq!(page.last_touch, Some(book.touchpoint_now()));
    }
    let names = &book.timeline(None, None, 1).unwrap().items[0].names;
    assert_eq!((names[1].id, names[1].name.as_str()), (ana, "Ana Ruiz"), "shown under the name that stands");
    assert_eq!(book.page(oak).unwrap().people.len(), 1);
    assert_eq!(book.find("ruiz", 10).unwrap().contacts.len(), 1);
    assert_eq!(book.who("a ruiz", 10).unwrap()[0].id, ana, "also by the name of the other");
}

impl Device {
    fn touchpoint_now(&self) -> rapport_core::model::Instant {
        use rapport_core::environment::Environment as _;
        self.world.now()
    }
}

#[test]
fn a_touch_under_either_name_resets_the_cadence() {
    let book = phone();
    let oak = book.place("Oak Street");
    let ana = book.kept("Ana Ruiz", Tier::A);
    let double = book.person("A. Ruiz", None);
    book.visit(oak, &[double]);
    assert_eq!(book.today().unwrap().losing_touch.len(), 1);
    merge(&book, ana, double);
    assert!(book.today().unwrap().losing_touch.is_empty());
    book.run(Command::Unmerge(double));
    assert_eq!(book.today().unwrap().losing_touch.len(), 1);
}

#[test]
fn unmerging_gives_each_touchpoint_back_to_whom_it_was_logged_under() {
    let book = phone();
    let oak = book.place("Oak Street");
    let (ana, double) = (book.person("Ana", None), book.person("Anna", None));
    book.visit(oak, &[ana]);
    book.visit(oak, &[double]);
    merge(&book, ana, double);
    let later = book.visit(oak, &[ana]);
    book.run(Command::Unmerge(ana));
    book.is_sound();
    assert_eq!((timeline(&book, ana), timeline(&book, double)), (2, 1));
    assert_eq!(book.timeline(Some(ana), None, 1).unwrap().items[0].entry.id, later);
    assert_eq!(listed(&book).len(), 3);
    assert!(book.book.run(Command::Unmerge(ana)).is_err(), "it stands alone");
}

#[test]
fn a_place_and_a_person_are_never_one() {
    let book = phone();
    let oak = book.place("Oak Street");
    let ana = book.person("Ana", Some(oak));
    for (one, other) in [(oak, ana), (ana, oak)] {
        let refused = book.book.run(Command::Merge { one, other }).unwrap_err();
        assert!(refused.to_string().contains("a place"), "{refused}");
    }
    assert_eq!(listed(&book), [ana, oak]);
}

#[test]
fn several_are_merged_into_one_and_one_of_them_taken_out_again() {
    let book = phone();
    let ids: Vec<_> = ["One", "Two", "Three", "Four"].into_iter().map(|name| book.person(name, None)).collect();
    merge(&book, ids[3], ids[2]);
    merge(&book, ids[1], ids[0]);
    merge(&book, ids[3], ids[1]);
    assert_eq!(listed(&book), [ids[0]]);
    assert_eq!(book.page(ids[3]).unwrap().aliases, ids);
    assert!(book.book.run(Command::Merge { one: ids[0], other: ids[3] }).is_err(), "they are one already");
    book.run(Command::Unmerge(ids[3]));
    book.is_sound();
    assert_eq!(book.page(ids[0]).unwrap().aliases, ids[..3]);
    assert_eq!(book.page(ids[3]).unwrap().aliases, ids[3..]);
}

#[test]
fn when_the_one_that_stands_for_the_others_is_removed_another_does() {
    let book = phone();
    let ids: Vec<_> = ["One", "Two", "Three"].into_iter().map(|name| book.person(name, None)).collect();
    merge(&book, ids[0], ids[1]);
    merge(&book, ids[0], ids[2]);
    book.run(Command::Remove(ids[0]));
    book.is_sound();
    assert_eq!(listed(&book), [ids[1]]);
    book.run(Command::Restore(ids[0]));
    book.is_sound();
    assert_eq!(listed(&book), [ids[0]]);
    book.run(Command::Erase(ids[0]));
    book.is_sound();
    assert_eq!(listed(&book), [ids[1]]);
}

#[test]
fn a_ring_of_aliases_is_a_group_like_any_other() {
    let book = phone();
    let ids: Vec<_> = ["One", "Two", "Three"].into_iter().map(|name| book.person(name, None)).collect();
    // As when three devices, each offline, merged two of them: in a ring, and toward a greater id.
    for n in 0..3 {
        book.edit(ids[n], "alias_of", &ids[(n + 1) % 3].to_string());
    }
    book.is_sound();
    assert_eq!(listed(&book), [ids[0]]);
    book.edit(ids[1], "alias_of", "");
    book.is_sound();
    assert_eq!(listed(&book), [ids[0]], "still joined through the others");
    book.edit(ids[0], "alias_of", "");
    book.is_sound();
    assert_eq!(listed(&book).len(), 2);
    book.edit(ids[2], "alias_of", "");
    book.is_sound();
    assert_eq!(listed(&book).len(), 3);
}

/// Three people, merged on three devices while these were apart: Two is an alias of One, and Three of Two.
fn chained() -> (Device, Device, Server, Vec<RecordId>) {
    let (phone, mut server) = (phone(), Server::default());
    let ids: Vec<_> = ["One", "Two", "Three"].into_iter().map(|name| phone.person(name, None)).collect();
    let desktop = desktop_of(&phone);
    phone.run(Command::Merge { one: ids[0], other: ids[1] });
    desktop.run(Command::Merge { one: ids[1], other: ids[2] });
    for device in [&phone, &desktop, &phone] {
        server.sync(device);
    }
    for device in [&phone, &desktop] {
        assert_eq!(device.page(ids[2]).unwrap().aliases, ids);
    }
    (phone, desktop, server, ids)
}

#[test]
fn whoever_is_parted_stands_alone_wherever_in_a_chain_of_merges() {
    for (which, rest) in [(0, vec![1, 2]), (1, vec![0]), (2, vec![0, 1])] {
        let (phone, desktop, mut server, ids) = chained();
        phone.run(Command::Unmerge(ids[which]));
        server.sync(&phone);
        server.sync(&desktop);
        for device in [&phone, &desktop] {
            device.is_sound();
            assert_eq!(device.page(ids[which]).unwrap().aliases, [ids[which]]);
            let rest: Vec<_> = rest.iter().map(|place| ids[*place]).collect();
            assert_eq!(device.page(rest[0]).unwrap().aliases, rest);
        }
    }
}

#[test]
fn a_ring_that_three_devices_made_is_parted_too() {
    let book = phone();
    let ids: Vec<_> = ["One", "Two", "Three"].into_iter().map(|name| book.person(name, None)).collect();
    for n in 0..3 {
        book.edit(ids[n], "alias_of", &ids[(n + 1) % 3].to_string());
    }
    book.run(Command::Unmerge(ids[1]));
    book.is_sound();
    assert_eq!(book.page(ids[1]).unwrap().aliases, [ids[1]]);
    assert_eq!(book.page(ids[0]).unwrap().aliases, [ids[0], ids[2]]);
    assert_eq!(book.undo().unwrap().unwrap().command, "unmerge");
    assert_eq!(book.page(ids[1]).unwrap().aliases, ids);
}

#[test]
fn one_merge_made_on_both_devices_is_parted_by_one_of_them() {
    let (phone, mut server) = (phone(), Server::default());
    let (ana, double) = (phone.person("Ana", None), phone.person("Anna", None));
    let desktop = desktop_of(&phone);
    for device in [&phone, &desktop] {
        device.run(Command::Merge { one: ana, other: double });
    }
    for device in [&phone, &desktop, &phone] {
        server.sync(device);
    }
    desktop.run(Command::Unmerge(ana));
    server.sync(&desktop);
    server.sync(&phone);
    for device in [&phone, &desktop] {
        assert_eq!(listed(device), [ana, double]);
        assert!(device.conflicts(10).unwrap().is_empty());
        device.is_sound();
    }
}
