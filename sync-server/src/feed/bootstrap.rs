//! Whole records for a device that has nothing: newest first, a part at a time.

use std::ops::ControlFlow;

use rapport_protocol::{
    Position, RecordId,
    bootstrap::{Bootstrap, BootstrapAnswer, Part, Resume, WholeRecord},
    limit,
};

use super::chunks;
use crate::store::{Snapshot, StoreError, StoredBook};

/// The next part of the book as it stood at the head noted by the first.
///
/// A record is sent as it is now: what came after that head comes again with the feed, and is known there by its name.
pub fn bootstrap(
    snapshot: &dyn Snapshot,
    book: &StoredBook,
    request: &Bootstrap,
) -> Result<BootstrapAnswer, StoreError> {
    let (head, below) = match request.resume {
        None => (book.head, Position::MAX),
        Some(resume) if resume.epoch == book.epoch && resume.head <= book.head => (resume.head, resume.key),
        Some(_) => return Ok(BootstrapAnswer::Repair { epoch: book.epoch }),
    };
    let (erasures, left) = erasures(snapshot, book, head, request)?;
    if left > 0 {
        let resume = Resume { epoch: book.epoch, head, key: head + left };
        let total = book.records - snapshot.records_after(book.key, head)?;
        return Ok(BootstrapAnswer::Part(Part { resume, done: false, total, erasures, records: Vec::new() }));
    }
    let mut rows = Vec::new();
    let mut bytes = 0;
    let mut done = true;
    // By the first position that a record ever had, which neither an edit nor packing moves (rule `boot_key`).
    snapshot.records_below(book.key, head, below, &mut |row| {
        let full = rows.len() >= limit::RECORDS_A_PART || bytes + row.bytes > limit::PAGE_BYTES as u64;
        if full && !rows.is_empty() {
            done = false;
            return ControlFlow::Break(());
        }
        bytes += row.bytes;
        rows.push(row);
        ControlFlow::Continue(())
    })?;
    let key = rows.last().map_or(0, |row| row.first);
    let records = rows
        .iter()
        .map(|row| Ok(WholeRecord { record: row.id, changes: chunks(snapshot, row.key)? }))
        .collect::<Result<_, StoreError>>()?;
    Ok(BootstrapAnswer::Part(Part {
        resume: Resume { epoch: book.epoch, head, key },
        done,
        total: book.records - snapshot.records_after(book.key, head)?,
        erasures,
        records,
    }))
}

/// The erasures of a part, and how many are left after it. They come before any record, so that a device never stores what it
/// must not have (rule `boot_markers`); those after the head come with the feed. A key above the head tells how many are left.
fn erasures(
    snapshot: &dyn Snapshot,
    book: &StoredBook,
    head: Position,
    request: &Bootstrap,
) -> Result<(Vec<RecordId>, u64), StoreError> {
    let left_before = request.resume.map_or(u64::MAX, |resume| resume.key.saturating_sub(head));
    if left_before == 0 {
        return Ok((Vec::new(), 0));
    }
    let mut erasures = snapshot.erasures(book.key, head)?;
    let sent = erasures.len().saturating_sub(usize::try_from(left_before).unwrap_or(usize::MAX));
    erasures.drain(..sent);
    let left = erasures.len().saturating_sub(limit::ERASURES_A_PART);
    erasures.truncate(limit::ERASURES_A_PART);
    Ok((erasures, left as u64))
}
