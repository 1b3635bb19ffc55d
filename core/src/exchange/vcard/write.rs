//! A contact as a vCard 3.0: what one would hand to somebody else. What the book thinks of them (notes, tier, stance, numbers
//! not to be used) stays in it; the JSON export has everything.

use std::collections::BTreeSet;

use calcard::vcard::{VCard, VCardEntry, VCardParameter, VCardProperty, VCardType, VCardValue, VCardVersion};

use super::super::clean;
use crate::model::{ChannelState, Contact, Form, RecordId, Role, Sector};

/// A contact with the names that its card needs.
pub(crate) struct Shown<'a> {
    /// The id under which it is shown.
    pub id: RecordId,
    /// What it says.
    pub contact: &'a Contact,
    /// The names of the places where they work.
    pub places: &'a [String],
    /// What they call their own work.
    pub title: Option<&'a str>,
}

/// The card, with CRLF and lines of 75 bytes as the standard has it.
pub(crate) fn write(shown: &Shown<'_>) -> String {
    let Shown { id, contact, places, title } = shown;
    let mut card = VCard::default();
    let mut add = |entry: VCardEntry| card.entries.push(entry);
    add(one(VCardProperty::Uid, &format!("urn:uuid:{id}")));
    add(one(VCardProperty::Fn, &clean(&contact.name)));
    if contact.form == Form::Place {
        add(several(VCardProperty::N, vec![String::new(); 5]));
        add(one(VCardProperty::Org, &clean(&contact.name)));
        add(one(extension("X-ABShowAs"), "COMPANY"));
    } else {
        add(several(VCardProperty::N, name_parts(&contact.name)));
        places.iter().for_each(|place| add(one(VCardProperty::Org, &clean(place))));
    }
    if let Some(title) = title {
        add(one(VCardProperty::Title, &clean(title)));
    }
    roles_of(contact).for_each(|role| add(one(extension("X-RAPPORT-ROLE"), role.as_str())));
    for (channel, state) in &contact.channel {
        channel_entry(channel, state).into_iter().for_each(&mut add);
    }
    if !contact.address.is_empty() {
        let mut parts = vec![String::new(); 7];
        parts[2].clone_from(&contact.address);
        add(several(VCardProperty::Adr, parts));
    }
    if let Some(geo) = contact.geo {
        // Not `GEO`'s own type, which is a URI and would be read as such.
        add(several(VCardProperty::Geo, vec![geo.latitude.to_string(), geo.longitude.to_string()]));
    }
    if !contact.tag.is_empty() {
        add(several(VCardProperty::Categories, contact.tag.iter().map(|tag| clean(tag)).collect()));
    }
    if let Some(sector) = contact.sector.as_ref().map(Sector::as_str) {
        add(one(extension("X-RAPPORT-SECTOR"), sector));
    }
    let mut text = String::new();
    card.write_to(&mut text, VCardVersion::V3_0).expect("a string takes all that is written to it");
    text
}

fn channel_entry(channel: &str, state: &ChannelState) -> Option<VCardEntry> {
    let (kind, value) = channel.split_once(':')?;
    let (kind, value) = (clean(kind).to_ascii_lowercase(), clean(value));
    if *state == ChannelState::DoNotUse || value.is_empty() {
        return None;
    }
    let entry = match kind.as_str() {
        "phone" => one(VCardProperty::Tel, &value).with_param(VCardParameter::typ(VCardType::Voice)),
        "mobile" | "sms" => one(VCardProperty::Tel, &value).with_param(VCardParameter::typ(VCardType::Cell)),
        "fax" => one(VCardProperty::Tel, &value).with_param(VCardParameter::typ(VCardType::Fax)),
        "email" => one(VCardProperty::Email, &value),
        "web" => one(VCardProperty::Url, &value),
        network if is_word(network) => {
            one(extension("X-SOCIALPROFILE"), &value).with_param(VCardParameter::typ(network.to_owned()))
        }
        _ => return None,
    };
    let preferred = *state == ChannelState::Preferred;
    Some(if preferred { entry.with_param(VCardParameter::typ("pref".to_owned())) } else { entry })
}

/// The jobs that somebody has anywhere, each once. `staff` says nothing, and who routes referrals is the book's own affair.
fn roles_of(contact: &Contact) -> impl Iterator<Item = &Role> {
    let all: BTreeSet<&Role> = contact.at.values().flatten().collect();
    all.into_iter().filter(|role| !matches!(role, Role::Staff | Role::RoutesReferrals))
}

/// Family and given name: the last word, and what comes before it.
fn name_parts(name: &str) -> Vec<String> {
    let name = clean(name);
    let (given, family) = name.rsplit_once(' ').unwrap_or((&name, ""));
    let mut parts = vec![String::new(); 5];
    (parts[0], parts[1]) = (family.to_owned(), given.to_owned());
    parts
}

fn is_word(network: &str) -> bool {
    let plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-' || c == '_';
    !network.is_empty() && network.len() <= 32 && network.chars().all(plain)
}

fn one(name: VCardProperty, value: &str) -> VCardEntry {
    VCardEntry::new(name).with_value(VCardValue::Text(value.to_owned()))
}

fn several(name: VCardProperty, values: Vec<String>) -> VCardEntry {
    VCardEntry::new(name).with_values(values.into_iter().map(VCardValue::Text).collect())
}

fn extension(name: &str) -> VCardProperty {
    VCardProperty::Other(name.to_owned())
}
