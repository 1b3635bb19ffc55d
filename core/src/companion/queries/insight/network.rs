//! Between people: what went to and fro, and who led to whom.

use std::collections::{BTreeSet, HashMap};

use super::{Companion, Items, LINES, names};
use crate::{
    error::Result,
    model::{RecordId, view::Insight},
    practice::{
        facts::{PromiseFact, ReferralFact},
        folklore::HALF_LIFE_DAYS,
        giving::Gives,
        introductions::{Introduced, Introductions},
        reciprocity::{Between, Reciprocities, Reciprocity, With},
    },
    store::Link,
};

impl Companion {
    /// What went to whom and came from whom in the last twelve months: those with whom most did first. A contact's own page has
    /// the totals since ever.
    pub fn reciprocity(&self) -> Result<Insight<Reciprocities>> {
        self.insight(|session, moment| {
            let (since, period) = moment.last_year();
            let touches = session.touches(since)?;
            let gives = Gives::among(&session.left(since)?, &Items::read(session)?.kinds);
            let mut referrals = HashMap::<RecordId, Vec<ReferralFact>>::new();
            for one in session.referral_facts(since)? {
                if let Some(with) = one.with() {
                    referrals.entry(with).or_default().push(one);
                }
            }
            let mut promises = HashMap::<RecordId, Vec<PromiseFact>>::new();
            for one in session.promise_facts()?.into_iter().filter(|one| one.kept_at() >= since) {
                if let Some(to) = one.to {
                    promises.entry(to).or_default().push(one);
                }
            }
            let by_whom: HashMap<RecordId, &[_]> =
                touches.chunk_by(|one, next| one.who == next.who).map(|group| (group[0].who, group)).collect();
            let everybody: BTreeSet<RecordId> =
                by_whom.keys().chain(referrals.keys()).chain(promises.keys()).copied().collect();
            let half_life = HALF_LIFE_DAYS.value(&moment.practice);
            let mut contacts: Vec<With> = everybody
                .into_iter()
                .map(|who| {
                    let between = Between {
                        touches: by_whom.get(&who).copied().unwrap_or_default(),
                        gives: &gives,
                        referrals: referrals.get(&who).map_or(&[], Vec::as_slice),
                        promises: promises.get(&who).map_or(&[], Vec::as_slice),
                        introductions: &[],
                    };
                    With { who, totals: Reciprocity::of(&between, half_life, moment.now) }
                })
                .filter(|with| with.totals.n() > 0)
                .collect();
            contacts.sort_by_key(|with| (std::cmp::Reverse(with.totals.n()), with.who));
            let n = contacts.len() as u64;
            contacts.truncate(LINES);
            let names = names(session, contacts.iter().map(|with| with.who))?;
            Ok(Insight { period, n, needed: 1, found: Reciprocities { contacts }, names })
        })
    }

    /// What introductions led to, and for which nobody said thanks yet.
    pub fn introduced(&self) -> Result<Insight<Introduced>> {
        self.insight(|session, moment| {
            let (since, period) = moment.always();
            let graph = Introductions::new(session.links(Link::IntroducedBy)?);
            let origins = graph.origins(&session.referral_facts(since)?);
            let unthanked = graph.unthanked(&session.touches(since)?);
            let n = origins.iter().map(|origin| origin.introduced.len() as u64).sum();
            let mut found = Introduced { origins, unthanked };
            found.origins.truncate(LINES);
            found.unthanked.truncate(LINES);
            let origins = found.origins.iter().flat_map(|one| one.introduced.iter().copied().chain([one.who]));
            let unthanked = found.unthanked.iter().flat_map(|one| [one.by, one.whom]);
            let names = names(session, origins.chain(unthanked))?;
            Ok(Insight { period, n, needed: 1, found, names })
        })
    }
}
