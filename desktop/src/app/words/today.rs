//! Today's words.

pub const TITLE: &str = "Today";
pub const ABOUT: &str = "What to do now, and why";
pub const UNANSWERED: &str = "Waiting for an answer";
pub const THANKS: &str = "Thank-yous owed";
pub const PROMISES: &str = "Promises";
pub const STEPS: &str = "Playbooks";
pub const PLANNED: &str = "Planned";
pub const DAY_PLAN: &str = "Day plan";
pub const STOCK: &str = "Running out";
pub const MORE_CAME: &str = "More came";
pub const LOSING_TOUCH: &str = "Losing touch";
pub const NOBODY_NAMED: &str = "nobody named";
pub const DAY_OFF: &str = "A day off: only who waits for you, and what you planned for it.";
pub const DONE: &str = "Done";
pub const ANSWERED: &str = "Answered";
pub const SCHEDULED: &str = "Scheduled";
pub const THANKED: &str = "Thanked";
pub const KEPT: &str = "Kept";
pub const SKIP: &str = "Leave out";
pub const HAPPENED: &str = "It happened";
pub const MISSED: &str = "It didn't";
pub const LOG: &str = "Log";
pub const LATER: &str = "Later";
pub const TOMORROW: &str = "Tomorrow";
pub const NEXT_WEEK: &str = "In a week";
pub const NEXT_MONTH: &str = "In a month";
pub const DONE_SAID: &str = "Done.";
pub const EMPTY: &str = "Nothing is due today.";
pub const EMPTY_MORE: &str = "What you log, promise and plan comes back here on its day.";
pub const EMPTY_BOOK: &str = "The book is empty.";
pub const EMPTY_BOOK_MORE: &str = "Log your first visit: type the office's name, and it is in the book.";
pub const LOG_A_VISIT: &str = "Log a visit";
pub const PUT_OFF: &str = "Put off.";

/// The rest of whom one is losing touch with.
pub fn and_more(count: u64) -> String {
    format!("and {count} more")
}

/// A promise, and to whom or by whom.
pub fn promised_to(name: &str) -> String {
    format!("to {name}")
}

/// A promise of theirs.
pub fn promised_by(name: &str) -> String {
    format!("by {name}")
}

/// A referral's source.
pub fn from(name: &str) -> String {
    format!("from {name}")
}

/// Where a step stands.
pub fn step_of(number: u32, of: u32, playbook: &str) -> String {
    format!("{number} of {of} in “{playbook}”")
}
