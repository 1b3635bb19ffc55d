//! The words of the app lock.

pub const TITLE: &str = "Rapport is locked";
pub const PASSPHRASE: &str = "Passphrase";
pub const OPEN: &str = "Unlock";
pub const WRONG: &str = "That is not the passphrase.";
pub const UNREADABLE: &str = "The lock's file can't be read. Your book is safe; start the app again.";
pub const FORGOTTEN: &str =
    "Forgotten? The book is not encrypted by it: delete the file app-lock in the book's folder, and the app opens.";
pub const HEADING: &str = "App lock";
pub const MEANS_NOT: &str = "It does not encrypt the book: whoever can read this account's files, or use its terminal, can read the book without it. Against that, your computer's login and an encrypted disk help. Other devices have locks of their own.";
pub const ANOTHER: &str = "Another passphrase";
pub const AGAIN: &str = "Once more";
pub const SET_IT: &str = "Set it";
pub const SET: &str = "The app lock is on.";
pub const OFF: &str = "The app lock is off.";
pub const NOW: &str = "Lock now";
pub const TAKE_OFF: &str = "Take it off";
pub const DIFFERENT: &str = "the two passphrases differ";

/// What it protects.
pub fn means(minutes: u64) -> String {
    format!(
        "A passphrase that these pages ask for when the app starts, and after {minutes} minutes in which nobody used it: against whoever passes by an open window. What you type on Log is kept as a draft; elsewhere, save before you leave."
    )
}

/// It is too short.
pub fn too_short(letters: usize) -> String {
    format!("a passphrase has {letters} letters at least")
}
