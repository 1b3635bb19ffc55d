//! What in a typed text looks like a client's.

use rapport_core::model::view::Identifier;

/// What follows the warnings.
pub const SAVED_ANYWAY: &str =
    "It is saved as you typed it. To say it without the client:  rapport undo, or  rapport redact ID --text …
After undo  rapport history  still shows it: only redact (a note) and  rapport erase ID  (anything else) take every byte.";
/// What follows the warnings where nothing was saved.
pub const LEAVES_WITH_IT: &str =
    "Nothing of it is saved, but it leaves this device with what you send. Say it without the client before you do.";

/// What some words look like.
pub const fn identifier(kind: Identifier) -> &'static str {
    match kind {
        Identifier::Name => "a client's name",
        Identifier::Initials => "a client's initials",
        Identifier::Birth => "a birth date",
        Identifier::Phone => "a client's telephone number",
        Identifier::Email => "a private email address",
        Identifier::Record => "a record number",
        Identifier::Address => "where a client lives",
    }
}
