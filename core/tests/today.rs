//! What to do now.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod common;

use common::{Device, instant, phone};
use rapport_core::{
    Command,
    command::{NewVisit, ReferralStep},
    model::{Direction, Met, Outcome, RecordId, Tier, Touchpoint, TouchpointKind, TouchpointState, view::Today},
};

fn losing(today: &Today) -> Vec<&str> {
    today.losing_touch.iter().map(|due| due.who.name.as_str()).collect()
}

/// Logs a touchpoint with somebody, some days ago.
fn touch(book: &Device, who: RecordId, days_ago: i64, kind: TouchpointKind, outcome: Option<Outcome>) -> RecordId {
    let at = rapport_core::model::Instant(instant("2026-11-22T14:00:00Z").0 - days_ago * 86_400_000);
    let met = [Met::Contact(who)].into();
    common::first(&book.run(Command::LogVisit(NewVisit { met, kind, outcome, at: Some(at), ..NewVisit::default() })))
}

#[test]
fn an_empty_book_has_an_empty_day() {
    let today = phone().today().unwrap();
    assert_eq!(today, Today { day: "2026-11-22".parse().unwrap(), ..Today::default() });
}

#[test]
fn the_day_is_the_practices_wherever_the_device_is() {
    let book = phone();
    book.world.set("2026-11-23T03:00:00Z");
    assert_eq!(book.today().unwrap().day.to_string(), "2026-11-22", "ten in the evening in New York");
    book.world.travel(chrono_tz::Tz::Asia__Tokyo);
    assert_eq!(book.today().unwrap().day.to_string(), "2026-11-22");
    book.edit(book.practice().unwrap().id, "zone", "Europe/Vienna");
    assert_eq!(book.today().unwrap().day.to_string(), "2026-11-23");
}

#[test]
fn promises_stand_there_from_the_day_they_are_due_until_they_are_kept() {
    let book = phone();
    let oak = book.place("Oak Street");
    let due = book.promise("bring brochures", oak, "2026-11-22");
    book.promise("call in spring", oak, "2027-04-01");
    let today = book.today().unwrap();
    let [line] = &today.promises[..] else { panic!("{today:?}") };
    assert_eq!((line.id, line.text.as_str()), (due, "bring brochures"));
    assert_eq!(line.to.as_ref().unwrap().name, "Oak Street");
    book.run(Command::Snooze { id: due, until: "2026-11-24".parse().unwrap() });
    assert!(book.today().unwrap().promises.is_empty());
    book.world.pass_days(2);
    assert_eq!(book.today().unwrap().promises.len(), 1, "on the day it was put off to, it is back");
    book.run(Command::KeepPromise { id: due, by: None });
    assert!(book.today().unwrap().promises.is_empty());
}

#[test]
fn thanks_are_put_off_without_quieting_the_answer_and_the_other_way_round() {
    let book = phone();
    let lee = book.person("Dr Lee", None);
    let referral = book.referral(Direction::In, lee);
    let until = "2026-11-24".parse().unwrap();
    let lines = || {
        let today = book.today().unwrap();
        (today.unanswered.len(), today.thanks_owed.len())
    };
    book.run(Command::SnoozeThanks { id: referral, until });
    assert_eq!(lines(), (1, 0), "the clock runs on");
    assert_eq!(book.undo().unwrap().unwrap().command, "snooze_thanks");
    book.run(Command::Snooze { id: referral, until });
    assert_eq!(lines(), (0, 1));
    book.run(Command::SnoozeThanks { id: referral, until });
    assert_eq!(lines(), (0, 0));
    book.world.pass_days(2);
    assert_eq!(lines(), (1, 1), "both are back on the day they were put off to");
    assert!(book.book.run(Command::SnoozeThanks { id: lee, until }).is_err(), "nobody is thanked for a person");
    book.is_sound();
}

#[test]
fn at_the_gate_only_its_keeper_and_the_place_were_reached() {
    let book = phone();
    let oak = book.place("Oak Street");
    book.edit(oak, "tier", "a");
    let ana = book.person("Ana Ruiz", Some(oak));
    book.edit(ana, "tier", "a");
    let lee = book.kept("Dr Lee", Tier::A);
    book.edit(lee, &format!("at:{oak}:provider"), "yes");
    assert_eq!(losing(&book.today().unwrap()).len(), 3);
    let met = [Met::Contact(ana), Met::Contact(lee)].into();
    let outcome = Some(Outcome::GatekeeperOnly);
    book.run(Command::LogVisit(NewVisit { place: Some(oak), met, outcome, ..NewVisit::default() }));
    assert_eq!(losing(&book.today().unwrap()), ["Dr Lee"]);
    assert_eq!(book.page(lee).unwrap().last_touch, None);
    assert!(book.page(ana).unwrap().last_touch.is_some() && book.page(oak).unwrap().last_touch.is_some());
    book.is_sound();
    // Whoever turns out to keep the gate was met there after all; nothing is logged anew.
    book.edit(lee, &format!("at:{oak}:provider"), "");
    book.edit(lee, &format!("at:{oak}:nurse"), "yes");
    assert!(losing(&book.today().unwrap()).is_empty());
    assert_eq!(book.undo().unwrap().unwrap().command, "edit");
    book.undo().unwrap();
    // And a visit that met the physician counts, until it is taken back.
    book.world.pass_days(1);
    book.visit(oak, &[lee]);
    assert!(losing(&book.today().unwrap()).is_empty());
    book.undo().unwrap();
    assert_eq!(losing(&book.today().unwrap()), ["Dr Lee"]);
    book.is_sound();
}

#[test]
fn a_referral_waits_for_an_answer_and_its_source_for_thanks() {
    let book = phone();
    let lee = book.person("Dr Lee", None);
    let referral = book.referral(Direction::In, lee);
    book.referral(Direction::Out, lee);
    let today = book.today().unwrap();
    assert_eq!((today.unanswered.len(), today.thanks_owed.len()), (1, 1));
    assert_eq!(today.unanswered[0].from.as_ref().unwrap().name, "Dr Lee");
    book.run(Command::AdvanceReferral { id: referral, step: ReferralStep::Answered, at: None });
    let today = book.today().unwrap();
    assert_eq!((today.unanswered.len(), today.thanks_owed.len()), (0, 1));
    book.run(Command::AdvanceReferral { id: referral, step: ReferralStep::Thanked, at: None });
    assert!(book.today().unwrap().thanks_owed.is_empty());
}

#[test]
fn the_name_of_a_source_that_was_removed_is_still_told() {
    let book = phone();
    let lee = book.person("Dr Lee", None);
    book.referral(Direction::In, lee);
    book.run(Command::Remove(lee));
    assert_eq!(book.today().unwrap().unanswered[0].from.as_ref().unwrap().name, "Dr Lee");
}

#[test]
fn plans_for_today_and_plans_that_were_never_logged_are_there() {
    let book = phone();
    let oak = book.place("Oak Street");
    let plan = |at: &str| {
        book.add(Touchpoint {
            place: Some(oak),
            state: TouchpointState::Planned,
            at: instant(at),
            ..Touchpoint::default()
        })
    };
    let tonight = plan("2026-11-23T04:59:00Z");
    let forgotten = plan("2026-11-10T15:00:00Z");
    plan("2026-11-23T05:00:00Z");
    let ids: Vec<_> = book.today().unwrap().planned.into_iter().map(|line| line.id).collect();
    assert_eq!(ids, [forgotten, tonight]);
    book.edit(forgotten, "state", "missed");
    book.edit(tonight, "state", "done");
    assert!(book.today().unwrap().planned.is_empty());
}

#[test]
fn whoever_was_not_touched_for_longer_than_their_tier_allows_is_being_lost() {
    let book = phone();
    let (a, b) = (book.kept("Ana", Tier::A), book.kept("Bo", Tier::B));
    touch(&book, a, 20, TouchpointKind::Visit, Some(Outcome::Met));
    touch(&book, b, 62, TouchpointKind::Call, None);
    let today = book.today().unwrap();
    assert_eq!(losing(&today), ["Bo"]);
    let [due] = &today.losing_touch[..] else { panic!() };
    assert_eq!((due.due.to_string().as_str(), due.interval_days), ("2026-11-21", 61));
    book.world.pass_days(1);
    assert_eq!(losing(&book.today().unwrap()), ["Bo", "Ana"], "21 days are over; the longer overdue first");
    book.edit(b, "cadence_days", "90");
    assert_eq!(losing(&book.today().unwrap()), ["Ana"], "Bo's own interval counts before the tier's");
    book.edit(book.practice().unwrap().id, "cadence:a", "30");
    assert!(book.today().unwrap().losing_touch.is_empty(), "and the practice's before the default");
}

#[test]
fn only_what_reached_somebody_counts() {
    let book = phone();
    let oak = book.place("Oak Street");
    book.edit(oak, "tier", "a");
    let doctor = book.kept("Dr Lee", Tier::A);
    let desk = book.kept("Ana", Tier::A);
    for who in [doctor, desk] {
        touch(&book, who, 100, TouchpointKind::Visit, Some(Outcome::Met));
    }
    // A call nobody answered, a message, and a visit at which only the front desk was met.
    touch(&book, doctor, 3, TouchpointKind::Call, Some(Outcome::NoAnswer));
    touch(&book, doctor, 2, TouchpointKind::Call, Some(Outcome::LeftMessage));
    book.run(Command::LogVisit(NewVisit {
        place: Some(oak),
        met: [Met::Contact(desk)].into(),
        outcome: Some(Outcome::GatekeeperOnly),
        ..NewVisit::default()
    }));
    assert_eq!(losing(&book.today().unwrap()), ["Dr Lee"], "the desk and the place were reached, the doctor was not");
}

#[test]
fn what_was_dropped_off_resets_the_place() {
    let book = phone();
    let oak = book.place("Oak Street");
    book.edit(oak, "tier", "a");
    assert_eq!(losing(&book.today().unwrap()), ["Oak Street"], "never touched: due at once");
    let outcome = Some(Outcome::DroppedOff);
    let left = [("cookies".to_owned(), 1)].into();
    book.run(Command::LogVisit(NewVisit { place: Some(oak), outcome, left, ..NewVisit::default() }));
    assert!(book.today().unwrap().losing_touch.is_empty());
}

#[test]
fn seven_are_named_and_the_rest_counted() {
    let book = phone();
    for n in 0..10 {
        let who = book.kept(&format!("Contact {n}"), Tier::A);
        touch(&book, who, 30 + n, TouchpointKind::Meeting, None);
    }
    let today = book.today().unwrap();
    assert_eq!((today.losing_touch.len(), today.losing_touch_more), (7, 3));
    assert_eq!(losing(&today)[0], "Contact 9", "the most overdue first");
}

#[test]
fn away_cadences_stand_still_and_the_clocks_of_referrals_run() {
    let book = phone();
    let ana = book.kept("Ana", Tier::A);
    touch(&book, ana, 30, TouchpointKind::Visit, None);
    book.referral(Direction::In, ana);
    let practice = book.practice().unwrap().id;
    book.edit(practice, "away:2026-11-20", "2026-11-22");
    let today = book.today().unwrap();
    assert!(today.losing_touch.is_empty());
    assert_eq!(today.unanswered.len(), 1);
    book.world.pass_days(1);
    assert_eq!(losing(&book.today().unwrap()), ["Ana"], "back, and long overdue");
    book.edit(practice, "away:2026-10-30", "2026-11-12");
    assert!(book.today().unwrap().losing_touch.is_empty(), "two weeks away are not counted");
}

#[test]
fn whoever_is_put_off_is_not_being_lost() {
    let book = phone();
    let ana = book.kept("Ana", Tier::A);
    book.run(Command::Snooze { id: ana, until: "2026-11-24".parse().unwrap() });
    assert!(book.today().unwrap().losing_touch.is_empty());
    book.world.pass_days(2);
    assert_eq!(losing(&book.today().unwrap()), ["Ana"]);
}

#[test]
fn a_touch_that_is_taken_back_no_longer_counts() {
    let book = phone();
    let ana = book.kept("Ana", Tier::A);
    touch(&book, ana, 100, TouchpointKind::Visit, None);
    let recent = touch(&book, ana, 1, TouchpointKind::Visit, None);
    assert!(book.today().unwrap().losing_touch.is_empty());
    book.edit(recent, "outcome", "no_answer");
    assert_eq!(losing(&book.today().unwrap()), ["Ana"]);
    assert_eq!(book.page(ana).unwrap().due.unwrap().to_string(), "2026-09-04");
    book.is_sound();
}
