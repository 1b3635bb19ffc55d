//! Books of any size, for what crosses the wire: a tenth contacts, the rest visits with what was learned there.

use std::collections::{BTreeMap, BTreeSet};

use rapport_core::{
    Command, Companion,
    command::NewVisit,
    model::{Contact, Form, Instant, Met, Outcome, RecordId, Role, Touchpoint},
};

use crate::chance::Chance;

/// What a visit brings to light, in no order.
const WORDS: [&str; 64] = [
    "two",
    "new",
    "doctors",
    "since",
    "January",
    "front",
    "desk",
    "prefers",
    "mail",
    "brochures",
    "Spanish",
    "waiting",
    "list",
    "is",
    "full",
    "until",
    "March",
    "asked",
    "about",
    "sleep",
    "anxiety",
    "group",
    "parking",
    "behind",
    "the",
    "building",
    "lunch",
    "from",
    "noon",
    "to",
    "one",
    "refers",
    "teenagers",
    "couples",
    "insurance",
    "changed",
    "Ana",
    "leaves",
    "in",
    "June",
    "likes",
    "oat",
    "cookies",
    "manager",
    "back",
    "next",
    "week",
    "wants",
    "cards",
    "at",
    "reception",
    "no",
    "fax",
    "portal",
    "only",
    "workshop",
    "on",
    "burnout",
    "nurse",
    "asks",
    "first",
    "call",
    "before",
    "coming",
];

/// When the first visit was, in milliseconds since 1970.
const BEGAN_MS: i64 = 1_600_000_000_000;
/// Records put into the book at once.
const AT_ONCE: usize = 2_000;

/// Puts so many records into a book.
pub(super) fn fill(book: &Companion, records: usize, chance: &mut Chance) {
    let mut contacts: Vec<RecordId> = Vec::new();
    let mut made = Vec::new();
    for number in 0..records {
        let at_ms = BEGAN_MS + i64::try_from(number).unwrap_or_default() * 1_000_000;
        let id = id(at_ms, chance);
        if number % 10 == 0 {
            made.push((id, contact(&contacts, chance).into()));
            contacts.push(id);
        } else {
            made.push((id, touchpoint(&contacts, at_ms, chance).into()));
        }
        if made.len() == AT_ONCE || number + 1 == records {
            book.run(Command::AddAll(std::mem::take(&mut made))).expect("records can be added");
        }
    }
}

/// A visit as somebody logs it at the door.
pub(super) fn visit(place: RecordId, chance: &mut Chance) -> NewVisit {
    let left = BTreeMap::from([("cookies".to_owned(), 1), ("card".to_owned(), 5)]);
    NewVisit { place: Some(place), left, outcome: Some(Outcome::Met), intel: words(20, chance), ..NewVisit::default() }
}

fn contact(contacts: &[RecordId], chance: &mut Chance) -> Contact {
    let place = chance.pick(contacts).copied().filter(|_| chance.happens(0.6));
    let phone = format!("phone:+1 555 {:04} {:03}", chance.below(10_000), chance.below(1_000));
    Contact {
        form: if place.is_some() { Form::Person } else { Form::Place },
        name: words(2, chance),
        address: format!("{} {} Street", chance.below(900), words(2, chance)),
        at: place.map(|place| (place, BTreeSet::from([Role::FrontDesk]))).into_iter().collect(),
        channel: BTreeMap::from([(phone, rapport_core::model::ChannelState::Known)]),
        ..Contact::default()
    }
}

fn touchpoint(contacts: &[RecordId], at_ms: i64, chance: &mut Chance) -> Touchpoint {
    Touchpoint {
        place: chance.pick(contacts).copied(),
        met: chance.pick(contacts).copied().map(Met::Contact).into_iter().collect(),
        at: Instant(at_ms),
        zone: "America/New_York".to_owned(),
        outcome: Some(if chance.happens(0.7) { Outcome::Met } else { Outcome::GatekeeperOnly }),
        left: BTreeMap::from([("cookies".to_owned(), 1), ("card".to_owned(), chance.between(1, 9))]),
        intel: words(20, chance),
        ..Touchpoint::default()
    }
}

fn words(most: usize, chance: &mut Chance) -> String {
    (0..=chance.below(most)).map(|_| chance.one_of(WORDS)).collect::<Vec<_>>().join(" ")
}

/// A UUID of version 7, of a moment.
fn id(at_ms: i64, chance: &mut Chance) -> RecordId {
    let mut id: [u8; 16] = chance.bytes();
    id[..6].copy_from_slice(&at_ms.to_be_bytes()[2..]);
    (id[6], id[8]) = (id[6] & 0x0f | 0x70, id[8] & 0x3f | 0x80);
    RecordId(id)
}
