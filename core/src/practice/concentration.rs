//! On how few sources a practice rests, what happens if one falls away, and how the sorts of source are mixed.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::statistics::real;
use crate::model::{RecordId, Sector, SourceClass};

/// Below so many referrals nothing is said: one more would change the verdict.
pub const NEEDED: u64 = 8;

/// How concentrated the referrals are upon their sources.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Concentration<W> {
    /// Σ share²: 1 if all come from one, 1/k if they come from k alike. O. C. Herfindahl, *Concentration in the U.S. steel
    /// industry* (1950); A. O. Hirschman, *National power and the structure of foreign trade* (1945).
    pub hhi: f64,
    /// 1 / HHI: from how many alike they might as well come.
    pub effective_sources: f64,
    /// The share of the first, from 0 to 1.
    pub top_share: f64,
    /// All sources, the greatest first.
    pub sources: Vec<Source<W>>,
    /// Referrals whose source is not known; they are in no share.
    pub unknown: u64,
}

/// One source.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Source<W> {
    /// Which.
    pub who: W,
    /// How many referrals came from it.
    pub referrals: u64,
    /// Their share, from 0 to 1.
    pub share: f64,
}

impl<W: Ord + Clone> Concentration<W> {
    /// Counts referrals by their sources.
    #[must_use]
    pub fn of(sources: impl IntoIterator<Item = Option<W>>) -> Self {
        let (mut counts, mut unknown, mut n) = (BTreeMap::new(), 0, 0);
        for source in sources {
            match source {
                Some(who) => {
                    n += 1;
                    *counts.entry(who).or_insert(0) += 1;
                }
                None => unknown += 1,
            }
        }
        let share = |referrals: u64| if n == 0 { 0.0 } else { real(referrals) / real(n) };
        let mut sources: Vec<Source<W>> =
            counts.into_iter().map(|(who, referrals)| Source { who, referrals, share: share(referrals) }).collect();
        sources.sort_by(|one, other| other.referrals.cmp(&one.referrals).then_with(|| one.who.cmp(&other.who)));
        let hhi: f64 = sources.iter().map(|source| source.share * source.share).sum();
        Self {
            hhi,
            effective_sources: if hhi > 0.0 { 1.0 / hhi } else { 0.0 },
            top_share: sources.first().map_or(0.0, |first| first.share),
            sources,
            unknown,
        }
    }

    /// How many referrals the shares are of.
    #[must_use]
    pub fn n(&self) -> u64 {
        self.sources.iter().map(|source| source.referrals).sum()
    }

    /// What would be left without a source: its referrals gone, and the rest concentrated as it then is.
    #[must_use]
    pub fn without(&self, lost: &W) -> Loss {
        let left = self.sources.iter().filter(|source| source.who != *lost);
        let after = Self::of(left.flat_map(|source| {
            let count = usize::try_from(source.referrals).unwrap_or(usize::MAX);
            std::iter::repeat_n(Some(source.who.clone()), count)
        }));
        let (before, kept) = (self.n(), after.n());
        Loss {
            referrals: before - kept,
            share: if before == 0 { 0.0 } else { real(before - kept) / real(before) },
            left: kept,
            effective_sources_left: after.effective_sources,
            top_share_left: after.top_share,
        }
    }
}

/// What losing one source would mean.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Loss {
    /// How many referrals came from it.
    pub referrals: u64,
    /// Their share of all, from 0 to 1.
    pub share: f64,
    /// How many would be left.
    pub left: u64,
    /// From how many alike sources they might as well come.
    pub effective_sources_left: f64,
    /// The share of the first of the others.
    pub top_share_left: f64,
}

/// How the sorts of source are mixed, beside the target.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Mix {
    /// Each class.
    pub parts: Vec<Part>,
    /// ½ Σ |actual − target|: which part of the referrals would have to come from elsewhere, from 0 to 1. The total
    /// variation distance of two distributions.
    pub gap: f64,
    /// Referrals of which nobody said where they came from; they are in no share.
    pub unknown: u64,
}

/// One class of source.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Part {
    /// Which.
    pub class: SourceClass,
    /// How many referrals.
    pub referrals: u64,
    /// Their share, from 0 to 1.
    pub share: f64,
    /// The share that was aimed at, from 0 to 1.
    pub target: f64,
}

impl Mix {
    /// Counts referrals by class. Targets are in any unit: they are measured against their sum.
    #[must_use]
    pub fn of(classes: impl IntoIterator<Item = Option<SourceClass>>, targets: &[(SourceClass, f64); 3]) -> Self {
        let found = Concentration::of(classes);
        let whole: f64 = targets.iter().map(|(_, target)| target).sum();
        let targeted = |class: &SourceClass| {
            let target = targets.iter().find(|(aimed, _)| aimed == class).map_or(0.0, |(_, target)| *target);
            if whole > 0.0 { target / whole } else { 0.0 }
        };
        let counted = |class: &SourceClass| found.sources.iter().find(|source| source.who == *class);
        // A class from a newer version has no target, and counts all the same.
        let newer =
            found.sources.iter().map(|source| &source.who).filter(|class| matches!(class, SourceClass::Other(_)));
        let parts: Vec<Part> = SourceClass::ALL
            .iter()
            .chain(newer)
            .map(|class| Part {
                class: class.clone(),
                referrals: counted(class).map_or(0, |source| source.referrals),
                share: counted(class).map_or(0.0, |source| source.share),
                target: targeted(class),
            })
            .collect();
        let gap = if found.n() == 0 {
            0.0
        } else {
            parts.iter().map(|part| (part.share - part.target).abs()).sum::<f64>() / 2.0
        };
        Self { parts, gap, unknown: found.unknown }
    }

    /// How many referrals the shares are of.
    #[must_use]
    pub fn n(&self) -> u64 {
        self.parts.iter().map(|part| part.referrals).sum()
    }
}

/// On whom and what the referrals rest, three ways.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Sources {
    /// By whoever referred.
    pub by_person: Concentration<RecordId>,
    /// By the place where they work; of those without one, by themselves.
    pub by_place: Concentration<RecordId>,
    /// By their sector, else their place's.
    pub by_sector: Concentration<Sector>,
    /// If the first of the people fell away.
    pub without_top: Option<Loss>,
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn close(one: f64, other: f64) -> bool {
        (one - other).abs() < 1e-9
    }

    #[test]
    fn sources_by_hand() {
        // Five from a, three from b, two from c: 0.25 + 0.09 + 0.04 = 0.38; 1 / 0.38 = 2.6316.
        let found = Concentration::of("aaaaabbbcc".chars().map(Some).chain([None]));
        assert!(close(found.hhi, 0.38) && close(found.effective_sources, 1.0 / 0.38) && close(found.top_share, 0.5));
        assert_eq!((found.n(), found.unknown), (10, 1));
        // Without a: five are left, 3/5 and 2/5: 0.36 + 0.16 = 0.52.
        let loss = found.without(&'a');
        assert_eq!((loss.referrals, loss.left), (5, 5));
        assert!(
            close(loss.share, 0.5) && close(loss.effective_sources_left, 1.0 / 0.52) && close(loss.top_share_left, 0.6)
        );
    }

    #[test]
    fn a_mix_by_hand() {
        // Six, two and two of ten against 40/40/20: ½ (0.2 + 0.2 + 0) = 0.2.
        let classes = [(SourceClass::Professional, 6), (SourceClass::Client, 2), (SourceClass::Elsewhere, 2)];
        let all = classes.into_iter().flat_map(|(class, count)| std::iter::repeat_n(Some(class), count));
        let aimed = [(SourceClass::Professional, 40.0), (SourceClass::Client, 40.0), (SourceClass::Elsewhere, 20.0)];
        let mix = Mix::of(all, &aimed);
        assert!(close(mix.gap, 0.2), "{mix:?}");
        assert_eq!(mix.n(), 10);
    }

    #[test]
    fn of_nothing_there_is_no_gap() {
        let aimed = [(SourceClass::Professional, 0.0), (SourceClass::Client, 0.0), (SourceClass::Elsewhere, 0.0)];
        assert!(close(Mix::of([], &aimed).gap, 0.0) && close(Concentration::<u8>::of([]).effective_sources, 0.0));
    }

    proptest! {
        #[test]
        fn shares_add_up_and_stay_within_bounds(mut from in prop::collection::vec(0_u8..9, 1..60)) {
            let found = Concentration::of(from.iter().copied().map(Some));
            let kinds = found.sources.len() as u64;
            prop_assert!((found.sources.iter().map(|source| source.share).sum::<f64>() - 1.0).abs() < 1e-9);
            prop_assert!(found.hhi <= 1.0 + 1e-9 && found.hhi >= 1.0 / real(kinds) - 1e-9);
            prop_assert!(found.effective_sources <= real(kinds) + 1e-6);
            from.reverse();
            prop_assert_eq!(found, Concentration::of(from.into_iter().map(Some)));
        }
    }
}
