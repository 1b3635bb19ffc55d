//! What the practice asks of its partners, and what they answer: for one profession, in one area, for one need; and for an
//! introduction to somebody whom it does not know.

use super::{calendar::later, days::Days, sayings};
use crate::model::{
    Direction, Met, Owes, Promise, PromiseKind, PromiseState, RecordId, Stance, Touchpoint, TouchpointKind,
};

/// Where an ask stands, and how many days ago it was put.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Stands {
    Yes,
    No,
    Later,
    Asked,
    ToAsk,
}

const ASKS: &[(i64, Stands)] = &[
    (900, Stands::Yes),
    (760, Stands::No),
    (610, Stands::Yes),
    (430, Stands::Yes),
    (240, Stands::No),
    (120, Stands::Later),
    (60, Stands::No),
    (25, Stands::Asked),
    (2, Stands::ToAsk),
];

impl Days {
    /// The asks of each round, of those who are near.
    pub fn ask(&mut self) {
        for round in 0..self.town.rounds.len() {
            let partners = self.partners(round);
            let days = self.span.days();
            for (turn, (back, stands)) in ASKS.iter().enumerate().filter(|(_, (back, _))| *back < days) {
                let Some(to) = partners.get(turn * 2 + 1).and_then(|number| self.town.people[*number].id) else {
                    continue;
                };
                let sought = self.stranger(round).filter(|_| turn % 3 == 2);
                let introduced = sought.as_ref().map(|(id, _)| *id);
                let (profession, need) = sayings::SOUGHT[turn % sayings::SOUGHT.len()];
                let promise = Promise {
                    kind: PromiseKind::Ask,
                    to: Some(to),
                    text: match &sought {
                        Some((_, name)) => format!("Do you know {name}?"),
                        None => format!("{profession} for {need}"),
                    },
                    seeks_profession: if sought.is_some() { String::new() } else { profession.to_owned() },
                    seeks_area: if sought.is_some() { String::new() } else { self.town.districts[0].name.clone() },
                    seeks_need: match sought {
                        Some((_, name)) => format!("introduction:{name}"),
                        None => need.to_owned(),
                    },
                    ..Promise::default()
                };
                self.put(promise, to, introduced, *back, *stands);
            }
        }
    }

    /// Somebody of the round whom one has not met.
    fn stranger(&mut self, round: usize) -> Option<(RecordId, String)> {
        let offices = self.town.rounds[round].offices.clone();
        (0..20).find_map(|_| {
            let staff = &self.town.offices[*self.dice.pick(&offices)].staff;
            let number = (!staff.is_empty()).then(|| *self.dice.pick(staff))?;
            let person = &self.town.people[number];
            person.id.filter(|_| person.met == 0).map(|id| (id, person.contact.name.clone()))
        })
    }

    fn put(&mut self, mut ask: Promise, to: RecordId, introduced: Option<RecordId>, back: i64, stands: Stands) {
        let day = self.a_workday(back);
        let answered = self.next_workday(later(day, 6));
        let at = self.span.moment(day, 14 * 60);
        let id = self.pen.id(at);
        if stands == Stands::ToAsk {
            ask.due = Some(later(self.span.today, 2));
            self.pen.put(id, ask);
            return;
        }
        ask.owes = Owes::Them;
        self.write_about(id, to, day, Direction::Out, TouchpointKind::Call);
        if stands != Stands::Asked {
            let by = self.write_about(id, to, answered, Direction::In, TouchpointKind::Message);
            ask.done_by = Some(by);
        }
        match stands {
            Stands::Yes => {
                (ask.state, ask.answer) = (PromiseState::Done, "Gladly; they expect your call".to_owned());
                if let Some(whom) = introduced {
                    self.change(whom, |contact| contact.introduced_by.insert(to));
                }
            }
            Stands::No => {
                (ask.state, ask.answer) = (PromiseState::Done, "Not now, we keep to our own people".to_owned());
                ask.quiet_until = Some(later(answered, 182));
                self.change(to, |contact| {
                    if back > 200 {
                        contact.stance = Some(Stance::Declined);
                    }
                });
            }
            Stands::Later => {
                let until = later(self.span.today, 45);
                (ask.answer, ask.due, ask.quiet_until) = ("After the move".to_owned(), Some(until), Some(until));
            }
            Stands::Asked | Stands::ToAsk => {}
        }
        self.pen.put(id, ask);
    }

    fn write_about(
        &mut self,
        ask: RecordId,
        who: RecordId,
        day: crate::model::Day,
        direction: Direction,
        kind: TouchpointKind,
    ) -> RecordId {
        let at = self.span.moment(day, self.dice.within(14 * 60 + 5..=17 * 60));
        let touchpoint = Touchpoint {
            kind,
            direction: Some(direction),
            met: [Met::Contact(who)].into(),
            at,
            zone: self.span.zone.name().to_owned(),
            about: [ask].into(),
            ..Touchpoint::default()
        };
        self.pen.write(at, touchpoint)
    }
}
