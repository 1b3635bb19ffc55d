//! "Sync with this computer", end to end: one app hosts, other devices join over TLS, and it stops, starts and moves.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod common;

use std::time::Duration;

use common::{Home, server::Running, window::Window};

/// The code on a page that shows one.
fn code_on(page: &str) -> String {
    let (_, after) = page.split_once("RAPPORT1:").unwrap_or_else(|| panic!("no code: {page}"));
    format!("RAPPORT1:{}", after.split('<').next().unwrap().trim())
}

/// Waits until a page says something.
#[track_caller]
fn until(window: &Window, path: &str, says: &str) {
    let mut last = String::new();
    for _ in 0..150 {
        last = window.page(path);
        if last.contains(says) {
            return;
        }
        std::thread::sleep(Duration::from_millis(200));
    }
    panic!("{path} never said “{says}”: {last}");
}

#[test]
fn a_phone_and_a_second_app_meet_on_this_computer_and_go_on_after_a_stop() {
    let (desk, laptop, phone) = (Home::with_people(), Home::empty(), Home::empty());
    let a = Window::on(&desk);
    assert!(a.page("/sync").contains("on this computer alone"));
    let started = a.done("/sync/here", &[]);
    assert!(started.contains("This computer is the server"), "{started}");
    assert!(a.page("/sync").contains("Your devices reach it at https://"), "its address is shown");

    let shown = a.done("/devices/code", &[]);
    assert!(shown.contains("<svg class=\"qr\""), "it can be scanned");
    let code = code_on(&shown);
    laptop.ok("init --practice Other --device Laptop --person Kim --zone Europe/London --region GB");
    laptop.ok(r#"add place "Elm Clinic""#);
    let b = Window::on(&laptop);
    let refused = b.post("/devices/join", &[("code", "RAPPORT1:NONSENSE"), ("device", "Laptop")]);
    assert_eq!(refused.status, 422);
    assert!(refused.body.contains("not a pairing code") && refused.body.contains("RAPPORT1:NONSENSE"));
    b.done("/devices/join", &[("code", &code), ("device", "Laptop"), ("person", "Kim")]);
    until(&b, "/search?q=oak", "Oak Street Family Medicine");
    until(&a, "/search?q=elm", "Elm Clinic");
    assert!(a.page("/devices").contains("Laptop"));

    let code = code_on(&a.done("/devices/code", &[]));
    phone.ok(&format!("pair join {code} --device Phone"));
    phone.ok(r#"log "Oak Street" --note "from the corridor""#);
    phone.ok("sync");
    until(&a, "/search?q=corridor", "from the corridor");
    until(&b, "/search?q=corridor", "from the corridor");

    let stopped = a.done("/sync/here/stop", &[]);
    assert!(stopped.contains("The server is stopped"), "{stopped}");
    phone.ok(r#"log "Oak Street" --note "while it slept""#);
    assert_eq!(phone.run("sync").code, 6, "nobody answers, and nothing is lost");
    a.done("/log", &[("other", "Oak Street Family Medicine"), ("note", "written at the desk"), ("same", "another")]);
    assert!(a.page("/sync").contains("sent when it runs again"));
    let again = a.done("/sync/here", &[]);
    assert!(again.contains("The server runs again"), "{again}");
    phone.ok("sync");
    until(&a, "/search?q=slept", "while it slept");
    until(&b, "/search?q=slept", "while it slept");
    until(&b, "/search?q=written", "written at the desk");

    // It starts again with the app, at the same address.
    a.close();
    assert_eq!(phone.run("sync").code, 6);
    let a = Window::on(&desk);
    until(&a, "/sync", "This computer is the server");
    phone.ok("sync");
    phone.ok("check");

    let list = phone.json("devices")["devices"].clone();
    let laptop_number =
        list.as_array().unwrap().iter().find(|device| device["name"] == "Laptop").unwrap()["number"].clone();
    let gone = a.done("/devices/revoke", &[("device", laptop_number.as_str().unwrap()), ("name", "Laptop")]);
    assert!(gone.contains("Laptop is let go"), "{gone}");
    until(&b, "/sync", "no longer lets this device in");
    let code = code_on(&a.done("/devices/code", &[]));
    b.done("/devices/join", &[("code", &code), ("device", "Laptop")]);
    b.done("/log", &[("other", "Oak Street Family Medicine"), ("note", "back again"), ("same", "another")]);
    until(&a, "/search?q=back+again", "back again");
}

#[test]
fn a_book_moves_to_another_server_and_back_to_this_computer() {
    let desk = Home::with_people();
    let elsewhere = Running::start();
    let a = Window::on(&desk);
    a.done("/sync/here", &[]);
    let wrong = a.post("/sync/elsewhere", &[("url", "http://sync.example.org"), ("invitation", "")]);
    assert_eq!(wrong.status, 422);
    assert!(
        wrong.body.contains("anybody could read along") && wrong.body.contains("value=\"http://sync.example.org\"")
    );
    let moved = a.done("/sync/elsewhere", &[("url", &elsewhere.url), ("invitation", "")]);
    assert!(moved.contains("The book is on the server"), "{moved}");
    until(&a, "/sync", "Everything here is on the server too");
    until(&a, "/sync", "this book is on another one");
    let phone = Running::desktop(&desk);
    phone.ok(r#"log "Oak Street" --note "on the other server""#);
    phone.ok("sync");
    until(&a, "/search?q=other+server", "on the other server");

    let asked = a.done("/sync/here", &[]);
    assert!(asked.contains("Tick that it is to move here"), "{asked}");
    a.done("/sync/here", &[("move", "yes")]);
    until(&a, "/sync", "This computer is the server");
    until(&a, "/sync", "Everything here is on the server too");
    let code = code_on(&a.done("/devices/code", &[]));
    phone.ok(&format!("pair join {code} --device Phone"));
    phone.ok(r#"log "Oak Street" --note "home again""#);
    phone.ok("sync");
    until(&a, "/search?q=home+again", "home again");
}

#[test]
fn the_first_run_brings_a_book_here_that_is_on_another_device() {
    let (desk, laptop) = (Home::with_people(), Home::empty());
    let a = Window::on(&desk);
    a.done("/sync/here", &[]);
    let code = code_on(&a.done("/devices/code", &[]));
    let b = Window::on(&laptop);
    let mistyped = b.post("/welcome/join", &[("code", "RAPPORT1:NONSENSE"), ("device", "Laptop"), ("person", "Kim")]);
    assert!(
        mistyped.body.contains("role=\"alert\"") && mistyped.body.contains("RAPPORT1:NONSENSE"),
        "{}",
        mistyped.body
    );
    let here = b.done("/welcome/join", &[("code", &code), ("device", "Laptop"), ("person", "Kim")]);
    assert!(!here.contains("A new book"), "{here}");
    until(&b, "/search?q=oak", "Oak Street Family Medicine");
}
