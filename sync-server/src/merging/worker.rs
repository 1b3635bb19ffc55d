//! The child's side of a merge: `rapport-sync-server merge-worker` reads one record's changes, writes it merged, ends.

use std::{
    io::{self, Read as _, Write as _},
    process::ExitCode,
};

use rapport_protocol::limit;
use rlimit::Resource;

/// The argument that makes the program a worker.
pub const ARGUMENT: &str = "merge-worker";

/// The exit code that says that the record can't be merged.
pub const REFUSED: i32 = 3;

/// Address space of a worker, in bytes: the largest record within the limits takes a tenth of it.
const MEMORY_BYTES: u64 = 1 << 30;

/// Processor time of a worker, in seconds.
const PROCESSOR_S: u64 = 10;

/// Merges what comes on standard input. First of all it takes its own room away, so that whatever happens next happens
/// in little of it.
#[must_use]
pub fn run() -> ExitCode {
    let confined = [(Resource::AS, MEMORY_BYTES), (Resource::CPU, PROCESSOR_S), (Resource::CORE, 0)]
        .into_iter()
        .try_for_each(|(resource, limit)| resource.set(limit, limit));
    if confined.is_err() {
        return ExitCode::FAILURE;
    }
    let mut chunks = Vec::new();
    let read = io::stdin().take(limit::RECORD_BYTES as u64 + 1).read_to_end(&mut chunks);
    if read.is_err() {
        return ExitCode::FAILURE;
    }
    match super::merge(&chunks) {
        Ok(merged) if io::stdout().write_all(&merged).is_ok() => ExitCode::SUCCESS,
        Ok(_) => ExitCode::FAILURE,
        Err(_) => ExitCode::from(u8::try_from(REFUSED).expect("a small number")),
    }
}
