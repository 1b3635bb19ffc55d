//! The measurements behind docs/benchmarks.md: each figure beside its floor or a peer, taken in the same run.

mod app;
mod book;
mod counting;
mod filling;
mod first_sync;
mod insight;
mod lived;
mod log;
mod measure;
mod memory;
mod pair;
mod parts;
mod questions;
mod reading;
mod report;
mod server;
mod sync;
mod talk;

pub use measure::{Times, pairs, times};
pub use report::{Bound, Figure, Report, Section};

/// What a run measures. Smaller books make a quick look possible; the report names the sizes it was made with.
#[derive(Debug, Clone, Copy)]
pub struct Sizes {
    /// Contacts in the large book.
    pub contacts: u64,
    /// Touchpoints in the large book.
    pub touchpoints: u64,
    /// Repetitions of what takes microseconds.
    pub rounds: usize,
}

impl Sizes {
    /// The sizes that the project's goals speak of.
    pub const WHOLE: Self = Self { contacts: 10_000, touchpoints: 100_000, rounds: 2_000 };
    /// A tenth of everything: a look while working, never a claim.
    pub const QUICK: Self = Self { contacts: 1_000, touchpoints: 10_000, rounds: 300 };
}
