//! Everything that has a time, newest first: of the whole book, or of somebody.

use std::collections::{BTreeMap, btree_map::Entry as Slot};

use super::{
    Companion, PAGE,
    cursor::{self, Cursor},
};
use crate::{
    error::Result,
    model::{
        Instant, Kind, Met, Record, RecordId,
        view::{Entry, Moment, Named, Paged},
    },
    store::{MomentRow, RecordKey, Session},
};

impl Companion {
    /// A page of the timeline: touchpoints, notes, promises (on the day they are due) and referrals (when they came). Of
    /// somebody, under all the names that they were logged under. `after` is the `next` of the page before; a page holds 1,000
    /// at most.
    ///
    /// # Errors
    /// [`crate::Error::Invalid`] if `after` was never given out.
    pub fn timeline(&self, who: Option<RecordId>, after: Option<&str>, limit: u32) -> Result<Paged<Moment>> {
        let after = after.map(|after| Cursor::read(after)?.into_number()).transpose()?;
        let before = after.map(|(at, id)| (Instant(at), id));
        let limit = limit.clamp(1, PAGE);
        self.store.read(|session| {
            let mut lines = match who {
                None => session.timeline(before, limit.saturating_add(1))?,
                Some(who) => session.timeline_of(&session.aliases(who)?, before, limit.saturating_add(1))?,
            };
            let next = cursor::cut(&mut lines, limit, |line| Cursor::of(line.at.0.to_string(), line.id));
            Ok(Paged { items: moments(session, &lines)?, next })
        })
    }
}

fn moments(session: &Session<'_>, lines: &[MomentRow]) -> Result<Vec<Moment>> {
    let mut entries: BTreeMap<RecordKey, Entry> = BTreeMap::new();
    for kind in [Kind::Touchpoint, Kind::Note, Kind::Promise, Kind::Referral] {
        let keys: Vec<RecordKey> = lines.iter().filter(|line| line.kind == kind).map(|line| line.key).collect();
        entries.extend(session.entries(&kind, &keys)?);
    }
    // A page of one contact's timeline names the same few again and again.
    let mut known: BTreeMap<RecordId, Option<Named>> = BTreeMap::new();
    let mut moments = Vec::with_capacity(lines.len());
    for line in lines {
        let Some(entry) = entries.remove(&line.key) else { continue };
        let mut names: Vec<Named> = Vec::new();
        for id in concerned(&entry.record) {
            let shown = match known.entry(id) {
                Slot::Occupied(known) => known.into_mut(),
                Slot::Vacant(slot) => slot.insert(session.named(id)?),
            };
            names.extend(shown.clone().filter(|shown| !names.contains(shown)));
        }
        moments.push(Moment { at: line.at, entry, names });
    }
    Ok(moments)
}

/// Whom a record names, in the order in which one would say it: where, whom, about whom.
fn concerned(record: &Record) -> Vec<RecordId> {
    match record {
        Record::Touchpoint(touchpoint) => {
            let met = touchpoint.met.iter().filter_map(|met| if let Met::Contact(id) = met { Some(*id) } else { None });
            touchpoint.place.into_iter().chain(met).chain(touchpoint.about.iter().copied()).collect()
        }
        Record::Note(note) => note.about.iter().copied().collect(),
        Record::Promise(promise) => promise.to.into_iter().collect(),
        Record::Referral(referral) => referral.from.into_iter().chain(referral.to).collect(),
        Record::Practice(_) | Record::Contact(_) | Record::Item(_) | Record::Playbook(_) => Vec::new(),
    }
}
