//! What was written down.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use super::{Instant, RecordId, open_enum, record};

record! {
    /// A note. One that is about nobody is in the inbox.
    pub struct Note {
        /// What sort of note.
        pub kind: NoteKind,
        /// The records it is about; none: the inbox.
        pub about: BTreeSet<RecordId>,
        /// What it says. Two devices' edits merge by character.
        pub text: Prose,
        /// What the need, fact or liking is about.
        pub topic: String,
        /// When it was taken.
        pub at: Instant,
        /// When the need was met or the matter settled.
        pub resolved: Option<Instant>,
    }
}

open_enum! {
    /// What sort of note.
    NoteKind or Note {
        Note = "note",
        Need = "need",
        Likes = "likes",
        Allergy = "allergy",
        Fact = "fact",
        Learned = "learned",
        Vetting = "vetting",
        /// One more new client sees this contact: a tally, without a client.
        Sees = "sees",
        Answer = "answer",
    }
}

/// A text that merges by character.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Prose(pub String);

impl From<&str> for Prose {
    fn from(text: &str) -> Self {
        Self(text.to_owned())
    }
}
