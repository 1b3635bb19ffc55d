//! Days on which a gift is welcome: off-season ones first, when nobody else brings something. They recur every year.

use chrono::{Datelike as _, Days, NaiveDate, Weekday};

use crate::model::{
    Day, Playbook, RecordId,
    view::{Occasion, Season},
};

/// A shipped occasion.
struct Yearly {
    key: &'static str,
    on: On,
    season: Season,
    /// The countries (ISO 3166) that keep it; none: any.
    regions: &'static [&'static str],
    gifts: &'static [&'static str],
}

/// When a day is in a year.
#[derive(Clone, Copy)]
enum On {
    /// Month and day.
    Date(u32, u32),
    /// The nth such weekday of a month.
    Nth(u8, Weekday, u32),
    /// This weekday of the last week of a month that lies wholly in it, Sunday to Saturday.
    LastFullWeek(Weekday, u32),
}

const fn yearly(
    key: &'static str,
    on: On,
    season: Season,
    regions: &'static [&'static str],
    gifts: &'static [&'static str],
) -> Yearly {
    Yearly { key, on, season, regions, gifts }
}

const YEARLY: &[Yearly] = &[
    yearly("new_year", On::Date(1, 4), Season::Off, &[], &["calendar", "tea"]),
    yearly("groundhog_day", On::Date(2, 2), Season::Off, &["US", "CA"], &["soup", "popcorn"]),
    yearly("valentines_day", On::Date(2, 14), Season::High, &[], &["chocolate", "card_for_all"]),
    yearly("pi_day", On::Date(3, 14), Season::Off, &[], &["pie", "cookies"]),
    yearly("spring", On::Date(3, 20), Season::Off, &[], &["seeds", "flowers"]),
    yearly("doctors_day", On::Date(3, 30), Season::Theirs, &["US"], &["coffee", "card_for_all"]),
    yearly(
        "front_desk_day",
        On::LastFullWeek(Weekday::Wed, 4),
        Season::Theirs,
        &["US", "CA"],
        &["breakfast", "hand_cream", "card_for_all"],
    ),
    yearly("nurses_day", On::Date(5, 12), Season::Theirs, &[], &["fruit", "tea", "card_for_all"]),
    yearly("midsummer", On::Date(6, 21), Season::Off, &[], &["ice_pops", "lemonade"]),
    yearly("canada_day", On::Date(7, 1), Season::Off, &["CA"], &["ice_pops", "cookies"]),
    yearly("independence_day", On::Date(7, 3), Season::Off, &["US"], &["cookies", "lemonade", "ice_pops"]),
    yearly("back_to_school", On::Date(9, 1), Season::Off, &[], &["pens", "fruit"]),
    yearly("autumn", On::Date(9, 22), Season::Off, &[], &["pumpkin_bread", "plant"]),
    yearly("teachers_day", On::Date(10, 5), Season::Theirs, &[], &["coffee", "pens"]),
    yearly("halloween", On::Date(10, 31), Season::High, &["US", "CA", "GB", "IE"], &["pumpkin_bread", "popcorn"]),
    yearly("thanksgiving", On::Nth(4, Weekday::Thu, 11), Season::High, &["US"], &["pie", "pumpkin_bread"]),
    yearly("holidays", On::Date(12, 15), Season::High, &[], &["cookies", "chocolate", "puzzle"]),
];

/// The occasions from a day on and for so many days, the next first: the shipped ones of a region (all, if it is not known), and
/// the user's own yearly playbooks.
#[must_use]
pub fn coming(from: Day, days: u64, region: &str, own: &[(RecordId, Playbook)]) -> Vec<Occasion> {
    let until = from.checked_add_days(Days::new(days)).unwrap_or(Day::MAX);
    let shipped = YEARLY.iter().filter(|one| {
        one.regions.is_empty()
            || region.is_empty()
            || one.regions.iter().any(|known| known.eq_ignore_ascii_case(region))
    });
    let shipped = shipped.filter_map(|one| {
        let day = next(from, |year| one.on.in_year(year))?;
        let gifts = one.gifts.iter().map(|gift| (*gift).to_owned()).collect();
        Some(Occasion { key: one.key.to_owned(), name: String::new(), day, season: one.season, gifts })
    });
    let own = own.iter().filter(|(_, playbook)| !playbook.paused).filter_map(|(id, playbook)| {
        let day = next(from, |year| same_day(playbook.yearly?, year))?;
        let gifts = playbook.step.0.values().map(|step| step.item.clone()).filter(|item| !item.is_empty()).collect();
        Some(Occasion { key: id.to_string(), name: playbook.name.clone(), day, season: Season::Own, gifts })
    });
    let mut found: Vec<Occasion> = shipped.chain(own).filter(|occasion| occasion.day <= until).collect();
    found.sort_by(|one, other| (one.day, one.season, &one.key).cmp(&(other.day, other.season, &other.key)));
    found
}

/// The same day of another year; of 29 February in a year without one, the 28th.
#[must_use]
pub fn same_day(day: Day, year: i32) -> Option<Day> {
    day.with_year(year).or_else(|| NaiveDate::from_ymd_opt(year, day.month(), 28))
}

/// How many days apart two days are in the round of the year, whichever years they are in: at most half a year.
#[must_use]
pub fn apart(one: Day, other: Day) -> u64 {
    let years = [other.year().checked_sub(1), Some(other.year()), other.year().checked_add(1)];
    let near = years.into_iter().flatten().filter_map(|year| same_day(one, year));
    near.map(|day| (day - other).num_days().unsigned_abs()).min().unwrap_or(u64::MAX)
}

/// The first day of a yearly one that is not over.
fn next(from: Day, in_year: impl Fn(i32) -> Option<Day>) -> Option<Day> {
    [from.year(), from.year().checked_add(1)?].into_iter().filter_map(in_year).find(|day| *day >= from)
}

impl On {
    fn in_year(self, year: i32) -> Option<Day> {
        match self {
            Self::Date(month, day) => NaiveDate::from_ymd_opt(year, month, day),
            Self::Nth(nth, weekday, month) => NaiveDate::from_weekday_of_month_opt(year, month, weekday, nth),
            Self::LastFullWeek(weekday, month) => {
                let last = NaiveDate::from_ymd_opt(year, month + 1, 1)?.pred_opt()?;
                let saturday =
                    last.checked_sub_days(Days::new(u64::from((last.weekday().num_days_from_sunday() + 1) % 7)))?;
                saturday.checked_sub_days(Days::new(u64::from(6 - weekday.num_days_from_sunday())))
            }
        }
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test fails by panicking")]
mod tests {
    use super::*;
    use crate::practice::library;

    fn day(text: &str) -> Day {
        text.parse().unwrap()
    }

    fn of(from: &str, region: &str) -> Vec<(String, String)> {
        let found = coming(day(from), 365, region, &[]);
        found.into_iter().map(|one| (one.key, one.day.to_string())).collect()
    }

    #[test]
    fn days_that_move_are_where_the_calendar_has_them() {
        let us = of("2026-01-01", "US");
        for (key, on) in
            [("front_desk_day", "2026-04-22"), ("thanksgiving", "2026-11-26"), ("independence_day", "2026-07-03")]
        {
            assert!(us.contains(&(key.to_owned(), on.to_owned())), "{key} {us:?}");
        }
        // April 2022 ends on a Saturday, April 2023 on a Sunday.
        assert!(of("2022-01-01", "us").contains(&("front_desk_day".into(), "2022-04-27".into())));
        assert!(of("2023-01-01", "us").contains(&("front_desk_day".into(), "2023-04-26".into())));
    }

    #[test]
    fn a_country_has_its_own_days() {
        let keys = |region| of("2026-01-01", region).into_iter().map(|(key, _)| key).collect::<Vec<_>>();
        assert!(!keys("GB").contains(&"independence_day".to_owned()));
        assert!(keys("GB").contains(&"midsummer".to_owned()));
        assert!(keys("").len() >= keys("US").len());
    }

    #[test]
    fn what_is_over_comes_again_next_year() {
        assert!(of("2026-11-22", "US").contains(&("independence_day".into(), "2027-07-03".into())));
    }

    #[test]
    fn a_yearly_playbook_is_an_occasion_of_ones_own() {
        let mut playbook =
            Playbook { name: "Anniversary".into(), yearly: Some(day("2024-02-29")), ..Playbook::default() };
        let id = RecordId([7; 16]);
        let found = coming(day("2027-01-01"), 365, "GB", &[(id, playbook.clone())]);
        let own = found.iter().find(|one| one.season == Season::Own).unwrap();
        assert_eq!((own.name.as_str(), own.day.to_string().as_str()), ("Anniversary", "2027-02-28"));
        playbook.paused = true;
        assert!(coming(day("2027-01-01"), 365, "GB", &[(id, playbook)]).iter().all(|one| one.season != Season::Own));
    }

    #[test]
    fn the_turn_of_the_year_keeps_nobody_apart() {
        assert_eq!(apart(day("2024-12-30"), day("2026-01-02")), 3);
        assert_eq!(apart(day("2025-07-04"), day("2026-07-01")), 3);
    }

    #[test]
    fn every_gift_of_an_occasion_is_shipped() {
        for gift in YEARLY.iter().flat_map(|one| one.gifts) {
            assert!(library::shipped(gift).is_some(), "{gift}");
        }
    }
}
