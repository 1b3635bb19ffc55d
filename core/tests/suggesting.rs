//! What the Log sheet offers, and how often it is right on visits of a made-up practice that it has not seen.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod common;

use std::collections::BTreeMap;

use chrono::Days;
use chrono_tz::Tz;
use common::{Device, Still, first, instant, key, phone};
use rapport_core::{
    Command, Companion, Options,
    command::{NewPerson, NewVisit},
    model::{
        Contact, Form, Geo, Instant, Met, Practice, Record, RecordId, Role, Tier, Touchpoint, TouchpointKind,
        TouchpointState, view::PlaceReason,
    },
    sample::{Sample, Wanted},
};

const ZONE: Tz = Tz::America__New_York;

fn office(phone: &Device, name: &str, tier: Option<Tier>, geo: Option<Geo>) -> RecordId {
    phone.add(Contact { form: Form::Place, name: name.into(), tier, geo, ..Contact::default() })
}

fn plan(phone: &Device, place: RecordId, at: &str) -> RecordId {
    let state = TouchpointState::Planned;
    let visit = NewVisit { place: Some(place), state, at: Some(instant(at)), ..NewVisit::default() };
    first(&phone.run(Command::LogVisit(visit)))
}

#[test]
fn the_next_stop_of_the_plan_is_offered_first_and_logging_it_fulfils_the_plan() {
    let phone = phone();
    let (oak, elm) = (office(&phone, "Oak Street", None, None), office(&phone, "Elm Clinic", None, None));
    let stop = plan(&phone, oak, "2026-11-22T14:10:00Z");
    plan(&phone, elm, "2026-11-22T15:00:00Z");
    let offered = phone.log_suggestions(None, 5).unwrap();
    assert_eq!((offered.places[0].place.id, offered.places[0].plan), (oak, Some(stop)));
    assert!(matches!(offered.places[0].reasons[0], PlaceReason::Planned { .. }));
    phone.edit(stop, "state", "done");
    phone.world.set("2026-11-22T14:40:00Z");
    assert_eq!(phone.log_suggestions(None, 5).unwrap().places[0].place.id, elm);
}

#[test]
fn a_book_without_a_hint_preselects_nothing() {
    let phone = phone();
    assert!(phone.log_suggestions(None, 5).unwrap().places.is_empty());
    for name in ["Oak Street", "Elm Clinic", "Ash Dental"] {
        office(&phone, name, Some(Tier::B), None);
    }
    let offered = phone.log_suggestions(None, 5).unwrap();
    assert!(!offered.sure && offered.places.len() == 3, "{offered:?}");
    assert_eq!(phone.log_suggestions(None, 2).unwrap().places, offered.places[..2], "as many as are asked for");
}

#[test]
fn whoever_stands_at_the_door_is_asked_about_that_door() {
    let phone = phone();
    let geo = |latitude| Some(Geo { latitude, longitude: -74.0 });
    let oak = office(&phone, "Oak Street", None, geo(40.7));
    office(&phone, "Elm Clinic", Some(Tier::A), geo(40.712));
    let offered = phone.log_suggestions(geo(40.7002), 5).unwrap();
    assert_eq!(offered.places[0].place.id, oak);
    assert!(offered.sure, "{offered:?}");
    assert!(matches!(offered.places[0].reasons[0], PlaceReason::Near { meters: ..=50 }));
}

#[test]
fn the_last_visit_makes_the_next_one_ready_and_the_same_hour_asks() {
    let phone = phone();
    let oak = office(&phone, "Oak Street", Some(Tier::A), None);
    let roles = [Role::FrontDesk].into();
    let ana = first(&phone.run(Command::AddPerson(NewPerson {
        name: "Ana Ruiz".into(),
        at: Some(oak),
        roles,
        ..NewPerson::default()
    })));
    let left = [("cookies".to_owned(), 1)].into();
    let visit = NewVisit { place: Some(oak), met: [Met::Contact(ana)].into(), left, ..NewVisit::default() };
    let visit = first(&phone.run(Command::LogVisit(visit)));
    assert_eq!(phone.log_suggestions(None, 5).unwrap().same_visit, Some(visit));
    phone.world.pass_days(21);
    let offered = phone.log_suggestions(None, 5).unwrap();
    assert_eq!(offered.same_visit, None);
    let place = &offered.places[0];
    assert_eq!((place.people[0].name.as_deref(), place.people[0].times), (Some("Ana Ruiz"), 1));
    assert_eq!((place.left[0].item.as_str(), place.left[0].last_time, place.next_days), ("cookies", true, 21));
    assert_eq!(offered, phone.log_suggestions(None, 5).unwrap(), "asked twice, answered the same");
}

#[test]
fn a_visit_that_two_devices_logged_is_proposed_and_becomes_one() {
    let phone = phone();
    let oak = office(&phone, "Oak Street", None, None);
    let left = [("cookies".to_owned(), 1)].into();
    let visit = NewVisit { place: Some(oak), left, note: "New nurse".into(), ..NewVisit::default() };
    let one = first(&phone.run(Command::LogVisit(NewVisit { note: String::new(), ..visit.clone() })));
    phone.world.set("2026-11-22T14:20:00Z");
    let met = [Met::Role(Role::FrontDesk)].into();
    let other = first(&phone.run(Command::LogVisit(NewVisit { met, ..visit })));
    phone.world.pass_days(1);
    phone.visit(oak, &[]);
    let doubled = phone.doubled_visits(10).unwrap();
    assert_eq!(doubled.iter().map(|pair| (pair.one.id, pair.other.id)).collect::<Vec<_>>(), [(one, other)]);
    phone.run(Command::MergeVisits { one, other });
    let kept = phone.touchpoint(one);
    assert_eq!((kept.left["cookies"], kept.met.len()), (1, 1));
    assert!(phone.doubled_visits(10).unwrap().is_empty() && phone.get(other).unwrap().removed);
    let notes = phone.find("nurse", 5).unwrap().notes;
    assert!(matches!(&notes[0].record, Record::Note(note) if note.about.contains(&one)));
    phone.undo().unwrap();
    assert_eq!(phone.doubled_visits(10).unwrap().len(), 1, "it can be taken back");
    phone.is_sound();
}

/// How often the guesses were right.
#[derive(Debug, Default, Clone, Copy)]
struct Tally {
    visits: usize,
    first: usize,
    within_three: usize,
    sure: usize,
    sure_and_right: usize,
}

impl Tally {
    fn add(self, other: Self) -> Self {
        Self {
            visits: self.visits + other.visits,
            first: self.first + other.first,
            within_three: self.within_three + other.within_three,
            sure: self.sure + other.sure,
            sure_and_right: self.sure_and_right + other.sure_and_right,
        }
    }

    fn say(self, what: &str) {
        let share = |part: usize, of: usize| part * 100 / of.max(1);
        println!(
            "{what}: {} visits, first {} %, within three {} %, sure of {} % and then right in {} %",
            self.visits,
            share(self.first, self.visits),
            share(self.within_three, self.visits),
            share(self.sure, self.visits),
            share(self.sure_and_right, self.sure),
        );
    }
}

/// The last four months of a made-up practice lived once more: before each visit the book, which knows nothing later, is asked
/// where one is, without a location. Tallies of the visits that were planned, and of those that were not.
fn held_out(seed: u64, contacts: u32, years: u32) -> (Tally, Tally) {
    let today = "2026-11-24".parse::<chrono::NaiveDate>().unwrap();
    let sample = Sample::of(&Wanted { seed, today, zone: ZONE, years, contacts, touchpoints: None });
    let begins = today.checked_sub_days(Days::new(120)).unwrap();
    let begins = Instant::from(begins.and_hms_opt(5, 0, 0).unwrap().and_utc());
    let world = Still::at("2026-07-27T05:00:00Z", seed);
    let home = tempfile::tempdir().unwrap();
    let options = Options { home: home.path().to_owned(), key: key(), environment: world.clone() };
    let practice = Practice { zone: ZONE.name().into(), ..sample.practice.clone() };
    let book = Companion::init(options, &practice, "Phone", "Kim").unwrap();
    let mut before = Vec::new();
    let mut later: BTreeMap<(Instant, RecordId), Vec<Command>> = BTreeMap::new();
    for (id, record) in &sample.records {
        let written = Sample::written_at(*id);
        let visit = if let Record::Touchpoint(touchpoint) = record { Some(touchpoint) } else { None };
        if visit.map_or(written, |visit| visit.at.max(written)) < begins {
            before.push((*id, record.clone()));
            continue;
        }
        let Some(visit) = visit.filter(|visit| visit.state != TouchpointState::Planned) else {
            later.entry((written, *id)).or_default().push(Command::AddAll(vec![(*id, record.clone())]));
            continue;
        };
        // A plan stands under an id of its own, and makes room for what came of it.
        if let Some(planned_for) = sample.planned_for.get(id) {
            let mut own = *id;
            own.0[15] ^= 0xff;
            let plan = Touchpoint {
                kind: TouchpointKind::Visit,
                state: TouchpointState::Planned,
                place: visit.place,
                at: *planned_for,
                ..Touchpoint::default()
            };
            later.entry((written, own)).or_default().push(Command::AddAll(vec![(own, plan.into())]));
            later.entry((visit.at, *id)).or_default().push(Command::Remove(own));
        }
        later.entry((visit.at, *id)).or_default().push(Command::AddAll(vec![(*id, record.clone())]));
    }
    book.run(Command::AddAll(before)).unwrap();
    let (mut planned, mut unplanned) = (Tally::default(), Tally::default());
    for ((at, id), commands) in later {
        world.set(&format!("{at:?}"));
        if let Some(place) = visited(&commands) {
            let offered = book.log_suggestions(None, 5).unwrap();
            let rank = offered.places.iter().position(|one| one.place.id == place);
            let tally = if sample.planned_for.contains_key(&id) { &mut planned } else { &mut unplanned };
            let right = usize::from(rank == Some(0));
            *tally = tally.add(Tally {
                visits: 1,
                first: right,
                within_three: usize::from(rank.is_some_and(|rank| rank < 3)),
                sure: usize::from(offered.sure),
                sure_and_right: usize::from(offered.sure) * right,
            });
        }
        for command in commands {
            book.run(command).unwrap();
        }
    }
    (planned, unplanned)
}

/// Where one was, if this is a visit that was done.
fn visited(commands: &[Command]) -> Option<RecordId> {
    commands.iter().find_map(|command| match command {
        Command::AddAll(records) => match &records[0].1 {
            Record::Touchpoint(Touchpoint {
                kind: TouchpointKind::Visit | TouchpointKind::GiftDrop,
                state: TouchpointState::Done,
                place,
                ..
            }) => *place,
            _ => None,
        },
        _ => None,
    })
}

#[test]
fn on_visits_that_it_has_not_seen_the_first_guess_is_mostly_right() {
    let (planned, unplanned) = held_out(21, 120, 2);
    let all = planned.add(unplanned);
    all.say("one small practice");
    assert!(all.visits > 30, "{all:?}");
    assert!(all.first * 100 >= all.visits * 50 && all.within_three * 100 >= all.visits * 65, "{all:?}");
    assert!(all.sure_and_right * 100 >= all.sure * 80, "what is preselected is right: {all:?}");
}

#[test]
#[ignore = "minutes: prints the figures of docs/suggestions.md"]
fn figures() {
    let mut all = (Tally::default(), Tally::default());
    for seed in 101..=106 {
        let (planned, unplanned) = held_out(seed, 400, 3);
        planned.add(unplanned).say(&format!("seed {seed}"));
        all = (all.0.add(planned), all.1.add(unplanned));
    }
    all.0.say("planned");
    all.1.say("not planned");
    all.0.add(all.1).say("all");
}
