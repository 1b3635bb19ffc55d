//! Times of many repetitions, and of two things in turn.

use std::{
    hint::black_box,
    time::{Duration, Instant},
};

/// The times of one thing, sorted.
#[derive(Debug, Clone)]
pub struct Times(Vec<Duration>);

impl Times {
    /// Sorts what was measured.
    ///
    /// # Panics
    /// If nothing was measured.
    #[must_use]
    pub fn new(mut times: Vec<Duration>) -> Self {
        assert!(!times.is_empty(), "something was measured");
        times.sort_unstable();
        Self(times)
    }

    /// The time that a share of them, in thousandths, stayed within.
    #[must_use]
    pub fn within(&self, thousandths: usize) -> Duration {
        self.0[(self.0.len() * thousandths / 1_000).min(self.0.len() - 1)]
    }

    /// The one in the middle.
    #[must_use]
    pub fn median(&self) -> Duration {
        self.within(500)
    }

    /// What 99 of 100 stayed within.
    #[must_use]
    pub fn p99(&self) -> Duration {
        self.within(990)
    }

    /// How many times the other's median this one's is.
    #[must_use]
    pub fn ratio(&self, floor: &Self) -> f64 {
        self.median().as_secs_f64() / floor.median().as_secs_f64()
    }
}

/// Times a thing over many rounds.
pub fn times<T>(rounds: usize, mut run: impl FnMut(usize) -> T) -> Times {
    Times::new((0..rounds).map(|round| time(|| run(round))).collect())
}

/// Times two things in turn, so that whatever else the machine does meets both.
pub fn pairs<A, B>(
    rounds: usize,
    mut one: impl FnMut(usize) -> A,
    mut other: impl FnMut(usize) -> B,
) -> (Times, Times) {
    let (ones, others) = (0..rounds).map(|round| (time(|| one(round)), time(|| other(round)))).unzip();
    (Times::new(ones), Times::new(others))
}

/// Times a thing once.
pub fn time<T>(run: impl FnOnce() -> T) -> Duration {
    let began = Instant::now();
    black_box(run());
    began.elapsed()
}
