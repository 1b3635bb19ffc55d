//! The gate before automerge, and the flat documents behind it.
//!
//! The only room that names automerge; it knows no contact and no visit. Bytes from outside go through [`check`] (or
//! [`check_all`] for a pack) and become [`CheckedChange`]s; a [`Document`] merges those into what a record says now, its
//! [`Fields`], and turns [`Edit`]s into further changes. A record's first change, which is most of a book, is made by
//! [`create()`] and read by [`fields_of_first`] without loading anything.

mod actor;
mod ancestry;
mod create;
mod document;
mod edit;
mod fields;
mod first;
mod gate;
mod history;
mod lineage;
mod remake;
mod scalar;
mod value;

pub use actor::{Actor, MalformedActor};
pub use create::create;
pub use document::{Document, DocumentError};
pub use fields::{Field, Fields, Rival};
pub use first::fields_of_first;
pub use gate::{CheckedChange, Envelope, Refused, check, check_all, chunk_id, envelope, split};
pub use history::{FieldEdit, Revision};
pub use remake::remake;
pub use value::{Edit, Value};
