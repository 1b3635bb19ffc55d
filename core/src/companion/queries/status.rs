//! How the sync stands.

use super::Companion;
use crate::{error::Result, model::view::SyncStatus};

impl Companion {
    /// How the sync stands, as far as this device knows. Asks no server.
    pub fn sync_status(&self) -> Result<SyncStatus> {
        let server = self.identity().server.map(|server| server.url);
        self.store.read(|session| {
            let standing = session.standing()?;
            let (unsent, refused) = session.unsent_count()?;
            Ok(SyncStatus {
                bootstrapping: server.is_some() && standing.epoch.is_none() && !standing.needs_repair,
                server,
                unsent,
                refused,
                aside: session.aside_count()?,
                synced_at: standing.synced_at,
            })
        })
    }
}
