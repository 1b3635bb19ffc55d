//! How far those come who are contacted: by the quarter of the first contact, how many touches it takes to a first referral,
//! and which sorts of source send those with whom the work begins.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::{
    model::{Instant, RecordId, SourceClass},
    practice::{
        facts::{ReferralFact, Touch},
        folklore::Number,
        same_visit::once,
        stage::DAY_MS,
        statistics::{Lasted, Share, over_by},
    },
};

/// Below so many contacts nothing is said.
pub const NEEDED: u64 = 8;

/// What came of one contact.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Course {
    /// Who.
    pub who: RecordId,
    /// The first touch that reached them.
    pub first_touch: Option<Instant>,
    /// Whether they were ever met.
    pub met: bool,
    /// Touches that reached them before their first referral, or until now.
    pub touches: i64,
    /// Their first referral to the practice.
    pub first_inbound: Option<Instant>,
    /// The first to them.
    pub first_outbound: Option<Instant>,
}

impl Course {
    /// From a contact's touches and the referrals from and to them.
    #[must_use]
    pub fn of(who: RecordId, keeps_the_gate: bool, touches: &[Touch], referrals: &[ReferralFact]) -> Self {
        let first = |inbound| {
            referrals.iter().filter(move |one| one.is_inbound() == inbound).map(|referral| referral.received).min()
        };
        let (first_inbound, first_outbound) = (first(true), first(false));
        let touches = once(touches);
        let reached = touches.iter().filter(|touch| touch.nature.reached());
        let before = reached.clone().filter(|touch| first_inbound.is_none_or(|referral| touch.at < referral)).count();
        Self {
            who,
            first_touch: reached.clone().map(|touch| touch.at).min(),
            met: reached.clone().any(|touch| touch.nature.is_met(keeps_the_gate)),
            touches: i64::try_from(before).unwrap_or(i64::MAX),
            first_inbound,
            first_outbound,
        }
    }

    fn is_partner(&self) -> bool {
        self.first_inbound.is_some() && self.first_outbound.is_some()
    }
}

/// Those who were first contacted in one quarter, and how far they have come by now.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Cohort {
    /// The year.
    pub year: i32,
    /// The quarter, from 1 to 4; nothing for all together.
    pub quarter: Option<u32>,
    /// How many.
    pub contacted: u64,
    /// How many were met.
    pub met: Share,
    /// How many referred somebody.
    pub referred: Share,
    /// How many became partners: referrals went both ways.
    pub partners: Share,
}

/// The cohorts, the latest first. Each contact stands in the quarter of its first touch, as `quarter_of` has it.
#[must_use]
pub fn cohorts(courses: &[Course], quarter_of: impl Fn(Instant) -> (i32, u32)) -> Vec<Cohort> {
    let mut by_quarter: BTreeMap<(i32, u32), Vec<&Course>> = BTreeMap::new();
    for course in courses {
        if let Some(first) = course.first_touch {
            by_quarter.entry(quarter_of(first)).or_default().push(course);
        }
    }
    by_quarter.iter().rev().map(|((year, quarter), of)| cohort(*year, Some(*quarter), of)).collect()
}

/// All who were ever contacted, together.
#[must_use]
pub fn everybody(courses: &[Course]) -> Cohort {
    let contacted: Vec<&Course> = courses.iter().filter(|course| course.first_touch.is_some()).collect();
    cohort(0, None, &contacted)
}

fn cohort(year: i32, quarter: Option<u32>, of: &[&Course]) -> Cohort {
    let n = of.len() as u64;
    let share = |is: &dyn Fn(&Course) -> bool| Share::of(of.iter().filter(|course| is(course)).count() as u64, n);
    Cohort {
        year,
        quarter,
        contacted: n,
        met: share(&|course| course.met),
        referred: share(&|course| course.first_inbound.is_some()),
        partners: share(&Course::is_partner),
    }
}

/// How many touches it takes until somebody refers.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FirstReferral {
    /// By how many touches half of them had referred; nothing if less than half ever did.
    pub median_touches: Option<i64>,
    /// How many referred.
    pub referred: u64,
    /// How many did not yet: they count as far as they have come.
    pub open: u64,
}

impl FirstReferral {
    /// Of everybody who was ever touched, or referred without it.
    #[must_use]
    pub fn of(courses: &[Course]) -> Self {
        let counted = courses.iter().filter(|course| course.first_touch.is_some() || course.first_inbound.is_some());
        let all: Vec<Lasted> =
            counted.map(|course| Lasted { time: course.touches, open: course.first_inbound.is_none() }).collect();
        let open = all.iter().filter(|lasted| lasted.open).count() as u64;
        Self { median_touches: over_by(&all, 0.5), referred: all.len() as u64 - open, open }
    }
}

/// What became of the referrals of one sort of source.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Conversion {
    /// Which; nothing: nobody said.
    pub class: Option<SourceClass>,
    /// How many began, of those of whom it is known: what is still open is not counted.
    pub started: Share,
    /// How many are open yet.
    pub open: u64,
    /// In how many days half of all began; what is open, and what came to nothing, counts as not yet.
    pub median_days: Option<i64>,
}

/// Conversion by class of source: professional, client, other, and what newer versions know.
#[must_use]
pub fn conversion(referrals: &[ReferralFact], now: Instant) -> Vec<Conversion> {
    let mut by_class: BTreeMap<Option<SourceClass>, Vec<&ReferralFact>> =
        SourceClass::ALL.iter().map(|class| (Some(class.clone()), Vec::new())).collect();
    for referral in referrals.iter().filter(|referral| referral.is_inbound()) {
        by_class.entry(referral.class.clone()).or_default().push(referral);
    }
    let days = |from: Instant, until: Instant| (until.0.saturating_sub(from.0) / DAY_MS).max(0);
    by_class
        .into_iter()
        .map(|(class, of)| {
            let started = of.iter().filter(|referral| referral.is_started()).count() as u64;
            let open =
                of.iter().filter(|one| !one.is_started() && !one.is_lost() && one.closed.is_none()).count() as u64;
            // One that came to nothing never begins: whatever time passes, it is not over.
            let lasted: Vec<Lasted> = of
                .iter()
                .map(|referral| match referral.started {
                    Some(started) => Lasted { time: days(referral.received, started), open: false },
                    None if referral.is_lost() => Lasted { time: i64::MAX, open: true },
                    None => Lasted { time: days(referral.received, now), open: true },
                })
                .collect();
            Conversion {
                class,
                started: Share::of(started, of.len() as u64 - open),
                open,
                median_days: over_by(&lasted, 0.5),
            }
        })
        .collect()
}

/// The funnel beside what is said of it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Funnel {
    /// Everybody who was ever contacted.
    pub together: Cohort,
    /// By the quarter of the first contact, the latest first.
    pub cohorts: Vec<Cohort>,
    /// The share of partners that is said to be usual.
    pub folklore: Number,
}

/// Touches to a first referral beside what is said of them.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct FirstTouches {
    /// One's own figures.
    #[serde(flatten)]
    pub own: FirstReferral,
    /// How many touches are said to be usual.
    pub folklore: Number,
}

/// Conversion of each class of source.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Conversions {
    /// Each class; last, where nobody said which.
    pub classes: Vec<Conversion>,
}

#[cfg(test)]
#[path = "funnel/tests.rs"]
mod tests;
