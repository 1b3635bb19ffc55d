//! What goes between the practice and its partners besides visits and referrals: gives both ways, introductions, asks and their
//! answers, spotlights, announcements, what partners are good for, and what clients tell of whom else they see.
//!
//! All of it is drawn from a stream of its own once the days are lived, so that it moves no visit.

use std::collections::BTreeSet;

use chrono::Datelike as _;

use super::{
    calendar::{later, season},
    days::Days,
    sayings,
};
use crate::model::{
    Contact, Day, Direction, Item, ItemKind, Met, Note, NoteKind, Owes, Promise, PromiseKind, Prose, Record, RecordId,
    Stock, Touchpoint, TouchpointKind,
};

/// On how many days of a hundred one round's person gives something besides what is left at visits: about one a week.
const GIVES_PERCENT: i64 = 24;
/// How many of a round's people, the warmest first, get most of it.
const NEAR: usize = 40;

/// What is given, by what, and how often: short names of the shipped library.
const GIVES: &[((&str, TouchpointKind), u32)] = &[
    (("article", TouchpointKind::Email), 22),
    (("summary", TouchpointKind::Email), 8),
    (("answer", TouchpointKind::Call), 12),
    (("consult", TouchpointKind::Call), 8),
    (("local_list", TouchpointKind::Email), 7),
    (("slots", TouchpointKind::Message), 9),
    (("handwritten", TouchpointKind::Mail), 9),
    (("share_post", TouchpointKind::Social), 9),
    (("comment", TouchpointKind::Social), 8),
    (("book", TouchpointKind::Mail), 3),
    (("talk", TouchpointKind::Meeting), 2),
    (("shared_care", TouchpointKind::Meeting), 3),
];

impl Days {
    /// All of it.
    pub fn deal(&mut self) {
        for round in 0..self.town.rounds.len() {
            let partners = self.partners(round);
            if partners.len() < 8 {
                continue;
            }
            self.give(&partners);
            self.bring_together(&partners);
            self.show(&partners);
            self.announce(&partners);
            self.note_benefits(&partners);
            self.count_intakes(&partners);
            self.hand_off(&partners);
        }
    }

    /// The people of a round who were met, those of the warmest offices and those who were met most first.
    pub fn partners(&self, round: usize) -> Vec<usize> {
        let offices = &self.town.rounds[round].offices;
        let staff =
            offices.iter().flat_map(|office| self.town.offices[*office].staff.iter().map(move |one| (*office, *one)));
        let known = staff.filter(|(_, number)| {
            let person = &self.town.people[*number];
            person.id.is_some() && person.met > 0
        });
        let mut ranked: Vec<(i64, usize)> = known
            .map(|(office, number)| {
                let met = i64::from(self.town.people[number].met.min(15));
                (self.town.offices[office].warmth + 6 * met, number)
            })
            .collect();
        ranked.sort_unstable_by(|one, other| other.cmp(one));
        ranked.into_iter().map(|(_, number)| number).collect()
    }

    /// One of the nearest, who was in the book by then.
    fn near(&mut self, partners: &[usize], day: Day) -> Option<RecordId> {
        (0..6).find_map(|_| {
            let number = partners[self.dice.below(partners.len().min(NEAR))];
            let person = &self.town.people[number];
            person.id.filter(|_| person.since < day)
        })
    }

    fn give(&mut self, partners: &[usize]) {
        let days: Vec<Day> = self.span.past().filter(|day| !self.is_off(*day)).collect();
        for day in days {
            if !self.dice.happens(GIVES_PERCENT * season(day) / 100) {
                continue;
            }
            let Some(to) = self.near(partners, day) else { continue };
            let (item, kind) = self.dice.weighted(GIVES).clone();
            let direction = if self.dice.happens(18) { Direction::In } else { Direction::Out };
            let surprise = self.dice.happens(12);
            self.write_give(day, item, kind, direction, [to].into(), surprise);
        }
    }

    fn write_give(
        &mut self,
        day: Day,
        item: &str,
        kind: TouchpointKind,
        direction: Direction,
        to: BTreeSet<RecordId>,
        surprise: bool,
    ) -> RecordId {
        let at = self.span.moment(day, self.dice.within(8 * 60 + 30..=17 * 60));
        let touchpoint = Touchpoint {
            kind,
            direction: Some(direction),
            met: to.into_iter().map(Met::Contact).collect(),
            at,
            zone: self.span.zone.name().to_owned(),
            left: [(item.to_owned(), 1)].into(),
            surprise,
            ..Touchpoint::default()
        };
        self.pen.write(at, touchpoint)
    }

    /// Twice a year two partners who should know each other are brought together: they know each other from then on.
    fn bring_together(&mut self, partners: &[usize]) {
        for back in (40..self.span.days()).step_by(170) {
            let day = self.a_workday(back);
            let (Some(one), Some(other)) = (self.near(partners, day), self.near(partners, day)) else { continue };
            if one == other {
                continue;
            }
            let both = [one, other].into();
            self.write_give(day, "introduction", TouchpointKind::Email, Direction::Out, both, false);
            self.change(one, |contact| contact.knows.insert(other));
            self.change(other, |contact| contact.knows.insert(one));
        }
    }

    /// A partner in the newsletter each quarter, and the cards of two of them in the waiting room.
    fn show(&mut self, partners: &[usize]) {
        for back in (20..self.span.days()).step_by(91) {
            let day = self.a_workday(back);
            if let Some(who) = self.near(partners, day) {
                self.write_give(day, "spotlight", TouchpointKind::Email, Direction::Out, [who].into(), false);
            }
        }
        for (number, there) in [(0, 18), (3, 4)] {
            let person = &self.town.people[partners[number]];
            let Some(owner) = person.id else { continue };
            let item = Item {
                kind: ItemKind::Material,
                name: format!("Cards of {}", person.contact.name),
                owner: owner.to_string(),
                stocked: Stock(there),
                ..Item::default()
            };
            let at = self.span.moment(self.a_workday(75), 10 * 60);
            self.pen.write(at, item);
        }
    }

    fn announce(&mut self, partners: &[usize]) {
        for (turn, back) in (35..self.span.days()).step_by(122).enumerate() {
            let day = self.a_workday(back);
            let told: BTreeSet<RecordId> = (0..14).filter_map(|_| self.near(partners, day)).collect();
            let at = self.span.moment(day, 11 * 60);
            let announcement = Touchpoint {
                kind: TouchpointKind::Announcement,
                direction: Some(Direction::Out),
                met: told.into_iter().map(Met::Contact).collect(),
                at,
                zone: self.span.zone.name().to_owned(),
                left: [("announcement".to_owned(), 1)].into(),
                purpose: sayings::ANNOUNCEMENTS[turn % sayings::ANNOUNCEMENTS.len()].to_owned(),
                ..Touchpoint::default()
            };
            self.pen.write(at, announcement);
        }
    }

    fn note_benefits(&mut self, partners: &[usize]) {
        for (turn, (topic, text)) in sayings::BENEFITS.iter().enumerate() {
            let Some(who) = self.town.people[partners[turn]].id else { continue };
            self.note(
                NoteKind::Fact,
                &format!("benefit:{topic}"),
                text,
                who,
                60 + 110 * i64::try_from(turn).unwrap_or(0),
            );
        }
    }

    /// What new clients told: whom else they see, by role, and who that is.
    fn count_intakes(&mut self, partners: &[usize]) {
        for back in (6..self.span.days()).step_by(31) {
            let role =
                *self.dice.weighted(&[("doctor", 50), ("therapist", 18), ("teacher", 14), ("minister", 6), ("", 12)]);
            let number = partners[self.dice.below(partners.len())];
            if let Some(who) =
                self.town.people[number].id.filter(|_| self.town.people[number].since < self.a_workday(back))
            {
                self.note(NoteKind::Sees, role, "", who, back);
            }
        }
    }

    /// What the practice will hand over to somebody who can help, and one for whom nobody was found yet.
    fn hand_off(&mut self, partners: &[usize]) {
        let to = self.town.people[partners[5]].id;
        for (turn, need) in (0..).zip(["sleep apnoea", "grief group"]) {
            let at = self.span.moment(self.a_workday(4 + turn), 15 * 60);
            let due = later(self.span.today, 3 + turn);
            let promise = Promise {
                kind: PromiseKind::HandOff,
                owes: Owes::Us,
                to: to.filter(|_| turn == 0),
                text: if turn == 0 {
                    format!("Hand over in person: {need}")
                } else {
                    format!("Find who can help: {need}")
                },
                due: Some(due),
                seeks_need: need.to_owned(),
                ..Promise::default()
            };
            self.pen.write(at, promise);
        }
    }

    pub fn note(&mut self, kind: NoteKind, topic: &str, text: &str, about: RecordId, back: i64) {
        let at = self.span.moment(self.a_workday(back), self.dice.within(17 * 60..=18 * 60));
        let (topic, text) = (topic.to_owned(), Prose(text.to_owned()));
        self.pen.write(at, Note { kind, topic, text, about: [about].into(), at, resolved: None });
    }

    /// A workday about so many days back, within the time that the book was kept.
    pub fn a_workday(&self, back: i64) -> Day {
        let day = later(self.span.today, -back.clamp(1, (self.span.days() - 1).max(1)));
        let weekend = i64::from(day.weekday().num_days_from_monday()) - 4;
        if weekend > 0 { later(day, -weekend) } else { day }
    }

    /// Changes a contact that is in the book.
    pub fn change<T>(&mut self, id: RecordId, change: impl FnOnce(&mut Contact) -> T) {
        if let Some(Record::Contact(contact)) = self.pen.record(id) {
            let _ = change(contact);
        }
    }
}
