//! Whether one has people's details in every channel, and whether at each office the desk, those who route referrals and the
//! provider are known and were seen lately.

use std::{
    collections::{BTreeMap, BTreeSet, HashMap},
    hash::BuildHasher,
};

use serde::{Deserialize, Serialize};

use crate::{
    model::{ChannelState, Instant, RecordId, Role},
    practice::{stage::DAY_MS, statistics::Share},
};

/// The sorts of channel that one wants of everybody.
pub const DESIRED: [&str; 4] = ["phone", "email", "mail", "web"];
/// Within how many days somebody was seen lately.
pub const LATELY_DAYS: i64 = 90;

/// How many of the contacts can be reached by each channel.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Channels {
    /// Each sort of channel: those desired first.
    pub sorts: Vec<Channel>,
    /// Verified over desired: of all contacts and desired channels, how many are known to work.
    pub verified: Share,
    /// Those of whom most is missing, at most as many as were asked for.
    pub missing: Vec<Missing>,
}

/// One sort of channel.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Channel {
    /// Which: `email`.
    pub sort: String,
    /// Whether it is one that is wanted of everybody.
    pub desired: bool,
    /// Contacts of whom it is known.
    pub known: u64,
    /// Of whom it was verified, or is the one they prefer.
    pub verified: u64,
}

/// A contact of whom a desired channel is missing.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Missing {
    /// Who.
    pub who: RecordId,
    /// Which channels.
    pub sorts: Vec<String>,
}

impl Channels {
    /// Of some contacts, those that matter most first; what was said not to be used is neither known nor missing.
    #[must_use]
    pub fn of(contacts: &[RecordId], channels: &[(RecordId, String, ChannelState)], most_missing: usize) -> Self {
        let wanted: BTreeSet<RecordId> = contacts.iter().copied().collect();
        let mut best: BTreeMap<(RecordId, &str), Known> = BTreeMap::new();
        for (who, channel, state) in channels.iter().filter(|(who, ..)| wanted.contains(who)) {
            let kept = best.entry((*who, sort_of(channel))).or_insert(Known::Barred);
            *kept = (*kept).max(match state {
                ChannelState::Verified | ChannelState::Preferred => Known::Verified,
                ChannelState::DoNotUse => Known::Barred,
                _ => Known::Untried,
            });
        }
        let mut counts: BTreeMap<&str, (u64, u64)> = DESIRED.iter().map(|sort| (*sort, (0, 0))).collect();
        for ((_, sort), known) in &best {
            let (all, verified) = counts.entry(sort).or_default();
            *all += u64::from(*known >= Known::Untried);
            *verified += u64::from(*known == Known::Verified);
        }
        let mut sorts: Vec<Channel> = counts
            .into_iter()
            .map(|(sort, (known, verified))| Channel {
                sort: sort.to_owned(),
                desired: DESIRED.contains(&sort),
                known,
                verified,
            })
            .collect();
        sorts.sort_by_key(|channel| (!channel.desired, std::cmp::Reverse(channel.known)));
        let (mut hits, mut desired, mut missing) = (0, 0, Vec::new());
        for who in contacts {
            let state = |sort: &&str| best.get(&(*who, *sort)).copied();
            let open: Vec<&str> = DESIRED.iter().filter(|sort| state(sort) != Some(Known::Barred)).copied().collect();
            desired += open.len() as u64;
            hits += open.iter().filter(|sort| state(sort) == Some(Known::Verified)).count() as u64;
            let lacking: Vec<String> =
                open.iter().filter(|sort| state(sort).is_none()).map(|sort| (*sort).to_owned()).collect();
            if !lacking.is_empty() {
                missing.push(Missing { who: *who, sorts: lacking });
            }
        }
        missing.sort_by_key(|missing| std::cmp::Reverse(missing.sorts.len()));
        missing.truncate(most_missing);
        Self { sorts, verified: Share::of(hits, desired), missing }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Known {
    Barred,
    Untried,
    Verified,
}

/// A mobile telephone is a telephone.
fn sort_of(channel: &str) -> &str {
    match channel.split(':').next().unwrap_or_default() {
        "mobile" | "sms" => "phone",
        sort => sort,
    }
}

/// What an office is covered by.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Office {
    /// Which.
    pub place: RecordId,
    /// The front desk.
    pub desk: Covered,
    /// Whoever routes referrals.
    pub router: Covered,
    /// The provider.
    pub provider: Covered,
    /// When the office itself was last touched.
    pub last_touch: Option<Instant>,
}

/// How well a part of an office is covered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Covered {
    /// Nobody is known.
    Unknown,
    /// Somebody is known, and was not touched lately.
    Known,
    /// Known and touched.
    Touched,
}

impl Office {
    /// Whether all three are known and touched.
    #[must_use]
    pub fn is_covered(&self) -> bool {
        [self.desk, self.router, self.provider].iter().all(|part| *part == Covered::Touched)
    }

    /// Whether only the provider is known: referrals are routed by others.
    #[must_use]
    pub fn knows_provider_only(&self) -> bool {
        self.provider > Covered::Unknown && self.desk == Covered::Unknown && self.router == Covered::Unknown
    }
}

/// Every office at which somebody is known, the least covered first.
#[must_use]
pub fn offices<S: BuildHasher>(
    affiliations: &[(RecordId, RecordId, Role)],
    last_touches: &HashMap<RecordId, Instant, S>,
    now: Instant,
) -> Vec<Office> {
    let mut offices: BTreeMap<RecordId, Office> = BTreeMap::new();
    for (who, place, role) in affiliations {
        let office = offices.entry(*place).or_insert_with(|| Office {
            place: *place,
            desk: Covered::Unknown,
            router: Covered::Unknown,
            provider: Covered::Unknown,
            last_touch: last_touches.get(place).copied(),
        });
        let lately = last_touches.get(who).is_some_and(|at| now.0.saturating_sub(at.0) <= LATELY_DAYS * DAY_MS);
        let covered = if lately { Covered::Touched } else { Covered::Known };
        let part = match role {
            Role::FrontDesk => &mut office.desk,
            Role::RoutesReferrals | Role::ReferralCoordinator => &mut office.router,
            Role::Provider | Role::Owner => &mut office.provider,
            _ => continue,
        };
        *part = covered.max(*part);
    }
    let mut offices: Vec<Office> = offices.into_values().collect();
    let covered =
        |office: &Office| [office.desk, office.router, office.provider].iter().map(|part| *part as u8).sum::<u8>();
    offices.sort_by_key(|office| (covered(office), office.place));
    offices
}

/// All offices.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Offices {
    /// Those of which all three are known and were touched lately.
    pub covered: Share,
    /// Those where only the provider is known.
    pub provider_only: u64,
    /// The least covered first.
    pub offices: Vec<Office>,
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::practice::sample::{NOW, days_ago, id};

    #[test]
    fn channels_by_hand() {
        let channels = [
            (id(1), "mobile:+1 555 0100".to_owned(), ChannelState::Verified),
            (id(1), "phone:+1 555 0101".to_owned(), ChannelState::Known),
            (id(1), "email:a@example.org".to_owned(), ChannelState::DoNotUse),
            (id(2), "email:b@example.org".to_owned(), ChannelState::Known),
            (id(9), "email:c@example.org".to_owned(), ChannelState::Verified),
        ];
        let found = Channels::of(&[id(1), id(2)], &channels, 9);
        // Four desired of each, less the address that 1 does not want used: 1 of 7.
        assert_eq!((found.verified.hits, found.verified.n), (1, 7));
        let phone =
            found.sorts.iter().find(|channel| channel.sort == "phone").map(|phone| (phone.known, phone.verified));
        assert_eq!(phone, Some((1, 1)), "one contact, however many numbers");
        assert_eq!(
            found.missing[0],
            Missing { who: id(2), sorts: ["phone", "mail", "web"].map(str::to_owned).to_vec() }
        );
    }

    #[test]
    fn an_office_is_covered_by_its_desk_its_router_and_its_provider() {
        let (oak, ana, lee) = (id(1), id(2), id(3));
        let mut at = vec![(lee, oak, Role::Provider)];
        let mut last = HashMap::from([(lee, days_ago(10)), (ana, days_ago(91))]);
        assert!(offices(&at, &last, NOW)[0].knows_provider_only());
        at.extend([(ana, oak, Role::FrontDesk), (ana, oak, Role::RoutesReferrals)]);
        let office = &offices(&at, &last, NOW)[0];
        assert_eq!((office.desk, office.router, office.provider), (Covered::Known, Covered::Known, Covered::Touched));
        last.insert(ana, days_ago(90));
        assert!(offices(&at, &last, NOW)[0].is_covered());
    }
}
