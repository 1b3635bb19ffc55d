//! Taking back one change of a record, whoever made it and however long ago: as a new change.

use rapport_document::{Document, Edit, Value};
use rapport_protocol::ChangeId;

use super::remove;
use crate::{
    companion::{projecting::documents_error, writer::Writer},
    error::{Invalid, Result},
    model::RecordId,
    record::KIND,
};

/// Puts every field that still holds what a change left in it back to what it held before. A record's first change made it: that
/// one is taken back by removing it.
pub(super) fn take_back(writer: &mut Writer<'_, '_>, id: RecordId, change: ChangeId) -> Result<()> {
    let known = writer.known(id)?;
    let changes = writer.session.changes(known.key)?;
    let document = Document::load_chunks(changes.iter().map(|change| change.bytes.as_slice()))
        .map_err(|error| documents_error(id, error))?;
    let revisions = document.revisions().map_err(|error| documents_error(id, error))?;
    let Some(revision) = revisions.into_iter().find(|revision| revision.change == change) else {
        return Err(Invalid::new("change", "there is no such change of this record; look at its history again").into());
    };
    if revision.edits.iter().any(|edit| edit.key == KIND) {
        return remove(writer, id);
    }
    let fields = writer.fields(id)?;
    let mut edits = Vec::new();
    for edit in revision.edits {
        let (key, holds) = (edit.key, edit.after);
        if let (Some(Value::Counter(is)), was) = (&holds, &edit.before) {
            // What was added is taken away again, whatever others have added since.
            let was = if let Some(Value::Counter(was)) = was { *was } else { 0 };
            if matches!(fields.get(&key), Some(Value::Counter(_))) {
                edits.push(Edit::Increment { key, by: was - is });
            }
        } else if fields.get(&key) == holds.as_ref() {
            edits.push(match edit.before {
                Some(value) => Edit::Put { key, value },
                None => Edit::Delete { key },
            });
        }
    }
    if edits.is_empty() {
        let since = "everything that it changed was changed again since, and stays as it is";
        return Err(Invalid::new("change", since).into());
    }
    writer.edit(id, &edits)
}
