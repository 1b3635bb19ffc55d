//! The one gate before automerge, the same on server and device.
//!
//! automerge reads hostile bytes badly: it panics, it allocates without end, it takes a wrong checksum and writes a log
//! that never loads again. So every change is first read here, by a decoder that is bounded and strict: plain changes
//! only, every byte accounted for, each number and run written in automerge's own one way, operations counted before
//! they are expanded, and the flat shape of a record. What passes is safe to hand on, and is written by automerge to
//! the same bytes again.
//!
//! The gate sees one change by itself; what it refers to is checked by [`crate::Document`] against the record.

mod column;
mod envelope;
mod operation;
mod read;
mod rows;

use std::{fmt, sync::Arc};

use rapport_protocol::{ChangeId, limit};

pub use self::envelope::{Envelope, chunk_id, envelope};
pub(crate) use self::operation::{Action, Operation, OperationId, Scalar};
use self::{
    envelope::{open_chunk, read_actor, read_envelope, take_chunk},
    read::Reader,
    rows::{Columns, Rows},
};
use crate::Actor;

/// Why the gate refused a change, as the rule that it breaks. It quotes nothing that a user wrote.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Refused {
    /// Not a change that any version of Rapport writes.
    #[error("the change was refused: {0}. It is kept aside as it is and harms nothing else")]
    Malformed(&'static str),
    /// A change, but over one of the [limits](rapport_protocol::limit).
    #[error("the change was refused: {0}. It is kept aside as it is and harms nothing else")]
    TooLarge(&'static str),
}

/// A change that passed the gate. Cheap to clone.
#[derive(Clone)]
pub struct CheckedChange(Arc<Parts>);

struct Parts {
    bytes: Box<[u8]>,
    id: ChangeId,
    envelope: Envelope,
    first: u64,
    operations: u64,
    others: Box<[Actor]>,
    columns: Columns,
}

/// Lets a change through, or says which rule it breaks. Takes at most [`limit::CHANGE_BYTES`], and memory in
/// proportion to the bytes, whatever they say.
pub fn check(bytes: &[u8]) -> Result<CheckedChange, Refused> {
    let chunk = open_chunk(bytes)?;
    let mut body = Reader(chunk.body);
    let (envelope, first) = read_envelope(&mut body)?;
    let others = read_others(&mut body, envelope.actor)?;
    let columns = Columns::read(&mut body, bytes.len())?;
    let operations = check_operations(Rows::new(bytes, &columns, first, envelope.actor, &others), others.len())?;
    Ok(CheckedChange(Arc::new(Parts {
        bytes: bytes.into(),
        id: chunk.id,
        envelope,
        first,
        operations,
        others,
        columns,
    })))
}

/// The actors that a change names besides its own, in ascending order.
fn read_others(body: &mut Reader<'_>, own: Actor) -> Result<Box<[Actor]>, Refused> {
    let count = body.unsigned()?;
    if count > limit::ACTORS_A_CHANGE as u64 {
        return Err(Refused::TooLarge("it names too many actors"));
    }
    let mut others: Vec<Actor> = Vec::new();
    for _ in 0..count {
        let other = read_actor(body)?;
        if other == own || others.last().is_some_and(|last| *last >= other) {
            return Err(Refused::Malformed("its actors are out of order"));
        }
        others.push(other);
    }
    Ok(others.into())
}

/// Reads every operation once and counts them.
fn check_operations(mut rows: Rows<'_>, others: usize) -> Result<u64, Refused> {
    let mut operations = 0;
    let mut named = vec![false; others + 1];
    while let Some(operation) = rows.next()? {
        operations += 1;
        operation.references().for_each(|id| named[usize::from(id.actor)] = true);
    }
    match () {
        () if operations == 0 => Err(Refused::Malformed("it does nothing")),
        () if named[1..].contains(&false) => Err(Refused::Malformed("it names an actor for nothing")),
        () => Ok(operations),
    }
}

/// Takes concatenated changes apart by their headers alone: a pack after inflating, or a whole record.
///
/// At most [`limit::CHANGES_A_RECORD`] and [`limit::RECORD_BYTES`].
pub fn split(chunks: &[u8]) -> Result<Vec<&[u8]>, Refused> {
    if chunks.len() > limit::RECORD_BYTES {
        return Err(Refused::TooLarge("the record's history has too many bytes"));
    }
    let mut rest = Reader(chunks);
    let mut found = Vec::new();
    while !rest.is_empty() {
        if found.len() == limit::CHANGES_A_RECORD {
            return Err(Refused::TooLarge("the record's history has too many changes"));
        }
        found.push(take_chunk(&mut rest)?);
    }
    Ok(found)
}

/// Takes concatenated changes apart and checks each.
///
/// Besides the limits of [`split`], at most [`limit::OPERATIONS_A_RECORD`] operations in all.
pub fn check_all(chunks: &[u8]) -> Result<Vec<CheckedChange>, Refused> {
    let mut operations = 0;
    let mut checked = Vec::new();
    for chunk in split(chunks)? {
        let change = check(chunk)?;
        operations += change.operations();
        if operations > limit::OPERATIONS_A_RECORD {
            return Err(Refused::TooLarge("the record's history has too many operations"));
        }
        checked.push(change);
    }
    Ok(checked)
}

impl CheckedChange {
    /// The change as it is stored and sent: one chunk of automerge's, type 1.
    #[must_use]
    pub fn bytes(&self) -> &[u8] {
        &self.0.bytes
    }

    /// Its hash.
    #[must_use]
    pub fn id(&self) -> ChangeId {
        self.0.id
    }

    /// Who made it.
    #[must_use]
    pub fn actor(&self) -> Actor {
        self.0.envelope.actor
    }

    /// Which of the actor's changes to this record it is, from 1 on.
    #[must_use]
    pub fn turn(&self) -> u64 {
        self.0.envelope.turn
    }

    /// The changes it was made after, in ascending order.
    #[must_use]
    pub fn deps(&self) -> &[ChangeId] {
        &self.0.envelope.deps
    }

    /// When it was made, in seconds since 1970 by its maker's clock.
    #[must_use]
    pub fn time_s(&self) -> i64 {
        self.0.envelope.time_s
    }

    /// How many operations it has; at least one.
    #[must_use]
    pub fn operations(&self) -> u64 {
        self.0.operations
    }

    /// The counter of its first operation; those of the others follow.
    pub(crate) fn first_counter(&self) -> u64 {
        self.0.first
    }

    /// The counter of its last operation.
    pub(crate) fn last_counter(&self) -> u64 {
        self.0.first + self.0.operations - 1
    }

    /// The actor that an operation's id names.
    pub(crate) fn actor_at(&self, place: u16) -> Actor {
        match usize::from(place).checked_sub(1) {
            None => self.actor(),
            Some(other) => self.0.others[other],
        }
    }

    /// Reads its operations again.
    pub(crate) fn read_operations(&self) -> impl Iterator<Item = Operation<'_>> {
        let mut rows = Rows::new(&self.0.bytes, &self.0.columns, self.0.first, self.actor(), &self.0.others);
        std::iter::from_fn(move || rows.next().expect("it passed the gate"))
    }
}

impl PartialEq for CheckedChange {
    fn eq(&self, other: &Self) -> bool {
        self.id() == other.id()
    }
}

impl Eq for CheckedChange {}

impl fmt::Debug for CheckedChange {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("CheckedChange")
            .field("id", &self.id())
            .field("envelope", &self.0.envelope)
            .finish_non_exhaustive()
    }
}
