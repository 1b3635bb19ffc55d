//! What a world may meet. Each seed draws its own few, since a world with every hazard at once hides most of them.

use crate::chance::Chance;

/// One way in which things go wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Hazard {
    /// The server is restored from an old backup, and knows it: a new epoch.
    Restore,
    /// The server goes back to an old state without knowing it: a snapshot, a standby behind its primary.
    Rollback,
    /// A device's home is replaced by an old copy of it.
    OldHome,
    /// A copy of a device's home is used beside the original.
    Copy,
    /// A device loses everything and is paired anew.
    Wipe,
    /// A device is revoked, in the middle of whatever it does; some are paired anew.
    Revoke,
    /// Records are erased, notes redacted.
    Erase,
    /// A newer version writes kinds, fields and words that this one doesn't know.
    Newer,
    /// Somebody makes a change in another device's name.
    Forgery,
    /// The book is full for a while.
    Quota,
    /// The server packs records.
    Packing,
    /// Messages overtake each other; parts of a push are sent side by side.
    Late,
    /// Nodes die in the middle of a request, and others run between its steps.
    Crowd,
    /// Clocks are wrong by years and jump.
    Clocks,
    /// Several records have the same content.
    Same,
    /// Pages and parts are short.
    Short,
    /// A disk is full for a while, a device's or the server's.
    Full,
    /// A device dies in the middle of writing, and the disk has a part of what it wrote.
    Cut,
    /// The server is of a later version than the devices, or speaks none that they do.
    Versions,
}

impl Hazard {
    /// All of them.
    pub const ALL: [Self; 19] = [
        Self::Restore,
        Self::Rollback,
        Self::OldHome,
        Self::Copy,
        Self::Wipe,
        Self::Revoke,
        Self::Erase,
        Self::Newer,
        Self::Forgery,
        Self::Quota,
        Self::Packing,
        Self::Late,
        Self::Crowd,
        Self::Clocks,
        Self::Same,
        Self::Short,
        Self::Full,
        Self::Cut,
        Self::Versions,
    ];

    /// How many of the worlds meet it.
    const fn how_often(self) -> f64 {
        match self {
            // These break so much that what else happens is seldom seen beside them.
            Self::Rollback | Self::Copy | Self::Forgery => 0.25,
            Self::Restore | Self::OldHome | Self::Wipe => 0.35,
            _ => 0.5,
        }
    }

    /// Those that one world meets.
    pub(crate) fn draw(chance: &mut Chance) -> Vec<Self> {
        Self::ALL.into_iter().filter(|hazard| chance.happens(hazard.how_often())).collect()
    }
}
