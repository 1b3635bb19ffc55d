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
    assert_eq!((day["stops"].as_array().unwrap().len(), day["packing"][0]["count"].as_i64()), (2, Some(2)));
    let shown = home.ok("plan tomorrow");
    assert!(shown.contains("To pack") && shown.contains("Oak Street"), "{shown}");
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
