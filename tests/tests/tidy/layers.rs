//! Who may name whom: the rooms of the core, the crates, and the few places that reach outside.

use crate::{
    names::{Used, names},
    tree::{Offence, Tree},
};

/// What a room of the core may name of its other rooms. Rooms that are not here join others and may name all.
const ROOMS: &[(&str, &[&str])] = &[
    ("error", &["model"]),
    ("model", &["error"]),
    ("command", &["model", "error"]),
    ("practice", &["model"]),
    ("record", &["model", "error"]),
    ("store", &["model", "error", "practice"]),
    ("observe", &["model"]),
    ("environment", &["model"]),
];

/// A crate that only some places may name, and these places: files, or folders and the file that opens them.
const OUTSIDE: &[(&str, &[&str])] = &[
    ("automerge", &["document/"]),
    ("rusqlite", &["core/src/store", "sync-server/src/store"]),
    ("reqwest", &["core/src/sync/http.rs"]),
    ("rapport_document", &["document/", "core/", "sync-server/src/feed", "sync-server/src/merging", "tests/"]),
    ("rapport_core", &["core/", "desktop/", "bindings/", "tests/"]),
    ("rapport_sync_server", &["sync-server/", "tests/"]),
];

/// What the sync engine may name besides its own room: it decides from what it is told.
const ENGINE: &[&str] = &["rapport_protocol", "std", "core", "alloc", "serde", "crate::sync::engine"];

/// How code asks for the time or for chance.
const CHANCE: &[&[&str]] = &[
    &["Utc", "now"],
    &["Local", "now"],
    &["SystemTime", "now"],
    &["Instant", "now"],
    &["Uuid", "now_v7"],
    &["Uuid", "new_v4"],
    &["getrandom", "fill"],
    &["rand", "rng"],
    &["rand", "random"],
    &["OsRng"],
];

/// Where a run has to replay from its seed, less the places that ask the machine for time and chance.
const REPLAYED: &[&str] = &[
    "protocol/src",
    "document/src",
    "core/src",
    "sync-server/src/node",
    "sync-server/src/feed",
    "sync-server/src/store",
    "sync-server/src/merging",
    "sync-server/src/access",
    "sync-server/src/refusal",
];
const ASKS_THE_MACHINE: &[&str] = &["core/src/environment.rs", "sync-server/src/environment.rs"];

/// A room of the core names only the rooms it may: model, command and practice are plain; record and store never meet.
pub fn rooms(tree: &Tree) -> Vec<Offence> {
    sources(tree, "core/src/", |path, used| {
        let inside = path.strip_prefix("core/src/")?;
        let room = inside.split(['/', '.']).next()?;
        let (_, may_name) = ROOMS.iter().find(|(name, _)| *name == room)?;
        let named = used.room().filter(|named| *named != room && !may_name.contains(named))?;
        let named_is_room = tree.has(&format!("core/src/{named}.rs"));
        named_is_room.then(|| format!("`{room}` may not know `{named}`, yet names {}", used.text()))
    })
}

/// The sync engine knows the wire and nothing else: no clock, no SQL, no network, no other room.
pub fn engine(tree: &Tree) -> Vec<Offence> {
    sources(tree, "core/src/sync/engine", |_, used| {
        let text = used.text();
        let is_module = matches!(used.path[0].as_str(), "crate" | "super") || used.path[0].starts_with("rapport_");
        let is_crate = tree.text("Cargo.toml").is_some_and(|toml| toml.contains(&format!("\n{} = ", used.path[0])));
        let allowed = ENGINE.iter().any(|may| text == *may || text.starts_with(&format!("{may}::")));
        let clock = text.starts_with("std::time") || text.starts_with("std::net") || text.starts_with("std::fs");
        ((is_module || is_crate) && !allowed || clock)
            .then(|| format!("the engine knows the protocol alone, yet names {text}"))
    })
}

/// Each crate that reaches outside is named where it belongs, and only in one place can it be exchanged.
pub fn outside(tree: &Tree) -> Vec<Offence> {
    sources(tree, "", |path, used| {
        let (name, places) = OUTSIDE.iter().find(|(name, _)| used.path[0] == *name)?;
        let allowed = is_test(path) || places.iter().any(|place| is_within(path, place));
        (!allowed).then(|| format!("{name} may be named in {} alone, yet here is {}", places.join(", "), used.text()))
    })
}

/// Time and chance come from the environment, so that every run can replay.
pub fn chance(tree: &Tree) -> Vec<Offence> {
    sources(tree, "", |path, used| {
        let replayed = REPLAYED.iter().any(|place| is_within(path, place)) && !ASKS_THE_MACHINE.contains(&path);
        let asks = CHANCE.iter().any(|ways| used.ends(ways));
        (replayed && asks && !is_test(path))
            .then(|| format!("time and chance are passed in, yet here is {}", used.text()))
    })
}

/// The bindings translate and decide nothing.
pub fn bindings(tree: &Tree) -> Vec<Offence> {
    let files = tree.ending(".rs").filter(|(path, _)| path.starts_with("bindings/src/"));
    files
        .flat_map(|(path, source)| {
            let decisions = names(path, source).words.into_iter().filter(|word| word.name == "if");
            decisions.map(|word| Offence::new(path, word.line, "the bindings decide nothing, yet here is an `if`"))
        })
        .collect()
}

fn sources(tree: &Tree, prefix: &str, breaks: impl Fn(&str, &Used) -> Option<String>) -> Vec<Offence> {
    let files = tree.ending(".rs").filter(|(path, _)| path.starts_with(prefix));
    files
        .flat_map(|(path, source)| {
            let used = names(path, source).used;
            used.into_iter()
                .filter_map(|used| breaks(path, &used).map(|what| Offence::new(path, used.line, what)))
                .collect::<Vec<_>>()
        })
        .collect()
}

/// Whether `path` is the file or folder `place`: `core/src/store` is `core/src/store.rs` and all of `core/src/store/`.
fn is_within(path: &str, place: &str) -> bool {
    path.strip_prefix(place)
        .is_some_and(|rest| place.ends_with('/') || matches!(rest.as_bytes().first(), None | Some(b'/' | b'.' | b'_')))
}

fn is_test(path: &str) -> bool {
    path.contains("/tests/") || path.contains("/examples/") || path.contains("/benches/") || path.starts_with("tests/")
}
