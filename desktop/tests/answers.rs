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
        (&home, 2, "usage", "log"),
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
    assert!(!home.refused(2, "log").contains('\u{1b}'));
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

/// One of each object, as programs get it. What differs from run to run (ids, times, codes) is replaced by what it is.
#[test]
fn the_objects_are_as_documented() {
    let home = Home::empty();
    let init = home
        .json(r#"init --practice "Riverside Therapy" --device Phone --person Kim --zone Europe/London --region GB"#);
    let mut shown = Golden::default();
    shown.is("init", &init);
    shown.is("add", &home.json(r#"add place "Oak Street Family Medicine" --sector primary_care"#));
    home.ok(r#"add person "Ana Ruiz" --at oak --role front_desk --routes-referrals --phone "+1 555 0100""#);
    home.ok(r#"add person "Dr. Sam Lee" --sector psychiatry"#);
    shown.is(
        "log",
        &home.json(r#"log oak --met ana --left cookies --note "Two new doctors" --next "yesterday: call back""#),
    );
    shown.is("referral", &home.json("referral in lee --via phone"));
    home.ok(r#"note "ask about parking""#);
    home.ok("edit lee tier=a");
    for line in [
        "today",
        "timeline",
        "timeline --limit 2",
        "show ana",
        "find oak",
        "inbox",
        "list people",
        "history oak",
        "conflicts",
        "duplicates",
        "check",
        "undo",
        "show zebra",
    ] {
        let object = if line == "show zebra" {
            serde_json::from_str(&home.run("--json show zebra").stderr).unwrap()
        } else {
            home.json(line)
        };
        shown.is(&line.replace(' ', "-").replace("--", "-"), &object);
    }
}

/// Objects compared with the files in `golden`. `GOLDEN=write` writes them anew, to be read before they are kept.
#[derive(Default)]
struct Golden {
    ids: Vec<String>,
}

impl Golden {
    #[track_caller]
    fn is(&mut self, name: &str, object: &Value) {
        let file = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("tests/golden/{name}.json"));
        let text = format!("{}\n", serde_json::to_string_pretty(&self.steady(object)).unwrap());
        if std::env::var_os("GOLDEN").is_some_and(|value| value == "write") {
            std::fs::write(&file, &text).unwrap();
        }
        let kept = std::fs::read_to_string(&file).unwrap_or_default();
        assert_eq!(text, kept, "{name} is not as tests/golden/{name}.json documents it");
    }

    fn steady(&mut self, value: &Value) -> Value {
        match value {
            Value::Array(all) => all.iter().map(|one| self.steady(one)).collect(),
            Value::Object(map) => {
                let steady = map.iter().map(|(key, value)| match value {
                    Value::String(_) if key == "next" => (key.clone(), "<next>".into()),
                    value => (self.steady_text(key), self.steady(value)),
                });
                steady.collect::<serde_json::Map<_, _>>().into()
            }
            Value::String(text) => self.steady_text(text).into(),
            other => other.clone(),
        }
    }

    fn steady_text(&mut self, text: &str) -> String {
        let hex = |text: &str| text.bytes().all(|byte| byte.is_ascii_hexdigit());
        // A key such as at:<id>:front_desk has the id in it.
        if let Some((one, other)) = text.split_once(':').filter(|(one, _)| one.len() < 20 && !one.contains('-'))
            && other.starts_with("01")
        {
            return format!("{one}:{}", self.steady_text(other));
        }
        match text.len() {
            36.. if text.as_bytes()[8] == b'-' && hex(&text[..8]) => {
                let (id, rest) = text.split_at(36);
                let known = self.ids.iter().position(|known| known == id).unwrap_or_else(|| {
                    self.ids.push(id.to_owned());
                    self.ids.len() - 1
                });
                // What stands behind the id, as the day in a key of Today, differs from run to run too.
                let rest = rest
                    .strip_prefix(':')
                    .map_or_else(|| rest.to_owned(), |rest| format!(":{}", self.steady_text(rest)));
                format!("<record {}>{rest}", known + 1)
            }
            64 if hex(text) => "<change>".to_owned(),
            16 if hex(text) => "<device>".to_owned(),
            24 if text.ends_with('Z') && text.as_bytes()[10] == b'T' => "<instant>".to_owned(),
            10 if text.starts_with("20") && text.as_bytes()[7] == b'-' => "<day>".to_owned(),
            7 if text.starts_with("R-") => "<code>".to_owned(),
            _ if text.starts_with('/') => "<path>".to_owned(),
            _ => text.to_owned(),
        }
    }
}
