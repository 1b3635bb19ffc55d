//! How contacts can be reached, what is known of them, and whom one knows at each office.

use std::{cmp::Reverse, collections::HashMap};

use super::{Companion, PAGE};
use crate::{
    error::{Error, Result},
    model::{
        ChannelState, Contact, Instant, Kind, NoteKind, Record, RecordId, Role,
        view::{DatedFact, Entry, Followed, Named, OfficeCoverage, Profile, ReachedBy, StaffChip},
    },
    practice::{
        channels::{self, Ways},
        coverage::{self, Covered, Office},
        facts::ContactFact,
    },
    store::Session,
};

impl Companion {
    /// In how many of the desired ways each contact can be reached, those who lack most first; of a place, its people follow by
    /// the same rule. Contacts that lack nothing are there only if asked for.
    pub fn channel_coverage(&self, complete: bool, limit: u32) -> Result<Vec<ReachedBy>> {
        self.store.read(|session| {
            let known = session.channels()?;
            let known = ways(&known);
            let mut rows: Vec<ReachedBy> = session
                .contact_facts_by_name()?
                .into_iter()
                .map(|contact| reached_by(contact, &known))
                .filter(|row| complete || !row.coverage.missing.is_empty())
                .collect();
            rows.sort_by_key(|row| Reverse(row.coverage.missing.len()));
            rows.truncate(limit.min(PAGE) as usize);
            Ok(rows)
        })
    }

    /// In how many of the desired ways one contact can be reached.
    ///
    /// # Errors
    /// [`Error::NotFound`] if it is no contact of this book.
    pub fn reached_by(&self, who: RecordId) -> Result<ReachedBy> {
        self.store.read(|session| {
            let contact = session.contact_fact(who)?.ok_or_else(|| Error::no_record(who))?;
            let known = session.channels_of(&session.aliases(who)?)?;
            Ok(reached_by(contact, &ways(&known)))
        })
    }

    /// What is known of a contact: pages, preferences and dated facts, and where they can be followed; of a place, where its
    /// people can be followed as well.
    ///
    /// # Errors
    /// [`Error::NotFound`] if it is no contact of this book.
    pub fn profile(&self, who: RecordId) -> Result<Profile> {
        self.store.read(|session| {
            let aliases = session.aliases(who)?;
            let contact = contact(session, aliases.first().copied().unwrap_or(who))?;
            let named = session.named(who)?.ok_or_else(|| Error::no_record(who))?;
            let mut social = vec![Followed { who: named.clone(), cells: channels::social(&contact) }];
            for (person, _) in session.people_at(&aliases)? {
                let Some(who) = session.named(person)? else { continue };
                if social.iter().all(|one| one.who.id != who.id) {
                    let cells = channels::social(&self::contact(session, who.id)?);
                    social.push(Followed { who, cells });
                }
            }
            let links = channels::links(&contact);
            Ok(Profile { who: named, links, social, facts: facts(session, &aliases)? })
        })
    }

    /// Whom one knows at each office: the front desk, whoever routes referrals, the provider, and whether they were reached
    /// within 90 days. Offices where only a provider is known come first.
    pub fn office_coverage(&self) -> Result<Vec<OfficeCoverage>> {
        self.store.read(|session| {
            let roles = session.affiliations()?;
            let names: HashMap<RecordId, String> =
                session.contact_facts()?.into_iter().map(|contact| (contact.id, contact.name)).collect();
            let offices = offices(session, &roles, self.environment.now())?;
            Ok(offices.into_iter().map(|office| shown(office, &names)).collect())
        })
    }
}

/// Each office with whom one knows there, by the one rule; of equal ones the first by name.
pub(super) fn offices(
    session: &Session<'_>,
    roles: &[(RecordId, RecordId, Role)],
    now: Instant,
) -> Result<Vec<Office>> {
    Ok(coverage::offices(session.places()?, roles, &session.last_touches()?, now))
}

fn shown(office: Office, names: &HashMap<RecordId, String>) -> OfficeCoverage {
    let person = |id: RecordId| names.get(&id).map(|name| Named { id, name: name.clone() });
    OfficeCoverage {
        only_provider: office.knows_provider_only(),
        place: person(office.place).unwrap_or(Named { id: office.place, name: String::new() }),
        chips: office
            .parts
            .into_iter()
            .map(|part| StaffChip {
                part: part.part,
                people: part.people.into_iter().filter_map(person).collect(),
                last_touch: part.last_touch,
                fresh: part.covered == Covered::Touched,
            })
            .collect(),
    }
}

/// The ways to reach each contact.
pub(super) fn ways(known: &[(RecordId, String, ChannelState)]) -> HashMap<RecordId, Vec<(&str, &ChannelState)>> {
    let mut by_contact: HashMap<RecordId, Vec<(&str, &ChannelState)>> = HashMap::new();
    for (who, channel, state) in known {
        by_contact.entry(*who).or_default().push((channel, state));
    }
    by_contact
}

fn reached_by(contact: ContactFact, known: &HashMap<RecordId, Vec<(&str, &ChannelState)>>) -> ReachedBy {
    let ways: Ways<'_> = known.get(&contact.id).map_or(&[], Vec::as_slice);
    let coverage = channels::coverage(&contact.form, ways);
    ReachedBy { who: Named { id: contact.id, name: contact.name }, form: contact.form, coverage }
}

fn contact(session: &Session<'_>, id: RecordId) -> Result<Contact> {
    match session.read_record(id)? {
        Some(Entry { record: Record::Contact(contact), .. }) => Ok(contact),
        _ => Err(Error::NotFound { what: "contact", id: id.to_string() }),
    }
}

/// What somebody likes and must not have, and what is known of them, the newest first.
fn facts(session: &Session<'_>, ids: &[RecordId]) -> Result<Vec<DatedFact>> {
    let mut keys: Vec<_> = session.naming(ids, &Kind::Note, None, PAGE)?.iter().map(|line| line.key).collect();
    keys.sort_unstable();
    keys.dedup();
    let mut facts: Vec<DatedFact> = session
        .entries(&Kind::Note, &keys)?
        .into_iter()
        .filter_map(|(_, Entry { id, record, .. })| match record {
            Record::Note(note)
                if matches!(note.kind, NoteKind::Likes | NoteKind::Allergy | NoteKind::Fact | NoteKind::Learned) =>
            {
                Some(DatedFact { id, kind: note.kind, topic: note.topic, text: note.text.0, at: note.at })
            }
            _ => None,
        })
        .collect();
    facts.sort_by_key(|fact| Reverse((fact.at, fact.id)));
    Ok(facts)
}
