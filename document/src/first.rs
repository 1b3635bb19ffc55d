//! What a record's first change says, read without automerge: most records of a book never have another.

use std::collections::{BTreeMap, btree_map::Entry};

use crate::{
    CheckedChange, Field, Fields, Value,
    gate::{Action, OperationId},
};

/// What a record says that consists of this change alone: the same as loading it would tell.
///
/// Nothing if the change builds on others, or is one that [`crate::create()`] would not make: load it then.
#[must_use]
pub fn fields_of_first(change: &CheckedChange) -> Option<Fields> {
    if !change.deps().is_empty() || change.turn() != 1 {
        return None;
    }
    let first = usize::try_from(change.first_counter()).ok()?;
    let mut slots: Vec<Slot<'_>> = Vec::new();
    for operation in change.read_operations() {
        let slot = read(&mut slots, first, operation.action, &operation.preds)?;
        slots.push(slot);
    }
    let mut fields = BTreeMap::new();
    for slot in &slots {
        let (key, value) = match slot {
            Slot::Value { key, value: Some(value) } => (*key, value.clone()),
            Slot::Text { key, next, there: true } => (*key, Value::Prose(collect(&slots, *next))),
            _ => continue,
        };
        match fields.entry(key.to_owned()) {
            Entry::Vacant(entry) => _ = entry.insert(Field { value, rivals: Vec::new() }),
            Entry::Occupied(_) => return None,
        }
    }
    Some(Fields(fields))
}

/// What an operation left behind. The characters of a text are a chain that begins at the text.
enum Slot<'a> {
    Value { key: &'a str, value: Option<Value> },
    Text { key: &'a str, there: bool, next: Option<usize> },
    Character { text: usize, character: Option<char>, next: Option<usize> },
    Nothing,
}

/// Follows one operation; nothing if it refers to what is not there, or is of another kind.
fn read<'a>(slots: &mut [Slot<'a>], first: usize, action: Action<'a>, preds: &[OperationId]) -> Option<Slot<'a>> {
    let place =
        |id: OperationId| if id.actor == 0 { usize::try_from(id.counter).ok()?.checked_sub(first) } else { None };
    match action {
        Action::Insert { text, after, .. } if after == Some(text) => None,
        Action::Insert { text, after, character } => {
            let (text, after) = (place(text)?, place(after.unwrap_or(text))?);
            let own = slots.len();
            let next = match slots.get_mut(after)? {
                Slot::Text { next, .. } if after == text => next,
                Slot::Character { text: of, next, .. } if *of == text => next,
                _ => return None,
            };
            // Of two characters after the same one the later comes first, as in automerge.
            let next = next.replace(own);
            Some(Slot::Character { text, character: Some(character), next })
        }
        Action::Remove { text, character } => match slots.get_mut(place(character)?)? {
            Slot::Character { text: of, character, .. } if *of == place(text)? => {
                *character = None;
                Some(Slot::Nothing)
            }
            _ => None,
        },
        Action::Put { key, .. } | Action::MakeText { key } | Action::Delete { key } | Action::Increment { key, .. } => {
            for pred in preds {
                match (slots.get_mut(place(*pred)?)?, action) {
                    (Slot::Value { key: at, value: Some(Value::Counter(count)) }, Action::Increment { by, .. })
                        if *at == key =>
                    {
                        *count += by;
                    }
                    (_, Action::Increment { .. }) => return None,
                    (Slot::Value { key: at, value }, _) if *at == key => *value = None,
                    (Slot::Text { key: at, there, .. }, _) if *at == key => *there = false,
                    _ => return None,
                }
            }
            Some(match action {
                Action::Put { value, .. } => Slot::Value { key, value: Some(value.into()) },
                Action::MakeText { .. } => Slot::Text { key, there: true, next: None },
                _ => Slot::Nothing,
            })
        }
    }
}

fn collect(slots: &[Slot<'_>], first: Option<usize>) -> String {
    let mut text = String::new();
    let mut at = first;
    while let Some(Slot::Character { character, next, .. }) = at.and_then(|at| slots.get(at)) {
        text.extend(character);
        at = *next;
    }
    text
}
