//! The words of the directory.

pub const TITLE: &str = "Directory";
pub const ABOUT: &str = "Who can help with what you don't do";
pub const LEAD: &str = "One stop: if you can't help, you find who can. Whoever competes with you is left out.";
pub const NEED: &str = "What help is needed";
pub const NEED_HINT: &str = "As in: sleep apnoea. Never who needs it.";
pub const LOOK: &str = "Look";
pub const COMPETITORS: &str = "Competitors as well";
pub const COMPETES: &str = "competes";
pub const OPEN: &str = "Hand-offs promised";
pub const TO_FIND: &str = "who can help is still to be found";
pub const KEPT: &str = "Kept";
pub const EVERYBODY: &str = "Everybody who helps with something";
pub const WHO_CAN: &str = "Who can help";
pub const NOBODY: &str = "Nobody in the book is known to help with that.";
pub const NOBODY_MORE: &str = "What somebody helps with stands on their page: edit it there.";
pub const FIND_SOMEBODY: &str = "Promise to find somebody, in a week";
pub const FIND_SAID: &str = "Promised: to find who can help.";
pub const HAND_OVER: &str = "Hand over in person";
pub const HAND_OFF_SAID: &str = "Promised: to hand over in person, within a week.";
pub const REFER: &str = "Refer";
pub const VETTED: &str = "What you know of their work:";

/// To whom somebody is handed over.
pub fn to(name: &str) -> String {
    format!("to {name}")
}

/// How many were sent each way.
pub fn exchanged(sent: u64, received: u64) -> String {
    match (sent, received) {
        (0, 0) => "nobody was sent either way yet".to_owned(),
        (sent, received) => format!("{sent} sent, {received} came"),
    }
}

/// How many competitors are left out.
pub fn left_out(count: u64) -> String {
    if count == 1 { "One who competes is left out.".to_owned() } else { format!("{count} who compete are left out.") }
}

/// The rest of a list.
pub fn and_more(count: usize) -> String {
    format!("and {count} more: say what is needed")
}
