//! The desktop app over real HTTP: who is let in, what every answer says of itself, and each screen on the sample book.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod common;

use std::{
    io::{BufRead as _, BufReader, Read as _, Write as _},
    net::TcpStream,
    process::{Child, Command, Stdio},
    time::Duration,
};

use common::Home;
use serde_json::Value;

/// The screens of the navigation and others that anybody may open; each is to be light.
const SCREENS: [&str; 7] = ["/", "/partners", "/partners?due=1", "/log", "/search", "/search?q=ma", "/more"];
/// The most that a page may weigh.
const PAGE_BYTES: usize = 100 * 1024;

/// A running app.
struct App {
    process: Child,
    host: String,
    key: String,
    _home: Home,
}

/// An answer.
struct Answer {
    status: u16,
    head: String,
    body: String,
}

impl App {
    fn start(home: Home) -> Self {
        let mut process = Command::new(env!("CARGO_BIN_EXE_rapport"))
            .args(["--home", home.path().to_str().unwrap(), "--json", "app", "--no-open", "--port", "0"])
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let mut line = String::new();
        BufReader::new(process.stdout.take().unwrap()).read_line(&mut line).unwrap();
        let said: Value = serde_json::from_str(&line).unwrap();
        let address = said["address"].as_str().unwrap().strip_prefix("http://").unwrap().to_owned();
        let (host, key) = address.split_once('/').unwrap();
        Self { process, host: host.to_owned(), key: format!("/{key}"), _home: home }
    }

    fn ask(&self, request: &str, headers: &[(&str, &str)], body: &str) -> Answer {
        let mut stream = TcpStream::connect(&self.host).unwrap();
        stream.set_read_timeout(Some(Duration::from_secs(20))).unwrap();
        let mut text = format!("{request} HTTP/1.1\r\nConnection: close\r\nContent-Length: {}\r\n", body.len());
        for (name, value) in headers {
            text.push_str(&format!("{name}: {value}\r\n"));
        }
        stream.write_all(format!("{text}\r\n{body}").as_bytes()).unwrap();
        let mut answer = String::new();
        stream.read_to_string(&mut answer).unwrap();
        let (head, body) = answer.split_once("\r\n\r\n").unwrap();
        let status = head.split(' ').nth(1).unwrap().parse().unwrap();
        Answer { status, head: head.to_owned(), body: body.to_owned() }
    }

    /// Lets a browser in; its cookie.
    fn cookie(&self) -> String {
        let opened = self.ask(&format!("GET {}", self.key), &[("Host", &self.host)], "");
        assert_eq!(opened.status, 303, "{}", opened.head);
        assert_eq!(opened.header("location"), Some("/"), "the key stays in no address");
        let given = opened.header("set-cookie").unwrap();
        assert!(given.contains("HttpOnly") && given.contains("SameSite=Strict"), "{given}");
        given.split(';').next().unwrap().to_owned()
    }

    fn get(&self, cookie: &str, path: &str) -> Answer {
        self.ask(&format!("GET {path}"), &[("Host", &self.host), ("Cookie", cookie)], "")
    }

    fn post(&self, cookie: &str, path: &str, origin: &str, body: &str) -> Answer {
        let form = "application/x-www-form-urlencoded";
        let headers = [("Host", self.host.as_str()), ("Cookie", cookie), ("Origin", origin), ("Content-Type", form)];
        self.ask(&format!("POST {path}"), &headers, body)
    }

    /// The token that stands in the forms of a page.
    fn token(&self, cookie: &str) -> String {
        let page = self.get(cookie, "/log").body;
        let (_, after) = page.split_once("data-token=\"").unwrap();
        after.split('"').next().unwrap().to_owned()
    }

    fn origin(&self) -> String {
        format!("http://{}", self.host)
    }
}

impl Answer {
    fn header(&self, name: &str) -> Option<&str> {
        let of = |line: &'_ str| line.split_once(": ").is_some_and(|(own, _)| own.eq_ignore_ascii_case(name));
        self.head.lines().find(|line| of(line))?.split_once(": ").map(|(_, value)| value)
    }
}

impl Drop for App {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

#[test]
fn only_the_browser_that_was_let_in_is_answered() {
    let app = App::start(Home::with_people());
    let cookie = app.cookie();
    let port = app.host.rsplit_once(':').unwrap().1;
    let (local, named, evil) = (format!("localhost:{port}"), format!("rapport.example:{port}"), "evil.example");
    assert_eq!(app.get(&cookie, "/").status, 200);
    for path in ["/", "/style.css", "/live", "/script/app.js", "/nowhere"] {
        let none = app.ask(&format!("GET {path}"), &[("Host", &app.host)], "");
        assert_eq!(none.status, 401, "{path} without a cookie");
    }
    let other = format!("{}x", cookie);
    assert_eq!(app.get(&other, "/").status, 401, "a cookie of its own making");
    assert_eq!(app.ask("GET /open?key=guessed", &[("Host", &app.host)], "").status, 401);
    for host in [named.as_str(), evil, "127.0.0.1", "127.0.0.1:1"] {
        assert_eq!(app.ask("GET /", &[("Host", host), ("Cookie", &cookie)], "").status, 403, "{host}");
    }
    assert_eq!(app.ask("GET /", &[("Host", &local), ("Cookie", &cookie)], "").status, 200);
    let from_elsewhere = [("Host", app.host.as_str()), ("Cookie", &cookie), ("Origin", "https://evil.example")];
    assert_eq!(app.ask("GET /", &from_elsewhere, "").status, 403);
    assert_eq!(app.ask("DELETE /", &[("Host", &app.host), ("Cookie", &cookie)], "").status, 405);
}

#[test]
fn a_form_needs_its_origin_and_its_token() {
    let app = App::start(Home::with_people());
    let (cookie, origin) = (app.cookie(), app.origin());
    let token = app.token(&cookie);
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
    assert_eq!(app.ask("POST /log", &unsaid, &filled).status, 403, "no origin");
    assert!(!app.get(&cookie, "/search?q=elm").body.contains("Elm Clinic"), "nothing was kept");
    assert_eq!(app.post(&cookie, "/log", &origin, &filled).status, 303);
    assert!(app.get(&cookie, "/search?q=elm").body.contains("Elm Clinic"));
}

#[test]
fn every_answer_says_what_a_browser_may_do_with_it() {
    let app = App::start(Home::with_people());
    let cookie = app.cookie();
    for path in SCREENS.into_iter().chain(["/style.css", "/icon.svg", "/script/app.js", "/nowhere", "/open?key=x"]) {
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
    let app = App::start(home);
    let cookie = app.cookie();
    for path in SCREENS {
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
    let app = App::start(Home::empty());
    let cookie = app.cookie();
    assert_eq!(app.get(&cookie, "/").header("location"), Some("/welcome"));
    let welcome = app.get(&cookie, "/welcome").body;
    let token = welcome.split_once("name=\"token\" value=\"").unwrap().1.split('"').next().unwrap().to_owned();
    let nameless = app.post(&cookie, "/welcome", &app.origin(), &format!("practice=&device=Desk&token={token}"));
    assert!(nameless.body.contains("name is needed"), "{}", nameless.body);
    let made = app.post(&cookie, "/welcome", &app.origin(), &format!("practice=Riverside&device=Desk&token={token}"));
    assert_eq!(made.header("location"), Some("/log"));
    assert!(app.get(&cookie, "/").body.contains("The book is empty."));
}

#[test]
fn what_is_logged_on_a_page_can_be_taken_back_there() {
    let app = App::start(Home::with_people());
    let (cookie, origin) = (app.cookie(), app.origin());
    let token = app.token(&cookie);
    let body = format!("other=Elm+Clinic&met_other=Jo+Park&note=moved+in&next=2+weeks&token={token}");
    let saved = app.post(&cookie, "/log", &origin, &body);
    assert_eq!(saved.status, 303, "{}", saved.body);
    let said = saved.header("set-cookie").unwrap().split(';').next().unwrap().to_owned();
    let page = app.get(&format!("{cookie}; {said}"), saved.header("location").unwrap());
    assert!(page.body.contains("Elm Clinic") && page.body.contains("moved in") && page.body.contains("/undo"));
    // A place, a person and the visit: three commands, one press.
    assert_eq!(app.post(&cookie, "/undo", &origin, &format!("times=3&token={token}")).status, 303);
    assert!(!app.get(&cookie, "/search?q=elm").body.contains("Elm Clinic"));
    let nobody = app.post(&cookie, "/log", &origin, &format!("note=x&token={token}"));
    assert_eq!(nobody.status, 422);
    assert!(nobody.body.contains("role=\"alert\""), "what is missing is said where it is missing");
}
