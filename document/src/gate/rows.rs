//! The operations of a change, read from its columns one row at a time.

use std::ops::Range;

use rapport_protocol::limit;

use super::{
    Refused,
    column::{Runs, Steps, Switch},
    operation::{Element, Operation, OperationId, Scalar, at_root, in_text},
    read::Reader,
};
use crate::Actor;

/// Where each column lies.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Columns {
    ranges: [Range<usize>; COLUMNS.len()],
}

/// The columns of a flat change, as automerge names them, in its order.
const COLUMNS: [u64; 12] = [
    0x01, // object: actor
    0x02, // object: counter
    0x11, // key: actor
    0x13, // key: counter
    0x15, // key: string
    0x34, // insert
    0x42, // action
    0x56, // value: type and length
    0x57, // value: bytes
    0x70, // predecessors: how many
    0x71, // predecessors: actor
    0x73, // predecessors: counter
];

impl Columns {
    /// Reads the columns' names and lengths; `bytes` is then at the first one's data, and must hold exactly them.
    pub(super) fn read(bytes: &mut Reader<'_>, chunk_length: usize) -> Result<Self, Refused> {
        let count = bytes.unsigned()?;
        let mut columns = Self::default();
        let mut lengths = [0; COLUMNS.len()];
        let mut at = 0;
        for _ in 0..count {
            let name = bytes.unsigned()?;
            let known = COLUMNS[at..].iter().position(|column| *column == name);
            at += known.ok_or(Refused::Malformed("it has an unknown column, or columns out of order"))?;
            lengths[at] = usize::try_from(bytes.unsigned()?).unwrap_or(usize::MAX);
            if lengths[at] == 0 {
                return Err(Refused::Malformed("a column is empty"));
            }
            at += 1;
        }
        let mut start = chunk_length - bytes.0.len();
        for (range, length) in columns.ranges.iter_mut().zip(lengths) {
            bytes.take(length)?;
            *range = start..start + length;
            start += length;
        }
        if bytes.is_empty() { Ok(columns) } else { Err(Refused::Malformed("bytes follow its columns")) }
    }
}

/// The operations of a change, one after another. Nothing is expanded before it is read.
pub(super) struct Rows<'a> {
    first: u64,
    actors: usize,
    /// How many of the other actors come before the change's own.
    own_rank: usize,
    read: u64,
    preds_read: u64,
    object_actor: Runs<'a, u64>,
    object_counter: Runs<'a, u64>,
    key_actor: Runs<'a, u64>,
    key_counter: Steps<'a>,
    key_string: Runs<'a, &'a str>,
    insert: Switch<'a>,
    action: Runs<'a, u64>,
    value_kind: Runs<'a, u64>,
    value: Reader<'a>,
    pred_count: Runs<'a, u64>,
    pred_actor: Runs<'a, u64>,
    pred_counter: Steps<'a>,
}

impl<'a> Rows<'a> {
    /// The rows of a chunk whose first operation has the counter `first`, and which names these actors.
    pub(super) fn new(chunk: &'a [u8], columns: &Columns, first: u64, own: Actor, others: &[Actor]) -> Self {
        let [oa, oc, ka, kc, ks, insert, action, kind, value, pn, pa, pc] =
            columns.ranges.each_ref().map(|range| &chunk[range.clone()]);
        Self {
            first,
            actors: others.len() + 1,
            own_rank: others.partition_point(|other| *other < own),
            read: 0,
            preds_read: 0,
            object_actor: Runs::new(oa),
            object_counter: Runs::new(oc),
            key_actor: Runs::new(ka),
            key_counter: Steps::new(kc),
            key_string: Runs::new(ks),
            insert: Switch::new(insert),
            action: Runs::new(action),
            value_kind: Runs::new(kind),
            value: Reader(value),
            pred_count: Runs::new(pn),
            pred_actor: Runs::new(pa),
            pred_counter: Steps::new(pc),
        }
    }

    /// The next operation, or nothing after the last one, where every column must end.
    pub(super) fn next(&mut self) -> Result<Option<Operation<'a>>, Refused> {
        if self.action.is_done() {
            self.finish()?;
            return Ok(None);
        }
        if self.read == limit::OPERATIONS_A_CHANGE {
            return Err(Refused::TooLarge("it has too many operations"));
        }
        let counter = self.first + self.read;
        if counter >= limit::OPERATION_COUNTER {
            return Err(Refused::TooLarge("its operation counters are too great"));
        }
        self.read += 1;
        let text = self.object(counter)?;
        let (key, element) = (self.key_string.next()?, self.element(counter)?);
        let (insert, kind) = (self.insert.next()?, self.action.next()?);
        let value = self.scalar()?;
        let preds = self.preds(counter)?;
        let action = match (text, key, element) {
            (None, Some(key), None) => at_root(key, insert, kind, value, &preds)?,
            (Some(text), None, Some(element)) => in_text(text, &element, insert, kind, value, &preds)?,
            _ => return Err(Refused::Malformed("an operation's place is neither a field nor a character")),
        };
        let counter = u32::try_from(counter).expect("the limit of counters fits 32 bits");
        Ok(Some(Operation { counter, action, preds }))
    }

    fn object(&mut self, counter: u64) -> Result<Option<OperationId>, Refused> {
        match (self.object_actor.next()?, self.object_counter.next()?) {
            (None, None) => Ok(None),
            (Some(actor), Some(object)) => self.id(actor, object, counter).map(Some),
            _ => Err(Refused::Malformed("an operation's object is half there")),
        }
    }

    fn element(&mut self, counter: u64) -> Result<Option<Element>, Refused> {
        match (self.key_actor.next()?, self.key_counter.next()?) {
            (None, None) => Ok(None),
            (None, Some(0)) => Ok(Some(Element::Head)),
            (Some(actor), Some(element)) => Ok(Some(Element::Character(self.id(actor, element, counter)?))),
            _ => Err(Refused::Malformed("an operation's key is half there")),
        }
    }

    fn preds(&mut self, counter: u64) -> Result<Vec<OperationId>, Refused> {
        let count = self.pred_count.next()?.ok_or(Refused::Malformed("an operation's predecessors are not counted"))?;
        self.preds_read = self.preds_read.saturating_add(count);
        if self.preds_read > limit::OPERATIONS_A_CHANGE {
            return Err(Refused::TooLarge("it has too many predecessors"));
        }
        let mut preds: Vec<OperationId> = Vec::new();
        for _ in 0..count {
            let (Some(actor), Some(pred)) = (self.pred_actor.next()?, self.pred_counter.next()?) else {
                return Err(Refused::Malformed("a predecessor is half there"));
            };
            let pred = self.id(actor, pred, counter)?;
            if preds.last().is_some_and(|last| self.rank(*last) >= self.rank(pred)) {
                return Err(Refused::Malformed("an operation's predecessors are out of order"));
            }
            preds.push(pred);
        }
        Ok(preds)
    }

    /// Where an operation stands in automerge's order: by counter, then by the bytes of its actor.
    fn rank(&self, id: OperationId) -> (u32, usize) {
        let actor = usize::from(id.actor);
        (id.counter, if actor == 0 { 2 * self.own_rank } else { 2 * actor - 1 })
    }

    /// An operation that the one at `counter` refers to: known actors only, and only what came before.
    fn id(&self, actor: u64, counter: u64, before: u64) -> Result<OperationId, Refused> {
        if counter == 0 || counter >= before || (counter >= self.first && actor != 0) {
            return Err(Refused::Malformed("an operation refers to one that can't have been before it"));
        }
        let known = u16::try_from(actor).ok().filter(|actor| usize::from(*actor) < self.actors);
        match (known, u32::try_from(counter)) {
            (Some(actor), Ok(counter)) => Ok(OperationId { counter, actor }),
            _ => Err(Refused::Malformed("an operation refers to an actor that the change does not name")),
        }
    }

    fn scalar(&mut self) -> Result<Scalar<'a>, Refused> {
        let kind = self.value_kind.next()?.ok_or(Refused::Malformed("a value has no kind"))?;
        let length = usize::try_from(kind >> 4).unwrap_or(usize::MAX);
        if length > limit::VALUE_BYTES {
            return Err(Refused::TooLarge("a value has too many bytes"));
        }
        Scalar::read(kind & 0x0f, Reader(self.value.take(length)?))
    }

    fn finish(&self) -> Result<(), Refused> {
        let runs = [&self.object_actor, &self.object_counter, &self.key_actor, &self.action, &self.value_kind];
        runs.into_iter().chain([&self.pred_count, &self.pred_actor]).try_for_each(Runs::finish)?;
        self.key_counter.finish()?;
        self.key_string.finish()?;
        self.insert.finish()?;
        self.pred_counter.finish()?;
        if self.value.is_empty() { Ok(()) } else { Err(Refused::Malformed("bytes follow its last value")) }
    }
}
