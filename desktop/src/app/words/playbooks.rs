//! The words of playbooks.

pub const TITLE: &str = "Playbooks";
pub const ABOUT: &str = "Who is at which step, and what is due next";
pub const LEAD: &str =
    "A trigger, ordered steps, and a tracker. What is due stands on Today; what you log does its step by itself.";
pub const NEW: &str = "Write your own";
pub const ADHERENCE: &str = "How well they are kept";
pub const ADHERENCE_MORE: &str = "Of the steps that were due in a year. In time: at most two days late.";
pub const PLAYBOOK: &str = "Playbook";
pub const IN_TIME: &str = "In time";
pub const LATE: &str = "Late";
pub const LEFT_OUT: &str = "Left out";
pub const OVERDUE: &str = "Overdue";
pub const NOTHING_DUE: &str = "nothing was due";
pub const STEPS: &str = "Steps";
pub const WHO: &str = "Who is where";
pub const NOBODY: &str = "Nobody is in it yet.";
pub const SUGGESTED: &str = "For whom it may be:";
pub const ENROL: &str = "Put somebody in";
pub const ENROL_WHO: &str = "Who";
pub const FROM: &str = "From when on";
pub const FROM_HINT: &str = "Today, if nothing is said. Or in words: next Monday";
pub const ENROLLED: &str = "They are in. What is due stands on Today.";
pub const DONE: &str = "Done";
pub const SKIP: &str = "Skip";
pub const NEXT_WEEK: &str = "In a week";
pub const PAUSE: &str = "Pause";
pub const RESUME: &str = "Go on";
pub const LEAVE: &str = "Take out";
pub const MORE: &str = "More";
pub const STEP_DONE: &str = "The step is done.";
pub const STEP_SKIPPED: &str = "The step is left out.";
pub const STEP_LATER: &str = "The step comes back in a week.";
pub const PAUSED: &str = "Paused: their time stands still.";
pub const RESUMED: &str = "It goes on where it was.";
pub const LEFT: &str = "They are no longer in it.";
pub const PAUSE_ALL: &str = "Pause everybody";
pub const RESUME_ALL: &str = "Let everybody go on";
pub const EDIT: &str = "Edit";
pub const COPY: &str = "Copy";
pub const AN_ASK: &str = "an ask";

pub const NEW_TITLE: &str = "A playbook of your own";
pub const EDIT_TITLE: &str = "Edit the playbook";
pub const NAME: &str = "Name";
pub const TRIGGER: &str = "What starts it";
pub const TRIGGER_HINT: &str = "In your words. first_meeting suggests those whom you met for the first time lately.";
pub const YEARLY: &str = "Comes round each year on";
pub const SEASON_FROM: &str = "Season from";
pub const SEASON_UNTIL: &str = "Season until";
pub const SEASON_HINT: &str = "In any year; outside of it, steps wait.";
pub const PAUSED_FOR_ALL: &str = "Rests for everybody";
pub const STEP_TITLE: &str = "What to do";
pub const ORDER: &str = "Place";
pub const WAIT: &str = "Days after the step before";
pub const WAIT_HINT: &str = "Empty: whenever it comes, and never due.";
pub const KINDS: &str = "What does it";
pub const KINDS_HINT: &str =
    "Kinds of touch, parted by spaces: visit call email mail social give answer. Empty: you say so yourself.";
pub const ITEM: &str = "What to give or say";
pub const ASKS: &str = "It asks for something";
pub const ASKS_HINT: &str = "Held until enough was given.";
pub const DROPPED: &str = "Leave it out";
pub const ONE_MORE: &str = "One more step";
pub const BRANCHES: &str = "Where it goes on";
pub const BRANCHES_HINT: &str =
    "One a line, as in: call:answered = ask. The result any stands for every one, the step end for the end.";
pub const SAVE: &str = "Keep it";
pub const CANCEL: &str = "Leave it as it was";
pub const SAVED: &str = "Kept. Whoever is past a step stays past it.";
pub const PLAYBOOK_CANT: &str = "This can't be kept as it stands. Nothing was changed yet.";
pub const NO_NUMBER: &str = "Days and places are numbers";
pub const NO_BRANCH: &str = "A line of “Where it goes on” reads as in: call:answered = ask";

/// "4 steps".
pub fn steps(count: usize) -> String {
    if count == 1 { "1 step".to_owned() } else { format!("{count} steps") }
}

/// How many are in it.
pub fn inside(enrolled: u64, due: u64) -> String {
    match (enrolled, due) {
        (0, _) => "nobody in it".to_owned(),
        (enrolled, 0) => format!("{enrolled} in it, none due"),
        (enrolled, due) => format!("{enrolled} in it, {due} due"),
    }
}

/// When a step comes.
pub fn after(days: Option<i64>, first: bool) -> String {
    match days {
        None => "whenever it comes".to_owned(),
        Some(0) if first => "at once".to_owned(),
        Some(0) => "the same day".to_owned(),
        Some(1) => "a day later".to_owned(),
        Some(days) => format!("{days} days later"),
    }
}

/// "answered: goes on with “ask”".
pub fn branch(result: &str, to: &str) -> String {
    let result = if result == "any" { "then" } else { result };
    if to == "end" { format!("{result}: the end") } else { format!("{result}: on to “{to}”") }
}

/// "step 2 of 4".
pub fn number(number: u32, of: u32) -> String {
    format!("step {number} of {of}")
}

/// "71 % of 14".
pub fn in_time(share: f64, n: u32) -> String {
    format!("{:.0} % of {n}", share * 100.0)
}

/// A copy's name.
pub fn copy(name: &str) -> String {
    format!("{name}, mine")
}

/// Done, with what came of it.
pub fn done(result: &str) -> String {
    format!("Done: {}", result.replace('_', " "))
}

/// "Step 2".
pub fn number_of(place: usize) -> String {
    format!("Step {}", place + 1)
}
