//! The words of fields that take a name.

pub const SOMEBODY_ELSE: &str = "Somebody else";
pub const WHICH: &str = "Several are called so: choose one above.";
pub const NOT_KNOWN: &str = "Nobody in the book is called so. Type another name, or log a visit with them first.";
pub const NEEDED: &str = "Say who.";
