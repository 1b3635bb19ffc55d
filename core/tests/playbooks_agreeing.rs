//! Playbooks on two devices, changed while people are in them, and with contacts that are merged.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod common;

use common::{
    Device, desktop_of, edit, phone,
    playbooks::{day, id, step},
    server::Server,
};
use rapport_core::{
    Command, Error,
    command::NewEnrolment,
    model::{Contact, Direction, Groups, Kind, Playbook, Step, TouchpointKind, view::Standing},
    practice::playbook::library::by_short,
};

#[test]
fn two_devices_do_the_same_step_and_it_is_done_once() {
    let phone = phone();
    let ana = phone.person("Ana", None);
    phone.enrol(ana, "weekly_value");
    let desktop = desktop_of(&phone);
    let mut server = Server::default();
    phone.done(ana, "weekly_value", "1.1.value_1", None);
    desktop.done(ana, "weekly_value", "1.1.value_1", None);
    desktop.run(Command::SnoozeStep { step: step(ana, "weekly_value", "1.1.value_2"), until: day("2026-12-06") });
    meet(&mut server, &phone, &desktop);
    phone.world.pass_days(8);
    desktop.world.pass_days(8);
    for device in [&phone, &desktop] {
        let quiet = Standing::Quiet { until: day("2026-12-06") };
        assert_eq!(device.stands(ana, "weekly_value"), ("1.1.value_2".into(), quiet));
        assert!(device.conflicts(10).unwrap().is_empty());
        device.is_sound();
    }
}

#[test]
fn done_on_one_device_and_put_off_on_the_other_is_done_on_both() {
    let phone = phone();
    let ana = phone.person("Ana", None);
    phone.enrol(ana, "weekly_value");
    let desktop = desktop_of(&phone);
    let key = phone.today().unwrap().steps[0].line.key.clone();
    assert_eq!(desktop.today().unwrap().steps[0].line.key, key, "the line is the same on both");
    phone.done(ana, "weekly_value", "1.1.value_1", None);
    desktop.run(Command::SnoozeStep { step: step(ana, "weekly_value", "1.1.value_1"), until: day("2026-12-24") });
    meet(&mut Server::default(), &phone, &desktop);
    assert_eq!(phone.today().unwrap(), desktop.today().unwrap());
    assert_eq!(phone.stands(ana, "weekly_value"), ("1.1.value_2".into(), Standing::Waiting));
}

#[test]
fn two_devices_change_a_shipped_playbook_and_both_changes_stand() {
    let phone = phone();
    let desktop = desktop_of(&phone);
    let weekly = id("weekly_value");
    phone.edit(weekly, "step:value_1:title", "Send an article");
    desktop.edit(weekly, "step:ask:wait_days", "10");
    desktop.edit(weekly, "step:value_3:dropped", "yes");
    meet(&mut Server::default(), &phone, &desktop);
    for device in [&phone, &desktop] {
        let line = device.playbooks().unwrap().into_iter().find(|line| line.id == weekly).unwrap();
        let step = |id: &str| line.playbook.step.0[id].clone();
        assert_eq!((step("value_1").title.as_str(), step("ask").wait_days), ("Send an article", Some(10)));
        assert!(line.kept && step("value_3").dropped);
        device.is_sound();
    }
}

#[test]
fn an_edit_that_is_undone_leaves_the_playbook_as_it_was_shipped() {
    let book = phone();
    let weekly = id("weekly_value");
    book.edit(weekly, "name", "Three gifts");
    book.undo().unwrap().unwrap();
    let name = || book.playbooks().unwrap().into_iter().find(|line| line.id == weekly).unwrap().playbook.name;
    assert_eq!(name(), by_short("weekly_value").unwrap().playbook.name);
    book.edit(weekly, "step:ask:title", "Ask for a coffee");
    assert_eq!(name(), by_short("weekly_value").unwrap().playbook.name);
    book.is_sound();
}

#[test]
fn an_edit_sends_nobody_back_who_got_on_by_touchpoints_alone() {
    let book = phone();
    let ana = book.person("Ana", None);
    book.enrol(ana, "call_brochure_call");
    book.touch(ana, TouchpointKind::Call, Direction::Out, &[]);
    let mut playbook = by_short("call_brochure_call").unwrap().playbook;
    let look = Step { order: Some(0.5), title: "Look them up".into(), wait_days: Some(0), ..Step::default() };
    playbook.step.0.insert("look_up".into(), look);
    playbook.step.0.remove("call_again");
    let id = Some(id("call_brochure_call"));
    book.run(Command::SavePlaybook { id, playbook: Box::new(playbook.clone()) });
    assert_eq!(book.stands(ana, "call_brochure_call").0, "1.1.brochure");
    book.done(ana, "call_brochure_call", "1.1.brochure", None);
    assert_eq!(book.stands(ana, "call_brochure_call").1, Standing::Finished, "the last step is left out");
    playbook.branch.insert("call:done".into(), "nowhere".into());
    let refused = book.book.run(Command::SavePlaybook { id, playbook: Box::new(playbook) });
    assert!(matches!(refused, Err(Error::Invalid(_))), "a branch must lead somewhere");
}

#[test]
fn a_playbook_of_ones_own_is_followed_like_a_shipped_one() {
    let book = phone();
    let lunch = Step { title: "Lunch".into(), wait_days: Some(0), touchpoint: "meeting".into(), ..Step::default() };
    let own = book.add(Playbook {
        name: "Lunch".into(),
        step: Groups([("lunch".into(), lunch)].into()),
        ..Playbook::default()
    });
    let ana = book.person("Ana", None);
    book.run(Command::Enrol(NewEnrolment { contact: ana, playbook: own, from: "2026-11-29".parse().ok() }));
    assert!(book.today().unwrap().steps.is_empty());
    book.world.pass_days(7);
    assert_eq!(book.today().unwrap().steps.len(), 1);
    book.run(Command::Remove(own));
    assert!(book.today().unwrap().steps.is_empty());
}

#[test]
fn merged_contacts_are_once_in_a_playbook_with_all_that_was_done() {
    let book = phone();
    let (ana, double) = (book.person("Ana Ruiz", None), book.person("A. Ruiz", None));
    for who in [ana, double] {
        book.enrol(who, "weekly_value");
    }
    book.done(double, "weekly_value", "1.1.value_1", None);
    book.run(Command::Merge { one: ana, other: double });
    assert_eq!(book.enrolled(None, None).unwrap().len(), 1);
    for who in [ana, double] {
        assert_eq!(book.stands(who, "weekly_value"), ("1.1.value_2".into(), Standing::Waiting));
    }
    book.is_sound();
}

#[test]
fn what_a_newer_version_wrote_of_an_enrolment_is_left_alone() {
    let book = phone();
    let ana = book.add(Contact { name: "Ana".into(), ..Contact::default() });
    let weekly = id("weekly_value");
    book.run(edit(ana, &format!("in:{weekly}"), "v9 whatever"));
    assert!(book.enrolled(None, None).unwrap().is_empty());
    let enrol = Command::Enrol(NewEnrolment { contact: ana, playbook: weekly, from: None });
    assert!(matches!(book.book.run(enrol), Err(Error::Invalid(_))));
    assert_eq!(book.contact(ana).in_playbook[&weekly.to_string()], "v9 whatever");
    assert_eq!(book.list(&Kind::Playbook, None, 10).unwrap().items, [], "nothing of the library was kept");
}

fn meet(server: &mut Server, one: &Device, other: &Device) {
    for device in [one, other, one] {
        server.sync(device);
    }
}
