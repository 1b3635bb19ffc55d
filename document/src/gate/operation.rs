//! One operation of a change, held to the flat shape: scalars and texts at the root, characters in the texts, and
//! nothing else.

use rapport_protocol::limit;

use super::{Refused, read::Reader};

/// The name of an operation: its counter, and its actor as a place in the change's table, where 0 is the change's own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct OperationId {
    pub(crate) counter: u32,
    pub(crate) actor: u16,
}

/// One operation.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Operation<'a> {
    /// Its name; the actor is the change's own.
    pub(crate) counter: u32,
    /// What it does.
    pub(crate) action: Action<'a>,
    /// The operations that it supersedes, deletes or adds to, in automerge's order.
    pub(crate) preds: Vec<OperationId>,
}

/// What an operation does.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum Action<'a> {
    /// Puts a value at the root.
    Put { key: &'a str, value: Scalar<'a> },
    /// Puts an empty text at the root.
    MakeText { key: &'a str },
    /// Takes what is at a key away.
    Delete { key: &'a str },
    /// Adds to the counter at a key.
    Increment { key: &'a str, by: i64 },
    /// Inserts a character into a text, after another one or at the start.
    Insert { text: OperationId, after: Option<OperationId>, character: char },
    /// Takes a character out of a text.
    Remove { text: OperationId, character: OperationId },
}

impl Operation<'_> {
    /// Every operation that it refers to.
    pub(crate) fn references(&self) -> impl Iterator<Item = OperationId> {
        let in_text = match self.action {
            Action::Insert { text, after, .. } => [Some(text), after],
            Action::Remove { text, character } => [Some(text), Some(character)],
            _ => [None, None],
        };
        in_text.into_iter().flatten().chain(self.preds.iter().copied())
    }
}

/// The key of an operation on a text.
pub(super) enum Element {
    Head,
    Character(OperationId),
}

/// A value as it is written, of any kind that automerge's writers use.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum Scalar<'a> {
    Null,
    Bool(bool),
    Uint(u64),
    Int(i64),
    Float(f64),
    Text(&'a str),
    Bytes(&'a [u8]),
    Counter(i64),
    Instant(i64),
}

impl<'a> Scalar<'a> {
    pub(super) fn read(kind: u64, mut bytes: Reader<'a>) -> Result<Self, Refused> {
        let scalar = match kind {
            0 => Self::Null,
            1 => Self::Bool(false),
            2 => Self::Bool(true),
            3 => Self::Uint(bytes.unsigned()?),
            4 => Self::Int(bytes.signed()?),
            5 => Self::Float(finite(f64::from_le_bytes(bytes.array()?))?),
            6 => {
                let text = std::str::from_utf8(bytes.take_rest());
                Self::Text(text.map_err(|_| Refused::Malformed("a text is not UTF-8"))?)
            }
            7 => Self::Bytes(bytes.take_rest()),
            8 => Self::Counter(count(bytes.signed()?)?),
            9 => Self::Instant(bytes.signed()?),
            _ => return Err(Refused::Malformed("a value is of an unknown kind")),
        };
        if bytes.is_empty() { Ok(scalar) } else { Err(Refused::Malformed("a value is longer than its kind")) }
    }
}

fn finite(number: f64) -> Result<f64, Refused> {
    if number.is_finite() { Ok(number) } else { Err(Refused::Malformed("a number is not finite")) }
}

fn count(number: i64) -> Result<i64, Refused> {
    let within = number.unsigned_abs() <= limit::COUNT;
    if within { Ok(number) } else { Err(Refused::TooLarge("a count is too far from zero")) }
}

/// An operation on a field.
pub(super) fn at_root<'a>(
    key: &'a str,
    insert: bool,
    kind: Option<u64>,
    value: Scalar<'a>,
    preds: &[OperationId],
) -> Result<Action<'a>, Refused> {
    if key.is_empty() {
        return Err(Refused::Malformed("a key is empty"));
    }
    if key.len() > limit::KEY_BYTES {
        return Err(Refused::TooLarge("a key has too many bytes"));
    }
    match (kind, value) {
        _ if insert => Err(Refused::Malformed("a field is not a list")),
        (Some(1), value) => Ok(Action::Put { key, value }),
        (Some(3), Scalar::Null) if !preds.is_empty() => Ok(Action::Delete { key }),
        (Some(4), Scalar::Null) => Ok(Action::MakeText { key }),
        (Some(5), Scalar::Int(by)) if !preds.is_empty() => Ok(Action::Increment { key, by: count(by)? }),
        (Some(0 | 2 | 6 | 7), _) => Err(Refused::Malformed("a record is flat: no map, list, table or mark in it")),
        _ => Err(Refused::Malformed("an operation on a field is of no known kind, or not whole")),
    }
}

/// An operation on a character.
pub(super) fn in_text<'a>(
    text: OperationId,
    element: &Element,
    insert: bool,
    kind: Option<u64>,
    value: Scalar<'a>,
    preds: &[OperationId],
) -> Result<Action<'a>, Refused> {
    match (insert, kind, value, element) {
        (true, Some(1), Scalar::Text(character), element) if preds.is_empty() => {
            let mut characters = character.chars();
            let (Some(character), None) = (characters.next(), characters.next()) else {
                return Err(Refused::Malformed("a text is written one character at a time"));
            };
            let after = if let Element::Character(id) = element { Some(*id) } else { None };
            Ok(Action::Insert { text, after, character })
        }
        (false, Some(3), Scalar::Null, Element::Character(id)) if preds == [*id] => {
            Ok(Action::Remove { text, character: *id })
        }
        _ => Err(Refused::Malformed("an operation on a text does not insert or remove a character")),
    }
}
