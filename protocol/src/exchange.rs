//! The one exchange: a device says where it stands and what it has that is new; the server answers with what it took
//! and what comes next in the feed.

use serde::{Deserialize, Serialize};

use crate::{
    digest::Digest,
    id::{ChangeId, Epoch, Position, RecordId},
};

/// `POST /v1/exchange`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Exchange {
    /// The epoch under which the cursor was given.
    pub epoch: Epoch,
    /// The position up to which the device has stored the feed.
    pub cursor: Position,
    /// Records erased here that the server has not confirmed; taken before the changes.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub erasures: Vec<RecordId>,
    /// The outbox, in the order in which it was stored, up to the limits of a push.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub changes: Vec<Push>,
}

/// One change of the outbox.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Push {
    /// The record it belongs to; the change's own bytes do not say.
    pub record: RecordId,
    /// Its hash; the server refuses bytes that do not have it.
    pub id: ChangeId,
    /// An automerge change chunk (type 1, uncompressed).
    #[serde(with = "serde_bytes")]
    pub bytes: Vec<u8>,
}

/// The answer to an [`Exchange`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Answer {
    /// What was taken, and what comes next.
    Page(Page),
    /// The epoch is not the server's or the cursor is past its head: nothing was taken; reconcile first.
    Repair {
        /// The server's epoch.
        epoch: Epoch,
    },
}

/// A page of the feed, read in one snapshot together with its end and the digest.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Page {
    /// The epoch that was asked for, which is the server's.
    pub epoch: Epoch,
    /// The cursor that was asked for. A device takes the page only if it still stands there.
    pub after: Position,
    /// The new cursor. Positions may be missing in between.
    pub upto: Position,
    /// Whether the feed goes on after `upto`.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub more: bool,
    /// One for each erasure sent, in their order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub erasures: Vec<Verdict>,
    /// One for each change sent, in their order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub changes: Vec<Verdict>,
    /// The feed after `after`, in the order of positions.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub entries: Vec<Entry>,
    /// The digest of the whole book, on the last page only.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub digest: Option<Digest>,
}

/// What became of one thing that was sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    /// Stored now.
    Accepted,
    /// Was here already: as good as accepted.
    Have,
    /// A turn or a dependency has not come yet, or an earlier change of the same record was refused. Send again.
    Missing,
    /// The record was erased; its marker comes with the feed.
    Erased,
    /// Another change of this record has the same actor and turn. Make it again under another actor.
    Fork,
    /// The bytes are not a change, or not the change they are called. Kept on the device, set aside.
    Malformed,
    /// Over a limit of the gate. Kept on the device, set aside.
    TooLarge,
    /// The book is full. Send again later.
    Quota,
    /// The server has no time. Send again later.
    Busy,
}

impl Verdict {
    /// Whether the server is now known to hold it.
    #[must_use]
    pub const fn confirms(self) -> bool {
        matches!(self, Self::Accepted | Self::Have)
    }
}

/// One entry of the feed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entry {
    /// Its place in the feed.
    pub position: Position,
    /// The record it is about.
    pub record: RecordId,
    /// 0: the server can read and merge the change. Reserved for books encrypted end to end.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub key_epoch: u32,
    /// What happened.
    pub body: EntryBody,
}

/// What an entry of the feed carries.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum EntryBody {
    /// A change, whole.
    Change {
        /// Its hash.
        id: ChangeId,
        /// Its chunk.
        #[serde(with = "serde_bytes")]
        bytes: Vec<u8>,
    },
    /// A change that came in this very request: its name is enough (rule `stub_this_request`).
    Named {
        /// Its hash.
        id: ChangeId,
    },
    /// All changes of the record up to this position: change chunks one after another, compressed as a whole by zstd.
    Pack {
        /// The compressed chunks.
        #[serde(with = "serde_bytes")]
        bytes: Vec<u8>,
    },
    /// The record was erased: drop its bytes, keep the marker.
    Erased,
}

#[allow(clippy::trivially_copy_pass_by_ref, reason = "serde passes a reference")]
const fn is_zero(number: &u32) -> bool {
    *number == 0
}
