//! The engine: from an enrolment, what became of its steps, the playbook as it stands now, what was logged anyway, the days off
//! and the day follows the one step that is open, when it is due, and why.

use chrono_tz::Tz;

use super::{
    enrolment::{Enrolment, Marks, StepAt},
    plan::Plan,
    walk::Walk,
};
use crate::{
    model::{Day, Instant, TouchpointKind},
    practice::{
        credit::Credit,
        due::DaysOff,
        facts::{self, Nature},
    },
};

/// A touchpoint that reached the contact, as far as steps are done by it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Touch {
    /// When: they are taken in this order.
    pub at: Instant,
    /// On which day, in the practice's zone.
    pub on: Day,
    /// Its number on this device, to tell two of one moment apart.
    pub key: i64,
    /// What it was.
    pub kind: TouchpointKind,
    /// Whether something was left: anything, be it of value or not.
    pub left: bool,
    /// Whether they reached out.
    pub inbound: bool,
}

impl Touch {
    /// What rows know of a touch; nothing of one that reached nobody, which does no step.
    #[must_use]
    pub fn of(fact: &facts::Touch, zone: Tz) -> Option<Self> {
        let kind = fact.nature.kind().filter(|_| fact.nature.reached())?.clone();
        let left = fact.nature.has(Nature::LEFT) || kind == TouchpointKind::GiftDrop;
        let inbound = fact.nature.has(Nature::INBOUND);
        Some(Self { at: fact.at, on: fact.at.day_in(zone), key: fact.key, kind, left, inbound })
    }
}

/// The day it is, and those that don't count.
#[derive(Debug, Clone, Copy)]
pub struct Calendar<'a> {
    /// In the practice's zone.
    pub today: Day,
    /// Absences and holidays.
    pub off: &'a DaysOff,
}

/// Where somebody is in a playbook.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Course {
    /// The steps that are behind them, in order.
    pub passed: Vec<Passed>,
    /// The day of the last step that asked for something and was done.
    pub asked: Option<Day>,
    /// How it stands.
    pub state: State,
    /// The step that is open, whether due or not: never more than one.
    pub open: Option<OpenStep>,
}

/// How an enrolment stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum State {
    /// The open step is due.
    Due,
    /// It will be.
    Waiting,
    /// It asks for something, and too little was given yet.
    Held {
        /// Gives since the last ask.
        gives: u32,
        /// How many it takes.
        needs: u32,
    },
    /// The user put it off.
    Quiet(Day),
    /// It is never due: whenever it comes.
    Undated,
    /// Paused since a day; without it, the whole playbook is.
    Paused(Option<Day>),
    /// They left on a day.
    Left(Day),
    /// No step is left.
    Finished,
}

/// The step that is open.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OpenStep {
    /// Which.
    pub at: StepAt,
    /// From when on.
    pub due: Option<Day>,
    /// What its day is counted from.
    pub after: After,
}

/// What a step's day is counted from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum After {
    /// The enrolment.
    Start(Day),
    /// The step before.
    Step {
        /// Which.
        step: String,
        /// When it was over.
        on: Day,
    },
    /// A date that comes round each year.
    Yearly(Day),
}

/// A step that is behind them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Passed {
    /// Which.
    pub at: StepAt,
    /// When it had been due.
    pub due: Option<Day>,
    /// When it was over.
    pub on: Day,
    /// How.
    pub how: How,
    /// Whether it was over because they answered.
    pub answered: bool,
}

/// How a step came to be over.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum How {
    /// The user said that it was done.
    Done,
    /// A touchpoint did it that was logged anyway: its number on this device.
    Touched(i64),
    /// The user left it out.
    Skipped,
    /// A later one was done before it, or its year went by.
    PassedOver,
}

/// Where somebody is in a playbook, and what is next. A step that asks is held until as many gives as `needs` are to their
/// credit; nothing else depends on it.
#[must_use]
pub fn course(
    enrolment: &Enrolment,
    marks: &Marks,
    plan: &Plan<'_>,
    touches: &[Touch],
    credit: Credit,
    needs: u32,
    calendar: Calendar<'_>,
) -> Course {
    let off = calendar.off.and(enrolment.days_paused());
    let mut touches: Vec<&Touch> = touches
        .iter()
        .filter(|touch| touch.on >= enrolment.started && touch.on <= enrolment.left.unwrap_or(calendar.today))
        .filter(|touch| touch.on <= calendar.today)
        .collect();
    touches.sort_by_key(|touch| (touch.at, touch.left, touch.inbound, touch.kind.as_str(), touch.key));
    let walk = Walk { enrolment, marks, plan, off: &off, touches, today: calendar.today };
    let (passed, open) = walk.go();
    let asks = open.as_ref().and_then(|open| plan.step(&open.at.step)).is_some_and(|step| step.asks);
    let held = (asks && credit.gives < needs).then_some(State::Held { gives: credit.gives, needs });
    let state = state(enrolment, marks, plan.playbook.paused, open.as_ref(), held, calendar.today);
    let asked = passed.iter().filter(|step| asked(plan, step)).map(|step| step.on).max();
    Course { passed, asked, state, open }
}

fn state(
    enrolment: &Enrolment,
    marks: &Marks,
    all_paused: bool,
    open: Option<&OpenStep>,
    held: Option<State>,
    today: Day,
) -> State {
    let Some(open) = open else { return enrolment.left.map_or(State::Finished, State::Left) };
    if let Some(left) = enrolment.left {
        return State::Left(left);
    }
    if let Some(since) = enrolment.paused_since() {
        return State::Paused(Some(since));
    }
    if all_paused {
        return State::Paused(None);
    }
    if let Some(held) = held {
        return held;
    }
    match (marks.quiet.get(&open.at), open.due) {
        (Some(until), _) if *until > today => State::Quiet(*until),
        (_, None) => State::Undated,
        (_, Some(due)) if due <= today => State::Due,
        (_, Some(_)) => State::Waiting,
    }
}

fn asked(plan: &Plan<'_>, passed: &Passed) -> bool {
    plan.step(&passed.at.step).is_some_and(|step| step.asks) && matches!(passed.how, How::Done | How::Touched(_))
}
