//! Who can introduce one to whom: the shortest way through people who know each other, the warmest among those.

use std::collections::{BTreeMap, BTreeSet};

use crate::model::{Instant, RecordId};

/// The most people on a way: beyond that nobody is introduced to anybody.
const LONGEST: usize = 5;

/// Who knows whom. Knowing goes both ways, and whoever introduced somebody knows them.
#[derive(Debug, Default)]
pub struct Acquaintances {
    known: BTreeMap<RecordId, BTreeSet<RecordId>>,
    /// Whom one meets oneself, and when last.
    met: BTreeMap<RecordId, Instant>,
}

impl Acquaintances {
    /// Two people know each other.
    pub fn know(&mut self, one: RecordId, other: RecordId) {
        if one != other {
            self.known.entry(one).or_default().insert(other);
            self.known.entry(other).or_default().insert(one);
        }
    }

    /// One has been in touch with somebody oneself.
    pub fn meet(&mut self, who: RecordId, at: Instant) {
        let last = self.met.entry(who).or_insert(at);
        *last = (*last).max(at);
    }

    /// Whether two know each other.
    #[must_use]
    pub fn are_known(&self, one: RecordId, other: RecordId) -> bool {
        self.known.get(&one).is_some_and(|known| known.contains(&other))
    }

    /// The ways to somebody, each from a person whom one meets oneself; one for each first person, the shortest first, among
    /// equals the one who was met last. Nobody stands on a way twice, so that circles end. Not by way of `not`.
    #[must_use]
    pub fn paths(&self, to: RecordId, not: &BTreeSet<RecordId>, limit: usize) -> Vec<Vec<RecordId>> {
        // From the goal outward: each person is reached once, by the shortest way.
        let mut toward: BTreeMap<RecordId, RecordId> = BTreeMap::new();
        let mut layer = vec![to];
        let mut seen = BTreeSet::from([to]);
        let mut found: Vec<Vec<RecordId>> = Vec::new();
        for _ in 1..LONGEST {
            let mut next = Vec::new();
            for at in layer {
                for other in self.known.get(&at).into_iter().flatten() {
                    if !not.contains(other) && seen.insert(*other) {
                        toward.insert(*other, at);
                        next.push(*other);
                    }
                }
            }
            // The warm ones end a way: whoever is behind them would only be asked through them.
            let mut warm: Vec<RecordId> = next.iter().copied().filter(|id| self.met.contains_key(id)).collect();
            warm.sort_by_key(|id| (std::cmp::Reverse(self.met.get(id)), *id));
            found.extend(warm.iter().map(|first| way(&toward, *first)));
            next.retain(|id| !self.met.contains_key(id));
            layer = next;
        }
        found.truncate(limit);
        found
    }
}

fn way(toward: &BTreeMap<RecordId, RecordId>, first: RecordId) -> Vec<RecordId> {
    let mut way = vec![first];
    while let Some(next) = way.last().and_then(|last| toward.get(last)) {
        way.push(*next);
    }
    way
}

#[cfg(test)]
mod tests {
    use super::*;

    const fn id(number: u8) -> RecordId {
        RecordId([number; 16])
    }

    fn none() -> BTreeSet<RecordId> {
        BTreeSet::new()
    }

    #[test]
    fn the_shortest_way_begins_with_somebody_whom_one_meets() {
        let mut book = Acquaintances::default();
        book.know(id(1), id(2));
        book.know(id(2), id(9));
        book.know(id(3), id(9));
        assert!(book.paths(id(9), &none(), 9).is_empty(), "nobody to ask");
        book.meet(id(1), Instant(5));
        assert_eq!(book.paths(id(9), &none(), 9), [vec![id(1), id(2), id(9)]]);
        book.meet(id(3), Instant(1));
        assert_eq!(book.paths(id(9), &none(), 9)[0], [id(3), id(9)], "shorter is better than warmer");
        assert_eq!(book.paths(id(9), &[id(3)].into(), 9), [vec![id(1), id(2), id(9)]]);
    }

    #[test]
    fn among_equals_the_one_who_was_met_last_comes_first() {
        let mut book = Acquaintances::default();
        for (who, at) in [(1, 10), (2, 30), (3, 20)] {
            book.know(id(who), id(9));
            book.meet(id(who), Instant(at));
        }
        let first: Vec<RecordId> = book.paths(id(9), &none(), 2).iter().map(|way| way[0]).collect();
        assert_eq!(first, [id(2), id(3)]);
    }

    #[test]
    fn circles_end() {
        let mut book = Acquaintances::default();
        for (one, other) in [(1, 2), (2, 3), (3, 1), (3, 9), (9, 9)] {
            book.know(id(one), id(other));
        }
        book.meet(id(1), Instant(1));
        assert_eq!(book.paths(id(9), &none(), 9), [vec![id(1), id(3), id(9)]]);
    }
}
