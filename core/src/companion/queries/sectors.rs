//! Which sectors are untouched, and which professions already see the niche's clients.

use super::{Companion, practice};
use crate::{error::Result, model::view::SectorGaps, practice::sectors};

impl Companion {
    /// Every sector with its contacts and when one of them was last reached; what a niche's starter pack names and nobody has
    /// reached first. Without a niche, the practice's own.
    pub fn sector_gaps(&self, niche: Option<&str>) -> Result<SectorGaps> {
        self.store.read(|session| {
            let niche =
                niche.map_or_else(|| practice(session).map(|practice| practice.niche), |niche| Ok(niche.to_owned()))?;
            let reached = session.last_touches()?;
            let contacts = session.contact_facts()?;
            let sectored = contacts.into_iter().filter_map(|one| Some((one.sector?, reached.get(&one.id).copied())));
            Ok(sectors::gaps(&niche, sectored))
        })
    }
}
