//! What stands around every page.

use super::super::screen::Section;

pub const NAME: &str = "Rapport";
pub const SKIP: &str = "Skip to the page";
pub const NAVIGATION: &str = "Screens";
pub const MORE: &str = "More";
pub const MORE_ABOUT: &str = "Everything else that the book does";
pub const FIND: &str = "Find";
pub const FIND_HINT: &str = "Find anyone";
pub const SAVED: &str = "Saved here.";
pub const UNDO: &str = "Undo";
pub const DISMISS: &str = "Close";
pub const NOTHING_TO_UNDO: &str = "There is nothing left to undo.";
pub const UNDONE_ALREADY: &str = "That was taken back already. Nothing else was changed.";
pub const SAVED_ANYWAY: &str = "It is saved as you typed it. To say it without the client: Undo, or edit the note. \
    Its history shows it even then; every byte goes when it is redacted or erased.";
pub const PALETTE: &str = "Go anywhere";
pub const PALETTE_HINT: &str = "Type a screen or a name";
pub const HELP: &str = "Keys";
pub const APP_ENDED: &str = "Rapport was closed. What you saved is safe; open it again to go on.";
pub const SAVED_HERE: &str = "Saved here";
pub const OFFLINE: &str = "Offline";
pub const NOT_SYNCED: &str = "Saved here · not synced any more";
pub const STUCK: &str = "Saved here · sync is stuck";
pub const FIRST_SYNC: &str = "The book is coming";

/// Keys that work everywhere, and what they do.
pub const KEYS: [(&str, &str); 9] = [
    ("l", "log a visit, from anywhere"),
    ("/", "find people, places, notes, codes"),
    ("Ctrl K", "go anywhere, do anything"),
    ("j  k", "down and up in a list"),
    ("Enter", "open what is marked"),
    ("u", "undo, while the bar is there"),
    ("Esc", "close a dialog"),
    ("?", "these keys"),
    ("g", "then a letter: go to a screen"),
];

/// What groups of screens are called.
pub const fn section(section: Section) -> &'static str {
    match section {
        Section::Main => "First",
        Section::Day => "Your day",
        Section::Give => "Give and ask",
        Section::Network => "The network",
        Section::Learn => "Look, rather than read",
        Section::Book => "The book",
    }
}

/// Unsent changes.
pub fn to_send(count: u64) -> String {
    format!("Saved here · {count} to send")
}

/// Unsent changes while the server can't be reached.
pub fn offline(count: u64) -> String {
    format!("Offline · {count} to send")
}

/// All is in agreement since.
pub fn synced(time: &str) -> String {
    format!("Synced ✓ {time}")
}

/// Changes that the server refused, or records that can't be shown.
pub fn kept(refused: u64, aside: u64) -> Option<String> {
    match (refused, aside) {
        (0, 0) => None,
        (refused, 0) => Some(format!("{refused} refused, kept here")),
        (0, aside) => Some(format!("{aside} from a newer version, kept")),
        (refused, aside) => Some(format!("{refused} refused and {aside} from a newer version, kept")),
    }
}

/// What some words look like.
pub fn looks_like(said: &str, what: &str) -> String {
    format!("“{said}” looks like {what}.")
}

/// What was undone.
pub fn undone(deed: &str, put_back: usize, left: usize) -> String {
    match (put_back, left) {
        (0, 0) => format!(
            "What you did last ({deed}) had changed nothing. Undo once more takes back what you did before that."
        ),
        (0, _) => format!("Not undone: {deed}. All of it was changed again afterwards, and stays as it is."),
        (_, 0) => format!("Undone: {deed}."),
        (_, left) => format!("Undone: {deed}. {left} fields stay, since they were changed again afterwards."),
    }
}

/// A page's title in the browser.
pub fn title(page: &str) -> String {
    format!("{page} · {NAME}")
}
