//! What is offered once the place is known: whom one met, what one left, how it went, when to come again.

use std::collections::{BTreeMap, BTreeSet};

use crate::model::{Met, Outcome, RecordId, Role, Touchpoint};

/// Somebody who may have been met.
#[derive(Debug, Clone, PartialEq)]
pub struct LikelyMet {
    /// Who, or a role whose name is not known yet.
    pub met: Met,
    /// What they do there.
    pub roles: BTreeSet<Role>,
    /// At how many of the past visits they were met.
    pub times: u32,
    /// Of how many.
    pub of: u32,
}

/// Something that may have been left.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LikelyLeft {
    /// The item.
    pub item: String,
    /// How many, the last time.
    pub count: i64,
    /// Whether it was left the last time: then it is ready.
    pub last_time: bool,
    /// At how many of the past visits it was left.
    pub times: u32,
}

/// Whom one may have met: whoever was met most, the latest visits counting more; among equals the front desk first. Where
/// nobody is known at the front, the role stands for them.
#[must_use]
pub fn people(staff: &[(RecordId, BTreeSet<Role>)], past: &[Touchpoint]) -> Vec<LikelyMet> {
    let of = u32::try_from(past.len()).unwrap_or(u32::MAX);
    let mut known: Vec<LikelyMet> = staff
        .iter()
        .map(|(id, roles)| LikelyMet { met: Met::Contact(*id), roles: roles.clone(), times: 0, of })
        .collect();
    if !staff.iter().any(|(_, roles)| roles.contains(&Role::FrontDesk)) {
        let roles = [Role::FrontDesk].into();
        known.push(LikelyMet { met: Met::Role(Role::FrontDesk), roles, times: 0, of });
    }
    let mut ranked: Vec<(i64, bool, LikelyMet)> = known
        .into_iter()
        .map(|mut likely| {
            let mut weight = 0;
            // Each visit counts for four fifths of the one after it.
            let mut worth = 1_000;
            for touchpoint in past {
                if touchpoint.met.contains(&likely.met) {
                    weight += worth;
                    likely.times += 1;
                }
                worth = worth * 4 / 5;
            }
            (weight, likely.roles.contains(&Role::FrontDesk), likely)
        })
        .collect();
    ranked.sort_by(|(one, one_front, this), (other, other_front, that)| {
        (other, other_front).cmp(&(one, one_front)).then_with(|| this.met.cmp(&that.met))
    });
    ranked.into_iter().map(|(_, _, likely)| likely).collect()
}

/// What one may have left: the last time's first, then what was left most. `past` has the newest first.
#[must_use]
pub fn left_behind(past: &[Touchpoint]) -> Vec<LikelyLeft> {
    let last = past.iter().find(|touchpoint| !touchpoint.left.is_empty());
    let mut items: BTreeMap<&str, LikelyLeft> = BTreeMap::new();
    for touchpoint in past {
        for (item, count) in touchpoint.left.iter().filter(|(_, count)| **count > 0) {
            let last_time = last.is_some_and(|last| last.left.contains_key(item));
            let likely = LikelyLeft { item: item.clone(), count: *count, last_time, times: 0 };
            items.entry(item).or_insert(likely).times += 1;
        }
    }
    let mut ranked: Vec<LikelyLeft> = items.into_values().collect();
    ranked.sort_by_key(|likely| (!likely.last_time, std::cmp::Reverse(likely.times)));
    ranked
}

/// How it mostly went; nothing before the first visit.
#[must_use]
pub fn outcome(past: &[Touchpoint]) -> Option<Outcome> {
    let mut counts: BTreeMap<&Outcome, usize> = BTreeMap::new();
    for outcome in past.iter().filter_map(|touchpoint| touchpoint.outcome.as_ref()) {
        *counts.entry(outcome).or_insert(0) += 1;
    }
    counts
        .into_iter()
        .max_by_key(|(outcome, times)| (*times, std::cmp::Reverse(*outcome)))
        .map(|(outcome, _)| outcome.clone())
}

#[cfg(test)]
mod tests {
    use super::*;

    const ANA: RecordId = RecordId([1; 16]);
    const LEE: RecordId = RecordId([2; 16]);

    fn visit(met: &[Met], left: &[(&str, i64)]) -> Touchpoint {
        let left = left.iter().map(|(item, count)| ((*item).to_owned(), *count)).collect();
        Touchpoint { met: met.iter().cloned().collect(), left, outcome: Some(Outcome::Met), ..Touchpoint::default() }
    }

    #[test]
    fn whoever_is_mostly_met_comes_first_and_before_any_visit_the_front_desk() {
        let staff = [(LEE, BTreeSet::from([Role::Provider])), (ANA, BTreeSet::from([Role::FrontDesk]))];
        assert_eq!(people(&staff, &[])[0].met, Met::Contact(ANA));
        let past =
            [visit(&[Met::Contact(LEE)], &[]), visit(&[Met::Contact(ANA)], &[]), visit(&[Met::Contact(LEE)], &[])];
        let likely = people(&staff, &past);
        assert_eq!((likely[0].met.clone(), likely[0].times, likely[0].of), (Met::Contact(LEE), 2, 3));
    }

    #[test]
    fn a_front_desk_without_a_name_is_a_chip() {
        let likely = people(&[(LEE, BTreeSet::from([Role::Provider]))], &[]);
        assert_eq!(likely[0].met, Met::Role(Role::FrontDesk));
    }

    #[test]
    fn what_was_left_the_last_time_is_ready() {
        let past = [visit(&[], &[("card", 5)]), visit(&[], &[("cookies", 1)]), visit(&[], &[("cookies", 1)])];
        let left = left_behind(&past);
        assert_eq!((left[0].item.as_str(), left[0].count, left[0].last_time), ("card", 5, true));
        assert_eq!((left[1].item.as_str(), left[1].times, left[1].last_time), ("cookies", 2, false));
        assert_eq!(outcome(&past), Some(Outcome::Met));
    }
}
