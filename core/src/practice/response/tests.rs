//! A practice in New York that is open on working days, and a Friday afternoon.

use super::*;
use crate::practice::sample::inbound;

fn at(text: &str) -> Instant {
    chrono::DateTime::parse_from_rfc3339(text).map(|time| time.to_utc().into()).unwrap_or_default()
}

fn hours(said: &[(&str, &str)]) -> Hours {
    let hours = said.iter().map(|(weekday, hours)| ((*weekday).to_owned(), (*hours).to_owned())).collect();
    Hours::of(&Practice { hours, ..Practice::default() }, Tz::America__New_York)
}

fn answered(received: &str, answered: Option<&str>) -> ReferralFact {
    ReferralFact { received: at(received), answered: answered.map(at), ..inbound(1, 0) }
}

#[test]
fn over_a_weekend_by_hand() {
    // Friday 16:30 until five is 30 minutes; Monday from nine until 9:45 is 45.
    let usual = hours(&[]);
    assert_eq!(usual.minutes(at("2026-11-20T16:30:00-05:00"), at("2026-11-23T09:45:00-05:00")), 75);
    assert_eq!(usual.minutes(at("2026-11-21T10:00:00-05:00"), at("2026-11-22T10:00:00-05:00")), 0, "a weekend");
    assert_eq!(usual.minutes(at("2026-11-23T10:00:00-05:00"), at("2026-11-20T10:00:00-05:00")), 0, "never less");
}

#[test]
fn a_lunch_hour_and_a_saturday_are_as_the_practice_says() {
    let own = hours(&[("sat", "09:00-12:00, 13:00-14:00"), ("mon", "nonsense")]);
    assert!(own.known);
    assert_eq!(own.minutes(at("2026-11-21T11:00:00-05:00"), at("2026-11-23T13:00:00-05:00")), 120);
}

#[test]
fn a_day_on_which_clocks_change_is_as_long_as_it_is() {
    // On the 8th of March 2026 clocks in New York go from two to three: from midnight to noon it is eleven hours.
    let sunday = hours(&[("sun", "00:00-12:00")]);
    assert_eq!(sunday.minutes(at("2026-03-08T00:00:00-05:00"), at("2026-03-08T23:00:00-04:00")), 11 * 60);
}

#[test]
fn answers_by_hand() {
    // Answered after 10, 30 and 120 minutes of business, one open since 420, one open since 20 (not counted for the hour).
    let now = at("2026-11-23T16:00:00-05:00");
    let all = [
        answered("2026-11-23T10:00:00-05:00", Some("2026-11-23T10:10:00-05:00")),
        answered("2026-11-23T10:00:00-05:00", Some("2026-11-23T10:30:00-05:00")),
        answered("2026-11-23T10:00:00-05:00", Some("2026-11-23T12:00:00-05:00")),
        answered("2026-11-23T09:00:00-05:00", None),
        answered("2026-11-23T15:40:00-05:00", None),
    ];
    let found = Response::of(&all, &hours(&[]), now);
    // S(10) = 4/5; the one open since 20 leaves; S(30) = 4/5 · 2/3 = 0.533; S(120) = 0.533 · 1/2 = 0.267: the median is 120.
    assert_eq!((found.median_min, found.p90_min, found.open), (Some(120), None, 2));
    assert_eq!((found.within_an_hour.hits, found.within_an_hour.n), (2, 4));
}

#[test]
fn thanks_by_hand() {
    let now = at("2026-11-23T16:00:00-05:00");
    let thanked = |received: &str, thanked: Option<&str>| ReferralFact {
        received: at(received),
        thanked: thanked.map(at),
        ..inbound(1, 0)
    };
    let all = [
        thanked("2026-11-10T10:00:00Z", Some("2026-11-12T10:00:00Z")),
        thanked("2026-11-10T10:00:00Z", Some("2026-11-12T10:00:01Z")),
        thanked("2026-11-10T10:00:00Z", None),
        thanked("2026-11-23T10:00:00Z", None),
    ];
    let found = Thanks::of(&all, 48.0, now);
    assert_eq!((found.in_time.hits, found.ever.hits, found.n(), found.owed), (1, 2, 3, 2), "the newest has time yet");
}
