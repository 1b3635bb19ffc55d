//! Outings: on which day one goes where, what was planned the evening before, and what came of it.
//!
//! What makes the days irregular, and why: a round is skipped one time in six (somebody is ill, a client needs the hour); the
//! district that is due is swapped for the other one time in eight; who is overdue is judged loosely; two in three outings are
//! planned, the others decided in the car; of what was planned one stop in eight does not happen, neighbours in the order
//! change places one time in eight, and one day in seven has a stop that nobody planned.

use chrono::Datelike as _;

use super::{
    calendar::{self, later, season},
    days::Days,
};
use crate::model::{Day, Record, RecordId, Touchpoint, TouchpointKind, TouchpointState};

/// Minutes after midnight at which one sets out.
const SETS_OUT: i64 = 9 * 60 + 20;
/// From how much of its interval on an office counts as due, in percent, as loosely as one feels that.
const DUE_ENOUGH: i64 = 72;

impl Days {
    /// An outing, if today is a day for one.
    pub fn go_out(&mut self, day: Day, round: usize) {
        let Some(stops) = self.stops(day, round) else { return };
        if self.dice.happens(67) {
            let planned = self.write_plan(day, &stops);
            self.follow(day, planned);
        } else {
            self.drop_in(day, SETS_OUT, &stops);
        }
        if self.dice.happens(14)
            && let Some(extra) = self.any_office(round)
        {
            self.drop_in(day, 14 * 60, &[extra]);
        }
    }

    /// A plan for a day that comes, if it is a day for an outing.
    pub fn plan_ahead(&mut self, day: Day, round: usize) -> bool {
        let Some(mut stops) = self.stops(day, round) else { return false };
        stops.truncate(4);
        let evening = later(self.span.today, -1);
        self.plan(day, &stops, evening);
        true
    }

    /// Where one goes on a day, in order; nothing if one stays in.
    fn stops(&mut self, day: Day, round: usize) -> Option<Vec<usize>> {
        let districts = self.town.rounds[round].districts.clone();
        let due: Vec<usize> =
            districts.clone().filter(|number| self.town.districts[*number].weekday == day.weekday()).collect();
        let goes = if due.is_empty() { 8 } else { 84 * season(day) / 100 };
        if !self.dice.happens(goes) {
            return None;
        }
        let district = match due.as_slice() {
            [] => districts.start + self.dice.below(districts.len()),
            [one] => *one,
            several => {
                let turn = day.iso_week().week() as usize + usize::from(self.dice.happens(12));
                several[turn % several.len()]
            }
        };
        let gifts = calendar::gift_season(day).is_some();
        // Who has more time looks after people sooner.
        let enough = DUE_ENOUGH * 100 / self.pace.max(100);
        let mut scored: Vec<(i64, usize)> = Vec::new();
        for number in self.town.rounds[round].offices.clone() {
            let office = &self.town.offices[number];
            if office.id.is_none() {
                continue;
            }
            let considered = match (office.district == district, office.weekday == day.weekday()) {
                (true, true) => 100,
                (true, false) => 30,
                (false, true) if office.overdue(day) >= 100 => 45,
                _ => 0,
            };
            let bonus = if gifts && office.every < 200 { 45 } else { 0 };
            let score = office.overdue(day).min(220) + bonus + self.dice.around(0, 35);
            if score >= enough && self.dice.happens(considered) {
                scored.push((score, number));
            }
        }
        scored.sort_unstable_by(|one, other| other.cmp(one));
        let most = (self.dice.around(if gifts { 7 } else { 5 }, 2) * self.pace / 100).clamp(1, 12);
        scored.truncate(usize::try_from(most).unwrap_or(1));
        // Each at about its hour.
        let mut timed: Vec<(i64, usize)> = scored
            .into_iter()
            .map(|(_, number)| (self.town.offices[number].minutes + self.dice.around(0, 60), number))
            .collect();
        timed.sort_unstable();
        (!timed.is_empty()).then(|| timed.into_iter().map(|(_, number)| number).collect())
    }

    fn any_office(&mut self, round: usize) -> Option<usize> {
        let offices = &self.town.rounds[round].offices;
        (0..8).map(|_| *self.dice.pick(offices)).find(|number| self.town.offices[*number].id.is_some())
    }

    /// Writes the plan of a day down, the evening before or that morning.
    fn write_plan(&mut self, day: Day, stops: &[usize]) -> Vec<(RecordId, usize)> {
        let evening = if self.dice.happens(70) { later(day, -1) } else { day };
        self.plan(day, stops, evening)
    }

    fn plan(&mut self, day: Day, stops: &[usize], written: Day) -> Vec<(RecordId, usize)> {
        let hour = if written == day { 7 * 60 + 30 } else { 19 * 60 };
        let mut planned = Vec::new();
        for (number, stop) in (0_i64..).zip(stops) {
            let at = self.span.moment(day, SETS_OUT + 10 + number * 35);
            let id = self.pen.id(self.span.moment(written, hour + number));
            let touchpoint = Touchpoint {
                kind: TouchpointKind::Visit,
                state: TouchpointState::Planned,
                place: self.town.offices[*stop].id,
                at,
                zone: self.span.zone.name().to_owned(),
                length_min: Some(10),
                ..Touchpoint::default()
            };
            self.pen.put(id, touchpoint);
            self.planned_for.insert(id, at);
            planned.push((id, *stop));
        }
        planned
    }

    /// Goes where it was planned, more or less.
    fn follow(&mut self, day: Day, mut planned: Vec<(RecordId, usize)>) {
        for at in 1..planned.len() {
            if self.dice.happens(12) {
                planned.swap(at - 1, at);
            }
        }
        let mut clock = SETS_OUT + self.dice.within(0..=25);
        for (id, stop) in planned {
            if self.dice.happens(12) {
                if let Some(Record::Touchpoint(touchpoint)) = self.pen.record(id) {
                    touchpoint.state = TouchpointState::Missed;
                }
                continue;
            }
            self.visit(day, clock, stop, Some(id));
            clock += self.dice.within(18..=48);
        }
    }

    /// Goes where it was not planned.
    fn drop_in(&mut self, day: Day, sets_out: i64, stops: &[usize]) {
        let mut clock = sets_out + self.dice.within(0..=40);
        for stop in stops {
            self.visit(day, clock, *stop, None);
            clock += self.dice.within(18..=48);
        }
    }
}
