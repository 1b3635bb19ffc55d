//! The words of offices.

pub const TITLE: &str = "Offices";
pub const ABOUT: &str = "Whom you know at each: the front desk, whoever routes referrals, the provider";
pub const LEAD: &str = "Those at the front often matter more than the physician: referrals pass through them.";
pub const EMPTY: &str = "No office is in the book yet.";
pub const EMPTY_MORE: &str = "Log a visit: the office that you type is in the book with it.";
pub const LOG: &str = "Log a visit";
pub const WARNED: &str = "Only the provider is known: who routes referrals?";
pub const OTHERS: &str = "All others";
pub const NOBODY: &str = "nobody yet";

/// The rest of a list.
pub fn and_more(count: usize) -> String {
    format!("and {count} more")
}
