//! The words of finding.

pub const TITLE: &str = "Find";
pub const ABOUT: &str = "People, places, notes, visits, referral codes";
pub const TYPE: &str = "Type the first letters of a name, a word or a code.";
pub const TYPE_MORE: &str = "Every word you type must begin a word there: “oak fam” finds Oak Street Family Medicine.";
pub const PARTNERS: &str = "People and places";
pub const NOTES: &str = "Notes";
pub const TOUCHPOINTS: &str = "Visits and calls";
pub const REFERRALS: &str = "Referrals";
pub const NOTHING_MORE: &str = "Fewer letters find more.";

/// Nothing was found.
pub fn nothing(typed: &str) -> String {
    format!("Nothing begins with “{typed}”.")
}
