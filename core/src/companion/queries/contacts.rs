//! People and places: one's page, whom a typed name may mean, who may be in the book twice.

use std::collections::{BTreeMap, BTreeSet};

use super::{Companion, PAGE, entry, history, practice, zone_of};
use crate::{
    error::{Error, Result},
    model::{
        Contact, Record, RecordId, Role,
        view::{Affiliation, ContactPage, Duplicate, Entry, Merged, Named},
    },
    practice::due::{self, DaysOff},
    store::Session,
};

impl Companion {
    /// Everything on a contact's page but the timeline. Of one that was merged, the page of the whole group.
    ///
    /// # Errors
    /// [`Error::NotFound`] if it is no contact of this book.
    pub fn page(&self, contact: RecordId) -> Result<ContactPage> {
        self.store.read(|session| {
            let aliases = session.aliases(contact)?;
            let entry = entry(session, aliases.first().copied().unwrap_or(contact))?;
            let Record::Contact(shown) = &entry.record else {
                return Err(Error::NotFound { what: "contact", id: contact.to_string() });
            };
            let last_touch = session.last_touch(&aliases)?;
            let practice = practice(session)?;
            let zone = zone_of(&practice, &self.environment);
            let due = due::interval_days(shown.cadence_days, shown.tier.as_ref(), &practice.cadence).map(|interval| {
                let today = self.environment.now().day_in(zone);
                due::due_on(last_touch.map(|at| at.day_in(zone)), interval, today, &DaysOff::of(&practice))
            });
            let mut conflicts = Vec::new();
            for id in &aliases {
                conflicts.extend(history::conflicts_of(session, *id)?);
            }
            Ok(ContactPage {
                places: places(session, &aliases)?,
                people: affiliations(session, session.people_at(&aliases)?)?,
                last_touch,
                due,
                conflicts,
                aliases,
                entry,
            })
        })
    }

    /// The contacts that a typed name may mean: those of exactly this name, whatever its case and accents, then those of whose
    /// names every word typed begins a word. Merged ones once, under the name they are shown by.
    pub fn who(&self, typed: &str, limit: u32) -> Result<Vec<Named>> {
        let limit = limit.min(PAGE);
        self.store.read(|session| {
            let mut found = Vec::new();
            for id in session.contacts_named(typed)?.into_iter().chain(session.contacts_called(typed, limit)?) {
                found.extend(session.named(id)?.filter(|named| !found.contains(named)));
            }
            found.truncate(usize::try_from(limit).unwrap_or(usize::MAX));
            Ok(found)
        })
    }

    /// Pairs of contacts that may be one: of one name, or reached by one telephone number or address. Merged ones are not there.
    pub fn duplicates(&self, limit: u32) -> Result<Vec<Duplicate>> {
        self.store.read(|session| {
            let mut pairs = BTreeSet::new();
            for (one, other) in session.likely_duplicates(limit.min(PAGE))? {
                pairs.insert((one.min(other), one.max(other)));
            }
            let mut found = Vec::new();
            for (one, other) in pairs {
                if let (Some(one), Some(other)) = (session.named(one)?, session.named(other)?) {
                    found.push(Duplicate { one, other });
                }
            }
            Ok(found)
        })
    }

    /// Contacts that were merged: each group once, so that it can be parted again.
    pub fn merged(&self, limit: u32) -> Result<Vec<Merged>> {
        self.store.read(|session| {
            let mut merged = Vec::new();
            for id in session.merged_into(limit.min(PAGE))? {
                let Some(who) = session.named(id)? else { continue };
                let mut of = Vec::new();
                for alias in session.aliases(id)? {
                    of.extend(session.read_record(alias)?);
                }
                merged.push(Merged { who, of });
            }
            Ok(merged)
        })
    }
}

/// Where somebody works, by any of the ids that they have.
fn places(session: &Session<'_>, aliases: &[RecordId]) -> Result<Vec<Affiliation>> {
    let mut held = Vec::new();
    for id in aliases {
        if let Some(Entry { record: Record::Contact(Contact { at, .. }), .. }) = session.read_record(*id)? {
            held.extend(at.into_iter().flat_map(|(place, roles)| roles.into_iter().map(move |role| (place, role))));
        }
    }
    affiliations(session, held)
}

/// Gathers roles by whom they name, merged contacts once, by name.
fn affiliations(session: &Session<'_>, held: Vec<(RecordId, Role)>) -> Result<Vec<Affiliation>> {
    let mut gathered: BTreeMap<(String, RecordId), BTreeSet<Role>> = BTreeMap::new();
    for (id, role) in held {
        if let Some(Named { id, name }) = session.named(id)? {
            gathered.entry((name, id)).or_default().insert(role);
        }
    }
    let affiliation = |((name, id), roles): ((String, RecordId), BTreeSet<Role>)| Affiliation {
        who: Named { id, name },
        roles: roles.into_iter().collect(),
    };
    Ok(gathered.into_iter().map(affiliation).collect())
}
