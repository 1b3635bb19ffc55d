//! Referrals as they are listed, and whom to go after.

use serde::{Deserialize, Serialize};

use super::{Entry, Named};
use crate::model::{Direction, Instant, RecordId, ReferralStatus, SourceClass};

/// Which referrals; what is not said lets everything through.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct ReferralFilter {
    /// Which way they went.
    pub direction: Option<Direction>,
    /// How they stand.
    pub status: Option<ReferralStatus>,
    /// From which sort of source.
    pub class: Option<SourceClass>,
    /// Only those that wait for an answer.
    pub unanswered: bool,
    /// Only those whose source was not thanked.
    pub unthanked: bool,
}

/// One referral in a list.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ReferralLine {
    /// The referral.
    #[serde(flatten)]
    pub entry: Entry,
    /// Who referred, or to whom one did.
    pub with: Option<Named>,
}

/// Somebody to go after.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Chase {
    /// The referral.
    pub id: RecordId,
    /// Its code.
    pub code: String,
    /// Why.
    pub reason: ChaseReason,
    /// Who referred, or to whom one did.
    pub with: Option<Named>,
    /// Since when nothing was heard: the last step, or the last attempt.
    pub since: Instant,
    /// How often it was tried.
    pub attempts: u64,
}

/// Why somebody is to be gone after.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ChaseReason {
    /// Somebody was sent to a colleague, who said nothing.
    Colleague,
    /// A client was answered and made no appointment.
    Client,
    /// An appointment is over, and nobody said whether it was kept.
    Appointment,
}
