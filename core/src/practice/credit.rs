//! What was given to somebody since they were last asked, whether touchpoints tell of it or steps of playbooks. On this one
//! account rests both whether a step that asks is due and whether one may ask at all.

use chrono_tz::Tz;

use super::{
    due,
    facts::Touch,
    giving::{Gives, Kinds},
    playbook::{Marks, Plan, Resolved},
};
use crate::model::{Day, Instant};

/// What was given since the last ask.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Credit {
    /// How many gives; if nobody asked, ever.
    pub gives: u32,
    /// When they were last asked; of an ask of which only the day is known, its first instant.
    pub last_ask: Option<Instant>,
}

/// Gives to one contact, and what they were asked. Of steps no more than the day is known, so it goes by days: what was given on
/// the day of an ask came with it.
#[derive(Debug, Clone)]
pub struct Account {
    zone: Tz,
    given: Vec<Day>,
    asked: Vec<Instant>,
}

impl Account {
    /// Begins with the gives that touches tell of.
    #[must_use]
    pub fn new(touches: &[Touch], gives: &Gives, zone: Tz) -> Self {
        let gave = touches.iter().filter(|touch| gives.gave(touch));
        Self { zone, given: gave.map(|touch| touch.at.day_in(zone)).collect(), asked: Vec::new() }
    }

    /// With asks that were put.
    pub fn put(&mut self, asks: impl IntoIterator<Item = Instant>) {
        self.asked.extend(asks);
    }

    /// With what became of a playbook's steps, in every round: those of giving that the user said were done, naming no
    /// touchpoint, and those that asked. `asked` is the day on which one last did so in this round, be it by a touchpoint.
    pub fn walked(&mut self, plan: &Plan<'_>, marks: &Marks, asked: Option<Day>, kinds: &Kinds) {
        let mut asked: Vec<Day> = asked.into_iter().collect();
        for (at, mark) in marks.resolved.iter().filter(|(_, mark)| mark.how == Resolved::Done) {
            match plan.step(&at.step) {
                Some(step) if step.asks => asked.push(mark.on),
                Some(step) if mark.by.is_none() && step.gives(kinds) => self.given.push(mark.on),
                _ => {}
            }
        }
        self.asked.extend(asked.into_iter().map(|day| due::start_of(day, self.zone)));
    }

    /// What it comes to.
    #[must_use]
    pub fn credit(&self) -> Credit {
        let last_ask = self.asked.iter().max().copied();
        let day = last_ask.map(|asked| asked.day_in(self.zone));
        let since = self.given.iter().filter(|given| day.is_none_or(|asked| **given > asked));
        Credit { gives: u32::try_from(since.count()).unwrap_or(u32::MAX), last_ask }
    }
}
