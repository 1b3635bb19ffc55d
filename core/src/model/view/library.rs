//! The library, what may be given next, and what was given.

use serde::{Deserialize, Serialize};

use crate::model::{Day, Direction, Instant, Item, ItemKind, RecordId, Sector, TouchpointKind};

use super::Named;

/// Where something of the library comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Origin {
    /// It is shipped, and as it was shipped.
    Shipped,
    /// It is shipped, and the book has it otherwise.
    Edited,
    /// The user's own.
    Own,
}

/// Something that can be given, handed over or said.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct LibraryItem {
    /// How `left:<item>` names it: a short name, or its id.
    pub key: String,
    /// Its id; one that is shipped has it before the book knows of it.
    pub id: RecordId,
    /// Where it comes from.
    pub origin: Origin,
    /// What it is.
    #[serde(flatten)]
    pub item: Item,
}

/// A give that may come next.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct GiveSuggestion {
    /// Which.
    pub give: LibraryItem,
    /// Why it stands where it stands.
    pub reasons: Vec<GiveReason>,
    /// When they last had it.
    pub given: Option<Day>,
    /// In which week anybody last had it: the day on which that week began, in UTC.
    pub given_anywhere: Option<Day>,
}

/// Why a give is suggested.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "why")]
pub enum GiveReason {
    /// They need something that it helps with.
    Need {
        /// The word that met.
        word: String,
    },
    /// They like something of the kind.
    Likes {
        /// The word that met.
        word: String,
    },
    /// It is made for their sector.
    Sector {
        /// Which.
        sector: Sector,
    },
    /// They like to be reached so.
    Channel {
        /// The kind of channel.
        channel: String,
    },
    /// They never had it.
    New,
    /// They had it a long time ago.
    LongAgo,
    /// They had it lately.
    Lately,
    /// There is no way to reach them so in the book.
    Unreachable {
        /// The kind of channel that is missing.
        channel: String,
    },
}

/// Three gives for the next visit.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ThreeGives {
    /// For whom.
    pub who: Named,
    /// The next planned touchpoint with them.
    pub visit: Option<(RecordId, Instant)>,
    /// At most three, no two by the same way where that can be had.
    pub gives: Vec<GiveSuggestion>,
}

/// What was given and received besides gifts and referrals.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ValueLedger {
    /// With whom.
    pub who: Named,
    /// The lines, newest first.
    pub lines: Vec<GivenLine>,
    /// How many were given.
    pub given: u64,
    /// How many were received.
    pub received: u64,
    /// When something unexpected was last given.
    pub surprised: Option<Instant>,
}

/// Gifts of a year: what they cost, and nothing else.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct GiftLedger {
    /// Which year, in the practice's zone.
    pub year: i32,
    /// The lines, newest first.
    pub lines: Vec<GivenLine>,
    /// Each recipient's total, whoever is nearest to their limit first.
    pub totals: Vec<GiftTotal>,
    /// What one recipient may be given in a year, if the practice set a cap (`cap:gift_year`).
    pub cap_minor: Option<i64>,
    /// What the law lets a physician be given in that year, where the practice is, if this version knows it. No legal advice.
    pub law_minor: Option<i64>,
}

/// What one recipient was given in a year.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct GiftTotal {
    /// Who.
    pub who: Named,
    /// How many gifts.
    pub gifts: u64,
    /// Their share of what these cost, as far as is known, in the currency's minor unit.
    pub cost_minor: i64,
    /// How many gifts have no cost noted.
    pub unpriced: u64,
    /// What they may be given: the practice's cap, and for a physician the law's limit if that is less.
    pub limit_minor: Option<i64>,
    /// Whether it is over that.
    pub over: bool,
}

/// Something given or received once.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct GivenLine {
    /// The touchpoint.
    pub touchpoint: RecordId,
    /// When.
    pub at: Instant,
    /// To whom, or from whom.
    pub who: Vec<Named>,
    /// What, as `left:<item>` has it.
    pub item: String,
    /// What it is called.
    pub name: String,
    /// What sort of thing; nothing if the book doesn't know it.
    pub kind: Option<ItemKind>,
    /// How many.
    pub count: i64,
    /// Given, or received.
    pub direction: Direction,
    /// By what.
    pub by: TouchpointKind,
    /// What it cost, in the currency's minor unit.
    pub cost_minor: Option<i64>,
    /// Whether they did not expect it.
    pub surprise: bool,
    /// Whether it is something that partners share: care, a network, buying, training, a brand.
    pub benefit: bool,
}

/// Who has had something, and who has not: an announcement, a brochure.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Reached {
    /// What.
    pub item: LibraryItem,
    /// Who has had it and when last, the latest first.
    pub had: Vec<(Named, Instant)>,
    /// Who of those who are kept near (a tier, or the top ten) has not.
    pub not_yet: Vec<Named>,
}
