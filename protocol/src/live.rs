//! The live stream: server-sent events that only say where the feed is, never what is in it.

use serde::{Deserialize, Serialize};

use crate::id::{Epoch, Position};

/// The data of one `feed` event of `GET /v1/live`, as JSON. A device exchanges when this *differs* from where it
/// stands (rule `wake_differs`), not only when the head is greater.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Feed {
    /// The server's epoch.
    pub epoch: Epoch,
    /// Its newest position.
    pub head: Position,
    /// The first eight bytes of the digest's sum, as hexadecimal digits.
    pub digest: String,
}

/// How often the stream repeats where the feed is, from the database, since wake-ups between nodes may be lost.
pub const REPEAT_EVERY_S: u64 = 30;
