//! Two devices show the same order, page by page, also of what was made in one millisecond and came to them in another order.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod common;

use common::{Device, desktop_of, phone, server::Server};
use rapport_core::{
    Command,
    command::{NewThere, NewVisit, NextStep},
    model::{Direction, Item, Kind, RecordId, view::Paged},
};

/// A phone and a desktop that were apart while each made the same things in the same millisecond.
fn apart() -> (Device, Device, RecordId) {
    let (phone, mut server) = (phone(), Server::default());
    let oak = phone.place("Oak Street");
    let desktop = desktop_of(&phone);
    for _ in 0..3 {
        for device in [&phone, &desktop] {
            let bo = device.person("Bo", None);
            device.visit(oak, &[bo]);
            device.note("two new doctors", &[oak]);
            device.note("a thought", &[]);
            device.promise("bring brochures", oak, "2026-11-22");
            device.referral(Direction::In, oak);
            device.add(Item { name: "Pie".into(), ..Item::default() });
            let gone = device.note("gone again", &[oak]);
            device.run(Command::Remove(gone));
        }
    }
    for device in [&phone, &desktop, &phone] {
        server.sync(device);
    }
    (phone, desktop, oak)
}

/// All that a list holds, a few at a time.
fn whole<T>(page: impl Fn(Option<&str>) -> Paged<T>, id: impl Fn(&T) -> RecordId) -> Vec<RecordId> {
    let (mut all, mut after) = (Vec::new(), None);
    loop {
        let next = page(after.as_deref());
        all.extend(next.items.iter().map(&id));
        after = next.next;
        if after.is_none() {
            return all;
        }
    }
}

#[test]
fn lists_and_timelines_are_the_same_page_by_page() {
    let (phone, desktop, oak) = apart();
    for kind in Kind::ALL {
        let listed = |device: &Device| whole(|after| device.list(kind, after, 2).unwrap(), |entry| entry.id);
        let all = listed(&phone);
        assert_eq!(all, listed(&desktop), "{kind}");
        assert!(all.len() >= 6 || matches!(kind, Kind::Practice | Kind::Playbook), "{kind}: {}", all.len());
    }
    for who in [None, Some(oak)] {
        let timeline =
            |device: &Device| whole(|after| device.timeline(who, after, 2).unwrap(), |moment| moment.entry.id);
        let all = timeline(&phone);
        assert_eq!(all, timeline(&desktop), "{who:?}");
        assert!(all.len() > 20);
    }
}

#[test]
fn today_the_inbox_and_what_is_found_are_the_same() {
    let (phone, desktop, oak) = apart();
    assert_eq!(phone.today().unwrap(), desktop.today().unwrap());
    assert_eq!(phone.inbox(100).unwrap(), desktop.inbox(100).unwrap());
    for (words, limit) in [("two", 100), ("two", 2), ("bo", 1), ("oak", 4), ("bo", 100)] {
        assert_eq!(phone.find(words, limit).unwrap(), desktop.find(words, limit).unwrap(), "{words} {limit}");
        assert_eq!(phone.who(words, limit).unwrap(), desktop.who(words, limit).unwrap());
    }
    assert_eq!(phone.brief(oak).unwrap(), desktop.brief(oak).unwrap());
    assert_eq!(phone.doubled_visits(100).unwrap(), desktop.doubled_visits(100).unwrap());
    assert_eq!(phone.log_suggestions(None, 5).unwrap(), desktop.log_suggestions(None, 5).unwrap());
    for device in [&phone, &desktop] {
        device.is_sound();
    }
}

#[test]
fn what_was_removed_is_listed_page_by_page_and_can_be_restored() {
    let (phone, desktop, oak) = apart();
    phone.run(Command::Remove(oak));
    let removed = |device: &Device| whole(|after| device.removed(after, 2).unwrap(), |entry| entry.id);
    let all = removed(&phone);
    assert_eq!(all.len(), 7);
    assert_eq!(all.iter().copied().filter(|id| *id != oak).collect::<Vec<_>>(), removed(&desktop));
    assert!(phone.removed(None, 100).unwrap().items.iter().all(|entry| entry.removed));
    for id in all {
        phone.run(Command::Restore(id));
    }
    assert!(removed(&phone).is_empty());
    assert!(phone.removed(Some("7.oak"), 10).is_err());
}

#[test]
fn what_one_command_makes_stands_in_the_order_in_which_it_was_made() {
    let book = phone();
    for _ in 0..20 {
        let visit = NewVisit {
            new: Some(Box::new(NewThere { place: "Elm Clinic".into(), ..NewThere::default() })),
            note: "two new doctors".into(),
            next: Some(NextStep { text: "bring brochures".into(), due: None }),
            ..NewVisit::default()
        };
        let mut made: Vec<_> = book.run(Command::LogVisit(visit)).records;
        made.sort_by_key(|touched| touched.id);
        let kinds: Vec<_> = made.into_iter().map(|touched| touched.kind).collect();
        assert_eq!(kinds, [Kind::Contact, Kind::Touchpoint, Kind::Note, Kind::Promise]);
    }
}
