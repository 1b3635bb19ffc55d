//! The few statistics that the insights stand on. Small counts are the rule, so that each says how sure it is.

use serde::{Deserialize, Serialize};

/// A count as a real number.
#[must_use]
pub fn real(count: u64) -> f64 {
    f64::from(u32::try_from(count).unwrap_or(u32::MAX))
}

/// A share with its interval.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Share {
    /// How many did.
    pub hits: u64,
    /// Of how many.
    pub n: u64,
    /// The share, from 0 to 1; nothing of nobody.
    pub share: Option<f64>,
    /// Where the true share lies, 19 times out of 20.
    pub low: f64,
    /// And up to where.
    pub high: f64,
}

impl Share {
    /// `hits` of `n`, with the score interval of 95 %: (p + z²/2n ± z √(p(1−p)/n + z²/4n²)) / (1 + z²/n), z = 1.96.
    /// E. B. Wilson, *Probable inference, the law of succession, and statistical inference*, JASA 22 (1927), 209–212. It stays
    /// within 0 and 1 and holds for small n, where the usual interval does not.
    #[must_use]
    pub fn of(hits: u64, n: u64) -> Self {
        const Z: f64 = 1.959_963_984_540_054;
        let hits = hits.min(n);
        if n == 0 {
            return Self { hits, n, share: None, low: 0.0, high: 1.0 };
        }
        let (count, z2) = (real(n), Z * Z);
        let share = real(hits) / count;
        let middle = share + z2 / (2.0 * count);
        let around = Z * (share * (1.0 - share) / count + z2 / (4.0 * count * count)).sqrt();
        let whole = 1.0 + z2 / count;
        // At the ends the bounds are exactly 0 and 1; rounding is not to say otherwise.
        let low = if hits == 0 { 0.0 } else { ((middle - around) / whole).max(0.0) };
        let high = if hits == n { 1.0 } else { ((middle + around) / whole).min(1.0) };
        Self { hits, n, share: Some(share), low, high }
    }
}

/// How long something took, or has taken so far.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Lasted {
    /// How long, in whatever unit.
    pub time: i64,
    /// Whether it is not over yet: it may still take any time. What is over comes first.
    pub open: bool,
}

/// By when a share of all was over, what is still open taken into account: the smallest t at which the product of
/// (1 − d/n) over the times until t falls to 1 − `share`; nothing if it never does. E. L. Kaplan, P. Meier, *Nonparametric
/// estimation from incomplete observations*, JASA 53 (1958), 457–481. `share` 0.5 is the median.
#[must_use]
pub fn over_by(all: &[Lasted], share: f64) -> Option<i64> {
    let mut sorted = all.to_vec();
    sorted.sort_unstable();
    let (mut survive, mut at_risk, mut from) = (1.0, sorted.len(), 0);
    while let Some(first) = sorted.get(from) {
        let same = sorted[from..].iter().take_while(|lasted| lasted.time == first.time);
        let (mut ended, mut count) = (0_u64, 0_usize);
        for lasted in same {
            ended += u64::from(!lasted.open);
            count += 1;
        }
        survive *= 1.0 - real(ended) / real(at_risk as u64);
        // A product of fractions that is just the bound is not to miss it by a rounding.
        if ended > 0 && survive <= 1.0 - share + 1e-9 {
            return Some(first.time);
        }
        at_risk -= count;
        from += count;
    }
    None
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn lasted(time: i64, open: bool) -> Lasted {
        Lasted { time, open }
    }

    #[test]
    fn three_of_ten_by_hand() {
        // p = 0.3, n = 10, z² = 3.8415: middle 0.3 + 3.8415/20 = 0.49207; root of 0.021 + 3.8415/400 = 0.030604 is 0.17494,
        // times 1.96 is 0.34288; whole 1.38415. Low 0.14919 / 1.38415 = 0.10779, high 0.83495 / 1.38415 = 0.60322.
        let share = Share::of(3, 10);
        assert!((share.low - 0.10779).abs() < 1e-4 && (share.high - 0.60322).abs() < 1e-4, "{share:?}");
    }

    #[test]
    fn of_nobody_nothing_is_known() {
        assert_eq!(Share::of(0, 0), Share { hits: 0, n: 0, share: None, low: 0.0, high: 1.0 });
    }

    #[test]
    fn a_median_by_hand() {
        // Ended at 1, 3, 5, 6; open at 2 and 4. S(1) = 5/6, S(3) = 5/6 · 3/4 = 0.625, S(5) = 0.625 · 1/2 = 0.3125 ≤ 0.5.
        let all = [(1, false), (2, true), (3, false), (4, true), (5, false), (6, false)].map(|(t, o)| lasted(t, o));
        assert_eq!(over_by(&all, 0.5), Some(5));
        assert_eq!(over_by(&all, 0.9), Some(6));
    }

    #[test]
    fn what_is_mostly_open_has_no_median() {
        assert_eq!(over_by(&[lasted(1, false), lasted(9, true), lasted(9, true)], 0.5), None);
        assert_eq!(over_by(&[], 0.5), None);
    }

    proptest! {
        #[test]
        fn an_interval_holds_its_share_and_stays_within_bounds(n in 1_u64..5_000, part in 0.0..=1.0_f64) {
            #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
            let hits = (real(n) * part) as u64;
            let found = Share::of(hits, n);
            let share = found.share.unwrap_or(-1.0);
            prop_assert!(0.0 <= found.low && found.low <= share && share <= found.high && found.high <= 1.0, "{found:?}");
        }

        #[test]
        fn an_order_makes_no_difference(mut all in prop::collection::vec((0_i64..50, any::<bool>()), 0..40)) {
            let read = |all: &[(i64, bool)]| all.iter().map(|(t, o)| lasted(*t, *o)).collect::<Vec<_>>();
            let one = over_by(&read(&all), 0.5);
            all.reverse();
            prop_assert_eq!(one, over_by(&read(&all), 0.5));
        }

        #[test]
        fn with_nothing_open_the_median_is_that_of_the_times(mut times in prop::collection::vec(0_i64..100, 1..40)) {
            let all: Vec<Lasted> = times.iter().map(|time| lasted(*time, false)).collect();
            times.sort_unstable();
            prop_assert_eq!(over_by(&all, 0.5), Some(times[(times.len() - 1) / 2]));
        }
    }
}
