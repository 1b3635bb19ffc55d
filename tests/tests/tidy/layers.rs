//! Who may name whom: the rooms of the core, the crates, and the few places that reach outside.

use crate::{
    names::{Used, module_of, names},
    tree::{Offence, Tree},
};

/// What a room of the core may name of its other rooms. Rooms that are not here join others and may name all.
const ROOMS: &[(&str, &[&str])] = &[
    ("error", &["model", "sync::outcome"]),
    ("model", &["error"]),
    ("command", &["model", "error"]),
    ("practice", &["model"]),
    ("sample", &["model"]),
    ("record", &["model", "error"]),
    ("store", &["model", "error", "practice"]),
    ("observe", &["model"]),
    ("environment", &["model"]),
    ("sync::engine", &["sync::outcome"]),
    ("sync::outcome", &[]),
];

/// A crate that only some places may name, and these places: files, or folders and the file that opens them.
const OUTSIDE: &[(&str, &[&str])] = &[
    ("automerge", &["document/"]),
    ("rusqlite", &["core/src/store", "sync-server/src/store"]),
    ("reqwest", &["core/src/sync/http.rs"]),
    ("rapport_document", &["document/", "core/", "sync-server/src/feed", "sync-server/src/merging", "tests/"]),
    ("rapport_core", &["core/", "desktop/", "bindings/", "tests/"]),
    // The app hosts the server for its user's own devices, in one place.
    ("rapport_sync_server", &["sync-server/", "desktop/src/hosting", "tests/"]),
];

/// What the sync engine may not name of what is to hand: it decides from what it is told.
const NOT_FOR_THE_ENGINE: &[&str] = &["std::time", "std::net", "std::fs", "std::thread", "std::env"];

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
        let own = module_of(path)[1..].join("::");
        let (room, may_name) = ROOMS.iter().find(|(room, _)| is_below(&own, room))?;
        let named = below_the_root(tree, used)?;
        let allowed = is_below(&named, room) || may_name.iter().any(|may| is_below(&named, may));
        (!allowed).then(|| format!("`{room}` may not know {named}"))
    })
}

/// The sync engine knows the wire and nothing else: no clock, no SQL, no network.
pub fn engine(tree: &Tree) -> Vec<Offence> {
    let dependencies = tree.text("Cargo.toml").unwrap_or_default();
    sources(tree, "core/src/sync/engine", |_, used| {
        let (name, text) = (used.path[0].as_str(), used.text());
        let is_dependency = dependencies.contains(&format!("\n{} = ", name.replace('_', "-")));
        let outside = is_dependency && !matches!(name, "rapport_protocol" | "serde");
        let told = !outside && NOT_FOR_THE_ENGINE.iter().all(|room| !is_below(&text, room));
        (!told).then(|| format!("the engine knows the protocol alone, yet names {text}"))
    })
}

/// Each crate that reaches outside is named where it belongs, and only in one place can it be exchanged.
pub fn outside(tree: &Tree) -> Vec<Offence> {
    sources(tree, "", |path, used| {
        let (name, places) = OUTSIDE.iter().find(|(name, _)| used.path.first().is_some_and(|first| first == name))?;
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

/// Where in the core a path leads, beyond what passes names on: `sync::outcome::Stage` for `crate::sync::Stage` where
/// `sync.rs` says `pub use outcome::Stage`. Nothing for a path that leads out of the core.
fn below_the_root(tree: &Tree, used: &Used) -> Option<String> {
    let [first, path @ ..] = used.path.as_slice() else { return None };
    let (Some(name), true) = (path.last(), first == "crate") else { return None };
    let parent = match &path[..path.len() - 1] {
        [] => "core/src/lib.rs".to_owned(),
        modules => format!("core/src/{}.rs", modules.join("/")),
    };
    let passed_on = tree.text(&parent).and_then(|source| {
        let used = names(&parent, source).used;
        used.into_iter().find(|used| used.path.last() == Some(name) && used.path.len() > 1 && used.path[0] != "crate")
    });
    let modules = &path[..path.len() - 1];
    let whole = passed_on.map_or_else(|| path.to_vec(), |passed_on| [modules, &passed_on.path].concat());
    let is_room = tree.has(&format!("core/src/{}.rs", whole.first()?));
    is_room.then(|| whole.join("::"))
}

/// Whether a path is `room` or stands in it: `sync::engine` and `sync::engine::Step` are below `sync`.
fn is_below(path: &str, room: &str) -> bool {
    path.strip_prefix(room).is_some_and(|rest| rest.is_empty() || rest.starts_with("::"))
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
