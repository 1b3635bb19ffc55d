//! Finding by the first letters of words.

use super::{Companion, PAGE};
use crate::{
    error::Result,
    model::{
        Kind, RecordId,
        view::{Entry, Found},
    },
    store::{RecordKey, Session},
};

impl Companion {
    /// Contacts by name, address and label; notes, referrals and touchpoints by their own words, and the latter two by the
    /// contacts found as well. Every word typed must begin a word there, whatever its case and accents. A contact of exactly
    /// this name comes first; then, as in all lists, the newest. `limit` holds for each list, and is 1,000 at most.
    pub fn find(&self, words: &str, limit: u32) -> Result<Found> {
        let limit = limit.min(PAGE);
        self.store.read(|session| {
            let contacts = contacts(session, words, limit)?;
            let mut concerned = Vec::new();
            for contact in &contacts {
                concerned.extend(session.aliases(*contact)?);
            }
            let of = |kind: Kind, concerned: &[RecordId]| -> Result<Vec<Entry>> {
                let mut keys = session.search(&kind, words)?;
                keys.extend(session.naming(concerned, &kind, None, limit)?.iter().map(|line| line.key));
                let latest = session.latest(&kind, &distinct(keys), limit)?;
                Ok(session.entries(&kind, &latest)?.into_iter().map(|(_, entry)| entry).collect())
            };
            Ok(Found {
                touchpoints: of(Kind::Touchpoint, &concerned)?,
                referrals: of(Kind::Referral, &concerned)?,
                notes: of(Kind::Note, &[])?,
                contacts: contacts
                    .into_iter()
                    .filter_map(|id| session.read_record(id).transpose())
                    .collect::<Result<_>>()?,
            })
        })
    }
}

/// The contacts found, each group of merged ones once: those of exactly this name, then the newest.
fn contacts(session: &Session<'_>, words: &str, limit: u32) -> Result<Vec<RecordId>> {
    let mut found: Vec<RecordId> = Vec::new();
    for id in session.contacts_named(words)?.into_iter().chain(session.contacts_with(words, limit)?) {
        let id = session.canonical(id)?;
        if !found.contains(&id) {
            found.push(id);
        }
    }
    found.truncate(usize::try_from(limit).unwrap_or(usize::MAX));
    Ok(found)
}

fn distinct(mut keys: Vec<RecordKey>) -> Vec<RecordKey> {
    keys.sort_unstable();
    keys.dedup();
    keys
}
