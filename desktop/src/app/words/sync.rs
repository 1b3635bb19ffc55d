//! The words of the sync, and of the server on this computer.

use rapport_core::sync::SyncOutcome;

use crate::words as values;

pub const TITLE: &str = "Sync";
pub const ABOUT: &str = "what waits, where the book is kept, this computer as its server";
pub const NOW: &str = "Sync now";
pub const ALONE: &str = "This book is on this computer alone.";
pub const ALONE_MORE: &str =
    "It works as it is. To have it on a phone too, or on a second computer, choose below where they meet.";
pub const COMING: &str = "The book is coming. You can work with what is here already.";
pub const ALL_THERE: &str = "Everything here is on the server too.";
pub const NOT_YET: &str = "This book was put on the server and has not been compared with it yet.";
pub const WAITS: &str = "Waits to be sent";
pub const REFUSED: &str = "Refused by the server, kept here";
pub const ASIDE: &str = "From a newer version, kept";
pub const SERVER: &str = "Server";
pub const THIS_COMPUTER: &str = "this computer";
pub const SYNCED_AT: &str = "Last in agreement";
pub const NEVER: &str = "never yet";
pub const TURNED_AWAY_MORE: &str =
    "To go on, show a code on a device that still syncs, and join with it here. What waits is sent then.";
pub const JOIN: &str = "Join with a code";

pub const HERE: &str = "Sync with this computer";
pub const HERE_LEAD: &str = "A practice of one needs no other server: your phone and your other computers meet here, over your own network. Nothing leaves it.";
pub const HERE_START: &str = "Sync with this computer";
pub const HERE_MOVES: &str = "The book moves here from the server that it is on now. Show each of your other devices a new code afterwards; nothing is lost.";
pub const HERE_MOVE: &str = "Yes, move it here";
pub const HERE_MOVE_FIRST: &str =
    "The book is on another server. Tick that it is to move here, and start once more. Nothing was changed.";
pub const HERE_ON: &str = "This computer is the server.";
pub const HERE_ELSEWHERE: &str = "The server on this computer runs, but this book is on another one.";
pub const HERE_OFF: &str =
    "The server on this computer is stopped. What you write is kept, and sent when it runs again.";
pub const HERE_NO_NETWORK: &str =
    "This computer is on no network now, so no other device can reach it. Your own pages go on.";
pub const HERE_STARTED: &str = "This computer is the server now. Show your phone a code to let it join.";
pub const HERE_STARTED_AGAIN: &str = "The server runs again. Your devices go on by themselves.";
pub const HERE_STOPPED: &str =
    "The server is stopped. Your devices keep what they have and go on when you start it again.";
pub const STOP: &str = "Stop the server";
pub const START_AGAIN: &str = "Start the server";
pub const SHOW_CODE: &str = "Show a code to scan";
pub const NAME: &str = "How your devices find this computer";
pub const NAME_HINT: &str = "Leave it empty to use its number on the network. A name that your network knows, such as desk.local, stays when the number changes.";
pub const NAME_KEEP: &str = "Keep this";
pub const NAME_KEPT: &str = "Kept. The next code tells it; devices that joined before go on with what they were told.";
pub const NAME_WRONG: &str =
    "Write the name or the number alone, without https:// or a port, as in desk.local. Nothing was changed";

pub const ASLEEP: &str = "When this computer sleeps, or Rapport is closed";
pub const ASLEEP_MORE: &str = "Your other devices go on working and keep what you write. They catch up by themselves once this computer is awake and Rapport is open. It starts the server again each time.";
pub const ADDRESS: &str = "When its address changes";
pub const ADDRESS_MORE: &str = "Routers sometimes give a computer another number. Your devices then say that nobody answers. Show each one a new code and scan it: it goes on where it stood, and nothing is lost. To be spared this, tell your router to always give this computer the same number, or use a name above.";
pub const MOVING: &str = "When you want another server later";
pub const MOVING_MORE: &str = "Put the book on the other server below. Then show each of your devices a new code and scan it there. What they wrote meanwhile comes along. Stop the server here when all of them have moved.";
pub const REACH: &str = "When a device can't reach it though both are on";
pub const REACH_MORE: &str = "Both must be on the same network; guest networks often keep devices apart. If this computer has a firewall, let it accept connections to the port that stands in the address.";

pub const OTHER: &str = "A server elsewhere";
pub const OTHER_LEAD: &str =
    "One that you or somebody you trust runs: reachable from everywhere, also while this computer is off.";
pub const OTHER_MOVE: &str = "The book moves there. Your other devices need a new code afterwards; nothing is lost.";
pub const URL: &str = "Its address";
pub const URL_HINT: &str = "As in https://sync.example.org";
pub const INVITATION: &str = "Invitation";
pub const INVITATION_HINT: &str = "The server prints it. Not needed where the server is open to all.";
pub const PUT: &str = "Put the book there";
pub const PUT_DONE: &str = "The book is on the server. Let your other devices join with a code.";
pub const JOINING: &str = "You have the book on another device?";
pub const JOINING_MORE: &str = "Show a code there, and bring the book here with it.";

/// How many wait.
pub fn waits(count: u64) -> String {
    match count {
        1 => "1 change waits here to be sent. It is safe.".to_owned(),
        count => format!("{count} changes wait here to be sent. They are safe."),
    }
}

/// Where the server listens.
pub fn reached_at(address: &str) -> String {
    format!("Your devices reach it at {address}")
}

/// The address is another than the one that the last code told.
pub fn moved(told: &str, now: &str) -> String {
    format!(
        "This computer was at {told} when it last showed a code, and is at {now} now. Devices that joined before can't find it: show each one a new code. Nothing is lost."
    )
}

/// It could not be started.
pub fn failed(why: &str) -> String {
    format!(
        "The server on this computer could not be started: {why}. Your book is as it was; close what uses that port, and start it again."
    )
}

/// How the last run ended, where that is more than what stands there anyhow.
pub fn why(outcome: &SyncOutcome) -> Option<String> {
    Some(match outcome {
        SyncOutcome::Synced | SyncOutcome::Cancelled | SyncOutcome::NotPaired => return None,
        SyncOutcome::Offline { reason } => {
            format!("Offline: {}. It is tried again by itself.", values::offline(*reason))
        }
        SyncOutcome::Waiting { unsent, reason, .. } => {
            format!("{unsent} to send: {}.", values::waiting(*reason))
        }
        SyncOutcome::Stuck { reason } => format!("{}.", capital(values::stuck(*reason))),
        SyncOutcome::Busy => "Another Rapport syncs this book just now; that will do.".to_owned(),
    })
}

/// What came of a run that was asked for.
pub fn ended(outcome: &SyncOutcome) -> String {
    why(outcome).unwrap_or_else(|| match outcome {
        SyncOutcome::NotPaired => ALONE.to_owned(),
        _ => "This computer and the server hold the same.".to_owned(),
    })
}

fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}
