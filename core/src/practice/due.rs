//! When somebody is due: the last qualifying touch and the interval of the person, else of the tier.

use std::collections::BTreeMap;

use chrono::{Days, NaiveTime, TimeDelta};
use chrono_tz::Tz;

use crate::model::{Day, Instant, Practice, Tier};

/// Days between touches where nothing else was set: A 3 weeks, B 2 months, C 6 months, D a year. The practice may edit each
/// (`Practice::cadence`). Folklore of the trade, not a finding.
#[must_use]
pub const fn default_days(tier: &Tier) -> i64 {
    match tier {
        Tier::A => 21,
        Tier::B => 61,
        Tier::C => 182,
        Tier::D | Tier::Other(_) => 365,
    }
}

/// The interval in days: the contact's own, else the practice's for the tier, else the default.
#[must_use]
pub fn interval_days(own: Option<i64>, tier: Option<&Tier>, edited: &BTreeMap<String, i64>) -> Option<i64> {
    own.or_else(|| tier.map(|tier| edited.get(tier.as_str()).copied().unwrap_or_else(|| default_days(tier))))
        .filter(|days| *days > 0)
}

/// The day on which somebody is due: the day of the last touch plus the interval, days off not counted. Whoever was never
/// touched is due at once.
#[must_use]
pub fn due_on(last_touch: Option<Day>, interval_days: i64, today: Day, off: &DaysOff) -> Day {
    last_touch.map_or(today, |last| off.shift(last, later(last, interval_days)))
}

/// Days that do not count: absences and holidays, in order and apart from each other.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct DaysOff(Vec<(Day, Day)>);

impl DaysOff {
    /// The days on which a practice is away or has a holiday.
    #[must_use]
    pub fn of(practice: &Practice) -> Self {
        let holidays = practice.holiday.keys().map(|day| (*day, *day));
        let away = practice.away.iter().map(|(from, until)| (*from, *until)).filter(|(from, until)| from <= until);
        Self::joined(holidays.chain(away).collect())
    }

    /// These days and others.
    #[must_use]
    pub fn and(&self, others: impl IntoIterator<Item = (Day, Day)>) -> Self {
        Self::joined(self.0.iter().copied().chain(others.into_iter().filter(|(from, until)| from <= until)).collect())
    }

    fn joined(mut ranges: Vec<(Day, Day)>) -> Self {
        ranges.sort_unstable();
        ranges.dedup_by(|next, kept| {
            let joins = next.0 <= later(kept.1, 1);
            if joins {
                kept.1 = kept.1.max(next.1);
            }
            joins
        });
        Self(ranges)
    }

    /// Whether a day is one of them.
    #[must_use]
    pub fn contains(&self, day: Day) -> bool {
        self.0.iter().any(|(from, until)| (*from..=*until).contains(&day))
    }

    /// A due day put later by each day off after `last` and until it.
    fn shift(&self, last: Day, due: Day) -> Day {
        let mut due = due;
        for (from, until) in self.0.iter().filter(|(_, until)| *until > last) {
            let from = (*from).max(later(last, 1));
            if from > due {
                break;
            }
            due = later(due, (*until - from).num_days() + 1);
        }
        due
    }
}

/// The first instant after a day in a zone.
#[must_use]
pub fn end_of(day: Day, zone: Tz) -> Instant {
    start_of(later(day, 1), zone)
}

/// The first instant of a day in a zone.
#[must_use]
pub fn start_of(day: Day, zone: Tz) -> Instant {
    let midnight = day.and_time(NaiveTime::MIN);
    // Where clocks are put forward at midnight, the day begins an hour later.
    let begins = (0..=3)
        .find_map(|hour| midnight.checked_add_signed(TimeDelta::hours(hour))?.and_local_timezone(zone).earliest());
    begins.map_or_else(|| midnight.and_utc().into(), |time| time.to_utc().into())
}

fn later(day: Day, days: i64) -> Day {
    day.checked_add_days(Days::new(u64::try_from(days).unwrap_or(0))).unwrap_or(Day::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Day {
        text.parse().unwrap()
    }

    #[test]
    fn the_contacts_own_interval_comes_before_the_practices_and_that_before_the_default() {
        let edited = BTreeMap::from([("a".to_owned(), 14)]);
        assert_eq!(interval_days(Some(10), Some(&Tier::A), &edited), Some(10));
        assert_eq!(interval_days(None, Some(&Tier::A), &edited), Some(14));
        assert_eq!(interval_days(None, Some(&Tier::B), &edited), Some(61));
        assert_eq!(interval_days(None, None, &edited), None);
    }

    fn away(ranges: &[(&str, &str)]) -> DaysOff {
        let away = ranges.iter().map(|(from, until)| (day(from), day(until))).collect();
        DaysOff::of(&Practice { away, ..Practice::default() })
    }

    #[test]
    fn due_is_the_last_touch_and_the_interval() {
        let never = DaysOff::default();
        assert_eq!(due_on(Some(day("2026-02-08")), 21, day("2026-11-22"), &never), day("2026-03-01"));
        assert_eq!(due_on(None, 21, day("2026-11-22"), &never), day("2026-11-22"));
        assert_eq!(due_on(Some(day("2026-02-08")), i64::MAX, day("2026-11-22"), &never), Day::MAX);
    }

    #[test]
    fn days_away_do_not_count() {
        let off = away(&[("2026-12-20", "2026-12-31"), ("2026-12-30", "2027-01-02")]);
        let due = |last| due_on(Some(day(last)), 10, day("2027-01-20"), &off).to_string();
        assert_eq!(due("2026-12-01"), "2026-12-11", "over before it began");
        assert_eq!(due("2026-12-15"), "2027-01-08", "fourteen days later");
        assert_eq!(due("2026-12-25"), "2027-01-12", "touched while away");
        assert_eq!(due("2027-01-03"), "2027-01-13", "afterwards");
    }

    #[test]
    fn a_holiday_is_a_day_off() {
        let holiday = BTreeMap::from([(day("2026-12-25"), "Christmas".to_owned())]);
        let off = DaysOff::of(&Practice { holiday, ..Practice::default() });
        assert!(off.contains(day("2026-12-25")) && !off.contains(day("2026-12-24")));
        assert_eq!(due_on(Some(day("2026-12-20")), 5, day("2026-12-25"), &off), day("2026-12-26"));
    }

    #[test]
    fn an_absence_that_ends_before_it_begins_is_none() {
        assert_eq!(away(&[("2026-12-31", "2026-12-20")]), DaysOff::default());
    }

    #[test]
    fn a_day_ends_where_the_zone_says() {
        let end = |day_text, zone: Tz| end_of(day(day_text), zone).utc().to_rfc3339();
        assert_eq!(end("2026-11-22", Tz::America__New_York), "2026-11-23T05:00:00+00:00");
        assert_eq!(end("2026-11-22", Tz::UTC), "2026-11-23T00:00:00+00:00");
        assert_eq!(end("2018-11-03", Tz::America__Sao_Paulo), "2018-11-04T03:00:00+00:00", "no midnight on that day");
    }
}
