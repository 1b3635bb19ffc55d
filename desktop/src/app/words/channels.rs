//! The words of channels.

pub const TITLE: &str = "Ways to reach them";
pub const ABOUT: &str = "Who lacks ways to be reached, and where you follow them";
pub const LEAD: &str = "By many ways you stay in touch without effort. A way is verified once you have used it.";
pub const EMPTY: &str = "Nobody lacks a way to be reached.";
pub const EMPTY_MORE: &str = "Whoever is put into the book comes here until they can be reached.";
pub const MORE: &str = "More come once these are filled in.";
pub const WAYS: &str = "Each way";
pub const MISSING: &str = "missing";
pub const USED: &str = "I used it";
pub const KIND: &str = "Which way";
pub const VALUE: &str = "Number or address";
pub const VALUE_NEEDED: &str = "Type the number or the address.";
pub const ADD: &str = "Add it";
pub const ADDED: &str = "Added.";
pub const VERIFIED_SAID: &str = "Verified.";
pub const FOLLOW: &str = "Where to follow them";
pub const I_FOLLOW: &str = "I follow them";
pub const FOLLOWED: &str = "followed";
pub const KNOWN: &str = "What is known of them";

/// The heading of one.
pub fn reach(name: &str) -> String {
    format!("How to reach {name}")
}

/// What somebody lacks.
pub fn lacks(kinds: &[String]) -> String {
    format!("lacks {}", kinds.join(", "))
}

/// How many ways are verified.
pub fn verified(some: u64, all: u64) -> String {
    format!("{some} of {all} verified")
}
