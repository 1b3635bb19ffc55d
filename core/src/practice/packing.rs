//! What to take along to some stops: the newest edition of what each lacks, and the gift that one is known for.

use std::collections::BTreeMap;

use super::{library, stock::newest_edition};
use crate::model::{
    Instant, Item, ItemKind, RecordId,
    view::{LibraryItem, Named, Origin, PackLine, PackReason, StockLine},
};

/// What was left so long ago may be used up: half a year.
const USED_UP_MS: i64 = 182 * 86_400_000;
/// What is taken along though it was never stocked, and how many of it; the résumé is not: only if they ask.
const USUAL: [(&str, i64); 3] = [("card", 5), ("brochure", 3), ("booking_card", 10)];

/// One stop.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stop {
    /// Where, or with whom.
    pub who: Named,
    /// What was left there: which, how many, when.
    pub left: Vec<(String, i64, Instant)>,
    /// Whether they had the signature gift this year.
    pub had_signature: bool,
    /// What is planned for them, and how many.
    pub planned: BTreeMap<String, i64>,
}

/// What to take along, the most first.
#[must_use]
pub fn lines(items: &[LibraryItem], stops: &[Stop], stock: &[StockLine], now: Instant) -> Vec<PackLine> {
    let mut lines: BTreeMap<String, PackLine> = BTreeMap::new();
    for stop in stops {
        for (key, count) in stop.planned.iter().filter(|(_, count)| **count > 0) {
            add(&mut lines, &planned(items, key), stop, PackReason::Planned, *count, stock);
        }
        // What they are to get already is not taken along once more.
        let is_planned = |item: &LibraryItem| stop.planned.keys().any(|key| library::key(key) == item.key);
        for item in items.iter().filter(|item| is_taken(items, item) && !is_planned(item)) {
            if let Some((reason, count)) = need(items, item, stop, now) {
                add(&mut lines, item, stop, reason, count, stock);
            }
        }
        let signature = items.iter().filter(|item| item.item.kind == ItemKind::Gift && item.item.signature);
        for gift in signature.filter(|gift| !stop.had_signature && !is_planned(gift)) {
            add(&mut lines, gift, stop, PackReason::Signature, 1, stock);
        }
    }
    let mut lines: Vec<PackLine> = lines.into_values().collect();
    lines.sort_by(|one, other| (other.count, &one.name).cmp(&(one.count, &other.name)));
    lines
}

/// An item by its key; one that is in no library any more is called as it was left.
fn planned(items: &[LibraryItem], key: &str) -> LibraryItem {
    let key = library::key(key);
    items.iter().find(|item| item.key == key).cloned().unwrap_or_else(|| LibraryItem {
        id: RecordId([0; 16]),
        origin: Origin::Own,
        item: Item { name: key.clone(), ..Item::default() },
        key,
    })
}

/// The newest edition of a material of one's own that is stocked, or that is always taken along.
fn is_taken(items: &[LibraryItem], item: &LibraryItem) -> bool {
    let usual = USUAL.iter().any(|(topic, _)| item.item.topic == *topic);
    let own = item.item.kind == ItemKind::Material && item.item.owner.is_empty();
    own && item.key != "resume" && (usual || item.item.stocked.0 > 0) && newest_edition(items, item).id == item.id
}

/// Why a stop should have an item, and how many: as many as the last time, unless it never had any.
fn need(items: &[LibraryItem], newest: &LibraryItem, stop: &Stop, now: Instant) -> Option<(PackReason, i64)> {
    let editions: Vec<&str> = items
        .iter()
        .filter(|other| {
            other.id == newest.id || (!newest.item.topic.is_empty() && other.item.topic == newest.item.topic)
        })
        .map(|other| other.key.as_str())
        .collect();
    let of_any_edition = stop.left.iter().filter(|(left, ..)| editions.contains(&library::key(left).as_str()));
    let last = of_any_edition.max_by_key(|(_, _, at)| *at);
    let usual = USUAL.iter().find(|(topic, _)| newest.item.topic == *topic).map_or(1, |(_, count)| *count);
    let has_newest = stop.left.iter().any(|(left, ..)| library::key(left) == newest.key);
    match last {
        None => Some((PackReason::None, usual)),
        Some((_, count, _)) if !has_newest => Some((PackReason::Outdated, *count)),
        Some((_, count, at)) if now.0.saturating_sub(at.0) > USED_UP_MS => Some((PackReason::UsedUp, *count)),
        Some(_) => None,
    }
}

fn add(
    lines: &mut BTreeMap<String, PackLine>,
    item: &LibraryItem,
    stop: &Stop,
    reason: PackReason,
    count: i64,
    stock: &[StockLine],
) {
    let line = lines.entry(item.key.clone()).or_insert_with(|| PackLine {
        item: item.key.clone(),
        name: item.item.name.clone(),
        version: item.item.version.clone(),
        count: 0,
        stops: Vec::new(),
        there: stock.iter().find(|line| line.item == item.key).map(|line| line.there),
    });
    line.count = line.count.saturating_add(count);
    line.stops.push((stop.who.clone(), reason));
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOW: Instant = Instant(1_795_356_300_000);

    fn stop(left: &[(&str, i64, i64)]) -> Stop {
        let left =
            left.iter().map(|(item, count, days)| ((*item).to_owned(), *count, Instant(NOW.0 - days * 86_400_000)));
        let who = Named { id: RecordId([1; 16]), name: "Oak Street".into() };
        Stop { who, left: left.collect(), had_signature: true, planned: BTreeMap::new() }
    }

    fn packed(items: &[LibraryItem], stop: Stop) -> Vec<(String, i64, PackReason)> {
        let lines = lines(items, &[stop], &[], NOW);
        lines.into_iter().map(|line| (line.item, line.count, line.stops[0].1)).collect()
    }

    #[test]
    fn a_first_visit_takes_what_everybody_should_have_and_no_resume() {
        let items = library::whole(Vec::new(), &[].into());
        let found = packed(&items, stop(&[]));
        let expected = [("booking_card", 10), ("card", 5), ("brochure", 3)];
        assert_eq!(found, expected.map(|(item, count)| (item.to_owned(), count, PackReason::None)));
    }

    #[test]
    fn who_has_the_newest_gets_none_until_it_may_be_used_up() {
        let mut items = library::whole(Vec::new(), &[].into());
        let had = stop(&[("card", 8, 30), ("brochure", 2, 400), ("booking_card", 4, 20)]);
        assert_eq!(packed(&items, had.clone()), [("brochure".to_owned(), 2, PackReason::UsedUp)]);
        let id = RecordId([9; 16]);
        let item = Item {
            kind: ItemKind::Material,
            name: "Spring brochure".into(),
            topic: "brochure".into(),
            ..Item::default()
        };
        items.push(LibraryItem { key: id.to_string(), id, origin: Origin::Own, item });
        assert_eq!(packed(&items, had), [(id.to_string(), 2, PackReason::Outdated)]);
    }

    #[test]
    fn what_is_planned_is_packed_once() {
        let items = library::whole(Vec::new(), &[].into());
        let planned = [("card".to_owned(), 2), ("cookies".to_owned(), 1)].into();
        let told = Stop { planned, ..stop(&[("booking_card", 1, 1), ("brochure", 1, 1)]) };
        let found = lines(&items, &[told, stop(&[("booking_card", 1, 1), ("brochure", 1, 1)])], &[], NOW);
        let found: Vec<_> = found.iter().map(|line| (line.item.as_str(), line.count, line.stops.len())).collect();
        assert_eq!(found, [("card", 7, 2), ("cookies", 1, 1)], "two as planned, five for whoever has none");
    }

    #[test]
    fn the_signature_gift_comes_along_once_a_year() {
        let mut items = library::whole(Vec::new(), &[].into());
        for item in &mut items {
            item.item.signature = item.key == "cookies";
        }
        let had = [("card", 1, 1), ("brochure", 1, 1), ("booking_card", 1, 1)];
        assert!(packed(&items, stop(&had)).is_empty());
        let not_yet = Stop { had_signature: false, ..stop(&had) };
        assert_eq!(packed(&items, not_yet), [("cookies".to_owned(), 1, PackReason::Signature)]);
    }
}
