//! The house keeps its own rules: who may name whom, how long a file is, and that the documents tell the truth.
//!
//! Each rule looks at a [`Tree`] of files. It is run on the project, and once on a made-up offender, so that a rule which
//! catches nothing is noticed.

mod documents;
mod files;
mod layers;
mod names;
mod tree;

use tree::{Offence, Tree};

/// A rule, what it is called, and a small project that breaks it.
struct Rule {
    name: &'static str,
    check: fn(&Tree) -> Vec<Offence>,
    /// Each breaks the rule exactly once.
    offenders: &'static [&'static [(&'static str, &'static str)]],
}

/// More lines than a file may have.
const ENDLESS: &str = match str::from_utf8(&[b'\n'; files::LONGEST + 1]) {
    Ok(lines) => lines,
    Err(_) => "",
};

const WHOLE_DECISION: &str = "## Context\n## Decision\n## Consequences";

const RULES: &[Rule] = &[
    Rule {
        name: "rooms",
        check: layers::rooms,
        offenders: &[
            &[("core/src/model/note.rs", "use crate::store::Session;"), ("core/src/store.rs", "")],
            &[("core/src/practice/due.rs", "use crate::{error::Error, model::Day};"), ("core/src/error.rs", "")],
            &[("core/src/record.rs", "fn read() { super::store::open() }"), ("core/src/store.rs", "")],
            &[("core/src/store/rows.rs", "use super::super::record;"), ("core/src/record.rs", "")],
            &[("core/src/command.rs", "use crate::companion::Companion;"), ("core/src/companion.rs", "")],
            &[("core/src/sync/engine.rs", "use crate::model::Instant;"), ("core/src/model.rs", "")],
            &[("core/src/sync/engine.rs", "use super::http::Client;"), ("core/src/sync.rs", "")],
            &[("core/src/error.rs", "use crate::sync::Http;"), ("core/src/sync.rs", "pub use http::Http;")],
        ],
    },
    Rule {
        name: "engine",
        check: layers::engine,
        offenders: &[
            &[("core/src/sync/engine.rs", "use std::time::Duration;")],
            &[
                ("core/src/sync/engine.rs", "async fn wait() { tokio::time::sleep() }"),
                ("Cargo.toml", "\ntokio = \"1\""),
            ],
        ],
    },
    Rule {
        name: "outside",
        check: layers::outside,
        offenders: &[
            &[("core/src/companion.rs", "use rusqlite::Connection;")],
            &[("core/src/sync/live.rs", "fn get() { reqwest::get() }")],
            &[("sync-server/src/merging.rs", "use automerge::Automerge;")],
            &[("sync-server/src/router.rs", "use rapport_core::Companion;")],
            &[("desktop/src/main.rs", "use rapport_document::Document;")],
        ],
    },
    Rule {
        name: "chance",
        check: layers::chance,
        offenders: &[
            &[("core/src/companion/writer.rs", "fn at() { chrono::Utc::now() }")],
            &[("document/src/actor.rs", "use rand::random;")],
            &[("sync-server/src/node/pairing.rs", "fn at() { Instant::now() }")],
        ],
    },
    Rule {
        name: "bindings",
        check: layers::bindings,
        offenders: &[&[("bindings/src/lib.rs", "fn due(day: u8) { if day > 3 {} }")]],
    },
    Rule { name: "length", check: files::length, offenders: &[&[("core/src/long.rs", ENDLESS)]] },
    Rule {
        name: "naming",
        check: files::naming,
        offenders: &[
            &[("core/src/sync_manager.rs", "")],
            &[("core/src/a.rs", "struct DateHelper;")],
            &[("core/src/a.rs", "mod utils {}")],
        ],
    },
    Rule {
        name: "finished",
        check: files::finished,
        offenders: &[
            &[("core/src/a.rs", concat!("// TO", "DO: later"))],
            &[("core/src/a.rs", concat!("fn a() { unimple", "mented!() }"))],
        ],
    },
    Rule { name: "lints", check: files::lints, offenders: &[&[("new/Cargo.toml", "[package]\nname = \"new\"")]] },
    Rule { name: "own work", check: files::own_work, offenders: &[&[(concat!("third/ven", "dor/lib.rs"), "")]] },
    Rule {
        name: "links",
        check: documents::links,
        offenders: &[
            &[("README.md", "See [the map](docs/map.md).")],
            &[("README.md", "See [`code`](docs/code.md).")],
            &[("docs/a.md", "See [below](#nothing).\n# Something")],
        ],
    },
    Rule {
        name: "commands",
        check: documents::commands,
        offenders: &[
            &[("README.md", "    ./dev fly"), ("dev", "\ndev_run() {\n")],
            &[("README.md", "Type `./dev run --twice` now."), ("dev", "\ndev_run() {\n")],
        ],
    },
    Rule {
        name: "decisions",
        check: documents::decisions,
        offenders: &[
            &[("docs/adr/0002-b.md", WHOLE_DECISION)],
            &[("docs/adr/0001-a.md", "## Context\n## Decision\n")],
            &[("docs/adr/0001-a.md", WHOLE_DECISION), ("docs/adr/0001-b.md", WHOLE_DECISION)],
        ],
    },
    Rule {
        name: "code map",
        check: documents::code_map,
        offenders: &[
            &[("ARCHITECTURE.md", "`core/` and `core/src/gone.rs`"), ("core/Cargo.toml", "")],
            &[("ARCHITECTURE.md", "nothing"), ("core/Cargo.toml", "")],
        ],
    },
];

#[test]
fn the_project_keeps_every_rule() {
    let tree = Tree::of_the_project();
    assert!(tree.files().count() > 50, "the project's files were not found");
    let broken: Vec<String> = RULES
        .iter()
        .flat_map(|rule| (rule.check)(&tree).into_iter().map(|offence| format!("{}: {offence}", rule.name)))
        .collect();
    for (path, lines) in files::longer_than(&tree, files::USUAL) {
        println!("longer than usual: {path}, {lines} lines");
    }
    assert!(broken.is_empty(), "{} broken rules:\n{}", broken.len(), broken.join("\n"));
}

#[test]
fn every_rule_catches_its_offenders() {
    for rule in RULES {
        for offender in rule.offenders {
            let caught = (rule.check)(&Tree::of(offender));
            assert_eq!(caught.len(), 1, "{} caught {} in {:?}", rule.name, caught.len(), offender[0]);
        }
    }
}

#[test]
fn what_is_allowed_is_let_by() {
    let tree = Tree::of(&[
        (
            "core/src/store/rows.rs",
            "//! rusqlite::x, crate::record\nuse super::Session; use crate::{error::Result, model::Kind}; use rusqlite::params;",
        ),
        ("core/src/environment.rs", "fn now() { chrono::Utc::now() }"),
        (
            "core/src/sync/engine.rs",
            "use rapport_protocol::Answer; use std::mem::take; fn f() { State::Idle; take(&mut 1) }",
        ),
        ("core/src/sync/http.rs", "use reqwest::Client;"),
        ("core/tests/two.rs", "use rapport_document::create; fn t() { std::time::Instant::now(); }"),
        (
            "docs/guide.md",
            "See [the start](../README.md#two-commands), [`x`](guide.md) and `[not](a-link.md)`.\n```\n[nor](this.md)\n```",
        ),
        ("README.md", "# Two commands\n./dev run [--once]"),
        ("dev", "#!/bin/sh\n"),
        ("scripts/run.sh", "# Runs.\ndev_run() {\n  --once\n"),
        ("ARCHITECTURE.md", "`core/`, `/v1/exchange` and `docs/guide.md`"),
        ("core/Cargo.toml", "[package]\n[lints]\nworkspace = true"),
    ]);
    for rule in RULES {
        let caught: Vec<String> = (rule.check)(&tree).iter().map(ToString::to_string).collect();
        assert!(caught.is_empty(), "{}: {caught:?}", rule.name);
    }
}
