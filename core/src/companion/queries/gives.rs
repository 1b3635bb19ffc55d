//! The library, and what may be given next.

use std::collections::{BTreeMap, BTreeSet};

use super::{Companion, entry, practice, zone_of};
use crate::{
    error::{Error, Result},
    model::{
        Contact, Day, Direction, Form, Instant, ItemKind, Kind, Note, NoteKind, Record, RecordId, Touchpoint,
        TouchpointState,
        view::{AboutNote, GiveSuggestion, LibraryItem, Named, Reached, ThreeGives},
    },
    practice::{
        gives::{self, GiveFilter, Recipient, Uses},
        ledger, library, stock,
    },
    store::Session,
};

/// How many notes of one contact are looked at, the newest first.
const NOTES: u32 = 300;
/// How many touchpoints with one contact are looked at, the newest first: decades of them.
pub(super) const TOUCHPOINTS: u32 = 2_000;

impl Companion {
    /// What can be given, handed over and said: the shipped library as the book has it, then the user's own. Of one kind, or all.
    pub fn library(&self, kind: Option<&ItemKind>) -> Result<Vec<LibraryItem>> {
        let wanted = |item: &LibraryItem| kind.is_none_or(|kind| item.item.kind == *kind);
        self.store.read(|session| Ok(items(session)?.into_iter().filter(wanted).collect()))
    }

    /// Gives that may come next, to somebody or to anybody, `limit` at most: see [`gives::suggestions`].
    ///
    /// # Errors
    /// [`Error::NotFound`] if `who` is no contact of this book.
    pub fn gives(&self, who: Option<RecordId>, filter: &GiveFilter, limit: u32) -> Result<Vec<GiveSuggestion>> {
        self.store.read(|session| {
            let circle = who.map(|who| Circle::of(session, who)).transpose()?;
            let mut found = self.suggested(session, circle.as_ref(), filter)?;
            found.truncate(usize::try_from(limit).unwrap_or(usize::MAX));
            Ok(found)
        })
    }

    /// Three gives for the next visit with somebody, by three ways where there are three.
    ///
    /// # Errors
    /// [`Error::NotFound`] if `who` is no contact of this book.
    pub fn three_gives(&self, who: RecordId) -> Result<ThreeGives> {
        self.store.read(|session| {
            let circle = Circle::of(session, who)?;
            let now = self.environment.now();
            let planned = session
                .touchpoints_with(&circle.ids, TOUCHPOINTS)?
                .into_iter()
                .filter(|(_, touchpoint)| touchpoint.state == TouchpointState::Planned && touchpoint.at >= now);
            let visit = planned.map(|(id, touchpoint)| (id, touchpoint.at)).min_by_key(|(id, at)| (*at, *id));
            Ok(ThreeGives { who: circle.named(), visit, gives: self.three_of(session, &circle)? })
        })
    }

    pub(super) fn three_of(&self, session: &Session<'_>, circle: &Circle) -> Result<Vec<GiveSuggestion>> {
        Ok(gives::three(&self.suggested(session, Some(circle), &GiveFilter::default())?))
    }

    /// Who has had something, and who of those who are kept near has not: an announcement, a brochure, a gift.
    ///
    /// # Errors
    /// [`Error::NotFound`] if it is no item.
    pub fn reached(&self, item: &str) -> Result<Reached> {
        self.store.read(|session| {
            let key = library::key(item);
            let item = items(session)?.into_iter().find(|item| item.key == key);
            let item = item.ok_or_else(|| Error::NotFound { what: "item", id: key.clone() })?;
            let mut had: BTreeMap<RecordId, Instant> = BTreeMap::new();
            for (_, touchpoint) in session.touchpoints_leaving([&item.key, &item.id.to_string()])? {
                for who in ledger::people(&touchpoint).chain(touchpoint.place) {
                    let last = had.entry(session.canonical(who)?).or_insert(touchpoint.at);
                    *last = (*last).max(touchpoint.at);
                }
            }
            let near = session.near_names()?;
            let not_yet = near.into_iter().filter(|named| !had.contains_key(&named.id)).collect();
            let mut reached = Vec::new();
            for (id, at) in had {
                reached.extend(session.named(id)?.map(|named| (named, at)));
            }
            reached.sort_by(|(one, at), (other, other_at)| (other_at, &one.name).cmp(&(at, &other.name)));
            Ok(Reached { item, had: reached, not_yet })
        })
    }

    fn suggested(
        &self,
        session: &Session<'_>,
        circle: Option<&Circle>,
        filter: &GiveFilter,
    ) -> Result<Vec<GiveSuggestion>> {
        let zone = zone_of(&practice(session)?, &self.environment);
        let today = self.environment.now().day_in(zone);
        let mut uses = Uses { anywhere: last_weeks(session)?, ..Uses::default() };
        let mut recipient = None;
        if let Some(circle) = circle {
            for (_, touchpoint) in session.touchpoints_with(&circle.ids, TOUCHPOINTS)? {
                given_on(&mut uses.to_them, &touchpoint, touchpoint.at.day_in(zone));
            }
            recipient = Some(circle.recipient(session)?);
        }
        Ok(gives::suggestions(&items(session)?, filter, recipient.as_ref(), &uses, today))
    }
}

/// The whole library.
pub(super) fn items(session: &Session<'_>) -> Result<Vec<LibraryItem>> {
    Ok(library::whole(session.items()?, &session.gone()?.into_iter().collect()))
}

/// The same by key.
pub(super) fn items_by_key(session: &Session<'_>) -> Result<BTreeMap<String, LibraryItem>> {
    Ok(items(session)?.into_iter().map(|item| (item.key.clone(), item)).collect())
}

/// A contact as it is shown, all its ids, and who is around it: the people of a place, the places of a person.
pub(super) struct Circle {
    pub id: RecordId,
    pub contact: Contact,
    pub ids: Vec<RecordId>,
    pub around: Vec<RecordId>,
}

impl Circle {
    pub fn of(session: &Session<'_>, who: RecordId) -> Result<Self> {
        let ids = session.aliases(who)?;
        let id = ids.first().copied().unwrap_or(who);
        let Record::Contact(contact) = entry(session, id)?.record else {
            return Err(Error::NotFound { what: "contact", id: who.to_string() });
        };
        let people = session.people_at(&ids)?.into_iter().map(|(person, _)| person);
        let around: BTreeSet<RecordId> = people.chain(contact.at.keys().copied()).collect();
        Ok(Self { id, contact, ids, around: around.into_iter().collect() })
    }

    pub fn named(&self) -> Named {
        Named { id: self.id, name: self.contact.name.clone() }
    }

    /// The place where a person works, if it is one only; a place has none.
    pub fn place(&self, session: &Session<'_>) -> Result<Option<Contact>> {
        let mut places = self.contact.at.keys();
        let (Some(only), None, Form::Person) = (places.next(), places.next(), &self.contact.form) else {
            return Ok(None);
        };
        Ok(match session.read_record(session.canonical(*only)?)?.map(|entry| entry.record) {
            Some(Record::Contact(place)) => Some(place),
            _ => None,
        })
    }

    /// What is noted of them and of whoever is around them, of some kinds and not settled.
    pub fn notes(&self, session: &Session<'_>, kinds: &[NoteKind]) -> Result<Vec<(NoteKind, AboutNote)>> {
        let mut found = Vec::new();
        let mut seen = BTreeSet::new();
        for id in self.ids.iter().chain(&self.around) {
            let keys: Vec<_> =
                session.naming(&[*id], &Kind::Note, None, NOTES)?.into_iter().map(|line| line.key).collect();
            for (_, entry) in session.entries(&Kind::Note, &keys)? {
                let Record::Note(Note { kind, text, topic, resolved: None, .. }) = entry.record else { continue };
                if !kinds.contains(&kind) || !seen.insert(entry.id) {
                    continue;
                }
                let text = [topic.as_str(), text.0.as_str()].into_iter().filter(|part| !part.is_empty());
                let text = text.collect::<Vec<_>>().join(": ");
                if let Some(who) = session.named(*id)? {
                    found.push((kind, AboutNote { id: entry.id, who, text }));
                }
            }
        }
        Ok(found)
    }

    fn recipient(&self, session: &Session<'_>) -> Result<Recipient> {
        let (mut needs, mut likes) = (Vec::new(), Vec::new());
        for (kind, note) in self.notes(session, &[NoteKind::Need, NoteKind::Likes])? {
            if kind == NoteKind::Need { needs.push(note.text) } else { likes.push(note.text) }
        }
        let mut recipient = Recipient::of(&self.contact, needs, likes);
        if let Some(place) = self.place(session)? {
            // The office's telephone reaches them too; whether they like it is theirs to say.
            for (way, _) in Recipient::of(&place, Vec::new(), Vec::new()).ways {
                recipient.ways.entry(way).or_insert(false);
            }
        }
        Ok(recipient)
    }
}

/// Notes on which day each thing that a touchpoint gave was given, if it is the last.
fn given_on(last: &mut BTreeMap<String, Day>, touchpoint: &Touchpoint, day: Day) {
    if touchpoint.state != TouchpointState::Done || touchpoint.direction == Some(Direction::In) {
        return;
    }
    for item in touchpoint.left.iter().filter(|(_, count)| **count > 0).map(|(item, _)| library::key(item)) {
        let slot = last.entry(item).or_insert(day);
        *slot = (*slot).max(day);
    }
}

/// In which week anybody last had each item: the day on which it began.
fn last_weeks(session: &Session<'_>) -> Result<BTreeMap<String, Day>> {
    let mut last: BTreeMap<String, i64> = BTreeMap::new();
    for left in session.left_weeks()? {
        let week = last.entry(library::key(&left.item)).or_insert(left.week);
        *week = (*week).max(left.week);
    }
    Ok(last.into_iter().map(|(item, week)| (item, stock::week_began(week))).collect())
}
