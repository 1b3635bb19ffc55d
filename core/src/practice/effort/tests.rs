//! Weeks, promises and cookies, counted by hand. The day is Sunday, the 22nd of November 2026.

use super::*;
use crate::{
    model::{Practice, PromiseKind},
    practice::sample::{NOW, days_ago, id, met, touch},
};

fn day(text: &str) -> Day {
    text.parse().unwrap_or_default()
}

fn utc(at: Instant) -> Day {
    at.utc().date_naive()
}

#[test]
fn a_visit_to_two_people_is_one_thing_done() {
    let mut both = [met(1, 3), met(2, 3), met(1, 9)];
    both[1].key = both[0].key;
    let found = calendar(&both, utc);
    assert_eq!(found, [Active { day: day("2026-11-13"), touches: 1 }, Active { day: day("2026-11-19"), touches: 1 }]);
    let mut twice = both.to_vec();
    twice.extend(both);
    assert_eq!(calendar(&twice, utc), found, "delivered twice, it is done once");
}

#[test]
fn weeks_by_hand() {
    // Weeks of the 2nd (two), the 9th (none, away), the 16th (this one: one).
    let active =
        ["2026-10-27", "2026-11-03", "2026-11-05", "2026-11-17"].map(|text| Active { day: day(text), touches: 1 });
    let away = [(day("2026-11-09"), day("2026-11-15"))].into();
    let off = DaysOff::of(&Practice { away, ..Practice::default() });
    let found = Weekly::of(&active, 2, day("2026-10-28"), utc(NOW), &off, "GB");
    assert_eq!((found.reached.hits, found.reached.n, found.streak, found.this_week), (1, 1, 1, 1));
    let open = Weekly::of(&active, 2, day("2026-10-26"), utc(NOW), &DaysOff::default(), "GB");
    assert_eq!((open.reached.hits, open.reached.n, open.streak), (1, 3, 0));
}

#[test]
fn the_week_begins_as_the_region_has_it() {
    // Today is a Sunday: in the US its week has just begun.
    let active = [Active { day: day("2026-11-17"), touches: 2 }, Active { day: day("2026-11-22"), touches: 1 }];
    let found = |region| Weekly::of(&active, 2, day("2026-11-15"), utc(NOW), &DaysOff::default(), region);
    assert_eq!((found("GB").this_week, found("GB").reached.n), (3, 0));
    assert_eq!((found("us").this_week, found("us").reached.hits, found("us").reached.n), (1, 1, 1));
}

#[test]
fn promises_by_hand() {
    let promise = |due: &str, state: PromiseState, done: Option<i64>| PromiseFact {
        id: id(1),
        kind: PromiseKind::FollowUp,
        owes: Owes::Us,
        to: None,
        state,
        due: due.parse().ok(),
        done_at: done.map(days_ago),
    };
    let all = [
        promise("2026-11-20", PromiseState::Done, Some(2)),
        promise("2026-11-20", PromiseState::Done, Some(1)),
        promise("2026-11-20", PromiseState::Done, None),
        promise("2026-11-20", PromiseState::Open, None),
        promise("2026-11-20", PromiseState::Dropped, None),
        promise("2026-11-22", PromiseState::Open, None),
        promise("2025-01-01", PromiseState::Open, None),
        PromiseFact { owes: Owes::Them, ..promise("2026-11-20", PromiseState::Open, None) },
    ];
    let found = Kept::of(&all, day("2025-11-23"), utc(NOW), utc);
    assert_eq!((found.kept.hits, found.kept.n, found.overdue, found.let_go), (3, 5, 1, 1));
    assert_eq!((found.in_time.hits, found.in_time.n), (1, 2), "the third's day is not known");
}

#[test]
fn a_streak_ends_at_the_last_visit_without_cookies() {
    let visits = [touch(1, 40, &[]), touch(2, 30, &[]), touch(1, 20, &[]), touch(1, 10, &[])];
    let with = |days: &[i64]| Signature::of(&visits, &days.iter().map(|days| 10_000 - days).collect());
    let found = with(&[40, 20, 10]);
    assert_eq!((found.streak, found.brought.hits, found.brought.n), (2, 3, 4));
    assert_eq!(with(&[40, 30, 20]).streak, 0);
}
