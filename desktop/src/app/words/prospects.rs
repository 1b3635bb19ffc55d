//! The words of prospects.

pub const TITLE: &str = "Prospects";
pub const ABOUT: &str = "Whom you have not reached yet, and how you found them";
pub const LEAD: &str = "Whom most of your clients see comes first. A first touch, and they are a partner to be.";
pub const SOURCE: &str = "How you found them";
pub const ANY: &str = "Any way";
pub const SHOW: &str = "Show";
pub const ALL: &str = "Show all";
pub const NEW: &str = "Somebody to get to know";
pub const NAME: &str = "Name";
pub const NAME_NEEDED: &str = "A name is needed.";
pub const FORM: &str = "A person or a place";
pub const SECTOR: &str = "Field";
pub const UNKNOWN: &str = "Not known yet";
pub const ADD: &str = "Put them into the book";
pub const EMPTY: &str = "Nobody waits to be met.";
pub const EMPTY_MORE: &str =
    "Newcomers, those whom others recommend, those whom your clients see: put them in, and they are here.";
pub const NONE_FITS: &str = "Nobody was found so.";

/// Somebody is in the book.
pub fn added(name: &str) -> String {
    format!("In the book: {name}.")
}

/// Who knows them.
pub fn known_by(names: &str) -> String {
    format!("known by {names}")
}

/// How many clients see them.
pub fn seen_by(count: u64) -> String {
    if count == 1 { "1 client sees them".to_owned() } else { format!("{count} clients see them") }
}

/// The rest of a list.
pub fn and_more(count: usize) -> String {
    format!("and {count} more")
}
