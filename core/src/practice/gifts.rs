//! Which gift may come next, for whom, and where it is brought. Nothing here is told of referrals, so that no gift can follow
//! them: what is known of a recipient is when they got what, what they may not take, and how near the user keeps them.

use std::collections::{BTreeMap, BTreeSet};

use chrono::Datelike as _;

use super::{fold::fold, occasions::apart};
use crate::model::{
    Day, ItemKind,
    view::{GiftReason, GiftSuggestion, LibraryItem, Occasion, Season},
};

/// A gift of so many days around the same day of an earlier year was for the same occasion.
pub const AROUND_DAYS: u64 = 14;

/// A gift that was given.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Given {
    /// Which, by `left:<item>`.
    pub item: String,
    /// When, in the practice's zone.
    pub day: Day,
    /// What it cost, in the currency's minor unit.
    pub cost_minor: Option<i64>,
}

/// All that a suggestion may know of a recipient.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct GiftRecipient {
    /// What they were given, in any order.
    pub given: Vec<Given>,
    /// What their allergy notes say.
    pub allergies: Vec<String>,
    /// What one recipient may be given in a year.
    pub cap_minor: Option<i64>,
}

impl GiftRecipient {
    /// What they were given in a year; what has no cost noted is not in it.
    #[must_use]
    pub fn total_minor(&self, year: i32) -> i64 {
        let in_year = self.given.iter().filter(|given| given.day.year() == year);
        in_year.filter_map(|given| given.cost_minor).fold(0, i64::saturating_add)
    }

    /// Whether they got a gift about this day, in the year that it is in.
    #[must_use]
    pub fn got_about(&self, day: Day) -> Option<Day> {
        let near = |given: &&Given| (given.day - day).num_days().unsigned_abs() <= AROUND_DAYS;
        self.given.iter().filter(near).map(|given| given.day).max()
    }

    /// When they last got a gift about this day of an earlier year.
    #[must_use]
    pub fn got_in_earlier_years(&self, day: Day) -> Option<&Given> {
        let earlier = |given: &&Given| apart(given.day, day) <= AROUND_DAYS && (day - given.day).num_days() > 180;
        self.given.iter().filter(earlier).max_by_key(|given| (given.day, given.item.clone()))
    }
}

/// What may be given for the occasions that come, the next first: what they got about that day before; what the practice is
/// known for; what suits the day. What they got already this time is not suggested again.
#[must_use]
pub fn suggestions(items: &[LibraryItem], coming: &[Occasion], recipient: &GiftRecipient) -> Vec<GiftSuggestion> {
    let gifts: BTreeMap<&str, &LibraryItem> =
        items.iter().filter(|item| item.item.kind == ItemKind::Gift).map(|item| (item.key.as_str(), item)).collect();
    let signature: Vec<&LibraryItem> = gifts.values().filter(|gift| gift.item.signature).copied().collect();
    let mut found = Vec::new();
    for occasion in coming.iter().filter(|occasion| recipient.got_about(occasion.day).is_none()) {
        let mut suggested = BTreeSet::new();
        let mut suggest = |gift: &LibraryItem, reason: GiftReason| {
            if suggested.insert(gift.key.clone()) {
                found.push(suggestion(gift, occasion, reason, recipient));
            }
        };
        if let Some(last) = recipient.got_in_earlier_years(occasion.day)
            && let Some(gift) = gifts.get(last.item.as_str())
        {
            suggest(gift, GiftReason::EveryYear { last: last.day });
        }
        for gift in &signature {
            suggest(gift, GiftReason::Signature);
        }
        for gift in occasion.gifts.iter().filter_map(|key| gifts.get(key.as_str())) {
            let off = matches!(occasion.season, Season::Off | Season::Own);
            suggest(gift, if off { GiftReason::OffSeason } else { GiftReason::Season });
        }
    }
    found
}

/// In how many years without a gap they got a gift that the practice is known for, up to this one; a year that is not over
/// does not end it.
#[must_use]
pub fn streak_years(recipient: &GiftRecipient, signature: &BTreeSet<String>, today: Day) -> u32 {
    let years: BTreeSet<i32> = recipient
        .given
        .iter()
        .filter(|given| signature.contains(&given.item) && given.day <= today)
        .map(|given| given.day.year())
        .collect();
    let start = if years.contains(&today.year()) { today.year() } else { today.year().saturating_sub(1) };
    let unbroken = (0..).take_while(|back: &u32| years.contains(&start.saturating_sub_unsigned(*back)));
    u32::try_from(unbroken.count()).unwrap_or(u32::MAX)
}

/// Words of what is in a gift that an allergy note names: "nuts" of "no nuts, please".
#[must_use]
pub fn clashes(gift: &LibraryItem, allergies: &[String]) -> Vec<String> {
    let noted: BTreeSet<String> = allergies.iter().flat_map(|note| stems(note)).collect();
    stems(&format!("{} {}", gift.item.topic, gift.item.name)).into_iter().filter(|word| noted.contains(word)).collect()
}

fn suggestion(
    gift: &LibraryItem,
    occasion: &Occasion,
    reason: GiftReason,
    recipient: &GiftRecipient,
) -> GiftSuggestion {
    let total = recipient.total_minor(occasion.day.year());
    let after = total.saturating_add(gift.item.cost_minor.unwrap_or(0));
    GiftSuggestion {
        gift: gift.clone(),
        occasion: Some(occasion.key.clone()),
        day: occasion.day,
        reason,
        clashes: clashes(gift, &recipient.allergies),
        over_cap: recipient.cap_minor.is_some_and(|cap| after > cap),
    }
}

/// Words without the ending of the plural, so that a "nut allergy" is one to nuts.
fn stems(text: &str) -> Vec<String> {
    let words = fold(text);
    let long = words.split(' ').filter(|word| word.chars().count() > 2);
    long.map(|word| word.strip_suffix('s').unwrap_or(word).to_owned()).collect()
}

#[cfg(test)]
mod tests;
