//! One visit: whom one met, what one left, how it went, what was written down and promised.

use std::collections::{BTreeMap, BTreeSet};

use super::{
    calendar::{self, later},
    days::Days,
    office::Leaves,
    sayings,
};
use crate::model::{
    Day, Instant, Met, Note, NoteKind, Outcome, Owes, Promise, PromiseState, Prose, RecordId, Role, Touchpoint,
    TouchpointKind, TouchpointState,
};

const OUTCOMES: &[(Outcome, u32)] = &[
    (Outcome::Met, 60),
    (Outcome::GatekeeperOnly, 15),
    (Outcome::DroppedOff, 13),
    (Outcome::AtLunch, 5),
    (Outcome::Closed, 4),
    (Outcome::Rescheduled, 3),
];

impl Days {
    /// A visit to an office, under the id of its plan if there was one.
    pub fn visit(&mut self, day: Day, minutes: i64, stop: usize, planned: Option<RecordId>) {
        let at = self.span.moment(day, minutes);
        let gift = calendar::gift_season(day).filter(|_| self.town.offices[stop].every < 200);
        let outcome = self.dice.weighted(OUTCOMES).clone();
        let met =
            if matches!(outcome, Outcome::Met | Outcome::GatekeeperOnly) { self.whom(stop) } else { BTreeSet::new() };
        let shut = matches!(outcome, Outcome::AtLunch | Outcome::Closed | Outcome::Rescheduled);
        let left = if shut { BTreeMap::new() } else { self.what(day, stop, gift.is_some()) };
        let purpose = match gift {
            Some(gift) => gift,
            None if self.dice.happens(18) => self.dice.pick(sayings::PURPOSES),
            None => "",
        };
        let intel = if !shut && self.dice.happens(10) { *self.dice.pick(sayings::INTEL) } else { "" };
        let place = self.town.offices[stop].id;
        let touchpoint = Touchpoint {
            kind: if gift.is_some() { TouchpointKind::GiftDrop } else { TouchpointKind::Visit },
            place,
            met: met.clone(),
            at,
            zone: self.span.zone.name().to_owned(),
            length_min: (!shut).then(|| self.dice.around(11, 8).max(2)),
            outcome: Some(outcome),
            cost_minor: left.contains_key(&self.goods.cookies.to_string()).then_some(900),
            left,
            purpose: purpose.to_owned(),
            intel: intel.to_owned(),
            surprise: self.dice.happens(2),
            ..Touchpoint::default()
        };
        let id = planned.unwrap_or_else(|| self.pen.id(at));
        self.pen.put(id, touchpoint);
        let office = &mut self.town.offices[stop];
        if !shut {
            office.last = Some(day);
            office.visits += 1;
        }
        if !shut && let Some(place) = place {
            self.write_note(at, id, place, &met);
            self.promise(day, minutes, place);
        }
    }

    /// Whom one met: mostly the one whom one mostly meets, and sometimes somebody more.
    fn whom(&mut self, stop: usize) -> BTreeSet<Met> {
        let office = &self.town.offices[stop];
        let (mostly, staff) = (office.mostly_met, office.staff.clone());
        let mut numbers: BTreeSet<usize> = mostly.into_iter().filter(|_| self.dice.happens(76)).collect();
        for number in staff {
            if self.dice.happens(13) {
                numbers.insert(number);
            }
        }
        let mut met = BTreeSet::new();
        for number in numbers {
            let person = &mut self.town.people[number];
            if let Some(id) = person.id {
                person.met += 1;
                met.insert(Met::Contact(id));
            }
        }
        if met.is_empty() && self.dice.happens(70) {
            met.insert(Met::Role(Role::FrontDesk));
        }
        met
    }

    /// What one left: mostly what one mostly leaves there.
    fn what(&mut self, day: Day, stop: usize, gift: bool) -> BTreeMap<String, i64> {
        let usual = self.town.offices[stop].mostly_left;
        let all = [Leaves::Cookies, Leaves::Brochures, Leaves::Cards, Leaves::Checklist, Leaves::Nothing];
        let leaves = if self.dice.happens(74) { usual } else { *self.dice.pick(&all) };
        // The second edition came when half of the time had passed.
        let halfway = (day - self.span.first).num_days() * 2 > self.span.days();
        let brochure = if halfway { self.goods.brochure } else { self.goods.old_brochure };
        let mut left = BTreeMap::new();
        match leaves {
            Leaves::Cookies => drop(left.insert(self.goods.cookies, 1)),
            Leaves::Brochures => drop(left.insert(brochure, self.dice.within(3..=10))),
            Leaves::Cards => drop(left.insert(self.goods.card, self.dice.within(2..=8))),
            Leaves::Checklist => drop(left.insert(self.goods.checklist, self.dice.within(1..=5))),
            Leaves::Nothing => {}
        }
        if gift {
            left.insert(self.goods.cookies, 1);
        }
        if self.dice.happens(16) {
            left.entry(self.goods.card).or_insert(2);
        }
        if self.dice.happens(2) {
            left.insert(self.goods.tea, 1);
        }
        for (item, count) in &left {
            *self.left.entry(*item).or_insert(0) += count;
        }
        left.into_iter().map(|(item, count)| (item.to_string(), count)).collect()
    }

    fn write_note(&mut self, at: Instant, visit: RecordId, place: RecordId, met: &BTreeSet<Met>) {
        if !self.dice.happens(26) {
            return;
        }
        let who = met.iter().find_map(|met| if let Met::Contact(id) = met { Some(*id) } else { None });
        let kinds = [
            (NoteKind::Note, 46),
            (NoteKind::Need, 15),
            (NoteKind::Learned, 12),
            (NoteKind::Fact, 12),
            (NoteKind::Likes, 7),
            (NoteKind::Allergy, 3),
            (NoteKind::Vetting, 3),
            (NoteKind::Sees, 2),
        ];
        let kind = self.dice.weighted(&kinds).clone();
        let (topic, text) = match kind {
            NoteKind::Need => *self.dice.pick(sayings::NEEDS),
            NoteKind::Learned => ("", *self.dice.pick(sayings::LEARNED)),
            NoteKind::Fact => ("", *self.dice.pick(sayings::FACTS)),
            NoteKind::Likes => ("", *self.dice.pick(sayings::LIKES)),
            NoteKind::Allergy => ("", *self.dice.pick(sayings::ALLERGIES)),
            NoteKind::Vetting => ("", *self.dice.pick(sayings::VETTING)),
            NoteKind::Sees => ("", ""),
            _ => ("", *self.dice.pick(sayings::NOTES)),
        };
        let written = Instant(at.0 + 6 * 60_000);
        let old = self.span.moment(later(self.span.today, -200), 0);
        let resolved = (kind == NoteKind::Need && (written < old || self.dice.happens(20)))
            .then_some(Instant(written.0 + 40 * 86_400_000))
            .filter(|resolved| *resolved < self.span.moment(self.span.today, 0));
        // What is known of somebody belongs to them, what happened to the visit and the place too.
        let about = match kind {
            NoteKind::Likes | NoteKind::Allergy | NoteKind::Vetting => [who.unwrap_or(place)].into(),
            NoteKind::Need | NoteKind::Sees => [place].into(),
            _ => [Some(visit), Some(place), who].into_iter().flatten().collect(),
        };
        let note = Note { kind, about, text: Prose(text.to_owned()), topic: topic.to_owned(), at: written, resolved };
        self.pen.write(written, note);
    }

    /// One visit in four ends with a promise. Seven in ten are kept, a few days early or late, half of these by a letter.
    pub fn promise(&mut self, day: Day, minutes: i64, to: RecordId) {
        if !self.dice.happens(25) {
            return;
        }
        let theirs = self.dice.happens(15);
        let text = *self.dice.pick(if theirs { sayings::THEIR_PROMISES } else { sayings::PROMISES });
        let due = later(day, *self.dice.weighted(&[(7, 40), (14, 40), (30, 20)]));
        let id = self.pen.id(self.span.moment(day, minutes + 9));
        let mut promise = Promise {
            owes: if theirs { Owes::Them } else { Owes::Us },
            to: Some(to),
            text: text.to_owned(),
            due: Some(due),
            ..Promise::default()
        };
        let settled = later(due, self.dice.around(0, 5)).max(later(day, 1));
        let (kept, forgotten) = (self.dice.happens(72), later(due, 50) < self.span.today);
        if kept && settled < self.span.today {
            promise.state = PromiseState::Done;
            promise.done_by = self.dice.happens(50).then(|| self.keep_by_letter(settled, id, to));
        } else if forgotten {
            promise.state = PromiseState::Dropped;
        }
        self.pen.put(id, promise);
    }

    fn keep_by_letter(&mut self, day: Day, promise: RecordId, to: RecordId) -> RecordId {
        let at = self.span.moment(day, self.dice.within(16 * 60..=18 * 60));
        let letter = Touchpoint {
            kind: if self.dice.happens(60) { TouchpointKind::Email } else { TouchpointKind::Mail },
            state: TouchpointState::Done,
            direction: Some(crate::model::Direction::Out),
            place: Some(to),
            at,
            zone: self.span.zone.name().to_owned(),
            about: [promise].into(),
            ..Touchpoint::default()
        };
        self.pen.write(at, letter)
    }
}
