//! What each recipient was given in a calendar year, beside the limit that the law sets. It looks at no referral, and is no legal
//! advice: it counts, so that nobody has to.

use std::{cmp::Reverse, collections::BTreeMap};

use serde::{Deserialize, Serialize};

use crate::{
    model::{
        Practice, RecordId, Role, Sector,
        view::{GiftTotal, GivenLine},
    },
    practice::ledger,
};

/// A limit for one year, of all that one practice gives to one physician.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Limit {
    /// The calendar year.
    pub year: i32,
    /// How much, in cents.
    pub minor: i64,
    /// What sets it.
    pub source: LimitSource,
}

/// The practice's own cap on the gifts of a calendar year to one recipient, in the currency's minor unit.
pub const GIFT_CAP: &str = "gift_year";

/// What sets a limit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LimitSource {
    /// The exception for non-monetary compensation of the US physician self-referral law (Stark), 42 CFR § 411.357(k), as the
    /// CMS adjusts it each year to the consumer price index. It holds for physicians and their families, not for staff.
    Stark,
    /// The practice's own cap: `gift_year`.
    Own,
}

/// The limits known, by year. A year that is not here has none that this version knows.
const STARK: [(i32, i64); 1] = [(2026, 53_500)];

/// The limit of a year where a practice is. The law's is off outside the US and where gifts are not counted in dollars, but for
/// a cap that the practice set itself.
#[must_use]
pub fn limit(practice: &Practice, year: i32, own_cap: Option<i64>) -> Option<Limit> {
    let in_dollars = practice.currency.is_empty() || practice.currency.eq_ignore_ascii_case("USD");
    let holds = practice.region.eq_ignore_ascii_case("US") && in_dollars;
    let law = STARK.iter().find(|(of, _)| *of == year && holds);
    let law = law.map(|(_, minor)| Limit { year, minor: *minor, source: LimitSource::Stark });
    let own = own_cap.filter(|cap| *cap >= 0).map(|minor| Limit { year, minor, source: LimitSource::Own });
    match (law, own) {
        (Some(law), Some(own)) => Some(if own.minor < law.minor { own } else { law }),
        (law, own) => own.or(law),
    }
}

/// What one may be given in a year: the practice's own cap, and for a physician the law's limit if that is less.
#[must_use]
pub fn limit_of(roles: &[Role], sectors: &[Sector], practice: &Practice, year: i32) -> Option<i64> {
    let own_cap = practice.cap.get(GIFT_CAP).copied();
    if is_physician(roles, sectors) {
        limit(practice, year, own_cap).map(|limit| limit.minor)
    } else {
        own_cap.filter(|cap| *cap >= 0)
    }
}

/// What each recipient of some gifts got, whoever is nearest to their limit first, then whoever got most.
#[must_use]
pub fn totals<'a>(
    gifts: impl IntoIterator<Item = &'a GivenLine>,
    limit_minor: impl Fn(RecordId) -> Option<i64>,
) -> Vec<GiftTotal> {
    let mut all: BTreeMap<RecordId, GiftTotal> = BTreeMap::new();
    for (who, share) in gifts.into_iter().flat_map(ledger::shares) {
        let one = all.entry(who.id).or_insert_with(|| GiftTotal {
            who: who.clone(),
            gifts: 0,
            cost_minor: 0,
            unpriced: 0,
            limit_minor: limit_minor(who.id),
            over: false,
        });
        one.gifts += 1;
        one.cost_minor = one.cost_minor.saturating_add(share.unwrap_or(0));
        one.unpriced += u64::from(share.is_none());
        one.over = one.limit_minor.is_some_and(|limit| one.cost_minor > limit);
    }
    let mut all: Vec<GiftTotal> = all.into_values().collect();
    all.sort_by_key(|one| {
        let left = one.limit_minor.map(|limit| limit.saturating_sub(one.cost_minor));
        (left.is_none(), left, Reverse(one.cost_minor), one.who.name.clone(), one.who.id)
    });
    all
}

/// Whether somebody with these roles provides or owns, in whichever field. Staff who are not providers do not.
#[must_use]
pub fn is_provider(roles: &[Role]) -> bool {
    roles.iter().any(|role| matches!(role, Role::Provider | Role::Owner))
}

/// The fields in which a provider may be a physician in the law's sense, dentists and chiropractors among them.
const MEDICAL: [Sector; 8] = [
    Sector::PrimaryCare,
    Sector::Pediatrics,
    Sector::Psychiatry,
    Sector::Neurology,
    Sector::Specialist,
    Sector::Hospital,
    Sector::Dentistry,
    Sector::Chiropractic,
];

/// Whether a limit on physicians holds for somebody with these roles, in one of these fields. Where no field is known, it may.
#[must_use]
pub fn is_physician(roles: &[Role], sectors: &[Sector]) -> bool {
    is_provider(roles) && (sectors.is_empty() || sectors.iter().any(|sector| MEDICAL.contains(sector)))
}

/// A calendar year of gifts.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct GiftYear {
    /// Which.
    pub year: i32,
    /// The limit for each physician, where there is one.
    pub limit: Option<Limit>,
    /// Whoever was given something, the nearest to their limit first.
    pub recipients: Vec<GiftTotal>,
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        model::{Direction, ItemKind, TouchpointKind, view::Named},
        practice::sample::{days_ago, id},
    };

    fn gift(cost_minor: Option<i64>, to: &[u8]) -> GivenLine {
        GivenLine {
            touchpoint: id(9),
            at: days_ago(3),
            who: to.iter().map(|who| Named { id: id(*who), name: who.to_string() }).collect(),
            item: "pie".to_owned(),
            name: "Pie".to_owned(),
            kind: Some(ItemKind::Gift),
            count: 1,
            direction: Direction::Out,
            by: TouchpointKind::Visit,
            cost_minor,
            surprise: false,
            benefit: false,
        }
    }

    #[test]
    fn a_year_by_hand() {
        // 500.00 to 1 alone, 100.01 to 1 and 2, of which the first has the odd cent: 1 has 550.01 of 535.00; 2 is on the staff.
        let gifts = [gift(Some(50_000), &[1]), gift(Some(10_001), &[1, 2]), gift(None, &[2])];
        let found = totals(&gifts, |who| (who == id(1)).then_some(53_500));
        assert_eq!((found[0].who.id, found[0].cost_minor, found[0].gifts, found[0].over), (id(1), 55_001, 2, true));
        assert_eq!((found[1].cost_minor, found[1].limit_minor, found[1].unpriced), (5_000, None, 1));
    }

    #[test]
    fn whoever_is_nearest_to_their_limit_comes_first() {
        let gifts = [gift(Some(900), &[1]), gift(Some(400), &[2]), gift(Some(300), &[3])];
        let found = totals(&gifts, |who| if who == id(2) { Some(500) } else { (who == id(3)).then_some(350) });
        assert_eq!(found.iter().map(|one| one.who.id).collect::<Vec<_>>(), [id(3), id(2), id(1)]);
    }

    #[test]
    fn a_limit_holds_in_its_country_and_its_year_and_a_practice_may_set_its_own() {
        let here = |region: &str, currency: &str| Practice {
            region: region.into(),
            currency: currency.into(),
            ..Practice::default()
        };
        let us = here("US", "USD");
        assert_eq!(limit(&us, 2026, None).map(|limit| limit.minor), Some(53_500));
        assert_eq!((limit(&here("GB", "GBP"), 2026, None), limit(&us, 2019, None)), (None, None));
        assert_eq!(limit(&here("", ""), 2026, None), None);
        assert_eq!(limit(&here("US", "EUR"), 2026, None), None, "dollars are not compared with euros");
        assert_eq!(
            limit(&us, 2026, Some(10_000)).map(|limit| (limit.minor, limit.source)),
            Some((10_000, LimitSource::Own))
        );
        assert_eq!(
            limit(&us, 2026, Some(90_000)).map(|limit| limit.source),
            Some(LimitSource::Stark),
            "no cap lifts the law"
        );
    }

    #[test]
    fn whoever_is_on_the_staff_or_in_another_field_is_no_physician() {
        let provider = [Role::Staff, Role::Provider];
        assert!(is_physician(&provider, &[]) && is_physician(&provider, &[Sector::Dentistry]));
        assert!(!is_physician(&[Role::FrontDesk, Role::RoutesReferrals], &[Sector::PrimaryCare]));
        assert!(!is_physician(&[Role::Owner], &[Sector::Law]) && !is_physician(&[Role::Provider], &[Sector::Faith]));
    }
}
