//! Folklore: numbers that practitioners tell each other. Each is a default that names where it came from and can be edited; the
//! practice's own figure is shown beside it.

use serde::{Deserialize, Serialize};

use crate::model::Practice;

/// Where a number came from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Origin {
    /// *Somebody else has your clients*.
    SomebodyElse,
    /// *Building a client referral network*.
    ReferralNetwork,
    /// *Expand and nurture professional referrals*.
    Nurture,
    /// *Building referral relationships: service orientation*.
    Service,
    /// *Seven steps to solid partnerships*.
    SevenSteps,
    /// Nobody's: where to begin.
    Ours,
}

/// Where the user's own number is kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kept {
    /// `Practice::target`, a whole number.
    Target,
    /// `Practice::folklore`.
    Folklore,
}

/// One number, as it is and as it was shipped.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Number {
    /// Its name, under which it is edited.
    pub name: String,
    /// What holds.
    pub value: f64,
    /// What was shipped.
    pub default: f64,
    /// Where that came from.
    pub origin: Origin,
    /// Where the user's own is kept.
    pub kept: Kept,
}

/// A number that is shipped.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Shipped {
    name: &'static str,
    default: f64,
    origin: Origin,
    kept: Kept,
}

const fn target(name: &'static str, default: f64, origin: Origin) -> Shipped {
    Shipped { name, default, origin, kept: Kept::Target }
}

const fn folklore(name: &'static str, default: f64, origin: Origin) -> Shipped {
    Shipped { name, default, origin, kept: Kept::Folklore }
}

/// Percent of the referrals that professionals send.
pub const MIX_PROFESSIONAL: Shipped = target("mix_professional", 40.0, Origin::Nurture);
/// Percent that clients send.
pub const MIX_CLIENT: Shipped = target("mix_client", 40.0, Origin::Nurture);
/// Percent that come otherwise.
pub const MIX_OTHER: Shipped = target("mix_other", 20.0, Origin::Nurture);
/// How many active partners are enough.
pub const ACTIVE_PARTNERS: Shipped = target("active_partners", 3.0, Origin::SomebodyElse);
/// How many people to reach out to in a week.
pub const WEEKLY_MINIMUM: Shipped = target("weekly_minimum", 3.0, Origin::Ours);
/// How many events to try that are new, in a year.
pub const NEW_EVENTS: Shipped = target("new_events", 2.0, Origin::SevenSteps);
/// The share of those contacted who become partners.
pub const PARTNER_SHARE: Shipped = folklore("partner_share", 1.0 / 3.0, Origin::SomebodyElse);
/// After how many referrals to them somebody who took no calls called back.
pub const REFERRALS_BEFORE_CALL: Shipped = folklore("referrals_before_call", 20.0, Origin::SomebodyElse);
/// How many touches come before the first referral.
pub const TOUCHES_BEFORE_REFERRAL: Shipped = folklore("touches_before_referral", 7.0, Origin::SevenSteps);
/// How many gives come before an ask.
pub const GIVES_BEFORE_ASK: Shipped = folklore("gives_before_ask", 3.0, Origin::Nurture);
/// How many people each contact knows.
pub const REACH_EACH: Shipped = folklore("reach_each", 250.0, Origin::SevenSteps);
/// Within how many hours a referral is to be thanked for.
pub const THANK_HOURS: Shipped = folklore("thank_hours", 48.0, Origin::Ours);
/// After how many days a give or a referral weighs half.
pub const HALF_LIFE_DAYS: Shipped = folklore("half_life_days", 180.0, Origin::Ours);
/// How many minutes before an appointment to set out, where nobody knows the way.
pub const TRAVEL_LEAD_MIN: Shipped = folklore("travel_lead_min", 20.0, Origin::Ours);
/// How many days whoever said no to an ask is left alone.
pub const REST_AFTER_NO_DAYS: Shipped = folklore("rest_after_no_days", 182.0, Origin::Ours);

/// Every number that is shipped.
pub const ALL: [Shipped; 15] = [
    MIX_PROFESSIONAL,
    MIX_CLIENT,
    MIX_OTHER,
    ACTIVE_PARTNERS,
    WEEKLY_MINIMUM,
    NEW_EVENTS,
    PARTNER_SHARE,
    REFERRALS_BEFORE_CALL,
    TOUCHES_BEFORE_REFERRAL,
    GIVES_BEFORE_ASK,
    REACH_EACH,
    THANK_HOURS,
    HALF_LIFE_DAYS,
    TRAVEL_LEAD_MIN,
    REST_AFTER_NO_DAYS,
];

impl Shipped {
    /// What holds in a practice: its own number if it has one that makes sense, else the default.
    #[must_use]
    pub fn value(&self, practice: &Practice) -> f64 {
        let own = match self.kept {
            Kept::Target => practice
                .target
                .get(self.name)
                .map(|own| f64::from(i32::try_from(*own).unwrap_or(if *own < 0 { i32::MIN } else { i32::MAX }))),
            Kept::Folklore => practice.folklore.get(self.name).copied(),
        };
        own.filter(|own| own.is_finite() && *own >= 0.0).unwrap_or(self.default)
    }

    /// The same as a whole number.
    #[must_use]
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a value is finite and not negative")]
    pub fn count(&self, practice: &Practice) -> u64 {
        self.value(practice).round() as u64
    }

    /// The number with where it came from.
    #[must_use]
    pub fn in_practice(&self, practice: &Practice) -> Number {
        Number {
            name: self.name.to_owned(),
            value: self.value(practice),
            default: self.default,
            origin: self.origin,
            kept: self.kept,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_edited_number_holds_and_nonsense_does_not() {
        let mut practice = Practice::default();
        assert_eq!((ACTIVE_PARTNERS.count(&practice), TOUCHES_BEFORE_REFERRAL.count(&practice)), (3, 7));
        practice.target.insert("active_partners".into(), 5);
        practice.folklore.insert("touches_before_referral".into(), f64::NAN);
        assert_eq!((ACTIVE_PARTNERS.count(&practice), TOUCHES_BEFORE_REFERRAL.count(&practice)), (5, 7));
        assert_eq!(ACTIVE_PARTNERS.in_practice(&practice).origin, Origin::SomebodyElse);
    }

    #[test]
    fn whatever_number_can_be_edited_is_listed_where_one_looks_for_it() {
        let listed: Vec<&str> = ALL.iter().map(|number| number.name).collect();
        for name in ["travel_lead_min", "rest_after_no_days", "partner_share", "weekly_minimum"] {
            assert!(listed.contains(&name), "{name}");
        }
    }

    #[test]
    fn the_shipped_mix_is_a_whole() {
        let practice = Practice::default();
        let sum: f64 = [MIX_PROFESSIONAL, MIX_CLIENT, MIX_OTHER].iter().map(|part| part.value(&practice)).sum();
        assert!((sum - 100.0).abs() < 1e-9);
    }
}
