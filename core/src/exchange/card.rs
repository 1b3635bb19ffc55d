//! What one card or row says, whatever its format: the meeting point of all formats.

use std::collections::{BTreeMap, BTreeSet};

use data_encoding::BASE32_NOPAD;
use sha2::{Digest as _, Sha256};

use super::RowError;
use crate::{
    model::{ChannelState, Form, Geo, RecordId, Role, Sector},
    practice::fold::{fold, fold_channel},
};

/// A name, in bytes: what `named` takes.
const NAME_BYTES: usize = rapport_protocol::limit::NAME_BYTES;
/// A telephone number, an address on the web.
const CHANNEL_BYTES: usize = 400;
/// An address or a title.
const LINE_BYTES: usize = 1_000;
/// A note, in characters: what `take_note` takes.
const NOTE_CHARACTERS: usize = 20_000;
/// Channels, labels, places or notes of one card.
const EACH: usize = 100;

/// A person or a place on a card.
#[derive(Debug, Clone, PartialEq, Default)]
pub(crate) struct Card {
    /// The line on which it starts, from 1.
    pub line: u64,
    /// A person or a place.
    pub form: Form,
    /// The name.
    pub name: String,
    /// Where a person works, by name.
    pub places: Vec<String>,
    /// As what, where it is one of the roles that the book knows.
    pub roles: BTreeSet<Role>,
    /// What they are called there, and in which department, by topic: see [`fact`].
    pub facts: BTreeMap<&'static str, String>,
    /// The sector, where it is one that the book knows.
    pub sector: Option<Sector>,
    /// `phone:…`, `email:…`.
    pub channels: BTreeMap<String, ChannelState>,
    /// One line or several.
    pub address: String,
    /// Where it is.
    pub geo: Option<Geo>,
    /// Categories or labels.
    pub tags: BTreeSet<String>,
    /// What was noted.
    pub notes: Vec<String>,
    /// What the program that wrote it calls it.
    pub uid: Option<String>,
    /// National Provider Identifier.
    pub npi: Option<String>,
    /// How they were found, where the file itself says so.
    pub found_via: Option<String>,
    /// Pictures on it, which were left out.
    pub pictures: u64,
}

impl Card {
    /// Adds a channel, unless it says nothing or is there already.
    pub fn reach_by(&mut self, kind: &str, value: &str, state: ChannelState) {
        let value = clean(value);
        if !value.is_empty() {
            let known = self.channels.entry(format!("{kind}:{value}")).or_insert(ChannelState::Known);
            if state != ChannelState::Known {
                *known = state;
            }
        }
    }

    /// Says what somebody does: a role where the book knows it, in their own words in any case.
    pub fn work_as(&mut self, title: &str) {
        let title = clean(title);
        self.roles.extend(role(&title));
        self.know(fact::TITLE, &title);
    }

    /// Keeps a fact, the first of its topic.
    pub fn know(&mut self, topic: &'static str, text: &str) {
        let text = clean(text);
        if !text.is_empty() {
            self.facts.entry(topic).or_insert(text);
        }
    }

    /// Keeps a sector or a role that the book knows, by its word; leaves another alone.
    pub fn sort_as(&mut self, word: &str) {
        self.sector = Sector::ALL.iter().find(|sector| sector.as_str() == word).cloned().or(self.sector.take());
        self.roles.extend(Role::ALL.iter().find(|role| role.as_str() == word).cloned());
    }

    /// Tidies the card up and refuses what a book can't hold.
    pub fn check(mut self) -> Result<Self, RowError> {
        let line = self.line;
        let refuse = |field: &str, reason: String| Err(RowError::new(line, field, reason));
        self.name = clean(&self.name);
        self.places = self.places.iter().map(|place| clean(place)).filter(|place| !place.is_empty()).collect();
        if self.name.is_empty() && !self.places.is_empty() {
            (self.name, self.form) = (self.places.remove(0), Form::Place);
        }
        if self.form == Form::Place {
            self.places.clear();
        }
        self.address = clean_lines(&self.address);
        self.tags = self.tags.iter().map(|tag| clean(tag)).filter(|tag| !tag.is_empty()).collect();
        self.notes = self.notes.iter().map(|note| clean_lines(note)).filter(|note| !note.is_empty()).collect();
        if self.name.is_empty() {
            return refuse("name", "it names neither a person nor an organisation".to_owned());
        }
        let over = |text: &String, most: usize| text.len() > most;
        match () {
            () if over(&self.name, NAME_BYTES) => refuse("name", too_long(NAME_BYTES)),
            () if self.places.iter().any(|place| over(place, NAME_BYTES)) => {
                refuse("organisation", too_long(NAME_BYTES))
            }
            () if self.facts.values().any(|fact| over(fact, LINE_BYTES)) => refuse("title", too_long(LINE_BYTES)),
            () if over(&self.address, LINE_BYTES) => refuse("address", too_long(LINE_BYTES)),
            () if self.channels.keys().any(|channel| over(channel, CHANNEL_BYTES)) => {
                refuse("channel", too_long(CHANNEL_BYTES))
            }
            () if self.tags.iter().any(|tag| over(tag, NAME_BYTES)) => refuse("tag", too_long(NAME_BYTES)),
            () if self.notes.iter().any(|note| note.chars().count() > NOTE_CHARACTERS) => {
                refuse("note", format!("it is longer than {NOTE_CHARACTERS} characters; split it in two"))
            }
            () if [self.channels.len(), self.tags.len(), self.places.len(), self.notes.len()]
                .iter()
                .any(|number| *number > EACH) =>
            {
                refuse("", format!("it has more than {EACH} channels, labels, organisations or notes"))
            }
            () => Ok(self),
        }
    }

    /// What the card says, in few letters: the same card gives the same ones, in whatever file and order it stands.
    pub fn fingerprint(&self) -> String {
        let mut digest = Sha256::new();
        let mut add = |field: &str, value: &str| {
            digest.update(field);
            digest.update((value.len() as u64).to_le_bytes());
            digest.update(value);
        };
        add("form", self.form.as_str());
        add("name", &self.name);
        add("sector", self.sector.as_ref().map_or("", Sector::as_str));
        add("address", &self.address);
        add("geo", &self.geo.map(|geo| geo.to_string()).unwrap_or_default());
        self.facts.iter().for_each(|(topic, fact)| add(topic, fact));
        self.places.iter().for_each(|place| add("place", place));
        self.channels.iter().for_each(|(channel, state)| add(state.as_str(), channel));
        self.tags.iter().for_each(|tag| add("tag", tag));
        self.notes.iter().for_each(|note| add("note", note));
        short(&digest.finalize())
    }

    /// The record that this card was exported from, if it was by a book.
    pub fn record(&self) -> Option<RecordId> {
        let uid = self.uid.as_deref()?;
        uid.strip_prefix("urn:uuid:").unwrap_or(uid).parse().ok()
    }

    /// A fingerprint of what the other program calls the card.
    pub fn uid_fingerprint(&self) -> Option<String> {
        let uid = self.uid.as_deref().filter(|uid| !uid.is_empty())?;
        Some(short(&Sha256::new().chain_update("uid").chain_update(uid).finalize()))
    }
}

/// Topics of notes of kind `fact`.
pub(crate) mod fact {
    /// What somebody is called at work.
    pub const TITLE: &str = "title";
    /// In which part of a place they work.
    pub const DEPARTMENT: &str = "department";
}

/// One line of text as it is kept: no control characters, single spaces.
pub(crate) fn clean(text: &str) -> String {
    let spaced: String = text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    spaced.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A name or a line that was written in capitals alone, as one writes it: "OAK STREET CLINIC" becomes "Oak Street Clinic".
pub(super) fn sentence_case(text: &str) -> String {
    let text = clean(text);
    if text.chars().any(char::is_lowercase) {
        return text;
    }
    let mut begins = true;
    let lower = text.chars().map(|c| {
        let kept = if begins { c } else { c.to_lowercase().next().unwrap_or(c) };
        begins = !c.is_alphanumeric() && c != '\'';
        kept
    });
    lower.collect()
}

/// Several lines, each cleaned; blank ones at either end left out.
pub(super) fn clean_lines(text: &str) -> String {
    text.lines().map(clean).collect::<Vec<_>>().join("\n").trim_matches('\n').to_owned()
}

/// An address from its parts, as it is written on a letter.
pub(super) fn postal(street: [&str; 3], city: &str, region_and_code: [&str; 2], country: &str) -> String {
    let join = |parts: &[&str], with: &str| {
        parts.iter().map(|part| part.trim()).filter(|part| !part.is_empty()).collect::<Vec<_>>().join(with)
    };
    join(&[&join(&street, "\n"), &join(&[city, &join(&region_and_code, " ")], ", "), country], "\n")
}

/// What makes two names one: their folded form, or the name itself where folding leaves nothing of it.
pub(crate) fn key_of(name: &str) -> String {
    Some(fold(name)).filter(|folded| !folded.is_empty()).unwrap_or_else(|| clean(name))
}

/// What makes two channels one: a number is the same number whether it is called telephone or mobile.
pub(crate) fn reach(channel: &str) -> String {
    let channel = clean(channel);
    let (kind, value) = channel.split_once(':').unwrap_or(("", &channel));
    let (kind, value) = (kind.trim().to_lowercase(), value.trim());
    let kind = match kind.as_str() {
        "mobile" | "sms" => "phone",
        other => other,
    };
    let folded = fold_channel(&format!("{kind}:{value}"));
    if folded.is_empty() { format!("{kind}:{}", value.to_lowercase()) } else { folded }
}

/// A role that the book knows, by the words in which people write it.
fn role(title: &str) -> Option<Role> {
    Some(match fold(title).as_str() {
        "front desk" | "receptionist" | "reception" => Role::FrontDesk,
        "referral coordinator" | "referrals coordinator" | "intake coordinator" => Role::ReferralCoordinator,
        "manager" | "office manager" | "practice manager" | "clinic manager" => Role::Manager,
        "nurse" | "rn" | "registered nurse" => Role::Nurse,
        "provider" | "physician" | "family physician" | "psychologist" | "psychiatrist" | "pediatrician" => {
            Role::Provider
        }
        "owner" => Role::Owner,
        "staff" => Role::Staff,
        _ => return None,
    })
}

fn short(digest: &[u8]) -> String {
    BASE32_NOPAD.encode(&digest[..15]).to_ascii_lowercase()
}

fn too_long(bytes: usize) -> String {
    format!("it is longer than {bytes} bytes")
}
