//! One round of a repair: which items the two sides do not share.

use std::ops::ControlFlow;

use negentropy::{Id, Negentropy, NegentropyStorageVector};
use rapport_protocol::{Epoch, Position};

use crate::store::{Snapshot, StoreError, StoredBook};

/// The most that one round's message may be, in bytes; what is left follows in the next round.
const FRAME_BYTES: u64 = 512 << 10;

/// The set of a whole book, and where it stood. The one place where memory grows with a book: 40 bytes an item.
#[derive(Debug)]
pub struct Items {
    /// The epoch it is of.
    pub epoch: Epoch,
    /// The head in the snapshot that the set was read from.
    pub head: Position,
    set: NegentropyStorageVector,
}

/// Reads the set: the items of all changes accepted and not erased, and of all erasures.
pub fn items(snapshot: &dyn Snapshot, book: &StoredBook) -> Result<Items, StoreError> {
    let expected = usize::try_from(book.digest.count).unwrap_or_default();
    let mut set = NegentropyStorageVector::with_capacity(expected);
    let mut failed = None;
    snapshot.items(book.key, &mut |item| match set.insert(0, Id::from_byte_array(item.0)) {
        Ok(()) => ControlFlow::Continue(()),
        Err(error) => {
            failed = Some(error);
            ControlFlow::Break(())
        }
    })?;
    match failed.map_or_else(|| set.seal(), Err) {
        Ok(()) => Ok(Items { epoch: book.epoch, head: book.head, set }),
        Err(error) => Err(StoreError::Failed(error.to_string())),
    }
}

/// Answers a device's message. Needs no transaction: a slow round holds nobody up.
pub fn reconcile(items: Items, message: &[u8]) -> Result<Vec<u8>, negentropy::Error> {
    Negentropy::owned(items.set, FRAME_BYTES)?.reconcile(message)
}
