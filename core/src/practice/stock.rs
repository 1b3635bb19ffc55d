//! What is there to be handed over: what was ever stocked, less what was left behind.

use std::collections::{BTreeMap, BTreeSet};

use chrono::Days;

use super::library;
use crate::model::{
    Day, Instant, ItemKind,
    view::{LeftBehind, LibraryItem, StockLine},
};

/// The rate is that of so many weeks: a season, so that one large event doesn't decide it.
pub const RATE_WEEKS: i64 = 12;
/// Whatever runs out within so many days is to be ordered: printers take a week, and so does forgetting.
const LOW_DAYS: u64 = 14;
/// Milliseconds of a week.
pub const WEEK_MS: i64 = 604_800_000;

/// How many of an item were left in one week, counted from the first days of 1970.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LeftInWeek {
    /// Which week.
    pub week: i64,
    /// Which item, by either of its names.
    pub item: String,
    /// How many.
    pub count: i64,
}

/// The week that a time is in.
#[must_use]
pub const fn week_of(at: Instant) -> i64 {
    at.0 / WEEK_MS
}

/// The day on which a week began, in UTC.
#[must_use]
pub fn week_began(week: i64) -> Day {
    Instant(week.saturating_mul(WEEK_MS)).utc().date_naive()
}

/// What is there of everything that was ever stocked, what runs out first before the others.
#[must_use]
pub fn lines(items: &[LibraryItem], left: &[LeftInWeek], now: Instant, today: Day) -> Vec<StockLine> {
    let mut all: BTreeMap<String, (i64, i64)> = BTreeMap::new();
    let since = week_of(now) - RATE_WEEKS;
    for one in left {
        let (ever, lately) = all.entry(library::key(&one.item)).or_default();
        *ever = ever.saturating_add(one.count);
        if one.week > since {
            *lately = lately.saturating_add(one.count);
        }
    }
    let stocked = items.iter().filter(|item| item.item.stocked.0 != 0 && item.item.owner.is_empty());
    let mut lines: Vec<StockLine> = stocked
        .map(|item| {
            let (ever, lately) = all.get(&item.key).copied().unwrap_or_default();
            line(item, ever, lately, today)
        })
        .collect();
    lines.sort_by(|one, other| {
        let never = |line: &StockLine| line.runs_out.unwrap_or(Day::MAX);
        (never(one), &one.name, one.id).cmp(&(never(other), &other.name, other.id))
    });
    lines
}

/// What is to be ordered now, what runs out first before the others: what goes, is low, was not put off beyond a day, and is no
/// older edition of something else.
#[must_use]
pub fn running_out(items: &[LibraryItem], lines: Vec<StockLine>, today: Day) -> Vec<StockLine> {
    let wanted = |line: &StockLine| {
        let item = items.iter().find(|item| item.id == line.id);
        item.is_some_and(|item| {
            item.item.quiet_until.is_none_or(|until| until <= today) && newest_edition(items, item).id == item.id
        })
    };
    lines.into_iter().filter(|line| line.low && line.lately > 0 && wanted(line)).collect()
}

#[allow(clippy::cast_precision_loss, reason = "counts of things that were handed over")]
fn line(item: &LibraryItem, ever: i64, lately: i64, today: Day) -> StockLine {
    let there = item.item.stocked.0.saturating_sub(ever);
    let a_week = lately as f64 / RATE_WEEKS as f64;
    // Whole days, rounded down: the day on which the last one goes.
    let days = if there <= 0 { Some(0) } else { there.saturating_mul(RATE_WEEKS * 7).checked_div(lately) };
    let days = days.and_then(|days| u64::try_from(days).ok());
    let runs_out = days.and_then(|days| today.checked_add_days(Days::new(days)));
    StockLine {
        item: item.key.clone(),
        id: item.id,
        name: item.item.name.clone(),
        version: item.item.version.clone(),
        stocked: item.item.stocked.0,
        left: ever,
        there,
        lately,
        a_week,
        runs_out,
        low: days.is_some_and(|days| days <= LOW_DAYS),
    }
}

/// What somebody has of the materials, the latest first, and which of it is of an older edition. `left` is what was left with
/// them: item, how many, when.
#[must_use]
pub fn left_behind(items: &[LibraryItem], left: &[(String, i64, Instant)]) -> Vec<LeftBehind> {
    let mut gathered: BTreeMap<String, (i64, Instant)> = BTreeMap::new();
    for (item, count, at) in left {
        let (all, last) = gathered.entry(library::key(item)).or_default();
        *all = all.saturating_add(*count);
        *last = (*last).max(*at);
    }
    let had: BTreeSet<&str> = gathered.keys().map(String::as_str).collect();
    let mut found: Vec<LeftBehind> = items
        .iter()
        .filter(|item| item.item.kind == ItemKind::Material)
        .filter_map(|item| {
            let (count, at) = *gathered.get(&item.key)?;
            let newest = newest_edition(items, item);
            let outdated = newest.key != item.key && !had.contains(newest.key.as_str());
            Some(LeftBehind {
                item: item.key.clone(),
                name: item.item.name.clone(),
                version: item.item.version.clone(),
                count,
                at,
                outdated_by: outdated.then(|| newest.key.clone()),
            })
        })
        .collect();
    found.sort_by(|one, other| (other.at, &one.name).cmp(&(one.at, &other.name)));
    found
}

/// The newest edition of a material: the one that was put into the book last, of those of its topic.
#[must_use]
pub fn newest_edition<'a>(items: &'a [LibraryItem], of: &'a LibraryItem) -> &'a LibraryItem {
    let same = |other: &&LibraryItem| {
        other.item.kind == ItemKind::Material
            && !of.item.topic.is_empty()
            && other.item.topic == of.item.topic
            && other.item.owner == of.item.owner
    };
    // Ids of version 7 come in the order in which they were made, and those of the library before all of them.
    items.iter().filter(same).max_by_key(|other| other.id).unwrap_or(of)
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test fails by panicking")]
mod tests {
    use super::*;
    use crate::model::{Item, RecordId, Stock, view::Origin};

    const NOW: Instant = Instant(1_795_356_300_000); // 2026-11-22

    fn today() -> Day {
        NOW.utc().date_naive()
    }

    fn item(key: &str, stocked: i64) -> LibraryItem {
        let id = library::id_of(key);
        let name = key.to_owned();
        let item =
            Item { kind: ItemKind::Material, name, topic: key.into(), stocked: Stock(stocked), ..Item::default() };
        LibraryItem { key: key.to_owned(), id, origin: Origin::Edited, item }
    }

    fn left(item: &str, weeks_ago: i64, count: i64) -> LeftInWeek {
        LeftInWeek { week: week_of(NOW) - weeks_ago, item: item.to_owned(), count }
    }

    #[test]
    fn what_is_there_is_what_was_stocked_less_what_was_left_under_either_name() {
        let by_id = library::id_of("card").to_string();
        let found =
            lines(&[item("card", 100), item("brochure", 0)], &[left("card", 40, 20), left(&by_id, 1, 6)], NOW, today());
        let [line] = &found[..] else { panic!("{found:?}") };
        assert_eq!((line.left, line.there), (26, 74));
        assert!((line.a_week - 0.5).abs() < 1e-9, "six in twelve weeks");
        // 74 at half a card a week last 148 weeks.
        assert_eq!(line.runs_out, today().checked_add_days(Days::new(148 * 7)));
        assert!(!line.low);
    }

    #[test]
    fn what_runs_out_first_comes_first_and_what_never_goes_last() {
        let items = [item("card", 100), item("brochure", 10), item("resume", 5), item("fee_sheet", 2)];
        let left = [left("card", 0, 12), left("brochure", 2, 12), left("fee_sheet", 3, 9)];
        let found = lines(&items, &left, NOW, today());
        let order: Vec<_> = found.iter().map(|line| (line.item.as_str(), line.there, line.low)).collect();
        assert_eq!(order, [("brochure", -2, true), ("fee_sheet", -7, true), ("card", 88, false), ("resume", 5, false)]);
        assert_eq!(found[3].runs_out, None);
    }

    #[test]
    fn what_is_to_be_ordered_goes_is_low_and_is_the_newest() {
        let mut items = [item("card", 100), item("brochure", 10), item("resume", 5), item("brochure", 6)];
        (items[3].id, items[3].key) = (RecordId([1; 16]), "spring".to_owned());
        let left = [left("card", 0, 90), left("brochure", 2, 12), left("spring", 1, 6), left("resume", 20, 5)];
        let found = |items: &[LibraryItem]| {
            let lines = running_out(items, lines(items, &left, NOW, today()), today());
            lines.into_iter().map(|line| (line.item, line.there, line.lately)).collect::<Vec<_>>()
        };
        let card = ("card".to_owned(), 10, 90);
        let spring = ("spring".to_owned(), 0, 6);
        assert_eq!(
            found(&items),
            [spring.clone(), card.clone()],
            "the old edition and what nobody takes are left to go"
        );
        items[0].item.quiet_until = today().checked_add_days(Days::new(1));
        assert_eq!(found(&items), [spring]);
        items[0].item.quiet_until = Some(today());
        assert_eq!(found(&items).last(), Some(&card));
    }

    #[test]
    fn whoever_has_the_old_brochure_only_is_to_have_the_new_one() {
        let old = item("brochure", 0);
        let mut new = item("brochure", 0);
        (new.id, new.key) = (RecordId([1; 16]), RecordId([1; 16]).to_string());
        let items = [old, new.clone()];
        let has = |left: &[(String, i64, Instant)]| left_behind(&items, left)[0].outdated_by.clone();
        assert_eq!(has(&[("brochure".into(), 5, NOW)]), Some(new.key.clone()));
        assert_eq!(has(&[("brochure".into(), 5, NOW), (new.key.clone(), 1, Instant(1))]), None);
    }

    proptest::proptest! {
        #[test]
        fn stock_is_a_sum_whatever_the_order_and_the_weeks(
            mut lefts in proptest::collection::vec((0_i64..60, 0_i64..50), 0..20), stocked in 1_i64..500
        ) {
            let sum: i64 = lefts.iter().map(|(_, count)| count).sum();
            let of = |lefts: &[(i64, i64)]| {
                let lefts: Vec<_> = lefts.iter().map(|(ago, count)| left("card", *ago, *count)).collect();
                lines(&[item("card", stocked)], &lefts, NOW, today())
            };
            let forth = of(&lefts);
            proptest::prop_assert_eq!(forth[0].there, stocked - sum);
            lefts.reverse();
            proptest::prop_assert_eq!(forth, of(&lefts));
        }
    }
}
