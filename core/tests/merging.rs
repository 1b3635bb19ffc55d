//! Duplicates that are made one, and two again.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod common;

use common::{Device, phone};
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
    book.edit(ids[2], "alias_of", &ids[2].to_string());
    book.is_sound();
    assert_eq!(listed(&book).len(), 3, "an alias of itself is nobody's");
}
