//! The words of what was done for a source.

pub const TITLE: &str = "Served";
pub const ABOUT: &str = "What you did for a source";
pub const LEAD: &str = "Whoever sends you clients is served as well as a client is.";
pub const SINCE: &str = "Since";
pub const LAST: &str = "last";
pub const CAME: &str = "Referrals they sent";
pub const ANSWERED: &str = "of these, answered";
pub const SOON: &str = "of these, within a day";
pub const THANKED: &str = "of these, thanked for";
pub const SENT: &str = "Referrals to them";
pub const GIVEN: &str = "Given or left";
pub const INTRODUCED: &str = "Introductions";
pub const TOLD: &str = "News they heard from you";
pub const NEEDS_MET: &str = "Needs met";
pub const PROMISES: &str = "Promises kept";
pub const GIVES: &str = "What to give next";
pub const NEEDS: &str = "Needs";

/// The heading.
pub fn done_for(name: &str) -> String {
    format!("Done for {name}")
}

/// So many of so many.
pub fn of(some: u64, all: u64) -> String {
    format!("{some} of {all}")
}
