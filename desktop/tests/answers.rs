//! What programs may rely on: exit codes, one object on stdout, errors on stderr, no colours in a pipe, help with examples.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod common;

use common::Home;
use serde_json::Value;

#[test]
fn each_way_to_fail_has_its_exit_code_and_its_word() {
    let empty = Home::empty();
    let home = Home::with_people();
    home.ok(r#"add place "Oak Street Pharmacy""#);
    for (home, code, word, line) in [
        (&empty, 3, "not_found", "today"),
        (&home, 2, "usage", "log --kind call"),
        (&home, 4, "ambiguous", "log"),
        (&home, 2, "usage", "frobnicate"),
        (&home, 2, "usage", "add place Elm --sector plumbing"),
        (&home, 2, "usage", r#"promise call --due "no day""#),
        (&home, 2, "invalid", r#"add place " ""#),
        (&home, 2, "invalid", r#"init --practice "Another" --device Phone"#),
        (&home, 3, "not_found", "show zebra"),
        (&home, 4, "ambiguous", "show oak"),
    ] {
        let ran = home.run(&format!("--json {line}"));
        let error: Value = serde_json::from_str(&ran.stderr).unwrap_or_else(|_| panic!("{line}: {}", ran.stderr));
        assert_eq!((ran.code, error["error"]["code"].as_str(), ran.stdout.as_str()), (code, Some(word), ""), "{line}");
        assert!(!error["error"]["message"].as_str().unwrap().is_empty());
    }
}

#[test]
fn a_book_that_is_damaged_is_left_as_it_is() {
    let home = Home::with_people();
    let file = home.path().join("book.sqlite");
    std::fs::write(&file, b"this is no book").unwrap();
    for leftover in ["book.sqlite-wal", "book.sqlite-shm"] {
        std::fs::remove_file(home.path().join(leftover)).ok();
    }
    home.refused(8, "today");
    assert_eq!(std::fs::read(&file).unwrap(), b"this is no book");
}

#[test]
fn a_home_that_can_be_no_home_is_named_with_the_reason() {
    let home = Home::empty();
    std::fs::write(home.file("file"), b"no folder").unwrap();
    assert!(home.refused(2, "--home file/book init --practice Riverside").contains("file/book can't be made"));
    assert!(home.refused(8, "--home file today").contains("file can't be read"));
}

#[test]
fn nothing_is_coloured_in_a_pipe() {
    let home = Home::with_people();
    home.ok(r#"promise "late" --to oak --due yesterday"#);
    for line in ["today", "timeline", "show oak", "list people", "--help", "log --help"] {
        assert!(!home.ok(line).contains('\u{1b}'), "rapport {line} is coloured");
    }
    assert!(!home.refused(4, "log").contains('\u{1b}'));
}

/// Every command whose help is looked at.
const COMMANDS: &[&str] = &[
    "init",
    "add",
    "add place",
    "add person",
    "add item",
    "add playbook",
    "log",
    "note",
    "inbox",
    "redact",
    "referral",
    "referral in",
    "referral out",
    "referral answered",
    "referral thanked",
    "promise",
    "done",
    "snooze",
    "today",
    "gives",
    "give",
    "gifts",
    "stock",
    "wording",
    "wording list",
    "wording show",
    "wording fill",
    "ask",
    "ask compose",
    "ask record",
    "ask put",
    "ask outcome",
    "ask list",
    "ask no-list",
    "ask rehearse",
    "thanks",
    "thanks queue",
    "thanks labels",
    "card",
    "card share",
    "card ideal",
    "spotlight",
    "spotlight list",
    "spotlight shown",
    "spotlight display",
    "coaching",
    "playbook",
    "playbook list",
    "playbook show",
    "playbook edit",
    "playbook who",
    "playbook adherence",
    "enrol",
    "leave",
    "pause",
    "resume",
    "step",
    "step done",
    "step skip",
    "step snooze",
    "engage",
    "outreach",
    "timeline",
    "show",
    "find",
    "list",
    "edit",
    "remove",
    "removed",
    "restore",
    "erase",
    "undo",
    "history",
    "conflicts",
    "resolve",
    "duplicates",
    "merge",
    "unmerge",
    "check",
    "import",
    "export",
    "backup",
    "restore-backup",
    "pair",
    "pair new",
    "pair show",
    "pair join",
    "devices",
    "devices revoke",
    "sync",
    "status",
    "sectors",
    "directory",
    "hand-off",
    "needs",
    "intake",
    "served",
    "benefits",
    "introduce",
    "path",
    "introductions",
    "channels",
    "profile",
    "offices",
    "prospects",
    "event",
    "event add",
    "event log",
    "event people",
    "event list",
    "announce",
    "review",
];

#[test]
fn help_of_every_command_has_an_example() {
    let home = Home::empty();
    let first = home.ok("--help");
    assert!(first.contains("Exit codes") && first.contains("Examples"));
    for line in COMMANDS {
        let help = home.ok(&format!("{line} --help"));
        let command = line.split(' ').next().unwrap();
        let example = help.split("Examples:").nth(1).unwrap_or_default();
        assert!(example.contains(&format!("rapport {command}")), "rapport {line} --help has no example:\n{help}");
    }
}
