//! In and out of an open book: import, export, backup and restore.

mod exporting;
mod gain;
mod importing;
mod matching;
mod restoring;
mod saving;
mod whole;

use std::io;

use crate::error::Error;

/// How many records are read from the book at a time.
const AT_ONCE: u32 = 500;

/// Writing a file failed.
fn writing(error: impl Into<io::Error>) -> Error {
    let error = error.into();
    match error.kind() {
        io::ErrorKind::StorageFull => Error::StorageFull,
        _ => Error::internal("writing the file", error),
    }
}
