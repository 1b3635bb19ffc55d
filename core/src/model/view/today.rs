//! What to do now, and why.

use serde::{Deserialize, Serialize};

use super::Named;
use crate::model::{Day, Instant, Owes, RecordId, TouchpointKind};

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
    pub owes: Owes,
}

/// A planned touchpoint.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct PlannedDue {
    /// Which.
    pub id: RecordId,
    /// What kind.
    pub kind: TouchpointKind,
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
