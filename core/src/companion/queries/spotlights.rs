//! Partners in the newsletter and in the waiting room.

use std::collections::BTreeMap;

use super::{Companion, gives::items};
use crate::{
    error::Result,
    model::{
        Contact, Form, Instant, Record, RecordId,
        view::{Named, Spotlights},
    },
    practice::{
        ledger,
        library::{self, SPOTLIGHT},
        spotlight,
    },
    store::Session,
};

impl Companion {
    /// Whom to show next in the newsletter, and what partners have on display here, what runs low first.
    pub fn spotlights(&self) -> Result<Spotlights> {
        self.store.read(|session| {
            let mut shown: BTreeMap<RecordId, (Instant, u64)> = BTreeMap::new();
            for (_, touchpoint) in session.touchpoints_leaving([SPOTLIGHT, &library::id_of(SPOTLIGHT).to_string()])? {
                for who in ledger::people(&touchpoint).chain(touchpoint.place) {
                    let (last, times) = shown.entry(session.canonical(who)?).or_insert((touchpoint.at, 0));
                    (*last, *times) = ((*last).max(touchpoint.at), *times + 1);
                }
            }
            Ok(Spotlights {
                rotation: spotlight::rotation(partners(session, &shown)?, &shown),
                display: display(session)?,
            })
        })
    }
}

/// Those who may be shown, and those who were before.
fn partners(session: &Session<'_>, shown: &BTreeMap<RecordId, (Instant, u64)>) -> Result<Vec<(Named, Form)>> {
    let mut near: BTreeMap<RecordId, Contact> = session.near_contacts()?.into_iter().collect();
    near.retain(|_, contact| spotlight::may_be_shown(contact));
    for id in shown.keys() {
        if let Some(Record::Contact(contact)) =
            session.read_record(*id)?.filter(|entry| !entry.removed).map(|entry| entry.record)
        {
            near.entry(*id).or_insert(contact);
        }
    }
    Ok(near.into_iter().map(|(id, contact)| (Named { id, name: contact.name }, contact.form)).collect())
}

fn display(session: &Session<'_>) -> Result<Vec<crate::model::view::Displayed>> {
    let mut taken: BTreeMap<String, i64> = BTreeMap::new();
    for left in session.left_weeks()? {
        let sum = taken.entry(library::key(&left.item)).or_default();
        *sum = sum.saturating_add(left.count);
    }
    let mut found = Vec::new();
    for item in items(session)?.into_iter().filter(|item| !item.item.owner.trim().is_empty()) {
        let owner = match item.item.owner.parse() {
            Ok(id) => session.named(id)?,
            Err(_) => None,
        };
        let taken = taken.get(&item.key).copied().unwrap_or_default();
        found.push(spotlight::displayed(item, owner, taken));
    }
    found.sort_by(|one, other| (one.there, &one.item.item.name).cmp(&(other.there, &other.item.item.name)));
    Ok(found)
}
