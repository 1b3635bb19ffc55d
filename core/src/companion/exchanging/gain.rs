//! What somebody who is here lacks of what a card says.

use std::collections::{BTreeMap, BTreeSet};

use super::whole::Whole;
use crate::{
    exchange::{Card, key_of, reach},
    model::{ChannelState, Form, NoteKind},
};

/// What a contact would gain from a card.
pub(super) struct Gain {
    pub places: Vec<String>,
    pub channels: BTreeMap<String, ChannelState>,
    pub tags: BTreeSet<String>,
    pub address: bool,
    pub geo: bool,
    pub sector: bool,
    pub npi: Option<String>,
}

impl Gain {
    pub fn new(card: &Card, whole: &Whole) -> Self {
        let contact = &whole.contact;
        let here: BTreeSet<String> = whole.places.iter().map(|place| key_of(place)).collect();
        let reached: BTreeSet<String> = contact.channel.keys().map(|channel| reach(channel)).collect();
        let tagged: BTreeSet<String> = contact.tag.iter().map(|tag| key_of(tag)).collect();
        let is_person = contact.form == Form::Person;
        Self {
            places: card.places.iter().filter(|place| is_person && !here.contains(&key_of(place))).cloned().collect(),
            channels: card
                .channels
                .iter()
                .filter(|(channel, _)| !reached.contains(&reach(channel)))
                .map(|(channel, state)| (channel.clone(), state.clone()))
                .collect(),
            tags: card.tags.iter().filter(|tag| !tagged.contains(&key_of(tag))).cloned().collect(),
            address: contact.address.is_empty() && !card.address.is_empty(),
            geo: contact.geo.is_none() && card.geo.is_some(),
            sector: contact.sector.is_none() && card.sector.is_some(),
            npi: card.npi.clone().filter(|_| contact.npi.is_none()),
        }
    }

    pub fn says_something(&self) -> bool {
        !self.fields().is_empty()
    }

    /// The names of the fields, as a user edits them.
    pub fn fields(&self) -> Vec<String> {
        let fields = [
            ("at", !self.places.is_empty()),
            ("channel", !self.channels.is_empty()),
            ("tag", !self.tags.is_empty()),
            ("address", self.address),
            ("geo", self.geo),
            ("sector", self.sector),
            ("npi", self.npi.is_some()),
        ];
        fields.into_iter().filter(|(_, gained)| *gained).map(|(field, _)| field.to_owned()).collect()
    }
}

/// The notes of a card that nobody took yet: kind, topic, text. What somebody is called at work is a fact.
pub(super) fn lacking_notes(
    card: &Card,
    facts: &[(String, String)],
    notes: &[(String, String)],
) -> Vec<(NoteKind, String, String)> {
    let is_new = |known: &[(String, String)], text: &str| known.iter().all(|(_, known)| key_of(known) != key_of(text));
    let facts = card
        .facts
        .iter()
        .filter(|(_, text)| is_new(facts, text))
        .map(|(topic, text)| (NoteKind::Fact, (*topic).to_owned(), text.clone()));
    let notes =
        card.notes.iter().filter(|text| is_new(notes, text)).map(|text| (NoteKind::Note, String::new(), text.clone()));
    facts.chain(notes).collect()
}
