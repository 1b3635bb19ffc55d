//! How a run of the sync ends, and how far it is. Being offline is an outcome, not an error.

use std::fmt;

use rapport_protocol::RefusalCode;
use serde::{Deserialize, Serialize};

/// How a run of the sync ended. Whatever it was, nothing that was saved here is lost.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "outcome", rename_all = "snake_case")]
pub enum SyncOutcome {
    /// This device and the server hold the same, and nothing waits to be sent.
    Synced,
    /// The server was not reached. Try again when there is a network.
    Offline {
        /// What stood in the way.
        reason: OfflineReason,
    },
    /// The server was reached, and something is still to be sent.
    Waiting {
        /// How many changes and erasures.
        unsent: u64,
        /// What they wait for.
        reason: WaitReason,
        /// When the server asked to be tried again, in seconds.
        #[serde(skip_serializing_if = "Option::is_none")]
        retry_after_s: Option<u32>,
    },
    /// Trying again by itself is not enough, or not known to be.
    Stuck {
        /// Why.
        reason: StuckReason,
    },
    /// Another process syncs this book at the moment.
    Busy,
    /// It was cancelled.
    Cancelled,
    /// This book was never paired with a server.
    NotPaired,
}

/// Why the server was not reached.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum OfflineReason {
    /// No network, a wrong address, or nobody answers there.
    Unreachable,
    /// It answered and then the connection broke, or it took too long.
    Interrupted,
    /// Who answers shows another key than the one that the pairing code named, or a certificate that nobody vouches for.
    Untrusted,
    /// Who answers is no sync server of Rapport: a hotel's sign-in page, or an answer that isn't what it says.
    NotRapport,
    /// The server has no time at the moment.
    Busy,
}

impl fmt::Display for OfflineReason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Unreachable => "nobody answers at its address",
            Self::Interrupted => "the connection broke, or took too long",
            Self::Untrusted => "who answers shows another key than the one expected, and was told nothing",
            Self::NotRapport => "who answers there is no sync server of Rapport",
            Self::Busy => "it has no time at the moment",
        })
    }
}

/// What unsent changes wait for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum WaitReason {
    /// The server refused them for good; they are kept, and tried again after an update.
    Refused,
    /// Something that they build on has not come to the server yet.
    Missing,
    /// The server has no time at the moment.
    Busy,
    /// The server has no room left for this book.
    Quota,
    /// The server's disk is full: it takes nothing until whoever runs it makes room.
    ServerFull,
}

/// Why a run can't be finished.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum StuckReason {
    /// The two sides were reconciled and differ all the same. It is tried again after a pause; if it stays, tell us.
    Differs,
    /// This program and the server speak no common version. Update the older of the two.
    Version,
    /// The server refused the request as such.
    Refused(RefusalCode),
}

/// How far a run is: what a progress bar shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct SyncProgress {
    /// What is being done.
    pub stage: Stage,
    /// Records that a first sync brought so far.
    pub records: u64,
    /// Records that it brings in all.
    pub records_total: u64,
    /// Changes and erasures that the server took in this run.
    pub sent: u64,
    /// Changes and erasures that came in this run, after the first sync.
    pub received: u64,
    /// Edits made here and not yet sent that are gone, since their record was erased on another device.
    pub lost: u64,
}

/// What a run is doing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Stage {
    /// Nothing: no run is under way.
    #[default]
    Idle,
    /// The first sync: the whole book comes.
    Bootstrap,
    /// Changes go and come.
    Exchange,
    /// The two sides find out what each of them lacks.
    Repair,
}
