//! Enough is given before one asks: what counts as given, and what uses it up.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod common;

use common::{
    first, instant, phone,
    playbooks::{day, due, id, step},
};
use rapport_core::{
    Command,
    command::{AskAnswer, NewAsk, NewEnrolment},
    model::{
        Direction, TouchpointKind,
        view::{Standing, StepDue},
    },
};

#[test]
fn no_ask_is_due_before_three_gives_and_the_practice_may_say_otherwise() {
    let book = phone();
    let lee = book.person("Dr Lee", None);
    book.enrol(lee, "weekly_value");
    for at in ["1.1.value_1", "1.1.value_2", "1.1.value_3"] {
        book.run(Command::SkipStep(step(lee, "weekly_value", at)));
    }
    book.world.pass_days(30);
    assert_eq!(book.stands(lee, "weekly_value"), ("1.1.ask".into(), Standing::Held { gives: 0, needs: 3 }));
    assert!(book.today().unwrap().steps.is_empty());
    for _ in 0..2 {
        book.touch(lee, TouchpointKind::Visit, Direction::Out, &["article"]);
    }
    assert_eq!(book.stands(lee, "weekly_value").1, Standing::Held { gives: 2, needs: 3 });
    book.touch(lee, TouchpointKind::GiftDrop, Direction::Out, &["cookies"]);
    assert_eq!(book.stands(lee, "weekly_value").1, Standing::Held { gives: 2, needs: 3 }, "a gift is no give");
    book.touch(lee, TouchpointKind::Email, Direction::Out, &["article"]);
    assert_eq!(book.today().unwrap().steps.len(), 1);
    book.edit(book.practice().unwrap().id, "folklore:gives_before_ask", "5");
    assert_eq!(book.stands(lee, "weekly_value").1, Standing::Held { gives: 3, needs: 5 });
}

#[test]
fn an_ask_uses_up_what_was_given_before_it() {
    let book = phone();
    let lee = book.person("Dr Lee", None);
    book.enrol(lee, "weekly_value");
    for at in ["1.1.value_1", "1.1.value_2", "1.1.value_3"] {
        book.touch(lee, TouchpointKind::Visit, Direction::Out, &["article"]);
        book.world.pass_days(7);
        assert_ne!(book.where_in(lee, "weekly_value").step.unwrap().at, at, "the visit did the step");
    }
    assert_eq!(book.stands(lee, "weekly_value"), due("1.1.ask"));
    book.done(lee, "weekly_value", "1.1.ask", None);
    for at in ["1.2.value_1", "1.2.value_2", "1.2.value_3"] {
        book.run(Command::SkipStep(step(lee, "weekly_value", at)));
    }
    book.world.pass_days(30);
    assert_eq!(book.stands(lee, "weekly_value"), ("1.2.ask".into(), Standing::Held { gives: 0, needs: 3 }));
}

/// Their mails, bare ones to them, cards that were left and cookies: the steps may go on by them, the ask does not.
#[test]
fn what_is_no_give_brings_no_ask_nearer() {
    let book = phone();
    for (name, kind, direction, left) in [
        ("Abe Un", TouchpointKind::Email, Direction::In, None),
        ("Bea Lu", TouchpointKind::Email, Direction::Out, None),
        ("Cy Orr", TouchpointKind::Call, Direction::Out, Some("booking_card")),
        ("Dot Ng", TouchpointKind::Meeting, Direction::Out, Some("cookies")),
    ] {
        let who = book.person(name, None);
        book.run(Command::Enrol(NewEnrolment {
            contact: who,
            playbook: id("weekly_value"),
            from: Some(day("2026-10-26")),
        }));
        for _ in 0..3 {
            book.touch(who, kind.clone(), direction.clone(), left.as_slice());
            book.world.pass_days(7);
        }
        let is_due = |step: &StepDue| step.who.id == who && step.step.asks;
        assert!(!book.today().unwrap().steps.iter().any(is_due), "{name} is to be asked");
        assert_eq!(book.standing(who).unwrap().found.readiness.gives, 0, "{name}");
    }
    let eve = book.person("Eve Ito", None);
    book.enrol(eve, "social_first");
    for _ in 0..4 {
        book.touch(eve, TouchpointKind::Social, Direction::In, &[]);
        book.world.pass_days(7);
    }
    assert_eq!(book.stands(eve, "social_first").0, "1.1.week_1", "their own likes are none of ours");
}

#[test]
fn steps_of_giving_that_were_done_make_ready_for_an_ask_and_an_ask_elsewhere_uses_them_up() {
    let book = phone();
    let lee = book.person("Dr Lee", None);
    book.enrol(lee, "weekly_value");
    for at in ["1.1.value_1", "1.1.value_2", "1.1.value_3"] {
        book.done(lee, "weekly_value", at, None);
        book.world.pass_days(7);
    }
    assert_eq!(book.standing(lee).unwrap().found.readiness.gives, 3);
    let put = Some(TouchpointKind::Call);
    let ask = NewAsk { to: Some(lee), text: "a neurologist".into(), put, ..NewAsk::default() };
    book.run(Command::MakeAsk(ask));
    assert_eq!(book.stands(lee, "weekly_value"), ("1.1.ask".into(), Standing::Held { gives: 0, needs: 3 }));
}

#[test]
fn what_was_asked_in_one_playbook_counts_in_all_and_in_how_they_stand() {
    let book = phone();
    let lee = book.person("Dr Lee", None);
    for short in ["weekly_value", "social_first"] {
        book.enrol(lee, short);
    }
    for _ in 0..3 {
        book.touch(lee, TouchpointKind::Visit, Direction::Out, &["article"]);
        book.world.pass_days(7);
    }
    for at in ["1.1.week_1", "1.1.week_2", "1.1.week_3"] {
        book.run(Command::SkipStep(step(lee, "social_first", at)));
    }
    book.done(lee, "social_first", "1.1.look", Some("answered"));
    book.world.pass_days(1);
    assert_eq!((book.stands(lee, "weekly_value"), book.stands(lee, "social_first")), (due("1.1.ask"), due("1.1.ask")));
    book.done(lee, "weekly_value", "1.1.ask", None);
    assert_eq!(book.stands(lee, "social_first"), ("1.1.ask".into(), Standing::Held { gives: 0, needs: 3 }));
    let readiness = book.standing(lee).unwrap().found.readiness;
    assert!(!readiness.ready && readiness.gives == 0 && readiness.last_ask.is_some(), "{readiness:?}");
    // Whoever is enrolled again was asked all the same.
    book.run(Command::LeavePlaybook { contact: lee, playbook: id("weekly_value") });
    book.enrol(lee, "weekly_value");
    assert_eq!(book.standing(lee).unwrap().found.readiness.gives, 0);
}

#[test]
fn an_ask_that_is_only_planned_uses_nothing_up_and_one_that_is_put_counts_from_that_day() {
    let book = phone();
    let lee = book.person("Dr Lee", None);
    let ask =
        NewAsk { to: Some(lee), text: "a neurologist".into(), due: day("2026-12-20").into(), ..NewAsk::default() };
    let ask = first(&book.run(Command::MakeAsk(ask)));
    for _ in 0..3 {
        book.world.pass_days(7);
        book.touch(lee, TouchpointKind::Visit, Direction::Out, &["article"]);
    }
    let readiness = || book.standing(lee).unwrap().found.readiness;
    assert!(readiness().ready && readiness().last_ask.is_none(), "{:?}", readiness());
    let at = Some(instant("2026-12-14T09:00:00Z"));
    book.run(Command::PutAsk { id: ask, by: TouchpointKind::Call, at });
    assert_eq!((readiness().gives, readiness().last_ask), (0, at));
    book.world.pass_days(7);
    book.touch(lee, TouchpointKind::Visit, Direction::Out, &["article"]);
    book.world.pass_days(7);
    let answer = AskAnswer::Yes;
    book.run(Command::AnswerAsk { id: ask, answer, text: String::new(), until: None, at: None });
    assert_eq!((readiness().gives, readiness().last_ask), (1, at), "their answer is no ask");
}
