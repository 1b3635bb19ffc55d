//! The words of events.

pub const TITLE: &str = "Events";
pub const ABOUT: &str = "Where you go, and whom you met there";
pub const EMPTY: &str = "No event yet.";
pub const EMPTY_MORE: &str = "Plan one: a breakfast, a fair, a talk. Choose one skill to practise there.";
pub const TO_COME: &str = "To come";
pub const WERE: &str = "Where you were";
pub const FAVOURITES: &str = "Favourites";
pub const AGAIN: &str = "Plan it again";
pub const NEW: &str = "new";
pub const PLAN: &str = "Plan an event, or keep one that was";
pub const NAME: &str = "What it is called";
pub const NAME_HINT: &str = "The same name each time makes it a favourite.";
pub const NAME_NEEDED: &str = "Say what it is called.";
pub const WHEN: &str = "When";
pub const WHEN_NEEDED: &str = "Say when it is, or was.";
pub const SKILL: &str = "One skill to practise";
pub const SKILL_HINT: &str = "As in: ask one question more";
pub const PLACE: &str = "Where";
pub const KEEP: &str = "Keep it";
pub const WERE_YOU_THERE: &str = "Were you there?";
pub const LEARNED: &str = "What did you learn?";
pub const BEEN: &str = "I was there";
pub const BEEN_SAID: &str = "Saved here. Whom did you meet?";
pub const PEOPLE: &str = "Whom you met";
pub const WHOM_MET: &str = "More people";
pub const WHOM_MET_HINT: &str = "A name on each line. Whoever is new is put into the book.";
pub const ADD_NEW: &str = "Put them into the book";
pub const KEEP_ALL: &str = "Keep them all";
pub const NOBODY_NAMED: &str = "Type at least one name.";
pub const EDIT: &str = "Edit";
pub const RECORD: &str = "All that is kept of it";

/// How many new ones there were, of how many.
pub fn goal(new: u64, goal: i64) -> String {
    format!("New this year: {new} of {goal}. Favourites bring depth, new ones bring people.")
}

/// It is planned.
pub fn planned(name: &str, when: &str) -> String {
    format!("Planned: {name}, {when}.")
}

/// It is kept.
pub fn kept(name: &str) -> String {
    format!("Saved here: {name}.")
}

/// How often one was there.
pub fn been(times: usize) -> String {
    format!("{times} times")
}

/// What is practised there.
pub fn practised(skill: &str) -> String {
    format!("to practise: {skill}")
}

/// Whom one met.
pub fn met(names: &str) -> String {
    format!("met {names}")
}

/// How often one was there before.
pub fn times_before(times: u64) -> String {
    match times {
        0 => "new".to_owned(),
        1 => "once before".to_owned(),
        times => format!("{times} times before"),
    }
}

/// Names that the book doesn't have.
pub fn unknown(names: &str) -> String {
    format!("Not in the book yet: {names}. Nobody was kept; say below that they are new, or type them otherwise.")
}

/// How many were kept.
pub fn kept_people(count: usize) -> String {
    if count == 1 {
        "One person is kept, met there.".to_owned()
    } else {
        format!("{count} people are kept, met there.")
    }
}
