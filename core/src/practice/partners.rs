//! Those who refer: how many are active beside how many are enough, the ten on the map, and how far one contact has come.

use serde::{Deserialize, Serialize};

use crate::{
    model::{Instant, RecordId, Stage},
    practice::{folklore::Number, readiness::Readiness, reciprocity::Reciprocity, stage::Standing},
};

/// How many partners are active beside how many are enough.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Partners {
    /// Partners and champions, whoever referred most first.
    pub active: Vec<Partner>,
    /// How many there are.
    pub count: u64,
    /// How many are enough.
    pub goal: Number,
    /// How many contacts stand at each stage; those at whom nobody looked yet are left out.
    pub stages: Vec<(Stage, u64)>,
}

/// One who refers.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Partner {
    /// Who.
    pub who: RecordId,
    /// How far they have come.
    pub stage: Stage,
    /// Referrals from them in the last twelve months.
    pub inbound_in_a_year: u64,
    /// The last qualifying touch.
    pub last_touch: Option<Instant>,
}

/// The ten on the map.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct TopTen {
    /// Each, whoever claims the greatest reach first.
    pub contacts: Vec<Reach>,
    /// What they claim together. Nobody checked it, and those whom two of them know are counted twice.
    pub claimed: u64,
    /// How many people each is said to know.
    pub folklore: Number,
}

/// One of the ten.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reach {
    /// Who.
    pub who: RecordId,
    /// How far they have come.
    pub stage: Stage,
    /// How many people they say they reach.
    pub claimed: Option<i64>,
    /// Referrals from them, ever.
    pub inbound: u64,
}

impl TopTen {
    /// Puts the ten in order and sums up what they claim.
    #[must_use]
    pub fn of(mut contacts: Vec<Reach>, folklore: Number) -> Self {
        contacts.sort_by_key(|one| (std::cmp::Reverse(one.claimed), one.who));
        let claims = contacts.iter().filter_map(|one| u64::try_from(one.claimed?).ok());
        Self { claimed: claims.fold(0, u64::saturating_add), contacts, folklore }
    }
}

/// How one contact stands: what its page shows.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ContactStanding {
    /// The stage and what it rests on.
    #[serde(flatten)]
    pub standing: Standing,
    /// What went to them and came from them.
    pub reciprocity: Reciprocity,
    /// Whether one may ask them.
    pub readiness: Readiness,
    /// How many touches reached them before they referred, or until now.
    pub touches: u64,
    /// After how many people are said to refer.
    pub touches_said: Number,
    /// When they first referred.
    pub first_referral: Option<Instant>,
    /// Referrals to them until they first called back, as is said of those who take no calls.
    pub outbound_said: Number,
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        model::Practice,
        practice::{folklore, sample::id},
    };

    #[test]
    fn what_is_claimed_is_summed_and_what_is_not_said_is_nothing() {
        let one = |who: u8, claimed| Reach { who: id(who), stage: Stage::Met, claimed, inbound: 0 };
        let ten = TopTen::of(
            vec![one(1, None), one(2, Some(250)), one(3, Some(400)), one(4, Some(-5))],
            folklore::REACH_EACH.in_practice(&Practice::default()),
        );
        assert_eq!((ten.claimed, ten.contacts[0].who), (650, id(3)));
    }
}
