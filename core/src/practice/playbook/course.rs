//! The engine: from an enrolment, what became of its steps, the playbook as it stands now, what was logged anyway, the days off
//! and the day follows the one step that is open.
//!
//! It walks the playbook from its first step. A step is over if the user said so, or if a touchpoint did it; then its branch, or
//! the order, tells the next. The first that is not over is the open one, unless a later one is: what was put before something
//! that is done already is passed over, and nobody is sent back by an edit.

use std::collections::BTreeSet;

use chrono::{Datelike as _, Days, NaiveDate};
use chrono_tz::Tz;

use super::{
    enrolment::{Enrolment, Marks, Resolved, StepAt},
    plan::{Next, Plan},
};
use crate::{
    model::{Day, Instant, Step, TouchpointKind},
    practice::{
        due::{self, DaysOff},
        facts::{self, Nature},
    },
};

/// Days before a yearly date from which on a touchpoint does its step: cookies for the 4th of July are brought before it.
const YEARLY_LEAD_DAYS: i64 = 21;

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
    /// Whether something was given.
    pub gave: bool,
    /// Whether they reached out.
    pub inbound: bool,
}

impl Touch {
    /// What rows know of a touch; nothing of one that reached nobody, which does no step.
    #[must_use]
    pub fn of(fact: &facts::Touch, zone: Tz) -> Option<Self> {
        let kind = fact.nature.kind().filter(|_| fact.nature.reached())?.clone();
        let gave = fact.nature.has(Nature::LEFT) || kind == TouchpointKind::GiftDrop;
        let inbound = fact.nature.has(Nature::INBOUND);
        Some(Self { at: fact.at, on: fact.at.day_in(zone), key: fact.key, kind, gave, inbound })
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

/// What was given since the last ask, whatever the playbook.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Credit {
    /// How many gives.
    pub gives: u32,
    /// The day of the last ask.
    pub asked: Option<Day>,
    /// How many an ask needs.
    pub needs: u32,
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
    /// Whether it counts as a give that no touchpoint tells of.
    credits: bool,
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

/// Where somebody is in a playbook, and what is next.
#[must_use]
pub fn course(
    enrolment: &Enrolment,
    marks: &Marks,
    plan: &Plan<'_>,
    touches: &[Touch],
    credit: Credit,
    calendar: Calendar<'_>,
) -> Course {
    let off = calendar.off.and(enrolment.days_paused());
    let mut touches: Vec<&Touch> = touches
        .iter()
        .filter(|touch| touch.on >= enrolment.started && touch.on <= enrolment.left.unwrap_or(calendar.today))
        .filter(|touch| touch.on <= calendar.today)
        .collect();
    touches.sort_by_key(|touch| (touch.at, touch.gave, touch.inbound, touch.kind.as_str(), touch.key));
    let walk = Walk { enrolment, marks, plan, off: &off, touches, today: calendar.today };
    let (passed, open) = walk.go();
    let state = state(enrolment, marks, plan, open.as_ref(), &passed, credit, calendar.today);
    let asked = passed.iter().filter(|step| asked(plan, step)).map(|step| step.on).max();
    Course { passed, asked, state, open }
}

fn state(
    enrolment: &Enrolment,
    marks: &Marks,
    plan: &Plan<'_>,
    open: Option<&OpenStep>,
    passed: &[Passed],
    credit: Credit,
    today: Day,
) -> State {
    let Some(open) = open else { return enrolment.left.map_or(State::Finished, State::Left) };
    if let Some(left) = enrolment.left {
        return State::Left(left);
    }
    if let Some(since) = enrolment.paused_since() {
        return State::Paused(Some(since));
    }
    if plan.playbook.paused {
        return State::Paused(None);
    }
    if plan.step(&open.at.step).is_some_and(|step| step.asks) {
        let gives = gives(plan, passed, credit);
        if gives < credit.needs {
            return State::Held { gives, needs: credit.needs };
        }
    }
    match (marks.quiet.get(&open.at), open.due) {
        (Some(until), _) if *until > today => State::Quiet(*until),
        (_, None) => State::Undated,
        (_, Some(due)) if due <= today => State::Due,
        (_, Some(_)) => State::Waiting,
    }
}

/// Gives since the last ask: those that touchpoints tell of, and steps that gave something though no touchpoint says so.
fn gives(plan: &Plan<'_>, passed: &[Passed], credit: Credit) -> u32 {
    let since = passed.iter().rposition(|step| asked(plan, step)).map_or(0, |place| place + 1);
    let told = passed[since..].iter().filter(|step| step.credits && credit.asked.is_none_or(|asked| step.on > asked));
    credit.gives.saturating_add(u32::try_from(told.count()).unwrap_or(u32::MAX))
}

fn asked(plan: &Plan<'_>, passed: &Passed) -> bool {
    plan.step(&passed.at.step).is_some_and(|step| step.asks) && matches!(passed.how, How::Done | How::Touched(_))
}

struct Walk<'a> {
    enrolment: &'a Enrolment,
    marks: &'a Marks,
    plan: &'a Plan<'a>,
    off: &'a DaysOff,
    touches: Vec<&'a Touch>,
    today: Day,
}

/// A place in the walk: which cycle, and which of the plan's steps.
type Spot = (u32, usize);

impl Walk<'_> {
    fn go(&self) -> (Vec<Passed>, Option<OpenStep>) {
        let mut passed: Vec<Passed> = Vec::new();
        let mut used = BTreeSet::new();
        let marked: BTreeSet<Spot> = self.marked();
        let (first_cycle, cycle_now) = self.cycles();
        let mut spot = self.spot(first_cycle, self.plan.from(0));
        let mut after = After::Start(self.enrolment.started);
        while let Some((cycle, place)) = spot {
            let Some((id, step)) = self.plan.at(place) else { break };
            if let Some(date) = self.yearly(cycle).filter(|_| self.plan.from(0) == Next::Place(place)) {
                after = After::Yearly(date);
            }
            let at = StepAt { round: self.enrolment.round, cycle, step: id.to_owned() };
            let due = self.due(step, &after);
            let mut over = |how, on, credits| {
                let answered = matches!(how, How::Touched(_)) && step.waits_for_answer();
                passed.push(Passed { at: at.clone(), due, on, how, answered, credits });
            };
            if let Some(mark) = self.marks.resolved.get(&at) {
                let done = mark.how == Resolved::Done;
                over(if done { How::Done } else { How::Skipped }, mark.on, done && mark.by.is_none() && step.gives());
                let result = mark.result.as_deref().unwrap_or(if done { "done" } else { "skipped" });
                spot = self.spot_after((cycle, place), Some(result));
                after = After::Step { step: id.to_owned(), on: mark.on };
            } else if let Some(touch) = self.touch(step, &after, &used) {
                used.insert(touch.key);
                over(How::Touched(touch.key), touch.on, step.gives() && !touch.gave);
                let result = if step.waits_for_answer() { "answered" } else { "done" };
                spot = self.spot_after((cycle, place), Some(result));
                after = After::Step { step: id.to_owned(), on: touch.on };
            } else if let Some(later) = marked.range((cycle, place + 1)..).next() {
                over(How::PassedOver, day_of(&after), false);
                spot = Some(*later);
            } else if cycle < cycle_now {
                over(How::PassedOver, day_of(&after), false);
                spot = self.spot(cycle + 1, self.plan.from(0));
            } else {
                return (passed, Some(OpenStep { at, due, after }));
            }
        }
        (passed, None)
    }

    /// The places of this round that the user resolved, of steps that are still in the playbook.
    fn marked(&self) -> BTreeSet<Spot> {
        let round = self.marks.resolved.keys().filter(|at| at.round == self.enrolment.round);
        let kept = |at: &StepAt| self.plan.step(&at.step).is_some_and(|step| !step.dropped);
        round.filter(|at| kept(at)).filter_map(|at| Some((at.cycle, self.plan.place(&at.step)?))).collect()
    }

    fn spot(&self, cycle: u32, next: Next) -> Option<Spot> {
        match next {
            Next::Place(place) => Some((cycle, place)),
            // A yearly playbook goes round by itself.
            Next::End => self.yearly(cycle).and(Some((cycle.checked_add(1)?, self.first_place()?))),
        }
    }

    fn spot_after(&self, (cycle, place): Spot, result: Option<&str>) -> Option<Spot> {
        let next = self.plan.after(place, result);
        let again = matches!(next, Next::Place(to) if to <= place);
        self.spot(if again { cycle.checked_add(1)? } else { cycle }, next)
    }

    fn first_place(&self) -> Option<usize> {
        if let Next::Place(place) = self.plan.from(0) { Some(place) } else { None }
    }

    /// The first cycle, and the one that it is now: others begin with 1 and are gone through one by one, years go by.
    fn cycles(&self) -> (u32, u32) {
        let started = self.enrolment.started;
        let year = |day: Day| u32::try_from(day.year()).unwrap_or(1);
        let Some(date) = self.yearly(year(started)) else { return (1, 0) };
        let first = if date < started { year(started) + 1 } else { year(started) };
        let begun = later_or_before(self.today, YEARLY_LEAD_DAYS);
        let has_begun = self.yearly(year(begun)).is_some_and(|date| date <= begun);
        (first, if has_begun { year(begun) } else { year(begun).saturating_sub(1) })
    }

    /// The yearly date in a year.
    fn yearly(&self, year: u32) -> Option<Day> {
        date_in(i32::try_from(year).ok()?, self.plan.playbook.yearly?)
    }

    fn due(&self, step: &Step, after: &After) -> Option<Day> {
        let wait = step.wait_days?;
        if let After::Yearly(date) = after {
            // On a day off it is late: the day before, then.
            let date = later_or_before(*date, wait);
            return date.iter_days().rev().take(60).find(|day| !self.off.contains(*day)).or(Some(date));
        }
        let from = day_of(after);
        Some(self.in_season(due::due_on(Some(from), wait.max(0), self.today, self.off)))
    }

    /// A day, put off to the first of the season where it lies outside.
    fn in_season(&self, day: Day) -> Day {
        let (Some(from), Some(until)) = (self.plan.playbook.season_from, self.plan.playbook.season_until) else {
            return day;
        };
        let of = |day: Day| (day.month(), day.day());
        let (first, last, this) = (of(from), of(until), of(day));
        let within = if first <= last { first <= this && this <= last } else { this >= first || this <= last };
        if within {
            return day;
        }
        let this_year = date_in(day.year(), from).filter(|begin| *begin >= day);
        this_year.or_else(|| date_in(day.year() + 1, from)).unwrap_or(day)
    }

    /// The first touchpoint that does a step: of its kind, not taken by another, and not long before its day. From half of the wait
    /// on it counts, so that two letters of one week don't do the steps of two.
    fn touch(&self, step: &Step, after: &After, used: &BTreeSet<i64>) -> Option<&Touch> {
        let from = match after {
            _ if step.waits_for_answer() => self.enrolment.started,
            After::Yearly(date) => later_or_before(*date, step.wait_days.unwrap_or(0).saturating_sub(YEARLY_LEAD_DAYS)),
            after => later_or_before(day_of(after), step.wait_days.unwrap_or(0).max(0) / 2),
        };
        let fits = |touch: &&&Touch| {
            touch.on >= from
                && !used.contains(&touch.key)
                && step.is_met_by(&touch.kind, touch.gave && !touch.inbound, touch.inbound)
        };
        self.touches.iter().find(fits).copied()
    }
}

fn day_of(after: &After) -> Day {
    match after {
        After::Start(day) | After::Step { on: day, .. } | After::Yearly(day) => *day,
    }
}

/// A date in another year; the 29th of February is the 28th where there is none.
fn date_in(year: i32, date: Day) -> Option<Day> {
    let on = |day| NaiveDate::from_ymd_opt(year, date.month(), day);
    on(date.day()).or_else(|| on(date.day() - 1))
}

fn later_or_before(day: Day, days: i64) -> Day {
    let by = Days::new(days.unsigned_abs());
    let moved = if days < 0 { day.checked_sub_days(by) } else { day.checked_add_days(by) };
    moved.unwrap_or(day)
}
