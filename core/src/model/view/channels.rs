//! How one reaches people, what one knows of them, and whom one knows at an office.

use serde::{Deserialize, Serialize};

use super::Named;
use crate::model::{ChannelState, Form, Instant, NoteKind, RecordId};

/// In how many of the desired ways a contact can be reached.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Coverage {
    /// Channels that are verified or preferred.
    pub verified: u64,
    /// Channels that one wants to have, less those that are not to be used.
    pub desired: u64,
    /// The kinds of which there is none.
    pub missing: Vec<String>,
    /// Each desired kind.
    pub cells: Vec<ChannelCell>,
}

/// One kind of channel of a contact.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ChannelCell {
    /// `phone`, `email`, `linkedin` …
    pub kind: String,
    /// The number or the address, if there is one.
    pub value: Option<String>,
    /// What is known of it.
    pub state: Option<ChannelState>,
}

/// One contact's row of the channels.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReachedBy {
    /// Who.
    pub who: Named,
    /// A person or a place.
    pub form: Form,
    /// How far they can be reached.
    #[serde(flatten)]
    pub coverage: Coverage,
}

/// What one knows of a contact: where they can be followed, what they like, what was learned and when.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Profile {
    /// Who.
    pub who: Named,
    /// Their pages.
    pub links: Vec<ChannelCell>,
    /// Where they can be followed, and whether one does; of a place, its people's too.
    pub social: Vec<Followed>,
    /// What they like, must not have, and what is known of them, the newest first.
    pub facts: Vec<DatedFact>,
}

/// Where somebody can be followed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Followed {
    /// Who.
    pub who: Named,
    /// Each place to follow them, with what is known of it: verified ones are followed.
    pub cells: Vec<ChannelCell>,
}

/// Something known of a contact since a day.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DatedFact {
    /// The note.
    pub id: RecordId,
    /// Which sort.
    pub kind: NoteKind,
    /// What it is about.
    pub topic: String,
    /// What it says.
    pub text: String,
    /// When it was noted.
    pub at: Instant,
}

/// Whom one knows at an office.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OfficeCoverage {
    /// The office.
    pub place: Named,
    /// The front desk, whoever routes referrals, the provider.
    pub chips: Vec<StaffChip>,
    /// Only a provider is known there: nobody who routes referrals.
    pub only_provider: bool,
}

/// One of the three whom one should know at an office.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct StaffChip {
    /// Which.
    pub part: StaffPart,
    /// Who they are.
    pub people: Vec<Named>,
    /// When one of them was last reached.
    pub last_touch: Option<Instant>,
    /// Whether that was within the last 90 days.
    pub fresh: bool,
}

/// Whom one should know at an office.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum StaffPart {
    /// Who opens the door.
    FrontDesk,
    /// Through whom referrals pass.
    Router,
    /// The physician, or whoever treats.
    Provider,
}
