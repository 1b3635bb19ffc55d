//! How contacts can be reached, what is known of them, and whom one knows at each office.

use std::{cmp::Reverse, collections::BTreeMap};

use super::{Companion, PAGE};
use crate::{
    error::{Error, Result},
    model::{
        Contact, Form, Instant, Kind, NoteKind, Record, RecordId, Role,
        view::{DatedFact, Entry, Followed, Named, OfficeCoverage, Profile, ReachedBy, StaffChip, StaffPart},
    },
    practice::channels,
    store::Session,
};

/// For so long somebody who was reached counts as known.
const FRESH_MS: i64 = 90 * 86_400_000;

impl Companion {
    /// In how many of the desired ways each contact can be reached, those who lack most first; of a place, its people follow by
    /// the same rule. Contacts that lack nothing are there only if asked for.
    pub fn channel_coverage(&self, complete: bool, limit: u32) -> Result<Vec<ReachedBy>> {
        self.store.read(|session| {
            let mut rows: Vec<ReachedBy> = session
                .contacts()?
                .into_iter()
                .map(|(id, contact)| ReachedBy {
                    coverage: channels::coverage(&contact),
                    who: Named { id, name: contact.name },
                    form: contact.form,
                })
                .filter(|row| complete || !row.coverage.missing.is_empty())
                .collect();
            rows.sort_by_key(|row| Reverse(row.coverage.missing.len()));
            rows.truncate(limit.min(PAGE) as usize);
            Ok(rows)
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
            let reached = session.last_touches()?;
            let contacts = session.contacts()?;
            let now = self.environment.now();
            let mut staff: BTreeMap<RecordId, BTreeMap<StaffPart, Vec<Named>>> = BTreeMap::new();
            for (id, contact) in &contacts {
                for (place, roles) in &contact.at {
                    let office = staff.entry(session.canonical(*place)?).or_default();
                    for part in roles.iter().flat_map(part_of) {
                        let people = office.entry(*part).or_default();
                        let named = Named { id: *id, name: contact.name.clone() };
                        if !people.contains(&named) {
                            people.push(named);
                        }
                    }
                }
            }
            let mut offices = Vec::new();
            for (id, contact) in contacts.into_iter().filter(|(_, contact)| contact.form == Form::Place) {
                let mut people = staff.remove(&id).unwrap_or_default();
                let chips: Vec<StaffChip> = [StaffPart::FrontDesk, StaffPart::Router, StaffPart::Provider]
                    .map(|part| chip(part, people.remove(&part).unwrap_or_default(), &reached, now))
                    .into();
                let known = |part: StaffPart| chips.iter().any(|chip| chip.part == part && !chip.people.is_empty());
                let routes = known(StaffPart::FrontDesk) || known(StaffPart::Router);
                let only_provider = known(StaffPart::Provider) && !routes;
                offices.push(OfficeCoverage { place: Named { id, name: contact.name }, chips, only_provider });
            }
            offices
                .sort_by_key(|office| (!office.only_provider, office.chips.iter().filter(|chip| chip.fresh).count()));
            Ok(offices)
        })
    }
}

fn contact(session: &Session<'_>, id: RecordId) -> Result<Contact> {
    match session.read_record(id)? {
        Some(Entry { record: Record::Contact(contact), .. }) => Ok(contact),
        _ => Err(Error::NotFound { what: "contact", id: id.to_string() }),
    }
}

fn chip(
    part: StaffPart,
    people: Vec<Named>,
    reached: &std::collections::HashMap<RecordId, Instant>,
    now: Instant,
) -> StaffChip {
    let last_touch = people.iter().filter_map(|one| reached.get(&one.id)).max().copied();
    let fresh = last_touch.is_some_and(|at| now.0.saturating_sub(at.0) <= FRESH_MS);
    StaffChip { part, people, last_touch, fresh }
}

/// Which of the three a role is: a manager and a coordinator route referrals as well.
const fn part_of(role: &Role) -> &'static [StaffPart] {
    match role {
        Role::FrontDesk => &[StaffPart::FrontDesk],
        Role::RoutesReferrals | Role::ReferralCoordinator => &[StaffPart::Router],
        Role::Provider | Role::Owner => &[StaffPart::Provider],
        Role::Manager | Role::Nurse | Role::Staff | Role::Other(_) => &[],
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
