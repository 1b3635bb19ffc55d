//! What is done from the desk: calls, letters, meetings, and the events one goes to.

use std::collections::BTreeSet;

use chrono::{Datelike as _, Weekday};

use super::{
    calendar::{later, season},
    days::Days,
    sayings,
};
use crate::model::{Day, Direction, Met, Outcome, RecordId, Touchpoint, TouchpointKind};

/// How many of these a round's person does on a day, in percent.
const ERRANDS_PERCENT: i64 = 95;

impl Days {
    /// Calls and letters of a day.
    pub fn run_errands(&mut self, day: Day, round: usize) {
        let share = ERRANDS_PERCENT * self.pace * season(day) / 10_000;
        let count = share / 100 + i64::from(self.dice.happens(share % 100));
        for _ in 0..count {
            if let Some(number) = self.whom_to_call(round) {
                self.reach_out(day, number);
            }
        }
    }

    /// An event every six weeks or so, on a Wednesday evening: some of those whom one knows are there.
    pub fn attend(&mut self, day: Day) {
        if day.weekday() != Weekday::Wed || !self.dice.happens(16) {
            return;
        }
        let at = self.span.moment(day, 18 * 60);
        let people: BTreeSet<usize> =
            (0..self.dice.within(2..=5)).filter_map(|_| self.somebody(|person| person.office.is_some())).collect();
        let met = people.iter().filter_map(|number| self.meet(*number)).map(Met::Contact).collect();
        // Favourite events, and of late a couple of new ones.
        let favourites = sayings::EVENTS.len() - sayings::NEW_EVENTS;
        let of_late = later(self.span.today, -300) < day;
        let events = if of_late { sayings::EVENTS } else { &sayings::EVENTS[..favourites] };
        let event = Touchpoint {
            kind: TouchpointKind::Event,
            met,
            at,
            zone: self.span.zone.name().to_owned(),
            length_min: Some(90),
            outcome: Some(Outcome::Met),
            purpose: (*self.dice.pick(events)).to_owned(),
            skill: if self.dice.happens(60) { "ask one open question".to_owned() } else { String::new() },
            ..Touchpoint::default()
        };
        self.pen.write(at, event);
    }

    /// The warmest of a few of the round; now and then somebody without an office.
    fn whom_to_call(&mut self, round: usize) -> Option<usize> {
        if self.dice.happens(3) {
            return self.somebody(|person| person.office.is_none());
        }
        let mut best: Option<(i64, usize)> = None;
        for _ in 0..4 {
            let office = &self.town.offices[*self.dice.pick(&self.town.rounds[round].offices)];
            if let Some(number) = (!office.staff.is_empty()).then(|| *self.dice.pick(&office.staff)) {
                best = best.max(self.town.people[number].id.map(|_| (office.warmth, number)));
            }
        }
        best.map(|(_, number)| number)
    }

    fn reach_out(&mut self, day: Day, number: usize) {
        let kinds = [
            (TouchpointKind::Call, 38),
            (TouchpointKind::Email, 25),
            (TouchpointKind::Message, 8),
            (TouchpointKind::Meeting, 9),
            (TouchpointKind::Video, 3),
            (TouchpointKind::Social, 8),
            (TouchpointKind::Mail, 8),
            (TouchpointKind::Announcement, 1),
        ];
        let kind = self.dice.weighted(&kinds).clone();
        let spoken = matches!(kind, TouchpointKind::Call | TouchpointKind::Meeting | TouchpointKind::Video);
        let outcome = match kind {
            TouchpointKind::Call => {
                let outcomes = [
                    (Outcome::Met, 52),
                    (Outcome::LeftMessage, 27),
                    (Outcome::NoAnswer, 15),
                    (Outcome::GatekeeperOnly, 6),
                ];
                Some(self.dice.weighted(&outcomes).clone())
            }
            _ if spoken => Some(if self.dice.happens(93) { Outcome::Met } else { Outcome::Rescheduled }),
            _ => None,
        };
        let direction = if self.dice.happens(24) { Direction::In } else { Direction::Out };
        let at = self.span.moment(day, self.dice.within(8 * 60 + 30..=17 * 60 + 30));
        let Some(id) = self.meet(number) else { return };
        let touchpoint = Touchpoint {
            direction: (kind != TouchpointKind::Meeting).then_some(direction),
            met: [Met::Contact(id)].into(),
            length_min: spoken.then(|| self.dice.within(4..=40)),
            purpose: if self.dice.happens(20) {
                (*self.dice.pick(sayings::PURPOSES)).to_owned()
            } else {
                String::new()
            },
            at,
            zone: self.span.zone.name().to_owned(),
            kind,
            outcome,
            ..Touchpoint::default()
        };
        self.pen.write(at, touchpoint);
    }

    fn meet(&mut self, number: usize) -> Option<RecordId> {
        let person = &mut self.town.people[number];
        person.met += 1;
        person.id
    }
}
