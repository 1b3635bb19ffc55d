//! Text that says who a client is: saved, and warned of.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod common;

use common::Home;

#[test]
fn a_note_that_names_a_client_is_saved_and_warned_of() {
    let home = Home::with_people();
    let ran = home.run(r#"note "my client Sarah Whitfield, DOB 03/14/2009, likes Ana" --about ana"#);
    assert_eq!(ran.code, 0);
    assert!(ran.stdout.contains("Noted"));
    assert!(ran.stderr.contains("“Sarah Whitfield” looks like a client's name"), "{}", ran.stderr);
    assert!(ran.stderr.contains("“03/14/2009” looks like a birth date"), "{}", ran.stderr);
    assert!(!ran.stderr.contains("Ana"), "who is in the book is no alarm");
    assert!(home.ok("timeline").contains("Sarah Whitfield"), "it was not blocked");
}

#[test]
fn programs_find_the_warnings_in_the_object_and_nothing_on_stderr() {
    let home = Home::with_people();
    let ran = home.run(r#"--json log oak --note "pt J.M., 34, wants a referral" --next "tomorrow: call Dr Lee""#);
    assert_eq!((ran.code, ran.stderr.as_str()), (0, ""));
    let said: serde_json::Value = serde_json::from_str(&ran.stdout).unwrap();
    assert_eq!(said["warnings"][0]["kind"], "initials");
    assert_eq!(said["warnings"][0]["said"], "J.M");
    assert_eq!(said["warnings"].as_array().unwrap().len(), 1);
    assert!(home.json(r#"note "ask about parking""#).get("warnings").is_none());
}

#[test]
fn every_free_text_is_looked_at() {
    let home = Home::with_people();
    home.ok(r#"note "ask about parking" --about oak"#);
    for line in [
        r#"promise "call my client Sarah Whitfield" --to oak --due tomorrow"#,
        r#"log oak --intel "my client Sarah Whitfield works here""#,
        r#"log oak --purpose "for my client Sarah Whitfield""#,
        r#"log oak --next "tomorrow: ask for my client Sarah Whitfield""#,
        r#"referral out lee --topic "my client Sarah Whitfield""#,
        r#"give cookies --to oak --note "for my client Sarah Whitfield""#,
        r#"ask record ana --profession neurologist --area Riverside --need "my client Sarah Whitfield" --due Friday"#,
        r#"add item "First call" --kind wording --body "Sarah Whitfield is my client""#,
        r#"add item "Card for my client Sarah Whitfield""#,
        r#"add person "Dora Kemp" --at oak --tag "saw my client Sarah Whitfield""#,
        r#"add place "Hill Clinic" --address "12 Hill Street, where my client Sarah Whitfield lives""#,
        r#"edit oak "tag=my client Sarah Whitfield""#,
        r#"edit oak "helps=my client Sarah Whitfield""#,
        r#"edit oak "hours=when my client Sarah Whitfield is there""#,
        r#"edit oak "drop_in=with my client Sarah Whitfield""#,
        r#"edit oak "found_via=my client Sarah Whitfield""#,
        r#"edit oak "address=12 Hill Street, MRN 4482190, Sarah Whitfield""#,
        r#"edit practice "ideal_client=people like Sarah Whitfield""#,
        r#"edit practice "holiday:2027-03-01=birthday of Sarah Whitfield""#,
        r#"edit cookies "name=Cookies of my client Sarah Whitfield""#,
        r#"add playbook "For my client Sarah Whitfield" --step "1 week: call""#,
        r#"add playbook "Calls" --step "1 week: call my client Sarah Whitfield""#,
        r#"ask record ana --profession "my client Sarah Whitfield" --area Riverside --need sleep --due Friday"#,
    ] {
        let said = home.run(line).stderr;
        assert_eq!(said.matches("“Sarah Whitfield”").count(), 1, "rapport {line}: {said}");
    }
}

#[test]
fn a_street_is_no_client_and_neither_is_a_label_that_is_taken_away() {
    let home = Home::with_people();
    for line in [
        r#"edit oak "address=100 Martin Luther King Boulevard, Riverside""#,
        r#"edit oak "address=Suite 4, 45 Frederick Douglass Ave, Springfield, IL 62704""#,
        r#"edit oak "tag:my client Sarah Whitfield=""#,
        r#"edit oak "hours=Mon-Fri 9-5""#,
        "edit oak tag=vip found_via=popular",
    ] {
        let ran = home.run(line);
        assert_eq!((ran.code, ran.stderr.as_str()), (0, ""), "rapport {line}");
    }
}

#[test]
fn what_is_put_into_a_draft_is_warned_of_before_it_leaves() {
    let home = Home::with_people();
    home.ok(r#"edit lee "email=lee@example.org""#);
    for line in [
        r#"wording fill do_you_know lee --other "my client Sarah Whitfield" --as mailto"#,
        r#"ask compose lee --profession neurologist --area Riverside --need "my client Sarah Whitfield""#,
        r#"ask compose lee --other "my client Sarah Whitfield" --need sleep"#,
    ] {
        let said = home.run(line).stderr;
        assert!(said.contains("“Sarah Whitfield”") && said.contains("leaves this device"), "rapport {line}: {said}");
        assert!(!said.contains("It is saved"), "nothing is kept: {said}");
    }
}

#[test]
fn what_undo_takes_back_is_said_to_stand_in_the_history() {
    let home = Home::with_people();
    let said = home.run(r#"note "my client Sarah Whitfield" --about oak"#).stderr;
    assert!(said.contains("rapport history") && said.contains("rapport erase"), "{said}");
}

#[test]
fn what_is_kept_twice_is_warned_of_once() {
    let home = Home::with_people();
    let said = home.run(r#"hand-off "sleep study for my client Sarah Whitfield""#).stderr;
    assert_eq!(said.matches("“Sarah Whitfield”").count(), 1, "{said}");
}
