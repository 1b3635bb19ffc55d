//! Days and times as people type them: "in 2 weeks", "next month", "yesterday 14:05", "Tuesday", "2026-12-01".
//!
//! The crate `interim` knows the words; this is a thin layer that lets one write them as one speaks, and that minds which
//! way time goes: a visit was on the Tuesday that is past, a promise is due on the one that comes.

mod said;
mod vocabulary;

use chrono::{DateTime, Datelike as _, NaiveTime, Utc};
use chrono_tz::Tz;
use interim::Dialect;
use rapport_core::model::{Day, Instant};

use crate::failure::Failure;

/// What "today" and "in an hour" are counted from, and how dates are written where the practice is.
#[derive(Debug, Clone, Copy)]
pub struct Clock {
    /// The moment at which the command was typed, in the practice's zone.
    now: DateTime<Tz>,
    /// Which of 1/2 is the month; nothing if nobody said where the practice is.
    dialect: Option<Dialect>,
}

/// The years that a practice means; a date beyond them is a slip of the finger. The core refuses the same.
const YEARS: std::ops::RangeInclusive<i32> = 1900..=2200;

/// Which of two Tuesdays is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Way {
    /// The one that was.
    Back,
    /// The one that comes.
    Forth,
}

impl Clock {
    /// A clock in the practice's zone. `region` is a country's code, or empty.
    pub fn new(now: Instant, zone: Tz, region: &str) -> Self {
        let dialect = match region.to_uppercase().as_str() {
            "" => None,
            "US" => Some(Dialect::Us),
            _ => Some(Dialect::Uk),
        };
        Self { now: now.utc().with_timezone(&zone), dialect }
    }

    /// The moment that is now.
    pub fn now(&self) -> Instant {
        self.now.with_timezone(&Utc).into()
    }

    /// The day that is today.
    pub fn today(&self) -> Day {
        self.now.date_naive()
    }

    /// Reads a day that comes, or one that is written out.
    ///
    /// # Errors
    /// A [`Failure`] that says what can be typed.
    pub fn day(&self, typed: &str) -> Result<Day, Failure> {
        self.read(typed, Way::Forth).map(|time| time.date_naive())
    }

    /// Reads a day that was, or one that is written out.
    ///
    /// # Errors
    /// A [`Failure`] that says what can be typed.
    pub fn past_day(&self, typed: &str) -> Result<Day, Failure> {
        self.read(typed, Way::Back).map(|time| time.date_naive())
    }

    /// Reads a moment. A day without a time has the time that it is now; a full RFC 3339 time is taken as it is.
    ///
    /// # Errors
    /// A [`Failure`] that says what can be typed.
    pub fn moment(&self, typed: &str, way: Way) -> Result<Instant, Failure> {
        match DateTime::parse_from_rfc3339(typed.trim()) {
            Ok(exact) if YEARS.contains(&exact.year()) => Ok(exact.to_utc().into()),
            Ok(exact) => Err(out_of_time(typed, exact.year())),
            Err(_) => self.read(typed, way).map(|time| time.with_timezone(&Utc).into()),
        }
    }

    /// Reads a moment at which something happened.
    ///
    /// # Errors
    /// Likewise, and if it is still to come.
    pub fn past_moment(&self, typed: &str) -> Result<Instant, Failure> {
        let at = self.moment(typed, Way::Back)?;
        if at > self.now() {
            return Err(Failure::usage(format!("“{typed}” is {}, which is still to come", self.say(at))));
        }
        Ok(at)
    }

    /// Reads a next step: "in 2 weeks: bring brochures" is a day and what is to be done on it, "bring brochures" has no
    /// day, and "in 2 weeks" alone has nothing to do yet.
    ///
    /// # Errors
    /// A [`Failure`] if what stands before the colon sets out to be a day and is none.
    pub fn step(&self, typed: &str) -> Result<(Option<Day>, String), Failure> {
        if let Ok(day) = self.day(typed) {
            return Ok((Some(day), String::new()));
        }
        // A colon may also be a part of the day's time, or of what is to be done: the first that parts a day from the rest.
        let parts = typed.match_indices(':').map(|(at, _)| (&typed[..at], typed[at + 1..].trim()));
        if vocabulary::is_meant_as_a_day(typed) {
            return Err(unread(typed));
        }
        let found = parts.clone().find_map(|(before, after)| Some((Some(self.day(before).ok()?), after.to_owned())));
        match found {
            Some(step) => Ok(step),
            None => match parts.clone().next() {
                Some((before, _)) if sets_out_to_be_a_day(before) || vocabulary::is_meant_as_a_day(before) => {
                    Err(unread(before))
                }
                _ => Ok((None, typed.trim().to_owned())),
            },
        }
    }

    fn read(&self, typed: &str, way: Way) -> Result<DateTime<Tz>, Failure> {
        let text = as_interim_has_it(typed);
        if text.contains('/') && self.dialect.is_none() {
            return Err(Failure::usage(format!(
                "“{typed}” may be read in two ways. Write the date as {}, or say where you are: rapport edit practice region=US",
                self.today()
            )));
        }
        let last = (way == Way::Back).then(|| format!("last {text}"));
        let parse = |text: &str| interim::parse_date_string(text, self.now, self.dialect.unwrap_or(Dialect::Us)).ok();
        // "4711" alone is a year to interim, and no day to anybody else.
        let bare = text.is_empty() || text.bytes().all(|byte| byte.is_ascii_digit());
        // It would also read "2 weeeks" as two weeks and "-1 weeks" as one: only whole words count, and time has no sign.
        let read = if bare || !vocabulary::is_said(&text) { None } else { parse(&text) };
        match read {
            // "Tuesday" is the one to come; for what is past, the one before.
            Some(time) if time > self.now && is_weekday(&text) => {
                Ok(last.and_then(|last| parse(&last)).unwrap_or(time))
            }
            Some(time) if !YEARS.contains(&time.year()) => Err(out_of_time(typed, time.year())),
            Some(time) => Ok(time),
            None => Err(unread(typed)),
        }
    }

    /// The practice's local time. Clocks that are off by more than a quarter of a million years (a damaged one, a forged one) are
    /// shown at the edge of what has a calendar.
    fn at(&self, time: Instant) -> DateTime<Tz> {
        const AGES_MS: i64 = 8_000_000_000_000_000;
        Instant(time.0.clamp(-AGES_MS, AGES_MS)).utc().with_timezone(&self.now.timezone())
    }
}

fn out_of_time(typed: &str, year: i32) -> Failure {
    let (first, last) = (YEARS.start(), YEARS.end());
    Failure::usage(format!("“{}” is in the year {year}; a day or time is in the years {first} to {last}", typed.trim()))
}

fn unread(typed: &str) -> Failure {
    Failure::usage(format!(
        "“{}” is no day or time that I understand. Try “tomorrow”, “in 2 weeks”, “next month”, “Tuesday”, “yesterday 14:05” or “2026-12-01”",
        typed.trim()
    ))
}

/// "In a week's time, at noon" as interim likes to have it: "1 week 12:00".
fn as_interim_has_it(typed: &str) -> String {
    let text = typed.trim().to_lowercase();
    let mut words: Vec<&str> = text.split_whitespace().collect();
    while let Some(first) = words.first()
        && matches!(*first, "in" | "on" | "by" | "at" | "until" | "the" | "due")
    {
        words.remove(0);
    }
    let words = words.into_iter().filter(|word| *word != "at").map(|word| match word {
        "a" | "an" | "one" => "1",
        "two" => "2",
        "three" => "3",
        "four" => "4",
        "six" => "6",
        "fortnight" => "2 weeks",
        "noon" => "12:00",
        "midnight" => "00:00",
        "tonight" => "today",
        other => other,
    });
    words.collect::<Vec<_>>().join(" ").replace("1 2 weeks", "2 weeks")
}

fn is_weekday(text: &str) -> bool {
    const DAYS: [&str; 7] = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];
    let first = text.split_whitespace().next().unwrap_or_default();
    DAYS.iter().any(|day| first.starts_with(day)) && first.ends_with(|c: char| c.is_alphabetic())
}

fn sets_out_to_be_a_day(text: &str) -> bool {
    let few = text.split_whitespace().count() <= 3;
    let first = text.split_whitespace().next().unwrap_or_default().to_lowercase();
    let opens = ["in", "next", "on", "by", "until", "this", "tomorrow"].contains(&first.as_str());
    few && (opens || first.starts_with(|c: char| c.is_ascii_digit()))
}

/// The time of day "14:05", for what only needs one.
pub fn time_of_day(time: NaiveTime) -> String {
    time.format("%H:%M").to_string()
}

#[cfg(test)]
#[path = "when/tests.rs"]
mod tests;
