//! The app lock: pages ask for a passphrase at the start, and whoever doesn't have it sees nothing of the book.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod common;

use common::{Home, window::Window};

#[test]
fn a_locked_app_shows_nothing_until_its_passphrase_is_typed() {
    let home = Home::with_people();
    let window = Window::on(&home);
    assert!(window.page("/settings").contains("It does not encrypt the book"), "what it is not is said");
    let passphrase = "three oaks by the river";
    let set = |one: &str, again: &str| window.done("/settings/lock", &[("passphrase", one), ("again", again)]);
    assert!(set("oak", "oak").contains("6 letters at least"));
    assert!(set(passphrase, "three oaks").contains("passphrases differ"));
    assert!(set(passphrase, passphrase).contains("The app lock is on"));
    assert_eq!(window.get("/partners").status, 200, "whoever set it goes on");
    assert_eq!(window.post("/settings/lock/now", &[]).header("location"), Some("/unlock"));
    for path in ["/", "/partners", "/search?q=ana", "/export/book.json", "/live", "/settings"] {
        let answer = window.get(path);
        assert_eq!((answer.status, answer.header("location")), (303, Some("/unlock")), "{path}");
        assert!(!answer.body.contains("Ana"), "{path}");
    }
    let refused = window.post("/log", &[("other", "Oak Street"), ("note", "while it was locked")]);
    assert_eq!(refused.header("location"), Some("/unlock"));
    assert!(!home.ok("find locked").contains("while it was locked"), "nothing is written either");
    let wrong = window.post("/unlock", &[("passphrase", "three oaks")]);
    assert!(wrong.status == 422 && wrong.body.contains("That is not the passphrase"));
    assert_eq!(window.get("/partners").status, 303);
    assert_eq!(window.post("/unlock", &[("passphrase", passphrase)]).header("location"), Some("/"));
    assert!(window.page("/partners").contains("Ana Ruiz"));
    window.close();
    // It is shut at the start of the next, and taken off by whoever has it.
    let next = Window::on(&home);
    assert_eq!(next.get("/partners").status, 303);
    next.post("/unlock", &[("passphrase", passphrase)]);
    assert!(next.done("/settings/lock/off", &[]).contains("The app lock is off"));
    assert_eq!(next.get("/partners").status, 200);
}
