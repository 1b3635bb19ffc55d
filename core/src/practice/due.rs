//! When somebody is due: the last qualifying touch and the interval of the person, else of the tier.

use std::collections::BTreeMap;

use chrono::Days;

use crate::model::{Day, Tier};

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

/// The day on which somebody is due: the day of the last touch plus the interval. Whoever was never touched is due at once.
#[must_use]
pub fn due_on(last_touch: Option<Day>, interval_days: i64, today: Day) -> Day {
    let interval = Days::new(u64::try_from(interval_days).unwrap_or(0));
    last_touch.map_or(today, |day| day.checked_add_days(interval).unwrap_or(Day::MAX))
}

/// Whether the practice is away on a day, by its list of absences (from a day until, and with, another).
#[must_use]
pub fn is_away(away: &BTreeMap<Day, Day>, day: Day) -> bool {
    away.range(..=day).any(|(_, until)| *until >= day)
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

    #[test]
    fn due_is_the_last_touch_and_the_interval() {
        assert_eq!(due_on(Some(day("2026-02-08")), 21, day("2026-11-22")), day("2026-03-01"));
        assert_eq!(due_on(None, 21, day("2026-11-22")), day("2026-11-22"));
    }

    #[test]
    fn away_is_with_its_last_day() {
        let away = BTreeMap::from([(day("2026-12-20"), day("2026-12-31")), (day("2026-07-01"), day("2026-07-03"))]);
        let on = |text| is_away(&away, day(text));
        assert_eq!(
            (on("2026-12-19"), on("2026-12-20"), on("2026-12-31"), on("2027-01-01")),
            (false, true, true, false)
        );
    }
}
