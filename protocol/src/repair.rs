//! Union of two sets after one side went back in time: range-based set reconciliation over items, then a fetch.

use serde::{Deserialize, Serialize};

use crate::{
    exchange::Entry,
    id::{Epoch, Item, Position},
};

/// `POST /v1/reconcile`: one round. Its message is negentropy's, version 1, with all timestamps zero.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reconcile {
    /// The epoch of the first round; nothing in the first (rule `repair_epoch`).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub epoch: Option<Epoch>,
    /// The device's message.
    #[serde(with = "serde_bytes")]
    pub message: Vec<u8>,
}

/// The answer to a [`Reconcile`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ReconcileAnswer {
    /// The next message.
    Round {
        /// The server's epoch.
        epoch: Epoch,
        /// Its head before this round's set was read. The first round's is where the feed goes on (rule
        /// `repair_cursor_first`).
        head: Position,
        /// The server's message.
        #[serde(with = "serde_bytes")]
        message: Vec<u8>,
    },
    /// Another epoch began on the way: start afresh.
    Restart {
        /// The server's epoch.
        epoch: Epoch,
    },
}

/// `POST /v1/fetch`: the entries of these items, as far as they fit in a body.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Fetch {
    /// The epoch of the first round.
    pub epoch: Epoch,
    /// What the device lacks, at most [`crate::limit::ITEMS_A_FETCH`].
    pub items: Vec<Item>,
}

/// The answer to a [`Fetch`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FetchAnswer {
    /// What was asked for, in the order of positions; each a whole change or an erasure. What is missing here has been
    /// erased since, or did not fit: ask again for what is still wanted, until an answer brings nothing.
    Entries {
        /// Changes and erasures, dependencies first.
        entries: Vec<Entry>,
        /// How many of the asked items, from the start, were looked at.
        looked_at: u64,
    },
    /// Another epoch began on the way: start the repair afresh.
    Restart {
        /// The server's epoch.
        epoch: Epoch,
    },
}
