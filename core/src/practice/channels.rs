//! In how many ways one can reach somebody, which are lacking, and where one can follow them.

use crate::model::{
    ChannelState, Contact, Form,
    view::{ChannelCell, Coverage},
};

/// The ways in which one wants to reach a person. A default of ours, after "many channels; have their details in each".
pub const OF_A_PERSON: &[&str] = &["phone", "email", "web", "linkedin"];
/// The same of a place.
pub const OF_A_PLACE: &[&str] = &["phone", "email", "web", "fax", "facebook"];
/// Where brands and people can be followed.
pub const SOCIAL: &[&str] = &["linkedin", "facebook", "instagram", "youtube", "newsletter", "blog", "podcast"];

/// How a contact can be reached: verified over desired channels. A channel that they do not want used counts neither way.
#[must_use]
pub fn coverage(contact: &Contact) -> Coverage {
    let desired = if contact.form == Form::Place { OF_A_PLACE } else { OF_A_PERSON };
    let cells: Vec<ChannelCell> = desired.iter().map(|kind| cell(contact, kind)).collect();
    let wanted: Vec<&ChannelCell> = cells.iter().filter(|cell| cell.state != Some(ChannelState::DoNotUse)).collect();
    let verified = wanted.iter().filter(|cell| is_verified(cell)).count();
    let missing = wanted.iter().filter(|cell| cell.state.is_none()).map(|cell| cell.kind.clone()).collect();
    Coverage { verified: verified as u64, desired: wanted.len() as u64, missing, cells }
}

/// Where a contact can be followed, and whether one does: a profile that is *known* is not followed yet, one that is
/// *verified* or *preferred* is.
#[must_use]
pub fn social(contact: &Contact) -> Vec<ChannelCell> {
    SOCIAL.iter().map(|kind| cell(contact, kind)).collect()
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
fn cell(contact: &Contact, kind: &str) -> ChannelCell {
    let of_kind = contact.channel.iter().filter_map(|(channel, state)| {
        let (channel_kind, value) = channel.split_once(':')?;
        let same = channel_kind == kind || (kind == "phone" && channel_kind == "mobile");
        same.then_some((rank(state), value, state))
    });
    let best = of_kind.min_by_key(|(rank, value, _)| (*rank, *value));
    ChannelCell {
        kind: kind.to_owned(),
        value: best.map(|(_, value, _)| value.to_owned()),
        state: best.map(|(_, _, state)| state.clone()),
    }
}

const fn rank(state: &ChannelState) -> u8 {
    match state {
        ChannelState::Preferred => 0,
        ChannelState::Verified => 1,
        ChannelState::Known | ChannelState::Other(_) => 2,
        ChannelState::DoNotUse => 3,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn contact(channels: &[(&str, ChannelState)]) -> Contact {
        let channel = channels.iter().map(|(channel, state)| ((*channel).to_owned(), state.clone())).collect();
        Contact { channel, ..Contact::default() }
    }

    #[test]
    fn what_is_verified_is_covered_and_what_is_not_there_is_missing() {
        let some = contact(&[("mobile:1", ChannelState::Verified), ("email:a@example.org", ChannelState::Known)]);
        let covered = coverage(&some);
        assert_eq!((covered.verified, covered.desired), (1, 4));
        assert_eq!(covered.missing, ["web", "linkedin"]);
    }

    #[test]
    fn a_channel_that_is_not_to_be_used_is_neither_missing_nor_desired() {
        let some = contact(&[("phone:1", ChannelState::DoNotUse), ("phone:2", ChannelState::DoNotUse)]);
        let covered = coverage(&some);
        assert_eq!((covered.verified, covered.desired), (0, 3));
        assert!(!covered.missing.contains(&"phone".to_owned()));
        let other = contact(&[("phone:1", ChannelState::DoNotUse), ("phone:2", ChannelState::Preferred)]);
        assert_eq!(coverage(&other).cells[0].value.as_deref(), Some("2"), "another number may be used");
    }

    #[test]
    fn a_profile_is_followed_once_it_is_verified() {
        let some = contact(&[("linkedin:in/lee", ChannelState::Verified), ("facebook:lee", ChannelState::Known)]);
        let followed: Vec<_> = social(&some).into_iter().filter(is_verified).map(|cell| cell.kind).collect();
        assert_eq!(followed, ["linkedin"]);
    }
}
