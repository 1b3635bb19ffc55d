//! The words of wordings and of cards.

use rapport_core::model::view::{DraftWay, Place};

pub const TITLE: &str = "Wordings";
pub const ABOUT: &str = "What to say and write, filled in for somebody";
pub const LEAD: &str = "Scripts, letters and checklists. Choose one, say for whom, and it is filled in.";
pub const NEW: &str = "Write your own";
pub const NAME: &str = "Name";
pub const BODY: &str = "What it says";
pub const BODY_HINT: &str = "{first_name}, {name}, {place}, {me}, {practice}, {niche}, {booking}, {ideal}, {profession}, {area}, {need} and {other} are filled in. A first line that begins with “Subject:” is the subject.";
pub const ADD: &str = "Keep it";
pub const ADDED: &str = "It is among your wordings.";
pub const SAVED: &str = "Changed.";
pub const EDIT: &str = "Edit";
pub const EDIT_TITLE: &str = "Edit the wording";
pub const CANCEL: &str = "Leave it as it was";
pub const FOR_WHOM: &str = "For whom";
pub const MORE: &str = "What is asked for, somebody else";
pub const PROFESSION: &str = "One profession, named";
pub const AREA: &str = "Where";
pub const NEED: &str = "For what";
pub const OTHER: &str = "Somebody else, by name";
pub const FILL: &str = "Fill it in";
pub const MISSING: &str = "Still missing";
pub const NO_WAY: &str = "The book has no email and no telephone number of theirs.";
pub const ADD_WAY: &str = "Add one";
pub const LONG: &str = "It is long, and some programs cut it: copy the text instead.";
pub const THEN_LOG: &str = "Then log it";
pub const NEEDED: &str = "A name and words are needed.";
pub const NOBODY: &str = "Nobody in the book is called so.";
pub const WHICH: &str = "Which of them?";

pub const CARDS: &str = "Cards";
pub const CARDS_ABOUT: &str = "To hand on, with a code to scan";
pub const CARDS_LEAD: &str = "They name no client. On paper the cards stand alone.";
pub const OWN: &str = "Yours";
pub const IDEAL: &str = "Whom you can help best";
pub const COLLEAGUE: &str = "A colleague's, to hand to whoever goes there";
pub const SHOW: &str = "Show it";
pub const NO_CODE: &str = "With an address to open there is a code to scan.";
pub const SAY_ADDRESS: &str = "Say where one books";
pub const SAY_THEIRS: &str = "Add their web page";
pub const SAY_IDEAL: &str = "Say whom you can help best";
pub const NO_IDEAL: &str = "You did not say yet whom you can help best.";
pub const SCANNED: &str = "A code to scan that leads to";

/// The place that is to be filled, and where.
pub const fn place(place: Place) -> &'static str {
    match place {
        Place::Name | Place::FirstName => "whom it is for: choose somebody above",
        Place::Place => "where they work: on their page",
        Place::Me => "your name: in Settings",
        Place::Practice => "the practice's name: in Settings",
        Place::Niche => "what you are for: in Settings",
        Place::Booking => "your booking page: in Settings",
        Place::Ideal => "whom you help best: in Settings",
        Place::Profession => "the profession: above",
        Place::Area => "the area: above",
        Place::Need => "the need: above",
        Place::Other => "somebody else's name: above",
    }
}

/// Where a draft is opened.
pub const fn way(way: DraftWay) -> &'static str {
    match way {
        DraftWay::Mailto => "Write an email",
        DraftWay::Sms => "Send a message",
        DraftWay::Tel => "Call",
    }
}
