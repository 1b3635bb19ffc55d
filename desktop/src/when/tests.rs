use proptest::prelude::*;

use super::*;

/// Sunday, 22 November 2026, 14:05 in New York.
fn clock(region: &str) -> Clock {
    Clock::new(instant("2026-11-22T14:05:00-05:00"), chrono_tz::America::New_York, region)
}

fn instant(text: &str) -> Instant {
    DateTime::parse_from_rfc3339(text).unwrap().to_utc().into()
}

fn day(text: &str) -> Day {
    text.parse().unwrap()
}

#[test]
fn a_day_is_read_as_people_say_it() {
    for (typed, expected) in [
        ("in 2 weeks", "2026-12-06"),
        ("2 weeks", "2026-12-06"),
        ("1 week", "2026-11-29"),
        ("a week", "2026-11-29"),
        ("in a fortnight", "2026-12-06"),
        ("in two days", "2026-11-24"),
        ("next month", "2026-12-22"),
        ("next week", "2026-11-29"),
        ("Tuesday", "2026-11-24"),
        ("on tuesday", "2026-11-24"),
        ("tomorrow", "2026-11-23"),
        ("today", "2026-11-22"),
        ("2026-12-01", "2026-12-01"),
        ("by 1 December", "2026-12-01"),
        ("December 1, 2026", "2026-12-01"),
        ("in 3 months", "2027-02-22"),
    ] {
        assert_eq!(clock("").day(typed).ok(), Some(day(expected)), "{typed}");
    }
}

#[test]
fn a_moment_is_read_as_people_say_it() {
    for (typed, expected) in [
        ("yesterday 14:05", "2026-11-21T14:05:00-05:00"),
        ("yesterday at 9am", "2026-11-21T09:00:00-05:00"),
        ("yesterday at noon", "2026-11-21T12:00:00-05:00"),
        ("13:30", "2026-11-22T13:30:00-05:00"),
        ("2 hours ago", "2026-11-22T12:05:00-05:00"),
        ("2026-11-20 08:15", "2026-11-20T08:15:00-05:00"),
        ("2026-11-20T08:15:00Z", "2026-11-20T08:15:00Z"),
        ("Friday 10:00", "2026-11-20T10:00:00-05:00"),
        ("last friday 10:00", "2026-11-20T10:00:00-05:00"),
    ] {
        assert_eq!(clock("").moment(typed, Way::Back).ok(), Some(instant(expected)), "{typed}");
    }
    assert_eq!(clock("").moment("Friday 10:00", Way::Forth).ok(), Some(instant("2026-11-27T10:00:00-05:00")));
}

#[test]
fn a_next_step_has_a_day_or_none() {
    let step = |typed| clock("").step(typed).unwrap();
    assert_eq!(step("in 2 weeks: bring brochures"), (Some(day("2026-12-06")), "bring brochures".to_owned()));
    assert_eq!(step("bring brochures"), (None, "bring brochures".to_owned()));
    assert_eq!(step("in 2 weeks"), (Some(day("2026-12-06")), String::new()));
    assert_eq!(step("tomorrow 14:05: call back"), (Some(day("2026-11-23")), "call back".to_owned()));
    assert_eq!(step("ask Ana: who refers?"), (None, "ask Ana: who refers?".to_owned()));
    assert!(clock("").step("in 2 ages: bring brochures").is_err());
}

#[test]
fn a_date_that_may_be_read_in_two_ways_is_asked_about_until_the_region_is_known() {
    assert!(clock("").day("1/12/2026").is_err());
    assert_eq!(clock("US").day("1/12/2026").ok(), Some(day("2026-01-12")));
    assert_eq!(clock("GB").day("1/12/2026").ok(), Some(day("2026-12-01")));
}

#[test]
fn what_is_no_day_is_refused_with_examples() {
    for typed in ["", "soon", "4711", "in", "2026-13-45", "🦀", "next", "99999999999 weeks"] {
        let message = clock("").day(typed).unwrap_err().to_string();
        assert!(message.contains("in 2 weeks"), "{typed}: {message}");
    }
}

#[test]
fn a_slip_of_the_finger_is_asked_about_and_never_guessed() {
    for typed in ["in -1 weeks", "-1 weeks", "2 weeeks", "in 2 weeeks", "in 2 ages", "3 mnths", "in +2 days", "2 dyas"]
    {
        for refused in [clock("").day(typed).map(drop), clock("").step(typed).map(drop)] {
            let message = refused.unwrap_err().to_string();
            assert!(message.contains("in 2 weeks"), "{typed}: {message}");
        }
        assert!(clock("").step(&format!("{typed}: bring brochures")).is_err(), "{typed}");
    }
    for typed in ["2 brochures", "3 cards and a call", "next steps for Ana", "call back in May"] {
        assert_eq!(clock("").step(typed).unwrap(), (None, typed.to_owned()));
    }
    for typed in ["dec 1", "1 Dec 2026", "tues", "Thurs 10:00", "in 10 mins", "9am", "2 hours ago"] {
        assert!(clock("").moment(typed, Way::Forth).is_ok(), "{typed}");
    }
}

#[test]
fn a_year_that_no_practice_means_is_refused_and_one_that_came_from_elsewhere_is_shown_as_it_is() {
    for typed in ["9999-01-01", "1 January 1812", "2026-12-01 9999"] {
        assert!(clock("").day(typed).is_err(), "{typed}");
    }
    assert!(clock("").day("9999-01-01").unwrap_err().to_string().contains("1900 to 2200"));
    assert!(clock("").moment("9999-01-01T00:00:00Z", Way::Forth).is_err());
    assert!(clock("").say(instant("9999-06-01T12:00:00Z")).starts_with("1 Jun 9999 0"));
    assert_eq!(clock("").say_day(day("9999-06-01")), "1 Jun 9999");
}

#[test]
fn a_time_that_the_clocks_skip_is_refused_rather_than_moved() {
    let spring = Clock::new(instant("2026-03-07T12:00:00-05:00"), chrono_tz::America::New_York, "US");
    assert!(spring.moment("2026-03-08 02:30", Way::Back).is_err());
}

#[test]
fn days_and_times_are_said_as_people_say_them() {
    let clock = clock("GB");
    for (said, expected) in [
        (clock.say_day(day("2026-11-22")), "today"),
        (clock.say_day(day("2026-12-06")), "in 2 weeks (6 Dec)"),
        (clock.say_day(day("2026-11-19")), "3 days ago (19 Nov)"),
        (clock.say_day(day("2025-07-12")), "12 Jul 2025"),
        (clock.say(instant("2026-11-21T14:05:00-05:00")), "yesterday 14:05"),
        (clock.say(instant("2026-11-17T09:00:00-05:00")), "Tue 09:00"),
        (clock.ago(instant("2026-11-22T13:53:00-05:00")), "12 minutes ago"),
        (clock.ago(instant("2026-07-20T13:53:00-04:00")), "4 months ago"),
        (clock.say_today(), "Sunday 22 November"),
    ] {
        assert_eq!(said, expected);
    }
}

proptest! {
    #[test]
    fn nothing_that_is_typed_brings_it_down(typed in "[a-z0-9 :/.,+-]{0,24}|.{0,12}|(in|next|last) [0-9]{1,12} (days|months|years)") {
        let clock = clock("US");
        let _ = (clock.day(&typed), clock.moment(&typed, Way::Back), clock.step(&typed));
    }

    #[test]
    fn any_moment_can_be_said(millis in any::<i64>()) {
        let clock = clock("GB");
        let _ = (clock.say(Instant(millis)), clock.column(Instant(millis)));
        let _ = clock.say_day(Instant(millis / 64).day_in(chrono_tz::UTC));
        let _ = clock.ago(Instant(millis));
    }
}
