//! A server on another machine, with a key of its own: who answers is known by it, or is told nothing.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod common;

use common::{Home, server::Running};
use serde_json::{Value, json};

/// A phone whose book an invitation put on the server.
fn invited(server: &Running) -> Home {
    let phone = Home::with_people();
    phone.ok(&format!("pair new {} --invitation {}", server.url, server.invitation()));
    phone
}

#[test]
fn devices_meet_over_tls_by_the_key_that_invitation_and_code_carry() {
    let server = Running::for_the_network(0);
    assert!(server.url.starts_with("https://"), "{}", server.url);
    let phone = invited(&server);
    let desktop = Running::desktop(&phone);
    phone.ok(r#"log oak --note "Two new doctors""#);
    phone.ok("sync");
    desktop.ok("sync");
    assert_eq!(phone.ok("timeline"), desktop.ok("timeline"));
    assert_eq!(desktop.json("status")["server"], server.url.as_str());
}

#[test]
fn who_shows_another_key_is_told_nothing() {
    let (server, other) = (Running::for_the_network(0), Running::for_the_network(0));
    let phone = Home::with_people();
    for line in
        [format!("pair new {} --invitation {}", other.url, server.invitation()), format!("pair new {}", server.url)]
    {
        let said = phone.refused(6, &line);
        assert!(said.contains("another key") && said.contains("--invitation"), "{said}");
    }
    assert_eq!(phone.json("status")["server"], Value::Null);
    let plain = server.url.replacen("https", "http", 1);
    assert!(phone.refused(2, &format!("pair new {plain}")).contains("https://"));
}

#[test]
fn a_server_whose_key_has_changed_gets_nothing_and_what_is_unsent_is_kept() {
    let server = Running::for_the_network(0);
    let phone = invited(&server);
    let port = server.port();
    drop(server);
    let _impostor = Running::for_the_network(port);
    phone.ok("log oak");
    let ran = phone.run("--json sync");
    let outcome: Value = serde_json::from_str(&ran.stdout).unwrap();
    assert_eq!((ran.code, &outcome["outcome"], &outcome["reason"]), (6, &json!("offline"), &json!("untrusted")));
    assert!(phone.run("sync").stdout.contains("another key"));
    assert!(phone.json("status")["unsent"].as_u64().unwrap() > 0);
}

#[test]
fn a_device_that_was_let_go_is_told_what_to_do_and_keeps_a_book_that_can_be_taken_out() {
    let server = Running::for_the_network(0);
    let phone = invited(&server);
    let desktop = Running::desktop(&phone);
    phone.ok("devices revoke desktop");
    desktop.ok(r#"log oak --note "unsent""#);
    for line in ["sync", "sync --watch", "devices", "pair show"] {
        let said = desktop.refused(5, line);
        assert!(said.contains("Your book is whole") && said.contains("rapport pair join"), "rapport {line}: {said}");
    }
    desktop.ok("export book.json");
    desktop.ok("backup book.zip");
    assert!(std::fs::read_to_string(desktop.file("book.json")).unwrap().contains("unsent"));
    // With a new code it comes back, and brings what it could not send.
    let code = phone.json("pair show")["code"].as_str().unwrap().to_owned();
    desktop.ok(&format!("pair join {code} --device Desktop --person Kim"));
    phone.ok("sync");
    assert!(phone.ok("timeline").contains("unsent"));
    assert_eq!(phone.json("conflicts")["conflicts"], json!([]));
}
