//! What the queries answer: plain data for screens. Instants, numbers and words, never sentences.

use serde::{Deserialize, Serialize};

use super::{ChangeId, Day, DeviceNumber, Instant, Kind, Record, RecordId, Role};

/// A record with its id.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Entry {
    /// Its id.
    pub id: RecordId,
    /// Whether it was removed.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub removed: bool,
    /// What it says.
    #[serde(flatten)]
    pub record: Record,
}

/// A page of a list.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Paged<T> {
    /// What is on it.
    pub items: Vec<T>,
    /// To be given back for the next page; nothing: this is the last.
    pub next: Option<String>,
}

/// Somebody by name.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Named {
    /// Their id: the canonical one.
    pub id: RecordId,
    /// Their name.
    pub name: String,
}

/// What to do now, and why. Every line has a stable key: the record's id.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, Default)]
pub struct Today {
    /// The day it is, in the practice's zone.
    pub day: Day,
    /// Inbound referrals that nobody answered: the clock runs. Away or not.
    pub unanswered: Vec<ReferralDue>,
    /// Inbound referrals whose source was not thanked.
    pub thanks_owed: Vec<ReferralDue>,
    /// Promises that are due.
    pub promises: Vec<PromiseDue>,
    /// Touchpoints planned for today, or planned earlier and never logged.
    pub planned: Vec<PlannedDue>,
    /// People and places one is losing touch with, the most overdue first; seven at most.
    pub losing_touch: Vec<ContactDue>,
    /// How many more there are.
    pub losing_touch_more: u64,
}

/// A referral that waits.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ReferralDue {
    /// Which.
    pub id: RecordId,
    /// Its code.
    pub code: String,
    /// Who referred.
    pub from: Option<Named>,
    /// Since when.
    pub received: Option<Instant>,
}

/// A promise that is due.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct PromiseDue {
    /// Which.
    pub id: RecordId,
    /// What was promised.
    pub text: String,
    /// To whom.
    pub to: Option<Named>,
    /// Since when.
    pub due: Option<Day>,
    /// Who owes it.
    pub owes: super::Owes,
}

/// A planned touchpoint.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct PlannedDue {
    /// Which.
    pub id: RecordId,
    /// What kind.
    pub kind: super::TouchpointKind,
    /// When.
    pub at: Instant,
    /// Where.
    pub place: Option<Named>,
}

/// Somebody one is losing touch with.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ContactDue {
    /// Who.
    pub who: Named,
    /// Since when: the last qualifying touch and the interval.
    pub due: Day,
    /// The last qualifying touch.
    pub last_touch: Option<Instant>,
    /// The interval.
    pub interval_days: i64,
}

/// One line of a timeline.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Moment {
    /// When.
    pub at: Instant,
    /// The record.
    #[serde(flatten)]
    pub entry: Entry,
    /// The contacts that it names, so that no second query is needed.
    pub names: Vec<Named>,
}

/// Everything on a contact's page but the timeline.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ContactPage {
    /// The contact.
    #[serde(flatten)]
    pub entry: Entry,
    /// All ids that it is kept under, the canonical first.
    pub aliases: Vec<RecordId>,
    /// Where a person works.
    pub places: Vec<Affiliation>,
    /// Who works at a place.
    pub people: Vec<Affiliation>,
    /// The last qualifying touch.
    pub last_touch: Option<Instant>,
    /// When the next is due.
    pub due: Option<Day>,
    /// Its fields on which devices disagree.
    pub conflicts: Vec<Conflict>,
}

/// A person at a place.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Affiliation {
    /// The other side.
    pub who: Named,
    /// As what.
    pub roles: Vec<Role>,
}

/// What was found.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Found {
    /// People and places, the best first.
    pub contacts: Vec<Entry>,
    /// Touchpoints, newest first.
    pub touchpoints: Vec<Entry>,
    /// Notes, newest first.
    pub notes: Vec<Entry>,
    /// Referrals, newest first.
    pub referrals: Vec<Entry>,
}

/// Whose device made a change.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct By {
    /// The device.
    pub device: DeviceNumber,
    /// What its person calls it; empty if that is not known here.
    pub device_name: String,
    /// Whose it is.
    pub person: String,
}

/// One change of a record.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Revision {
    /// Its name.
    pub change: ChangeId,
    /// Whose device made it.
    pub by: By,
    /// When, by that device's clock.
    pub at: Instant,
    /// What it did.
    pub edits: Vec<FieldRevision>,
}

/// What a change did to one field. Values are as the document holds them.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct FieldRevision {
    /// Which field.
    pub field: String,
    /// What it held.
    pub before: Option<Shown>,
    /// What it holds since.
    pub after: Option<Shown>,
}

/// A field's value, as it is shown: a scalar by itself.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(untagged)]
#[allow(missing_docs, reason = "each is what it holds")]
pub enum Shown {
    YesNo(bool),
    Number(i64),
    Decimal(f64),
    At(Instant),
    Record(RecordId),
    Text(String),
}

/// A field on which devices disagree.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Conflict {
    /// Which record.
    pub id: RecordId,
    /// Its kind.
    pub kind: Kind,
    /// Which field.
    pub field: String,
    /// All values, the one that shows first.
    pub rivals: Vec<Rival>,
}

/// One of several values.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Rival {
    /// The change that wrote it: what `settle` is given.
    pub change: ChangeId,
    /// The value.
    pub value: Shown,
    /// Whose device wrote it.
    pub by: By,
    /// When, by that device's clock.
    pub at: Instant,
}

/// Two contacts that may be one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Duplicate {
    /// The older.
    pub one: Named,
    /// The newer.
    pub other: Named,
}

/// What undoing did.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Undone {
    /// The command that was undone.
    pub command: String,
    /// When it had been run.
    pub at: Instant,
    /// The fields that were put back: record and field.
    pub put_back: Vec<(RecordId, String)>,
    /// The fields that were left, since they changed again afterwards.
    pub left: Vec<(RecordId, String)>,
}

/// What was typed and not yet saved.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Draft {
    /// Under which it is kept.
    pub key: String,
    /// What was typed, in whatever form the screen keeps it.
    pub body: String,
    /// When it was kept.
    pub at: Instant,
}

/// What `check` found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Default)]
pub struct Checked {
    /// How many records were looked at.
    pub records: u64,
    /// How many changes.
    pub changes: u64,
    /// Records whose rows differ from what their changes say.
    pub differing: Vec<RecordId>,
    /// How many rows belong to no record.
    pub stray: u64,
    /// Records that are set aside, and why.
    pub aside: Vec<(RecordId, String)>,
    /// Whether the digest kept differs from one counted anew.
    pub digest_differs: bool,
}

impl Checked {
    /// Whether everything is as it must be. Records that are set aside are kept whole, and are no fault.
    #[must_use]
    pub fn is_sound(&self) -> bool {
        self.differing.is_empty() && self.stray == 0 && !self.digest_differs
    }
}

/// How the sync stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SyncStatus {
    /// The server, if paired.
    pub server: Option<String>,
    /// Changes and erasures that the server is not known to have.
    pub unsent: u64,
    /// Of these, changes that the server refused; they are kept.
    pub refused: u64,
    /// Records that this version can't show; they are kept and synced.
    pub aside: u64,
    /// When everything was last known to be in agreement.
    pub synced_at: Option<Instant>,
    /// Whether a first sync is under way.
    pub bootstrapping: bool,
}
