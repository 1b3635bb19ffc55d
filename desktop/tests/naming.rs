//! Names, codes and ids, typed by somebody in a hurry.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod common;

use common::Home;
use serde_json::Value;

#[test]
fn a_name_is_found_by_its_beginning_without_case_and_accents() {
    let home = Home::with_people();
    home.ok(r#"add person "José Núñez""#);
    for typed in ["oak", "OAK STREET", "family med", "street oak", "jose nunez", "NÚÑ", "dr lee", "DR. LEE"] {
        home.ok(&format!("show \"{typed}\""));
    }
}

#[test]
fn several_who_may_be_meant_are_listed_and_nothing_is_done() {
    let home = Home::with_people();
    home.ok(r#"add place "Oak Street Pharmacy""#);
    let ran = home.run("--json log oak");
    assert_eq!((ran.code, ran.stdout.as_str()), (4, ""));
    let error: Value = serde_json::from_str(&ran.stderr).unwrap();
    assert_eq!(error["error"]["code"], "ambiguous");
    let mut names: Vec<&str> =
        error["error"]["candidates"].as_array().unwrap().iter().map(|one| one["name"].as_str().unwrap()).collect();
    names.sort_unstable();
    assert_eq!(names, ["Oak Street Family Medicine", "Oak Street Pharmacy"]);
    let said = home.refused(4, "log oak");
    assert!(said.contains("primary care"), "what tells them apart is said:\n{said}");
    assert_eq!(home.json("timeline")["items"], serde_json::json!([]));
}

#[test]
fn the_whole_of_a_name_wins_over_the_beginning_of_another() {
    let home = Home::with_book();
    home.ok(r#"add place "Oak""#);
    home.ok(r#"add place "Oak Street""#);
    assert_eq!(home.json("show oak")["name"], "Oak");
}

#[test]
fn of_two_of_one_name_the_one_who_works_there_was_met() {
    let home = Home::with_people();
    home.ok(r#"add person "Ana Ruiz""#);
    let id = home.id(r#"log "Oak Street" --met ana"#);
    let met = home.json(&format!("show {id}"))["met"][0].as_str().unwrap().to_owned();
    assert_eq!(home.json(&format!("show {met}"))["places"][0]["who"]["name"], "Oak Street Family Medicine");
}

#[test]
fn a_role_is_met_whose_name_comes_later() {
    let home = Home::with_people();
    for typed in ["front desk", "front_desk", "Front Desk"] {
        let id = home.id(&format!("log oak --met \"{typed}\""));
        assert_eq!(home.json(&format!("show {id}"))["met"], serde_json::json!(["role:front_desk"]));
    }
}

#[test]
fn an_id_is_known_by_either_end() {
    let home = Home::with_people();
    let id = home.id(r#"note "ask about parking""#);
    for part in [id.as_str(), &id[32..], &id[28..], &id.replace('-', "")] {
        assert_eq!(home.json(&format!("show {part}"))["id"], id.as_str(), "{part}");
    }
    home.refused(3, "show fff");
}

#[test]
fn a_referral_is_known_by_its_code_or_by_whoever_sent_it() {
    let home = Home::with_people();
    let code = home.json("referral in lee")["code"].as_str().unwrap().to_owned();
    assert_eq!(home.json(&format!("show {}", code.to_lowercase()))["code"], code.as_str());
    home.ok("referral answered lee");
    home.ok("referral in lee");
    let said = home.refused(4, "referral thanked lee");
    assert!(said.contains(&code), "{said}");
}

#[test]
fn of_several_referrals_of_somebody_the_one_that_waits_for_it_is_meant() {
    let home = Home::with_people();
    let code = home.json("referral in lee")["code"].clone();
    home.ok("referral out lee --topic sleep");
    home.ok("referral answered lee");
    home.ok("referral thanked lee");
    let referrals = home.json("list referrals")["items"].clone();
    let came = referrals.as_array().unwrap().iter().find(|one| one["code"] == code).unwrap().clone();
    assert!(came["answered"].is_string() && came["thanked"].is_string(), "{came}");
    assert!(home.refused(3, "referral thanked lee").contains("no referral of Dr. Sam Lee waits for that"));
}

#[test]
fn a_name_that_says_nothing_is_a_slip() {
    let home = Home::with_people();
    for line in [r#"log """#, r#"show """#, r#"timeline " ""#, r#"promise call --to """#, r#"note hi --about """#] {
        assert!(home.refused(2, line).contains("type a name"), "rapport {line}");
    }
}

#[test]
fn what_is_not_there_is_said_with_where_to_look() {
    let home = Home::with_people();
    assert!(home.refused(3, "show zebra").contains("rapport find zeb"));
    assert!(home.refused(3, r#"promise "call" --to zebra"#).contains("rapport add person"));
    assert!(home.refused(2, "redact oak").contains("a note is wanted"));
    assert!(home.refused(2, "done oak").contains("only promises and plans"));
}

#[test]
fn a_name_that_nobody_can_see_is_none_and_one_in_signs_is_one_of_its_own() {
    let home = Home::with_people();
    assert!(home.refused(2, "add person \"\u{200b}\u{feff} \"").contains("a name is needed"));
    home.ok("add person 🌳");
    assert!(!home.ok("add person 🍪").contains("stands in the book too"));
    assert_eq!(home.json("show 🍪")["name"], "🍪");
}

#[test]
fn a_name_from_elsewhere_makes_the_terminal_do_nothing() {
    let home = Home::with_people();
    home.ok("add person \"Mo\u{1b}]0;owned\u{7} Vega\"");
    for said in [home.ok("show mo"), home.ok("list contacts"), home.refused(2, "merge mo oak")] {
        assert!(!said.contains(['\u{1b}', '\u{7}']), "{said:?}");
    }
}
