//! The outside of a change: its chunk header, and who made it after what.

use rapport_protocol::{ChangeId, limit};
use sha2::{Digest as _, Sha256};

use super::{Refused, read::Reader};
use crate::Actor;

const MAGIC: [u8; 4] = [0x85, 0x6f, 0x4a, 0x83];
const CHANGE: u8 = 1;

/// Who made a change, as which of their changes, and after which others.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Envelope {
    /// Who made it.
    pub actor: Actor,
    /// Which of the actor's changes to this record it is, from 1 on.
    pub turn: u64,
    /// The changes it was made after, in ascending order.
    pub deps: Vec<ChangeId>,
    /// When it was made, in seconds since 1970 by its maker's clock.
    pub time_s: i64,
}

/// A chunk taken apart, its checksum verified.
pub(super) struct Chunk<'a> {
    pub(super) id: ChangeId,
    pub(super) body: &'a [u8],
}

/// Takes the first chunk's bytes from what is left, by its header alone.
pub(super) fn take_chunk<'a>(bytes: &mut Reader<'a>) -> Result<&'a [u8], Refused> {
    let whole = bytes.0;
    skip_header(bytes)?;
    bytes.prefixed()?;
    let chunk = &whole[..whole.len() - bytes.0.len()];
    if chunk.len() > limit::CHANGE_BYTES { Err(TOO_LONG) } else { Ok(chunk) }
}

/// Reads a chunk that must be one change and nothing else.
pub(super) fn open_chunk(bytes: &[u8]) -> Result<Chunk<'_>, Refused> {
    if bytes.len() > limit::CHANGE_BYTES {
        return Err(TOO_LONG);
    }
    let mut reader = Reader(bytes);
    let checksum = skip_header(&mut reader)?;
    let hashed_from = bytes.len() - reader.0.len() - 1;
    let body = reader.prefixed()?;
    if !reader.is_empty() {
        return Err(Refused::Malformed("bytes follow the change"));
    }
    let id = ChangeId(Sha256::digest(&bytes[hashed_from..]).into());
    if id.0[..4] == checksum { Ok(Chunk { id, body }) } else { Err(Refused::Malformed("its checksum is wrong")) }
}

/// The hash of a chunk that claims to be one change and nothing else, whatever is in it and whatever its checksum says,
/// so that bytes that the gate refuses can still be told from bytes that were damaged on the way.
#[must_use]
pub fn chunk_id(bytes: &[u8]) -> Option<ChangeId> {
    let mut reader = Reader(bytes);
    skip_header(&mut reader).ok()?;
    let hashed_from = bytes.len() - reader.0.len() - 1;
    reader.prefixed().ok()?;
    reader.is_empty().then(|| ChangeId(Sha256::digest(&bytes[hashed_from..]).into()))
}

/// Reads magic, checksum and type, and returns the checksum.
fn skip_header(bytes: &mut Reader<'_>) -> Result<[u8; 4], Refused> {
    if bytes.array()? != MAGIC {
        return Err(Refused::Malformed("it is not a chunk"));
    }
    let checksum = bytes.array()?;
    if bytes.byte()? == CHANGE { Ok(checksum) } else { Err(Refused::Malformed("it is not a plain change")) }
}

/// The envelope alone, of a change whose operations this version may not understand. The caps are the gate's.
#[must_use]
pub fn envelope(bytes: &[u8]) -> Option<Envelope> {
    read_envelope(&mut Reader(open_chunk(bytes).ok()?.body)).ok().map(|(envelope, _)| envelope)
}

/// Reads the envelope from a chunk's body, and the counter of the first operation, which stands in its midst.
pub(super) fn read_envelope(body: &mut Reader<'_>) -> Result<(Envelope, u64), Refused> {
    let count = body.unsigned()?;
    if count > limit::DEPENDENCIES_A_CHANGE as u64 {
        return Err(Refused::TooLarge("it has too many dependencies"));
    }
    let mut deps: Vec<ChangeId> = Vec::new();
    for _ in 0..count {
        let dep = ChangeId(body.array()?);
        if deps.last().is_some_and(|last| *last >= dep) {
            return Err(Refused::Malformed("its dependencies are out of order"));
        }
        deps.push(dep);
    }
    let actor = read_actor(body)?;
    let turn = body.unsigned()?;
    if turn == 0 || turn > limit::OPERATION_COUNTER {
        return Err(Refused::Malformed("its turn is out of range"));
    }
    let first = body.unsigned()?;
    if first == 0 {
        return Err(Refused::Malformed("its first operation has no counter"));
    }
    if first >= limit::OPERATION_COUNTER {
        return Err(Refused::TooLarge("its operation counters are too great"));
    }
    let time_s = body.signed()?;
    if time_s.unsigned_abs() > limit::TIME_S {
        return Err(Refused::Malformed("its time is out of range"));
    }
    if body.unsigned()? != 0 {
        return Err(Refused::Malformed("it carries a message"));
    }
    Ok((Envelope { actor, turn, deps, time_s }, first))
}

/// Reads an actor: exactly sixteen bytes, with their number before them.
pub(super) fn read_actor(body: &mut Reader<'_>) -> Result<Actor, Refused> {
    body.prefixed()?.try_into().map(Actor).map_err(|_| Refused::Malformed("an actor does not have sixteen bytes"))
}

const TOO_LONG: Refused = Refused::TooLarge("it has too many bytes");
