//! Gifts: what may be brought when, and where.

use serde::{Deserialize, Serialize};

use crate::model::{Day, RecordId};

use super::{LibraryItem, Named};

/// A day on which a gift is welcome.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Occasion {
    /// Its word, or the id of the user's own yearly playbook.
    pub key: String,
    /// What the user calls it; empty for those that are shipped.
    pub name: String,
    /// When it is next.
    pub day: Day,
    /// Whether others bring something on it.
    pub season: Season,
    /// What suits it, by `left:<item>`.
    pub gifts: Vec<String>,
}

/// Whether everybody brings something, or nobody does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Season {
    /// Nobody else does: it is remembered.
    Off,
    /// It is the recipients' own day.
    Theirs,
    /// Everybody does.
    High,
    /// The user's own day.
    Own,
}

/// A gift that may be given. Nothing in it knows of referrals.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct GiftSuggestion {
    /// Which.
    pub gift: LibraryItem,
    /// For which occasion.
    pub occasion: Option<String>,
    /// For when.
    pub day: Day,
    /// Why.
    pub reason: GiftReason,
    /// Words of what is in it that an allergy note names.
    pub clashes: Vec<String>,
    /// Whether the year's cap would be passed.
    pub over_cap: bool,
}

/// Why a gift is suggested.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "why")]
pub enum GiftReason {
    /// They got it about this time of an earlier year.
    EveryYear {
        /// When last.
        last: Day,
    },
    /// It is what the practice is known for.
    Signature,
    /// It suits an occasion on which nobody else brings something.
    OffSeason,
    /// It suits an occasion.
    Season,
}

/// Gifts for somebody, with what must be known before one brings them.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct GiftCard {
    /// For whom.
    pub who: Named,
    /// What may be given, the next first.
    pub suggestions: Vec<GiftSuggestion>,
    /// Allergies that are noted of them, and of everybody at the place.
    pub allergies: Vec<AboutNote>,
    /// What they like.
    pub likes: Vec<AboutNote>,
    /// What they were given this year.
    pub given_minor: i64,
    /// The yearly cap: the practice's own (`cap:gift_year`), or for a physician the law's if that is less.
    pub cap_minor: Option<i64>,
    /// In how many years without a gap they got what the practice is known for.
    pub streak_years: u32,
}

/// What was noted of somebody.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AboutNote {
    /// The note.
    pub id: RecordId,
    /// Of whom.
    pub who: Named,
    /// What it says.
    pub text: String,
}

/// Where to bring gifts for an occasion.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct DeliveryList {
    /// Which.
    pub occasion: Occasion,
    /// Where and to whom, by name.
    pub stops: Vec<Delivery>,
}

/// One stop of a delivery list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Delivery {
    /// Where, or to whom.
    pub who: Named,
    /// The address; empty if it is not known.
    pub address: String,
    /// How many people of it are in the book.
    pub people: u64,
    /// Why they are on it.
    pub because: DeliveryReason,
    /// When they got something for this occasion already.
    pub delivered: Option<Day>,
    /// Allergies noted of anybody there.
    pub allergies: Vec<AboutNote>,
}

/// Why somebody is on a delivery list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DeliveryReason {
    /// They got something about this day of an earlier year.
    LastTime,
    /// They are kept nearest: tier A, or the top ten.
    Near,
}
