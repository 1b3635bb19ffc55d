//! Taking back what was done here last: as new changes, so that it syncs like any other edit.
//!
//! A field is put back only if it still holds what the deed left in it and no other device has written it since: what
//! others did is never taken back. A record that was made is removed, and stays if another device has worked on it.

use std::collections::BTreeMap;

use rapport_document::{Document, Edit, Fields, Value};

use super::{Companion, projecting::documents_error, writer::Writer};
use crate::{
    error::{Error, Result},
    model::{RecordId, view::Undone},
    record::REMOVED,
    store::{Deed, Effect},
};

impl Companion {
    /// Takes back the newest command of this device that was not taken back yet; once more goes one further. Nothing if there is
    /// none. A command that changed nothing is taken back like any other, which puts nothing back: whoever meant it loses nothing
    /// that they did before. Erasing and redacting can't be undone, nor undoing itself: run the command again.
    pub fn undo(&self) -> Result<Option<Undone>> {
        self.undo_which(None)
    }

    /// Takes back one command of this device, by the number on its receipt, whatever was done since: what was changed again
    /// is left. Nothing if it was taken back already, or is so long ago that it is not kept.
    pub fn undo_of(&self, deed: i64) -> Result<Option<Undone>> {
        self.undo_which(Some(deed))
    }

    fn undo_which(&self, deed: Option<i64>) -> Result<Option<Undone>> {
        let mut undone = None;
        self.write("undo", |writer| {
            writer.undoable = false;
            let found = deed.map_or_else(|| writer.session.last_deed(), |deed| writer.session.deed(deed))?;
            if let Some((deed, effects)) = found {
                undone = Some(take_back(writer, deed, effects)?);
            }
            Ok(())
        })?;
        Ok(undone)
    }
}

fn take_back(writer: &mut Writer<'_, '_>, deed: Deed, effects: Vec<Effect>) -> Result<Undone> {
    let mut by_record: BTreeMap<RecordId, Vec<Effect>> = BTreeMap::new();
    for effect in effects {
        by_record.entry(effect.record).or_default().push(effect);
    }
    let mut undone = Undone { command: deed.name, at: deed.at, put_back: Vec::new(), left: Vec::new() };
    for (record, effects) in by_record {
        let fields = writer.fields(record)?;
        let theirs = written_by_others(writer, record, deed.upto)?;
        let mut edits = Vec::new();
        // The last first, so that a field that was written twice comes to what it held before both.
        for effect in effects.into_iter().rev() {
            let place = (record, effect.field.clone());
            match put_back(&fields, &theirs, &edits, effect)? {
                Some(edit) => {
                    edits.push(edit);
                    undone.put_back.push(place);
                }
                None => undone.left.push(place),
            }
        }
        writer.edit(record, &edits)?;
    }
    writer.session.deed_undone(deed.key)?;
    Ok(undone)
}

/// The edit that takes one effect back; nothing if the field is no longer what the deed made it.
fn put_back(fields: &Fields, theirs: &[String], earlier: &[Edit], effect: Effect) -> Result<Option<Edit>> {
    let (key, before, after) = (effect.field, value(effect.before)?, value(effect.after)?);
    if let Some(Value::Counter(is)) = after {
        // What was added is taken away again, whatever others have added since.
        let was = if let Some(Value::Counter(was)) = before { was } else { 0 };
        return Ok(matches!(fields.get(&key), Some(Value::Counter(_))).then(|| Edit::Increment { key, by: was - is }));
    }
    let made = key == REMOVED && before == Some(Value::Bool(true));
    if theirs.contains(&key) || (made && !theirs.is_empty()) {
        return Ok(None);
    }
    let holds = match earlier.iter().rev().find(|edit| edit.key() == key) {
        Some(Edit::Put { value, .. }) => Some(value),
        Some(_) => None,
        None => fields.get(&key),
    };
    if holds != after.as_ref() {
        return Ok(None);
    }
    Ok(Some(match before {
        Some(value) => Edit::Put { key, value },
        None => Edit::Delete { key },
    }))
}

/// The fields of a record that other devices wrote after a change was stored here: made later, or elsewhere meanwhile.
fn written_by_others(writer: &Writer<'_, '_>, id: RecordId, upto: i64) -> Result<Vec<String>> {
    let known = writer.known(id)?;
    let changes = writer.session.changes(known.key)?;
    let before = writer.session.changes_upto(known.key, upto)?;
    if changes.len() <= before {
        return Ok(Vec::new());
    }
    let since: Vec<_> = changes[before..].iter().map(|change| change.id).collect();
    let document = Document::load_chunks(changes.iter().map(|change| change.bytes.as_slice()))
        .map_err(|error| documents_error(id, error))?;
    let revisions = document.revisions().map_err(|error| documents_error(id, error))?;
    let others = |revision: &&rapport_document::Revision| {
        since.contains(&revision.change) && revision.actor.device() != writer.actor().device()
    };
    Ok(revisions.iter().filter(others).flat_map(|revision| &revision.edits).map(|edit| edit.key.clone()).collect())
}

fn value(json: Option<String>) -> Result<Option<Value>> {
    json.map(|json| serde_json::from_str(&json).map_err(|error| Error::internal("reading what was done", error)))
        .transpose()
}
