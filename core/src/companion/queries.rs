//! What screens ask. Plain data, from rows alone.

use super::Companion;
use crate::{
    error::{Error, Result},
    model::{RecordId, view::Entry},
};

impl Companion {
    /// A record by id, removed ones too.
    ///
    /// # Errors
    /// [`Error::NotFound`] if it isn't here, was erased, or can't be shown by this version.
    pub fn get(&self, id: RecordId) -> Result<Entry> {
        let found = self.store.read(|session| session.read_record(id))?;
        found.map(|(record, removed)| Entry { id, removed, record }).ok_or_else(|| Error::no_record(id))
    }
}
