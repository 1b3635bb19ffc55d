//! What the practice did for a source, whom its clients see, and what else its partners are good for.

use std::collections::BTreeMap;

use super::{Companion, PAGE};
use crate::{
    error::{Error, Result},
    model::{
        Direction, Instant, Kind, NoteKind, Owes, PromiseState, Record, RecordId, TouchpointKind, TouchpointState,
        view::{Benefit, SeenBy, Served},
    },
    practice::{serving, touch},
    store::Session,
};

impl Companion {
    /// What the practice did for a source: as clients are served, so are those who send them.
    ///
    /// # Errors
    /// [`Error::NotFound`] if it is no contact of this book.
    pub fn served(&self, who: RecordId) -> Result<Served> {
        self.store.read(|session| {
            let aliases = session.aliases(who)?;
            let named = session.named(who)?.ok_or_else(|| Error::no_record(who))?;
            let mut served = Served { who: Some(named), ..Served::default() };
            for kind in [Kind::Touchpoint, Kind::Note, Kind::Promise, Kind::Referral] {
                let mut keys: Vec<_> =
                    session.naming(&aliases, &kind, None, u32::MAX)?.iter().map(|line| line.key).collect();
                keys.sort_unstable();
                keys.dedup();
                for (_, entry) in session.entries(&kind, &keys)? {
                    count(&mut served, &entry.record);
                }
            }
            Ok(served)
        })
    }

    /// Whom new clients said that they see, the most seen first: a tally, without a client. A role whose name nobody told stands
    /// there without a contact.
    pub fn seen_by_clients(&self) -> Result<Vec<SeenBy>> {
        self.store.read(seen_by)
    }

    /// What partners are good for besides referrals: shared care, networks, buying groups, training, co-branding. What ended
    /// is there too; the newest first.
    pub fn benefits(&self) -> Result<Vec<Benefit>> {
        self.store.read(|session| {
            let mut benefits = Vec::new();
            for (id, note) in session.notes_of_kind(&NoteKind::Fact)? {
                let Some(sort) = note.topic.strip_prefix(serving::BENEFIT) else { continue };
                let mut of = Vec::new();
                for about in note.about.iter().take(PAGE as usize) {
                    of.extend(session.named(*about)?);
                }
                benefits.push(Benefit {
                    id,
                    sort: sort.to_owned(),
                    of,
                    text: note.text.0,
                    at: note.at,
                    ended: note.resolved,
                });
            }
            Ok(benefits)
        })
    }
}

/// The tallies of whom clients see.
pub(super) fn seen_by(session: &Session<'_>) -> Result<Vec<SeenBy>> {
    let mut tallies: BTreeMap<(Option<RecordId>, String), (u64, Instant)> = BTreeMap::new();
    for (_, note) in session.notes_of_kind(&NoteKind::Sees)? {
        let mut contacts = Vec::new();
        for about in &note.about {
            contacts.extend(session.named(*about)?.map(|named| Some(named.id)));
        }
        // A role without a name is about the practice: it is no contact.
        if contacts.is_empty() {
            contacts.push(None);
        }
        for contact in contacts {
            let (count, last) = tallies.entry((contact, note.topic.clone())).or_insert((0, note.at));
            *count += 1;
            *last = (*last).max(note.at);
        }
    }
    let mut seen = Vec::with_capacity(tallies.len());
    for ((who, role), (count, last)) in tallies {
        let who = who.map(|who| session.named(who)).transpose()?.flatten();
        seen.push(SeenBy { who, role, count, last });
    }
    seen.sort_by_key(|one| (std::cmp::Reverse(one.count), std::cmp::Reverse(one.last)));
    Ok(seen)
}

fn count(served: &mut Served, record: &Record) {
    let at = match record {
        Record::Touchpoint(touchpoint) if touchpoint.state == TouchpointState::Done => {
            served.gives += u64::from(touch::gave(touchpoint));
            served.introductions += u64::from(serving::is_introduction(touchpoint));
            served.announcements += u64::from(touchpoint.kind == TouchpointKind::Announcement);
            Some(touchpoint.at).filter(|_| touch::gave(touchpoint) || touchpoint.kind == TouchpointKind::Announcement)
        }
        Record::Note(note) if note.kind == NoteKind::Need => {
            served.needs_met += u64::from(note.resolved.is_some());
            served.needs_open += u64::from(note.resolved.is_none());
            note.resolved
        }
        Record::Promise(promise) if promise.owes == Owes::Us => {
            served.promises_kept += u64::from(promise.state == PromiseState::Done);
            served.promises_open += u64::from(promise.state == PromiseState::Open);
            None
        }
        Record::Referral(referral) if referral.direction == Direction::In => {
            served.received += 1;
            served.answered += u64::from(referral.answered.is_some());
            served.answered_within_a_day += u64::from(serving::was_answered_within_a_day(referral));
            served.thanked += u64::from(referral.thanked.is_some());
            referral.thanked.max(referral.answered)
        }
        Record::Referral(referral) => {
            served.sent += 1;
            referral.received
        }
        _ => None,
    };
    served.since = [served.since, at].into_iter().flatten().min();
    served.last = served.last.max(at);
}
