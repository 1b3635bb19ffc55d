//! The words of asks and of rehearsing them.

use rapport_core::model::{
    TouchpointKind,
    view::{DraftWay, Vague},
};

use crate::words::InWords as _;

pub const TITLE: &str = "Asks";
pub const ABOUT: &str = "Ask for one practitioner, exactly; and whom not to ask";
pub const LEAD: &str = "One profession, one area, one need: an exact ask is a small favour.";
pub const COMPOSE: &str = "Find the words";
pub const REHEARSE: &str = "Rehearse";
pub const EMPTY: &str = "You have asked nobody yet.";
pub const EMPTY_MORE: &str = "Find the words first: whom you look for, where, and for what.";
pub const TO_ASK: &str = "To ask";
pub const WAITING: &str = "Asked, and not answered yet";
pub const OVER: &str = "What became of others";
pub const NOBODY: &str = "nobody named";
pub const BY: &str = "By what";
pub const ASKED: &str = "Asked";
pub const THEY_SAID: &str = "What did they say?";
pub const YES: &str = "Yes";
pub const LATER: &str = "Later";
pub const NO: &str = "No";
pub const IN_THEIR_WORDS: &str = "In their words";
pub const UNTIL: &str = "Leave them alone until";
pub const UNTIL_HINT: &str = "Empty, after a no: half a year.";
pub const KEEP: &str = "Keep it";
pub const NO_LIST: &str = "Not asked for now";
pub const NO_LIST_HINT: &str = "Nothing but asking rests: visits, gives and thanks go on.";
pub const RESTS: &str = "rests until";
pub const UNTIL_THEY_SAY: &str = "until they bring it up themselves";

pub const COMPOSE_LEAD: &str = "Nothing is kept before you say so.";
pub const WHO: &str = "Who would be asked";
pub const PROFESSION: &str = "One profession";
pub const PROFESSION_HINT: &str = "As in: pediatric neurologist";
pub const AREA: &str = "One area";
pub const AREA_HINT: &str = "As in: Riverside";
pub const NEED: &str = "One need";
pub const NEED_HINT: &str = "As in: children who can't sleep. Never who it is.";
pub const OTHER: &str = "Or one person, by name";
pub const OTHER_HINT: &str = "Whom you want to meet";
pub const FIND_WORDS: &str = "Show the words";
pub const WORDS: &str = "The words";
pub const EXACT: &str = "It is exact.";
pub const BLANKS: &str = "What stands in braces is for you to fill in.";
pub const LEAVE_ALONE: &str = "They asked to be left alone until";
pub const KEEP_IT: &str = "Keep the ask";
pub const PUT: &str = "It was put";
pub const NOT_YET: &str = "Not yet";
pub const DUE: &str = "By when";
pub const WHO_NEEDED: &str = "Say above who is asked.";
pub const KEPT_SAID: &str = "Kept. It comes back on its day.";
pub const PUT_SAID: &str = "Asked.";
pub const YES_SAID: &str = "They said yes. A thank-you is a good next touch.";
pub const LATER_SAID: &str = "They said later. The ask rests until then.";
pub const NO_SAID: &str = "They said no. They are left alone, and all else goes on.";

pub const REHEARSAL: &str = "Rehearsal";
pub const REHEARSAL_ABOUT: &str = "Cards to say an ask aloud with";
pub const REHEARSAL_LEAD: &str = "Asking is easier the second time. Let the first be here.";
pub const NOTHING_TO_REHEARSE: &str = "No ask is to be put.";
pub const NOTHING_TO_REHEARSE_MORE: &str = "Keep one, and its cards are here.";
pub const TURN_OVER: &str = "Say it aloud before you open the next.";

/// The heading of an ask's cards.
pub fn rehearse_with(name: &str) -> String {
    format!("Asking {name}")
}

/// How an ask was put.
pub fn by(kind: &TouchpointKind) -> String {
    format!("by {}", kind.words())
}

/// The program that opens a draft.
pub const fn open_in(way: DraftWay) -> &'static str {
    match way {
        DraftWay::Mailto => "Write an email",
        DraftWay::Sms => "Write a message",
        DraftWay::Tel => "Call them",
    }
}

/// What is not exact about an ask.
pub fn vague(vague: &Vague) -> String {
    match vague {
        Vague::NoProfession => "No profession is named yet.".to_owned(),
        Vague::SeveralProfessions { word } => {
            format!("“{word}” names more than one profession: ask for one at a time.")
        }
        Vague::AnyProfession { word } => format!("“{word}” may be anybody: name the profession."),
        Vague::NoArea => "No area is named yet.".to_owned(),
        Vague::AnyArea { word } => format!("“{word}” may be anywhere: name the place."),
        Vague::NoNeed => "No need is named yet.".to_owned(),
        Vague::AnyNeed { word } => format!("“{word}” may be anything: say for what."),
    }
}
