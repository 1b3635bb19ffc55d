//! What is there to be handed over, what was left with whom, and what to take along.

use std::collections::BTreeMap;

use chrono::Datelike as _;

use super::{
    Companion,
    gifts::{recipient, signature},
    gives::{Circle, TOUCHPOINTS, items},
    practice, zone_of,
};
use crate::{
    error::Result,
    model::{
        Instant, NoteKind, Promise, RecordId, TouchpointState,
        view::{LeftBehind, LibraryItem, PackPromise, PackingList, StockLine},
    },
    practice::{
        library::PACKING,
        packing::{self, Stop},
        stock,
    },
    store::Session,
};

impl Companion {
    /// How much is there of everything that was ever stocked, and when it runs out; what runs out first comes first.
    pub fn stock(&self) -> Result<Vec<StockLine>> {
        self.store.read(|session| self.stock_of(session, &items(session)?))
    }

    /// What was left with somebody, by edition, the latest first; and where a newer edition is due.
    ///
    /// # Errors
    /// [`crate::Error::NotFound`] if `who` is no contact of this book.
    pub fn left_behind(&self, who: RecordId) -> Result<Vec<LeftBehind>> {
        self.store.read(|session| {
            let circle = Circle::of(session, who)?;
            Ok(stock::left_behind(&items(session)?, &left_with(session, &circle)?))
        })
    }

    /// What to take along to some places and people: the newest edition of what each lacks, the gift that the practice is known
    /// for, what is promised to them, and what is always taken along.
    ///
    /// # Errors
    /// [`crate::Error::NotFound`] if one of them is no contact of this book.
    pub fn packing_list(&self, stops: &[RecordId]) -> Result<PackingList> {
        let stops: Vec<_> = stops.iter().map(|who| (*who, BTreeMap::new())).collect();
        self.store.read(|session| self.packed(session, &stops))
    }

    /// The same, with what is planned for each.
    pub(super) fn packed(
        &self,
        session: &Session<'_>,
        stops: &[(RecordId, BTreeMap<String, i64>)],
    ) -> Result<PackingList> {
        let items = items(session)?;
        let now = self.environment.now();
        let zone = zone_of(&practice(session)?, &self.environment);
        let (signature, year) = (signature(&items), now.day_in(zone).year());
        let mut list = PackingList::default();
        let mut known = Vec::new();
        for (who, planned) in stops {
            let circle = Circle::of(session, *who)?;
            let given = recipient(session, &circle, zone)?.given;
            let had_signature = given.iter().any(|given| signature.contains(&given.item) && given.day.year() == year);
            known.push(Stop {
                who: circle.named(),
                left: left_with(session, &circle)?,
                had_signature,
                planned: planned.clone(),
            });
            list.promised.extend(promised(session, &circle)?);
            list.allergies.extend(circle.notes(session, &[NoteKind::Allergy])?.into_iter().map(|(_, note)| note));
        }
        list.lines = packing::lines(&items, &known, &self.stock_of(session, &items)?, now);
        let always = items.iter().find(|item| item.key == PACKING);
        list.always = always.map(|item| checklist(&item.item.body)).unwrap_or_default();
        Ok(list)
    }

    pub(super) fn stock_of(&self, session: &Session<'_>, items: &[LibraryItem]) -> Result<Vec<StockLine>> {
        let now = self.environment.now();
        let today = now.day_in(zone_of(&practice(session)?, &self.environment));
        Ok(stock::lines(items, &session.left_weeks()?, now, today))
    }
}

/// A checklist's lines.
pub(super) fn checklist(body: &str) -> Vec<String> {
    body.lines().map(str::trim).filter(|line| !line.is_empty()).map(str::to_owned).collect()
}

/// What was left with somebody: which, how many, when.
fn left_with(session: &Session<'_>, circle: &Circle) -> Result<Vec<(String, i64, Instant)>> {
    let done = session.touchpoints_with(&circle.ids, TOUCHPOINTS)?;
    let done = done.into_iter().filter(|(_, touchpoint)| touchpoint.state == TouchpointState::Done);
    Ok(done
        .flat_map(|(_, touchpoint)| {
            let at = touchpoint.at;
            touchpoint.left.into_iter().filter(|(_, count)| *count > 0).map(move |(item, count)| (item, count, at))
        })
        .collect())
}

/// What the practice owes to somebody and to those around them.
fn promised(session: &Session<'_>, circle: &Circle) -> Result<Vec<PackPromise>> {
    let mut found: BTreeMap<RecordId, PackPromise> = BTreeMap::new();
    for id in circle.ids.iter().chain(&circle.around) {
        for (promise, Promise { text, .. }) in session.promises_owed_to(*id)? {
            if let Some(to) = session.named(*id)? {
                found.insert(promise, PackPromise { id: promise, to, text });
            }
        }
    }
    Ok(found.into_values().collect())
}
