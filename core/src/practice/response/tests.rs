//! A practice in New York that is open on working days, and a Friday afternoon.

use proptest::prelude::*;

use super::*;
use crate::practice::sample::{NOW, inbound};

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

proptest! {
    #[test]
    fn answers_are_bounded_and_know_no_order(
        all in prop::collection::vec((0_i64..400, prop::option::of(0_i64..20_000), prop::option::of(0_i64..200)), 0..40),
    ) {
        let hour = 3_600_000;
        let referral = |(days, minutes, thanked): &(i64, Option<i64>, Option<i64>)| {
            let mut referral = inbound(1, *days);
            referral.answered = minutes.map(|minutes| Instant(referral.received.0 + minutes * 60_000)).filter(|at| *at <= NOW);
            referral.thanked = thanked.map(|hours| Instant(referral.received.0 + hours * hour)).filter(|at| *at <= NOW);
            referral
        };
        let mut all: Vec<ReferralFact> = all.iter().map(referral).collect();
        let (hours, now) = (hours(&[]), NOW);
        let (told, thanks) = (Response::of(&all, &hours, now), Thanks::of(&all, 48.0, now));
        all.reverse();
        prop_assert_eq!(&Response::of(&all, &hours, now), &told);
        prop_assert_eq!(&Thanks::of(&all, 48.0, now), &thanks);
        let answered = all.iter().filter(|one| one.answered.is_some()).count() as u64;
        prop_assert_eq!(told.open + answered, all.len() as u64);
        prop_assert!(told.within_an_hour.hits <= told.within_an_hour.n && told.within_an_hour.n <= all.len() as u64);
        prop_assert!(told.median_min.is_none_or(|median| median >= 0));
        prop_assert!(told.p90_min.is_none() || told.median_min <= told.p90_min);
        prop_assert!(thanks.in_time.hits <= thanks.ever.hits && thanks.ever.hits <= thanks.ever.n);
        prop_assert!(thanks.owed <= all.len() as u64);
        // Whoever is answered later was not answered sooner.
        for one in &mut all {
            one.answered = one.answered.map(|at| Instant(at.0 + 30 * 60_000));
        }
        let later = Response::of(&all, &hours, now);
        prop_assert!(told.median_min.is_none_or(|median| later.median_min.is_none_or(|after| median <= after)));
    }
}
