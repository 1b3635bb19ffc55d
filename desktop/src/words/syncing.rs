//! How a sync went, and how it stands.

use rapport_core::sync::{OfflineReason, StuckReason, WaitReason};

/// Why the server was not reached.
pub const fn offline(reason: OfflineReason) -> &'static str {
    match reason {
        OfflineReason::Unreachable => "nobody answers at the server's address",
        OfflineReason::Interrupted => "the connection broke, or took too long",
        OfflineReason::Untrusted => "who answers shows another key than the server's, and was told nothing",
        OfflineReason::NotRapport => "who answers there is no sync server of Rapport; a sign-in page, perhaps",
        OfflineReason::Busy => "the server has no time at the moment",
    }
}

/// What the unsent wait for.
pub const fn waiting(reason: WaitReason) -> &'static str {
    match reason {
        WaitReason::Refused => "the server refused it; it is kept here and tried again after an update",
        WaitReason::Missing => "what it builds on has not come to the server yet; the next sync sends it",
        WaitReason::Busy => "the server has no time at the moment; the next sync sends it",
        WaitReason::Quota => "the server has no room left for this book; ask whoever runs it",
        WaitReason::ServerFull => {
            "the server's disk is full, and it took nothing. Nothing is lost: it is kept here and sent by the next sync once there is room; ask whoever runs the server to make some"
        }
    }
}

/// Why a sync can't be finished, and what to do.
pub const fn stuck(reason: StuckReason) -> &'static str {
    match reason {
        StuckReason::Differs => {
            "this device and the server compared everything and differ all the same. It is tried again; if it stays so, keep a backup and tell us"
        }
        StuckReason::Version => "this program and the server speak no common version: update the older of the two",
        StuckReason::Refused(_) => {
            "the server did not take the request: update this program, or tell whoever runs the server"
        }
    }
}
