//! A device's files: how they are copied while in use, and who they say it is.

use std::{
    fs,
    path::{Path, PathBuf},
};

use rapport_protocol::{DeviceNumber, Token};
use serde_json::Value;

use crate::chance::Chance;

/// Copies a home as it stands on the disk at this moment, write-ahead log included: what a crash leaves, or a backup
/// program takes.
pub(crate) fn copy(from: &Path, to: &Path) {
    let _none_there = fs::remove_dir_all(to);
    fs::create_dir_all(to).expect("a folder can be made");
    for file in ["book.sqlite", "book.sqlite-wal", "device.json"] {
        if from.join(file).exists() {
            fs::copy(from.join(file), to.join(file)).expect("a file can be copied");
        }
    }
}

/// What is left of a home whose device died between two states of it, in the middle of writing: its log is written front to
/// back, so a part of what is new there is on the disk. Where more than the log is new, one of the two states.
pub(crate) fn tear(before: &Path, after: &Path, to: &Path, chance: &mut Chance) {
    let is_the_same = |file| fs::read(before.join(file)).ok() == fs::read(after.join(file)).ok();
    if !is_the_same("book.sqlite") || !is_the_same("device.json") {
        return copy(if chance.happens(0.5) { before } else { after }, to);
    }
    copy(after, to);
    let log = |home: &Path| fs::read(home.join("book.sqlite-wal")).unwrap_or_default();
    let (old, new) = (log(before), log(after));
    let first = old.iter().zip(&new).take_while(|(old, new)| old == new).count();
    let written = first + chance.below(new.len() - first + 1);
    let torn = [&new[..written], old.get(written..).unwrap_or_default()].concat();
    fs::write(to.join("book.sqlite-wal"), torn).expect("a file can be written");
}

/// Who the device in a home is: its number, and its token once it is paired.
pub(crate) fn identity(home: &Path) -> Option<(DeviceNumber, Option<Token>)> {
    let identity: Value = serde_json::from_slice(&fs::read(home.join("device.json")).ok()?).ok()?;
    let number = identity["number"].as_str()?.parse().ok()?;
    let token = identity["server"]["token"].as_str().map(|token| Token(token.to_owned()));
    Some((number, token))
}

/// Forgets who the device is: what a platform's backup leaves out.
pub(crate) fn forget_identity(home: &Path) {
    let _none_there = fs::remove_file(home.join("device.json"));
}

/// A folder on a disk in memory, where there is one: worlds are many and short.
pub(crate) fn scratch() -> tempfile::TempDir {
    let memory = PathBuf::from("/dev/shm");
    let made = if memory.is_dir() { tempfile::tempdir_in(memory) } else { tempfile::tempdir() };
    made.expect("a folder can be made")
}
