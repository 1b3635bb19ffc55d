#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use super::*;
use crate::practice::{library, occasions};

fn day(text: &str) -> Day {
    text.parse().unwrap()
}

fn items(signature: Option<&str>) -> Vec<LibraryItem> {
    let mut items = library::whole(Vec::new(), &BTreeSet::new());
    for item in &mut items {
        item.item.signature = Some(item.key.as_str()) == signature;
    }
    items
}

fn given(item: &str, on: &str, cost_minor: i64) -> Given {
    Given { item: item.to_owned(), day: day(on), cost_minor: Some(cost_minor) }
}

fn july() -> Vec<Occasion> {
    occasions::coming(day("2026-06-25"), 20, "US", &[])
}

#[test]
fn what_came_on_the_fourth_of_july_comes_again_the_next_year() {
    let recipient = GiftRecipient { given: vec![given("pie", "2025-07-02", 1400)], ..GiftRecipient::default() };
    let found = suggestions(&items(Some("cookies")), &july(), &recipient);
    assert_eq!(found[0].gift.key, "pie");
    assert_eq!(found[0].reason, GiftReason::EveryYear { last: day("2025-07-02") });
    assert_eq!((found[1].gift.key.as_str(), &found[1].reason), ("cookies", &GiftReason::Signature));
    assert!(found[2..].iter().all(|one| one.reason == GiftReason::OffSeason));
}

#[test]
fn who_has_got_something_already_is_left_in_peace() {
    let recipient = GiftRecipient { given: vec![given("fruit", "2026-06-30", 1500)], ..GiftRecipient::default() };
    assert!(suggestions(&items(None), &july(), &recipient).is_empty());
}

#[test]
fn an_allergy_is_named_whatever_its_number() {
    for note in ["no nuts please", "Nut allergy!", "NUTS"] {
        let recipient = GiftRecipient { allergies: vec![note.to_owned()], ..GiftRecipient::default() };
        let found = suggestions(&items(Some("cookies")), &july(), &recipient);
        let cookies = found.iter().find(|one| one.gift.key == "cookies").unwrap();
        assert_eq!(cookies.clashes, ["nut"], "{note}");
        let lemonade = found.iter().find(|one| one.gift.key == "lemonade").unwrap();
        assert!(lemonade.clashes.is_empty(), "{note}");
    }
}

#[test]
fn the_cap_counts_the_year_of_the_occasion_alone() {
    let mut recipient = GiftRecipient {
        given: vec![given("pie", "2026-02-01", 4000), given("pie", "2025-12-24", 90_000)],
        cap_minor: Some(5000),
        ..GiftRecipient::default()
    };
    let over = |recipient: &GiftRecipient| {
        let found = suggestions(&items(None), &july(), recipient);
        found.iter().find(|one| one.gift.key == "cookies").unwrap().over_cap
    };
    assert!(over(&recipient), "40 and 12 are more than 50");
    recipient.given.remove(0);
    assert!(!over(&recipient));
}

#[test]
fn a_streak_lasts_until_a_year_without() {
    let signature = ["cookies".to_owned()].into();
    let of = |years: &[&str]| {
        let given = years.iter().map(|year| given("cookies", &format!("{year}-07-03"), 1)).collect();
        streak_years(&GiftRecipient { given, ..GiftRecipient::default() }, &signature, day("2026-03-01"))
    };
    assert_eq!(of(&["2023", "2024", "2025"]), 3, "this year is not over");
    assert_eq!(of(&["2022", "2024", "2025"]), 2);
    assert_eq!(of(&["2023", "2024"]), 0);
    assert_eq!(of(&[]), 0);
}

proptest::proptest! {
    #[test]
    fn suggestions_do_not_depend_on_the_order_of_what_was_given(
        gifts in proptest::collection::vec((0_usize..20, 0_i64..900, 0_i64..5000), 0..8)
    ) {
        let items = items(Some("cookies"));
        let keys: Vec<_> = items.iter().filter(|item| item.item.kind == ItemKind::Gift).map(|item| &item.key).collect();
        let mut recipient = GiftRecipient { cap_minor: Some(5000), ..GiftRecipient::default() };
        for (gift, ago, cost) in gifts {
            let on = day("2026-06-25") - chrono::TimeDelta::days(ago);
            recipient.given.push(Given { item: keys[gift].clone(), day: on, cost_minor: Some(cost) });
        }
        let forth = suggestions(&items, &july(), &recipient);
        recipient.given.reverse();
        proptest::prop_assert_eq!(&forth, &suggestions(&items, &july(), &recipient));
        for one in &forth {
            proptest::prop_assert!(one.day >= day("2026-06-25"));
        }
    }
}
