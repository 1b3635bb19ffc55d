//! Which changes of a record build on which.

use std::collections::BinaryHeap;

/// The changes of one record by place, each after what it depends on.
#[derive(Default)]
pub(crate) struct Ancestry {
    deps: Vec<Box<[usize]>>,
    /// Of each change, the place up to which it is known to build on everything: in a history without concurrent edits
    /// that is its own, and nothing needs to be walked.
    through: Vec<usize>,
}

impl Ancestry {
    /// Adds the next change. `sees_all` says that it builds on every one so far.
    pub(crate) fn push(&mut self, deps: Vec<usize>, sees_all: bool) {
        let place = self.deps.len();
        self.through.push(if sees_all { place + 1 } else { self.seen_through(&deps) });
        self.deps.push(deps.into());
    }

    /// Whether a change with these dependencies builds on each of `wanted`.
    pub(crate) fn reaches(&self, deps: &[usize], mut wanted: Vec<usize>) -> bool {
        let through = self.seen_through(deps);
        wanted.retain(|place| *place >= through);
        wanted.sort_unstable();
        wanted.dedup();
        // From the latest to the earliest, so that what is passed by will not come any more.
        let mut ahead: BinaryHeap<usize> = deps.iter().copied().collect();
        while let Some(next) = wanted.last() {
            match ahead.pop() {
                Some(place) if place >= *next => {
                    if place == *next {
                        wanted.pop();
                    }
                    while ahead.peek() == Some(&place) {
                        ahead.pop();
                    }
                    ahead.extend(self.deps[place].iter().filter(|dep| **dep >= through));
                }
                _ => return false,
            }
        }
        true
    }

    fn seen_through(&self, deps: &[usize]) -> usize {
        deps.iter().map(|dep| self.through[*dep]).max().unwrap_or(0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_change_builds_on_what_its_dependencies_build_on() {
        // 0 ─ 1 ─ 3 ─ 5, and beside it 0 ─ 2 ─ 4 ─ 5.
        let mut ancestry = Ancestry::default();
        for (deps, sees_all) in
            [(vec![], true), (vec![0], true), (vec![0], false), (vec![1], false), (vec![2], false), (vec![3, 4], true)]
        {
            ancestry.push(deps, sees_all);
        }
        assert!(ancestry.reaches(&[4], vec![0, 2, 4]) && ancestry.reaches(&[3], vec![1, 0]));
        assert!(
            !ancestry.reaches(&[4], vec![1]) && !ancestry.reaches(&[4], vec![3]) && !ancestry.reaches(&[3], vec![2])
        );
        assert!(ancestry.reaches(&[3, 4], vec![0, 1, 2, 3, 4]) && ancestry.reaches(&[5], vec![0, 1, 2, 3, 4, 5]));
        assert!(!ancestry.reaches(&[], vec![0]) && ancestry.reaches(&[], vec![]));
    }
}
