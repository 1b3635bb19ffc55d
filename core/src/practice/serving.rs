//! How sources are served: what counts as an introduction, a quick answer, and a benefit that is no referral.

use super::library::INTRODUCTION;
use crate::model::{Referral, Touchpoint};

/// What the need of an ask begins with that asks for an introduction to somebody, whose name follows.
pub const INTRODUCTION_TO: &str = "introduction:";
/// What a note's topic begins with that tells what a partner is good for besides referrals.
pub const BENEFIT: &str = "benefit:";
/// The benefits that *Expand and nurture professional referrals* names; another word may stand there too.
pub const BENEFITS: &[&str] = &["shared_care", "network", "buying_group", "training", "co_branding"];
/// The roles in which somebody else already sees a new client. A spouse or a parent stays a role: their name would tell the
/// client's.
pub const ROLES: &[&str] = &[
    "doctor",
    "therapist",
    "teacher",
    "school_counsellor",
    "employer",
    "minister",
    "lawyer",
    "trainer",
    "parent",
    "spouse",
];
/// Of these, those who are never put into the book by name.
pub const UNNAMED_ROLES: &[&str] = &["parent", "spouse"];

const DAY_MS: i64 = 86_400_000;

/// Whether a touchpoint connected people.
#[must_use]
pub fn is_introduction(touchpoint: &Touchpoint) -> bool {
    touchpoint.left.get(INTRODUCTION).is_some_and(|count| *count > 0)
}

/// Whether a referral was answered within 24 hours of coming.
#[must_use]
pub fn was_answered_within_a_day(referral: &Referral) -> bool {
    referral.received.zip(referral.answered).is_some_and(|(came, answered)| answered.0.saturating_sub(came.0) <= DAY_MS)
}
