//! Who can introduce one to whom, what became of introductions, and whom one has not reached yet.

use std::{
    cmp::Reverse,
    collections::{BTreeSet, HashMap},
};

use super::{Companion, PAGE, serving::seen_by};
use crate::{
    error::{Error, Result},
    model::{
        Instant, Met, PromiseKind, RecordId, Stance, Touchpoint,
        view::{AskedFor, Introduced, Introductions, Named, Prospect, ReceivedIntroduction, WarmPath, WarmPaths},
    },
    practice::{
        fold::fold,
        library::{self, INTRODUCTION},
        paths::Acquaintances,
        serving,
    },
    store::{Link, Session},
};

/// How many ways to somebody are told.
const WAYS: usize = 5;

impl Companion {
    /// The ways to somebody through people who know each other, each from a person whom one meets oneself: the shortest first,
    /// among equals the one who was met last. Whoever was asked and is still to answer, or said no, is passed over.
    ///
    /// # Errors
    /// [`Error::NotFound`] if it is no contact of this book.
    pub fn warm_paths(&self, to: RecordId) -> Result<WarmPaths> {
        self.store.read(|session| {
            let to = session.named(to)?.ok_or_else(|| Error::no_record(to))?;
            let reached = session.last_touches()?;
            let asked: Vec<AskedFor> =
                asked_for(session)?.into_iter().filter(|ask| fold(&ask.to) == fold(&to.name)).collect();
            let not: BTreeSet<RecordId> =
                asked.iter().filter_map(|ask| ask.asked.as_ref()).map(|asked| asked.id).collect();
            let mut paths = Vec::new();
            for way in acquaintances(session, &reached)?.paths(to.id, &not, WAYS) {
                let mut people = Vec::with_capacity(way.len());
                for id in &way {
                    people.extend(session.named(*id)?);
                }
                paths.push(WarmPath { people, last_touch: way.first().and_then(|first| reached.get(first)).copied() });
            }
            Ok(WarmPaths { met: reached.get(&to.id).copied(), to, paths, asked })
        })
    }

    /// The introductions that the practice made, those that were made for it, and those that it asked for.
    pub fn introductions(&self) -> Result<Introductions> {
        self.store.read(|session| {
            let reached = session.last_touches()?;
            let mut made = Vec::new();
            for (id, touchpoint) in
                session.touchpoints_leaving([INTRODUCTION, &library::id_of(INTRODUCTION).to_string()])?
            {
                let people = people_of(session, &touchpoint)?;
                made.push(Introduced { id, at: touchpoint.at, people });
            }
            let mut received = Vec::new();
            for (who, by) in session.links(Link::IntroducedBy)? {
                if let (Some(who), Some(by)) = (session.named(who)?, session.named(by)?) {
                    let last_touch = reached.get(&who.id).copied();
                    received.push(ReceivedIntroduction { by, who, last_touch });
                }
            }
            received.sort_by(|one, other| (&one.by.name, &one.who.name).cmp(&(&other.by.name, &other.who.name)));
            Ok(Introductions { made, received, asked: asked_for(session)? })
        })
    }

    /// Contacts whom one has not reached yet: those that were found somewhere, that clients see, or that a partner knows; of one
    /// source alone, if it is named. Those whom most clients see come first. Competitors and those who declined are not there.
    pub fn prospects(&self, found_via: Option<&str>) -> Result<Vec<Prospect>> {
        self.store.read(|session| {
            let reached = session.last_touches()?;
            let mut seen: HashMap<RecordId, u64> = HashMap::new();
            for one in seen_by(session)? {
                if let Some(who) = one.who {
                    *seen.entry(who.id).or_default() += one.count;
                }
            }
            let mut known_by: HashMap<RecordId, Vec<RecordId>> = HashMap::new();
            for (one, other) in session.links(Link::Knows)? {
                known_by.entry(other).or_default().push(one);
            }
            let mut prospects = Vec::new();
            for (id, contact) in session.contacts()? {
                let seen_by = seen.get(&id).copied().unwrap_or(0);
                let via = contact
                    .found_via
                    .clone()
                    .unwrap_or_else(|| if seen_by > 0 { "popular".to_owned() } else { String::new() });
                let declined = contact.competitor || contact.stance == Some(Stance::Declined);
                // What clients told counts whatever the source in the book says.
                let wanted = found_via.is_none_or(|wanted| via == wanted || (wanted == "popular" && seen_by > 0));
                if via.is_empty() || declined || reached.contains_key(&id) || !wanted {
                    continue;
                }
                let mut known = Vec::new();
                for who in contact.introduced_by.iter().chain(known_by.get(&id).into_iter().flatten()) {
                    known.extend(session.named(*who)?.filter(|named| !known.contains(named)));
                }
                let who = Named { id, name: contact.name };
                let (sector, address) = (contact.sector, contact.address);
                prospects.push(Prospect { who, found_via: via, sector, address, seen_by, known_by: known });
            }
            prospects.sort_by_key(|one| Reverse((one.seen_by, one.known_by.len())));
            prospects.truncate(PAGE as usize);
            Ok(prospects)
        })
    }
}

fn acquaintances(session: &Session<'_>, reached: &HashMap<RecordId, Instant>) -> Result<Acquaintances> {
    let mut book = Acquaintances::default();
    for link in [Link::Knows, Link::IntroducedBy] {
        for (one, other) in session.links(link)? {
            book.know(one, other);
        }
    }
    for (who, at) in reached {
        book.meet(*who, *at);
    }
    Ok(book)
}

/// Introductions that were asked for: asks that name a person. The newest first.
fn asked_for(session: &Session<'_>) -> Result<Vec<AskedFor>> {
    let mut asked = Vec::new();
    for (id, promise) in session.promises_of_kind(&PromiseKind::Ask)? {
        if let Some(to) = promise.seeks_need.strip_prefix(serving::INTRODUCTION_TO) {
            let who = promise.to.map(|to| session.named(to)).transpose()?.flatten();
            asked.push(AskedFor {
                id,
                asked: who,
                to: to.to_owned(),
                state: promise.state,
                answer: promise.answer,
                due: promise.due,
            });
        }
    }
    Ok(asked)
}

pub(super) fn people_of(session: &Session<'_>, touchpoint: &Touchpoint) -> Result<Vec<Named>> {
    let mut people = Vec::new();
    for met in &touchpoint.met {
        if let Met::Contact(id) = met {
            people.extend(session.named(*id)?.filter(|named| !people.contains(named)));
        }
    }
    Ok(people)
}
