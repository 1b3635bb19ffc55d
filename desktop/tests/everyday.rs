//! A week with the program, as it is typed.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod common;

use common::Home;

/// The lines of the issue that asked for the program, word for word.
#[test]
fn a_visit_is_logged_in_one_line_with_all_that_belongs_to_it() {
    let home = Home::empty();
    home.ok(r#"init --practice "Riverside Therapy" --device Phone --person "Kim""#);
    home.ok(r#"add place "Oak Street Family Medicine" --sector primary_care"#);
    home.ok(r#"add person "Ana Ruiz" --at "Oak Street" --role front_desk --routes-referrals --phone "+1 555 0100""#);
    let said = home.ok(
        r#"log "Oak Street" --met "Ana Ruiz" --left cookies --left card:5 --outcome met --note "Two new doctors in January" --next "in 2 weeks: bring brochures""#,
    );
    for part in [
        "visit · Oak Street Family Medicine · met Ana Ruiz",
        "5 × card, cookies",
        "Two new doctors",
        "bring brochures",
        "in 2 weeks",
    ] {
        assert!(said.contains(part), "“{part}” is missing from\n{said}");
    }
    home.ok(r#"log "Oak Street" --kind call --on "yesterday 14:05""#);
    home.ok(r#"log "Oak Street" --planned --on "tomorrow 10:00""#);
    home.ok(r#"note "ask about parking""#);
    home.ok(r#"note "ask about parking" --about "Ana""#);
    home.ok(r#"promise "bring brochures" --to "Oak Street" --due "in 2 weeks""#);
    let timeline = home.ok("timeline");
    assert!(timeline.contains("call · Oak Street Family Medicine"), "{timeline}");
    let page = home.json(r#"show "Oak Street""#);
    assert_eq!(page["people"][0]["who"]["name"], "Ana Ruiz");
    assert_eq!(page["people"][0]["roles"], serde_json::json!(["front_desk", "routes_referrals"]));
}

#[test]
fn a_referral_starts_a_clock_that_answering_stops_and_a_thank_you_that_thanking_ends() {
    let home = Home::with_people();
    let code = home.json(r#"referral in "Dr Lee" --via phone"#)["code"].as_str().unwrap().to_owned();
    home.ok(r#"referral out "Dr Lee" --topic sleep"#);
    let today = home.json("today");
    assert_eq!(
        (&today["unanswered"][0]["code"], &today["thanks_owed"][0]["code"]),
        (&code.clone().into(), &code.clone().into())
    );
    home.ok(&format!("referral answered {}", code.to_lowercase()));
    home.ok(&format!("referral scheduled {code} --on \"tomorrow 10:00\""));
    home.ok(&format!("referral thanked {code}"));
    let today = home.json("today");
    assert_eq!((&today["unanswered"], &today["thanks_owed"]), (&serde_json::json!([]), &serde_json::json!([])));
    home.ok(&format!("referral closed {code}"));
}

#[test]
fn a_promise_is_on_today_until_it_is_done_or_put_off() {
    let home = Home::with_people();
    let id = home.id(r#"promise "bring brochures" --to "Oak Street" --due yesterday"#);
    assert!(home.ok("today").contains("bring brochures · to Oak Street Family Medicine"));
    home.ok(&format!("snooze {id} \"1 week\""));
    assert!(!home.ok("today").contains("bring brochures"));
    home.ok(r#"promise "send the form" --to "Dr Lee" --due today"#);
    assert!(home.ok("done form").contains("✓ send the form"));
    assert!(home.ok("today").contains("Nothing is due today."));
}

#[test]
fn what_was_planned_is_done_by_its_id() {
    let home = Home::with_people();
    let id = home.id(r#"log "Oak Street" --planned --on "today 23:59""#);
    assert!(home.ok("today").contains("Planned"));
    home.ok(&format!("done {}", &id[30..]));
    assert_eq!(home.json(&format!("show {id}"))["state"], serde_json::Value::Null, "done is what is left out");
}

#[test]
fn whoever_is_not_in_the_book_is_put_into_it_in_the_same_breath() {
    let home = Home::with_book();
    let said = home.refused(3, r#"log "Elm Clinic" --outcome dropped_off"#);
    assert!(said.contains("--new") && said.contains("nothing was logged"), "{said}");
    home.ok(r#"log "Elm Clinic" --met "Bo Park" --new --outcome dropped_off"#);
    assert_eq!(home.json("show bo")["places"][0]["who"]["name"], "Elm Clinic");
    home.ok(r#"referral in "Dr Osei" --new"#);
    assert!(home.ok("today").contains("Dr Osei"));
}

#[test]
fn a_visit_with_a_person_is_at_the_only_place_where_they_work() {
    let home = Home::with_people();
    let id = home.id("log ana --left cookies");
    let visit = home.json(&format!("show {id}"));
    let (oak, ana) = (home.json("show oak")["id"].clone(), home.json("show ana")["id"].clone());
    assert_eq!((&visit["place"], &visit["met"]), (&oak, &serde_json::json!([ana])));
}

#[test]
fn what_was_is_past_and_what_is_planned_is_to_come() {
    let home = Home::with_people();
    assert!(home.refused(2, "log oak --on tomorrow").contains("add --planned"));
    assert!(home.refused(2, "log oak --planned --on yesterday").contains("leave --planned out"));
    assert!(home.refused(2, r#"log oak --next """#).contains("--next says nothing"));
    home.ok("referral in lee");
    assert!(home.refused(2, "referral answered lee --on tomorrow").contains("still to come"));
    assert!(home.refused(2, r#"referral answered lee --on "1 March 2020""#).contains("it came on"));
    assert!(home.refused(2, "edit practice away:2027-03-10=2027-03-01").contains("is before"));
    assert!(home.refused(2, "stock cookies -- -5").contains("no more can go"));
    assert!(home.refused(2, "add person \"Ana\u{202e}ziuR\"").contains("one line"));
    home.ok("referral scheduled lee --on tomorrow");
}

#[test]
fn a_place_and_a_person_are_never_made_one() {
    let home = Home::with_people();
    assert!(home.refused(2, "merge oak ana").contains("can't be one contact"));
    home.ok("show ana");
}

#[test]
fn the_same_visit_logged_twice_is_asked_about() {
    let home = Home::with_people();
    home.ok("log oak");
    assert!(home.ok("log oak").contains("The same visit?"));
}

#[test]
fn a_note_in_the_inbox_gets_its_name_later() {
    let home = Home::with_people();
    let id = home.id(r#"note "ask about parking""#);
    assert!(home.ok("inbox").contains("ask about parking"));
    home.ok(&format!("edit {id} about=Ana"));
    assert!(home.ok("inbox").contains("The inbox is empty."));
    assert!(home.ok("timeline ana").contains("ask about parking"));
}

#[test]
fn fields_are_edited_as_they_are_said() {
    let home = Home::with_people();
    home.ok(r#"edit "Oak Street" tier=a "hours=Mon-Fri 9-5" "sector=primary care" "quiet_until=next month""#);
    home.ok(
        r#"edit Ana "at:Oak Street=manager" "at:Oak Street:front desk=no" "phone=+1 555 0199" tag=vip knows="Dr Lee""#,
    );
    let ana = home.json("show ana");
    assert_eq!(ana["places"][0]["roles"], serde_json::json!(["manager", "routes_referrals"]));
    assert_eq!(ana["channel"]["phone:+1 555 0199"], "known");
    assert_eq!((&ana["tag"][0], &ana["knows"][0]), (&"vip".into(), &home.json("show lee")["id"]));
    home.ok("edit ana tag:vip=");
    assert_eq!(home.json("show ana")["tag"], serde_json::Value::Null);
    home.ok("edit practice target:active_partners=4");
    assert!(home.refused(2, "edit ana shoe_size=43").contains("has no field “shoe_size”"));
    assert!(home.refused(2, "edit oak tier=z").contains("none of a, b, c, d"));
}

#[test]
fn what_was_removed_comes_back_and_what_was_erased_does_not() {
    let home = Home::with_people();
    let id = home.json("show lee")["id"].as_str().unwrap().to_owned();
    home.ok("remove lee");
    home.refused(3, "show lee");
    home.ok(&format!("restore {}", &id[30..]));
    home.ok("show lee");
    assert!(home.refused(2, "erase lee").contains("--yes"));
    home.ok("show lee");
    home.ok("erase lee --yes");
    home.refused(3, &format!("restore {id}"));
}

#[test]
fn redacting_keeps_what_a_note_says_and_forgets_what_it_said() {
    let home = Home::with_people();
    let id = home.id(r#"note "a secret" --about ana"#);
    home.ok(&format!("edit {id} text=harmless"));
    let copy = home.id(&format!("redact {id} --yes"));
    assert_ne!(copy, id);
    assert_eq!(home.json(&format!("show {copy}"))["text"], "harmless");
    assert!(!home.ok(&format!("--json history {copy}")).contains("secret"));
    home.refused(3, &format!("show {id}"));
}

#[test]
fn a_note_out_of_sight_stays_so_when_it_is_redacted_and_nobody_redacts_by_a_slip() {
    let home = Home::with_people();
    let id = home.id(r#"note "a secret" --about ana"#);
    assert!(home.refused(2, &format!("redact {id} --text harmless")).contains("--yes"));
    home.ok(&format!("remove {id}"));
    let copy = home.id(&format!("redact {id} --text harmless --yes"));
    assert!(home.json("inbox")["notes"].as_array().unwrap().is_empty());
    assert!(home.json("timeline ana")["items"].as_array().unwrap().is_empty());
    assert_eq!(home.json("removed")["items"][0]["id"], copy.as_str());
}

#[cfg(unix)]
#[test]
fn what_leaves_the_book_is_its_owners_alone() {
    use std::os::unix::fs::PermissionsExt as _;
    let home = Home::with_people();
    for (command, name) in [("backup", "all.rapport"), ("export", "all.json")] {
        let file = home.path().join(name);
        home.ok(&format!("{command} {}", file.display()));
        assert_eq!(std::fs::metadata(&file).unwrap().permissions().mode() & 0o777, 0o600, "{name}");
    }
}

#[test]
fn undo_takes_back_one_command_after_the_other() {
    let home = Home::with_people();
    home.ok("edit oak tier=a");
    home.ok(r#"log oak --note "hello" --next "in 2 weeks: call""#);
    assert!(home.ok("undo").contains("logging a visit"));
    assert!(!home.ok("timeline").contains("hello"));
    assert!(home.ok("undo").contains("an edit"));
    assert_eq!(home.json("show oak")["tier"], serde_json::Value::Null);
    for _ in 0..3 {
        home.ok("undo");
    }
    assert!(home.ok("undo").contains("nothing to undo"));
}

#[test]
fn two_contacts_become_one_and_two_again() {
    let home = Home::with_people();
    home.ok(r#"add place "Oak Street Family Medicine""#);
    assert!(home.ok("duplicates").contains("Oak Street Family Medicine"));
    let pair = &home.json("duplicates")["duplicates"][0];
    let (one, other) = (pair["one"]["id"].as_str().unwrap(), pair["other"]["id"].as_str().unwrap());
    home.ok(&format!("merge {one} {other}"));
    home.ok("show oak");
    home.ok(&format!("unmerge {one}"));
    home.refused(4, "show oak");
}

#[test]
fn a_day_that_is_still_to_come_is_a_plan() {
    let home = Home::with_people();
    assert!(home.refused(2, r#"log oak --on "tomorrow 10:00""#).contains("--planned"));
    assert!(home.refused(2, "log oak --planned").contains("--on"));
    assert!(home.refused(2, r#"log oak --on "soonish""#).contains("yesterday 14:05"));
}

#[test]
fn an_empty_book_teaches_its_first_step() {
    let home = Home::with_book();
    for (line, next) in [
        ("today", "rapport add place"),
        ("timeline", "rapport log"),
        ("inbox", "rapport note"),
        ("find oak", "rapport list contacts"),
    ] {
        let said = home.ok(line);
        assert!(said.contains(next), "rapport {line} does not teach “{next}”:\n{said}");
    }
}

#[test]
fn a_book_adds_up() {
    let home = Home::with_people();
    assert!(home.ok("check").contains("all of it adds up"));
}

#[test]
fn what_was_removed_is_found_and_brought_back() {
    let home = Home::with_people();
    assert!(home.ok("removed").contains("Nothing is removed"));
    home.ok(r#"remove "Oak Street""#);
    home.ok(r#"remove "Ana Ruiz""#);
    let said = home.ok("removed");
    assert!(said.contains("Oak Street Family Medicine") && said.contains("rapport restore"), "{said}");
    let page = home.json("removed --limit 1");
    let rest = home.json(&format!("removed --limit 1 --after {}", page["next"].as_str().unwrap()));
    assert_eq!((page["items"][0]["removed"].as_bool(), rest["next"].is_null()), (Some(true), true));
    home.ok(&format!("restore {}", page["items"][0]["id"].as_str().unwrap()));
    assert_eq!(home.json("removed")["items"].as_array().unwrap().len(), 1);
}

#[test]
fn a_thank_you_is_put_off_apart_from_the_answer() {
    let home = Home::with_people();
    let code = home.json(r#"referral in "Ana Ruiz""#)["code"].as_str().unwrap().to_owned();
    let lines = || {
        let today = home.json("today");
        [&today["unanswered"], &today["thanks_owed"]].map(|lines| lines.as_array().unwrap().len())
    };
    assert_eq!(lines(), [1, 1]);
    assert!(home.ok(&format!("snooze {code} tomorrow --thanks")).contains("thank-you"));
    assert_eq!(lines(), [1, 0], "who waits is still called back");
    assert!(home.ok(&format!("snooze {code} tomorrow")).contains("answer"));
    assert_eq!(lines(), [0, 0]);
    home.refused(2, r#"snooze "Ana Ruiz" tomorrow --thanks"#);
}

#[test]
fn undo_after_a_command_that_changed_nothing_keeps_the_visit_before_it() {
    let home = Home::with_people();
    home.ok("log oak --met ana");
    home.ok(r#"edit ana "name=Ana Ruiz""#);
    let said = home.ok("undo");
    assert!(said.contains("had changed nothing") && said.contains("once more"), "{said}");
    assert_eq!(home.json("timeline")["items"].as_array().unwrap().len(), 1, "the visit is still there");
    assert!(home.ok("undo").contains("Undone"));
    assert!(home.json("timeline")["items"].as_array().unwrap().is_empty());
}
