//! A record's first change, made without a document: a few microseconds instead of a hundred.

use std::borrow::Cow;

use automerge::{
    ActorId, Change, ExpandedChange, ScalarValue,
    legacy::{ElementId, Key, ObjectId, Op, OpId, OpType},
};

use crate::{Actor, CheckedChange, DocumentError, Edit, Value, check, document::guarded, edit, scalar};

/// Makes a record: its first change, at `time_s` seconds since 1970. The edits are taken in order, and only what they
/// come to is written; every text that the record will ever have must be among them.
pub fn create(actor: Actor, time_s: i64, edits: &[Edit]) -> Result<CheckedChange, DocumentError> {
    edits.iter().try_for_each(edit::check_edit)?;
    let values = sum_up(edits)?;
    if values.is_empty() {
        return Err(DocumentError::NotAllowed("a record needs a field"));
    }
    let actor_id = ActorId::from(actor.0);
    let mut operations = Vec::with_capacity(values.len());
    for (key, value) in values {
        write(&mut operations, &actor_id, key, &value);
    }
    let expanded = ExpandedChange {
        operations,
        actor_id,
        hash: None,
        seq: 1,
        start_op: std::num::NonZeroU64::MIN,
        time: time_s,
        message: None,
        deps: Vec::new(),
        extra_bytes: Vec::new(),
        author: None,
    };
    let change = guarded(|| Change::from(expanded))?;
    Ok(check(change.raw_bytes())?)
}

/// What the edits come to, each key where it first appeared.
fn sum_up(edits: &[Edit]) -> Result<Vec<(&str, Cow<'_, Value>)>, DocumentError> {
    let mut values: Vec<(&str, Cow<'_, Value>)> = Vec::with_capacity(edits.len());
    for edit in edits {
        let at = values.iter().position(|(key, _)| *key == edit.key());
        match (edit, at) {
            (Edit::Put { value, .. } | Edit::Settle { value, .. }, Some(at)) => values[at].1 = Cow::Borrowed(value),
            (Edit::Put { key, value } | Edit::Settle { key, value }, None) => values.push((key, Cow::Borrowed(value))),
            (Edit::Delete { .. }, Some(at)) => _ = values.remove(at),
            (Edit::Delete { .. }, None) => {}
            (Edit::Increment { by, .. }, at) => match at.map(|at| values[at].1.to_mut()) {
                Some(Value::Counter(count)) => *count += by,
                _ => return Err(DocumentError::NotAllowed("only a counter can be incremented")),
            },
        }
    }
    Ok(values)
}

fn write(operations: &mut Vec<Op>, actor: &ActorId, key: &str, value: &Value) {
    let at_root =
        |action| Op { action, obj: ObjectId::Root, key: Key::Map(key.into()), pred: Vec::new().into(), insert: false };
    let Value::Prose(text) = value else {
        let scalar = scalar::write(value).expect("the unknown was refused");
        operations.push(at_root(OpType::Put(scalar)));
        return;
    };
    operations.push(at_root(OpType::Make(automerge::ObjType::Text)));
    let prose = operations.len() as u64;
    let mut after = ElementId::Head;
    for character in text.chars() {
        operations.push(Op {
            action: OpType::Put(ScalarValue::from(character)),
            obj: ObjectId::Id(OpId::new(prose, actor)),
            key: Key::Seq(after),
            pred: Vec::new().into(),
            insert: true,
        });
        after = ElementId::Id(OpId::new(operations.len() as u64, actor));
    }
}
