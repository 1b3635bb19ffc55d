//! The days of the practice: from when until when, which are off, how busy a season is.

use std::collections::BTreeMap;

use chrono::{Datelike as _, Days, Months, NaiveTime, TimeDelta, Weekday};
use chrono_tz::Tz;

use super::Wanted;
use crate::model::{Day, Instant};

/// From when until when the book was kept.
#[derive(Debug, Clone, Copy)]
pub(super) struct Span {
    /// The day of the first record.
    pub first: Day,
    /// The day that it is.
    pub today: Day,
    pub zone: Tz,
}

impl Span {
    pub fn of(wanted: &Wanted) -> Self {
        let first = wanted.today.checked_sub_months(Months::new(12 * wanted.years)).unwrap_or(wanted.today);
        Self { first, today: wanted.today, zone: wanted.zone }
    }

    /// How many days it lasted.
    pub fn days(&self) -> i64 {
        (self.today - self.first).num_days()
    }

    /// Every day until yesterday.
    pub fn past(&self) -> impl Iterator<Item = Day> + use<> {
        let today = self.today;
        self.first.iter_days().take_while(move |day| *day < today)
    }

    /// The instant that is so many minutes after midnight.
    pub fn moment(&self, day: Day, minutes: i64) -> Instant {
        let local = day.and_time(NaiveTime::MIN) + TimeDelta::minutes(minutes);
        // An hour that the clocks leave out is an hour that nobody works in.
        local
            .and_local_timezone(self.zone)
            .earliest()
            .map_or_else(|| local.and_utc().into(), |time| time.to_utc().into())
    }

    /// The holidays of all its years and of the year that comes.
    pub fn holidays(&self) -> BTreeMap<Day, String> {
        (self.first.year()..=self.today.year() + 1).flat_map(holidays_of).collect()
    }

    /// The fortnight of each summer in which nobody works.
    pub fn away(&self) -> BTreeMap<Day, Day> {
        (self.first.year()..=self.today.year())
            .filter_map(|year| Some((Day::from_ymd_opt(year, 8, 3)?, Day::from_ymd_opt(year, 8, 16)?)))
            .collect()
    }
}

impl Span {
    /// The days between the years that are still to come: booked already, and lived through by nobody yet.
    pub fn next_away(&self) -> Option<(Day, Day)> {
        let year = self.today.year();
        let from = Day::from_ymd_opt(year, 12, 27).filter(|from| *from > self.today)?;
        Some((from, Day::from_ymd_opt(year + 1, 1, 2)?))
    }
}

pub(super) fn later(day: Day, days: i64) -> Day {
    match u64::try_from(days) {
        Ok(forth) => day.checked_add_days(Days::new(forth)),
        Err(_) => day.checked_sub_days(Days::new(days.unsigned_abs())),
    }
    .unwrap_or(day)
}

/// The holidays on which offices are closed, as the United States have them.
fn holidays_of(year: i32) -> Vec<(Day, String)> {
    let fixed = |month, day, name: &str| Day::from_ymd_opt(year, month, day).map(|day| (day, name.to_owned()));
    let nth = |month, weekday, n, name: &str| {
        Day::from_weekday_of_month_opt(year, month, weekday, n).map(|day| (day, name.to_owned()))
    };
    let last_monday = (22..=31)
        .rev()
        .filter_map(|day| Day::from_ymd_opt(year, 5, day))
        .find(|day| day.weekday() == Weekday::Mon)
        .map(|day| (day, "Memorial Day".to_owned()));
    [
        fixed(1, 1, "New Year"),
        last_monday,
        fixed(7, 4, "Independence Day"),
        nth(9, Weekday::Mon, 1, "Labor Day"),
        nth(11, Weekday::Thu, 4, "Thanksgiving"),
        fixed(12, 25, "Christmas"),
        fixed(12, 26, "the day after Christmas"),
    ]
    .into_iter()
    .flatten()
    .collect()
}

/// How much of an ordinary day's work is done in a season, in percent: summers are slow, and so are the last days of a year.
pub(super) fn season(day: Day) -> i64 {
    match (day.month(), day.day()) {
        (12, 20..) | (1, 1..=3) => 25,
        (6, 15..) => 80,
        (7 | 8, _) => 55,
        (1 | 9 | 10, _) => 115,
        _ => 100,
    }
}

/// Whether gifts are brought on this day: the weeks before Christmas, and the days before the 4th of July, when no one else does.
pub(super) fn gift_season(day: Day) -> Option<&'static str> {
    match (day.month(), day.day()) {
        (12, 3..=19) => Some("December cookies"),
        (6, 29..) | (7, 1..=3) => Some("Cookies for the 4th of July"),
        _ => None,
    }
}

pub(super) fn is_weekend(day: Day) -> bool {
    matches!(day.weekday(), Weekday::Sat | Weekday::Sun)
}
