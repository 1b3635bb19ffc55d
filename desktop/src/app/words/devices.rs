//! The words of the devices, and of how they join.

pub const TITLE: &str = "Devices";
pub const ABOUT: &str = "which devices have the book, letting one join or go";
pub const LEAD: &str = "Each keeps the whole book and works by itself; they tell each other what is new.";
pub const ALONE: &str = "This book is on this computer alone.";
pub const ALONE_MORE: &str = "Choose where your devices meet, and each can join by scanning a code.";
pub const ALONE_STEP: &str = "Sync with this computer";
pub const DEVICE: &str = "Device";
pub const WHOSE: &str = "Whose";
pub const PAIRED: &str = "Joined";
pub const STATE: &str = "Last seen";
pub const THIS: &str = "this one";
pub const REVOKED: &str = "let go";
pub const UNNAMED: &str = "without a name";
pub const GO: &str = "Let go";
pub const GO_SURE: &str = "Yes, let it go";
pub const ONE_MORE: &str = "One more device";
pub const ONE_MORE_MORE: &str = "Show a code here, and scan it with the other device or type it there.";
pub const SHOW: &str = "Show a code";
pub const SHOW_ANOTHER: &str = "Show another code";
pub const ANEW: &str = "A device that can't find the server any more, or that was let go, joins again in the same way. It brings along what it has to send.";
pub const OFFLINE: &str = "Which devices there are is known to the server, and it was not reached.";

pub const CODE: &str = "A code to join";
pub const CODE_LABEL: &str = "The pairing code, to be scanned by the other device";
pub const CODE_TEXT: &str = "Or type it there, or copy it";
pub const CODE_FOR_ONE: &str = "It is good for one device. Whoever has it may join: show it to nobody else.";
pub const CODE_COMMAND: &str = "On a computer without the app:";
pub const CODE_OVER: &str = "That code is used up or too old.";
pub const CODE_OVER_MORE: &str = "A code is good for five minutes. Nothing was lost; show another one.";
pub const NO_NETWORK: &str = "This computer is on no network now, so that no other device could reach it. Connect it, and show the code once more";
pub const BACK: &str = "All devices";

pub const JOIN: &str = "Join a book";
pub const JOIN_LEAD: &str = "Type or paste the code that another device shows. The book comes here, and this computer is one of its devices from then on.";
pub const JOIN_BRINGS: &str = "What is in the book that is open here comes along, but for its practice, which is put away and can be restored. If it is the same book, this computer goes on where it stood.";
pub const JOIN_CODE: &str = "The code";
pub const JOIN_CODE_HINT: &str = "From RAPPORT1: on. Case, spaces and hyphens don't matter.";
pub const JOIN_DEVICE: &str = "What you call this computer";
pub const JOIN_PERSON: &str = "Whose it is";
pub const JOIN_GO: &str = "Join";
pub const JOINED: &str = "This computer has joined the book. It is coming.";
pub const COMPUTER: &str = "Computer";
pub const BUSY: &str = "the book is being synced just now, and joining waits for that. Try again in a moment";

/// What letting a device go means.
pub fn go_means(device: &str) -> String {
    format!(
        "The server refuses “{device}” from then on. It keeps the book as it has it, and can join again with a code."
    )
}

/// A device was let go.
pub fn gone(device: &str) -> String {
    format!("{device} is let go. It keeps the book as it has it.")
}

/// How long a code is still good.
pub fn good_for(minutes: u64) -> String {
    match minutes {
        0 | 1 => "Good for about one more minute.".to_owned(),
        minutes => format!("Good for {minutes} more minutes."),
    }
}

/// Which server the code tells.
pub fn tells(address: &str) -> String {
    format!("It leads to the server at {address}.")
}
