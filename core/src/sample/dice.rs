//! Chance from a seed, in whole numbers alone, so that every machine draws the same.

use std::ops::RangeInclusive;

/// A stream of draws: `SplitMix64` (Steele, Lea, Flood 2014). Made-up books want speed and sameness, not secrecy.
#[derive(Debug, Clone)]
pub(super) struct Dice(u64);

impl Dice {
    pub const fn new(seed: u64) -> Self {
        Self(seed)
    }

    /// A stream of its own, so that drawing more from one moves nothing in the other.
    pub fn branch(&mut self) -> Self {
        Self(self.next())
    }

    pub const fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut drawn = self.0;
        drawn = (drawn ^ (drawn >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        drawn = (drawn ^ (drawn >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        drawn ^ (drawn >> 31)
    }

    /// A number less than `end`, which is not 0.
    pub fn below(&mut self, end: usize) -> usize {
        let end = u128::try_from(end).unwrap_or(1);
        usize::try_from((u128::from(self.next()) * end) >> 64).unwrap_or(0)
    }

    /// A number of a range.
    pub fn within(&mut self, range: RangeInclusive<i64>) -> i64 {
        let width = usize::try_from(range.end() - range.start() + 1).unwrap_or(1);
        range.start() + i64::try_from(self.below(width)).unwrap_or(0)
    }

    /// A number near one, the nearer the likelier, at most `spread` away.
    pub fn around(&mut self, middle: i64, spread: i64) -> i64 {
        let drawn: i64 = (0..3).map(|_| self.within(-spread..=spread)).sum();
        middle + drawn / 3
    }

    /// Whether something happens that happens so many times in a hundred.
    pub fn happens(&mut self, percent: i64) -> bool {
        self.within(0..=99) < percent
    }

    /// One of several.
    pub fn pick<'a, T>(&mut self, among: &'a [T]) -> &'a T {
        &among[self.below(among.len())]
    }

    /// One of several, each as likely as its weight says.
    pub fn weighted<'a, T>(&mut self, among: &'a [(T, u32)]) -> &'a T {
        let total: u32 = among.iter().map(|(_, weight)| weight).sum();
        let mut drawn = self.within(0..=i64::from(total) - 1);
        for (one, weight) in among {
            drawn -= i64::from(*weight);
            if drawn < 0 {
                return one;
            }
        }
        &among[0].0
    }

    /// Bytes.
    pub fn bytes<const N: usize>(&mut self) -> [u8; N] {
        std::array::from_fn(|_| self.next().to_le_bytes()[7])
    }
}
