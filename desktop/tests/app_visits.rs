//! Before a visit and along a day, on the screens: the brief, the plan, what to pack, the evening.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod common;

use common::{Home, window::Window};
use serde_json::Value;

/// The ids of a day's stops, in their order.
fn stops(home: &Home, day: &str) -> Vec<Value> {
    home.json(&format!("plan {day}"))["stops"].as_array().unwrap().clone()
}

fn id(of: &Value) -> &str {
    of["id"].as_str().unwrap()
}

#[test]
fn a_brief_on_screen_says_what_must_be_known_at_the_door_and_leads_on() {
    let home = Home::with_people();
    home.ok(r#"log "Oak Street" --met Ana --left cookies --note "new intake form from May" --on "2 weeks ago""#);
    home.ok(r#"note "tree nuts" --kind allergy --about Ana"#);
    home.ok(r#"note "somebody for sleep" --kind need --about "Oak Street""#);
    home.ok(r#"promise "send the brochure" --to "Oak Street" --due yesterday"#);
    let oak = home.json(r#"show "Oak Street""#)["id"].as_str().unwrap().to_owned();
    let window = Window::on(&home);
    let brief = window.page(&format!("/brief/{oak}"));
    for said in [
        "Oak Street Family Medicine",
        "Ana Ruiz",
        "routes referrals",
        "tree nuts",
        "somebody for sleep",
        "send the brochure",
        "Cookies",
        "new intake form from May",
        "Three gives",
        "<p class=\"lead\">",
    ] {
        assert!(brief.contains(said), "the brief lacks {said}: {brief}");
    }
    assert!(brief.contains(&format!("/log?at={oak}").replace('-', "%2D")), "one logs from here");
    assert!(window.page(&format!("/partners/{oak}")).contains(&format!("/brief/{oak}")), "their page leads to it");
    assert!(window.page("/brief?q=oak").contains(&format!("/brief/{oak}")), "and the first letters do");
    assert!(window.page("/brief?q=zebra").contains("Nobody in the book is called so."));
    assert_eq!(window.get("/brief/0192d2f0-0000-7000-8000-000000000000").status, 404);
}

#[test]
fn a_day_is_planned_packed_for_and_logged_in_the_evening_on_screen() {
    let home = Home::with_people();
    home.ok(r#"add place "Elm Clinic""#);
    home.ok(r#"edit "Elm Clinic" "address=12 Elm Road, Riverside""#);
    home.ok("stock card +100");
    let window = Window::on(&home);
    assert!(window.page("/plan").contains("No stop is planned for this day."));
    let nowhere = window.post("/plan", &[("day", "tomorrow"), ("begin", "10:00")]);
    assert_eq!(nowhere.status, 422);
    assert!(nowhere.body.contains("Choose a place, or type one."));

    let oak = home.json(r#"show "Oak Street""#)["id"].as_str().unwrap().to_owned();
    let elm = home.json(r#"show "Elm Clinic""#)["id"].as_str().unwrap().to_owned();
    let tomorrow = home.json("plan tomorrow")["day"].as_str().unwrap().to_owned();
    let day = ("day", tomorrow.as_str());
    let planned = window.done("/plan", &[day, ("begin", "10:00"), ("stop", &oak), ("stop", &elm), ("bring", "card")]);
    assert!(planned.contains("Planned: 2 stops"), "{planned}");
    let kept = stops(&home, "tomorrow");
    assert_eq!(kept.len(), 2);
    assert_eq!(kept[0]["bring"]["card"], 1);
    let page = window.page(&format!("/plan?day={tomorrow}"));
    assert!(page.contains("10:00") && page.contains("set out at 09:40"), "twenty minutes of travel lead: {page}");
    assert!(page.contains("https://www.openstreetmap.org/search?query=12%20Elm%20Road%2C%20Riverside"), "{page}");
    assert!(page.contains("geo:0,0?q=12%20Elm%20Road"));
    assert!(page.contains("2 × "), "what the two get is summed: {page}");
    assert!(page.contains(&format!("/brief/{oak}")), "a stop leads to its brief");

    // One tap logs a stop; it needs no packing any more, and can be taken back.
    let first = id(&kept[0]).to_owned();
    let logged = window.done("/plan/state", &[("id", &first), ("state", "done")]);
    assert!(logged.contains("it happened") && logged.contains("/undo"));
    let state = || home.json(&format!("show {first}")).get("state").cloned();
    assert_eq!(state(), None, "it is done, which is what a touchpoint mostly is");
    assert!(stops(&home, "today").iter().any(|stop| id(stop) == first), "what happened today did not happen tomorrow");
    window.done("/undo", &[("times", "1")]);
    assert_eq!(state().unwrap(), "planned");
    window.done("/plan/out", &[("id", &first)]);
    assert_eq!(stops(&home, "tomorrow").len(), 1);

    // A place that is not in the book yet is put into it once one says so; both are one to undo.
    let unknown = window.post("/plan", &[day, ("place", "Zinnia House")]);
    assert!(unknown.status == 422 && unknown.body.contains("Put it into the book"), "{}", unknown.body);
    let added = window.done("/plan", &[day, ("place", "Zinnia House"), ("new", "1")]);
    assert!(added.contains("Planned: 2 stops"));
    assert_eq!(stops(&home, "tomorrow").len(), 2);
    window.done("/undo", &[("times", "2")]);
    assert!(home.json("find zinnia")["contacts"].as_array().unwrap().is_empty());
}

#[test]
fn logging_on_screen_what_was_planned_for_today_fulfils_the_plan() {
    let home = Home::with_people();
    home.ok(r#"plan today --stop "Oak Street" --begin 23:59"#);
    let oak = home.json(r#"show "Oak Street""#)["id"].as_str().unwrap().to_owned();
    let window = Window::on(&home);
    window.done("/log", &[("at", &oak), ("note", "they were glad"), ("same", "another")]);
    let kept = stops(&home, "today");
    assert_eq!(kept.len(), 1, "the plan and the visit are one: {kept:?}");
    assert_eq!(kept[0]["state"], "done");
    let learned = window.page("/plan");
    assert!(!learned.contains("It didn't happen"), "nothing is left to be said of it");
}

#[test]
fn in_the_evening_one_is_asked_what_was_learned() {
    let home = Home::with_people();
    home.ok(r#"log "Oak Street""#);
    let window = Window::on(&home);
    assert!(window.page("/plan").contains("What did you learn?"));
    let visit = id(&stops(&home, "today")[0]).to_owned();
    window.done("/plan/learned", &[("id", &visit), ("intel", "they look for a speaker")]);
    assert_eq!(home.json(&format!("show {visit}"))["intel"], "they look for a speaker");
    assert!(!window.page("/plan").contains("What did you learn?"));
}

#[test]
fn a_visit_to_one_of_two_offices_of_that_name_asks_which() {
    let home = Home::with_people();
    home.ok(r#"add place "Oak Hill School""#);
    let window = Window::on(&home);
    let asked = window.refused("/log", "other=oak&note=cookies");
    assert!(asked.contains("Oak Hill School") && asked.contains("Oak Street Family Medicine"), "{asked}");
    let hill = home.json("show \"Oak Hill\"")["id"].as_str().unwrap().to_owned();
    window.send("/log", &format!("other=oak&other_is={hill}&note=cookies"));
    assert_eq!(home.json("timeline \"Oak Hill\"")["items"].as_array().unwrap().len(), 2, "the visit and its note");
}
