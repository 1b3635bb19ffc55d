//! The large book: ten years of a practice that visits offices, written through the front door.

use std::{
    collections::{BTreeMap, BTreeSet},
    path::{Path, PathBuf},
    sync::OnceLock,
};

use rapport_core::{
    Command, Companion, Options,
    command::{NewVisit, NextStep},
    environment::{Environment as _, System},
    model::{
        ChannelState, Contact, Day, Direction, Form, Instant, Met, Note, Outcome, Practice, Promise, PromiseState,
        Prose, Record, RecordId, Referral, ReferralStatus, Role, Sector, Tier, Touchpoint, Via,
    },
};
use tempfile::TempDir;

use super::{Sizes, talk};
use crate::{chance::Chance, homes};

const DAY_MS: i64 = 86_400_000;
/// How far back the book goes.
const YEARS_MS: i64 = 3_650 * DAY_MS;
/// Records put into the book at once.
const AT_ONCE: usize = 4_000;
/// The latest visits are logged one by one: what can be undone is what somebody did by hand, and no import.
const BY_HAND: u64 = 600;

/// The large book of a run; made when it is first asked for.
pub(super) struct Large {
    /// How large it is.
    pub sizes: Sizes,
    made: OnceLock<TempDir>,
}

impl Large {
    /// One that is made when it is asked for.
    pub fn new(sizes: Sizes) -> Self {
        Self { sizes, made: OnceLock::new() }
    }

    /// A copy of its home, to do with as one likes.
    pub fn copy(&self) -> TempDir {
        let made = self.made.get_or_init(|| {
            eprintln!("  writing the large book …");
            let home = on_disk();
            make(home.path(), self.sizes);
            home
        });
        let home = on_disk();
        homes::copy(made.path(), home.path());
        home
    }
}

/// A folder beside this program: on a disk, whatever the folder for temporary files is on.
pub(super) fn on_disk() -> TempDir {
    tempfile::tempdir_in(program("serve").parent().expect("a program is in a folder")).expect("a folder can be made")
}

/// One of the programs that are built with this one.
pub(super) fn program(name: &str) -> PathBuf {
    std::env::current_exe().expect("a program knows where it is").with_file_name(name)
}

fn make(home: &Path, sizes: Sizes) {
    let practice = Practice { name: "Riverside Therapy".into(), ..Practice::default() };
    let book = Companion::init(Options::at(home), &practice, "Phone", "Kim").expect("a book can be made");
    let mut years = Years { book, chance: Chance::new(1), places: vec![], people: vec![], waiting: vec![] };
    let now = System.now().0;
    years.add_contacts(sizes.contacts, now - YEARS_MS);
    for number in 0..sizes.touchpoints {
        let left = sizes.touchpoints - number;
        let at = Instant(now - YEARS_MS / sizes.touchpoints.cast_signed() * left.cast_signed());
        if left > BY_HAND { years.add_visit(at, left) } else { years.log_visit(at) }
    }
    years.book.close().expect("a book can be closed");
}

/// A person and the place where they work.
type Person = (RecordId, RecordId);

/// The years as they go by.
struct Years {
    book: Companion,
    chance: Chance,
    places: Vec<RecordId>,
    people: Vec<Person>,
    waiting: Vec<(RecordId, Record)>,
}

impl Years {
    /// Every fifth is a place, the others work there; one in five has a tier.
    fn add_contacts(&mut self, contacts: u64, at: i64) {
        for number in 0..contacts {
            let chance = &mut self.chance;
            let id = id_of(Instant(at + number.cast_signed()), chance);
            let tier = chance.happens(0.2).then(|| chance.one_of(TIERS.each_ref()).clone());
            let phone = format!("phone:+1 555 {:04} {:03}", chance.below(10_000), chance.below(1_000));
            let mut contact = Contact { tier, channel: [(phone, ChannelState::Known)].into(), ..Contact::default() };
            if number % 5 == 0 {
                contact.form = Form::Place;
                contact.name = talk::place(chance);
                contact.address = talk::address(chance);
                contact.sector = Some(Sector::PrimaryCare);
                self.places.push(id);
            } else {
                let place = *chance.pick(&self.places).expect("the first contact is a place");
                let role =
                    chance.one_of([Role::FrontDesk, Role::Provider, Role::Nurse, Role::Manager].each_ref()).clone();
                contact.name = talk::person(chance);
                contact.at = [(place, BTreeSet::from([role]))].into();
                self.people.push((id, place));
            }
            self.add(id, contact);
        }
        self.keep();
    }

    /// A visit with what belongs to it, `left` before the last: every third has a note, every fifth brings a referral, every
    /// tenth ends with a promise.
    fn add_visit(&mut self, at: Instant, left: u64) {
        let id = id_of(at, &mut self.chance);
        let (person, place) = self.somebody();
        let chance = &mut self.chance;
        let touchpoint = Touchpoint {
            place: Some(place),
            met: [Met::Contact(person)].into(),
            at,
            zone: "America/New_York".to_owned(),
            length_min: Some(chance.between(5, 20)),
            outcome: Some(
                chance.one_of([Outcome::Met, Outcome::GatekeeperOnly, Outcome::DroppedOff].each_ref()).clone(),
            ),
            left: left_there(chance),
            intel: if left % 3 == 1 { talk::sentence(chance) } else { String::new() },
            ..Touchpoint::default()
        };
        let note = (left.is_multiple_of(3)).then(|| Note {
            about: [id, person, place].into(),
            text: Prose(talk::note(chance)),
            at,
            ..Note::default()
        });
        let referral = (left.is_multiple_of(5)).then(|| Referral {
            direction: Direction::In,
            from: Some(person),
            code: format!("R-{:05}", left % 100_000),
            topic: talk::topic(chance),
            via: Some(Via::Phone),
            received: Some(at),
            answered: (left > 1_000).then_some(at),
            thanked: (left > 1_000).then_some(at),
            status: if left > 1_000 { ReferralStatus::Closed } else { ReferralStatus::Open },
            ..Referral::default()
        });
        let promise = (left.is_multiple_of(10)).then(|| Promise {
            to: Some(person),
            text: talk::step(chance),
            due: Some(two_weeks_after(at)),
            state: if left > 1_000 { PromiseState::Done } else { PromiseState::Open },
            ..Promise::default()
        });
        self.add(id, touchpoint);
        let more = [note.map(Record::from), referral.map(Record::from), promise.map(Record::from)];
        for record in more.into_iter().flatten() {
            let id = id_of(at, &mut self.chance);
            self.add(id, record);
        }
        if self.waiting.len() >= AT_ONCE {
            self.keep();
        }
    }

    fn log_visit(&mut self, at: Instant) {
        self.keep();
        let (person, place) = self.somebody();
        let visit = visit(person, place, self.chance.happens(0.3), at, &mut self.chance);
        self.book.run(Command::LogVisit(NewVisit { at: Some(at), ..visit })).expect("a visit can be logged");
    }

    /// Some are seen often, most seldom.
    fn somebody(&mut self) -> Person {
        let skewed = self.chance.below(self.people.len()).min(self.chance.below(self.people.len()));
        self.people[skewed]
    }

    fn add(&mut self, id: RecordId, record: impl Into<Record>) {
        self.waiting.push((id, record.into()));
    }

    fn keep(&mut self) {
        if !self.waiting.is_empty() {
            let records = std::mem::take(&mut self.waiting);
            self.book.run(Command::AddAll(records)).expect("records can be added");
        }
    }
}

const TIERS: [Tier; 4] = [Tier::A, Tier::B, Tier::C, Tier::D];

/// A visit as it is logged at the door, with a note and a next step or without.
pub(super) fn visit(person: RecordId, place: RecordId, told: bool, at: Instant, chance: &mut Chance) -> NewVisit {
    NewVisit {
        place: Some(place),
        met: [Met::Contact(person)].into(),
        left: left_there(chance),
        outcome: Some(Outcome::Met),
        length_min: Some(10),
        note: if told { talk::note(chance) } else { String::new() },
        next: told.then(|| NextStep { text: talk::step(chance), due: Some(two_weeks_after(at)) }),
        ..NewVisit::default()
    }
}

fn left_there(chance: &mut Chance) -> BTreeMap<String, i64> {
    BTreeMap::from([("cookies".to_owned(), 1), ("card".to_owned(), chance.between(1, 9))])
}

fn two_weeks_after(at: Instant) -> Day {
    Instant(at.0 + 14 * DAY_MS).day_in(chrono_tz::UTC)
}

/// A UUID of version 7, of a moment.
fn id_of(at: Instant, chance: &mut Chance) -> RecordId {
    let mut id: [u8; 16] = chance.bytes();
    id[..6].copy_from_slice(&at.0.to_be_bytes()[2..]);
    (id[6], id[8]) = (id[6] & 0x0f | 0x70, id[8] & 0x3f | 0x80);
    RecordId(id)
}
