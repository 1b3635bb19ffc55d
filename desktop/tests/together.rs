//! Two devices and a server, typed.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod common;

use common::{Home, server::Running};
use serde_json::{Value, json};

#[test]
fn a_visit_logged_on_the_phone_is_on_the_desktop_after_both_have_synced() {
    let server = Running::start();
    let phone = server.phone();
    let desktop = Running::desktop(&phone);
    phone.ok(r#"log oak --met ana --note "Two new doctors""#);
    assert!(phone.ok("status").contains("to send"));
    assert_eq!(phone.json("sync")["outcome"], "synced");
    assert_eq!(desktop.json("sync")["outcome"], "synced");
    assert_eq!(phone.ok("timeline"), desktop.ok("timeline"));
    assert!(desktop.ok("status").contains("Synced ✓"));
    assert!(desktop.ok("check").contains("all of it adds up"));
}

#[test]
fn a_number_that_may_be_a_line_or_a_value_is_asked_about() {
    let server = Running::start();
    let phone = server.phone();
    let desktop = Running::desktop(&phone);
    phone.ok("edit ana claimed_reach=1");
    desktop.ok("edit ana claimed_reach=2");
    for home in [&phone, &desktop, &phone] {
        home.ok("sync");
    }
    let rivals = phone.json("conflicts")["conflicts"][0]["rivals"].clone();
    // The first line says 1 or 2; where it says 2, "1" is its line and the other's value.
    let mixed = rivals[0]["value"] == 2;
    for choice in ["1", "2"] {
        if mixed {
            assert!(phone.refused(2, &format!("resolve ana {choice}")).contains("type the change that you mean"));
        }
    }
    let change = rivals[1]["change"].as_str().unwrap();
    phone.ok(&format!("resolve ana {change}"));
    assert_eq!(phone.json("show ana")["claimed_reach"], rivals[1]["value"]);
}

#[test]
fn what_both_wrote_at_once_is_shown_and_chosen() {
    let server = Running::start();
    let phone = server.phone();
    let desktop = Running::desktop(&phone);
    phone.ok(r#"edit oak "hours=9-5""#);
    desktop.ok(r#"edit oak "hours=8-4" tier=a"#);
    for home in [&phone, &desktop, &phone] {
        home.ok("sync");
    }
    let listed = phone.ok("conflicts");
    assert!(listed.contains("Oak Street Family Medicine: hours"), "{listed}");
    assert!(listed.contains("Kim on Phone") && listed.contains("Kim on Desktop"), "{listed}");
    let rivals = phone.json("conflicts")["conflicts"][0]["rivals"].clone();
    let second = rivals[1]["value"].as_str().unwrap();
    assert!(phone.refused(2, "resolve oak hours 3").contains("is none of them"));
    phone.ok("resolve oak hours 2");
    assert_eq!(phone.json("show oak")["hours"], second);
    assert!(phone.ok("conflicts").contains("All devices agree."));
    phone.ok("sync");
    desktop.ok("sync");
    assert_eq!(desktop.json("show oak")["hours"], second);
    let history = desktop.ok("history oak");
    assert!(history.contains("Kim on Phone") && history.contains("Kim on Desktop"), "{history}");
}

#[test]
fn a_book_that_is_nowhere_else_says_how_it_gets_there() {
    let home = Home::with_people();
    let ran = home.run("--json sync");
    let outcome: Value = serde_json::from_str(&ran.stdout).unwrap();
    assert_eq!((ran.code, &outcome["outcome"]), (6, &json!("not_paired")));
    assert!(home.run("sync").stdout.contains("rapport pair new"));
    assert!(home.ok("status").contains("Saved here"));
    assert!(home.refused(2, "pair show").contains("on no server yet"));
}

#[test]
fn being_offline_is_an_outcome_and_nothing_is_lost() {
    let server = Running::start();
    let phone = server.phone();
    drop(server);
    phone.ok("log oak");
    let ran = phone.run("--json sync");
    let outcome: Value = serde_json::from_str(&ran.stdout).unwrap();
    assert_eq!((ran.code, &outcome["outcome"]), (6, &json!("offline")));
    assert!(phone.run("sync").stdout.contains("Everything is saved here"));
    assert_eq!(phone.run("--json pair show").code, 6);
}

#[test]
fn a_device_that_was_let_go_keeps_its_book_and_is_told() {
    let server = Running::start();
    let phone = server.phone();
    let desktop = Running::desktop(&phone);
    let listed = phone.ok("devices");
    assert!(listed.contains("Phone") && listed.contains("this one") && listed.contains("Desktop"), "{listed}");
    phone.ok("devices revoke desktop");
    desktop.ok("log oak");
    let ran = desktop.run("--json sync");
    let error: Value = serde_json::from_str(&ran.stderr).unwrap();
    assert_eq!((ran.code, &error["error"]["code"]), (5, &json!("unauthorized")));
    assert!(desktop.ok("timeline").contains("visit · Oak Street"));
    assert!(phone.refused(3, "devices revoke desktop").contains("no paired device"));
}

#[test]
fn a_code_is_used_once_and_a_text_that_is_none_is_refused() {
    let server = Running::start();
    let phone = server.phone();
    let code = phone.json("pair show")["code"].as_str().unwrap().to_owned();
    let shown = phone.ok("pair show");
    assert!(shown.contains("RAPPORT1:") && shown.contains('█'), "text and a drawing:\n{shown}");
    Home::empty().ok(&format!("pair join {} --device Desktop", code.to_lowercase()));
    Home::empty().refused(2, &format!("pair join {code} --device Tablet"));
    Home::empty().refused(2, "pair join RAPPORT1:NONSENSE --device Tablet");
}

/// One terminal stays in sync, another logs; on the other device it is there without anybody asking.
#[test]
fn a_book_that_is_kept_in_sync_sends_and_shows_what_another_terminal_logs() {
    let server = Running::start();
    let phone = server.phone();
    let desktop = Running::desktop(&phone);
    let (sends, receives) = (phone.start("sync --watch"), desktop.start("sync --watch"));
    phone.ok(r#"log oak --met ana --note "Two new doctors""#);
    phone.ok(r#"note "ask about parking" --about ana"#);
    phone.until("what was logged is sent", |phone| phone.json("status")["unsent"] == 0);
    desktop.until("it is on the desktop", |desktop| desktop.ok("timeline").contains("ask about parking"));
    desktop.ok("edit oak tier=a");
    phone.until("and what the desktop said is on the phone", |phone| phone.json("show oak")["tier"] == "a");
    for watching in [sends, receives] {
        let ran = watching.ask_to_end();
        assert_eq!((ran.code, ran.stderr.as_str()), (0, ""), "it ends in peace");
        assert!(ran.stdout.contains("Synced ✓"), "{}", ran.stdout);
    }
    assert_eq!(phone.ok("timeline"), desktop.ok("timeline"));
    assert!(phone.ok("check").contains("all of it adds up"));
}

#[test]
fn many_programs_open_one_book_at_once() {
    let home = Home::with_people();
    std::thread::scope(|scope| {
        for number in 0..8 {
            let home = &home;
            scope.spawn(move || home.ok(&format!("note \"number {number}\"")));
        }
    });
    assert_eq!(home.json("inbox")["notes"].as_array().unwrap().len(), 8);
}
