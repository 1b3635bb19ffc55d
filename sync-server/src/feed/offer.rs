//! The gate, before the lock: what a push holds is checked while nobody waits for it.

use rapport_document::{CheckedChange, Refused, check};
use rapport_protocol::{ChangeId, Push, RecordId, Verdict};

/// One change of a push, with what the gate says of its bytes.
#[derive(Debug, Clone)]
pub struct Offered {
    /// The record that it is said to belong to.
    pub record: RecordId,
    /// The name that it is given.
    pub id: ChangeId,
    /// The change behind that name, or why it is refused.
    pub change: Result<CheckedChange, Verdict>,
}

/// Checks every change of a push.
#[must_use]
pub fn offer(pushes: &[Push]) -> Vec<Offered> {
    let offered = |push: &Push| {
        let change = match check(&push.bytes) {
            Ok(change) if change.id() == push.id => Ok(change),
            Ok(_) | Err(Refused::Malformed(_)) => Err(Verdict::Malformed),
            Err(Refused::TooLarge(_)) => Err(Verdict::TooLarge),
        };
        Offered { record: push.record, id: push.id, change }
    };
    pushes.iter().map(offered).collect()
}
