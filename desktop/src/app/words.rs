//! Every word of the pages, in one place, ready for translation: a file a screen. What values of the core are called stands in
//! `crate::words`, and is the same on the command line.

pub mod asks;
pub mod brief;
pub mod devices;
pub mod directory;
pub mod edit;
pub mod engage;
pub mod events;
pub mod exchange;
pub mod failed;
pub mod frame;
pub mod gifts;
pub mod gives;
pub mod guard;
pub mod history;
pub mod insight;
pub mod log;
pub mod meant;
pub mod needs;
pub mod partners;
pub mod plan;
pub mod promises;
pub mod prospects;
pub mod records;
pub mod referrals;
pub mod review;
pub mod search;
pub mod sectors;
pub mod served;
pub mod spotlights;
pub mod stock;
pub mod sync;
pub mod today;
pub mod welcome;
pub mod wordings;
