//! The walk through a playbook, from its first step to the one that is open.
//!
//! A step is over if the user said so, or if a touchpoint did it; then its branch, or the order, tells the next. The first that
//! is not over is the open one, unless a later one is: what was put before something that is done already is passed over, and
//! nobody is sent back by an edit.

use std::collections::BTreeSet;

use chrono::{Datelike as _, NaiveDate, TimeDelta};

use super::{
    course::{After, How, OpenStep, Passed, Touch},
    enrolment::{Enrolment, Marks, Resolved, StepAt},
    plan::{Next, Plan},
};
use crate::{
    model::{Day, Step},
    practice::due::{self, DaysOff},
};

/// Days before a yearly date from which on a touchpoint does its step: cookies for the 4th of July are brought before it.
const YEARLY_LEAD_DAYS: i64 = 21;

/// One enrolment on its way.
pub(super) struct Walk<'a> {
    pub enrolment: &'a Enrolment,
    pub marks: &'a Marks,
    pub plan: &'a Plan<'a>,
    pub off: &'a DaysOff,
    pub touches: Vec<&'a Touch>,
    pub today: Day,
}

/// A place in the walk: which cycle, and which of the plan's steps.
type Spot = (u32, usize);

impl Walk<'_> {
    /// The steps that are behind them, and the one that is open.
    pub fn go(&self) -> (Vec<Passed>, Option<OpenStep>) {
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
            let mut over = |how, on| {
                let answered = matches!(how, How::Touched(_)) && step.waits_for_answer();
                passed.push(Passed { at: at.clone(), due, on, how, answered });
            };
            if let Some(mark) = self.marks.resolved.get(&at) {
                let done = mark.how == Resolved::Done;
                over(if done { How::Done } else { How::Skipped }, mark.on);
                let result = mark.result.as_deref().unwrap_or(if done { "done" } else { "skipped" });
                spot = self.spot_after((cycle, place), Some(result));
                after = After::Step { step: id.to_owned(), on: mark.on };
            } else if let Some(touch) = self.touch(step, &after, &used) {
                used.insert(touch.key);
                over(How::Touched(touch.key), touch.on);
                let result = if step.waits_for_answer() { "answered" } else { "done" };
                spot = self.spot_after((cycle, place), Some(result));
                after = After::Step { step: id.to_owned(), on: touch.on };
            } else if let Some(later) = marked.range((cycle, place + 1)..).next() {
                over(How::PassedOver, day_of(&after));
                spot = Some(*later);
            } else if cycle < cycle_now {
                over(How::PassedOver, day_of(&after));
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
            touch.on >= from && !used.contains(&touch.key) && step.is_met_by(&touch.kind, touch.left, touch.inbound)
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

/// A day so many days later, or before it; the same where the calendar ends.
fn later_or_before(day: Day, days: i64) -> Day {
    TimeDelta::try_days(days).and_then(|days| day.checked_add_signed(days)).unwrap_or(day)
}
