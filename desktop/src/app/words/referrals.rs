//! The words of referrals: the ledger, one of them, whom to go after, whom clients see.

use rapport_core::model::view::ChaseReason;

pub const TITLE: &str = "Referrals";
pub const ABOUT: &str = "Who sent whom, what waits, whom to go after";
pub const LEDGER: &str = "Ledger";
pub const CHASE: &str = "Go after";
pub const INTAKE: &str = "Whom do they see?";
pub const CAME_IN: &str = "One came in";
pub const SEND: &str = "Send somebody";
pub const WAITING: &str = "Waiting for an answer";
pub const ANSWERED: &str = "Answered";
pub const DIRECTION: &str = "Which way";
pub const IN: &str = "In: sent to you";
pub const OUT: &str = "Out: sent by you";
pub const STATUS: &str = "How it stands";
pub const CLASS: &str = "Source";
pub const OPEN_ENDS: &str = "What waits";
pub const UNANSWERED: &str = "an answer";
pub const UNTHANKED: &str = "a thank-you";
pub const ANY: &str = "Any";
pub const SHOW: &str = "Show";
pub const CLEAR: &str = "Show all";
pub const MORE: &str = "Earlier";
pub const NONE_FITS: &str = "No referral fits that.";
pub const EMPTY: &str = "No referral is in the book yet.";
pub const EMPTY_MORE: &str = "When somebody sends you a client, two taps start the clock and queue the thank-you.";
pub const NOBODY: &str = "nobody named";
pub const TO: &str = "to";
pub const FROM: &str = "from";
pub const THANKED: &str = "thanked";

pub const IN_TITLE: &str = "A referral came in";
pub const FROM_WHOM: &str = "From whom";
pub const FROM_WHOM_HINT: &str = "Whoever sent them: a colleague, an office. Never the client.";
pub const HOW: &str = "How it came";
pub const DETAILS: &str = "When, what about, which sort of source";
pub const TOPIC: &str = "What about";
pub const TOPIC_HINT: &str = "A field of work, such as sleep. Never who.";
pub const WHEN: &str = "When";
pub const START: &str = "Start the clock";
pub const NEW_ONE: &str = "Put them into the book";
pub const CANCEL: &str = "Not now";
pub const WARM: &str = "Handed over warmly";
pub const NAMED_ME: &str = "The client said who had sent them";

pub const OUT_TITLE: &str = "Send somebody to a colleague";
pub const NEED: &str = "What do they need help with?";
pub const NEED_HINT: &str = "The need, such as sleep apnoea. Never who has it.";
pub const LOOK: &str = "Who can help";
pub const HELPERS: &str = "They can help";
pub const NOBODY_HELPS: &str = "Nobody in the book is known to help with that.";
pub const NOBODY_HELPS_MORE: &str =
    "Promise to find somebody, and it comes back on its day; or name a colleague below.";
pub const HAND_OVER: &str = "Hand over in person as well";
pub const HAND_OVER_HINT: &str =
    "A promise with a date: call them, introduce the two. It stands on Today until it is kept.";
pub const BY_WHEN: &str = "By when";
pub const FIND_SOMEBODY: &str = "Promise to find somebody";
pub const MY_NAME: &str = "Ask them to say who sent them";
pub const SENT: &str = "Keep it";
pub const VETTED: &str = "What you know of their work:";
pub const PROMISED: &str = "Promised. It comes back on its day.";
pub const NEED_NEEDED: &str = "Say what they need help with.";

pub const STEPS: &str = "What happened";
pub const NEXT: &str = "What is next";
pub const RECEIVED: &str = "Came";
pub const WENT: &str = "Went";
pub const SCHEDULED: &str = "First appointment";
pub const STARTED: &str = "Work began";
pub const CLOSED: &str = "Ended";
pub const THANKED_AT: &str = "Thanked";
pub const NOT_YET: &str = "not yet";
pub const ANSWER: &str = "I called back";
pub const HEARD: &str = "They took it over";
pub const SCHEDULE: &str = "Appointment made";
pub const SCHEDULE_FOR: &str = "Appointment for";
pub const BEGIN: &str = "The work began";
pub const THANK: &str = "Thanked";
pub const CLOSE: &str = "Close it";
pub const CLOSE_HOW: &str = "How it ended";
pub const ENDED: &str = "the work ended";
pub const DECLINED: &str = "they declined, or you did";
pub const UNREACHABLE: &str = "nobody could be reached";
pub const ATTEMPTS: &str = "Calls about it";
pub const NO_ATTEMPTS: &str = "None is kept yet.";
pub const TRIED: &str = "I tried";
pub const WHOM_TRIED: &str = "Whom";
pub const THE_CLIENT: &str = "the client";
pub const HAND_OFF: &str = "Hand over in person";
pub const HAND_OFF_MORE: &str = "Promise to call them and introduce the two: by when?";
pub const EDIT: &str = "Edit";
pub const HISTORY: &str = "History";
pub const REMOVE: &str = "Remove";
pub const KEPT: &str = "Kept.";
pub const REOPENED: &str = "It is open again.";
pub const REOPEN: &str = "Open it again";
pub const VIA: &str = "By";

pub const CHASE_LEAD: &str = "Colleagues who said nothing for a week, clients who were answered three days ago and made no appointment, appointments that are over. A call that is kept here buys the same time again.";
pub const CHASE_EMPTY: &str = "Nobody is to be gone after.";
pub const CHASE_EMPTY_MORE: &str = "Whoever says nothing for too long comes here by themselves.";
pub const NO_ANSWER: &str = "No answer";
pub const LEFT_MESSAGE: &str = "Left a message";
pub const TRIED_SAID: &str = "Kept. It comes back if nothing is heard.";
pub const GIVE_UP: &str = "Give up";
pub const NEXT_WEEK: &str = "In a week";

pub const INTAKE_LEAD: &str = "After a first session: who else sees your new client? Only the role and the office are counted. Nothing is kept of who said so.";
pub const ROLES: &str = "Somebody in these roles";
pub const BY_NAME: &str = "Or by name";
pub const ROLE: &str = "Role";
pub const NAME: &str = "Name";
pub const ADD_NEW: &str = "Put whoever is new into the book";
pub const SOURCE: &str = "How did the client come?";
pub const SOURCE_HINT: &str = "Counted as a referral under a code, answered already.";
pub const COUNT: &str = "Count them";
pub const COUNTED: &str = "Counted, without a client.";
pub const TALLY: &str = "Your clients see";
pub const TALLY_EMPTY: &str = "Nobody is counted yet.";
pub const WHO: &str = "Who";
pub const TIMES: &str = "Clients";
pub const LAST: &str = "Last said";
pub const NO_NAME: &str = "no name told";
pub const NOTHING_COUNTED: &str = "Choose a role, or type a name.";
pub const ROLE_OF: &str = "no role";

/// Why somebody is to be gone after.
pub const fn reason(reason: ChaseReason) -> &'static str {
    match reason {
        ChaseReason::Colleague => "they have not said what became of it",
        ChaseReason::Client => "the client was answered and made no appointment",
        ChaseReason::Appointment => "the appointment is over; was it kept?",
    }
}

/// How often it was tried.
pub fn tried(times: u64) -> String {
    match times {
        0 => "not tried yet".to_owned(),
        1 => "tried once".to_owned(),
        times => format!("tried {times} times"),
    }
}

/// The clock of one that waits.
pub fn waits(since: &str) -> String {
    format!("waits since {since}")
}

/// A new one.
pub fn started(code: &str) -> String {
    format!("{code}: the clock runs, and the thank-you is queued.")
}

/// One that went out.
pub fn sent(code: &str, whom: &str) -> String {
    format!("{code}: sent to {whom}.")
}

/// How many were sent to somebody and came from them.
pub fn exchanged(sent: u64, received: u64) -> String {
    format!("{sent} sent, {received} received")
}

/// Who competes is left out.
pub fn competitors(count: u64) -> String {
    match count {
        1 => "One who competes with you is left out.".to_owned(),
        count => format!("{count} who compete with you are left out."),
    }
}

/// How many clients were counted.
pub fn tally(count: u64) -> String {
    match count {
        1 => "One answer so far.".to_owned(),
        count => format!("{count} answers so far: the higher the number, the more of your clients they see already."),
    }
}

/// The name of a parent or a spouse would tell the client's.
pub fn unnamed(role: &str) -> String {
    format!("The name of a {role} would tell the client's. Count the role alone; nothing was kept.")
}

/// Somebody is not in the book.
pub fn unknown(name: &str) -> String {
    format!("“{name}” is not in the book. Tick below to put them into it, or type another name.")
}
