//! What screens ask. Plain data, from rows alone; each query reads one state of the book.

mod asks;
mod brief;
mod channels;
mod contacts;
mod cursor;
mod directory;
mod events;
mod finding;
mod gifts;
mod gives;
mod history;
mod insight;
mod introductions;
mod ledgers;
mod partners;
mod plan;
mod playbooks;
mod privacy;
mod promises;
mod referrals;
mod reminders;
mod review;
mod sectors;
mod serving;
mod spotlights;
mod status;
mod stock;
mod suggestions;
mod timeline;
mod today;
mod wordings;

use chrono_tz::Tz;

use super::Companion;
use crate::{
    environment::Env,
    error::{Error, Result},
    model::{
        Kind, Practice, Record, RecordId,
        view::{Entry, Paged},
    },
    practice::library,
    store::Session,
};
use cursor::Cursor;
pub use insight::Overview;
pub(super) use insight::kinds;

/// The most that one page of a list holds, whatever is asked for.
const PAGE: u32 = 1_000;

impl Companion {
    /// A record by id, removed ones too. Of a contact that was merged into another, its own record.
    ///
    /// # Errors
    /// [`Error::NotFound`] if it isn't here, was erased, or can't be shown by this version.
    pub fn get(&self, id: RecordId) -> Result<Entry> {
        self.store.read(|session| entry(session, id))
    }

    /// A page of the records of a kind: contacts by name, all others the last made first, the same on every device.
    /// Contacts that were merged stand there once; what was removed does not. `after` is the `next` of the page before; a page holds 1,000 at most.
    ///
    /// # Errors
    /// [`Error::Invalid`] if `after` was never given out.
    pub fn list(&self, kind: &Kind, after: Option<&str>, limit: u32) -> Result<Paged<Entry>> {
        let after = after.map(Cursor::read).transpose()?;
        let limit = limit.clamp(1, PAGE);
        self.store.read(|session| {
            let mut found = session.list(kind, after.map(Cursor::into_order), limit.saturating_add(1))?;
            let next = cursor::cut(&mut found, limit, |listed| Cursor::of(listed.order.as_str(), listed.entry.id));
            Ok(Paged { items: found.into_iter().map(|listed| listed.entry).collect(), next })
        })
    }

    /// A page of what was removed and can be restored, of all kinds, the last made first. `after` is the `next` of the page
    /// before; a page holds 1,000 at most.
    ///
    /// # Errors
    /// [`Error::Invalid`] if `after` was never given out.
    pub fn removed(&self, after: Option<&str>, limit: u32) -> Result<Paged<Entry>> {
        let after = after.map(Cursor::read).transpose()?.map(|cursor| cursor.into_order().1);
        let limit = limit.clamp(1, PAGE);
        self.store.read(|session| {
            let mut items = session.removed(after, limit.saturating_add(1))?;
            let next = cursor::cut(&mut items, limit, |entry| Cursor::of("", entry.id));
            Ok(Paged { items, next })
        })
    }

    /// The notes that are about nobody yet, newest first.
    pub fn inbox(&self, limit: u32) -> Result<Vec<Entry>> {
        self.store.read(|session| session.inbox(limit.min(PAGE)))
    }

    /// The referral under a code, whatever the case it is typed in.
    pub fn referral_by_code(&self, code: &str) -> Result<Option<RecordId>> {
        self.store.read(|session| session.referral_by_code(&code.trim().to_uppercase()))
    }

    /// The practice's own record.
    ///
    /// # Errors
    /// [`Error::NotFound`] while a first sync has not brought it yet.
    pub fn practice(&self) -> Result<Entry> {
        self.store.read(|session| {
            let book = session.book()?.ok_or(Error::NotFound { what: "practice", id: "yet".to_owned() })?;
            entry(session, RecordId(book.0))
        })
    }

    /// The zone in which days begin and end: the practice's, else the device's.
    pub fn zone(&self) -> Result<Tz> {
        self.store.read(|session| zone(session, &self.environment))
    }
}

/// The zone in which days begin and end.
pub(super) fn zone(session: &Session<'_>, environment: &Env) -> Result<Tz> {
    Ok(zone_of(&practice(session)?, environment))
}

pub(super) fn zone_of(practice: &Practice, environment: &Env) -> Tz {
    practice.zone.parse().unwrap_or_else(|_| environment.zone())
}

/// A record by id; of what is shipped and not in the book, what is shipped.
fn entry(session: &Session<'_>, id: RecordId) -> Result<Entry> {
    if let Some(entry) = session.read_record(id)? {
        return Ok(entry);
    }
    match library::by_id(id) {
        Some(shipped) if !session.is_erased(id)? => {
            Ok(Entry { id, removed: false, record: Record::Item(shipped.item()) })
        }
        _ => Err(Error::no_record(id)),
    }
}

/// The practice as it stands; an empty one while it has not come yet.
pub(super) fn practice(session: &Session<'_>) -> Result<Practice> {
    let Some(book) = session.book()? else { return Ok(Practice::default()) };
    Ok(match session.read_record(RecordId(book.0))? {
        Some(Entry { record: Record::Practice(practice), .. }) => practice,
        _ => Practice::default(),
    })
}
