//! The words of sectors.

pub const TITLE: &str = "Fields";
pub const ABOUT: &str = "Who already sees your clients, and where nobody was met yet";
pub const NO_NICHE: &str = "Say what your practice is for, and those who see the same people come first.";
pub const NO_PACK: &str = "There is no list of professions for it; others are below.";
pub const NICHE: &str = "For which niche";
pub const OWN: &str = "Your own";
pub const SHOW: &str = "Show";
pub const SUGGESTED: &str = "They see your clients, and you have met none of them";
pub const UNTOUCHED: &str = "Not touched yet";
pub const TOUCHED: &str = "Touched";
pub const NOBODY: &str = "nobody in the book";
pub const LAST: &str = "last";

/// The niche.
pub fn for_niche(niche: &str) -> String {
    format!("Your niche: {niche}. Ministers, schools and agencies count as much as physicians.")
}

/// How many were reached.
pub fn reached(touched: u64, all: u64) -> String {
    format!("{touched} of {all} reached")
}
