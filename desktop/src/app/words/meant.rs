//! The words of fields that take a name.

use rapport_core::model::view::Named;

pub const SOMEBODY_ELSE: &str = "Somebody else";
pub const WHICH: &str = "Several are called so: choose one above.";
pub const NOT_KNOWN: &str = "Nobody in the book is called so. Type another name, or log a visit with them first.";
pub const WHOM: &str = "A person or a place";
pub const WHOM_HINT: &str = "The first letters are enough.";
pub const FIND: &str = "Find";
pub const NOBODY_CALLED: &str = "Nobody in the book is called so.";
pub const NEEDED: &str = "Say who.";

/// One of several names is nobody's.
pub fn not_known(typed: &str) -> String {
    format!("Nobody in the book is called “{typed}”.")
}

/// One of several names may mean more than one.
pub fn which(typed: &str, which: &[Named]) -> String {
    let names: Vec<&str> = which.iter().map(|one| one.name.as_str()).collect();
    format!("“{typed}” may be {}: type the whole name.", names.join(", "))
}
