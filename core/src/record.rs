//! A model read from a document, and a command written to one. Joins `model` to `document`; knows no row.
//!
//! Each field of the model is a key at the root of the record's document, or a family of keys where several devices may
//! add at once: `met:<contact>`, `at:<place>:<role>`, `step:<id>:<field>`. [`fields`] lists them, [`shape`] says what
//! each may hold, and [`diff`] turns an edited model into the fewest edits, so that a command writes only what it changes.

mod bounds;
mod fields;
mod part;
mod scalar;
mod shape;

use std::collections::BTreeMap;

use rapport_document::{Edit, Fields, Value};

pub use bounds::{check, check_day};
pub use fields::families;
pub use shape::{Family, Shape, parse};

use crate::model::{Kind, Record};

/// The key under which a document says which kind of record it is.
pub const KIND: &str = "record";
/// The key that says that a record was removed; it can be restored.
pub const REMOVED: &str = "removed";

/// The flat form of a record: what each key holds.
pub type Flat = BTreeMap<String, Value>;

/// A kind of record: how it is read from a document's fields and written to them.
pub trait Recorded: Sized + Clone + Default + Into<Record> {
    /// Which of the eight.
    const KIND: Kind;
    /// Reads the record. What is not understood is left where it is.
    fn read(fields: &Fields) -> Self;
    /// Writes the record; what is empty is left out.
    fn write(&self) -> Flat;
}

/// Which kind of record a document is, if it says.
#[must_use]
pub fn kind(fields: &Fields) -> Option<Kind> {
    match fields.get(KIND)? {
        Value::Text(word) => Some(Kind::from(word.as_str())),
        _ => None,
    }
}

/// Whether the record was removed.
#[must_use]
pub fn is_removed(fields: &Fields) -> bool {
    fields.get(REMOVED) == Some(&Value::Bool(true))
}

/// Reads a record of any of the eight kinds; nothing for one that this version doesn't know.
#[must_use]
pub fn read(fields: &Fields) -> Option<Record> {
    fields::read_kind(&kind(fields)?, fields)
}

/// The edits of a record's first change.
#[must_use]
pub fn create(record: &Record) -> Vec<Edit> {
    let kind = Edit::Put { key: KIND.to_owned(), value: Value::Text(record.kind().as_str().to_owned()) };
    std::iter::once(kind)
        .chain(fields::write(record).into_iter().map(|(key, value)| Edit::Put { key, value }))
        .collect()
}

/// The fewest edits that make of `old` what `new` is. Fields that the model doesn't know are not touched.
#[must_use]
pub fn diff(old: &Flat, new: &Flat) -> Vec<Edit> {
    let gone = old.keys().filter(|key| !new.contains_key(*key)).map(|key| Edit::Delete { key: key.clone() });
    let written = new.iter().filter(|(key, value)| old.get(*key) != Some(value)).map(|(key, value)| {
        match (old.get(key), value) {
            // Additions to a count are kept apart from each other, so that two devices' additions sum up.
            (Some(Value::Counter(was)), Value::Counter(is)) => Edit::Increment { key: key.clone(), by: is - was },
            _ => Edit::Put { key: key.clone(), value: value.clone() },
        }
    });
    gone.chain(written).collect()
}
