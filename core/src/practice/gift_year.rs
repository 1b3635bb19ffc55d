//! What each recipient was given in a calendar year, beside the limit that the law sets. It looks at no referral, and is no legal
//! advice: it counts, so that nobody has to.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::model::{Instant, RecordId, Role};

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

/// The limit of a year where a practice is. Off outside the US, but for a cap that the practice set itself.
#[must_use]
pub fn limit(region: &str, year: i32, own_cap: Option<i64>) -> Option<Limit> {
    let law = STARK.iter().find(|(of, _)| *of == year && region.eq_ignore_ascii_case("us"));
    let law = law.map(|(_, minor)| Limit { year, minor: *minor, source: LimitSource::Stark });
    let own = own_cap.filter(|cap| *cap >= 0).map(|minor| Limit { year, minor, source: LimitSource::Own });
    match (law, own) {
        (Some(law), Some(own)) => Some(if own.minor < law.minor { own } else { law }),
        (law, own) => own.or(law),
    }
}

/// A gift.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Gift {
    /// When.
    pub at: Instant,
    /// What it cost in all, in the currency's minor unit; nothing if nobody said.
    pub cost_minor: Option<i64>,
    /// To whom: the people who were met, else the place.
    pub to: Vec<RecordId>,
}

/// What one recipient was given.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Recipient {
    /// Who.
    pub who: RecordId,
    /// How many gifts.
    pub gifts: u64,
    /// What they cost, as far as is known, in the currency's minor unit.
    pub given_minor: i64,
    /// How many of them bear no cost.
    pub without_cost: u64,
    /// Whether the limit holds for them.
    pub limited: bool,
    /// What is left of it; less than nothing: over.
    pub left_minor: Option<i64>,
}

/// What each was given, whoever is nearest to the limit first. What several got together is divided evenly, and what does not
/// divide is rounded up.
#[must_use]
pub fn recipients(gifts: &[Gift], limit: Option<&Limit>, is_limited: impl Fn(RecordId) -> bool) -> Vec<Recipient> {
    let mut all: BTreeMap<RecordId, Recipient> = BTreeMap::new();
    for gift in gifts.iter().filter(|gift| !gift.to.is_empty()) {
        let heads = i64::try_from(gift.to.len()).unwrap_or(i64::MAX);
        let each = gift.cost_minor.map(|cost| cost.max(0).div_euclid(heads) + i64::from(cost.max(0) % heads > 0));
        for who in &gift.to {
            let one = all.entry(*who).or_insert_with(|| Recipient {
                who: *who,
                gifts: 0,
                given_minor: 0,
                without_cost: 0,
                limited: limit.is_some() && is_limited(*who),
                left_minor: None,
            });
            one.gifts += 1;
            one.given_minor = one.given_minor.saturating_add(each.unwrap_or(0));
            one.without_cost += u64::from(each.is_none());
        }
    }
    let mut all: Vec<Recipient> = all.into_values().collect();
    for one in &mut all {
        one.left_minor = limit.filter(|_| one.limited).map(|limit| limit.minor.saturating_sub(one.given_minor));
    }
    all.sort_by_key(|one| (!one.limited, std::cmp::Reverse(one.given_minor), one.who));
    all
}

/// Whether a limit on physicians holds for somebody with these roles. Staff who are not providers are not meant.
#[must_use]
pub fn is_physician(roles: &[Role]) -> bool {
    roles.iter().any(|role| matches!(role, Role::Provider | Role::Owner))
}

/// A calendar year of gifts.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct GiftYear {
    /// Which.
    pub year: i32,
    /// The limit for each physician, where there is one.
    pub limit: Option<Limit>,
    /// Whoever was given something, the limited first.
    pub recipients: Vec<Recipient>,
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::practice::sample::{days_ago, id};

    fn gift(cost_minor: Option<i64>, to: &[u8]) -> Gift {
        Gift { at: days_ago(3), cost_minor, to: to.iter().map(|who| id(*who)).collect() }
    }

    #[test]
    fn a_year_by_hand() {
        // 500.00 to 1 alone, 100.01 to 1 and 2: 1 has 550.01 of 535.00, which is 15.01 over; 2 is on the staff.
        let limit = limit("US", 2026, None);
        let found = recipients(
            &[gift(Some(50_000), &[1]), gift(Some(10_001), &[1, 2]), gift(None, &[2])],
            limit.as_ref(),
            |who| who == id(1),
        );
        assert_eq!((found[0].who, found[0].given_minor, found[0].left_minor), (id(1), 55_001, Some(-1_501)));
        assert_eq!((found[1].given_minor, found[1].left_minor, found[1].without_cost), (5_001, None, 1));
    }

    #[test]
    fn a_limit_holds_in_its_country_and_its_year_and_a_practice_may_set_its_own() {
        assert_eq!(limit("US", 2026, None).map(|limit| limit.minor), Some(53_500));
        assert_eq!((limit("GB", 2026, None), limit("US", 2019, None), limit("", 2026, None)), (None, None, None));
        assert_eq!(
            limit("US", 2026, Some(10_000)).map(|limit| (limit.minor, limit.source)),
            Some((10_000, LimitSource::Own))
        );
        assert_eq!(
            limit("US", 2026, Some(90_000)).map(|limit| limit.source),
            Some(LimitSource::Stark),
            "no cap lifts the law"
        );
    }

    #[test]
    fn whoever_is_on_the_staff_is_no_physician() {
        assert!(
            is_physician(&[Role::Staff, Role::Provider]) && !is_physician(&[Role::FrontDesk, Role::RoutesReferrals])
        );
    }
}
