//! What to read before one walks in.

use std::{
    cmp::Reverse,
    collections::{BTreeMap, BTreeSet},
};

use super::{Companion, gives::Circle};
use crate::{
    error::{Error, Result},
    model::{
        Contact, Form, Instant, Kind, NoteKind, Owes, Promise, PromiseState, Record, RecordId, Role, TouchpointState,
        view::{Brief, BriefPerson, Brought, Entry, OpenPromise},
    },
    practice::brief::{self, Known},
    store::Session,
};

/// How many of the latest records of each kind are looked at, of the place and of each of its people.
const LATEST: u32 = 24;
/// How many of the latest touchpoints and notes are told.
const TOLD: usize = 3;
/// How many people are told of: a hospital has more, and nobody reads on.
const PEOPLE: usize = 12;

impl Companion {
    /// The brief of a place or a person: who works there and who routes referrals, what happened last, what is promised and
    /// needed, what was brought, what must not be, and one question to ask. Reads the latest records of the place and of its
    /// people, however large the book is.
    ///
    /// # Errors
    /// [`Error::NotFound`] if it is no contact of this book.
    pub fn brief(&self, who: RecordId) -> Result<Brief> {
        self.store.read(|session| {
            let no_contact = || Error::NotFound { what: "contact", id: who.to_string() };
            let named = session.named(who)?.ok_or_else(no_contact)?;
            let aliases = session.aliases(who)?;
            let staff = staff(session, &aliases)?;
            let mut all = aliases.clone();
            for person in staff.keys() {
                all.extend(session.aliases(*person)?);
            }
            let mut told = Told::default();
            told.touchpoints(latest(session, &aliases, &Kind::Touchpoint)?);
            told.notes(latest(session, &all, &Kind::Note)?);
            let promises = open_promises(session, &all)?;
            let roles: Vec<&BTreeSet<Role>> = staff.values().collect();
            let theirs = promises.iter().filter(|promise| promise.owes == Owes::Them);
            let question = brief::question(&Known {
                their_promises: theirs.map(|promise| promise.id).collect(),
                needs: told.needs.iter().rev().map(|need| need.id).collect(),
                ever_needed: told.ever_needed,
                roles: roles.clone(),
            });
            let is_place = is_place(session, named.id)?;
            Ok(Brief {
                warning: brief::warning(&roles).filter(|_| is_place),
                people: people(session, &staff)?,
                who: named,
                last: told.last,
                notes: told.notes,
                promises,
                needs: told.needs,
                likes: told.likes,
                allergies: told.allergies,
                brought: told.brought,
                gives: self.three_of(session, &Circle::of(session, who)?)?,
                question,
                length_min: brief::VISIT_MINUTES,
            })
        })
    }
}

fn is_place(session: &Session<'_>, id: RecordId) -> Result<bool> {
    let entry = session.read_record(id)?;
    Ok(matches!(entry, Some(Entry { record: Record::Contact(Contact { form: Form::Place, .. }), .. })))
}

/// Who works at a place, merged contacts once.
fn staff(session: &Session<'_>, place: &[RecordId]) -> Result<BTreeMap<RecordId, BTreeSet<Role>>> {
    let mut staff: BTreeMap<RecordId, BTreeSet<Role>> = BTreeMap::new();
    for (person, role) in session.people_at(place)? {
        staff.entry(session.canonical(person)?).or_default().insert(role);
    }
    Ok(staff)
}

fn people(session: &Session<'_>, staff: &BTreeMap<RecordId, BTreeSet<Role>>) -> Result<Vec<BriefPerson>> {
    let mut people = Vec::new();
    for (id, roles) in staff {
        let Some(who) = session.named(*id)? else { continue };
        let routes = roles.contains(&Role::RoutesReferrals) || roles.contains(&Role::ReferralCoordinator);
        let last_touch = session.last_touch(&session.aliases(*id)?)?;
        people.push(BriefPerson { who, roles: roles.iter().cloned().collect(), routes, last_touch });
    }
    people.sort_by_key(|person| {
        (!person.routes, !person.roles.contains(&Role::FrontDesk), Reverse(person.last_touch), person.who.id)
    });
    people.truncate(PEOPLE);
    Ok(people)
}

/// The latest records of a kind that concern any of these, the newest first.
fn latest(session: &Session<'_>, ids: &[RecordId], kind: &Kind) -> Result<Vec<Entry>> {
    let mut lines = session.naming(ids, kind, None, LATEST)?;
    lines.sort_by_key(|line| Reverse((line.at, line.id)));
    lines.dedup();
    let keys: Vec<_> = lines.into_iter().map(|line| line.key).collect();
    Ok(session.entries(kind, &keys)?.into_iter().map(|(_, entry)| entry).collect())
}

/// What is told, gathered from the newest on.
#[derive(Default)]
struct Told {
    last: Vec<Entry>,
    notes: Vec<Entry>,
    needs: Vec<Entry>,
    likes: Vec<Entry>,
    allergies: Vec<Entry>,
    brought: Vec<Brought>,
    ever_needed: bool,
}

impl Told {
    fn touchpoints(&mut self, entries: Vec<Entry>) {
        for entry in entries {
            let Record::Touchpoint(touchpoint) = &entry.record else { continue };
            if touchpoint.state != TouchpointState::Done {
                continue;
            }
            for item in touchpoint.left.iter().filter(|(_, count)| **count > 0).map(|(item, _)| item) {
                self.bring(item, touchpoint.at);
            }
            if self.last.len() < TOLD {
                self.last.push(entry);
            }
        }
    }

    fn bring(&mut self, item: &str, at: Instant) {
        match self.brought.iter_mut().find(|brought| brought.item == item) {
            Some(brought) => brought.times += 1,
            None => self.brought.push(Brought { item: item.to_owned(), times: 1, last: at }),
        }
    }

    fn notes(&mut self, entries: Vec<Entry>) {
        for entry in entries {
            let Record::Note(note) = &entry.record else { continue };
            self.ever_needed |= note.kind == NoteKind::Need;
            match note.kind {
                NoteKind::Need if note.resolved.is_none() => self.needs.push(entry),
                NoteKind::Likes => self.likes.push(entry),
                NoteKind::Allergy => self.allergies.push(entry),
                NoteKind::Need | NoteKind::Sees | NoteKind::Vetting => {}
                _ if self.notes.len() < TOLD => self.notes.push(entry),
                _ => {}
            }
        }
    }
}

fn open_promises(session: &Session<'_>, ids: &[RecordId]) -> Result<Vec<OpenPromise>> {
    let mut open = Vec::new();
    for entry in latest(session, ids, &Kind::Promise)? {
        let Record::Promise(Promise { state: PromiseState::Open, text, to, due, owes, .. }) = entry.record else {
            continue;
        };
        let to = to.map(|contact| session.named(contact)).transpose()?.flatten();
        open.push(OpenPromise { id: entry.id, text, to, due, owes });
    }
    open.sort_by_key(|promise| (promise.due, promise.id));
    Ok(open)
}
