//! Before and after a visit, as somebody at a keyboard meets it: a sample to look around in, suggestions, a brief, a day's plan.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod common;

use common::Home;
use serde_json::json;

#[test]
fn a_sample_fills_an_empty_home_and_never_one_with_something_in_it() {
    let home = Home::empty();
    let made = home.json("sample --years 1 --contacts 60 --seed 7");
    assert_eq!((made["practice"].as_str(), made["seed"].as_u64()), (Some("Larkspur Therapy"), Some(7)));
    assert!(made["records"]["contact"].as_u64().unwrap() >= 60);
    assert_eq!(home.json("check")["differing"], json!([]));
    assert_eq!(home.run("sample").code, 2, "it is no longer empty");
    assert!(!home.json("suggest")["places"].as_array().unwrap().is_empty());
}

#[test]
fn a_stop_is_planned_suggested_briefed_and_done() {
    let home = Home::with_people();
    home.ok(r#"add place "Elm Clinic""#);
    let day = home.json(r#"plan tomorrow --stop "Oak Street" --stop "Elm" --bring cookies --begin 10:00"#);
    let cookies = day["packing"].as_array().unwrap().iter().find(|line| line["item"] == "cookies").unwrap();
    assert_eq!((day["stops"].as_array().unwrap().len(), cookies["count"].as_i64()), (2, Some(2)));
    let shown = home.ok("plan tomorrow");
    assert!(shown.contains("To take along") && shown.contains("Oak Street Family Medicine has none"), "{shown}");
    assert!(shown.contains("2 × ") && shown.contains("planned for them") && shown.contains('☐'), "{shown}");
    let brief = home.ok(r#"brief "Oak Street""#);
    assert!(brief.contains("Ana Ruiz") && brief.contains("10 minutes") && brief.contains("Ask"), "{brief}");
    let suggested = home.ok("suggest --near 51.5,-0.12");
    assert!(suggested.contains("rapport log") || suggested.contains("No place"), "{suggested}");
}

#[test]
fn a_visit_that_was_logged_twice_is_shown_and_made_one() {
    let home = Home::with_people();
    let one = home.json(r#"log "Oak Street" --left cookies"#)["id"].as_str().unwrap().to_owned();
    let other = home.json(r#"log "Oak Street" --met "Ana Ruiz""#)["id"].as_str().unwrap().to_owned();
    assert_eq!(home.json("same-visit")["doubled"].as_array().unwrap().len(), 1);
    home.ok(&format!("same-visit {one} {other}"));
    assert_eq!(home.json("same-visit")["doubled"], json!([]));
}

#[test]
fn logging_where_a_stop_is_planned_for_today_makes_the_plan_the_visit() {
    let home = Home::with_people();
    let plan = home.json(r#"plan today --stop "Oak Street" --purpose "Say hello" --begin 23:58"#);
    let planned = plan["stops"][0]["id"].clone();
    let visit = home.json(r#"log "Oak Street" --left cookies"#);
    assert_eq!(visit["id"], planned);
    let shown = home.json(&format!("show {}", planned.as_str().unwrap()));
    assert_eq!((shown["purpose"].as_str(), shown["left"]["cookies"].as_i64()), (Some("Say hello"), Some(1)));
    assert!(shown.get("state").is_none() && home.json("today")["planned"].as_array().unwrap().is_empty());
    let again = home.json(r#"log "Oak Street""#);
    assert_ne!(again["id"], planned, "once");
    home.ok("undo");
    home.ok("undo");
    assert_eq!(home.json("plan")["stops"][0]["state"], "planned", "and taken back as one");
}

#[test]
fn who_says_no_place_gets_the_likely_ones_and_nothing_is_logged() {
    let home = Home::with_people();
    home.ok(r#"log "Oak Street" --on "3 weeks ago""#);
    let before = home.json("timeline")["items"].as_array().unwrap().len();
    let asked = home.run("--json log --left cookies");
    assert_eq!(asked.code, 4, "{}", asked.stderr);
    let error: serde_json::Value = serde_json::from_str(&asked.stderr).unwrap();
    assert_eq!(error["error"]["code"], "ambiguous");
    let candidates = error["error"]["candidates"].as_array().unwrap();
    assert_eq!(candidates[0]["name"], "Oak Street Family Medicine");
    assert!(candidates[0]["hint"].as_str().unwrap().contains('%'));
    assert!(home.refused(4, "log").contains("You may be at one of these"));
    for elsewhere in ["log --kind call", "log --on yesterday", "log --planned --on tomorrow"] {
        assert_eq!(home.run(elsewhere).code, 2, "{elsewhere}");
    }
    assert_eq!(Home::with_book().run("log").code, 2, "no place comes to mind");
    assert_eq!(home.json("timeline")["items"].as_array().unwrap().len(), before);
}
