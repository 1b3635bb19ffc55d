//! The rules of the feed over one transaction: pure of HTTP, threads, time and chance.
//!
//! Here live the server's named rules of `docs/protocol.md`, each named in a comment at the line that carries it.

use std::ops::ControlFlow;

use rapport_protocol::{body, limit};

use crate::store::{EntryKind, RecordKey, Snapshot, StoreError};

mod accept;
mod bootstrap;
mod erase;
mod fetch;
mod offer;
mod pack;
mod page;
mod reconcile;

pub use accept::accept;
pub use bootstrap::bootstrap;
pub use erase::erase;
pub use fetch::fetch;
pub use offer::{Offered, offer};
pub use pack::{Packing, find_packing, put_pack, quarantine};
pub use page::{Slice, page};
pub use reconcile::{Items, items, reconcile};

/// All change chunks of one record, one after another, dependencies first.
pub fn chunks(snapshot: &dyn Snapshot, record: RecordKey) -> Result<Vec<u8>, StoreError> {
    let mut chunks = Vec::new();
    let mut damaged = false;
    snapshot.entries(record, &mut |entry| {
        match entry.kind {
            EntryKind::Change(_) => chunks.extend_from_slice(entry.bytes),
            EntryKind::Pack => match body::inflate(entry.bytes, limit::RECORD_BYTES) {
                Ok(bytes) => chunks.extend(bytes),
                Err(_) => damaged = true,
            },
            EntryKind::Erased => {}
        }
        ControlFlow::Continue(())
    })?;
    if damaged { Err(damaged_pack()) } else { Ok(chunks) }
}

fn damaged_pack() -> StoreError {
    StoreError::Failed("a pack can't be decompressed; restore a backup, and the devices bring what is newer".into())
}
