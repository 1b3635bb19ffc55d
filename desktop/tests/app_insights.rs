//! Insights in the app: each with what it is over, a picture and a table; nothing of too few; what if somebody falls away.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod common;

use common::{Home, window::Window};

/// Every insight that needs no name.
const ALL: [&str; 14] = [
    "mix",
    "concentration",
    "response",
    "thanks",
    "partners",
    "year",
    "promises",
    "reciprocity",
    "touches",
    "funnel",
    "conversion",
    "top-ten",
    "offices",
    "channels",
];

#[test]
fn each_insight_names_what_it_is_over_and_has_a_picture_and_a_table() {
    let home = Home::empty();
    home.ok("sample --contacts 120 --years 2");
    let window = Window::on(&home);
    let first = window.page("/insights");
    assert!(first.contains("n = ") && first.contains("href=\"/insights/funnel\""));
    for which in ALL {
        let page = window.page(&format!("/insights/{which}"));
        assert!(page.contains("<h1>") && page.contains("n = "), "{which} says not of how many");
        assert!(page.contains("role=\"img\" aria-label=\""), "{which} has no picture");
        assert!(page.contains("<caption"), "{which} has no table");
        assert!(!page.contains(" style=") && !page.contains("<style"), "{which} has what the policy forbids");
    }
    assert_eq!(window.get("/insights/nonsense").status, 404);
}

#[test]
fn the_figures_are_those_of_the_book() {
    let home = Home::empty();
    home.ok("sample --contacts 120 --years 2");
    let mix = home.json("insight mix");
    let sources = home.json("insight concentration");
    let top = sources["by_person"]["sources"][0]["who"].as_str().unwrap().to_owned();
    let lost = home.json(&format!("insight concentration --without {top}"));
    let window = Window::on(&home);
    let page = window.page("/insights/mix");
    for part in mix["parts"].as_array().unwrap() {
        let share = format!("{:.0} %", part["share"].as_f64().unwrap() * 100.0);
        assert!(page.contains(&format!("<td class=\"number\">{share}</td>")), "{share} is not there");
    }
    let page = window.page(&format!("/insights/concentration?without_is={top}"));
    let (left, share) = (lost["left"].as_u64().unwrap(), lost["share"].as_f64().unwrap() * 100.0);
    assert!(page.contains(&format!("{share:.0} %. {left} would be left")), "{page}");
    assert!(window.page("/insights/concentration?without=Nobody+Here").contains("Nobody in the book is called so"));
    let year = home.json("insight calendar")["year"].as_i64().unwrap();
    let before = window.page(&format!("/insights/year?year={}", year - 1));
    assert!(before.contains(&format!("<strong>{}</strong>", year - 1)) && before.contains("rel=\"next\""));
}

#[test]
fn of_too_few_nothing_is_said() {
    let home = Home::with_people();
    let window = Window::on(&home);
    assert!(window.page("/insights/mix").contains("Nothing to go by yet"));
    home.ok(r#"referral in "Dr. Sam Lee" --topic sleep"#);
    let page = window.page("/insights/response");
    assert!(page.contains("Too few to say: 1 of the 8 that it takes."), "{page}");
    assert!(!page.contains("class=\"figure\""), "no figure stands over too few");
}

#[test]
fn how_one_stands_is_shown_with_what_it_rests_on() {
    let home = Home::with_people();
    home.ok(r#"log "Dr. Sam Lee" --note "talked about sleep""#);
    let window = Window::on(&home);
    assert!(window.page("/insights/standing").contains("Choose a person or a place"));
    let page = window.page("/insights/standing?who=Sam+Lee");
    assert!(page.contains("Not yet the time to ask") && page.contains("First touch"), "{page}");
    assert!(page.contains("of 3 gives"), "what it takes is said");
}
