//! Which sectors a practice has touched, and which it has not.

use serde::{Deserialize, Serialize};

use crate::model::{Instant, Sector};

/// Every sector with how it stands: what the niche suggests and nobody has touched first.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SectorGaps {
    /// The niche that was asked for, else the practice's.
    pub niche: String,
    /// The starter pack that was found for it.
    pub pack: Option<String>,
    /// The sectors.
    pub sectors: Vec<SectorStanding>,
}

/// How one sector stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SectorStanding {
    /// Which.
    pub sector: Sector,
    /// The professions in it that already see the niche's clients, by their words; none: the pack does not name it.
    pub professions: Vec<String>,
    /// Contacts in it.
    pub contacts: u64,
    /// Of these, those whom one has ever reached.
    pub touched: u64,
    /// When one of them was last reached.
    pub last_touch: Option<Instant>,
}

impl SectorStanding {
    /// A sector of which nothing is known.
    #[must_use]
    pub const fn of(sector: Sector) -> Self {
        Self { sector, professions: Vec::new(), contacts: 0, touched: 0, last_touch: None }
    }
}
