//! The words of the list of partners, and of a partner's or a place's page.

pub const TITLE: &str = "Partners";
pub const ABOUT: &str = "People and places, and how far you have come";
pub const FORM: &str = "People or places";
pub const SECTOR: &str = "Field";
pub const STAGE: &str = "Stage";
pub const TIER: &str = "Tier";
pub const ROLE: &str = "Role";
pub const TAG: &str = "Label";
pub const SEEN_BY: &str = "Last seen by";
pub const DUE: &str = "Due only";
pub const VIEWS: &str = "Kept views";
pub const KEEP_VIEW: &str = "Keep this view";
pub const DROP_VIEW: &str = "Keep this view no more";
pub const VIEW_NAME: &str = "What to call it";
pub const VIEW_NEEDS_NAME: &str = "a view needs a name";
pub const VIEW_OF_NOTHING: &str = "a view narrows the list by something";
pub const DROPPED_VIEW: &str = "The view is gone. Nobody in it was changed.";
pub const KEEP: &str = "Keep";
pub const CHOOSE: &str = "Choose several";
pub const WITH_THEM: &str = "With everybody who is ticked";
pub const ADD_TAG: &str = "Add a label";
pub const SET_TIER: &str = "Set the tier";
pub const AS_IT_IS: &str = "As it is";
pub const ENROL: &str = "Begin a playbook";
pub const NONE: &str = "None";
pub const DO_IT: &str = "Do it";
pub const LEAVE_IT: &str = "Leave it";
pub const NOBODY_TICKED: &str = "nobody was ticked";
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
pub const WAYS: &str = "Ways to reach them";
pub const TIMELINE: &str = "What happened";
pub const NEEDS: &str = "What they need";
pub const LIKES: &str = "Preferences";
pub const FACTS: &str = "Facts";
pub const ALLERGIES: &str = "Allergies";
pub const RECIPROCITY: &str = "Give and receive";
pub const PLAYBOOKS: &str = "Playbooks";
pub const PROMISES: &str = "Open promises";
pub const INTRODUCED_BY: &str = "Introduced by";
pub const EDIT: &str = "Edit";
pub const MORE_DEEDS: &str = "More to do";
pub const NOTE: &str = "Take a note about them";
pub const PROMISE: &str = "Promise them something";
pub const REFERRED: &str = "A referral came from them";
pub const HISTORY: &str = "Who changed what";
pub const ALL_FIELDS: &str = "All that is kept, and removing it";
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

/// A view was kept.
pub fn kept_view(name: &str) -> String {
    format!("“{name}” is kept on this device.")
}

/// Something was done with several.
pub fn done_with(count: usize) -> String {
    if count == 1 { "Done, with one contact.".to_owned() } else { format!("Done, with {count} contacts.") }
}

/// A next touch that is late.
pub fn due(day: &str) -> String {
    format!("due {day}")
}

/// So many touches of those that are said to be needed.
pub fn touches(count: u64, said: &str) -> String {
    format!("{count} of {said} touches")
}
