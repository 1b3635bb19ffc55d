//! What the queries answer: plain data for screens, a file a family. Instants, numbers and words, never sentences.

mod book;
mod channels;
mod contact;
mod directory;
mod entry;
mod events;
mod found;
mod history;
mod introductions;
mod privacy;
mod sectors;
mod serving;
mod today;

pub use book::{Checked, Draft, SyncStatus};
pub use channels::{
    ChannelCell, Coverage, DatedFact, Followed, OfficeCoverage, Profile, ReachedBy, StaffChip, StaffPart,
};
pub use contact::{Affiliation, ContactPage, Duplicate};
pub use directory::{Directory, DirectoryEntry, HandOff, MatchedBy, NeedMatch, OpenNeed};
pub use entry::{Entry, Named, Paged};
pub use events::{Announced, EventLine, Events};
pub use found::{Found, Moment};
pub use history::{By, Conflict, FieldRevision, Revision, Rival, Shown, Undone};
pub use introductions::{AskedFor, Introduced, Introductions, Prospect, ReceivedIntroduction, WarmPath, WarmPaths};
pub use privacy::{Identifier, PrivacyWarning};
pub use sectors::{SectorGaps, SectorStanding};
pub use serving::{Benefit, SeenBy, Served, StaleField};
pub use today::{ContactDue, PlannedDue, PromiseDue, ReferralDue, Today};
