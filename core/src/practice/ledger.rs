//! What was given and received: gives and what partners share in one ledger, gifts and what they cost in another. Referrals are
//! in neither.

use std::collections::BTreeMap;

use super::library::{self, BENEFIT};
use crate::model::{
    Direction, ItemKind, Met, RecordId, Touchpoint, TouchpointState,
    view::{GiftTotal, GivenLine, LibraryItem, Named},
};

/// A touchpoint's lines: one for each thing that was left, given or received. Names are left to whoever knows them.
#[must_use]
pub fn lines(id: RecordId, touchpoint: &Touchpoint, items: &BTreeMap<String, LibraryItem>) -> Vec<GivenLine> {
    if touchpoint.state != TouchpointState::Done {
        return Vec::new();
    }
    let direction = touchpoint.direction.clone().unwrap_or(Direction::Out);
    let mut cost = touchpoint.cost_minor;
    let left = touchpoint.left.iter().filter(|(_, count)| **count > 0);
    left.map(|(left, count)| {
        let key = library::key(left);
        let known = items.get(&key).map(|item| &item.item);
        let kind = known.map(|item| item.kind.clone());
        // What a visit cost is the gift's; of several, the first has it, so that it is counted once.
        let cost_minor = cost.filter(|_| kind == Some(ItemKind::Gift));
        cost = cost.map(|whole| if cost_minor.is_some() { 0 } else { whole });
        GivenLine {
            touchpoint: id,
            at: touchpoint.at,
            who: Vec::new(),
            name: known.map_or_else(|| key.replace('_', " "), |item| item.name.clone()),
            benefit: known.is_some_and(|item| item.topic.split_whitespace().any(|word| word == BENEFIT)),
            item: key,
            kind,
            count: *count,
            direction: direction.clone(),
            by: touchpoint.kind.clone(),
            cost_minor,
            surprise: touchpoint.surprise,
        }
    })
    .collect()
}

/// Whether a line is of value other than a gift: a give, or something that partners share.
#[must_use]
pub fn is_value(line: &GivenLine) -> bool {
    matches!(line.kind, Some(ItemKind::Give))
}

/// Whether a line is a gift that was given.
#[must_use]
pub fn is_gift(line: &GivenLine) -> bool {
    line.kind == Some(ItemKind::Gift) && line.direction != Direction::In
}

/// Who got what a touchpoint left: the people who were met, else the place.
#[must_use]
pub fn recipients(touchpoint: &Touchpoint) -> Vec<RecordId> {
    let people: Vec<RecordId> = people(touchpoint).collect();
    if people.is_empty() { touchpoint.place.into_iter().collect() } else { people }
}

/// The people whom a touchpoint names.
pub fn people(touchpoint: &Touchpoint) -> impl Iterator<Item = RecordId> {
    touchpoint.met.iter().filter_map(|met| if let Met::Contact(id) = met { Some(*id) } else { None })
}

/// What each recipient's gifts come to, the highest first, beside the limit that holds for each. A gift to several is shared among
/// them, to the last cent.
#[must_use]
pub fn totals(lines: &[GivenLine], limit_minor: impl Fn(RecordId) -> Option<i64>) -> Vec<GiftTotal> {
    let mut sums: BTreeMap<RecordId, (Named, i64, u64)> = BTreeMap::new();
    for line in lines {
        let heads = i64::try_from(line.who.len()).unwrap_or(i64::MAX).max(1);
        for (number, who) in (0..).zip(&line.who) {
            let (_, sum, unpriced) = sums.entry(who.id).or_insert_with(|| (who.clone(), 0, 0));
            match line.cost_minor {
                Some(cost) => {
                    let share = cost.div_euclid(heads) + i64::from(number < cost.rem_euclid(heads));
                    *sum = sum.saturating_add(share);
                }
                None => *unpriced += 1,
            }
        }
    }
    let total = |(who, cost_minor, unpriced): (Named, i64, u64)| {
        let limit_minor = limit_minor(who.id);
        let over = limit_minor.is_some_and(|limit| cost_minor > limit);
        GiftTotal { who, cost_minor, unpriced, limit_minor, over }
    };
    let mut totals: Vec<GiftTotal> = sums.into_values().map(total).collect();
    totals.sort_by(|one, other| (other.cost_minor, &one.who.name).cmp(&(one.cost_minor, &other.who.name)));
    totals
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test fails by panicking")]
mod tests {
    use super::*;

    fn known() -> BTreeMap<String, LibraryItem> {
        library::whole(Vec::new(), &[].into()).into_iter().map(|item| (item.key.clone(), item)).collect()
    }

    fn left(items: &[&str]) -> Touchpoint {
        let left = items.iter().map(|item| ((*item).to_owned(), 1)).collect();
        Touchpoint { left, cost_minor: Some(1500), ..Touchpoint::default() }
    }

    #[test]
    fn gives_and_gifts_stand_in_ledgers_of_their_own() {
        let lines = lines(RecordId([1; 16]), &left(&["article", "card", "cookies", "pie", "shared_care"]), &known());
        let value: Vec<_> = lines.iter().filter(|line| is_value(line)).map(|line| line.item.as_str()).collect();
        let gifts: Vec<_> =
            lines.iter().filter(|line| is_gift(line)).map(|line| (line.item.as_str(), line.cost_minor)).collect();
        assert_eq!(value, ["article", "shared_care"]);
        assert_eq!(gifts, [("cookies", Some(1500)), ("pie", Some(0))], "what it cost is counted once");
        assert!(lines.iter().find(|line| line.item == "shared_care").unwrap().benefit);
        assert!(lines.iter().filter(|line| !is_gift(line)).all(|line| line.cost_minor.is_none()));
    }

    #[test]
    fn what_is_planned_was_not_given_and_what_came_in_is_no_gift_of_ours() {
        let planned = Touchpoint { state: TouchpointState::Planned, ..left(&["cookies"]) };
        assert!(lines(RecordId([1; 16]), &planned, &known()).is_empty());
        let came = Touchpoint { direction: Some(Direction::In), ..left(&["cookies"]) };
        assert!(!lines(RecordId([1; 16]), &came, &known()).iter().any(is_gift));
    }

    proptest::proptest! {
        #[test]
        fn shares_of_a_gift_come_to_what_it_cost(cost in 0_i64..100_000, heads in 1_u8..9) {
            let who = (0..heads).map(|n| Named { id: RecordId([n; 16]), name: n.to_string() }).collect();
            let mut line = lines(RecordId([1; 16]), &left(&["cookies"]), &known()).remove(0);
            (line.who, line.cost_minor) = (who, Some(cost));
            let totals = totals(&[line], |_| Some(50));
            proptest::prop_assert_eq!(totals.iter().map(|total| total.cost_minor).sum::<i64>(), cost);
            let (most, least) = (totals[0].cost_minor, totals.last().unwrap().cost_minor);
            proptest::prop_assert!(most - least <= 1);
            proptest::prop_assert!(totals.iter().all(|total| total.over == (total.cost_minor > 50)));
        }
    }
}
