//! The words of the list of partners, and of a partner's or a place's page.

pub const TITLE: &str = "Partners";
pub const ABOUT: &str = "People and places, and how far you have come";
pub const FORM: &str = "People or places";
pub const SECTOR: &str = "Field";
pub const STAGE: &str = "Stage";
pub const TIER: &str = "Tier";
pub const ROLE: &str = "Role";
pub const TAG: &str = "Label";
pub const DUE: &str = "Due only";
pub const ANY: &str = "Any";
pub const SHOW: &str = "Show";
pub const CLEAR: &str = "Show all";
pub const MORE: &str = "More";
pub const NOBODY: &str = "Nobody here fits that.";
pub const EMPTY: &str = "Nobody is in the book yet.";
pub const EMPTY_MORE: &str = "Log a visit: the office you type is in the book with it.";
pub const BRIEF: &str = "Brief";
pub const GIVES: &str = "Gives";
pub const SERVED: &str = "What you did for them";
pub const LOG: &str = "Log";
pub const NEVER: &str = "no touch yet";
pub const NEXT: &str = "Next";
pub const PEOPLE: &str = "People there";
pub const PLACES: &str = "Works at";
pub const REACH: &str = "How to reach them";
pub const TIMELINE: &str = "What happened";
pub const NEEDS: &str = "What they need";
pub const LIKES: &str = "Preferences";
pub const FACTS: &str = "Facts";
pub const ALLERGIES: &str = "Allergies";
pub const RECIPROCITY: &str = "Give and receive";
pub const PLAYBOOKS: &str = "Playbooks";
pub const PROMISES: &str = "Open promises";
pub const ABOUT_THEM: &str = "About them";
pub const ROUTES: &str = "routes referrals";
pub const CONFLICT: &str = "Two devices disagree here";
pub const REMOVED: &str = "This was taken out of the book.";
pub const RESTORE: &str = "Bring it back";
pub const VALUE_OUT: &str = "Given";
pub const VALUE_IN: &str = "Received";
pub const REFERRALS_OUT: &str = "Referred to them";
pub const REFERRALS_IN: &str = "Referred by them";
pub const EARLIER: &str = "Earlier";
pub const QUIET: &str = "Nothing happened yet.";
pub const LAST_TOUCH: &str = "last touch ";
pub const RESTORED: &str = "It is back.";

/// A next touch that is late.
pub fn due(day: &str) -> String {
    format!("due {day}")
}

/// So many touches of those that are said to be needed.
pub fn touches(count: u64, said: &str) -> String {
    format!("{count} of {said} touches")
}
