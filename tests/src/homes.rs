//! A device's files: how they are copied while in use, and who they say it is.

use std::{
    fs,
    path::{Path, PathBuf},
};

use rapport_protocol::{DeviceNumber, Token};
use serde_json::Value;

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
