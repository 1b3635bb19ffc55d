//! The words of the queue of engagement.

pub const TITLE: &str = "Five minutes";
pub const ABOUT: &str = "Likes, comments and shares: whose pages to look at today";
pub const LEAD: &str = "A minute each: like, comment, share, and say of their work what you think of it. Then stop.";
pub const EMPTY: &str = "Nobody's pages are due today.";
pub const EMPTY_MORE: &str =
    "Put somebody whom you want to know into the playbook of three weeks on their pages: they come here.";
pub const PARTNERS: &str = "Choose somebody";
pub const NO_PAGE: &str = "No page of theirs is in the book: add one";

/// How many more there are.
pub fn and_more(count: u64) -> String {
    format!("and {count} more, tomorrow")
}

/// How much one was in touch this week.
pub fn this_week(done: u32, target: u32) -> String {
    format!("In touch this week: {done} of {target}.")
}

/// How much of the week is left.
pub fn days_left(days: u32) -> String {
    match days {
        0 => "The week ends today.".to_owned(),
        1 => "One day is left.".to_owned(),
        days => format!("{days} days are left."),
    }
}

/// Whose page, and where.
pub fn page_of(whose: &str, channel: &str) -> String {
    let (kind, _) = channel.split_once(':').unwrap_or((channel, ""));
    format!("{whose}: {kind}")
}
