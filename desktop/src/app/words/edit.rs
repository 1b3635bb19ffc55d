//! The words of the form in which a record is edited.

pub const TITLE: &str = "Edit";
pub const SAVE: &str = "Save";
pub const CANCEL: &str = "Leave it as it was";
pub const SAVED: &str = "Changed.";
pub const SAME: &str = "It says so already.";
pub const NONE: &str = "not said";
pub const TAKE_AWAY: &str = "take it away";
pub const WRONG: &str = "Something below can't be kept as it stands. Nothing was changed yet.";
pub const COMMAS: &str = "One more, or several with commas";
pub const NAMES: &str = "A name from the book; several with commas";
pub const CHANNELS: &str = "phone:+1 555 0100, email:ana@example.org, web:example.org";
pub const ITEMS: &str = "As in: 2 cookies, card";
pub const PLACE: &str = "One more place";
pub const PLACE_HINT: &str = "Its name, and as what below";
pub const AS_WHAT: &str = "As what, at that place";
pub const MONEY: &str = "In the smallest unit of the currency: 1250 for 12.50";
pub const GEO: &str = "Latitude and longitude, as in 40.71,-74.01";

pub const ADD: &str = "Add";
pub const ADD_ABOUT: &str = "Put a person or a place into the book";
pub const ADD_TITLE: &str = "Who or what?";
pub const NAME: &str = "Name";
pub const ADDED: &str = "In the book. What else is known of them?";
pub const NAME_NEEDED: &str = "A name is needed.";

pub const BASICS: &str = "What it is";
pub const REACH: &str = "How to reach them";
pub const WORK: &str = "Where they work";
pub const KEEPING: &str = "How near you keep them";
pub const KNOWN: &str = "What is known";
pub const WHO: &str = "Where and with whom";
pub const WHAT: &str = "What came of it";
pub const ASK: &str = "What is sought";
pub const DATES: &str = "Dates";

/// One more of a field that holds several.
pub fn more(field: &str) -> String {
    format!("{field}: add")
}

/// No item is called so.
pub fn no_item(typed: &str) -> String {
    format!("no item is called “{typed}”")
}
