#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use super::*;
use crate::practice::library;

fn day(text: &str) -> Day {
    text.parse().unwrap()
}

fn keys(found: &[GiveSuggestion]) -> Vec<&str> {
    found.iter().map(|one| one.give.key.as_str()).collect()
}

fn gives(filter: &GiveFilter, recipient: Option<&Recipient>, uses: &Uses) -> Vec<GiveSuggestion> {
    let items = library::whole(Vec::new(), &BTreeSet::new());
    suggestions(&items, filter, recipient, uses, day("2026-11-22"))
}

fn everywhere() -> BTreeMap<String, bool> {
    ["phone", "email", "address", "linkedin"].into_iter().map(|way| (way.to_owned(), false)).collect()
}

#[test]
fn the_least_recently_used_comes_first() {
    let mut uses = Uses::default();
    let filter = GiveFilter { channel: Some("call".into()), ..GiveFilter::default() };
    let first = gives(&filter, None, &uses)[0].give.key.clone();
    uses.anywhere.insert(first.clone(), day("2026-11-16"));
    let next = gives(&filter, None, &uses);
    assert_ne!(next[0].give.key, first);
    assert_eq!(next.last().unwrap().give.key, first, "all others were never given");
}

#[test]
fn words_are_looked_for_in_names_topics_and_how_it_is_done() {
    let found = |text: &str| {
        let filter = GiveFilter { text: Some(text.to_owned()), ..GiveFilter::default() };
        gives(&filter, None, &Uses::default()).into_iter().map(|one| one.give.key).collect::<Vec<_>>()
    };
    assert!(found("Newsl spot").contains(&"spotlight".to_owned()));
    assert!(found("followers").contains(&"shout_out".to_owned()));
    assert!(found("zebra").is_empty());
    assert!(found("").len() > 20, "nothing typed narrows nothing");
}

#[test]
fn filters_leave_only_what_passes_them() {
    let filter = GiveFilter { max_minutes: Some(5), max_cost_minor: Some(0), ..GiveFilter::default() };
    let found = gives(&filter, None, &Uses::default());
    assert!(found.len() > 5);
    for one in &found {
        assert!(one.give.item.minutes.unwrap_or(0) <= 5 && one.give.item.cost_minor.is_none(), "{}", one.give.key);
    }
    let school = GiveFilter { sector: Some(Sector::School), ..GiveFilter::default() };
    let found = gives(&school, None, &Uses::default());
    assert!(keys(&found).contains(&"class_visit") && !keys(&found).contains(&"group_evening"));
    let benefit = GiveFilter { topic: Some("benefit".into()), ..GiveFilter::default() };
    assert_eq!(keys(&gives(&benefit, None, &Uses::default())).len(), 5);
}

#[test]
fn what_they_need_comes_before_what_they_like_and_what_they_had_lately_last() {
    let recipient = Recipient {
        needs: vec!["training for new staff".into()],
        likes: vec!["everything about research".into()],
        ways: everywhere(),
        ..Recipient::default()
    };
    let found = gives(&GiveFilter::default(), Some(&recipient), &Uses::default());
    assert!(found[0].reasons.iter().any(|reason| matches!(reason, GiveReason::Need { .. })), "{:?}", found[0]);
    let (need, likes) = (fit(&found[0].reasons), GiveReason::Likes { word: "research".into() });
    assert!(found.iter().filter(|one| one.reasons.contains(&likes)).all(|one| fit(&one.reasons) < need));
    let had = found[0].give.key.clone();
    let lately = Uses { to_them: [(had.clone(), day("2026-10-01"))].into(), ..Uses::default() };
    let again = gives(&GiveFilter::default(), Some(&recipient), &lately);
    assert_eq!(again.last().unwrap().give.key, had);
    let long_ago = Uses { to_them: [(had.clone(), day("2025-10-01"))].into(), ..Uses::default() };
    let again = gives(&GiveFilter::default(), Some(&recipient), &long_ago);
    assert_eq!(fit(&again[0].reasons), need);
}

#[test]
fn nobody_is_sent_an_email_who_has_none() {
    let recipient = Recipient { ways: [("phone".to_owned(), true)].into(), ..Recipient::default() };
    let found = gives(&GiveFilter::default(), Some(&recipient), &Uses::default());
    let first_unreachable =
        found.iter().position(|one| matches!(one.reasons.first(), Some(GiveReason::Unreachable { .. }))).unwrap();
    assert!(found[..first_unreachable].iter().all(|one| one.give.item.channel != "email"));
    assert_eq!(found[0].give.item.channel, "call", "they like the telephone");
}

#[test]
fn three_gives_go_three_ways() {
    let found = gives(&GiveFilter::default(), None, &Uses::default());
    let three = three(&found);
    let ways: BTreeSet<_> = three.iter().map(|one| one.give.item.channel.as_str()).collect();
    assert_eq!((three.len(), ways.len()), (3, 3));
    assert_eq!(three[0], found[0]);
}

proptest::proptest! {
    #[test]
    fn suggestions_are_the_same_whatever_order_the_uses_came_in(days in proptest::collection::vec(0_u64..400, 12)) {
        let items = library::whole(Vec::new(), &BTreeSet::new());
        let used: Vec<(String, Day)> = items.iter().zip(&days)
            .map(|(item, ago)| (item.key.clone(), day("2026-11-22") - chrono::Days::new(*ago))).collect();
        let forth = Uses { to_them: used.iter().cloned().collect(), ..Uses::default() };
        let back = Uses { to_them: used.into_iter().rev().collect(), ..Uses::default() };
        let found = gives(&GiveFilter::default(), None, &forth);
        let again = gives(&GiveFilter::default(), None, &back);
        proptest::prop_assert_eq!(keys(&found), keys(&again));
        // Nothing that passes the filter is left out, whatever was used when.
        proptest::prop_assert_eq!(found.len(), gives(&GiveFilter::default(), None, &Uses::default()).len());
    }
}
