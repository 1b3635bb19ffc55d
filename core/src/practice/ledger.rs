//! What was given and received: gives and what partners share in one ledger, gifts and what they cost in another. Referrals are
//! in neither.

use std::collections::BTreeMap;

use super::library::{self, BENEFIT};
use crate::model::{
    Direction, ItemKind, Met, RecordId, Touchpoint, TouchpointKind, TouchpointState,
    view::{GivenLine, LibraryItem, Named},
};

/// A touchpoint's lines: one for each thing that was left, given or received. Names are left to whoever knows them.
#[must_use]
pub fn lines(id: RecordId, touchpoint: &Touchpoint, items: &BTreeMap<String, LibraryItem>) -> Vec<GivenLine> {
    if touchpoint.state != TouchpointState::Done {
        return Vec::new();
    }
    let direction = touchpoint.direction.clone().unwrap_or(Direction::Out);
    let dropped = touchpoint.kind == TouchpointKind::GiftDrop;
    let mut noted = touchpoint.cost_minor;
    let mut left: Vec<(&str, i64)> =
        touchpoint.left.iter().filter(|(_, count)| **count > 0).map(|(left, count)| (left.as_str(), *count)).collect();
    if dropped && left.is_empty() {
        left.push((TouchpointKind::GiftDrop.as_str(), 1));
    }
    let line = |(left, count): (&str, i64)| {
        let key = library::key(left);
        let known = items.get(&key).map(|item| &item.item);
        // Whatever was dropped off as a gift is one, though the library may not know it.
        let kind = known.map(|item| item.kind.clone()).or_else(|| dropped.then_some(ItemKind::Gift));
        let cost_minor = if kind == Some(ItemKind::Gift) {
            // What was noted is the gift's; of several, the first has it, so that it is counted once.
            let own = || known.and_then(|item| item.cost_minor).and_then(|each| each.checked_mul(count));
            let cost = noted.or_else(own);
            noted = noted.map(|_| 0);
            cost.map(|cost| cost.max(0))
        } else {
            None
        };
        GivenLine {
            touchpoint: id,
            at: touchpoint.at,
            who: Vec::new(),
            name: known.map_or_else(|| key.replace('_', " "), |item| item.name.clone()),
            benefit: known.is_some_and(|item| item.topic.split_whitespace().any(|word| word == BENEFIT)),
            item: key,
            kind,
            count,
            direction: direction.clone(),
            by: touchpoint.kind.clone(),
            cost_minor,
            surprise: touchpoint.surprise,
        }
    };
    left.into_iter().map(line).collect()
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

/// What each of those who got something together got of what it cost: shared evenly, to the last cent. Nothing if nobody knows what
/// that was.
pub fn shares(line: &GivenLine) -> impl Iterator<Item = (&Named, Option<i64>)> {
    let heads = i64::try_from(line.who.len()).unwrap_or(i64::MAX).max(1);
    (0..).zip(&line.who).map(move |(number, who)| {
        (who, line.cost_minor.map(|cost| cost.div_euclid(heads) + i64::from(number < cost.rem_euclid(heads))))
    })
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

    #[test]
    fn what_nobody_noted_costs_what_the_library_says_and_what_was_dropped_off_is_a_gift() {
        let cost = |left: &[(&str, i64)], kind: TouchpointKind| {
            let left = left.iter().map(|(item, count)| ((*item).to_owned(), *count)).collect();
            let lines = lines(RecordId([1; 16]), &Touchpoint { kind, left, ..Touchpoint::default() }, &known());
            lines.into_iter().filter(is_gift).map(|line| (line.item, line.cost_minor)).collect::<Vec<_>>()
        };
        let pie = cost(&[("pie", 1)], TouchpointKind::Visit)[0].1.unwrap();
        assert_eq!(cost(&[("pie", 2), ("card", 4)], TouchpointKind::Visit), [("pie".to_owned(), Some(2 * pie))]);
        assert_eq!(cost(&[("tulips", 1)], TouchpointKind::Visit), []);
        assert_eq!(cost(&[("tulips", 1)], TouchpointKind::GiftDrop), [("tulips".to_owned(), None)]);
        assert_eq!(cost(&[], TouchpointKind::GiftDrop), [("gift_drop".to_owned(), None)]);
    }

    proptest::proptest! {
        #[test]
        fn shares_of_a_gift_come_to_what_it_cost(cost in 0_i64..100_000, heads in 1_u8..9) {
            let who = (0..heads).map(|n| Named { id: RecordId([n; 16]), name: n.to_string() }).collect();
            let mut line = lines(RecordId([1; 16]), &left(&["cookies"]), &known()).remove(0);
            (line.who, line.cost_minor) = (who, Some(cost));
            let each: Vec<i64> = shares(&line).map(|(_, share)| share.unwrap()).collect();
            proptest::prop_assert_eq!(each.iter().sum::<i64>(), cost);
            proptest::prop_assert!(each.iter().max().unwrap() - each.iter().min().unwrap() <= 1);
        }
    }
}
