//! Every word of the pages, in one place, ready for translation: a file a screen. What values of the core are called stands in
//! `crate::words`, and is the same on the command line.

pub mod failed;
pub mod frame;
pub mod guard;
pub mod log;
pub mod partners;
pub mod search;
pub mod today;
pub mod welcome;
