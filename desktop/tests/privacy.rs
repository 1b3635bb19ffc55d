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
    ] {
        let said = home.run(line).stderr;
        assert!(said.contains("Sarah Whitfield"), "rapport {line} does not warn: {said}");
    }
}
