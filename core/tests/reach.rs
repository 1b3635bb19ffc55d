//! Channels, offices, events and what to confirm again, in the user's words.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod common;

use common::{Device, first, phone};
use rapport_core::{
    Command,
    command::{MetThere, NewNote, NewPerson},
    model::{Met, NoteKind, RecordId, Role, Sector, Touchpoint, TouchpointKind, TouchpointState, view::StaffPart},
};

fn staff(book: &Device, name: &str, at: RecordId, role: Role) -> RecordId {
    let person = NewPerson { name: name.into(), at: Some(at), roles: [role].into(), ..NewPerson::default() };
    first(&book.run(Command::AddPerson(person)))
}

fn event(book: &Device, name: &str, at: &str, state: TouchpointState) -> RecordId {
    let at = common::instant(at);
    let kind = TouchpointKind::Event;
    book.add(Touchpoint { kind, state, at, purpose: name.into(), ..Touchpoint::default() })
}

#[test]
fn whoever_lacks_most_ways_to_be_reached_comes_first() {
    let book = phone();
    let lee = book.person("Dr Lee", None);
    book.person("Ana", None);
    for channel in ["phone:555-0100", "email:lee@example.org", "web:example.org/lee"] {
        book.edit(lee, &format!("channel:{channel}"), "verified");
    }
    let rows = book.channel_coverage(false, 10).unwrap();
    assert_eq!(rows.iter().map(|row| row.who.name.as_str()).collect::<Vec<_>>(), ["Ana", "Dr Lee"]);
    assert_eq!((rows[1].coverage.verified, rows[1].coverage.desired), (3, 4));
    assert_eq!(rows[1].coverage.missing, ["linkedin"]);
    book.edit(lee, "channel:linkedin:in/lee", "known");
    assert_eq!(book.channel_coverage(false, 10).unwrap().len(), 1, "nothing is missing any more");
    assert_eq!(book.channel_coverage(true, 10).unwrap().len(), 2);
}

#[test]
fn a_profile_tells_what_is_known_and_when_and_whom_to_follow_at_a_place() {
    let book = phone();
    let oak = book.place("Oak Street");
    let ana = staff(&book, "Ana", oak, Role::FrontDesk);
    book.edit(oak, "channel:facebook:oakstreet", "verified");
    book.edit(ana, "channel:instagram:anaruiz", "known");
    for (kind, text) in
        [(NoteKind::Likes, "dark chocolate"), (NoteKind::Fact, "on leave in May"), (NoteKind::Note, "late")]
    {
        let note = NewNote { text: text.into(), about: [oak].into(), kind, ..NewNote::default() };
        book.run(Command::TakeNote(note));
        book.world.pass_days(1);
    }
    let profile = book.profile(oak).unwrap();
    let facts: Vec<&str> = profile.facts.iter().map(|fact| fact.text.as_str()).collect();
    assert_eq!(facts, ["on leave in May", "dark chocolate"], "the newest first, and no plain notes");
    assert!(profile.facts[0].at > profile.facts[1].at);
    assert_eq!(profile.social.iter().map(|one| one.who.name.as_str()).collect::<Vec<_>>(), ["Oak Street", "Ana"]);
    let instagram = profile.social[1].cells.iter().find(|cell| cell.kind == "instagram").unwrap();
    assert_eq!(instagram.value.as_deref(), Some("anaruiz"));
    assert_eq!(profile.links.len(), 1);
}

#[test]
fn an_office_where_only_the_physician_is_known_is_warned_of() {
    let book = phone();
    let [oak, elm] = ["Oak Street", "Elm Clinic"].map(|name| book.place(name));
    staff(&book, "Dr Lee", oak, Role::Provider);
    staff(&book, "Dr Osei", elm, Role::Provider);
    let ana = staff(&book, "Ana", elm, Role::FrontDesk);
    let offices = book.office_coverage().unwrap();
    assert_eq!(
        offices.iter().map(|one| (one.place.name.as_str(), one.only_provider)).collect::<Vec<_>>(),
        [("Oak Street", true), ("Elm Clinic", false)]
    );
    book.visit(elm, &[ana]);
    let chip = |book: &Device, part: StaffPart| {
        let offices = book.office_coverage().unwrap();
        let elm = offices.into_iter().find(|one| one.place.name == "Elm Clinic").unwrap();
        elm.chips.into_iter().find(|chip| chip.part == part).unwrap()
    };
    assert!(chip(&book, StaffPart::FrontDesk).fresh && !chip(&book, StaffPart::Provider).fresh);
    assert!(chip(&book, StaffPart::Router).people.is_empty());
    book.world.pass_days(91);
    assert!(!chip(&book, StaffPart::FrontDesk).fresh, "that was more than 90 days ago");
    book.edit(ana, &format!("at:{elm}:routes_referrals"), "yes");
    assert_eq!(chip(&book, StaffPart::Router).people[0].name, "Ana");
}

#[test]
fn an_event_is_new_once_and_a_favourite_ever_after() {
    let book = phone();
    event(&book, "Chamber breakfast", "2025-11-20T12:00:00Z", TouchpointState::Done);
    event(&book, "chamber  BREAKFAST", "2026-11-19T12:00:00Z", TouchpointState::Done);
    let fair = event(&book, "Health fair", "2026-12-03T12:00:00Z", TouchpointState::Planned);
    let before = book.events().unwrap();
    assert_eq!((before.goal, before.new_this_year), (2, 0), "a couple of new ones, unless it is edited");
    let times: Vec<(&str, u64)> = before.items.iter().map(|one| (one.name.as_str(), one.times_before)).collect();
    assert_eq!(times, [("Health fair", 0), ("chamber  BREAKFAST", 1), ("Chamber breakfast", 0)]);
    let ana = book.person("Ana", None);
    let people = vec![MetThere::Known(ana), MetThere::New("Todd Baker".into()), MetThere::New("Lin Wu".into())];
    book.world.set("2026-12-03T20:00:00Z");
    let done = book.run(Command::MeetAt { event: fair, people });
    assert_eq!(done.records.len(), 6, "the event, two new people, and a touch with each of three");
    let after = book.events().unwrap();
    assert_eq!(after.new_this_year, 1, "whoever met somebody there was there");
    assert_eq!((after.items.len(), after.items[0].met.len()), (3, 3));
    let todd = book.who("todd", 1).unwrap()[0].id;
    assert!(book.page(todd).unwrap().last_touch.is_some());
    assert_eq!(book.contact(todd).found_via.as_deref(), Some("event"));
    book.undo().unwrap();
    assert!(book.events().unwrap().items[0].met.is_empty() && book.who("todd", 1).unwrap().is_empty());
}

#[test]
fn people_are_met_at_events_alone() {
    let book = phone();
    let oak = book.place("Oak Street");
    let visit = book.visit(oak, &[]);
    let meet = |event, people| book.book.run(Command::MeetAt { event, people });
    assert!(meet(visit, vec![MetThere::Known(oak)]).is_err());
    assert!(meet(oak, vec![MetThere::Known(oak)]).is_err());
    let fair = event(&book, "Health fair", "2026-11-20T12:00:00Z", TouchpointState::Done);
    assert!(meet(fair, vec![]).is_err() && meet(fair, vec![MetThere::New(" ".into())]).is_err());
    assert!(book.events().unwrap().items[0].met.is_empty());
}

#[test]
fn telling_people_is_logged_with_each_and_counted_by_sector() {
    let book = phone();
    let (school, oak) = (book.place("Lincoln High"), book.place("Oak Street"));
    book.edit(school, "sector", Sector::School.as_str());
    book.add(Touchpoint {
        kind: TouchpointKind::Announcement,
        met: [Met::Contact(school), Met::Contact(oak)].into(),
        at: common::instant("2026-11-20T12:00:00Z"),
        purpose: "openings for teens".into(),
        ..Touchpoint::default()
    });
    let told = book.announcements().unwrap();
    assert_eq!(
        (told[0].what.as_str(), told[0].told, told[0].sectors.as_slice()),
        ("openings for teens", 2, &[(Sector::School, 1)][..])
    );
    assert_eq!(book.served(school).unwrap().announcements, 1);
    assert!(book.page(school).unwrap().last_touch.is_none(), "telling many is no conversation");
}

#[test]
fn what_was_not_confirmed_for_long_is_asked_for_until_it_is() {
    let book = phone();
    let oak = book.place("Oak Street");
    book.edit(oak, "hours", "Mon-Fri 9-5");
    book.edit(oak, "channel:phone:555-0100", "known");
    book.person("Ana", None);
    assert!(book.stale_fields(None, 10).unwrap().is_empty());
    book.world.pass_days(200);
    let stale = book.stale_fields(None, 10).unwrap();
    assert_eq!((stale.len(), stale[0].field.as_str(), stale[0].age_days, stale[0].confirmed), (1, "hours", 200, None));
    book.edit(oak, "confirmed:hours", "2027-06-10");
    assert!(book.stale_fields(Some(oak), 10).unwrap().is_empty());
    book.world.pass_days(181);
    let fields: Vec<String> = book.stale_fields(Some(oak), 10).unwrap().into_iter().map(|one| one.field).collect();
    assert_eq!(fields, ["phone", "hours"], "the most overdue first");
}
