//! Somebody who works in the made-up town.

use std::collections::{BTreeMap, BTreeSet};

use super::{
    calendar::{Span, later},
    dice::Dice,
    names::Names,
    office::Office,
    sayings,
};
use crate::model::{ChannelState, Contact, Day, Form, RecordId, Role, Sector, Tier};

/// A person, and where they work.
#[derive(Debug, Clone)]
pub(super) struct Person {
    /// Their id, once they are in the book.
    pub id: Option<RecordId>,
    pub contact: Contact,
    pub roles: BTreeSet<Role>,
    /// Where they work: an office's number.
    pub office: Option<usize>,
    /// Since when they are in the book.
    pub since: Day,
    /// How often they were met.
    pub met: u32,
}

impl Person {
    /// Whether they sit where one comes in.
    pub fn is_front(&self) -> bool {
        self.roles.contains(&Role::FrontDesk) || self.roles.contains(&Role::ReferralCoordinator)
    }
}

/// A new person, at an office if they have one.
pub(super) fn draw(
    office: Option<&Office>,
    number: Option<usize>,
    span: &Span,
    names: &mut Names,
    dice: &mut Dice,
) -> Person {
    let since = match office {
        Some(office) if dice.happens(60) => office.since,
        Some(office) => later(office.since, dice.within(5..=((span.today - office.since).num_days() - 5).max(6))),
        None => later(span.first, dice.within(0..=(span.days() - 20).max(1))),
    };
    let roles = office.map(|office| roles(office, dice)).unwrap_or_default();
    let provider = roles.contains(&Role::Provider) || roles.contains(&Role::Owner);
    let medical =
        office.is_some_and(|office| !matches!(office.sector, Sector::School | Sector::Faith | Sector::Community));
    let name = names.person();
    let contact = Contact {
        form: Form::Person,
        name: if provider && medical && dice.happens(70) { format!("Dr. {name}") } else { name },
        sector: office.filter(|_| provider).map(|office| office.sector.clone()),
        channel: channels(office, dice),
        tier: provider
            .then(|| dice.weighted(&[(None, 60), (Some(Tier::B), 15), (Some(Tier::C), 25)]).clone())
            .flatten(),
        helps: if provider && dice.happens(45) {
            [(*dice.pick(sayings::TOPICS)).to_owned()].into()
        } else {
            BTreeSet::new()
        },
        found_via: dice.happens(30).then(|| (*dice.weighted(sayings::FOUND_VIA)).to_owned()),
        claimed_reach: dice.happens(4).then(|| dice.within(10..=60) * 10),
        ..Contact::default()
    };
    Person { id: None, contact, roles, office: number, since, met: 0 }
}

/// The first of an office sits at its front; then come those who route, treat and run it.
fn roles(office: &Office, dice: &mut Dice) -> BTreeSet<Role> {
    match office.staff.len() {
        0 if dice.happens(78) => front(dice),
        1 => [if dice.happens(85) { Role::Provider } else { Role::Owner }].into(),
        2 if dice.happens(45) => [Role::ReferralCoordinator, Role::RoutesReferrals].into(),
        3 if dice.happens(40) => [Role::Manager].into(),
        number => match (number, dice.within(0..=9)) {
            (0, _) | (_, 0..=5) => [Role::Provider].into(),
            (_, 6..=7) => [Role::Nurse].into(),
            (_, 8) => front(dice),
            _ => [Role::Staff].into(),
        },
    }
}

fn front(dice: &mut Dice) -> BTreeSet<Role> {
    let routes = dice.happens(35).then_some(Role::RoutesReferrals);
    std::iter::once(Role::FrontDesk).chain(routes).collect()
}

/// Numbers are those that fiction may use, addresses under a name that no one can own.
fn channels(office: Option<&Office>, dice: &mut Dice) -> BTreeMap<String, ChannelState> {
    let state = |dice: &mut Dice| {
        dice.weighted(&[
            (ChannelState::Known, 55),
            (ChannelState::Verified, 30),
            (ChannelState::Preferred, 12),
            (ChannelState::DoNotUse, 3),
        ])
        .clone()
    };
    let mut channels = BTreeMap::new();
    if dice.happens(62) {
        let number = format!("phone:+1 {} 555 01{:02}", dice.within(201..=989), dice.within(0..=99));
        channels.insert(number, state(dice));
    }
    if dice.happens(48) {
        let host = office.map_or("home".to_owned(), |office| host(&office.contact.name));
        let user = dice.next() % 1_000_000;
        channels.insert(format!("email:p{user:06}@{host}.example"), state(dice));
    }
    if dice.happens(9) {
        let user = dice.next() % 1_000_000;
        channels.insert(format!("web:https://social.example/p{user:06}"), ChannelState::Known);
    }
    channels
}

/// A name as it may stand in an address.
pub(super) fn host(name: &str) -> String {
    name.chars().filter(char::is_ascii_alphanumeric).map(|c| c.to_ascii_lowercase()).collect()
}
