//! Lists that go on where they ended: referrals, promises, the history of the whole book; whom to go after; and one change of many
//! taken back.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod common;

use common::{desktop_of, first, instant, phone, server::Server};
use rapport_core::{
    Command,
    command::{NewPromise, ReferralStep},
    model::{
        Direction, Outcome, Record, ReferralStatus, Touchpoint, TouchpointKind,
        view::{ChaseReason, PromiseFilter, ReferralFilter, Shown},
    },
};

#[test]
fn referrals_are_narrowed_and_go_on_where_the_page_ended() {
    let phone = phone();
    let lee = phone.person("Dr Lee", None);
    let mut made = Vec::new();
    for number in 0..5 {
        phone.world.pass_days(1);
        let direction = if number % 2 == 0 { Direction::In } else { Direction::Out };
        made.push(phone.referral(direction, lee));
    }
    let mut seen = Vec::new();
    let mut after = None;
    loop {
        let page = phone.referrals(&ReferralFilter::default(), after.as_deref(), 2).unwrap();
        assert!(page.items.iter().all(|line| line.with.as_ref().is_some_and(|with| with.name == "Dr Lee")));
        seen.extend(page.items.into_iter().map(|line| line.entry.id));
        after = page.next;
        if after.is_none() {
            break;
        }
    }
    made.reverse();
    assert_eq!(seen, made);
    phone.run(Command::AdvanceReferral { id: made[0], step: ReferralStep::Answered, at: None });
    let ids = |filter: ReferralFilter| {
        let page = phone.referrals(&filter, None, 9).unwrap();
        page.items.into_iter().map(|line| line.entry.id).collect::<Vec<_>>()
    };
    assert_eq!(ids(ReferralFilter { unanswered: true, ..ReferralFilter::default() }), [made[2], made[4]]);
    assert_eq!(ids(ReferralFilter { unthanked: true, ..ReferralFilter::default() }), [made[0], made[2], made[4]]);
    let out = ReferralFilter { direction: Some(Direction::Out), ..ReferralFilter::default() };
    assert_eq!(ids(out), [made[1], made[3]]);
    let answered = ReferralFilter { status: Some(ReferralStatus::Answered), ..ReferralFilter::default() };
    assert_eq!(ids(answered), [made[0]]);
}

#[test]
fn who_says_nothing_is_gone_after_until_something_is_tried() {
    let phone = phone();
    let lee = phone.person("Dr Lee", None);
    let (out, came) = (phone.referral(Direction::Out, lee), phone.referral(Direction::In, lee));
    phone.run(Command::AdvanceReferral { id: came, step: ReferralStep::Answered, at: None });
    assert_eq!(phone.chases().unwrap(), []);
    phone.world.pass_days(4);
    let chases = phone.chases().unwrap();
    assert_eq!(chases.iter().map(|one| (one.id, one.reason)).collect::<Vec<_>>(), [(came, ChaseReason::Client)]);
    let call = Touchpoint {
        kind: TouchpointKind::Call,
        outcome: Some(Outcome::NoAnswer),
        at: instant("2026-11-26T14:00:00Z"),
        about: [came].into(),
        ..Touchpoint::default()
    };
    let call = phone.add(call);
    assert_eq!(phone.chases().unwrap(), [], "it was just tried");
    assert_eq!(phone.referral_attempts(came).unwrap()[0].id, call);
    assert_eq!(phone.page(lee).unwrap().last_touch, None, "a call to a client is no touch of who sent them");
    phone.world.pass_days(4);
    let chases = phone.chases().unwrap();
    let said: Vec<_> = chases.iter().map(|one| (one.id, one.reason, one.attempts)).collect();
    assert_eq!(said, [(out, ChaseReason::Colleague, 0), (came, ChaseReason::Client, 1)]);
    phone.run(Command::Snooze { id: out, until: "2026-12-24".parse().unwrap() });
    assert_eq!(phone.chases().unwrap().len(), 1, "what is put off is not there");
}

#[test]
fn open_promises_come_by_their_day_and_kept_ones_the_last_first() {
    let phone = phone();
    let lee = phone.person("Dr Lee", None);
    let late = phone.promise("send the form", lee, "2026-12-24");
    let soon = phone.promise("bring brochures", lee, "2026-11-24");
    let undated = first(&phone.run(Command::MakePromise(NewPromise { text: "lunch".into(), ..NewPromise::default() })));
    let page = |filter: &PromiseFilter, after: Option<&str>| phone.promises(filter, after, 2).unwrap();
    let one = page(&PromiseFilter::default(), None);
    let two = page(&PromiseFilter::default(), one.next.as_deref());
    let ids: Vec<_> = one.items.iter().chain(&two.items).map(|line| line.entry.id).collect();
    assert_eq!((ids, two.next), (vec![soon, late, undated], None));
    phone.run(Command::KeepPromise { id: soon, by: None });
    phone.run(Command::KeepPromise { id: undated, by: None });
    let kept = PromiseFilter { state: rapport_core::model::PromiseState::Done, ..PromiseFilter::default() };
    let ids: Vec<_> = page(&kept, None).items.iter().map(|line| line.entry.id).collect();
    assert_eq!(ids, [undated, soon]);
}

#[test]
fn the_history_of_the_book_tells_every_change_and_each_can_be_taken_back() {
    let (phone, mut server) = (phone(), Server::default());
    let oak = phone.place("Oak Street");
    let desktop = desktop_of(&phone);
    desktop.edit(oak, "hours", "9-5");
    desktop.edit(oak, "drop_in", "mornings");
    server.sync(&desktop);
    server.sync(&phone);
    phone.edit(oak, "hours", "8-4");
    let (mut all, mut after) = (Vec::new(), None);
    loop {
        let page = phone.book_history(after.as_deref(), 2).unwrap();
        all.extend(page.items);
        after = page.next;
        if after.is_none() {
            break;
        }
    }
    assert_eq!(all.len(), 5, "the practice, the place, and three edits");
    assert_eq!(all[0].revision.edits[0].after, Some(Shown::Text("8-4".into())));
    let of = |field: &str, device: &str| {
        let by = |one: &&rapport_core::model::view::BookRevision| {
            one.revision.edits.iter().any(|edit| edit.field == field) && one.revision.by.device_name.as_str() == device
        };
        all.iter().find(by).unwrap().revision.change
    };
    let (hours, drop_in) = (of("hours", ""), of("drop_in", ""));
    let refused = phone.book.run(Command::TakeBack { id: oak, change: hours }).unwrap_err();
    assert!(refused.to_string().contains("changed again"), "{refused}");
    phone.run(Command::TakeBack { id: oak, change: drop_in });
    assert_eq!((phone.contact(oak).drop_in.as_str(), phone.contact(oak).hours.as_str()), ("", "8-4"));
    phone.undo().unwrap();
    assert_eq!(phone.contact(oak).drop_in, "mornings", "taking back is undone like anything else");
    let made = phone.history(oak).unwrap()[0].change;
    phone.run(Command::TakeBack { id: oak, change: made });
    assert!(phone.get(oak).unwrap().removed);
    phone.run(Command::TakeBack { id: oak, change: phone.history(oak).unwrap().last().unwrap().change });
    assert!(!phone.get(oak).unwrap().removed);
    phone.is_sound();
}

#[test]
fn whoever_was_merged_is_listed_with_both_names() {
    let phone = phone();
    let (one, other) = (phone.person("Ana Ruiz", None), phone.person("A. Ruiz", None));
    assert_eq!(phone.merged(9).unwrap(), []);
    phone.run(Command::Merge { one, other });
    let merged = phone.merged(9).unwrap();
    assert_eq!(merged[0].who.id, one);
    let names: Vec<_> = merged[0]
        .of
        .iter()
        .map(|entry| if let Record::Contact(contact) = &entry.record { contact.name.as_str() } else { "" })
        .collect();
    assert_eq!(names, ["Ana Ruiz", "A. Ruiz"]);
}
