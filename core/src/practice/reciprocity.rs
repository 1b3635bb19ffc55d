//! What went to somebody and what came from them: four totals that fade, and never one sum. Nobody is in debt here. Gifts
//! are left out: they are kept in their own account.

use serde::{Deserialize, Serialize};

use crate::{
    model::{Instant, Owes, PromiseState, RecordId},
    practice::{
        facts::{PromiseFact, ReferralFact, Touch},
        giving::Gives,
        stage::DAY_MS,
        statistics::real,
    },
};

/// Four totals. What happened a half-life ago weighs half: weight 2^(−days ÷ half-life), whole days, nothing above one.
#[derive(Debug, Clone, Copy, PartialEq, Default, Serialize, Deserialize)]
pub struct Reciprocity {
    /// Gives to them, and promises to them that were kept.
    pub value_out: Total,
    /// Gives from them, introductions by them that led to a meeting, and promises that they kept.
    pub value_in: Total,
    /// Referrals to them.
    pub referrals_out: Total,
    /// Referrals from them.
    pub referrals_in: Total,
    /// The half-life in days.
    pub half_life_days: f64,
}

/// A sum that fades, beside how many it is of.
#[derive(Debug, Clone, Copy, PartialEq, Default, Serialize, Deserialize)]
pub struct Total {
    /// How many.
    pub n: u64,
    /// What they weigh together: `n` at most.
    pub weight: f64,
}

/// What is known of one contact.
#[derive(Debug, Clone, Copy)]
pub struct Between<'a> {
    /// Their touches.
    pub touches: &'a [Touch],
    /// At which value was given.
    pub gives: &'a Gives,
    /// The referrals from and to them.
    pub referrals: &'a [ReferralFact],
    /// The promises to them and by them.
    pub promises: &'a [PromiseFact],
    /// When those were first met whom they introduced.
    pub introductions: &'a [Instant],
}

impl Reciprocity {
    /// The totals with one contact.
    #[must_use]
    pub fn of(between: &Between<'_>, half_life_days: f64, now: Instant) -> Self {
        let mut all = Self { half_life_days, ..Self::default() };
        let weight = |at: Instant| {
            let days = u64::try_from(now.0.saturating_sub(at.0) / DAY_MS).unwrap_or(0);
            if half_life_days > 0.0 { (-real(days) / half_life_days).exp2() } else { 0.0 }
        };
        for touch in between.touches {
            if between.gives.gave(touch) {
                all.value_out.add(weight(touch.at));
            } else if between.gives.got(touch) {
                all.value_in.add(weight(touch.at));
            }
        }
        for promise in between.promises.iter().filter(|promise| promise.state == PromiseState::Done) {
            let total = if promise.owes == Owes::Them { &mut all.value_in } else { &mut all.value_out };
            total.add(weight(promise.kept_at()));
        }
        for at in between.introductions {
            all.value_in.add(weight(*at));
        }
        for referral in between.referrals {
            let total = if referral.is_inbound() { &mut all.referrals_in } else { &mut all.referrals_out };
            total.add(weight(referral.received));
        }
        all
    }

    /// How many things went either way. What they weigh is never summed: nobody is in debt.
    #[must_use]
    pub const fn n(&self) -> u64 {
        self.value_out.n + self.value_in.n + self.referrals_out.n + self.referrals_in.n
    }
}

impl Total {
    fn add(&mut self, weight: f64) {
        self.n += 1;
        self.weight += weight;
    }
}

/// The totals with everybody with whom something went either way.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Reciprocities {
    /// Those with whom most went to and fro first.
    pub contacts: Vec<With>,
}

/// The totals with one contact.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct With {
    /// With whom.
    pub who: RecordId,
    /// The totals.
    #[serde(flatten)]
    pub totals: Reciprocity,
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::practice::sample::{NOW, days_ago, inbound, outbound};

    fn of(referrals: &[ReferralFact], introductions: &[Instant]) -> Reciprocity {
        let gives = Gives::default();
        Reciprocity::of(&Between { touches: &[], gives: &gives, referrals, promises: &[], introductions }, 180.0, NOW)
    }

    #[test]
    fn totals_by_hand() {
        // In today (1), 180 days ago (1/2) and 360 days ago (1/4): 1.75. Out 90 days ago: 2^(−1/2) = 0.70711.
        let found = of(&[inbound(1, 0), inbound(1, 180), inbound(1, 360), outbound(1, 90)], &[days_ago(180)]);
        assert!((found.referrals_in.weight - 1.75).abs() < 1e-9 && found.referrals_in.n == 3);
        assert!((found.referrals_out.weight - std::f64::consts::FRAC_1_SQRT_2).abs() < 1e-9);
        assert!((found.value_in.weight - 0.5).abs() < 1e-9 && found.value_out == Total::default());
    }

    proptest! {
        #[test]
        fn no_total_weighs_more_than_it_counts_and_order_makes_no_difference(mut days in prop::collection::vec(-50_i64..2_000, 0..30)) {
            let read = |days: &[i64]| of(&days.iter().map(|day| inbound(1, *day)).collect::<Vec<_>>(), &[]).referrals_in;
            let one = read(&days);
            prop_assert!(one.weight <= real(one.n) + 1e-9 && one.weight >= 0.0);
            days.reverse();
            prop_assert!((read(&days).weight - one.weight).abs() < 1e-9);
        }
    }
}
