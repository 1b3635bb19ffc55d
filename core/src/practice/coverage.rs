//! Whether at each office the front desk, whoever routes referrals and the provider are known and were touched lately.

use std::{
    collections::{BTreeMap, BTreeSet, HashMap},
    hash::BuildHasher,
};

use serde::{Deserialize, Serialize};

use crate::{
    model::{Instant, RecordId, Role, view::StaffPart},
    practice::{stage::DAY_MS, statistics::Share},
};

/// Within how many days somebody was touched lately.
pub const LATELY_DAYS: i64 = 90;
/// Whom one should know at an office.
pub const PARTS: [StaffPart; 3] = [StaffPart::FrontDesk, StaffPart::Router, StaffPart::Provider];

/// What an office is covered by.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Office {
    /// Which.
    pub place: RecordId,
    /// The front desk, whoever routes referrals, the provider, in this order.
    pub parts: [Part; 3],
}

/// One of the three whom one should know.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Part {
    /// Which.
    pub part: StaffPart,
    /// Who they are.
    pub people: Vec<RecordId>,
    /// When one of them was last touched.
    pub last_touch: Option<Instant>,
    /// How well it is covered.
    pub covered: Covered,
}

/// How well a part of an office is covered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Covered {
    /// Nobody is known.
    Unknown,
    /// Somebody is known, and was not touched lately.
    Known,
    /// Known and touched.
    Touched,
}

impl Office {
    /// Whether all three are known and touched.
    #[must_use]
    pub fn is_covered(&self) -> bool {
        self.parts.iter().all(|part| part.covered == Covered::Touched)
    }

    /// Whether somebody is known there at all who is one of the three.
    #[must_use]
    pub fn knows_somebody(&self) -> bool {
        self.parts.iter().any(|part| part.covered > Covered::Unknown)
    }

    /// Whether only the provider is known: referrals are routed by others.
    #[must_use]
    pub fn knows_provider_only(&self) -> bool {
        let known = |part: &Part| part.covered > Covered::Unknown;
        let [desk, router, provider] = &self.parts;
        known(provider) && !known(desk) && !known(router)
    }
}

/// Some places, those where only the provider is known first, then the least covered; equal ones in the order in which they were
/// given.
#[must_use]
pub fn offices<S: BuildHasher>(
    places: impl IntoIterator<Item = RecordId>,
    affiliations: &[(RecordId, RecordId, Role)],
    last_touches: &HashMap<RecordId, Instant, S>,
    now: Instant,
) -> Vec<Office> {
    let mut staff: HashMap<RecordId, BTreeMap<StaffPart, BTreeSet<RecordId>>> = HashMap::new();
    for (who, place, role) in affiliations {
        if let Some(part) = part_of(role) {
            staff.entry(*place).or_default().entry(part).or_default().insert(*who);
        }
    }
    let office = |place: RecordId| {
        let mut people = staff.remove(&place).unwrap_or_default();
        let part = |part| {
            let people: Vec<RecordId> = people.remove(&part).unwrap_or_default().into_iter().collect();
            let last_touch = people.iter().filter_map(|one| last_touches.get(one)).max().copied();
            let lately = last_touch.is_some_and(|at| now.0.saturating_sub(at.0) <= LATELY_DAYS * DAY_MS);
            let covered = match people.as_slice() {
                [] => Covered::Unknown,
                _ if lately => Covered::Touched,
                _ => Covered::Known,
            };
            Part { part, people, last_touch, covered }
        };
        Office { place, parts: PARTS.map(part) }
    };
    let mut offices: Vec<Office> = places.into_iter().map(office).collect();
    let covered = |office: &Office| office.parts.iter().map(|part| part.covered as u8).sum::<u8>();
    offices.sort_by_key(|office| (!office.knows_provider_only(), covered(office)));
    offices
}

/// Which of the three a role is; none for those who neither open the door nor route nor treat.
const fn part_of(role: &Role) -> Option<StaffPart> {
    match role {
        Role::FrontDesk => Some(StaffPart::FrontDesk),
        Role::RoutesReferrals | Role::ReferralCoordinator => Some(StaffPart::Router),
        Role::Provider | Role::Owner => Some(StaffPart::Provider),
        Role::Manager | Role::Nurse | Role::Staff | Role::Other(_) => None,
    }
}

/// All offices at which somebody is known.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Offices {
    /// Those of which all three are known and were touched lately.
    pub covered: Share,
    /// Those where only the provider is known.
    pub provider_only: u64,
    /// Those where only the provider is known first, then the least covered.
    pub offices: Vec<Office>,
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::practice::sample::{NOW, days_ago, id};

    #[test]
    fn an_office_is_covered_by_its_desk_its_router_and_its_provider() {
        let (oak, ana, lee) = (id(1), id(2), id(3));
        let mut at = vec![(lee, oak, Role::Provider)];
        let mut last = HashMap::from([(lee, days_ago(10)), (ana, days_ago(91))]);
        assert!(offices([oak], &at, &last, NOW)[0].knows_provider_only());
        at.extend([(ana, oak, Role::FrontDesk), (ana, oak, Role::RoutesReferrals)]);
        let office = &offices([oak], &at, &last, NOW)[0];
        assert_eq!(
            office.parts.each_ref().map(|part| part.covered),
            [Covered::Known, Covered::Known, Covered::Touched]
        );
        last.insert(ana, days_ago(90));
        assert!(offices([oak], &at, &last, NOW)[0].is_covered());
    }

    #[test]
    fn where_only_the_provider_is_known_comes_first_and_where_nobody_is_known_is_no_warning() {
        let (oak, elm, ash) = (id(1), id(2), id(3));
        let at = [(id(9), ash, Role::Provider), (id(8), oak, Role::FrontDesk), (id(7), elm, Role::Nurse)];
        let found = offices([oak, elm, ash], &at, &HashMap::<RecordId, Instant>::new(), NOW);
        assert_eq!(found.iter().map(|office| office.place).collect::<Vec<_>>(), [ash, elm, oak]);
        assert!(!found[1].knows_somebody() && !found[1].knows_provider_only());
    }
}
