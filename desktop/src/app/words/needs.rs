//! The words of the board of needs.

use rapport_core::model::view::MatchedBy;

pub const TITLE: &str = "Needs";
pub const ABOUT: &str = "What sources need, and what you have for it";
pub const LEAD: &str = "Meet one, and three win: they, whom they see, and you.";
pub const NEW: &str = "Somebody needs something";
pub const TEXT: &str = "What they need";
pub const TEXT_HINT: &str = "Of the people they see, in general. No client's name.";
pub const TEXT_NEEDED: &str = "Say what they need.";
pub const WHOSE: &str = "Who told you";
pub const TOPIC: &str = "About what";
pub const TOPIC_HINT: &str = "A word or two: it is matched with your gives and with what others help with.";
pub const KEEP: &str = "Keep it";
pub const KEPT: &str = "Kept. What may meet it stands below it.";
pub const MET: &str = "Met";
pub const MET_SAID: &str = "It is met.";
pub const EMPTY: &str = "No need is open.";
pub const EMPTY_MORE: &str = "Ask what the people they see need most, and keep the answer here.";

/// What may meet a need.
pub const fn by(by: MatchedBy) -> &'static str {
    match by {
        MatchedBy::Practice => "you",
        MatchedBy::Give => "a give",
        MatchedBy::Contact => "somebody who helps",
    }
}

/// The rest of a list.
pub fn and_more(count: usize) -> String {
    format!("and {count} more")
}
