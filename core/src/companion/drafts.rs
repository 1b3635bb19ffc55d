//! What was typed and not yet saved: kept on this device through crashes and restarts, never synced, out of backups.

use super::Companion;
use crate::{
    error::{Invalid, Result},
    model::view::Draft,
};

/// The longest draft, in bytes: more than any form holds.
const DRAFT_BYTES: usize = 1 << 20;

impl Companion {
    /// The draft under a key, such as `log:<place>`.
    pub fn draft(&self, key: &str) -> Result<Option<Draft>> {
        self.store.read(|session| session.draft(key))
    }

    /// Keeps a draft in place of the one before. On the disk when this returns.
    ///
    /// # Errors
    /// [`crate::Error::Invalid`] if it is longer than a megabyte.
    pub fn keep_draft(&self, key: &str, body: &str) -> Result<()> {
        if body.len() > DRAFT_BYTES {
            return Err(Invalid::new("body", "a draft holds a megabyte; save it in parts").into());
        }
        let at = self.environment.now();
        self.store.write(|session| session.keep_draft(key, body, at))
    }

    /// Lets a draft go; nothing if there is none.
    pub fn drop_draft(&self, key: &str) -> Result<()> {
        self.store.write(|session| session.drop_draft(key))
    }

    /// All drafts, the latest first.
    pub fn drafts(&self) -> Result<Vec<Draft>> {
        self.store.read(|session| session.drafts())
    }
}
