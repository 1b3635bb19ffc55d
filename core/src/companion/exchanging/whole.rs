//! A contact as it is shown: under all the ids that it was merged from.

use crate::{
    error::Result,
    model::{Contact, NoteKind, RecordId},
    store::Session,
};

/// A contact with what its duplicates know.
pub(super) struct Whole {
    /// The id under which it is shown.
    pub id: RecordId,
    /// All of its ids.
    pub ids: Vec<RecordId>,
    /// What they say together; where they differ, the first has the word.
    pub contact: Contact,
    /// The names of the places where they work.
    pub places: Vec<String>,
}

impl Whole {
    /// The contact that is shown under an id; nothing if there is none.
    pub fn read(session: &Session<'_>, id: RecordId) -> Result<Option<Self>> {
        let id = session.canonical(id)?;
        let Some(mut contact) = session.contact(id)? else { return Ok(None) };
        let ids = session.aliases(id)?;
        for alias in ids.iter().filter(|alias| **alias != id) {
            if let Some(alias) = session.contact(*alias)? {
                join(&mut contact, alias);
            }
        }
        let mut places = Vec::new();
        for place in contact.at.keys() {
            let name = session.named(*place)?.map(|place| place.name);
            places.extend(name.filter(|name| !places.contains(name)));
        }
        Ok(Some(Self { id, ids, contact, places }))
    }

    /// The newest fact about them on a topic.
    pub fn fact(&self, session: &Session<'_>, topic: &str) -> Result<Option<String>> {
        let facts = session.notes_of(&self.ids, &NoteKind::Fact)?;
        Ok(facts.into_iter().find(|(of, text)| of == topic && !text.trim().is_empty()).map(|(_, text)| text))
    }
}

fn join(contact: &mut Contact, alias: Contact) {
    if contact.address.is_empty() {
        contact.address = alias.address;
    }
    contact.geo = contact.geo.or(alias.geo);
    contact.sector = contact.sector.take().or(alias.sector);
    for (place, roles) in alias.at {
        contact.at.entry(place).or_default().extend(roles);
    }
    for (channel, state) in alias.channel {
        contact.channel.entry(channel).or_insert(state);
    }
    contact.tag.extend(alias.tag);
    contact.imported.extend(alias.imported);
}
