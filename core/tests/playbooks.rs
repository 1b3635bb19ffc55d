//! Playbooks, as a practitioner follows them.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod common;

use common::{
    phone,
    playbooks::{day, due, id, step},
};
use rapport_core::{
    Command, Error,
    command::{Enrolments, NewEnrolment, NewVisit, StepDone},
    model::{ChannelState, Direction, Met, Outcome, TouchpointKind, view::Standing},
};

#[test]
fn a_piece_of_value_a_week_for_three_weeks_then_the_ask_then_again() {
    let book = phone();
    let lee = book.person("Dr Lee", None);
    book.enrol(lee, "weekly_value");
    for at in ["1.1.value_1", "1.1.value_2", "1.1.value_3"] {
        assert_eq!(book.stands(lee, "weekly_value"), due(at));
        book.done(lee, "weekly_value", at, None);
        assert_eq!(book.today().unwrap().steps, [], "a week's rest");
        book.world.pass_days(7);
    }
    let today = book.today().unwrap();
    let [ask] = &today.steps[..] else { panic!("{today:?}") };
    assert_eq!((ask.step.title.as_str(), ask.step.asks, ask.step.number, ask.step.of), ("Ask to meet", true, 4, 4));
    book.done(lee, "weekly_value", "1.1.ask", None);
    assert_eq!(book.stands(lee, "weekly_value"), due("1.2.value_1"));
    let adherence = book.adherence(None).unwrap().remove(0);
    assert_eq!((adherence.counts.on_time, adherence.n, adherence.share_on_time), (4, 4, Some(1.0)));
    book.is_sound();
}

#[test]
fn a_call_that_is_logged_does_its_step_and_one_that_nobody_answers_does_not() {
    let book = phone();
    let lee = book.person("Dr Lee", None);
    book.enrol(lee, "call_brochure_call");
    let met = [Met::Contact(lee)].into();
    let outcome = Some(Outcome::NoAnswer);
    book.run(Command::LogVisit(NewVisit { met, kind: TouchpointKind::Call, outcome, ..NewVisit::default() }));
    assert_eq!(book.stands(lee, "call_brochure_call"), due("1.1.call"));
    book.touch(lee, TouchpointKind::Call, Direction::Out, &[]);
    book.world.pass_days(1);
    assert_eq!(book.stands(lee, "call_brochure_call"), due("1.1.brochure"));
    let sent = book.touch(lee, TouchpointKind::Mail, Direction::Out, &["brochure"]);
    let enrolled = book.where_in(lee, "call_brochure_call");
    assert_eq!((enrolled.standing, enrolled.step.unwrap().due), (Standing::Waiting, "2026-11-30".parse().ok()));
    book.run(Command::Remove(sent));
    assert_eq!(book.stands(lee, "call_brochure_call"), due("1.1.brochure"), "it was not sent after all");
}

#[test]
fn whoever_engages_back_is_asked_and_whoever_does_not_is_introduced() {
    let book = phone();
    let (ana, bo) = (book.person("Ana", None), book.person("Bo", None));
    for who in [ana, bo] {
        book.enrol(who, "social_first");
        for at in ["1.1.week_1", "1.1.week_2", "1.1.week_3"] {
            book.done(who, "social_first", at, None);
        }
    }
    book.touch(ana, TouchpointKind::Social, Direction::In, &[]);
    book.world.pass_days(4);
    assert_eq!(book.stands(ana, "social_first"), due("1.1.ask"));
    let look = book.where_in(bo, "social_first").step.unwrap();
    assert_eq!((look.at.as_str(), look.results), ("1.1.look", vec!["answered".into(), "silent".into()]));
    assert!(matches!(
        book.book.run(Command::CompleteStep(StepDone {
            step: step(bo, "social_first", "1.1.look"),
            result: Some("perhaps".into()),
            by: None,
            on: None
        })),
        Err(Error::Invalid(_))
    ));
    book.done(bo, "social_first", "1.1.look", Some("silent"));
    assert_eq!(book.stands(bo, "social_first").0, "1.1.introduction");
}

#[test]
fn five_minutes_a_day_with_the_pages_of_those_who_are_due() {
    let book = phone();
    let oak = book.place("Oak Street");
    book.edit(oak, "channel:instagram:oakstreet", "known");
    let ana = book.person("Ana", Some(oak));
    for (channel, state) in [
        ("linkedin:ana-ruiz", ChannelState::Verified),
        ("phone:+1 555 0100", ChannelState::Known),
        ("web:old.example.org", ChannelState::DoNotUse),
    ] {
        book.edit(ana, &format!("channel:{channel}"), state.as_str());
    }
    book.enrol(ana, "social_first");
    for n in 0..6 {
        let who = book.person(&format!("Contact {n}"), None);
        book.enrol(who, "social_first");
    }
    let engagement = book.engagement().unwrap();
    assert_eq!((engagement.queue.len(), engagement.more), (5, 2));
    let first = &engagement.queue[0];
    let links: Vec<_> = first.links.iter().map(|link| link.channel.as_str()).collect();
    assert_eq!((first.who.name.as_str(), links), ("Ana", vec!["linkedin:ana-ruiz", "instagram:oakstreet"]));
    book.touch(ana, TouchpointKind::Social, Direction::Out, &[]);
    assert!(book.engagement().unwrap().queue.iter().all(|one| one.who.id != ana), "a comment was left");
}

#[test]
fn cookies_for_the_fourth_of_july_come_round_each_year() {
    let book = phone();
    let oak = book.place("Oak Street");
    book.enrol(oak, "annual_cookies");
    assert_eq!(book.stands(oak, "annual_cookies"), ("1.2027.bring".into(), Standing::Waiting));
    book.world.set("2027-07-03T14:00:00Z");
    assert_eq!(book.today().unwrap().steps.len(), 1);
    let left = [("cookies".to_owned(), 1)].into();
    book.run(Command::LogVisit(NewVisit { place: Some(oak), left, ..NewVisit::default() }));
    assert!(book.today().unwrap().steps.is_empty());
    let next = book.where_in(oak, "annual_cookies").step.unwrap();
    assert_eq!((next.at.as_str(), next.due), ("1.2028.bring", "2028-07-03".parse().ok()));
}

#[test]
fn the_first_three_meetings_are_about_them() {
    let book = phone();
    let lee = book.person("Dr Lee", None);
    book.enrol(lee, "about_them");
    for at in ["1.1.meeting_1", "1.1.meeting_2", "1.1.meeting_3"] {
        let step = book.where_in(lee, "about_them").step.unwrap();
        assert_eq!((step.at.as_str(), step.item.as_str()), (at, "discovery"));
        book.world.pass_days(20);
        book.touch(lee, TouchpointKind::Meeting, Direction::Out, &[]);
    }
    assert_eq!(book.stands(lee, "about_them"), (String::new(), Standing::Finished));
}

#[test]
fn giving_first_is_counted_and_never_nags() {
    let book = phone();
    let lee = book.person("Dr Lee", None);
    book.enrol(lee, "give_first");
    for _ in 0..4 {
        book.referral(Direction::Out, lee);
    }
    book.referral(Direction::In, lee);
    book.world.pass_days(700);
    let enrolled = book.where_in(lee, "give_first");
    assert_eq!((enrolled.standing, enrolled.referred_out), (Standing::Undated, 4));
    assert!(book.today().unwrap().steps.is_empty());
    book.touch(lee, TouchpointKind::Call, Direction::In, &[]);
    assert_eq!(book.where_in(lee, "give_first").standing, Standing::Finished, "they called");
}

#[test]
fn after_a_first_meeting_the_follow_up_is_suggested_and_then_due() {
    let book = phone();
    let (lee, ana) = (book.person("Dr Lee", None), book.person("Ana", None));
    book.touch(ana, TouchpointKind::Meeting, Direction::Out, &[]);
    book.world.pass_days(30);
    book.touch(ana, TouchpointKind::Meeting, Direction::Out, &[]);
    book.touch(lee, TouchpointKind::Meeting, Direction::Out, &[]);
    let suggested = || {
        let all = book.playbooks().unwrap();
        all.into_iter().find(|line| line.short.as_deref() == Some("after_first_meeting")).unwrap().suggested
    };
    assert_eq!(suggested().iter().map(|who| who.name.as_str()).collect::<Vec<_>>(), ["Dr Lee"]);
    book.enrol(lee, "after_first_meeting");
    assert!(suggested().is_empty());
    book.world.pass_days(1);
    assert_eq!(book.stands(lee, "after_first_meeting"), due("1.1.follow_up"));
    book.touch(lee, TouchpointKind::Mail, Direction::Out, &[]);
    assert_eq!(book.stands(lee, "after_first_meeting"), ("1.1.stay".into(), Standing::Waiting));
}

#[test]
fn a_pause_holds_the_time_still_for_one_and_for_all() {
    let book = phone();
    let (ana, bo) = (book.person("Ana", None), book.person("Bo", None));
    for who in [ana, bo] {
        book.enrol(who, "weekly_value");
        book.done(who, "weekly_value", "1.1.value_1", None);
    }
    let all = Enrolments::default();
    book.run(Command::PauseEnrolments(Enrolments { contact: Some(ana), ..all }));
    book.run(Command::PauseEnrolments(all));
    book.world.pass_days(30);
    assert!(book.today().unwrap().steps.is_empty());
    assert!(matches!(book.book.run(Command::PauseEnrolments(all)), Err(Error::Invalid(_))), "all rest already");
    book.run(Command::ResumeEnrolments(all));
    assert_eq!(book.where_in(ana, "weekly_value").step.unwrap().due, "2026-12-28".parse().ok());
    assert_eq!(book.where_in(bo, "weekly_value").standing, Standing::Waiting);
}

#[test]
fn away_nothing_of_a_playbook_is_due_and_its_time_stands_still() {
    let book = phone();
    let ana = book.person("Ana", None);
    book.enrol(ana, "weekly_value");
    let practice = book.practice().unwrap().id;
    book.edit(practice, "away:2026-11-22", "2026-11-24");
    assert!(book.today().unwrap().steps.is_empty() && book.today().unwrap().off);
    book.world.pass_days(3);
    assert_eq!(book.today().unwrap().steps.len(), 1);
}

#[test]
fn whoever_is_enrolled_again_begins_anew() {
    let book = phone();
    let ana = book.person("Ana", None);
    book.enrol(ana, "weekly_value");
    let again = NewEnrolment { contact: ana, playbook: id("weekly_value"), from: None };
    assert!(matches!(book.book.run(Command::Enrol(again.clone())), Err(Error::Invalid(_))), "they are in it");
    book.done(ana, "weekly_value", "1.1.value_1", None);
    book.run(Command::LeavePlaybook { contact: ana, playbook: id("weekly_value") });
    assert_eq!(book.where_in(ana, "weekly_value").standing, Standing::Left { on: "2026-11-22".parse().unwrap() });
    book.run(Command::Enrol(again));
    assert_eq!(book.stands(ana, "weekly_value"), due("2.1.value_1"));
    let stale = Command::SkipStep(step(ana, "weekly_value", "1.1.value_2"));
    assert!(matches!(book.book.run(stale), Err(Error::Invalid(_))), "a screen that is out of date");
}

#[test]
fn the_day_of_a_step_is_the_practices_whatever_the_clocks_do() {
    let book = phone();
    let ana = book.person("Ana", None);
    // Summer time ends on 1 November 2026 in New York: the week has an hour more.
    book.world.set("2026-10-31T03:30:00Z");
    book.enrol(ana, "weekly_value");
    book.done(ana, "weekly_value", "1.1.value_1", None);
    book.world.travel(chrono_tz::Tz::Asia__Tokyo);
    let step = book.where_in(ana, "weekly_value").step.unwrap();
    assert_eq!(step.due, "2026-11-06".parse().ok(), "a week after Friday the 30th, eleven in the evening");
    book.world.set("2026-11-06T04:59:00Z");
    assert_eq!(book.stands(ana, "weekly_value").1, Standing::Waiting);
    book.world.set("2026-11-06T05:00:00Z");
    assert_eq!(book.stands(ana, "weekly_value").1, Standing::Due);
}

#[test]
fn the_weeks_outreach_counts_what_reached_somebody() {
    let book = phone();
    let ana = book.person("Ana", None);
    book.edit(book.practice().unwrap().id, "region", "US");
    book.touch(ana, TouchpointKind::Call, Direction::Out, &[]);
    book.touch(ana, TouchpointKind::Call, Direction::In, &[]);
    let met = [Met::Contact(ana)].into();
    let outcome = Some(Outcome::NoAnswer);
    book.run(Command::LogVisit(NewVisit { met, kind: TouchpointKind::Call, outcome, ..NewVisit::default() }));
    let outreach = book.outreach().unwrap();
    assert_eq!((outreach.from, outreach.done, outreach.target, outreach.days_left), (day("2026-11-22"), 1, 3, 6));
    let year = book.activity(None).unwrap();
    assert_eq!(year.found.weekly.this_week, 1, "the calendar counts the same week in the same way");
    assert_eq!(year.found.days.iter().map(|day| day.touches).sum::<u64>(), 3, "its days show whatever happened");
    book.edit(book.practice().unwrap().id, "target:weekly_minimum", "5");
    book.world.pass_days(7);
    let outreach = book.outreach().unwrap();
    assert_eq!((outreach.done, outreach.target), (0, 5));
}
