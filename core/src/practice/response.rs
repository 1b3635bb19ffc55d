//! How soon referrals are answered and thanked for, in the hours at which the practice is open. What is still open counts as
//! censored: it has lasted so long, and may last any time.

use std::collections::BTreeMap;

use chrono::{Datelike as _, Days, NaiveTime, TimeDelta, Weekday};
use chrono_tz::Tz;
use serde::{Deserialize, Serialize};

use crate::{
    model::{Day, Instant, Practice},
    practice::{
        facts::ReferralFact,
        statistics::{Lasted, Share, over_by},
    },
};

/// Below so many referrals nothing is said.
pub const NEEDED: u64 = 8;
/// An hour.
const HOUR_MS: i64 = 3_600_000;
/// How many days are counted through; an answer that took longer is shown as this long.
const MOST_DAYS: u64 = 90;
/// When a practice is open that did not say: on working days.
const USUAL: &str = "09:00-17:00";

/// How soon referrals that came are answered.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Response {
    /// Minutes, while open, in which half were answered; nothing if less than half were.
    pub median_min: Option<i64>,
    /// In which nine of ten were.
    pub p90_min: Option<i64>,
    /// The share answered within one hour of business. Those that came less than an hour of business ago are not counted yet.
    pub within_an_hour: Share,
    /// How many wait still.
    pub open: u64,
    /// Whether the practice said when it is open; else working days from nine to five are taken.
    pub hours_known: bool,
}

impl Response {
    /// Of the referrals that came, those that ended unanswered left out: nobody could be reached any more.
    #[must_use]
    pub fn of(referrals: &[ReferralFact], hours: &Hours, now: Instant) -> Self {
        let (mut all, mut hits, mut known, mut open) = (Vec::new(), 0, 0, 0);
        for referral in referrals.iter().filter(|referral| is_counted(referral)) {
            let until = referral.answered.unwrap_or(now);
            let lasted = Lasted { time: hours.minutes(referral.received, until), open: referral.answered.is_none() };
            open += u64::from(lasted.open);
            if !lasted.open || lasted.time > 60 {
                known += 1;
                hits += u64::from(!lasted.open && lasted.time <= 60);
            }
            all.push(lasted);
        }
        Self {
            median_min: over_by(&all, 0.5),
            p90_min: over_by(&all, 0.9),
            within_an_hour: Share::of(hits, known),
            open,
            hours_known: hours.known,
        }
    }
}

/// Whether a referral's clock ran.
#[must_use]
pub fn is_counted(referral: &ReferralFact) -> bool {
    referral.is_inbound() && (referral.answered.is_some() || !(referral.is_lost() || referral.closed.is_some()))
}

/// How many of those who referred were thanked in time.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Thanks {
    /// The share thanked in time. Those that came later than that ago and are not thanked for yet are not counted.
    pub in_time: Share,
    /// Within how many hours.
    pub hours: f64,
    /// The share thanked at all, of the same.
    pub ever: Share,
    /// How many are still to be thanked for.
    pub owed: u64,
}

impl Thanks {
    /// Of the referrals that came from somebody.
    #[must_use]
    pub fn of(referrals: &[ReferralFact], hours: f64, now: Instant) -> Self {
        #[allow(clippy::cast_possible_truncation, reason = "a number of hours that was typed")]
        let bound = (hours.min(1e6) * 3_600_000.0) as i64;
        let (mut in_time, mut ever, mut n, mut owed) = (0, 0, 0, 0);
        for referral in referrals.iter().filter(|referral| referral.is_inbound() && referral.from.is_some()) {
            owed += u64::from(referral.thanked.is_none());
            if referral.thanked.is_none() && now.0.saturating_sub(referral.received.0) < bound {
                continue;
            }
            n += 1;
            if let Some(thanked) = referral.thanked {
                ever += 1;
                in_time += u64::from(thanked.0.saturating_sub(referral.received.0) <= bound);
            }
        }
        Self { in_time: Share::of(in_time, n), hours, ever: Share::of(ever, n), owed }
    }

    /// How many are counted.
    #[must_use]
    pub const fn n(&self) -> u64 {
        self.in_time.n
    }
}

/// When a practice is open. Absences and holidays don't stop the clock: whoever was sent here waits.
#[derive(Debug, Clone)]
pub struct Hours {
    by_weekday: BTreeMap<u32, Vec<(NaiveTime, NaiveTime)>>,
    zone: Tz,
    known: bool,
}

impl Hours {
    /// The hours of a practice: `09:00-12:00,13:00-17:00` by weekday.
    #[must_use]
    pub fn of(practice: &Practice, zone: Tz) -> Self {
        let said: BTreeMap<u32, Vec<_>> = practice
            .hours
            .iter()
            .filter_map(|(weekday, hours)| {
                Some((
                    weekday.parse::<Weekday>().ok()?.num_days_from_monday(),
                    hours.split(',').filter_map(span).collect(),
                ))
            })
            .collect();
        let known = said.values().any(|spans| !spans.is_empty());
        let usual = || (0..5).map(|weekday| (weekday, span(USUAL).into_iter().collect())).collect();
        Self { by_weekday: if known { said } else { usual() }, zone, known }
    }

    /// Minutes between two instants at which the practice was open, rounded down.
    #[must_use]
    pub fn minutes(&self, from: Instant, until: Instant) -> i64 {
        let (mut day, last) = (from.day_in(self.zone), until.day_in(self.zone));
        let mut open_ms = 0;
        for _ in 0..=MOST_DAYS {
            if day > last {
                break;
            }
            for (opens, closes) in self.by_weekday.get(&day.weekday().num_days_from_monday()).into_iter().flatten() {
                let (opens, closes) = (self.at(day, *opens).max(from.0), self.at(day, *closes).min(until.0));
                open_ms += (closes - opens).max(0);
            }
            let Some(next) = day.checked_add_days(Days::new(1)) else { break };
            day = next;
        }
        open_ms / (HOUR_MS / 60)
    }

    /// The moment of a time of day; where clocks are put forward over it, an hour later.
    fn at(&self, day: Day, time: NaiveTime) -> i64 {
        let local = day.and_time(time);
        let found = (0..=1).find_map(|hour| (local + TimeDelta::hours(hour)).and_local_timezone(self.zone).earliest());
        found.map_or_else(|| local.and_utc(), |time| time.to_utc()).timestamp_millis()
    }
}

fn span(text: &str) -> Option<(NaiveTime, NaiveTime)> {
    let (opens, closes) = text.trim().split_once('-')?;
    let time = |text: &str| NaiveTime::parse_from_str(text.trim(), "%H:%M").ok();
    Some((time(opens)?, time(closes)?)).filter(|(opens, closes)| opens < closes)
}

#[cfg(test)]
#[path = "response/tests.rs"]
mod tests;
