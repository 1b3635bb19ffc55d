//! What one did, week by week: the days of a year, the weekly minimum, whether promises were kept, and whether one is known for
//! what one always brings.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{Days, Weekday};
use serde::{Deserialize, Serialize};

use crate::{
    model::{Day, Instant, Owes, PromiseState},
    practice::{
        due::DaysOff,
        facts::{Nature, PromiseFact, Touch},
        folklore::Number,
        statistics::Share,
    },
};

/// One day on which something was done.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Active {
    /// Which.
    pub day: Day,
    /// Touchpoints, attempts too.
    pub touches: u64,
}

/// The days of a period on which something was done, in order. A touchpoint counts once, whomever it names.
#[must_use]
pub fn calendar(touches: &[Touch], day_of: impl Fn(Instant) -> Day) -> Vec<Active> {
    by_day(touches.iter().filter(|touch| touch.nature.happened()), day_of)
}

/// The same of what the practice began and what reached somebody: what counts for the weekly minimum. Who calls is in touch by
/// themselves, and who doesn't answer was not reached.
#[must_use]
pub fn outreach(touches: &[Touch], day_of: impl Fn(Instant) -> Day) -> Vec<Active> {
    let begun = |touch: &&Touch| {
        touch.nature.happened() && !touch.nature.has(Nature::ATTEMPT) && !touch.nature.has(Nature::INBOUND)
    };
    by_day(touches.iter().filter(begun), day_of)
}

fn by_day<'t>(touches: impl Iterator<Item = &'t Touch>, day_of: impl Fn(Instant) -> Day) -> Vec<Active> {
    let keys: BTreeMap<_, _> = touches.map(|touch| (touch.key, touch.at)).collect();
    let mut days = BTreeMap::<Day, u64>::new();
    for at in keys.into_values() {
        *days.entry(day_of(at)).or_default() += 1;
    }
    days.into_iter().map(|(day, touches)| Active { day, touches }).collect()
}

/// The day on which the week of a day begins in a practice's region: Monday, and Sunday in the US.
#[must_use]
pub fn week_of(day: Day, region: &str) -> Day {
    day.week(if region.eq_ignore_ascii_case("US") { Weekday::Sun } else { Weekday::Mon }).first_day()
}

/// How many weeks had the minimum.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Weekly {
    /// How many touchpoints a week are meant.
    pub minimum: u64,
    /// This week until now: what the practice began and what reached somebody.
    pub this_week: u64,
    /// Of the whole weeks before, those in which it was reached. Weeks that were wholly off don't count.
    pub reached: Share,
    /// How many of the last in a row.
    pub streak: u64,
}

impl Weekly {
    /// From the days of [`outreach`], of the whole weeks since `from` and of this week, as weeks begin in a region.
    #[must_use]
    pub fn of(active: &[Active], minimum: u64, from: Day, today: Day, off: &DaysOff, region: &str) -> Self {
        let mut weeks = BTreeMap::<Day, u64>::new();
        for one in active {
            *weeks.entry(week_of(one.day, region)).or_default() += one.touches;
        }
        let this = week_of(today, region);
        let (mut n, mut hits, mut streak) = (0, 0, 0);
        let mut week = week_of(from, region);
        if week < from {
            week = later(week, 7);
        }
        while week < this {
            if !(0..7).all(|day| off.contains(later(week, day))) {
                let reached = weeks.get(&week).copied().unwrap_or(0) >= minimum;
                n += 1;
                hits += u64::from(reached);
                streak = if reached { streak + 1 } else { 0 };
            }
            week = later(week, 7);
        }
        Self { minimum, this_week: weeks.get(&this).copied().unwrap_or(0), reached: Share::of(hits, n), streak }
    }
}

fn later(day: Day, days: u64) -> Day {
    day.checked_add_days(Days::new(days)).unwrap_or(Day::MAX)
}

/// How many of the practice's promises were kept.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Kept {
    /// Kept, of those that were due and of those kept before.
    pub kept: Share,
    /// Kept by the day on which they were due, of those kept of which both are known.
    pub in_time: Share,
    /// Overdue and open.
    pub overdue: u64,
    /// Let go.
    pub let_go: u64,
}

impl Kept {
    /// Of the promises that were due since `from` and until today. Those without a date are in no share.
    #[must_use]
    pub fn of(promises: &[PromiseFact], from: Day, today: Day, day_of: impl Fn(Instant) -> Day) -> Self {
        let (mut n, mut kept, mut known, mut in_time, mut overdue, mut let_go) = (0, 0, 0, 0, 0, 0);
        let ours = promises.iter().filter(|promise| promise.owes != Owes::Them);
        for (promise, due) in ours.filter_map(|promise| Some((promise, promise.due?))).filter(|(_, due)| *due >= from) {
            match promise.state {
                PromiseState::Done => {
                    n += 1;
                    kept += 1;
                    if let Some(done) = promise.done_at {
                        known += 1;
                        in_time += u64::from(day_of(done) <= due);
                    }
                }
                PromiseState::Dropped => {
                    n += 1;
                    let_go += 1;
                }
                _ if due < today => {
                    n += 1;
                    overdue += 1;
                }
                _ => {}
            }
        }
        Self { kept: Share::of(kept, n), in_time: Share::of(in_time, known), overdue, let_go }
    }
}

/// Whether one is "the one who always brings cookies".
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Signature {
    /// Of the visits, how many brought it.
    pub brought: Share,
    /// How many of the last in a row.
    pub streak: u64,
}

impl Signature {
    /// Of visits to places; `brought` are the numbers of those to which it came along.
    #[must_use]
    pub fn of(visits: &[Touch], brought: &BTreeSet<i64>) -> Self {
        let order: BTreeSet<(Instant, i64)> = visits.iter().map(|visit| (visit.at, visit.key)).collect();
        let hits = order.iter().filter(|(_, key)| brought.contains(key)).count() as u64;
        let streak = order.iter().rev().take_while(|(_, key)| brought.contains(key)).count() as u64;
        Self { brought: Share::of(hits, order.len() as u64), streak }
    }
}

/// A year's work.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Year {
    /// Which.
    pub year: i32,
    /// The days on which something was done.
    pub days: Vec<Active>,
    /// The weekly minimum.
    pub weekly: Weekly,
    /// The one thing one is known for, if an item is marked as that.
    pub signature: Option<Signature>,
    /// The minimum as it was shipped, and where it came from.
    pub folklore: Number,
}

#[cfg(test)]
#[path = "effort/tests.rs"]
mod tests;
