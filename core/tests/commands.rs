//! Every command, in every kind of record.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod common;

use common::{edit, first, instant, phone};
use rapport_core::{
    Command, Error,
    command::{NewNote, NewPerson, NewPlace, NewReferral, NewVisit, NextStep, ReferralStep},
    model::{
        ChannelState, Contact, Direction, Item, Kind, Met, Note, NoteKind, Outcome, Playbook, Practice, Promise,
        PromiseState, Record, RecordId, Referral, ReferralStatus, Role, Stock, Touchpoint, TouchpointState, Via,
    },
};

#[test]
fn a_visit_leaves_a_touchpoint_a_note_and_a_promise_in_one_go() {
    let book = phone();
    let oak = book.place("Oak Street Family Medicine");
    let ana = book.person("Ana Ruiz", Some(oak));
    let receipt = book.run(Command::LogVisit(NewVisit {
        place: Some(oak),
        met: [Met::Contact(ana), Met::Role(Role::Nurse)].into(),
        left: [("cookies".to_owned(), 1), ("card".to_owned(), 5)].into(),
        outcome: Some(Outcome::Met),
        note: "Two new doctors in January".into(),
        next: Some(NextStep { text: "bring brochures".into(), due: "2026-12-06".parse().ok() }),
        ..NewVisit::default()
    }));
    assert!(receipt.undoable());
    let [visit, note, promise] = &receipt.records[..] else { panic!("{receipt:?}") };
    let kept = book.touchpoint(visit.id);
    assert_eq!((kept.at, kept.zone.as_str()), (instant("2026-11-22T14:00:00Z"), "America/New_York"));
    assert_eq!((kept.left["card"], kept.met.len()), (5, 2));
    let Record::Note(kept) = book.get(note.id).unwrap().record else { panic!() };
    assert_eq!(kept.about, [visit.id, oak, ana].into());
    let Record::Promise(kept) = book.get(promise.id).unwrap().record else { panic!() };
    assert_eq!((kept.to, kept.text.as_str(), kept.state), (Some(oak), "bring brochures", PromiseState::Open));
    book.is_sound();
}

#[test]
fn a_command_that_is_refused_half_way_keeps_nothing() {
    let book = phone();
    let oak = book.place("Oak Street");
    let visit = NewVisit { place: Some(oak), note: "x".repeat(20_001), ..NewVisit::default() };
    let error = book.book.run(Command::LogVisit(visit)).unwrap_err();
    assert!(error.to_string().starts_with("text: a note holds 20000 characters"), "{error}");
    assert!(book.timeline(None, None, 10).unwrap().items.is_empty());
    book.is_sound();
}

#[test]
fn nobody_can_be_met_who_is_not_in_the_book() {
    let book = phone();
    let nobody = RecordId([9; 16]);
    let error = book.book.run(Command::LogVisit(NewVisit { place: Some(nobody), ..NewVisit::default() })).unwrap_err();
    assert!(matches!(error, Error::NotFound { .. }));
    let note = book.note("a note is no place", &[]);
    let error = book.book.run(Command::LogVisit(NewVisit { place: Some(note), ..NewVisit::default() })).unwrap_err();
    assert_eq!(error.code(), "not_found");
}

#[test]
fn people_have_roles_where_they_work_and_channels_by_which_they_are_reached() {
    let book = phone();
    let oak = first(&book.run(Command::AddPlace(NewPlace {
        name: "Oak Street".into(),
        address: "1 Oak Street".into(),
        channels: vec!["web:https://oak.example.org".into()],
        ..NewPlace::default()
    })));
    let ana = first(&book.run(Command::AddPerson(NewPerson {
        name: "Ana Ruiz".into(),
        at: Some(oak),
        channels: vec!["phone:+1 555 0100".into()],
        ..NewPerson::default()
    })));
    let kept = book.contact(ana);
    assert_eq!(kept.at[&oak], [Role::Staff].into(), "staff, if nothing was said");
    assert_eq!(kept.channel["phone:+1 555 0100"], ChannelState::Known);
    let refused = |person| book.book.run(Command::AddPerson(person)).unwrap_err().to_string();
    let at_nowhere = NewPerson { name: "Bo".into(), roles: [Role::Nurse].into(), ..NewPerson::default() };
    assert_eq!(refused(at_nowhere), "at: a role is held at a place; say at which");
    let unreachable = NewPerson { name: "Bo".into(), channels: vec!["555 0100".into()], ..NewPerson::default() };
    assert!(refused(unreachable).starts_with("channel: expected type:value"));
    assert_eq!(refused(NewPerson::default()), "name: a name is needed");
}

#[test]
fn a_referral_goes_its_way_under_its_code() {
    let book = phone();
    let lee = book.person("Dr Lee", None);
    let id = first(&book.run(Command::AddReferral(NewReferral {
        direction: Direction::In,
        who: Some(lee),
        via: Some(Via::Phone),
        topic: "sleep".into(),
        ..NewReferral::default()
    })));
    let kept = || {
        let Record::Referral(referral) = book.get(id).unwrap().record else { panic!() };
        referral
    };
    assert!(kept().code.starts_with("R-") && kept().code.len() == 7);
    assert_eq!((kept().from, kept().received), (Some(lee), Some(instant("2026-11-22T14:00:00Z"))));
    let step = |step, at: &str| drop(book.run(Command::AdvanceReferral { id, step, at: Some(instant(at)) }));
    step(ReferralStep::Scheduled, "2026-11-23T10:00:00Z");
    assert_eq!(kept().answered, Some(instant("2026-11-23T10:00:00Z")), "who makes an appointment has answered");
    step(ReferralStep::Started, "2026-11-24T10:00:00Z");
    step(ReferralStep::Thanked, "2026-11-24T11:00:00Z");
    assert_eq!(kept().status, ReferralStatus::Started, "thanks are no step of the client's");
    step(ReferralStep::Closed, "2027-03-01T10:00:00Z");
    assert_eq!((kept().status, kept().closed), (ReferralStatus::Closed, Some(instant("2027-03-01T10:00:00Z"))));
    book.run(Command::AdvanceReferral { id, step: ReferralStep::Answered, at: None });
    assert_eq!(kept().answered, Some(instant("2026-11-22T14:00:00Z")), "now, if nothing was said");
}

#[test]
fn a_promise_is_kept_by_a_visit() {
    let book = phone();
    let oak = book.place("Oak Street");
    let promise = book.promise("bring brochures", oak, "2026-12-06");
    let visit = book.visit(oak, &[]);
    book.run(Command::KeepPromise { id: promise, by: Some(visit) });
    let Record::Promise(kept) = book.get(promise).unwrap().record else { panic!() };
    assert_eq!((kept.state, kept.done_by), (PromiseState::Done, Some(visit)));
    assert!(book.book.run(Command::KeepPromise { id: oak, by: None }).is_err(), "a place is no promise");
}

#[test]
fn what_can_wait_can_be_put_off_and_what_is_done_can_not() {
    let book = phone();
    let oak = book.place("Oak Street");
    let until = "2026-12-01".parse().unwrap();
    let snooze = |id| book.book.run(Command::Snooze { id, until });
    for id in [oak, book.promise("call", oak, "2026-11-22"), book.referral(Direction::In, oak)] {
        snooze(id).unwrap();
        let quiet = match book.get(id).unwrap().record {
            Record::Contact(contact) => contact.quiet_until,
            Record::Promise(promise) => promise.quiet_until,
            Record::Referral(referral) => referral.quiet_until,
            other => panic!("{other:?}"),
        };
        assert_eq!(quiet, Some(until));
    }
    let planned = book.add(Touchpoint {
        place: Some(oak),
        state: TouchpointState::Planned,
        at: instant("2026-11-24T15:30:00Z"),
        ..Touchpoint::default()
    });
    snooze(planned).unwrap();
    assert_eq!(book.touchpoint(planned).at, instant("2026-12-01T15:30:00Z"), "to the same hour");
    assert_eq!(snooze(book.visit(oak, &[])).unwrap_err().to_string(), "id: what is done can't be put off");
    assert!(snooze(book.note("a thought", &[])).is_err());
}

#[test]
fn records_of_all_kinds_come_back_as_they_were_put_in() {
    let book = phone();
    let oak = book.place("Oak Street");
    let all: Vec<Record> = vec![
        Contact { name: "Dr Núñez".into(), tag: ["vip".into()].into(), ..Contact::default() }.into(),
        Touchpoint { place: Some(oak), at: instant("2026-01-02T03:04:05Z"), ..Touchpoint::default() }.into(),
        Note { kind: NoteKind::Need, about: [oak].into(), text: "sleep".into(), ..Note::default() }.into(),
        Promise { text: "call back".into(), to: Some(oak), ..Promise::default() }.into(),
        Referral { code: "R-OLD01".into(), from: Some(oak), ..Referral::default() }.into(),
        Item { name: "Brochure".into(), stocked: Stock(100), ..Item::default() }.into(),
        Playbook { name: "Weekly value".into(), ..Playbook::default() }.into(),
    ];
    let ids: Vec<RecordId> = all.iter().map(|record| book.add(record.clone())).collect();
    let reopened = book.again();
    for (id, record) in ids.iter().zip(&all) {
        assert_eq!(reopened.get(*id).unwrap().record, *record);
        let listed = reopened.list(&record.kind(), None, 100).unwrap();
        assert!(listed.items.iter().any(|entry| entry.id == *id), "{} is listed", record.kind());
    }
    let Record::Practice(practice) = reopened.practice().unwrap().record else { panic!() };
    assert_eq!(practice.name, "Riverside Therapy");
    book.is_sound();
}

#[test]
fn a_book_has_one_practice() {
    let book = phone();
    let another = Practice { name: "Another".into(), ..Practice::default() };
    assert!(book.book.run(Command::Add(Box::new(another.into()))).is_err());
    let own = book.practice().unwrap().id;
    assert!(book.book.run(Command::Erase(own)).is_err());
    book.edit(own, "away:2026-12-20", "2026-12-31");
    let Record::Practice(practice) = book.practice().unwrap().record else { panic!() };
    assert_eq!(practice.away.len(), 1);
}

#[test]
fn many_records_are_added_as_one_and_an_id_is_used_once() {
    let book = phone();
    let contact = |name: &str| Record::Contact(Contact { name: name.into(), ..Contact::default() });
    let (one, two) = (RecordId([1; 16]), RecordId([2; 16]));
    let receipt = book.run(Command::AddAll(vec![(one, contact("One")), (two, contact("Two"))]));
    assert_eq!(receipt.records.len(), 2);
    let again = book.book.run(Command::AddAll(vec![(RecordId([3; 16]), contact("Three")), (one, contact("One"))]));
    assert!(again.is_err());
    assert!(book.get(RecordId([3; 16])).is_err(), "all of it or nothing");
}

#[test]
fn fields_are_edited_by_name() {
    let book = phone();
    let oak = book.place("Oak Street");
    let ana = book.person("Ana Ruiz", Some(oak));
    for (field, value) in [
        ("name", "Ana Ruiz-Vega"),
        ("sector", "primary_care"),
        ("geo", "40.71,-74.01"),
        ("tag:vip", "yes"),
        ("channel:phone:555 0100", "preferred"),
        (&format!("at:{oak}:routes_referrals"), "yes"),
        ("cadence_days", "30"),
        ("quiet_until", "2026-12-01"),
        ("in:weekly", "running"),
    ] {
        book.edit(ana, field, value);
    }
    let kept = book.contact(ana);
    assert_eq!((kept.name.as_str(), kept.cadence_days), ("Ana Ruiz-Vega", Some(30)));
    assert_eq!(kept.at[&oak], [Role::FrontDesk, Role::RoutesReferrals].into());
    assert_eq!(kept.channel["phone:555 0100"], ChannelState::Preferred);
    book.edit(ana, "tag:vip", "");
    book.edit(ana, &format!("at:{oak}:front_desk"), "no");
    book.edit(ana, "cadence_days", "");
    let kept = book.contact(ana);
    assert_eq!((kept.tag.len(), kept.at[&oak].len(), kept.cadence_days), (0, 1, None));
    let item = book.add(Item { name: "Card".into(), stocked: Stock(10), ..Item::default() });
    book.edit(item, "stocked", "+5");
    book.edit(item, "stocked", "-2");
    let Record::Item(kept) = book.get(item).unwrap().record else { panic!() };
    assert_eq!(kept.stocked, Stock(13));
    book.is_sound();
}

#[test]
fn a_zone_that_is_on_no_map_is_refused() {
    let book = phone();
    let practice = book.practice().unwrap().id;
    let refused = book.book.run(edit(practice, "zone", "Mars/Olympus")).unwrap_err().to_string();
    assert!(refused.starts_with("zone: a time zone"), "{refused}");
    book.edit(practice, "zone", "Europe/London");
    book.edit(practice, "zone", "");
}

#[test]
fn a_wrong_edit_says_where_and_what_was_expected() {
    let book = phone();
    let ana = book.person("Ana", None);
    let error = |field: &str, value: &str| book.book.run(edit(ana, field, value)).unwrap_err().to_string();
    assert!(error("nmae", "Ana").starts_with("nmae: a contact has no such field; it has: form, name, sector"));
    assert_eq!(error("name", " "), "name: a name is needed");
    assert_eq!(error("cadence_days", "often"), "cadence_days: expected a whole number, not “often”");
    assert_eq!(error("quiet_until", "soon"), "quiet_until: expected a day, such as 2026-11-22, not “soon”");
    assert_eq!(error("tier", "z"), "tier: expected one of a, b, c, d, not “z”");
    assert_eq!(error("top_ten", "maybe"), "top_ten: expected yes or no, not “maybe”");
    assert!(error("geo", "here").starts_with("geo: expected latitude,longitude"));
    assert!(error("alias_of", "somebody").starts_with("alias_of: expected a record's id"));
    assert_eq!(book.contact(ana).name, "Ana");
}

#[test]
fn what_is_removed_is_out_of_sight_until_it_is_restored() {
    let book = phone();
    let oak = book.place("Oak Street");
    let visit = book.visit(oak, &[]);
    for id in [visit, oak] {
        book.run(Command::Remove(id));
        assert!(book.get(id).unwrap().removed);
    }
    assert!(book.timeline(None, None, 10).unwrap().items.is_empty());
    assert!(book.find("oak", 10).unwrap().contacts.is_empty());
    assert!(book.list(&Kind::Contact, None, 10).unwrap().items.is_empty());
    book.is_sound();
    for id in [visit, oak] {
        book.run(Command::Restore(id));
    }
    assert_eq!(book.timeline(Some(oak), None, 10).unwrap().items.len(), 1);
    assert_eq!(book.page(oak).unwrap().last_touch, Some(instant("2026-11-22T14:00:00Z")));
    book.is_sound();
}

#[test]
fn what_is_erased_is_gone_and_its_id_is_never_used_again() {
    let book = phone();
    let note = book.note("my own diary", &[]);
    let receipt = book.run(Command::Erase(note));
    assert!(!receipt.undoable());
    assert!(matches!(book.get(note), Err(Error::NotFound { .. })));
    assert!(book.history(note).is_err());
    let again = Record::Note(Note::default());
    assert!(book.book.run(Command::AddAll(vec![(note, again)])).is_err());
    book.is_sound();
}

#[test]
fn a_redacted_note_is_a_copy_without_history() {
    let book = phone();
    let oak = book.place("Oak Street");
    let note = book.note("Mrs Smith is worried", &[oak]);
    let receipt = book.run(Command::Redact { id: note, text: "somebody is worried".into() });
    let copy = first(&receipt);
    assert_ne!(copy, note);
    assert!(!receipt.undoable() && book.get(note).is_err());
    let Record::Note(kept) = book.get(copy).unwrap().record else { panic!() };
    assert_eq!((kept.text.0.as_str(), kept.about), ("somebody is worried", [oak].into()));
    assert_eq!(book.history(copy).unwrap().len(), 1);
    assert!(book.find("smith", 10).unwrap().notes.is_empty());
    assert!(book.book.run(Command::Redact { id: oak, text: "x".into() }).is_err(), "only notes");
}

#[test]
fn a_note_about_nobody_waits_in_the_inbox() {
    let book = phone();
    let oak = book.place("Oak Street");
    let thought = book.note("ask about parking", &[]);
    book.note("they like cookies", &[oak]);
    let inbox = book.inbox(10).unwrap();
    assert_eq!(inbox.iter().map(|entry| entry.id).collect::<Vec<_>>(), [thought]);
    book.edit(thought, &format!("about:{oak}"), "yes");
    assert!(book.inbox(10).unwrap().is_empty());
    let empty = NewNote { text: " ".into(), ..NewNote::default() };
    assert_eq!(book.book.run(Command::TakeNote(empty)).unwrap_err().to_string(), "text: a note needs a word or two");
}
