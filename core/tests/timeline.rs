//! Everything that has a time, of the whole book or of somebody, page by page.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod common;

use common::{Device, first, instant, phone};
use rapport_core::{
    Command,
    command::NewVisit,
    model::{Direction, RecordId, Role, Tier, view::Moment},
};
use rapport_document::{Actor, Edit, Value};

fn visit_at(book: &Device, place: RecordId, at: &str) -> RecordId {
    first(&book.run(Command::LogVisit(NewVisit { place: Some(place), at: Some(instant(at)), ..NewVisit::default() })))
}

fn ids(moments: &[Moment]) -> Vec<RecordId> {
    moments.iter().map(|moment| moment.entry.id).collect()
}

#[test]
fn it_holds_everything_that_has_a_time_newest_first() {
    let book = phone();
    let oak = book.place("Oak Street");
    let early = visit_at(&book, oak, "2026-01-05T09:00:00Z");
    let note = book.note("they like cookies", &[oak]);
    let promise = book.promise("bring brochures", oak, "2026-12-06");
    book.world.pass_days(1);
    let referral = book.referral(Direction::In, oak);
    let timeline = book.timeline(None, None, 10).unwrap();
    assert_eq!(ids(&timeline.items), [promise, referral, note, early]);
    assert_eq!(timeline.next, None);
}

#[test]
fn it_names_whom_it_is_about() {
    let book = phone();
    let oak = book.place("Oak Street");
    let ana = book.person("Ana Ruiz", Some(oak));
    book.visit(oak, &[ana]);
    let timeline = book.timeline(None, None, 10).unwrap();
    let names: Vec<_> = timeline.items[0].names.iter().map(|named| named.name.as_str()).collect();
    assert_eq!(names, ["Oak Street", "Ana Ruiz"]);
    book.edit(ana, "name", "Ana Ruiz-Vega");
    assert_eq!(book.timeline(None, None, 10).unwrap().items[0].names[1].name, "Ana Ruiz-Vega");
}

#[test]
fn pages_follow_each_other_without_gap_or_repetition_also_at_one_moment() {
    let book = phone();
    let oak = book.place("Oak Street");
    for day in 1..=9 {
        visit_at(&book, oak, &format!("2026-03-0{day}T09:00:00Z"));
        visit_at(&book, oak, "2026-03-05T09:00:00Z");
    }
    for who in [None, Some(oak)] {
        let whole = ids(&book.timeline(who, None, 100).unwrap().items);
        let (mut paged, mut after) = (Vec::new(), None);
        loop {
            let page = book.timeline(who, after.as_deref(), 4).unwrap();
            assert!(page.items.len() <= 4);
            paged.extend(ids(&page.items));
            match page.next {
                Some(next) => after = Some(next),
                None => break,
            }
        }
        assert_eq!((whole.len(), paged), (18, whole));
    }
    assert!(book.timeline(None, Some("page two"), 4).is_err());
}

#[test]
fn somebodys_timeline_is_what_concerns_them() {
    let book = phone();
    let (oak, elm) = (book.place("Oak Street"), book.place("Elm Street"));
    let ana = book.person("Ana Ruiz", Some(oak));
    let with_ana = book.visit(oak, &[ana]);
    book.visit(elm, &[]);
    let note = book.note("loves cookies", &[ana]);
    let mut found = ids(&book.timeline(Some(ana), None, 10).unwrap().items);
    found.sort_unstable();
    assert_eq!(found, [with_ana, note]);
    assert_eq!(ids(&book.timeline(Some(oak), None, 10).unwrap().items), [with_ana]);
}

#[test]
fn what_was_edited_stands_at_its_new_time_and_with_its_new_people() {
    let book = phone();
    let (oak, elm) = (book.place("Oak Street"), book.place("Elm Street"));
    let visit = book.visit(oak, &[]);
    book.edit(visit, "at", "2025-01-01T10:00:00Z");
    book.edit(visit, "place", &elm.to_string());
    assert!(book.timeline(Some(oak), None, 10).unwrap().items.is_empty());
    let moved = book.timeline(Some(elm), None, 10).unwrap().items;
    assert_eq!(moved[0].at, instant("2025-01-01T10:00:00Z"));
    assert_eq!(book.timeline(None, None, 10).unwrap().items.len(), 1);
    book.is_sound();
}

#[test]
fn a_contacts_page_tells_people_places_and_when_they_are_due() {
    let book = phone();
    let oak = book.place("Oak Street");
    let ana = book.person("Ana Ruiz", Some(oak));
    book.edit(ana, &format!("at:{oak}:routes_referrals"), "yes");
    book.edit(oak, "tier", Tier::A.as_str());
    book.visit(oak, &[]);
    let page = book.page(oak).unwrap();
    assert_eq!(page.last_touch, Some(instant("2026-11-22T14:00:00Z")));
    assert_eq!(page.due.unwrap().to_string(), "2026-12-13");
    let [person] = &page.people[..] else { panic!("{page:?}") };
    assert_eq!((person.who.name.as_str(), person.roles.len()), ("Ana Ruiz", 2));
    let page = book.page(ana).unwrap();
    assert_eq!(page.places[0].who.name, "Oak Street");
    assert_eq!(page.places[0].roles, [Role::FrontDesk, Role::RoutesReferrals]);
    assert_eq!((page.last_touch, page.due), (None, None), "the visit met nobody in particular");
    assert!(book.page(book.note("no contact", &[])).is_err());
    book.run(Command::Remove(ana));
    assert!(book.page(ana).unwrap().entry.removed);
    assert!(book.page(oak).unwrap().people.is_empty());
}

#[test]
fn one_met_at_an_event_with_an_impossible_time_is_shown_all_the_same() {
    let (book, mut server) = (phone(), common::server::Server::default());
    let ana = book.person("Ana", None);
    // As a device with a broken clock wrote it: this one's door takes no such time.
    for (n, at) in [(0x31, i64::MIN), (0x32, i64::MAX)] {
        let put = |key: &str, value| Edit::Put { key: key.to_owned(), value };
        let edits = [
            put("record", Value::Text("touchpoint".to_owned())),
            put("at", Value::Instant(at)),
            put(&format!("met:{ana}"), Value::Bool(true)),
        ];
        let change = rapport_document::create(Actor([n; 16]), 0, &edits).unwrap();
        server.put(RecordId([n; 16]), change.id(), change.bytes());
    }
    server.sync(&book);
    assert_eq!(book.timeline(Some(ana), None, 10).unwrap().items.len(), 2);
    book.edit(ana, "tier", "a");
    book.today().unwrap();
    book.page(ana).unwrap();
    book.is_sound();
}
