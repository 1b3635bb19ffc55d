//! The words of materials and stock.

use rapport_core::model::view::StockLine;

pub const TITLE: &str = "Materials";
pub const ABOUT: &str = "What is there to hand over, and when it runs out";
pub const LEAD: &str = "What is there is what came, less what you logged as left. What runs out first comes first.";
pub const EMPTY: &str = "Nothing was counted yet.";
pub const EMPTY_MORE: &str = "Say how many cards came from the printer: from then on it is known when they run out.";
pub const UNCOUNTED: &str = "Never counted";
pub const HOW_MANY: &str = "How many";
pub const CAME: &str = "More came";
pub const WENT: &str = "Went";
pub const ADD: &str = "Add a material";
pub const LEFT_TITLE: &str = "What was left with whom";
pub const WHOM: &str = "A person or a place";
pub const WHOM_HINT: &str = "What they have, and whether a newer edition is due.";
pub const SHOW: &str = "Show";
pub const NOTHING_LEFT: &str = "Nothing was left with them yet.";
pub const NEWER: &str = "there is a newer edition";
pub const LOW: &str = "order now";

/// What a stock consists of: how many, at what pace, until when.
pub fn there(line: &StockLine, until: Option<&str>) -> String {
    let there = format!("{} there", line.there.max(0));
    let pace = if line.a_week > 0.0 { format!(", {:.1} a week", line.a_week) } else { String::new() };
    let until = match until {
        _ if line.there <= 0 => ", none left".to_owned(),
        Some(until) => format!(", the last goes {until}"),
        None => ", none go".to_owned(),
    };
    format!("{there}{pace}{until}")
}

/// What was counted.
pub fn counted(count: i64, what: &str) -> String {
    if count < 0 { format!("{} less: {what}.", -count) } else { format!("{count} more: {what}.") }
}

/// What was left with somebody.
pub fn left_with(name: &str) -> String {
    format!("Left with {name}")
}
