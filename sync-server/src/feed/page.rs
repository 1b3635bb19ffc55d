//! The next page of the feed, up to the limits of a body.

use std::{collections::BTreeSet, ops::ControlFlow};

use rapport_protocol::{ChangeId, Digest, Entry, EntryBody, Position, RecordId, limit};

use crate::store::{EntryKind, Snapshot, StoreError, StoredBook};

/// What a page says of the feed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Slice {
    /// The new cursor.
    pub upto: Position,
    /// Whether the feed goes on after it.
    pub more: bool,
    /// What stands in between.
    pub entries: Vec<Entry>,
    /// The book's digest, on the last page.
    pub digest: Option<Digest>,
}

/// Reads the feed after a position. `book` was read in this snapshot, so that page, cursor and digest are of one moment
/// (rule `one_snapshot`). `sent` is what came in this very request.
pub fn page(
    snapshot: &dyn Snapshot,
    book: &StoredBook,
    after: Position,
    sent: &BTreeSet<(RecordId, ChangeId)>,
) -> Result<Slice, StoreError> {
    let mut entries = Vec::new();
    let mut bytes = 0;
    let mut more = false;
    snapshot.feed(book.key, after, &mut |stored| {
        let body = match stored.kind {
            // Only what came in this very request returns as its name: the device may have lost, or hold an older copy
            // of, anything else, its own changes too (rule `stub_this_request`).
            EntryKind::Change(id) if sent.contains(&(stored.record, id)) => EntryBody::Named { id },
            EntryKind::Change(id) => EntryBody::Change { id, bytes: stored.bytes.to_vec() },
            EntryKind::Pack => EntryBody::Pack { bytes: stored.bytes.to_vec() },
            EntryKind::Erased => EntryBody::Erased,
        };
        let size = if matches!(body, EntryBody::Named { .. }) { 0 } else { stored.bytes.len() };
        let full = entries.len() >= limit::ENTRIES_A_PAGE || bytes + size > limit::PAGE_BYTES;
        if full && !entries.is_empty() {
            more = true;
            return ControlFlow::Break(());
        }
        bytes += size;
        entries.push(Entry { position: stored.position, record: stored.record, key_epoch: 0, body });
        ControlFlow::Continue(())
    })?;
    let upto = match entries.last() {
        Some(last) if more => last.position,
        _ => book.head,
    };
    // Earlier pages carry none, or every busy exchange would look like a difference (rule `digest_last_page`).
    Ok(Slice { upto, more, entries, digest: (!more).then_some(book.digest) })
}
