//! The words of spotlights.

pub const TITLE: &str = "Spotlights";
pub const ABOUT: &str = "Partners in your newsletter and your waiting room";
pub const LEAD: &str = "Everybody whom you keep near has a turn before anybody has a second.";
pub const NEXT: &str = "Next in the newsletter";
pub const NOBODY: &str = "Nobody is kept near yet.";
pub const NOBODY_MORE: &str = "Give a partner tier A or B, and they have their turn here.";
pub const PARTNERS: &str = "Choose a partner";
pub const NEVER: &str = "never shown";
pub const SHOWN: &str = "Shown";
pub const HERE: &str = "Of theirs, on display here";
pub const NOTHING_HERE: &str = "Nothing of a partner lies in your waiting room yet.";
pub const NEW: &str = "Something of theirs came";
pub const WHAT: &str = "What";
pub const WHAT_HINT: &str = "As in: Dr Lee's cards";
pub const WHOSE: &str = "Whose";
pub const HOW_MANY: &str = "How many";
pub const PUT_OUT: &str = "It is out";
pub const ON_DISPLAY: &str = "It is on display.";
pub const NAME_NEEDED: &str = "Say what it is.";

/// Somebody was shown.
pub fn was_shown(name: &str) -> String {
    format!("{name} was shown.")
}

/// How often somebody was shown.
pub fn times(times: u64) -> String {
    if times == 1 { "shown once,".to_owned() } else { format!("shown {times} times, last") }
}

/// How many are there.
pub fn there(count: i64, low: bool) -> String {
    let there = format!("{} there", count.max(0));
    if low { format!("{there}: ask them for more") } else { there }
}

/// The rest of a list.
pub fn and_more(count: usize) -> String {
    format!("and {count} more")
}
