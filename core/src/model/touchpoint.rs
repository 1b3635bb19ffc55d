//! Encounters and gestures.

use std::{
    collections::{BTreeMap, BTreeSet},
    fmt,
    str::FromStr,
};

use super::{Direction, Instant, RecordId, Role, open_enum, record};

record! {
    /// Any encounter or gesture. A visit is one in person.
    pub struct Touchpoint {
        /// What it was.
        pub kind: TouchpointKind,
        /// Planned, done or missed.
        pub state: TouchpointState,
        /// Who reached out: `out` is the practice.
        pub direction: Option<Direction>,
        /// Where.
        pub place: Option<RecordId>,
        /// Whom one met, or meant to reach: contacts, or a role whose name is not known yet.
        pub met: BTreeSet<Met>,
        /// When.
        pub at: Instant,
        /// The zone it happened in (IANA), so that "Tuesday at two" stays Tuesday at two.
        pub zone: String,
        /// How long, in minutes.
        pub length_min: Option<i64>,
        /// How it went.
        pub outcome: Option<Outcome>,
        /// What was left there and how many: an item's id, or the short name of one from the shipped library.
        pub left: BTreeMap<String, i64>,
        /// What it cost, in the currency's minor unit.
        pub cost_minor: Option<i64>,
        /// What it was for.
        pub purpose: String,
        /// What was learned.
        pub intel: String,
        /// The one skill practised.
        pub skill: String,
        /// Something they did not expect.
        pub surprise: bool,
        /// A client said that they had named the practice.
        pub named_me_heard: bool,
        /// The records that it is about: a referral that was thanked for, a promise that was kept.
        pub about: BTreeSet<RecordId>,
        /// The event that it was a part of.
        pub part_of: Option<RecordId>,
    }
}

open_enum! {
    /// What a touchpoint was.
    TouchpointKind or Visit {
        Visit = "visit",
        Meeting = "meeting",
        Video = "video",
        Call = "call",
        Email = "email",
        Message = "message",
        Social = "social",
        Mail = "mail",
        GiftDrop = "gift_drop",
        Event = "event",
        Announcement = "announcement",
    }
}

open_enum! {
    /// Whether it happened.
    TouchpointState or Done { Planned = "planned", Done = "done", Missed = "missed", }
}

open_enum! {
    /// How it went.
    Outcome {
        Met = "met",
        GatekeeperOnly = "gatekeeper_only",
        DroppedOff = "dropped_off",
        LeftMessage = "left_message",
        NoAnswer = "no_answer",
        Closed = "closed",
        AtLunch = "at_lunch",
        Moved = "moved",
        Declined = "declined",
        Rescheduled = "rescheduled",
    }
}

/// Whom one met: somebody in the book, or "front desk, name unknown". Written as the contact's id, or `role:front_desk`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Met {
    /// Somebody in the book.
    Contact(RecordId),
    /// Somebody whose name comes later.
    Role(Role),
}

impl fmt::Display for Met {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Contact(id) => write!(f, "{id}"),
            Self::Role(role) => write!(f, "role:{role}"),
        }
    }
}

impl FromStr for Met {
    type Err = &'static str;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        match text.strip_prefix("role:") {
            Some(role) => Ok(Self::Role(role.into())),
            None => text.parse().map(Self::Contact).map_err(|_| "expected a contact's id, or role: and a role"),
        }
    }
}

impl serde::Serialize for Met {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> serde::Deserialize<'de> for Met {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(serde::de::Error::custom)
    }
}
