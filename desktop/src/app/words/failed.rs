//! What is said when something was not done: what happened, what is safe, what to do.

use rapport_core::Error;

use crate::failure::Failure;

pub const TITLE: &str = "That did not work";
pub const BUSY: &str = "The book is in use";
pub const UNOPENED: &str = "The book can't be opened";
pub const FULL_TITLE: &str = "The disk is full";
pub const AGAIN: &str = "Try again";
pub const NOT_HERE: &str = "There is no such page";
pub const NOT_HERE_MORE: &str = "It may have been moved, or the record was removed. Your book is as it was.";
pub const BACK_TO_TODAY: &str = "Back to Today";
pub const MISSING: &str = "nothing was chosen";
pub const PANICKED: &str =
    "something went wrong inside; what was saved before is safe. Try again, and tell us if it stays so";
pub const NOTHING_CHANGED: &str = "Nothing was changed.";
const SAFE: &str = "What was saved before is safe.";
const GONE: &str = "That is not in the book any more. It may have been removed, here or on another device.";
const FULL: &str = "The disk is full. Nothing of this was kept, and nothing earlier was lost. Make room and try again.";
const NOBODY_SO: &str = "Nobody in the book is called so.";
const NO_BOOK: &str = "There is no book here yet.";

/// What was typed can't be read.
pub fn not_understood(typed: &str) -> String {
    format!("“{typed}” can't be understood here")
}

/// What happened, what is safe, what to do.
pub fn said(failure: &Failure) -> String {
    match failure {
        Failure::Core(Error::Invalid(invalid)) => format!("{}. {NOTHING_CHANGED}", capital(&invalid.expected)),
        Failure::Core(Error::NotFound { what: "book", .. }) => NO_BOOK.to_owned(),
        Failure::Core(Error::NotFound { .. }) => GONE.to_owned(),
        Failure::Core(Error::StorageFull) => FULL.to_owned(),
        Failure::Core(Error::Unopened(why)) => format!("{}.", capital(why)),
        Failure::Core(Error::Internal { context, source }) => {
            format!("Something went wrong inside ({context}: {source}). {SAFE} Try again; if it stays so, tell us.")
        }
        Failure::Usage(said) | Failure::NotFound(said) => format!("{}. {NOTHING_CHANGED}", capital(said)),
        other => format!("{}.", capital(&other.to_string())),
    }
}

/// What is wrong with one field: it stands beside that.
pub fn said_of_a_field(failure: &Failure) -> String {
    match failure {
        Failure::Core(Error::Invalid(invalid)) => format!("{}.", capital(&invalid.expected)),
        Failure::NotFound(_) => NOBODY_SO.to_owned(),
        Failure::Ambiguous { candidates, .. } => {
            let names: Vec<String> = candidates.iter().map(ToString::to_string).collect();
            format!("This may be any of: {}. Type more of the name.", names.join("; "))
        }
        other => said(other).replace(NOTHING_CHANGED, "").trim().to_owned(),
    }
}

/// With a capital, and without the stop that follows anyhow.
fn capital(text: &str) -> String {
    let mut letters = text.trim_end_matches('.').chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}
