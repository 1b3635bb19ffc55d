//! Edits written into a loaded record as one change.

use automerge::{
    Automerge, AutomergeError, ObjId, ObjType, ROOT, ReadDoc,
    transaction::{CommitOptions, Transactable, Transaction},
};
use rapport_protocol::limit;

use crate::{DocumentError, Edit, Value, scalar};

/// Whether a record takes such an edit at all.
pub(crate) fn check_edit(edit: &Edit) -> Result<(), DocumentError> {
    match edit.key().len() {
        0 => return Err(DocumentError::NotAllowed("a field needs a name")),
        length if length > limit::KEY_BYTES => return Err(DocumentError::TooLarge("a field's name is too long")),
        _ => {}
    }
    match edit {
        Edit::Put { value, .. } | Edit::Settle { value, .. } => check_value(value),
        Edit::Increment { by, .. } => check_count(*by),
        Edit::Delete { .. } => Ok(()),
    }
}

fn check_value(value: &Value) -> Result<(), DocumentError> {
    match value {
        Value::Text(text) if text.len() > limit::VALUE_BYTES => Err(DocumentError::TooLarge("a text is too long")),
        Value::Bytes(bytes) if bytes.len() > limit::VALUE_BYTES => Err(DocumentError::TooLarge("a value is too long")),
        Value::Prose(text) if text.chars().count() as u64 >= limit::OPERATIONS_A_CHANGE => {
            Err(DocumentError::TooLarge("a text is too long"))
        }
        Value::Float(number) if !number.is_finite() => Err(DocumentError::NotAllowed("a number must be finite")),
        Value::Counter(count) => check_count(*count),
        Value::Unknown(_) => Err(DocumentError::NotAllowed("a value of an unknown kind is shown, but never written")),
        _ => Ok(()),
    }
}

fn check_count(count: i64) -> Result<(), DocumentError> {
    let within = count.unsigned_abs() <= limit::COUNT;
    if within { Ok(()) } else { Err(DocumentError::TooLarge("a count is too far from zero")) }
}

/// Writes the edits as one change and returns its bytes; nothing, and nothing written, if nothing changes.
pub(crate) fn commit(automerge: &mut Automerge, time_s: i64, edits: &[Edit]) -> Result<Option<Vec<u8>>, DocumentError> {
    let mut transaction = automerge.transaction();
    for edit in edits {
        if let Err(error) = write(&mut transaction, edit) {
            transaction.rollback();
            return Err(match error {
                AutomergeError::MissingCounter => DocumentError::NotAllowed("only a counter can be incremented"),
                _ => DocumentError::Unreadable("automerge refused an edit"),
            });
        }
    }
    match transaction.pending_ops() as u64 {
        0 => {
            transaction.rollback();
            return Ok(None);
        }
        operations if operations > limit::OPERATIONS_A_CHANGE => {
            transaction.rollback();
            return Err(DocumentError::TooLarge("this edit is too long"));
        }
        _ => {}
    }
    transaction.commit_with(CommitOptions::default().with_time(time_s));
    Ok(automerge.get_last_local_change().map(|change| change.raw_bytes().to_vec()))
}

fn write(transaction: &mut Transaction<'_>, edit: &Edit) -> Result<(), AutomergeError> {
    match edit {
        Edit::Put { key, value: Value::Prose(text) } => match transaction.get(ROOT, key)? {
            Some((automerge::Value::Object(ObjType::Text), prose)) => rewrite(transaction, &prose, text),
            _ => make_prose(transaction, key, text),
        },
        Edit::Settle { key, value: Value::Prose(text) } => make_prose(transaction, key, text),
        Edit::Put { key, value } => {
            let held = transaction.get_all(ROOT, key)?;
            let sole = !held.is_empty()
                && held.into_iter().all(|(held, _)| scalar::read(held, || None).is_some_and(|held| held == *value));
            if sole { Ok(()) } else { put(transaction, key, value) }
        }
        Edit::Settle { key, value } => put(transaction, key, value),
        Edit::Delete { key } if transaction.get(ROOT, key)?.is_none() => Ok(()),
        Edit::Delete { key } => transaction.delete(ROOT, key),
        Edit::Increment { key, by } => transaction.increment(ROOT, key, *by),
    }
}

fn put(transaction: &mut Transaction<'_>, key: &str, value: &Value) -> Result<(), AutomergeError> {
    let scalar = scalar::write(value).expect("prose is written elsewhere, and the unknown was refused");
    if matches!(value, Value::Counter(_)) && transaction.get(ROOT, key)?.is_some() {
        // automerge compares with what the counter began with, not with what it has come to.
        transaction.delete(ROOT, key)?;
    }
    transaction.put(ROOT, key, scalar)
}

fn rewrite(transaction: &mut Transaction<'_>, prose: &ObjId, text: &str) -> Result<(), AutomergeError> {
    if transaction.text(prose)? == text { Ok(()) } else { transaction.update_text(prose, text) }
}

fn make_prose(transaction: &mut Transaction<'_>, key: &str, text: &str) -> Result<(), AutomergeError> {
    let prose = transaction.put_object(ROOT, key, ObjType::Text)?;
    transaction.splice_text(&prose, 0, 0, text)
}
