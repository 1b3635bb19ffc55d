//! What past visits to a place say of the next.

use chrono::{Datelike as _, Timelike as _};
use chrono_tz::Tz;

use super::Candidate;
use crate::model::Instant;

/// How many of the latest visits count: habits change.
const COUNTED: usize = 12;
/// Where nobody said how often one means to be there, and past visits don't say it either.
pub const UNKNOWN_DAYS: i64 = 330;

/// The habit that past visits show, as of a moment.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Habit {
    /// How many visits count.
    pub visits: u32,
    /// How many of them fell on this day of the week.
    pub on_weekday: u32,
    /// How far the usual time of day is ahead of this one, in minutes; less than nothing: it has passed.
    pub minutes_ahead: Option<i64>,
    /// How many days have passed since the last.
    pub days_since: Option<i64>,
    /// How many usually pass.
    pub usual_days: i64,
    /// The last.
    pub last: Option<Instant>,
}

impl Habit {
    /// The habit at a place; visits after `now` don't count.
    #[must_use]
    pub fn of(candidate: &Candidate, now: Instant, zone: Tz) -> Self {
        let mut visits: Vec<Instant> = candidate.visits.iter().copied().filter(|at| *at <= now).collect();
        visits.sort_unstable_by(|one, other| other.cmp(one));
        visits.truncate(COUNTED);
        let here = now.utc().with_timezone(&zone);
        let local = visits.iter().map(|at| at.utc().with_timezone(&zone));
        let minute = |time: &chrono::DateTime<Tz>| i64::from(time.hour() * 60 + time.minute());
        let mut minutes: Vec<i64> = local.clone().map(|at| minute(&at)).collect();
        minutes.sort_unstable();
        let last = visits.first().copied();
        Self {
            visits: u32::try_from(visits.len()).unwrap_or(u32::MAX),
            on_weekday: u32::try_from(local.filter(|at| at.weekday() == here.weekday()).count()).unwrap_or(u32::MAX),
            minutes_ahead: minutes.get(minutes.len() / 2).map(|usual| usual - minute(&here)),
            days_since: last.map(|at| (now.day_in(zone) - at.day_in(zone)).num_days()),
            usual_days: usual_gap_days(&visits, candidate.interval_days),
            last,
        }
    }
}

/// How many days usually pass between visits, the newest first: the middle of the gaps, drawn toward what is meant.
#[must_use]
pub fn usual_gap_days(visits: &[Instant], meant: Option<i64>) -> i64 {
    let mut gaps: Vec<i64> = visits.windows(2).map(|pair| pair[0].0.saturating_sub(pair[1].0) / 86_400_000).collect();
    gaps.sort_unstable();
    match (gaps.get(gaps.len() / 2).copied().filter(|_| gaps.len() >= 2), meant) {
        (Some(seen), Some(meant)) => i64::midpoint(seen, meant),
        (Some(one), None) | (None, Some(one)) => one,
        (None, None) => UNKNOWN_DAYS,
    }
}
