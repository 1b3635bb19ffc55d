//! What is given, handed over or said.

use serde::{Deserialize, Serialize};

use super::{Day, open_enum, record};

record! {
    /// A thing to give, hand over or say. The shipped ones stand in code; a record appears when the user changes or adds one.
    pub struct Item {
        /// What sort of thing.
        pub kind: ItemKind,
        /// "Cookies", "Brochure, spring edition".
        pub name: String,
        /// The wording, or how it is done.
        pub body: String,
        /// What one costs, in the currency's minor unit.
        pub cost_minor: Option<i64>,
        /// How long it takes, in minutes.
        pub minutes: Option<i64>,
        /// By which channel it goes.
        pub channel: String,
        /// For which sector.
        pub sector: String,
        /// For which topic.
        pub topic: String,
        /// Which edition.
        pub version: String,
        /// Whose it is: a partner's brochure in the waiting room.
        pub owner: String,
        /// The one thing one is known for.
        pub signature: bool,
        /// How many were ever stocked; what is left is this less what was left behind.
        pub stocked: Stock,
        /// Until when nothing is said of its running out: more is ordered.
        pub quiet_until: Option<Day>,
    }
}

open_enum! {
    /// What sort of thing.
    ItemKind or Give { Gift = "gift", Give = "give", Material = "material", Wording = "wording", Checklist = "checklist", }
}

/// A count to which several devices add at once: their additions sum up.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Stock(pub i64);
