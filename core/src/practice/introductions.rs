//! The billiard-ball effect: who led to whom, and what came of it further down. Introductions may form circles, since two devices
//! can each record one: nobody is counted twice. By whom a stranger may be reached: [`super::paths`].

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use serde::{Deserialize, Serialize};

use crate::{
    model::RecordId,
    practice::facts::{ReferralFact, Touch},
};

/// Who introduced whom.
#[derive(Debug, Clone, Default)]
pub struct Introductions {
    /// By the introducer.
    of: BTreeMap<RecordId, BTreeSet<RecordId>>,
}

/// Where introductions began, and what came of them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Origin {
    /// The introducer.
    pub who: RecordId,
    /// Whom they introduced.
    pub introduced: Vec<RecordId>,
    /// How many there are below them in all.
    pub descendants: u64,
    /// Referrals to the practice from any of these.
    pub downstream: u64,
}

/// An introduction for which nobody said thanks yet.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Unthanked {
    /// The introducer.
    pub by: RecordId,
    /// Whom they introduced.
    pub whom: RecordId,
}

impl Introductions {
    /// From pairs of the introduced and the introducer. Nobody introduces themselves.
    #[must_use]
    pub fn new(pairs: impl IntoIterator<Item = (RecordId, RecordId)>) -> Self {
        let mut of = BTreeMap::<_, BTreeSet<_>>::new();
        for (whom, by) in pairs {
            if whom != by {
                of.entry(by).or_default().insert(whom);
            }
        }
        Self { of }
    }

    /// Whom somebody introduced.
    pub fn introduced_by(&self, who: RecordId) -> impl Iterator<Item = RecordId> + '_ {
        self.of.get(&who).into_iter().flatten().copied()
    }

    /// Everybody who came by somebody, however far down; not themselves, be it a circle.
    #[must_use]
    pub fn descendants(&self, who: RecordId) -> BTreeSet<RecordId> {
        let mut found = BTreeSet::new();
        let mut reach = vec![who];
        while let Some(next) = reach.pop() {
            reach.extend(self.introduced_by(next).filter(|one| *one != who && found.insert(*one)));
        }
        found
    }

    /// Everybody who introduced somebody, whoever brought most first.
    #[must_use]
    pub fn origins(&self, referrals: &[ReferralFact]) -> Vec<Origin> {
        let mut sent: HashMap<RecordId, u64> = HashMap::new();
        for from in referrals.iter().filter(|referral| referral.is_inbound()).filter_map(|referral| referral.from) {
            *sent.entry(from).or_default() += 1;
        }
        let origin = |(who, introduced): (&RecordId, &BTreeSet<RecordId>)| {
            let below = self.descendants(*who);
            Origin {
                who: *who,
                introduced: introduced.iter().copied().collect(),
                descendants: below.len() as u64,
                downstream: below.iter().filter_map(|one| sent.get(one)).sum(),
            }
        };
        let mut origins: Vec<Origin> = self.of.iter().map(origin).collect();
        origins.sort_by_key(|one| (std::cmp::Reverse((one.downstream, one.descendants)), one.who));
        origins
    }

    /// Introductions for which the introducer got no touch that is about whom they introduced. Both stand in `touches`: such a
    /// touch names the one, and is about the other.
    #[must_use]
    pub fn unthanked(&self, touches: &[Touch]) -> Vec<Unthanked> {
        let introduced: HashSet<RecordId> = self.of.values().flatten().copied().collect();
        let mut about: HashMap<i64, Vec<RecordId>> = HashMap::new();
        for touch in touches.iter().filter(|touch| !touch.nature.happened() && introduced.contains(&touch.who)) {
            about.entry(touch.key).or_default().push(touch.who);
        }
        let thanked: BTreeSet<Unthanked> = touches
            .iter()
            .filter(|touch| touch.nature.reached() && self.of.contains_key(&touch.who))
            .flat_map(|touch| {
                about.get(&touch.key).into_iter().flatten().map(|whom| Unthanked { by: touch.who, whom: *whom })
            })
            .collect();
        let all = self.of.iter().flat_map(|(by, whom)| whom.iter().map(|whom| Unthanked { by: *by, whom: *whom }));
        all.filter(|one| !thanked.contains(one)).collect()
    }
}

/// What introductions led to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Introduced {
    /// Everybody who introduced somebody, whoever brought most first.
    pub origins: Vec<Origin>,
    /// Introductions for which nobody said thanks yet.
    pub unthanked: Vec<Unthanked>,
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::practice::{
        facts::Nature,
        sample::{id, inbound, touch},
    };

    fn graph(pairs: &[(u8, u8)]) -> Introductions {
        Introductions::new(pairs.iter().map(|(whom, by)| (id(*whom), id(*by))))
    }

    #[test]
    fn one_ball_moves_the_next() {
        // 1 introduced 2 and 3, 3 introduced 4: below 1 are three, and their referrals are 1 + 2.
        let found =
            graph(&[(2, 1), (3, 1), (4, 3)]).origins(&[inbound(2, 3), inbound(4, 5), inbound(4, 6), inbound(1, 1)]);
        assert_eq!((found[0].who, found[0].descendants, found[0].downstream), (id(1), 3, 3));
        assert_eq!((found[1].who, found[1].descendants, found[1].downstream), (id(3), 1, 2));
    }

    #[test]
    fn a_circle_ends() {
        let circle = graph(&[(1, 2), (2, 3), (3, 1), (4, 4)]);
        assert_eq!(circle.descendants(id(1)), BTreeSet::from([id(2), id(3)]));
        assert_eq!(circle.descendants(id(4)), BTreeSet::new());
    }

    #[test]
    fn thanks_are_a_touch_that_is_about_the_one_introduced() {
        let introduced = graph(&[(2, 1), (3, 1)]);
        let mut about = touch(2, 4, &[]);
        about.nature = Nature::NONE;
        let touches = [touch(1, 4, &[]), about, touch(1, 3, &[])];
        assert_eq!(introduced.unthanked(&touches), [Unthanked { by: id(1), whom: id(3) }]);
    }

    proptest! {
        #[test]
        fn nobody_is_below_themselves_and_doubles_change_nothing(pairs in prop::collection::vec((0_u8..8, 0_u8..8), 0..30)) {
            let one = graph(&pairs);
            let mut doubled = pairs.clone();
            doubled.extend(pairs.iter().rev());
            let two = graph(&doubled);
            for who in 0..8 {
                prop_assert!(!one.descendants(id(who)).contains(&id(who)));
                prop_assert_eq!(one.descendants(id(who)), two.descendants(id(who)));
            }
        }
    }
}
