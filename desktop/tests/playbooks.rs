//! Playbooks, as they are typed.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod common;

use common::Home;

#[test]
fn somebody_is_put_into_a_playbook_and_taken_through_it() {
    let home = Home::with_people();
    let said = home.ok(r#"enrol "Dr Lee" weekly_value"#);
    assert!(
        said.contains("Dr. Sam Lee in “Weekly value, then ask to meet”: Give something of value · due today"),
        "{said}"
    );
    let today = home.ok("today");
    assert!(today.contains("Give something of value · Dr. Sam Lee") && today.contains("1 of 4"), "{today}");
    assert!(today.contains("rapport step done"), "what may be typed next is said:\n{today}");
    let why = home.ok("today --why");
    assert!(why.contains("in the playbook since today"), "{why}");
    let said = home.ok(r#"step done "Dr Lee""#);
    assert!(said.contains("✓") && said.contains("comes in 7 days"), "{said}");
    assert!(!home.ok("today").contains("Give something"));
    let said = home.ok("undo");
    assert!(said.contains("doing a step"), "{said}");
    home.ok(r#"step snooze lee "1 week""#);
    assert!(home.ok("playbook who").contains("quiet until"));
    home.ok("step skip lee");
    let step = &home.json("playbook who --with lee")["enrolled"][0]["step"];
    assert_eq!((&step["at"], &step["number"]), (&"1.1.value_2".into(), &2.into()));
}

#[test]
fn a_call_that_is_logged_does_its_step() {
    let home = Home::with_people();
    home.ok("enrol lee call_brochure_call");
    home.ok("log lee --kind call");
    assert!(home.ok("playbook who").contains("Send the brochure (2 of 3)"));
    let adherence = home.json("playbook adherence");
    assert_eq!(adherence["adherence"][0]["on_time"], 1);
    assert!(home.ok("playbook adherence").contains("100 % of 1 in time"));
}

#[test]
fn playbooks_are_listed_shown_and_changed() {
    let home = Home::with_people();
    let list = home.ok("playbook list");
    for short in ["weekly_value", "social_first", "annual_cookies", "give_first"] {
        assert!(list.contains(short), "{short} is missing from\n{list}");
    }
    home.ok(r#"playbook edit weekly "step:ask:title=Ask for a coffee" step:value_3:dropped=yes"#);
    let shown = home.ok("playbook show weekly_value");
    assert!(shown.contains("Ask for a coffee") && !shown.contains("value_3"), "{shown}");
    assert!(shown.contains("any → value_1"), "{shown}");
    home.ok(r#"add playbook "Three gives" --step "1 day: send an article" --step "1 week: ask to meet""#);
    home.ok(r#"enrol ana "three gives""#);
    assert!(home.ok("playbook who \"three gives\"").contains("send an article (1 of 2)"));
    assert!(home.refused(3, "enrol ana nonsense").contains("rapport playbook list"));
    assert!(home.refused(2, r#"enrol ana "three gives""#).contains("already"));
}

#[test]
fn an_edit_leaves_a_playbook_that_can_be_walked() {
    let home = Home::with_people();
    home.ok(r#"add playbook "Three gives" --step "1 day: send an article" --step "1 week: ask to meet""#);
    let shown = || home.json(r#"playbook show "three gives""#);
    let before = shown();
    for line in [
        r#"playbook edit weekly_value "branch:ask:any=nowhere""#,
        "playbook edit weekly_value step:ask:title=",
        r#"playbook edit weekly_value "step:ask:touchpoint=telepathy""#,
        r#"playbook edit "three gives" step:1:dropped=yes step:2:dropped=yes"#,
    ] {
        home.refused(2, line);
    }
    assert_eq!(shown(), before, "what is refused changes nothing");
}

#[test]
fn somebody_in_several_playbooks_is_asked_about() {
    let home = Home::with_people();
    home.ok("enrol lee weekly_value");
    home.ok("enrol lee social_first");
    home.refused(4, "step done lee");
    home.ok("step done lee --playbook social");
    home.ok("pause lee --playbook social");
    assert!(home.ok("playbook who social").contains("paused since today"));
    home.ok("pause --all");
    home.refused(2, "pause --all");
    home.refused(2, "pause");
    home.ok("resume lee");
    home.ok("leave lee social");
    assert!(home.ok("playbook who social").contains("left today"));
    home.ok("step done lee");
}

#[test]
fn whose_pages_to_look_at_and_how_much_one_was_in_touch() {
    let home = Home::with_people();
    assert!(home.ok("engage").contains("social_first"), "an empty queue says how to fill it");
    home.ok("edit ana web=ana.example.org");
    home.ok("enrol ana social_first");
    let queue = home.ok("engage");
    assert!(queue.contains("Ana Ruiz") && queue.contains("https://ana.example.org"), "{queue}");
    home.ok("log ana --kind social");
    assert_eq!(home.json("engage")["queue"], serde_json::json!([]));
    home.ok("edit practice target:weekly_minimum=5");
    let outreach = home.json("outreach");
    assert_eq!((&outreach["done"], &outreach["target"]), (&1.into(), &5.into()));
}
