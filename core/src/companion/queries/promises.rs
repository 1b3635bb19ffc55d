//! The list of promises: what is open, what was kept, what was let go.

use super::{
    Companion,
    cursor::{self, Cursor},
};
use crate::{
    error::Result,
    model::{
        Record,
        view::{Entry, Paged, PromiseFilter, PromiseLine},
    },
};

/// The most lines of a page.
const PAGE: u32 = 200;

impl Companion {
    /// A page of the promises that a filter lets through: open ones by their day, those without one last; others the last made
    /// first. `after` is the `next` of the page before; a page holds 200 at most.
    ///
    /// # Errors
    /// [`crate::Error::Invalid`] if `after` was never given out.
    pub fn promises(&self, filter: &PromiseFilter, after: Option<&str>, limit: u32) -> Result<Paged<PromiseLine>> {
        let after = after.map(|after| Cursor::read(after)?.into_number()).transpose()?;
        let limit = limit.clamp(1, PAGE);
        self.store.read(|session| {
            let mut found = session.promises(filter, after, limit.saturating_add(1))?;
            let next = cursor::cut(&mut found, limit, |(due, entry)| Cursor::of(due.to_string(), entry.id));
            let line = |(_, entry): (i64, Entry)| {
                let to = if let Record::Promise(promise) = &entry.record { promise.to } else { None };
                let to = to.map(|to| session.named(to)).transpose()?.flatten();
                Ok(PromiseLine { entry, to })
            };
            Ok(Paged { items: found.into_iter().map(line).collect::<Result<_>>()?, next })
        })
    }
}
