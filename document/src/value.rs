//! What a field holds, and what an edit does to it.

use serde::{Deserialize, Serialize};

/// What one field holds. In JSON an object with one member, named for the kind: `{"text":"Oak Street"}`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Value {
    /// A short text; the last writer wins, and concurrent writers are kept as rivals.
    Text(String),
    /// A long text that merges by character.
    Prose(String),
    /// A whole number.
    Int(i64),
    /// A finite number.
    Float(f64),
    /// Yes or no.
    Bool(bool),
    /// Anything else, opaque.
    Bytes(#[serde(with = "serde_bytes")] Vec<u8>),
    /// A point in time, in milliseconds since 1970.
    Instant(i64),
    /// A number to which concurrent increments add up.
    Counter(i64),
    /// A value of a kind that this version does not use, named. It is shown and kept, and never written.
    Unknown(String),
}

/// One thing that an edit does to a record.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Edit {
    /// Makes a field hold this and nothing else; nothing if it does already.
    ///
    /// [`Value::Prose`] is compared with the text that is there and only the difference is written, so that two people
    /// can write in one text at once. Where there is no such text it is made: two that are made at once do not merge,
    /// so a record's first change makes every text that the record will ever have. Rivals of a text are left for
    /// [`Edit::Settle`].
    Put {
        /// Which field.
        key: String,
        /// What it shall hold.
        value: Value,
    },
    /// Likewise, but written also where all that was put there at once agrees, so that every rival is superseded; only
    /// a single equal value is left alone. Prose is always made anew.
    Settle {
        /// Which field.
        key: String,
        /// What it shall hold.
        value: Value,
    },
    /// Takes a field away; nothing if there is none.
    Delete {
        /// Which field.
        key: String,
    },
    /// Adds to a [`Value::Counter`].
    Increment {
        /// Which field.
        key: String,
        /// How much; may be negative.
        by: i64,
    },
}

impl Edit {
    /// The field it is about.
    #[must_use]
    pub fn key(&self) -> &str {
        let (Self::Put { key, .. } | Self::Settle { key, .. } | Self::Delete { key } | Self::Increment { key, .. }) =
            self;
        key
    }
}
