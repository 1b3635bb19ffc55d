//! A record in words: what it is called, what it says in one line, and all of it.

mod whole;

use rapport_core::model::{
    Contact, Direction, Item, Met, Note, NoteKind, Owes, Promise, PromiseState, Record, RecordId, Referral,
    ReferralStatus, Touchpoint, TouchpointKind, TouchpointState, view::Entry,
};

use crate::{desk::Desk, words::InWords};

/// Between two things that a line says.
pub const DOT: &str = " · ";
/// How much of a note is shown where only its beginning is.
const BEGINNING: usize = 60;

impl Desk {
    /// What a record is called: a name, a code, the beginning of what it says.
    pub fn title(&self, record: &Record) -> String {
        match record {
            Record::Practice(practice) => practice.name.clone(),
            Record::Contact(contact) => contact.name.clone(),
            Record::Item(item) => item.name.clone(),
            Record::Playbook(playbook) => playbook.name.clone(),
            Record::Referral(referral) => referral.code.clone(),
            Record::Promise(promise) => beginning(&promise.text),
            Record::Note(note) => beginning(&note.text.0),
            Record::Touchpoint(touchpoint) => {
                let place = touchpoint.place.map(|place| format!(" at {}", self.name(place)));
                format!("{}{}, {}", touchpoint.kind.words(), place.unwrap_or_default(), self.clock.say(touchpoint.at))
            }
        }
    }

    /// What a record says, in one line without its time.
    pub fn line(&self, entry: &Entry) -> String {
        let says = match &entry.record {
            Record::Practice(practice) => vec![practice.name.clone(), practice.niche.clone()],
            Record::Contact(contact) => self.contact_line(contact),
            Record::Touchpoint(touchpoint) => self.touchpoint_line(touchpoint),
            Record::Note(note) => self.note_line(note),
            Record::Promise(promise) => self.promise_line(promise),
            Record::Referral(referral) => self.referral_line(referral),
            Record::Item(item) => item_line(item),
            Record::Playbook(playbook) => vec![playbook.name.clone(), playbook.trigger.clone()],
        };
        let removed = entry.removed.then(|| "removed".to_owned());
        says.into_iter().filter(|said| !said.is_empty()).chain(removed).collect::<Vec<_>>().join(DOT)
    }

    /// Several names in a sentence: "Ana Ruiz, front desk".
    pub fn all_of(&self, ids: impl IntoIterator<Item = RecordId>) -> String {
        ids.into_iter().map(|id| self.name(id)).collect::<Vec<_>>().join(", ")
    }

    /// Whom one met: "Ana Ruiz, the front desk".
    pub fn whom(&self, met: &Met) -> String {
        match met {
            Met::Contact(id) => self.name(*id),
            Met::Role(role) => role.words().to_owned(),
        }
    }

    /// What was left: "cookies, 5 card".
    pub fn left(&self, touchpoint: &Touchpoint) -> String {
        let each = touchpoint.left.iter().map(|(item, count)| {
            let name = item.parse().map_or_else(|_| item.replace('_', " "), |id| self.name(id));
            if *count == 1 { name } else { format!("{count} × {name}") }
        });
        each.collect::<Vec<_>>().join(", ")
    }

    fn contact_line(&self, contact: &Contact) -> Vec<String> {
        let places = contact.at.iter().map(|(place, roles)| {
            let roles = roles.iter().map(InWords::words).collect::<Vec<_>>().join(", ");
            format!("{roles} at {}", self.name(*place))
        });
        let sector = contact.sector.iter().map(|sector| sector.words().to_owned());
        let tier = contact.tier.iter().map(|tier| format!("tier {}", tier.words()));
        [contact.name.clone()].into_iter().chain(places).chain(sector).chain(tier).collect()
    }

    fn touchpoint_line(&self, touchpoint: &Touchpoint) -> Vec<String> {
        let kind = match (&touchpoint.state, &touchpoint.kind) {
            (TouchpointState::Done, kind) => kind.words().to_owned(),
            (state, kind) => format!("{} {}", state.words(), kind.words()),
        };
        let place = touchpoint.place.map(|place| self.name(place)).unwrap_or_default();
        let met = touchpoint.met.iter().map(|met| self.whom(met)).collect::<Vec<_>>().join(", ");
        let with = match (met.is_empty(), touchpoint.kind == TouchpointKind::Visit) {
            (true, _) => String::new(),
            (false, true) => format!("met {met}"),
            (false, false) => format!("with {met}"),
        };
        // "met Ana Ruiz · met" says it twice.
        let outcome = touchpoint.outcome.as_ref().map(InWords::words).filter(|words| *words != "met" || met.is_empty());
        let left = self.left(touchpoint);
        let left = if left.is_empty() { left } else { format!("left {left}") };
        let outcome = outcome.unwrap_or_default().to_owned();
        vec![kind, place, with, outcome, left, touchpoint.purpose.clone(), touchpoint.intel.clone()]
    }

    fn note_line(&self, note: &Note) -> Vec<String> {
        let kind = if note.kind == NoteKind::Note { String::new() } else { format!("{}: ", note.kind.words()) };
        let topic = if note.topic.is_empty() { String::new() } else { format!("({}) ", note.topic) };
        let text = format!("{kind}{topic}{}", note.text.0.split_whitespace().collect::<Vec<_>>().join(" "));
        // Where it is about a visit and its people, the people say enough.
        let about: Vec<RecordId> = note.about.iter().copied().filter(|id| self.is_contact(*id)).collect();
        let about = if about.is_empty() { String::new() } else { format!("about {}", self.all_of(about)) };
        let resolved = if note.resolved.is_some() { "settled" } else { "" };
        vec![text, about, resolved.to_owned()]
    }

    fn promise_line(&self, promise: &Promise) -> Vec<String> {
        let whose = match (&promise.owes, promise.to) {
            (Owes::Them, Some(to)) => format!("promised by {}", self.name(to)),
            (_, Some(to)) => format!("to {}", self.name(to)),
            (_, None) => String::new(),
        };
        let state = match (&promise.state, promise.due) {
            (PromiseState::Open, Some(due)) => format!("due {}", self.clock.say_day(due)),
            (PromiseState::Open, None) => "no date".to_owned(),
            (state, _) => state.words().to_owned(),
        };
        vec![promise.text.clone(), whose, state]
    }

    fn referral_line(&self, referral: &Referral) -> Vec<String> {
        let (who, way) = match referral.direction {
            Direction::Out => (referral.to, "to"),
            _ => (referral.from, "from"),
        };
        let who = who.map(|who| format!("{way} {}", self.name(who))).unwrap_or_default();
        let via = referral.via.as_ref().map(|via| format!("by {}", via.words())).unwrap_or_default();
        let waits = referral.status == ReferralStatus::Open && referral.direction == Direction::In;
        let status = if waits { "waits for an answer" } else { referral.status.words() };
        let thanked = if referral.thanked.is_some() { "thanked" } else { "" };
        let way = if referral.direction == Direction::Out { "referral out" } else { "referral in" };
        vec![
            format!("{way} {}", referral.code),
            who,
            via,
            referral.topic.clone(),
            status.to_owned(),
            thanked.to_owned(),
        ]
    }

    fn is_contact(&self, id: RecordId) -> bool {
        // A note's visit has no name of its own among the contacts: asking for the record tells.
        self.book.get(id).is_ok_and(|entry| matches!(entry.record, Record::Contact(_)))
    }
}

/// The first words of a text.
pub fn beginning(text: &str) -> String {
    let flat = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if flat.chars().count() <= BEGINNING {
        return flat;
    }
    let cut: String = flat.chars().take(BEGINNING).collect();
    format!("{}…", cut.trim_end())
}

fn item_line(item: &Item) -> Vec<String> {
    let stocked = if item.stocked.0 == 0 { String::new() } else { format!("{} stocked", item.stocked.0) };
    vec![item.name.clone(), item.kind.words().to_owned(), item.topic.clone(), stocked]
}
