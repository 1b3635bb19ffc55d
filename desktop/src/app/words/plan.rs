//! The words of the day plan.

pub const TITLE: &str = "Day plan";
pub const ABOUT: &str = "The stops of a day, in driving order, and what to pack";
pub const DAYS: &str = "Other days";
pub const BEFORE: &str = "The day before";
pub const AFTER: &str = "The day after";
pub const TODAY: &str = "Today";
pub const ANOTHER_DAY: &str = "Another day";
pub const SHOW: &str = "Show";
pub const EMPTY: &str = "No stop is planned for this day.";
pub const EMPTY_MORE: &str =
    "Choose places below: they are put in driving order, and what to pack for them is summed up here.";
pub const SOMEWHERE: &str = "Somewhere";
pub const DONE: &str = "done";
pub const BRING: &str = "Bring";
pub const LEFT: &str = "Left";
pub const BRIEF: &str = "Brief";
pub const HAPPENED: &str = "It happened";
pub const MISSED: &str = "It didn't happen";
pub const ELSE: &str = "Else";
pub const LOG_MORE: &str = "Log it with more";
pub const TAKE_OUT: &str = "Take it out of the plan";
pub const ADD_TO_IT: &str = "Add to it";
pub const LOGGED: &str = "Saved here: it happened.";
pub const MISSED_SAID: &str = "Noted: it didn't happen.";
pub const TAKEN_OUT: &str = "It is out of the plan.";
pub const ORDER: &str = "Put in driving order";
pub const ORDERED: &str = "In driving order.";
pub const PRINT_HINT: &str = "A route sheet for the car: Ctrl P.";
pub const MAP: &str = "Map";
pub const MAP_APP: &str = "Map app";
pub const LEARNED: &str = "What did you learn?";
pub const KEEP: &str = "Keep";
pub const LEARNED_SAID: &str = "Kept with the visit.";
pub const PACK: &str = "To pack";
pub const ALLERGY: &str = "Allergy:";
pub const MAKE: &str = "Plan this day";
pub const MORE_STOPS: &str = "More stops";
pub const WHERE: &str = "Where to";
pub const ELSEWHERE: &str = "Somewhere else";
pub const DAY: &str = "Which day";
pub const BEGIN: &str = "At the first stop";
pub const BRING_EACH: &str = "What each of them gets";
pub const PLAN: &str = "Plan it";
pub const NOWHERE: &str = "Choose a place, or type one.";
pub const UNKNOWN: &str = "No place in the book is called so.";
pub const NEW_PLACE: &str = "Put it into the book";

/// A day's page.
pub fn of(day: &str) -> String {
    format!("Plan for {day}")
}

/// How many stops, and how many of them are to come.
pub fn stops(all: usize, to_come: usize) -> String {
    let stops = if all == 1 { "1 stop".to_owned() } else { format!("{all} stops") };
    match to_come {
        0 => format!("{stops}, none left"),
        left if left == all => stops,
        left => format!("{stops}, {left} to come"),
    }
}

/// How far it is.
pub fn distance(meters: u64) -> String {
    format!("{}.{} km as the crow flies", meters / 1_000, meters % 1_000 / 100)
}

/// When to set out.
pub fn leave(time: &str) -> String {
    format!("set out at {time}")
}

/// What came of planning.
pub fn planned(stops: usize, day: &str) -> String {
    let stops = if stops == 1 { "1 stop".to_owned() } else { format!("{stops} stops") };
    format!("Planned: {stops}, {day}.")
}

/// There are fewer than are to be taken.
pub fn only(there: i64) -> String {
    if there <= 0 { "none there".to_owned() } else { format!("only {there} there") }
}

/// A promise that may have to be brought.
pub fn promised_to(name: &str) -> String {
    format!("promised to {name}")
}
