//! What the queries answer: plain data for screens, a file a family. Instants, numbers and words, never sentences.

mod asks;
mod book;
mod brief;
mod channels;
mod contact;
mod directory;
mod entry;
mod events;
mod found;
mod gifts;
mod history;
mod insight;
mod introductions;
mod library;
mod partners;
mod plan;
mod playbook;
mod privacy;
mod promise;
mod referral;
mod sectors;
mod serving;
mod stock;
mod suggest;
mod today;
mod wording;

pub use asks::{AskLine, AskState, ComposedAsk, SaidNo, Seeks, Vague};
pub use book::{Checked, Draft, SampleAdded, SyncStatus};
pub use brief::{Brief, BriefPerson, BriefQuestion, BriefWarning, Brought, OpenPromise};
pub use channels::{
    ChannelCell, Coverage, DatedFact, Followed, OfficeCoverage, Profile, ReachedBy, StaffChip, StaffPart,
};
pub use contact::{Affiliation, ContactPage, Duplicate, Merged};
pub use directory::{Directory, DirectoryEntry, HandOff, MatchedBy, NeedMatch, OpenNeed};
pub use entry::{Entry, Named, Paged};
pub use events::{Announced, EventLine, Events};
pub use found::{Found, Moment};
pub use gifts::{
    AboutNote, Delivery, DeliveryList, DeliveryReason, GiftCard, GiftReason, GiftSuggestion, Occasion, Season,
};
pub use history::{BookRevision, By, Conflict, FieldRevision, Revision, Rival, Shown, Undone};
pub use insight::{Insight, Period};
pub use introductions::{AskedFor, Introduced, Introductions, Prospect, ReceivedIntroduction, WarmPath, WarmPaths};
pub use library::{
    GiftLedger, GiftTotal, GiveReason, GiveSuggestion, GivenLine, LibraryItem, Origin, Reached, ThreeGives, ValueLedger,
};
pub use partners::{ContactFilter, ContactLine};
pub use plan::{DayPlan, DayStop};
pub use playbook::{
    AdherenceCounts, AdherenceLine, Engage, EngageLink, Engagement, Enrolled, Outreach, PlaybookLine, Standing,
    StepAfter, StepLine,
};
pub use privacy::{Identifier, PrivacyWarning};
pub use promise::{PromiseFilter, PromiseLine};
pub use referral::{Chase, ChaseReason, ReferralFilter, ReferralLine};
pub use sectors::{SectorGaps, SectorStanding};
pub use serving::{Benefit, SeenBy, Served, StaleField};
pub use stock::{LeftBehind, PackLine, PackPromise, PackReason, PackingList, StockLine};
pub use suggest::{DoubledVisit, LeftSuggestion, LogSuggestions, MetSuggestion, PlaceReason, PlaceSuggestion};
pub use today::{
    Completion, ContactDue, Line, PlannedDue, PromiseDue, ReferralDue, Reminder, StepDue, StockDue, Today, Why,
    WidgetSnapshot,
};
pub use wording::{
    Card, CardLine, Coaching, Cue, Displayed, DraftLink, DraftWay, Label, Place, RehearsalCard, SpotlightTurn,
    Spotlights, ThanksDue, Unlearned, Wording,
};
