//! The words of the review.

use rapport_core::model::view::StaleField;

pub const TITLE: &str = "Review";
pub const ABOUT: &str = "Details to confirm again: hours, roles, numbers";
pub const LEAD: &str = "What was not confirmed for longest comes first. A few at a time, as when you call anyway.";
pub const EMPTY: &str = "Nothing has to be confirmed.";
pub const EMPTY_MORE: &str = "Hours come back after half a year, numbers after a year.";
pub const RIGHT: &str = "Right as it is";
pub const RIGHT_OR_ANEW: &str = "That is right";
pub const RIGHT_SAID: &str = "Confirmed today.";
pub const ANEW_SAID: &str = "Changed, and confirmed today.";
pub const EDIT: &str = "It is something else";
pub const MORE: &str = "More come once these are confirmed.";

/// How old a detail is.
pub fn age(one: &StaleField) -> String {
    match one.confirmed {
        Some(_) => format!("Confirmed {} ago.", span(one.age_days)),
        None => format!("Never confirmed, {} in the book.", span(one.age_days)),
    }
}

/// A time as one says it of what is old.
fn span(days: i64) -> String {
    match days {
        ..61 => format!("{days} days"),
        61..730 => format!("{} months", days / 30),
        _ => format!("{} years", days / 365),
    }
}
