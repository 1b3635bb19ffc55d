//! How far an acquaintance has come, with the evidence for it. The user may pin a stage; what was computed is shown beside it.

use serde::{Deserialize, Serialize};

use crate::{
    model::{Instant, Stage, Stance},
    practice::{
        facts::{ContactFact, ReferralFact, Touch},
        same_visit::once,
    },
};

/// Days after which silence may be dormancy.
pub const DORMANT_DAYS: i64 = 180;
/// Further qualifying touches after the first meeting that make it more than one.
pub const NURTURING_TOUCHES: u64 = 2;
/// Inbound referrals in twelve months that make a champion of a partner.
pub const CHAMPION_REFERRALS: u64 = 4;
/// Or introductions that led to a meeting.
pub const CHAMPION_INTRODUCTIONS: u64 = 2;
/// A day.
pub const DAY_MS: i64 = 86_400_000;

/// What a stage is computed from.
#[derive(Debug, Clone, Copy)]
pub struct Known<'a> {
    /// Who.
    pub contact: &'a ContactFact,
    /// Whether a note tells something of them.
    pub told_of: bool,
    /// Whether they keep the gate: a place does, and everybody at it who is neither provider nor owner.
    pub keeps_the_gate: bool,
    /// Their touches.
    pub touches: &'a [Touch],
    /// The referrals from and to them.
    pub referrals: &'a [ReferralFact],
    /// How many whom they introduced were met.
    pub introductions: u64,
    /// The interval in days at which they are to be seen.
    pub interval_days: Option<i64>,
}

/// A stage and why.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Standing {
    /// The stage that holds: the pinned one, if there is.
    pub stage: Stage,
    /// What was computed.
    pub computed: Stage,
    /// Whether the user pinned it.
    pub pinned: bool,
    /// What it rests on.
    pub evidence: Evidence,
}

/// What a stage rests on.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Evidence {
    /// Whether somebody looked them up, or a note tells of them.
    pub researched: bool,
    /// The first touch that reached them.
    pub first_touch: Option<Instant>,
    /// The first in which they had their say.
    pub first_two_way: Option<Instant>,
    /// When they were met, in person or by video.
    pub first_met: Option<Instant>,
    /// Qualifying touches after that.
    pub further_touches: u64,
    /// The last qualifying touch.
    pub last_touch: Option<Instant>,
    /// Referrals from them.
    pub inbound: u64,
    /// Of these, in the last twelve months.
    pub inbound_in_a_year: u64,
    /// Referrals to them.
    pub outbound: u64,
    /// How many whom they introduced were met.
    pub introductions: u64,
}

/// The stage of a contact, now.
#[must_use]
pub fn standing(known: &Known<'_>, now: Instant) -> Standing {
    let evidence = evidence(known, now);
    let reached = reached(&evidence);
    let computed = if known.contact.stance == Some(Stance::Declined) {
        Stage::Declined
    } else if is_dormant(&reached, &evidence, known.interval_days, now) {
        Stage::Dormant
    } else {
        reached
    };
    let stage = known.contact.pinned.clone().unwrap_or_else(|| computed.clone());
    Standing { stage, computed, pinned: known.contact.pinned.is_some(), evidence }
}

fn evidence(known: &Known<'_>, now: Instant) -> Evidence {
    let mut evidence = Evidence {
        researched: known.told_of || known.contact.profiled,
        introductions: known.introductions,
        ..Evidence::default()
    };
    for touch in once(known.touches).into_iter().filter(|touch| touch.nature.reached()) {
        let nature = touch.nature;
        evidence.first_touch.get_or_insert(touch.at);
        if nature.is_two_way() {
            evidence.first_two_way.get_or_insert(touch.at);
        }
        if nature.qualifies_for(known.keeps_the_gate) {
            evidence.further_touches += u64::from(evidence.first_met.is_some());
            evidence.last_touch = Some(touch.at);
        }
        if nature.is_met(known.keeps_the_gate) {
            evidence.first_met.get_or_insert(touch.at);
        }
    }
    for referral in known.referrals {
        if referral.is_inbound() {
            evidence.inbound += 1;
            evidence.inbound_in_a_year += u64::from(now.0.saturating_sub(referral.received.0) <= 365 * DAY_MS);
        } else {
            evidence.outbound += 1;
        }
    }
    evidence
}

fn reached(evidence: &Evidence) -> Stage {
    let partner = evidence.inbound > 0 && evidence.outbound > 0;
    let champion = evidence.inbound_in_a_year >= CHAMPION_REFERRALS || evidence.introductions >= CHAMPION_INTRODUCTIONS;
    match evidence {
        _ if partner && champion => Stage::Champion,
        _ if partner => Stage::Partner,
        _ if evidence.inbound + evidence.outbound > 0 => Stage::FirstReferral,
        _ if evidence.further_touches >= NURTURING_TOUCHES => Stage::Nurturing,
        Evidence { first_met: Some(_), .. } => Stage::Met,
        Evidence { first_two_way: Some(_), .. } => Stage::Contacted,
        Evidence { first_touch: Some(_), .. } => Stage::Engaged,
        Evidence { researched: true, .. } => Stage::Researched,
        _ => Stage::Identified,
    }
}

fn is_dormant(reached: &Stage, evidence: &Evidence, interval_days: Option<i64>, now: Instant) -> bool {
    let known_well =
        matches!(reached, Stage::Met | Stage::Nurturing | Stage::FirstReferral | Stage::Partner | Stage::Champion);
    let silence = interval_days.map_or(DORMANT_DAYS, |days| days.saturating_mul(2).max(DORMANT_DAYS));
    let last = evidence.last_touch.map(|last| now.0.saturating_sub(last.0) / DAY_MS);
    known_well && last.is_some_and(|days| days > silence)
}

#[cfg(test)]
#[path = "stage/tests.rs"]
mod tests;
