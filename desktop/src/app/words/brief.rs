//! The words of the brief.

pub const TITLE: &str = "Brief";
pub const ABOUT: &str = "What to read before you walk in";
pub const CHOOSE: &str = "Before whose door?";
pub const LOOK: &str = "Find";
pub const FOUND: &str = "Found";
pub const PLANNED: &str = "Planned";
pub const LIKELY: &str = "Likely next";
pub const NOBODY: &str = "Nobody in the book is called so.";
pub const NOBODY_MORE: &str = "Try fewer letters, or put them into the book.";
pub const ADD: &str = "Add somebody";
pub const PAGE: &str = "All about them";
pub const MIND: &str = "Mind";
pub const ALLERGY: &str = "Allergy:";
pub const PEOPLE: &str = "Who is there";
pub const NOT_MET: &str = "not met yet";
pub const PROMISED: &str = "Promised";
pub const THEY_OWE: &str = "by them:";
pub const LAST: &str = "The last times";
pub const BROUGHT: &str = "What you brought";
pub const GIVES: &str = "Three gives";
pub const MORE_GIVES: &str = "More gives for them";
pub const ASK: &str = "Ask";
pub const COACHING: &str = "To remember";
pub const PRINT_HINT: &str = "To have it on paper: Ctrl P.";

/// The title of one.
pub fn of(name: &str) -> String {
    format!("{TITLE}: {name}")
}

/// How long to stay.
pub fn minutes(minutes: i64) -> String {
    format!("{minutes} minutes, no more")
}

/// How often something was brought.
pub fn times(times: u32) -> String {
    if times == 1 { "once,".to_owned() } else { format!("{times} times, last") }
}

/// How long a give takes.
pub fn takes(minutes: i64) -> String {
    format!("{minutes} min")
}
