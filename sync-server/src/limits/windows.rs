//! How often each of many has asked within a while, in a bounded room: whoever is counted costs the same however many are.

use std::{collections::HashMap, hash::Hash};

/// Of so many at once, in each of two generations, is counted at most.
const MOST: usize = 32_768;

/// Counts in windows that begin with somebody's first request.
///
/// Nobody is looked for to be forgotten. Every so often, or when the younger generation is full, the older one is dropped
/// whole and the younger takes its place; whoever asks meanwhile goes over to the younger. So a window is kept until it ends
/// unless very many others asked since, and then somebody who is forgotten merely begins a new one.
#[derive(Debug)]
pub(super) struct Windows<Who> {
    length_s: i64,
    turns_at_s: i64,
    young: HashMap<Who, Window>,
    old: HashMap<Who, Window>,
}

/// One window.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Window {
    /// When it ends, in seconds since 1970.
    pub ends_s: i64,
    /// Requests in it so far.
    pub count: u32,
}

impl<Who: Eq + Hash> Windows<Who> {
    /// Windows of so many seconds.
    pub fn of(length_s: i64) -> Self {
        Self { length_s, turns_at_s: i64::MIN, young: HashMap::new(), old: HashMap::new() }
    }

    /// Counts one request of somebody; tells the window that it falls into.
    pub fn count(&mut self, who: Who, now_s: i64) -> Window {
        if self.is_over(self.turns_at_s, now_s) || self.young.len() >= MOST {
            self.old = std::mem::take(&mut self.young);
            self.turns_at_s = now_s + self.length_s;
        }
        let known = self.young.get(&who).copied().or_else(|| self.old.remove(&who));
        let begun = Window { ends_s: now_s + self.length_s, count: 0 };
        let window = known.filter(|window| !self.is_over(window.ends_s, now_s)).unwrap_or(begun);
        let window = Window { count: window.count.saturating_add(1), ..window };
        self.young.insert(who, window);
        window
    }

    /// Also what ends later than it could: a clock that was set back must not lock anybody out.
    const fn is_over(&self, ends_s: i64, now_s: i64) -> bool {
        ends_s <= now_s || ends_s > now_s + self.length_s
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_room_is_bounded_and_a_window_outlives_a_turn() {
        let mut windows = Windows::of(60);
        assert_eq!(windows.count(0_u64, 1_000), Window { ends_s: 1_060, count: 1 });
        // The generations turn in the middle of a window, which goes on.
        assert_eq!(windows.count(7, 1_059).count, 1);
        assert_eq!(windows.count(7, 1_061).count, 2);
        assert_eq!(windows.count(7, 1_120), Window { ends_s: 1_180, count: 1 });
        let most = |windows: &Windows<u64>| windows.young.len() + windows.old.len();
        for who in 8..300_000 {
            windows.count(who, 1_121);
            assert!(most(&windows) <= 2 * MOST);
        }
        assert!(most(&windows) > MOST);
        // Whoever keeps asking is not forgotten for it.
        assert_eq!(windows.count(299_999, 1_121).count, 2);
    }
}
