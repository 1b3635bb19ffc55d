//! Everything that happens by chance, drawn from one seed.

use rand::{Rng, RngExt, SeedableRng};
use rand_chacha::ChaCha8Rng;

/// A stream of choices. Two worlds of one seed make the same ones.
#[derive(Debug, Clone)]
pub(crate) struct Chance(ChaCha8Rng);

impl Chance {
    pub fn new(seed: u64) -> Self {
        Self(ChaCha8Rng::seed_from_u64(seed))
    }

    /// A stream of its own, for somebody who draws on their own account.
    pub fn branch(&mut self) -> Self {
        Self(ChaCha8Rng::from_rng(&mut self.0))
    }

    /// Whether something that happens this often happens now.
    pub fn happens(&mut self, how_often: f64) -> bool {
        self.0.random_bool(how_often)
    }

    /// A number from 0 to 1.
    pub fn share(&mut self) -> f64 {
        self.0.random()
    }

    /// A number less than `end`.
    pub fn below(&mut self, end: usize) -> usize {
        self.0.random_range(0..end)
    }

    /// A number from one to another, both included.
    pub fn between(&mut self, first: i64, last: i64) -> i64 {
        self.0.random_range(first..=last)
    }

    /// One of them; nothing if there is none.
    pub fn pick<'a, T>(&mut self, among: &'a [T]) -> Option<&'a T> {
        if among.is_empty() { None } else { among.get(self.below(among.len())) }
    }

    /// One of a few that stand in the code.
    pub fn one_of<T: Copy, const N: usize>(&mut self, among: [T; N]) -> T {
        among[self.below(N)]
    }

    /// Fills the bytes.
    pub fn fill(&mut self, bytes: &mut [u8]) {
        self.0.fill_bytes(bytes);
    }

    /// So many bytes.
    pub fn bytes<const N: usize>(&mut self) -> [u8; N] {
        let mut bytes = [0; N];
        self.fill(&mut bytes);
        bytes
    }
}
