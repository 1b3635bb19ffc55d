//! One parsed vCard as a [`Card`].

use std::collections::BTreeSet;

use calcard::{
    common::IanaString as _,
    vcard::{VCard, VCardEntry, VCardParameterName, VCardParameterValue, VCardProperty, VCardValue},
};

use super::super::{
    Card,
    card::{clean, fact, key_of, postal},
};
use crate::model::{ChannelState, Form, Geo};

/// What a vCard says, as far as a book keeps it.
pub(super) fn card(vcard: &VCard, line: u64) -> Card {
    let mut card = Card { line, ..Card::default() };
    let mut structured = String::new();
    let mut company = false;
    for entry in &vcard.entries {
        let value = text(entry);
        match &entry.name {
            VCardProperty::Fn if card.name.is_empty() => card.name = value,
            VCardProperty::N => structured = name(entry),
            VCardProperty::Kind => company |= matches!(value.to_ascii_lowercase().as_str(), "org" | "location"),
            VCardProperty::Org => {
                let mut units = texts(entry).into_iter().filter(|unit| !unit.is_empty());
                card.places.extend(units.next());
                card.know(fact::DEPARTMENT, &units.collect::<Vec<_>>().join(", "));
            }
            VCardProperty::Title | VCardProperty::Role => card.work_as(&value),
            VCardProperty::Tel => card.reach_by(telephone(entry), bare(&value, "tel:"), state(entry)),
            VCardProperty::Email => card.reach_by("email", bare(&value, "mailto:"), state(entry)),
            VCardProperty::Url => card.reach_by("web", &value, state(entry)),
            VCardProperty::Socialprofile | VCardProperty::Impp => card.reach_by(&network(entry), &value, state(entry)),
            VCardProperty::Adr if card.address.is_empty() => card.address = address(entry),
            VCardProperty::Geo => card.geo = card.geo.or_else(|| geo(&value)),
            VCardProperty::Categories => card.tags.extend(texts(entry)),
            VCardProperty::Note => card.notes.push(value),
            VCardProperty::Uid => card.uid = Some(clean(&value)).filter(|uid| !uid.is_empty()),
            VCardProperty::Photo | VCardProperty::Logo => card.pictures += 1,
            VCardProperty::Other(extension) => match extension.to_ascii_uppercase().as_str() {
                "X-ABSHOWAS" => company |= value.eq_ignore_ascii_case("company"),
                "X-SOCIALPROFILE" => card.reach_by(&network(entry), &value, state(entry)),
                "X-RAPPORT-SECTOR" | "X-RAPPORT-ROLE" => card.sort_as(&value),
                _ => {}
            },
            _ => {}
        }
    }
    if clean(&card.name).is_empty() {
        card.name.clone_from(&structured);
    }
    // A card that is named after its organisation and has no person's name is the organisation's own.
    let own = structured.is_empty() && card.places.first().is_some_and(|place| key_of(place) == key_of(&card.name));
    if company || own {
        card.form = Form::Place;
        if card.name.is_empty() {
            card.name = card.places.first().cloned().unwrap_or_default();
        }
    }
    card
}

/// A property's value as one text; several values are joined as they stood.
fn text(entry: &VCardEntry) -> String {
    texts(entry).join(";")
}

fn texts(entry: &VCardEntry) -> Vec<String> {
    entry.values.iter().map(value).collect()
}

fn value(value: &VCardValue) -> String {
    match value {
        VCardValue::Text(text) => text.clone(),
        VCardValue::Component(parts) => parts.join(", "),
        VCardValue::Integer(number) => number.to_string(),
        VCardValue::Float(number) => number.to_string(),
        VCardValue::Kind(kind) => kind.as_str().to_owned(),
        _ => String::new(),
    }
}

/// Family, given, additional, prefixes, suffixes: in the order in which they are said.
fn name(entry: &VCardEntry) -> String {
    let parts = texts(entry);
    let said = [3, 1, 2, 0, 4].into_iter().filter_map(|place| parts.get(place)).map(|part| clean(part));
    said.filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ")
}

/// Post box, extended, street / city, region, code / country, as they are written on a letter.
fn address(entry: &VCardEntry) -> String {
    let parts = texts(entry);
    let part = |place: usize| parts.get(place).map(String::as_str).unwrap_or_default();
    postal([part(2), part(1), part(0)], part(3), [part(4), part(5)], part(6))
}

/// `latitude;longitude` of vCard 3, `geo:latitude,longitude` of vCard 4.
fn geo(value: &str) -> Option<Geo> {
    let bare = value.strip_prefix("geo:").unwrap_or(value);
    bare.split(';').take(2).collect::<Vec<_>>().join(",").parse().ok()
}

/// What a property is called: `TYPE=CELL` as well as the bare `CELL` of vCard 2.1, in lower case.
fn types(entry: &VCardEntry) -> BTreeSet<String> {
    entry
        .params
        .iter()
        .flat_map(|parameter| match (&parameter.name, &parameter.value) {
            (VCardParameterName::Type, VCardParameterValue::Type(of)) => vec![of.as_str().to_owned()],
            (VCardParameterName::Type, VCardParameterValue::Text(of)) => of.split(',').map(str::to_owned).collect(),
            (VCardParameterName::Other(of), VCardParameterValue::Null) => vec![of.clone()],
            (VCardParameterName::Pref, _) => vec!["pref".to_owned()],
            _ => vec![],
        })
        .map(|of| of.trim().to_ascii_lowercase())
        .collect()
}

fn telephone(entry: &VCardEntry) -> &'static str {
    let types = types(entry);
    match () {
        () if types.contains("fax") => "fax",
        () if types.contains("cell") => "mobile",
        () => "phone",
    }
}

/// The network of a profile or messenger.
fn network(entry: &VCardEntry) -> String {
    let plain = |of: &String| !matches!(of.as_str(), "pref" | "home" | "work" | "internet" | "other");
    let named = |of: &String| !of.is_empty() && of.chars().all(|c| c.is_ascii_alphanumeric() || c == '-' || c == '_');
    types(entry).into_iter().find(|of| plain(of) && named(of)).unwrap_or_else(|| "social".to_owned())
}

fn state(entry: &VCardEntry) -> ChannelState {
    if types(entry).contains("pref") { ChannelState::Preferred } else { ChannelState::Known }
}

fn bare<'a>(value: &'a str, scheme: &str) -> &'a str {
    match value.get(..scheme.len()) {
        Some(start) if start.eq_ignore_ascii_case(scheme) => &value[scheme.len()..],
        _ => value,
    }
}
