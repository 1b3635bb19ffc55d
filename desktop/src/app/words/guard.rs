//! What is said to whoever is not let in.

pub const TITLE: &str = "This page is closed";
pub const WRONG_HOST: &str =
    "Rapport answers under its own address alone. Open it from your menu, or type: rapport app";
pub const WRONG_ORIGIN: &str = "Another page asked for this. Nothing was shown and nothing was changed.";
pub const NO_SECRET: &str =
    "This browser was not let in yet. Open Rapport from your menu, or type: rapport app. Your book is as it was.";
pub const KEY_IS_SPENT: &str =
    "This address was for one start of Rapport, and that is over. Open Rapport once more. Your book is as it was.";
pub const NO_TOKEN: &str = "This did not come from a page of Rapport, or from one that was open before a restart. Nothing was changed: go back, load the page once more, and try again.";
pub const WRONG_METHOD: &str = "Rapport's pages ask in another way. Nothing was changed.";
pub const TOO_LARGE: &str = "That is more than 64 megabytes, and too much for one form. Nothing was changed.";
