//! How long to pause before trying again: longer each time, and never in step with other devices.

use std::time::Duration;

/// The pause after the first failure.
const FIRST: Duration = Duration::from_secs(1);
/// The longest pause.
const LONGEST: Duration = Duration::from_mins(5);

/// The pause after so many failures in a row: doubled each time up to five minutes, and anywhere between half of that and
/// all of it, as `chance` has it.
#[must_use]
pub fn pause(failures: u32, chance: u32) -> Duration {
    let whole = FIRST.saturating_mul(1 << failures.saturating_sub(1).min(20)).min(LONGEST);
    spread(whole, chance)
}

/// Anywhere between half of a duration and all of it: a thousand devices that lost their server don't return as one.
#[must_use]
pub fn spread(whole: Duration, chance: u32) -> Duration {
    let half = whole / 2;
    half + half.mul_f64(f64::from(chance) / f64::from(u32::MAX))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pauses_grow_to_five_minutes_and_are_spread_over_their_second_half() {
        let bounds = |failures| (pause(failures, 0).as_millis(), pause(failures, u32::MAX).as_millis());
        assert_eq!(bounds(0), (500, 1_000));
        assert_eq!(bounds(1), (500, 1_000));
        assert_eq!(bounds(4), (4_000, 8_000));
        for failures in [9, 10, 1_000, u32::MAX] {
            assert!(bounds(failures).1 <= 300_000 && bounds(failures).0 >= 128_000, "{failures}");
        }
    }
}
