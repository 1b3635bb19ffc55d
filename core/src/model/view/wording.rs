//! Wordings filled in, cards, rehearsals: what is said, written and shown. A client is in none of them.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use crate::model::{Instant, RecordId};

use super::{LibraryItem, Named};

/// A place in a wording.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs, reason = "`practice::wording::Filling` says what stands in each")]
pub enum Place {
    Name,
    FirstName,
    Place,
    Me,
    Practice,
    Niche,
    Booking,
    Ideal,
    Profession,
    Area,
    Need,
    Other,
}

impl Place {
    /// Every place there is.
    pub const ALL: [Self; 12] = [
        Self::Name,
        Self::FirstName,
        Self::Place,
        Self::Me,
        Self::Practice,
        Self::Niche,
        Self::Booking,
        Self::Ideal,
        Self::Profession,
        Self::Area,
        Self::Need,
        Self::Other,
    ];

    /// As it is typed, between braces.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Name => "name",
            Self::FirstName => "first_name",
            Self::Place => "place",
            Self::Me => "me",
            Self::Practice => "practice",
            Self::Niche => "niche",
            Self::Booking => "booking",
            Self::Ideal => "ideal",
            Self::Profession => "profession",
            Self::Area => "area",
            Self::Need => "need",
            Self::Other => "other",
        }
    }
}

/// A wording filled in for somebody, ready to be said, sent or written.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Wording {
    /// Which, as `left:<item>` has it.
    pub item: String,
    /// What it is called.
    pub name: String,
    /// For whom.
    pub who: Option<Named>,
    /// The subject, if it is sent as a letter is.
    pub subject: Option<String>,
    /// The text.
    pub text: String,
    /// The places for which there was nothing; they stand in the text in braces.
    pub missing: BTreeSet<Place>,
    /// The same as drafts for other programs: `mailto:`, `sms:`, `tel:`, those for which the contact has a way. While a
    /// place is missing, only `tel:`.
    pub drafts: Vec<DraftLink>,
}

/// A draft that another program opens.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DraftLink {
    /// Which sort.
    pub way: DraftWay,
    /// The address: `mailto:lee@example.org?subject=…`.
    pub link: String,
    /// Whether it is longer than some programs take (2,000 characters): copy the text instead.
    pub long: bool,
}

/// How a draft goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs, reason = "each is the scheme of its link")]
pub enum DraftWay {
    Mailto,
    Sms,
    Tel,
}

/// A card to be shown, sent or printed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Card {
    /// Its lines, in the order in which they stand on it.
    pub lines: Vec<CardLine>,
    /// What its code says: an address to open, or a number to call. Nothing if there is none.
    pub code: Option<String>,
}

/// A line of a card.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "line", content = "text")]
pub enum CardLine {
    /// Whose card it is, or to whom it leads.
    Name(String),
    /// What they are for.
    For(String),
    /// Who the ideal client is, in the practice's words.
    Ideal(String),
    /// Where they are.
    Address(String),
    /// A number to call.
    Phone(String),
    /// An address to open.
    Web(String),
    /// By whom one is sent: to be said there.
    SentBy(String),
}

/// An address label.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Label {
    /// Whom it is for.
    pub who: Named,
    /// The lines: the name, the place, the address.
    pub lines: Vec<String>,
    /// Whether the book has an address.
    pub complete: bool,
}

/// A card of thanks to be written. It names who referred, and nobody else.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ThanksDue {
    /// The referral for which it is: what is marked as thanked.
    pub referral: RecordId,
    /// Its code.
    pub code: String,
    /// Whom to thank.
    pub to: Named,
    /// Since when.
    pub since: Option<Instant>,
    /// Where it goes.
    pub label: Label,
    /// What to write.
    pub wording: Wording,
}

/// A card to rehearse with.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RehearsalCard {
    /// When it is said.
    pub cue: Cue,
    /// What to say.
    pub say: Wording,
}

/// When something is said.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Cue {
    /// At first.
    Opening,
    /// When it is asked.
    Asking,
    /// If they say yes.
    Yes,
    /// If they say later.
    Later,
    /// If they say no.
    No,
}

/// What coaches before a visit, and the visits of which nothing was learned yet.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Coaching {
    /// Whether it is on (`target:coaching` is not 0).
    pub on: bool,
    /// The notes, line by line; none while it is off.
    pub notes: Vec<String>,
    /// Visits of the last seven days of which nothing is written down: "what did I learn?"
    pub unlearned: Vec<Unlearned>,
}

/// A visit of which nothing was learned yet.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Unlearned {
    /// Which.
    pub touchpoint: RecordId,
    /// When.
    pub at: Instant,
    /// Where, or with whom.
    pub who: Vec<Named>,
}

/// Partners who may be shown next, and what of theirs is on display here.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Spotlights {
    /// Whom to show next: those never shown, then the longest not shown.
    pub rotation: Vec<SpotlightTurn>,
    /// What of theirs is here.
    pub display: Vec<Displayed>,
}

/// Somebody who may be shown.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SpotlightTurn {
    /// Who.
    pub who: Named,
    /// When they were shown last.
    pub shown: Option<Instant>,
    /// How often.
    pub times: u64,
}

/// A partner's cards or brochures in one's own waiting room.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Displayed {
    /// What.
    pub item: LibraryItem,
    /// Whose; nothing if it is nobody of the book.
    pub owner: Option<Named>,
    /// How many are there.
    pub there: i64,
    /// Whether they should be asked for more.
    pub low: bool,
}
