//! The list of people and places, narrowed by what one looks for.

use std::collections::{BTreeSet, HashMap};

use chrono_tz::Tz;

use super::{
    Companion,
    cursor::{self, Cursor},
    history::by,
    insight, practice, zone_of,
};
use crate::{
    environment::Env,
    error::Result,
    model::{
        Contact, Day, Instant, Kind, Practice, Record, RecordId, Role, Stage, Tier,
        view::{ContactFilter, ContactLine, Named, Paged},
    },
    practice::due::{self, DaysOff},
    store::{Listed, Session},
};

/// The most lines of a page.
const PAGE: u32 = 200;
/// How many contacts are looked at in one go.
const AT_ONCE: u32 = 500;

impl Companion {
    /// A page of the contacts that a filter lets through, by name, merged ones once. `after` is the `next` of the page before.
    ///
    /// # Errors
    /// [`crate::Error::Invalid`] if `after` was never given out.
    pub fn contacts(&self, filter: &ContactFilter, after: Option<&str>, limit: u32) -> Result<Paged<ContactLine>> {
        let after = after.map(Cursor::read).transpose()?.map(Cursor::into_order);
        let limit = limit.clamp(1, PAGE);
        self.store.read(|session| {
            let asked = Asked::now(session, &self.environment)?;
            let narrowed = Narrowed::by(filter, session, &asked)?;
            let mut found = narrowed.page(session, &asked, after, limit.saturating_add(1))?;
            let next = cursor::cut(&mut found, limit, |listed| Cursor::of(listed.order.as_str(), listed.entry.id));
            let lines = found.into_iter().map(|listed| line(session, listed, &asked));
            Ok(Paged { items: lines.collect::<Result<_>>()?, next })
        })
    }

    /// The labels that contacts have, each once.
    pub fn tags(&self) -> Result<BTreeSet<String>> {
        self.store.read(|session| {
            let mut tags = BTreeSet::new();
            every(session, None, |listed| {
                if let Record::Contact(contact) = listed.entry.record {
                    tags.extend(contact.tag);
                }
                Ok(true)
            })?;
            Ok(tags)
        })
    }
}

/// When, and in which practice, it is asked.
struct Asked {
    practice: Practice,
    off: DaysOff,
    zone: Tz,
    now: Instant,
    today: Day,
}

impl Asked {
    fn now(session: &Session<'_>, environment: &Env) -> Result<Self> {
        let practice = practice(session)?;
        let (zone, now) = (zone_of(&practice, environment), environment.now());
        Ok(Self { off: DaysOff::of(&practice), practice, zone, now, today: now.day_in(zone) })
    }

    /// When somebody is to be seen again; nothing if they have no interval.
    fn due(&self, own_days: Option<i64>, tier: Option<&Tier>, last: Option<Instant>) -> Option<Day> {
        let interval = due::interval_days(own_days, tier, &self.practice.cadence)?;
        Some(due::due_on(last.map(|at| at.day_in(self.zone)), interval, self.today, &self.off))
    }
}

/// A filter, with what is computed of everybody where it asks for that.
struct Narrowed<'a> {
    filter: &'a ContactFilter,
    stages: Option<HashMap<RecordId, Stage>>,
    due: Option<BTreeSet<RecordId>>,
}

impl<'a> Narrowed<'a> {
    fn by(filter: &'a ContactFilter, session: &Session<'_>, asked: &Asked) -> Result<Self> {
        let stages =
            filter.stage.is_some().then(|| insight::stages(session, &asked.practice, asked.now)).transpose()?;
        let due = filter.due.then(|| who_is_due(session, asked)).transpose()?;
        Ok(Self { filter, stages, due })
    }

    fn page(
        &self,
        session: &Session<'_>,
        asked: &Asked,
        after: Option<(String, RecordId)>,
        limit: u32,
    ) -> Result<Vec<Listed>> {
        let mut found = Vec::new();
        let limit = usize::try_from(limit).unwrap_or(usize::MAX);
        every(session, after, |listed| {
            if self.lets_through(&listed) && self.was_seen(session, asked, listed.entry.id)? {
                found.push(listed);
            }
            Ok(found.len() < limit)
        })?;
        Ok(found)
    }

    /// Whether the one that is asked for was the last to be in touch. Asked of those alone that everything else lets through.
    fn was_seen(&self, session: &Session<'_>, asked: &Asked, id: RecordId) -> Result<bool> {
        let Some(person) = &self.filter.seen_by else { return Ok(true) };
        let logged = session.last_touch_logged(&session.aliases(id)?)?;
        let actor = logged.and_then(|bytes| rapport_document::envelope(&bytes)).map(|envelope| envelope.actor);
        Ok(actor.is_some_and(|actor| by(actor, &asked.practice).person == *person))
    }

    fn lets_through(&self, listed: &Listed) -> bool {
        let Record::Contact(contact) = &listed.entry.record else { return false };
        let ContactFilter { form, sector, stage, tier, role, tag, seen_by: _, due: _ } = self.filter;
        let id = listed.entry.id;
        form.as_ref().is_none_or(|form| contact.form == *form)
            && sector.as_ref().is_none_or(|sector| contact.sector.as_ref() == Some(sector))
            && tier.as_ref().is_none_or(|tier| contact.tier.as_ref() == Some(tier))
            && role.as_ref().is_none_or(|role| has_role(contact, role))
            && tag.as_ref().is_none_or(|tag| contact.tag.contains(tag))
            && stage.as_ref().is_none_or(|stage| self.stages.as_ref().is_some_and(|of| of.get(&id) == Some(stage)))
            && self.due.as_ref().is_none_or(|due| due.contains(&id))
    }
}

fn has_role(contact: &Contact, role: &Role) -> bool {
    contact.at.values().any(|roles| roles.contains(role))
}

/// Hands out every contact by name, until somebody has enough.
fn every(
    session: &Session<'_>,
    mut after: Option<(String, RecordId)>,
    mut take: impl FnMut(Listed) -> Result<bool>,
) -> Result<()> {
    loop {
        let page = session.list(&Kind::Contact, after, AT_ONCE)?;
        after = page.last().map(|last| (last.order.clone(), last.entry.id));
        if after.is_none() {
            return Ok(());
        }
        for listed in page {
            if !take(listed)? {
                return Ok(());
            }
        }
    }
}

fn who_is_due(session: &Session<'_>, asked: &Asked) -> Result<BTreeSet<RecordId>> {
    let cadences = session.cadences(asked.today)?;
    let due = cadences
        .iter()
        .filter(|one| asked.due(one.own_days, one.tier.as_ref(), one.last_touch).is_some_and(|due| due <= asked.today));
    Ok(due.map(|one| one.id).collect())
}

fn line(session: &Session<'_>, listed: Listed, asked: &Asked) -> Result<ContactLine> {
    let id = listed.entry.id;
    let last_touch = session.last_touch(&session.aliases(id)?)?;
    let (mut places, mut due) = (Vec::<Named>::new(), None);
    if let Record::Contact(contact) = &listed.entry.record {
        for place in contact.at.keys() {
            places.extend(session.named(*place)?);
        }
        due = asked.due(contact.cadence_days, contact.tier.as_ref(), last_touch);
    }
    let stage = insight::stage(session, &asked.practice, asked.now, id)?;
    Ok(ContactLine { entry: listed.entry, places, last_touch, due, stage })
}
