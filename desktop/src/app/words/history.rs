//! The words of history, of conflicts, and of contacts that stand twice.

pub const TITLE: &str = "History";
pub const ABOUT: &str = "Who changed what and when; any change can be taken back";
pub const LEAD: &str = "Every change of every device, as it came to be here, the last first. Taking one back is a change too: it can be undone, and nothing is lost.";
pub const OF: &str = "History of";
pub const EMPTY: &str = "Nothing was changed yet.";
pub const MORE: &str = "Earlier";
pub const SHIPPED: &str = "as it is shipped";
pub const TAKE_BACK: &str = "Take back";
pub const TAKEN_BACK: &str = "Taken back.";
pub const UNDO_LAST: &str = "Undo what I did last";
pub const BEFORE: &str = "before";
pub const GONE: &str = "taken away";
pub const ALL: &str = "The whole book";
pub const MORE_FIELDS: &str = "and more";

pub const CONFLICTS: &str = "Conflicts";
pub const CONFLICTS_ABOUT: &str = "Where two devices disagree: one tap chooses";
pub const CONFLICTS_LEAD: &str = "Two devices wrote different things before they met. Both are kept; the first is the one that shows until you choose.";
pub const AGREE: &str = "All devices agree.";
pub const AGREE_MORE: &str = "Where two devices write different things into one field, both values come here.";
pub const SHOWS: &str = "shows now";
pub const CHOOSE: &str = "Keep this";
pub const EMPTY_VALUE: &str = "nothing";

pub const DUPLICATES: &str = "Duplicates";
pub const DUPLICATES_ABOUT: &str = "Who stands in the book twice: make them one, or part them again";
pub const DUPLICATES_LEAD: &str = "These have one name, one telephone number or one address. Making two one throws nothing away: both keep what they say, and they can be parted again.";
pub const NO_TWO: &str = "No two contacts look like one.";
pub const NO_TWO_MORE: &str = "Whoever comes into the book twice, by an import or from two devices, is proposed here.";
pub const MERGE: &str = "They are one";
pub const MERGED: &str = "They are one now.";
pub const MERGED_TITLE: &str = "Made one";
pub const MERGED_LEAD: &str = "Each visit stands under the contact that it was logged under, and goes back there.";
pub const PART: &str = "Part it again";
pub const PARTED: &str = "Parted again: each has its own visits.";
pub const AND: &str = "and";
pub const LAST_TOUCH: &str = "last touch";
pub const NO_TOUCH: &str = "no touch yet";

/// The chosen value.
pub fn settled(field: &str, value: &str) -> String {
    format!("{field}: {value}.")
}
