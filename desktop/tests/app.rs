//! The desktop app over real HTTP: who is let in, what every answer says of itself, and each screen on the sample book.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod common;

use common::{
    Home,
    window::{PAGE_BYTES, Running},
};

/// The screens of the navigation and others that anybody may open; each is to be light.
const SCREENS: &[&str] = &[
    "/",
    "/partners",
    "/partners?due=1",
    "/log",
    "/search",
    "/search?q=ma",
    "/more",
    "/insights",
    "/brief",
    "/plan",
    "/gives",
    "/gives/with",
    "/gives/announce",
    "/gives/benefits",
    "/items/cookies",
    "/gifts",
    "/gifts/ledger",
    "/stock",
    "/spotlights",
    "/asks",
    "/asks/compose?profession=neurologist&need=sleep",
    "/rehearse",
    "/events",
    "/directory",
    "/needs",
    "/review",
    "/engage",
    "/prospects",
    "/sectors",
    "/served",
    "/playbooks",
    "/playbooks/new",
    "/introductions",
    "/introductions/path",
    "/wordings",
    "/wordings/introduction_call",
    "/cards",
    "/import",
    "/export",
    "/offices",
    "/channels",
    "/settings",
];

#[test]
fn only_the_browser_that_was_let_in_is_answered() {
    let home = Home::with_people();
    let app = Running::on(&home);
    let cookie = app.cookie();
    let port = app.host.rsplit_once(':').unwrap().1;
    let (local, named, evil) = (format!("localhost:{port}"), format!("rapport.example:{port}"), "evil.example");
    assert_eq!(app.get(&cookie, "/").status, 200);
    for path in ["/", "/style.css", "/live", "/script/app.js", "/nowhere"] {
        let none = app.ask(&format!("GET {path}"), &[("Host", &app.host)], b"");
        assert_eq!(none.status, 401, "{path} without a cookie");
    }
    let other = format!("{cookie}x");
    assert_eq!(app.get(&other, "/").status, 401, "a cookie of its own making");
    assert_eq!(app.ask("GET /open?key=guessed", &[("Host", &app.host)], b"").status, 401);
    for host in [named.as_str(), evil, "127.0.0.1", "127.0.0.1:1"] {
        assert_eq!(app.ask("GET /", &[("Host", host), ("Cookie", &cookie)], b"").status, 403, "{host}");
    }
    assert_eq!(app.ask("GET /", &[("Host", &local), ("Cookie", &cookie)], b"").status, 200);
    let from_elsewhere = [("Host", app.host.as_str()), ("Cookie", &cookie), ("Origin", "https://evil.example")];
    assert_eq!(app.ask("GET /", &from_elsewhere, b"").status, 403);
    assert_eq!(app.ask("DELETE /", &[("Host", &app.host), ("Cookie", &cookie)], b"").status, 405);
}

#[test]
fn a_form_needs_its_origin_and_its_token() {
    let home = Home::with_people();
    let app = Running::on(&home);
    let (cookie, origin) = (app.cookie(), app.origin());
    let token = app.get(&cookie, "/log").token().to_owned();
    let filled = format!("other=Elm+Clinic&token={token}");
    for (what, origin, body) in [
        ("no token", origin.as_str(), "other=Elm+Clinic"),
        ("another token", origin.as_str(), "other=Elm+Clinic&token=guessed"),
        ("another origin", "https://evil.example", filled.as_str()),
        ("no page at all", "null", filled.as_str()),
    ] {
        assert_eq!(app.post(&cookie, "/log", origin, body).status, 403, "{what}");
    }
    let unsaid =
        [("Host", app.host.as_str()), ("Cookie", &cookie), ("Content-Type", "application/x-www-form-urlencoded")];
    assert_eq!(app.ask("POST /log", &unsaid, filled.as_bytes()).status, 403, "no origin");
    assert!(!app.get(&cookie, "/search?q=elm").body.contains("Elm Clinic"), "nothing was kept");
    assert_eq!(app.post(&cookie, "/log", &origin, &filled).status, 303);
    assert!(app.get(&cookie, "/search?q=elm").body.contains("Elm Clinic"));
}

#[test]
fn every_answer_says_what_a_browser_may_do_with_it() {
    let home = Home::with_people();
    let app = Running::on(&home);
    let cookie = app.cookie();
    for path in SCREENS.iter().copied().chain(["/style.css", "/icon.svg", "/script/app.js", "/nowhere", "/open?key=x"])
    {
        let answer = app.get(&cookie, path);
        let policy = answer.header("content-security-policy").unwrap_or_else(|| panic!("{path} has no policy"));
        assert!(policy.contains("default-src 'none'") && !policy.contains("unsafe"), "{path}: {policy}");
        assert_eq!(answer.header("cache-control"), Some("no-store"), "{path}");
        assert_eq!(answer.header("x-content-type-options"), Some("nosniff"), "{path}");
        assert!(
            !answer.body.contains(" style=") && !answer.body.contains(" onclick"),
            "{path} has what the policy forbids"
        );
    }
}

#[test]
fn every_screen_answers_on_the_sample_book_and_is_light() {
    let home = Home::empty();
    home.ok("sample --contacts 120 --years 2");
    let app = Running::on(&home);
    let cookie = app.cookie();
    for path in SCREENS.iter().copied() {
        let page = app.get(&cookie, path);
        assert_eq!(page.status, 200, "{path}: {}", page.body);
        assert!(page.body.contains("<h1>"), "{path} has no heading");
        assert!(page.body.len() <= PAGE_BYTES, "{path} weighs {} bytes", page.body.len());
    }
    let list = app.get(&cookie, "/partners").body;
    let (_, rest) = list.split_once("href=\"/partners/").unwrap();
    let one = format!("/partners/{}", rest.split('"').next().unwrap());
    let page = app.get(&cookie, &one);
    assert_eq!(page.status, 200);
    assert!(page.body.len() <= PAGE_BYTES, "{one} weighs {} bytes", page.body.len());
}

#[test]
fn the_first_run_makes_a_book_and_leads_to_the_first_visit() {
    let home = Home::empty();
    let app = Running::on(&home);
    let cookie = app.cookie();
    assert_eq!(app.get(&cookie, "/").header("location"), Some("/welcome"));
    let welcome = app.get(&cookie, "/welcome");
    let token = welcome.token();
    let nameless = app.post(&cookie, "/welcome", &app.origin(), &format!("practice=&device=Desk&token={token}"));
    assert!(nameless.body.contains("name is needed"), "{}", nameless.body);
    let made = app.post(&cookie, "/welcome", &app.origin(), &format!("practice=Riverside&device=Desk&token={token}"));
    assert_eq!(made.header("location"), Some("/log"));
    assert!(app.get(&cookie, "/").body.contains("The book is empty."));
}

#[test]
fn what_is_logged_on_a_page_can_be_taken_back_there() {
    let home = Home::with_people();
    let app = Running::on(&home);
    let (cookie, origin) = (app.cookie(), app.origin());
    let token = app.get(&cookie, "/log").token().to_owned();
    let body = format!("other=Elm+Clinic&met_other=Jo+Park&note=moved+in&next=2+weeks&token={token}");
    let saved = app.post(&cookie, "/log", &origin, &body);
    assert_eq!(saved.status, 303, "{}", saved.body);
    let said = saved.header("set-cookie").unwrap().split(';').next().unwrap().to_owned();
    let page = app.get(&format!("{cookie}; {said}"), saved.header("location").unwrap());
    assert!(page.body.contains("Elm Clinic") && page.body.contains("moved in") && page.body.contains("/undo"));
    // A place, a person and the visit are one command, and taken back as one.
    assert_eq!(app.post(&cookie, "/undo", &origin, &format!("times=1&token={token}")).status, 303);
    for typed in ["elm", "jo"] {
        let found = app.get(&cookie, &format!("/search?q={typed}")).body;
        assert!(!found.contains("Elm Clinic") && !found.contains("Jo Park"), "{typed} is gone");
    }
    let nobody = app.post(&cookie, "/log", &origin, &format!("note=x&token={token}"));
    assert_eq!(nobody.status, 422);
    assert!(nobody.body.contains("role=\"alert\""), "what is missing is said where it is missing");
}
