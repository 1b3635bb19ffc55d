//! The words of Log.

pub const TITLE: &str = "Log";
pub const ABOUT: &str = "A visit, a call, or any other touch";
pub const HEADING: &str = "What happened?";
pub const WHERE: &str = "Where";
pub const WHICH: &str = "Which do you mean?";
pub const ELSEWHERE: &str = "Somewhere or somebody else";
pub const ELSEWHERE_HINT: &str = "Type a name. An office that is not in the book yet is put into it.";
pub const WHOM: &str = "Whom you met";
pub const SOMEBODY_ELSE: &str = "Somebody else";
pub const SOMEBODY_ELSE_HINT: &str = "A name; several with commas";
pub const OUTCOME: &str = "How it went";
pub const LEFT: &str = "What you left";
pub const NOTE: &str = "Note";
pub const NOTE_HINT: &str = "Who sent whom stays a code: no client's name.";
pub const PURPOSE: &str = "Purpose";
pub const INTEL: &str = "Intel";
pub const NEXT: &str = "Next";
pub const NEXT_WHAT: &str = "What comes next";
pub const NEXT_NONE: &str = "Nothing";
pub const NEXT_2_WEEKS: &str = "In 2 weeks";
pub const NEXT_MONTH: &str = "Next month";
pub const NEXT_DATE: &str = "On a day";
pub const DAY: &str = "Which day";
pub const KIND: &str = "What it was";
pub const WHEN: &str = "When";
pub const WHEN_HINT: &str = "Still to come: it is planned";
pub const DETAILS: &str = "When, what sort, purpose and intel";
pub const SAVE: &str = "Save";
pub const CANCEL: &str = "Not now";
pub const NOBODY: &str = "Say where you were, or whom you met.";
pub const DRAFT: &str = "A draft is kept";
pub const CONTINUE: &str = "Go on with it";
pub const DISCARD: &str = "Discard it";
pub const SAME: &str = "The same visit?";
pub const YES_SAME: &str = "Yes, the same";
pub const ANOTHER: &str = "No, another";
pub const FRONT_DESK: &str = "Front desk, name unknown";
pub const LOOKS: &str = "Perhaps say it without the client.";

/// A visit that stands there within the hour.
pub fn same_visit(when: &str) -> String {
    format!("You logged one here {when}.")
}

/// It was logged.
pub fn logged(what: &str, whom: &str) -> String {
    format!("Saved here: {what}, {whom}.")
}

/// It was planned.
pub fn planned(whom: &str, when: &str) -> String {
    format!("Planned: {whom}, {when}.")
}

/// As usual there.
pub fn as_usual(days: i64) -> String {
    format!("In {days} days, as usual")
}
