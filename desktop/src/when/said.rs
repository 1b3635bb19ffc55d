//! Days and times as people say them: "yesterday 14:05", "in 2 weeks". The exact ones stand in `--json`.

use chrono::Datelike as _;
use rapport_core::model::{Day, Instant};

use super::{Clock, time_of_day};

impl Clock {
    /// "today", "in 3 days", "in 2 weeks (6 Dec)", "12 Jul 2025".
    pub fn say_day(&self, day: Day) -> String {
        match day.signed_duration_since(self.today()).num_days() {
            0 => "today".to_owned(),
            1 => "tomorrow".to_owned(),
            -1 => "yesterday".to_owned(),
            days @ 2..=13 => format!("in {days} days ({})", self.date(day)),
            days @ -13..=-2 => format!("{} days ago ({})", -days, self.date(day)),
            days @ 14..=60 if days % 7 == 0 => format!("in {} weeks ({})", days / 7, self.date(day)),
            _ => self.date(day),
        }
    }

    /// A day by its name alone, as it stands after "until": "tomorrow", "6 Dec".
    pub fn name_day(&self, day: Day) -> String {
        match day.signed_duration_since(self.today()).num_days() {
            -1..=1 => self.say_day(day),
            _ => self.date(day),
        }
    }

    /// "today 14:05", "yesterday 14:05", "Tue 14:05", "6 Dec 14:05".
    pub fn say(&self, time: Instant) -> String {
        let local = self.at(time);
        let (day, time) = (local.date_naive(), time_of_day(local.time()));
        match day.signed_duration_since(self.today()).num_days() {
            0 => format!("today {time}"),
            1 => format!("tomorrow {time}"),
            -1 => format!("yesterday {time}"),
            -6..=6 => format!("{} {time}", day.format("%a")),
            _ => format!("{} {time}", self.date(day)),
        }
    }

    /// A moment as short as it can be: "14:05" of today, else as [`Clock::say`] has it.
    pub fn say_short(&self, time: Instant) -> String {
        let local = self.at(time);
        if local.date_naive() == self.today() { time_of_day(local.time()) } else { self.say(time) }
    }

    /// How long ago: "just now", "12 minutes ago", "2 days ago", "4 months ago".
    pub fn ago(&self, time: Instant) -> String {
        let minutes = self.now().0.saturating_sub(time.0) / 60_000;
        let days = self.today().signed_duration_since(self.at(time).date_naive()).num_days();
        match (minutes, days) {
            (..=0, ..=0) => "just now".to_owned(),
            (1..=59, _) => many(minutes, "minute"),
            (_, ..=0) => many(minutes / 60, "hour"),
            (_, 1) => "yesterday".to_owned(),
            (_, 2..=13) => many(days, "day"),
            (_, 14..=60) => many(days / 7, "week"),
            (_, 61..=729) => many(days / 30, "month"),
            _ => many(days / 365, "year"),
        }
    }

    /// A moment, and how long ago it was where that can't be seen at a glance: "12 Jul 14:05, 4 months ago".
    pub fn say_both(&self, time: Instant) -> String {
        let days = self.today().signed_duration_since(self.at(time).date_naive()).num_days();
        if days > 6 { format!("{}, {}", self.say(time), self.ago(time)) } else { self.say(time) }
    }

    /// "Sunday 22 November".
    pub fn say_today(&self) -> String {
        let today = self.today();
        let date = if self.is_american() { today.format("%B %-d") } else { today.format("%-d %B") };
        format!("{} {date}", today.format("%A"))
    }

    /// A month as a heading: "November 2026".
    pub fn month(&self, time: Instant) -> String {
        self.at(time).format("%B %Y").to_string()
    }

    /// Day and time in a column: "Sun 22 Nov  14:05".
    pub fn column(&self, time: Instant) -> String {
        format!("{}  {}", self.column_of_day(time), time_of_day(self.at(time).time()))
    }

    /// A day in a column: "Sun 22 Nov".
    pub fn column_of_day(&self, time: Instant) -> String {
        self.at(time).format(if self.is_american() { "%a %b %e" } else { "%a %e %b" }).to_string()
    }

    /// A moment to the minute, as it is told on request: "Sunday 22 November 2026, 14:05".
    pub fn exact(&self, time: Instant) -> String {
        let local = self.at(time);
        format!("{}, {}", self.exact_day(local.date_naive()), time_of_day(local.time()))
    }

    /// A day in full: "Sunday 22 November 2026".
    pub fn exact_day(&self, day: Day) -> String {
        let date = if self.is_american() { day.format("%A, %B %-d, %Y") } else { day.format("%A %-d %B %Y") };
        date.to_string()
    }

    /// A moment for programs, with the zone's offset: "2026-11-22T14:05:00+00:00".
    pub fn for_programs(&self, time: Instant) -> String {
        self.at(time).to_rfc3339_opts(chrono::SecondsFormat::Secs, false)
    }

    /// A moment as a field for date and time has it: "2026-11-22T14:05".
    pub fn for_a_field(&self, time: Instant) -> String {
        self.at(time).format("%Y-%m-%dT%H:%M").to_string()
    }

    fn date(&self, day: Day) -> String {
        let date = if self.is_american() { day.format("%b %-d") } else { day.format("%-d %b") };
        if day.year() == self.today().year() { date.to_string() } else { format!("{date} {}", day.year()) }
    }

    fn is_american(&self) -> bool {
        self.dialect == Some(interim::Dialect::Us)
    }
}

fn many(count: i64, unit: &str) -> String {
    if count == 1 { format!("1 {unit} ago") } else { format!("{count} {unit}s ago") }
}
