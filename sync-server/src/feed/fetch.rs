//! Single changes and erasures by their items, for a device that repairs.

use std::{collections::HashMap, ops::ControlFlow};

use rapport_document::{chunk_id, split};
use rapport_protocol::{
    ChangeId, Entry, EntryBody, Item, Position, body, limit,
    repair::{Fetch, FetchAnswer},
};

use super::damaged_pack;
use crate::store::{EntryKind, Found, RecordKey, Snapshot, StoreError, StoredBook};

/// The entries of as many of the first items as fit in a body, dependencies first.
pub fn fetch(snapshot: &dyn Snapshot, book: &StoredBook, request: &Fetch) -> Result<FetchAnswer, StoreError> {
    // Every round names the epoch; another one starts the repair afresh (rule `repair_epoch`).
    if request.epoch != book.epoch {
        return Ok(FetchAnswer::Restart { epoch: book.epoch });
    }
    let (found, looked_at) = look_up(snapshot, book, &request.items)?;
    let mut placed = Vec::with_capacity(found.len());
    let mut wanted: HashMap<RecordKey, HashMap<ChangeId, Position>> = HashMap::new();
    for found in found {
        match found {
            Found::Erasure { record, position } => {
                placed.push(((position, 0), Entry { position, record, key_epoch: 0, body: EntryBody::Erased }));
            }
            Found::Change { key, id, position, .. } => {
                wanted.entry(key).or_default().insert(id, position);
            }
        }
    }
    for (record, wanted) in wanted {
        placed.extend(changes(snapshot, record, &wanted)?);
    }
    placed.sort_unstable_by_key(|(place, _)| *place);
    let entries = placed.into_iter().map(|(_, entry)| entry).collect();
    Ok(FetchAnswer::Entries { entries, looked_at })
}

/// Finds items until their changes fill a body; tells how many were looked at.
fn look_up(snapshot: &dyn Snapshot, book: &StoredBook, items: &[Item]) -> Result<(Vec<Found>, u64), StoreError> {
    let mut found = Vec::new();
    let mut bytes = 0;
    for (looked_at, item) in (0..).zip(items) {
        let Some(thing) = snapshot.find_item(book.key, *item)? else { continue };
        if let Found::Change { size, .. } = thing {
            if bytes + size > limit::PAGE_BYTES as u64 && bytes > 0 {
                return Ok((found, looked_at));
            }
            bytes += size;
        }
        found.push(thing);
    }
    Ok((found, items.len() as u64))
}

/// A place in the feed: a position, and where in the pack that stands there.
type Place = (Position, usize);

/// The wanted changes of one record, whole, whether they have an entry of their own or are in a pack.
fn changes(
    snapshot: &dyn Snapshot,
    record: RecordKey,
    wanted: &HashMap<ChangeId, Position>,
) -> Result<Vec<(Place, Entry)>, StoreError> {
    let mut placed = Vec::with_capacity(wanted.len());
    let mut damaged = false;
    snapshot.entries(record, &mut |stored| {
        let mut take = |place: usize, id: ChangeId, bytes: &[u8]| {
            let body = EntryBody::Change { id, bytes: bytes.to_vec() };
            let entry = Entry { position: stored.position, record: stored.record, key_epoch: 0, body };
            placed.push(((stored.position, place), entry));
        };
        match stored.kind {
            EntryKind::Change(id) if wanted.contains_key(&id) => take(0, id, stored.bytes),
            EntryKind::Pack if wanted.values().any(|position| *position == stored.position) => {
                let unpacked = body::inflate(stored.bytes, limit::RECORD_BYTES).unwrap_or_default();
                let chunks = split(&unpacked).unwrap_or_default();
                damaged |= chunks.is_empty();
                for (place, bytes) in chunks.into_iter().enumerate() {
                    match chunk_id(bytes) {
                        Some(id) if wanted.contains_key(&id) => take(place, id, bytes),
                        Some(_) => {}
                        None => damaged = true,
                    }
                }
            }
            EntryKind::Change(_) | EntryKind::Pack | EntryKind::Erased => {}
        }
        ControlFlow::Continue(())
    })?;
    if damaged { Err(damaged_pack()) } else { Ok(placed) }
}
