//! Loose ends, as every book has them: notes that nobody has filed, a page half typed, people who are in it twice or have left,
//! what is planned for the days to come.

use super::{calendar::later, days::Days, sayings};
use crate::model::{Met, Note, Prose, Record, RecordId, Touchpoint, TouchpointKind, TouchpointState};

impl Days {
    /// Notes of the last days that name nobody yet.
    pub fn leave_unfiled(&mut self) {
        for (turn, text) in (0_i64..).zip(sayings::UNFILED) {
            let at = self.span.moment(self.a_workday(1 + turn * 2), 12 * 60 + 10 * turn);
            let note = Note { text: Prose((*text).to_owned()), at, ..Note::default() };
            self.pen.write(at, note);
        }
    }

    /// What stands in the calendar besides visits: an event that comes, and a call and a meeting that were agreed upon.
    pub fn look_ahead(&mut self) {
        let plans = [
            (2, TouchpointKind::Call, 16 * 60, "Hear how the new system works out", false),
            (5, TouchpointKind::Meeting, 12 * 60 + 15, "Lunch: how shared care could work", false),
            (8, TouchpointKind::Event, 18 * 60, "Sleep and school: an evening for parents and teachers", true),
        ];
        let partners = self.partners(0);
        for (turn, (ahead, kind, minutes, purpose, with_all)) in plans.into_iter().enumerate() {
            let day = (ahead..ahead + 20).map(|days| later(self.span.today, days)).find(|day| !self.is_off(*day));
            let Some(day) = day else { continue };
            let met = partners.get(turn).and_then(|number| self.town.people[*number].id).filter(|_| !with_all);
            let touchpoint = Touchpoint {
                kind,
                state: TouchpointState::Planned,
                met: met.map(Met::Contact).into_iter().collect(),
                at: self.span.moment(day, minutes),
                zone: self.span.zone.name().to_owned(),
                length_min: Some(if with_all { 90 } else { 30 }),
                purpose: purpose.to_owned(),
                skill: if with_all { "listen longer than is comfortable".to_owned() } else { String::new() },
                ..Touchpoint::default()
            };
            let written = self.span.moment(self.a_workday(3), 17 * 60);
            self.pen.write(written, touchpoint);
        }
    }

    /// Every second of those who were typed in twice was found out, and is one again.
    pub fn join_doubles(&mut self, doubles: &[(RecordId, RecordId)]) {
        for (one, other) in doubles.iter().step_by(2) {
            let (first, second) = (*one.min(other), *one.max(other));
            self.change(second, |contact| contact.alias_of = Some(first));
        }
    }

    /// A few have moved away and were taken out of sight; what happened with them stays.
    pub fn take_out(&mut self) -> Vec<RecordId> {
        let count = (self.town.people.len() / 120).max(2);
        let mut gone = Vec::new();
        for _ in 0..count * 4 {
            let fits = |person: &super::person::Person| person.contact.tier.is_none() && !person.is_front();
            let Some(id) = self.somebody(fits).and_then(|number| self.town.people[number].id) else { continue };
            let free = match self.pen.record(id) {
                Some(Record::Contact(contact)) => {
                    contact.in_playbook.is_empty() && contact.alias_of.is_none() && !contact.top_ten
                }
                _ => false,
            };
            if free && !gone.contains(&id) && gone.len() < count {
                gone.push(id);
            }
        }
        gone
    }
}
