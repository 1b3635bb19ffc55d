//! Why a line is on Today, what it is called on every device, and what is told of it elsewhere.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod common;

use common::{Device, desktop_of, instant, phone, server::Server};
use rapport_core::{
    Command,
    command::{NewEnrolment, NewVisit, ReferralStep},
    model::{
        Direction, RecordId, Tier, Touchpoint, TouchpointKind, TouchpointState,
        view::{Completion, Why},
    },
    practice::playbook::library::by_short,
};

fn plan(book: &Device, place: RecordId, at: &str) -> RecordId {
    let (place, at, state) = (Some(place), instant(at), TouchpointState::Planned);
    book.add(Touchpoint { place, at, state, ..Touchpoint::default() })
}

fn enrol(book: &Device, who: RecordId, short: &str) {
    let playbook = by_short(short).unwrap().id;
    book.run(Command::Enrol(NewEnrolment { contact: who, playbook, from: None }));
}

#[test]
fn never_late_one_leaves_in_time_for_the_way_from_the_stop_before() {
    let book = phone();
    let (oak, elm) = (book.place("Oak Street"), book.place("Elm Street"));
    book.edit(oak, "geo", "40.7128,-74.006");
    book.edit(elm, "geo", "40.7577,-73.9857");
    plan(&book, oak, "2026-11-22T16:00:00Z");
    plan(&book, elm, "2026-11-22T17:00:00Z");
    let call = book.add(Touchpoint {
        kind: TouchpointKind::Call,
        place: Some(oak),
        at: instant("2026-11-22T18:00:00Z"),
        state: TouchpointState::Planned,
        ..Touchpoint::default()
    });
    let planned = book.today().unwrap().planned;
    let leaves: Vec<_> = planned
        .iter()
        .map(|plan| match plan.line.why {
            Why::Planned { leave_at, lead_min } => (leave_at, lead_min),
            ref other => panic!("{other:?}"),
        })
        .collect();
    assert_eq!(leaves[0], (instant("2026-11-22T15:40:00Z"), 20), "nobody knows from where");
    assert_eq!(leaves[1], (instant("2026-11-22T16:39:00Z"), 21), "five kilometres from Oak Street");
    assert_eq!((planned[2].id, leaves[2].1), (call, 5), "a call needs no way");
    book.edit(book.practice().unwrap().id, "folklore:travel_lead_min", "45");
    let first = book.today().unwrap().planned.remove(0);
    assert_eq!(first.line.why, Why::Planned { leave_at: instant("2026-11-22T15:15:00Z"), lead_min: 45 });
}

#[test]
fn a_stop_that_nobody_logged_is_asked_about() {
    let book = phone();
    let oak = book.place("Oak Street");
    plan(&book, oak, "2026-11-20T15:00:00Z");
    plan(&book, oak, "2026-11-22T13:00:00Z");
    let whys: Vec<_> = book.today().unwrap().planned.into_iter().map(|plan| plan.line.why).collect();
    assert_eq!(whys, [Why::Unlogged { days: 2 }, Why::Unlogged { days: 0 }]);
}

#[test]
fn a_referral_says_how_long_it_waits_and_what_ends_that() {
    let book = phone();
    let lee = book.person("Dr Lee", None);
    book.referral(Direction::In, lee);
    book.world.set("2026-11-22T15:30:00Z");
    let today = book.today().unwrap();
    let (waits, thanks) = (&today.unanswered[0].line, &today.thanks_owed[0].line);
    assert_eq!((&waits.why, &thanks.why), (&Why::Waits { minutes: 90 }, &Why::Unthanked { hours: 1 }));
    assert_eq!(waits.completed_by[0], Completion::AnswerReferral);
    assert_eq!(thanks.completed_by, [Completion::ThankReferral]);
    assert_ne!(waits.key, thanks.key, "one record, two lines");
}

#[test]
fn on_a_day_off_only_referrals_wait_and_what_is_planned_for_the_day() {
    let book = phone();
    let oak = book.place("Oak Street");
    let lee = book.kept("Dr Lee", Tier::A);
    book.referral(Direction::In, lee);
    book.promise("bring brochures", oak, "2026-11-22");
    enrol(&book, lee, "weekly_value");
    plan(&book, oak, "2026-11-20T15:00:00Z");
    let conference = plan(&book, oak, "2026-11-22T17:00:00Z");
    let working = book.widget_snapshot().unwrap();
    let (lines, planned) = (working.promises + working.steps + working.losing_touch, working.planned);
    assert_eq!((working.unanswered, working.thanks_owed, lines, planned), (1, 1, 3, 2));
    assert_eq!(working.next_at, Some(instant("2026-11-22T17:00:00Z")));
    book.edit(book.practice().unwrap().id, "holiday:2026-11-22", "Thanksgiving");
    let today = book.today().unwrap();
    assert!(today.off && today.thanks_owed.is_empty() && today.promises.is_empty() && today.steps.is_empty());
    assert!(today.losing_touch.is_empty());
    assert_eq!((today.unanswered.len(), today.planned.len(), today.planned[0].id), (1, 1, conference));
}

#[test]
fn a_line_has_one_key_on_all_devices_and_another_the_next_time() {
    let phone = phone();
    let oak = phone.place("Oak Street");
    let lee = phone.kept("Dr Lee", Tier::A);
    phone.referral(Direction::In, lee);
    phone.promise("bring brochures", oak, "2026-11-22");
    enrol(&phone, lee, "weekly_value");
    plan(&phone, oak, "2026-11-22T17:00:00Z");
    add_cards(&phone, 3);
    leave_cards(&phone, oak, 3);
    let keys = |book: &Device| {
        let today = book.today().unwrap();
        let referrals = today.unanswered.into_iter().chain(today.thanks_owed).map(|due| due.line.key);
        let lines = today.promises.into_iter().map(|due| due.line.key);
        let lines = lines.chain(today.steps.into_iter().map(|due| due.line.key));
        let lines = lines.chain(today.planned.into_iter().map(|due| due.line.key));
        let lines = lines.chain(today.stock.into_iter().map(|due| due.line.key));
        let keys = referrals.chain(lines).chain(today.losing_touch.into_iter().map(|due| due.line.key));
        keys.collect::<std::collections::BTreeSet<String>>()
    };
    let desktop = desktop_of(&phone);
    assert_eq!((keys(&phone), keys(&phone).len()), (keys(&desktop), 7));
    let before = keys(&phone);
    phone.visit(oak, &[lee]);
    phone.world.pass_days(30);
    let after: Vec<String> = keys(&phone).into_iter().filter(|key| key.starts_with("touch:")).collect();
    assert!(after.len() == 1 && !before.contains(&after[0]), "losing touch again is another line");
}

#[test]
fn done_here_and_put_off_there_comes_to_the_same_today() {
    let phone = phone();
    let oak = phone.place("Oak Street");
    let lee = phone.person("Dr Lee", None);
    let promise = phone.promise("bring brochures", oak, "2026-11-22");
    let referral = phone.referral(Direction::In, lee);
    let desktop = desktop_of(&phone);
    let later = "2026-11-30".parse().unwrap();
    phone.run(Command::KeepPromise { id: promise, by: None });
    desktop.run(Command::Snooze { id: promise, until: later });
    phone.run(Command::Snooze { id: referral, until: later });
    desktop.run(Command::AdvanceReferral { id: referral, step: ReferralStep::Answered, at: None });
    let mut server = Server::default();
    for device in [&phone, &desktop, &phone] {
        server.sync(device);
    }
    for days in [0, 9] {
        phone.world.pass_days(days);
        desktop.world.pass_days(days);
        let today = phone.today().unwrap();
        assert_eq!(today, desktop.today().unwrap());
        assert!(today.promises.is_empty() && today.unanswered.is_empty(), "what was done is done");
    }
}

/// Leaves so many cards at a place, now.
fn leave_cards(book: &Device, place: RecordId, count: i64) {
    let left = [("card".to_owned(), count)].into();
    book.run(Command::LogVisit(NewVisit { place: Some(place), left, ..NewVisit::default() }));
}

fn add_cards(book: &Device, count: i64) {
    book.run(Command::AddStock { item: "card".into(), count });
}

#[test]
fn what_runs_out_is_there_with_its_pace_until_more_came() {
    let book = phone();
    let oak = book.place("Oak Street");
    add_cards(&book, 100);
    leave_cards(&book, oak, 60);
    assert!(book.today().unwrap().stock.is_empty(), "forty last eight weeks");
    leave_cards(&book, oak, 30);
    let today = book.today().unwrap();
    let [cards] = &today.stock[..] else { panic!("{today:?}") };
    assert_eq!(cards.line.why, Why::RunsOut { there: 10, lately: 90, weeks: 12, in_days: 9 });
    assert_eq!((cards.item.as_str(), cards.runs_out), ("card", "2026-12-01".parse().unwrap()));
    assert_eq!(cards.line.completed_by, [Completion::AddStock]);
    assert_eq!(book.widget_snapshot().unwrap().stock, 1);
    add_cards(&book, 100);
    assert!(book.today().unwrap().stock.is_empty());
    leave_cards(&book, oak, 100);
    let again = book.today().unwrap().stock.remove(0).line;
    assert_ne!(again.key, cards.line.key, "running out again is another line");
    book.edit(book.practice().unwrap().id, "holiday:2026-11-22", "Thanksgiving");
    assert!(book.today().unwrap().stock.is_empty(), "not on a day off");
}

#[test]
fn what_runs_out_is_ordered_here_and_put_off_there() {
    let phone = phone();
    let oak = phone.place("Oak Street");
    add_cards(&phone, 40);
    leave_cards(&phone, oak, 36);
    let desktop = desktop_of(&phone);
    let line = |device: &Device| device.today().unwrap().stock.remove(0);
    assert_eq!(line(&phone), line(&desktop), "one line with one key");
    let cards = line(&phone).id;
    desktop.run(Command::Snooze { id: cards, until: "2026-11-30".parse().unwrap() });
    assert!(desktop.today().unwrap().stock.is_empty());
    add_cards(&phone, 10);
    add_cards(&desktop, 5);
    let mut server = Server::default();
    for device in [&phone, &desktop, &phone] {
        server.sync(device);
    }
    for (days, lines) in [(0, 0), (7, 0), (1, 0)] {
        phone.world.pass_days(days);
        desktop.world.pass_days(days);
        assert_eq!(phone.today().unwrap(), desktop.today().unwrap());
        assert_eq!(phone.today().unwrap().stock.len(), lines, "nineteen last six weeks");
    }
    leave_cards(&phone, oak, 15);
    server.sync(&phone);
    server.sync(&desktop);
    let due = line(&desktop);
    assert_eq!((&due, due.line.key.ends_with(":55")), (&line(&phone), true), "both additions are counted");
    phone.is_sound();
    desktop.is_sound();
}

#[test]
fn the_platform_reminds_of_plans_in_time_and_of_promises_and_steps_in_the_morning() {
    let book = phone();
    let practice = book.practice().unwrap().id;
    book.edit(practice, "hours:tue", "08:30-17:00");
    book.edit(practice, "holiday:2026-11-26", "Thanksgiving");
    let oak = book.place("Oak Street");
    let lee = book.person("Dr Lee", None);
    plan(&book, oak, "2026-11-23T16:00:00Z");
    book.promise("bring brochures", oak, "2026-11-24");
    book.promise("call back", oak, "2026-11-26");
    book.promise("in spring", oak, "2027-03-01");
    enrol(&book, lee, "weekly_value");
    let reminders = book.reminders(instant("2026-12-01T00:00:00Z"), 10).unwrap();
    let shown: Vec<_> = reminders.iter().map(|one| (one.key.split(':').next().unwrap(), one.at)).collect();
    // Nine on Sunday morning is now; promises at half past eight on Tuesday, and after the holiday at nine on Friday.
    assert_eq!(
        shown,
        [
            ("step", instant("2026-11-22T14:00:00Z")),
            ("plan", instant("2026-11-23T15:40:00Z")),
            ("promise", instant("2026-11-24T13:30:00Z")),
            ("promise", instant("2026-11-27T14:00:00Z")),
        ]
    );
    assert_eq!(book.reminders(instant("2026-12-01T00:00:00Z"), 2).unwrap().len(), 2);
}
