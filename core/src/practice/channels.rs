//! In how many ways one can reach somebody, which are lacking, and where one can follow them.

use std::{cmp::Reverse, collections::BTreeMap};

use serde::{Deserialize, Serialize};

use crate::{
    model::{
        ChannelState, Contact, Form, RecordId,
        view::{ChannelCell, Coverage},
    },
    practice::statistics::Share,
};

/// The ways in which one wants to reach a person. A default of ours, after "many channels; have their details in each".
pub const OF_A_PERSON: &[&str] = &["phone", "email", "web", "linkedin"];
/// The same of a place.
pub const OF_A_PLACE: &[&str] = &["phone", "email", "web", "fax", "facebook"];
/// Where brands and people can be followed.
pub const SOCIAL: &[&str] = &["linkedin", "facebook", "instagram", "youtube", "newsletter", "blog", "podcast"];

/// The channels of one contact, `type:value` each, and what is known of them.
pub type Ways<'a> = &'a [(&'a str, &'a ChannelState)];

/// How a contact can be reached: verified over desired channels. A channel that they do not want used counts neither way.
#[must_use]
pub fn coverage(form: &Form, ways: Ways<'_>) -> Coverage {
    let cells: Vec<ChannelCell> = desired(form).iter().map(|kind| cell(ways, kind)).collect();
    let wanted: Vec<&ChannelCell> = cells.iter().filter(|cell| cell.state != Some(ChannelState::DoNotUse)).collect();
    let verified = wanted.iter().filter(|cell| is_verified(cell)).count();
    let missing = wanted.iter().filter(|cell| cell.state.is_none()).map(|cell| cell.kind.clone()).collect();
    Coverage { verified: verified as u64, desired: wanted.len() as u64, missing, cells }
}

const fn desired(form: &Form) -> &'static [&'static str] {
    if matches!(form, Form::Place) { OF_A_PLACE } else { OF_A_PERSON }
}

/// How many of the contacts can be reached by each sort of channel: [`coverage`] of all of them together.
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
    /// Whether it is one that is wanted of everybody, or of every place.
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
    /// Of some contacts, those that matter most first.
    #[must_use]
    pub fn of<'a>(contacts: impl IntoIterator<Item = (RecordId, &'a Form, Ways<'a>)>, most_missing: usize) -> Self {
        let all = OF_A_PERSON.iter().chain(OF_A_PLACE);
        let mut sorts: BTreeMap<&str, (u64, u64)> = all.map(|sort| (*sort, (0, 0))).collect();
        let (mut verified, mut desired, mut missing) = (0, 0, Vec::new());
        for (who, form, ways) in contacts {
            let covered = coverage(form, ways);
            verified += covered.verified;
            desired += covered.desired;
            if !covered.missing.is_empty() {
                missing.push(Missing { who, sorts: covered.missing });
            }
            let best = ways.iter().fold(BTreeMap::<&str, u8>::new(), |mut best, (channel, state)| {
                let kept = best.entry(kind_of(channel)).or_insert(rank(state));
                *kept = (*kept).min(rank(state));
                best
            });
            for (sort, rank) in best {
                let (known, works) = sorts.entry(sort).or_default();
                *known += u64::from(rank < BARRED);
                *works += u64::from(rank <= WORKS);
            }
        }
        let channel = |(sort, (known, verified)): (&str, (u64, u64))| {
            let desired = OF_A_PERSON.contains(&sort) || OF_A_PLACE.contains(&sort);
            Channel { sort: sort.to_owned(), desired, known, verified }
        };
        let mut sorts: Vec<Channel> = sorts.into_iter().map(channel).collect();
        sorts.sort_by_key(|channel| (!channel.desired, Reverse(channel.known)));
        missing.sort_by_key(|missing| Reverse(missing.sorts.len()));
        missing.truncate(most_missing);
        Self { sorts, verified: Share::of(verified, desired), missing }
    }
}

/// Where a contact can be followed, and whether one does: a profile that is *known* is not followed yet, one that is
/// *verified* or *preferred* is.
#[must_use]
pub fn social(contact: &Contact) -> Vec<ChannelCell> {
    let ways: Vec<_> = contact.channel.iter().map(|(channel, state)| (channel.as_str(), state)).collect();
    SOCIAL.iter().map(|kind| cell(&ways, kind)).collect()
}

/// A contact's pages, wherever they are: all that is no telephone, fax or mail.
#[must_use]
pub fn links(contact: &Contact) -> Vec<ChannelCell> {
    let pages = contact.channel.iter().filter_map(|(channel, state)| {
        let (kind, value) = channel.split_once(':')?;
        let page = !matches!(kind, "phone" | "mobile" | "fax" | "sms" | "email" | "mail");
        page.then(|| ChannelCell { kind: kind.to_owned(), value: Some(value.to_owned()), state: Some(state.clone()) })
    });
    pages.collect()
}

fn is_verified(cell: &ChannelCell) -> bool {
    matches!(cell.state, Some(ChannelState::Verified | ChannelState::Preferred))
}

/// The best channel of a kind: a preferred one before a verified one before one that is only known.
fn cell(ways: Ways<'_>, kind: &str) -> ChannelCell {
    let of_kind = ways.iter().filter(|(channel, _)| kind_of(channel) == kind).filter_map(|(channel, state)| {
        let (_, value) = channel.split_once(':')?;
        Some((rank(state), value, *state))
    });
    let best = of_kind.min_by_key(|(rank, value, _)| (*rank, *value));
    ChannelCell {
        kind: kind.to_owned(),
        value: best.map(|(_, value, _)| value.to_owned()),
        state: best.map(|(_, _, state)| state.clone()),
    }
}

/// A mobile telephone is a telephone, and so is one that takes messages.
fn kind_of(channel: &str) -> &str {
    match channel.split(':').next().unwrap_or_default() {
        "mobile" | "sms" => "phone",
        kind => kind,
    }
}

/// The worst rank of what is known to work, and the rank of what is not to be used.
const WORKS: u8 = 1;
const BARRED: u8 = 3;

const fn rank(state: &ChannelState) -> u8 {
    match state {
        ChannelState::Preferred => 0,
        ChannelState::Verified => WORKS,
        ChannelState::Known | ChannelState::Other(_) => 2,
        ChannelState::DoNotUse => BARRED,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::practice::sample::id;

    fn contact(channels: &[(&str, ChannelState)]) -> Contact {
        let channel = channels.iter().map(|(channel, state)| ((*channel).to_owned(), state.clone())).collect();
        Contact { channel, ..Contact::default() }
    }

    fn of_a_person(channels: &[(&str, ChannelState)]) -> Coverage {
        let ways: Vec<_> = channels.iter().map(|(channel, state)| (*channel, state)).collect();
        coverage(&Form::Person, &ways)
    }

    #[test]
    fn channels_by_hand() {
        let [verified, known, barred] = [ChannelState::Verified, ChannelState::Known, ChannelState::DoNotUse];
        let one = [("mobile:+1 555 0100", &verified), ("phone:+1 555 0101", &known), ("email:a@example.org", &barred)];
        let two = [("email:b@example.org", &known), ("signal:b", &verified)];
        let all = [(id(1), &Form::Person, &one[..]), (id(2), &Form::Place, &two[..])];
        let found = Channels::of(all, 9);
        // Four desired of a person, less the address that 1 does not want used; five of a place: 1 of 8.
        assert_eq!((found.verified.hits, found.verified.n), (1, 8));
        let sort = |sort: &str| found.sorts.iter().find(|one| one.sort == sort).map(|one| (one.known, one.verified));
        assert_eq!(sort("phone"), Some((1, 1)), "one contact, however many numbers");
        assert_eq!((sort("email"), sort("signal"), sort("fax")), (Some((1, 0)), Some((1, 1)), Some((0, 0))));
        let missing = ["phone", "web", "fax", "facebook"].map(str::to_owned).to_vec();
        assert_eq!(found.missing[0], Missing { who: id(2), sorts: missing });
        assert!(!found.sorts.last().is_some_and(|last| last.desired), "what nobody asks for comes last");
    }

    #[test]
    fn what_is_verified_is_covered_and_what_is_not_there_is_missing() {
        let covered =
            of_a_person(&[("mobile:1", ChannelState::Verified), ("email:a@example.org", ChannelState::Known)]);
        assert_eq!((covered.verified, covered.desired), (1, 4));
        assert_eq!(covered.missing, ["web", "linkedin"]);
    }

    #[test]
    fn a_channel_that_is_not_to_be_used_is_neither_missing_nor_desired() {
        let covered = of_a_person(&[("phone:1", ChannelState::DoNotUse), ("phone:2", ChannelState::DoNotUse)]);
        assert_eq!((covered.verified, covered.desired), (0, 3));
        assert!(!covered.missing.contains(&"phone".to_owned()));
        let other = of_a_person(&[("phone:1", ChannelState::DoNotUse), ("phone:2", ChannelState::Preferred)]);
        assert_eq!(other.cells[0].value.as_deref(), Some("2"), "another number may be used");
    }

    #[test]
    fn a_profile_is_followed_once_it_is_verified() {
        let some = contact(&[("linkedin:in/lee", ChannelState::Verified), ("facebook:lee", ChannelState::Known)]);
        let followed: Vec<_> = social(&some).into_iter().filter(is_verified).map(|cell| cell.kind).collect();
        assert_eq!(followed, ["linkedin"]);
    }
}
