//! What is said on the page after something was done: the receipt with its undo, or what went wrong.

use std::{
    collections::VecDeque,
    sync::{Mutex, PoisonError},
    time::{Duration, Instant},
};

/// How long what was done can be taken back with one press.
pub const UNDO: Duration = Duration::from_secs(10);
/// How many notices are kept for pages that never came.
const KEPT: usize = 32;

/// Something to be said on the next page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Notice {
    /// What sort.
    pub tone: Tone,
    /// What is said.
    pub text: String,
    /// More of it, a line each: what looks like a client's, what is safe.
    pub more: Vec<String>,
    /// Which deeds undo takes back, in the order in which they were done; none if it can't be undone.
    pub undoes: Vec<i64>,
}

/// What sort of thing is said.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tone {
    /// It was done.
    Done,
    /// It was not done; nothing was lost.
    Wrong,
}

impl Notice {
    /// It was done.
    pub fn done(text: impl Into<String>) -> Self {
        Self { tone: Tone::Done, text: text.into(), more: Vec::new(), undoes: Vec::new() }
    }

    /// It was not done.
    pub fn wrong(text: impl Into<String>) -> Self {
        Self { tone: Tone::Wrong, text: text.into(), more: Vec::new(), undoes: Vec::new() }
    }
}

/// Notices on their way to the next page, each under a number that a cookie carries.
#[derive(Default)]
pub struct Notices(Mutex<Kept>);

/// The last number given, and what is kept, each since when.
type Kept = (u64, VecDeque<(u64, Instant, Notice)>);

impl Notices {
    /// Keeps one; its number.
    pub fn keep(&self, notice: Notice) -> u64 {
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let number = kept.0 + 1;
        kept.0 = number;
        kept.1.push_back((number, Instant::now(), notice));
        if kept.1.len() > KEPT {
            kept.1.pop_front();
        }
        number
    }

    /// The one under a number, while it is fresh, and for how long it still is. What went wrong is said once.
    pub fn show(&self, number: u64) -> Option<(Notice, Duration)> {
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let place = kept.1.iter().position(|(of, ..)| *of == number)?;
        let (_, since, notice) = kept.1.get(place)?.clone();
        let left = UNDO.checked_sub(since.elapsed());
        if left.is_none() || notice.tone == Tone::Wrong {
            kept.1.remove(place);
        }
        Some((notice, left?))
    }

    /// Lets go of all: what they offered to undo is undone.
    pub fn clear(&self) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).1.clear();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_done_is_said_for_ten_seconds_and_what_went_wrong_once() {
        let notices = Notices::default();
        let done = notices.keep(Notice::done("Saved here"));
        let wrong = notices.keep(Notice::wrong("Not saved"));
        assert!(notices.show(done).is_some() && notices.show(done).is_some());
        assert!(notices.show(wrong).is_some() && notices.show(wrong).is_none());
        notices.clear();
        assert!(notices.show(done).is_none());
    }
}
