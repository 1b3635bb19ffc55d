//! Telling many of something new: who they are, and what is kept of it.

use std::collections::BTreeSet;

use rapport_core::{
    Command,
    model::{Contact, Direction, Kind, Met, Record, RecordId, Sector, Touchpoint, TouchpointKind},
};

use crate::{desk::Desk, failure::Failure};

/// How many contacts are looked at at once.
const PAGE: u32 = 500;

/// Those who are told: all of some fields, all with some label.
pub struct Audience {
    /// Of these fields.
    pub sectors: Vec<Sector>,
    /// With one of these labels.
    pub tags: Vec<String>,
}

impl Audience {
    /// Who they are in this book.
    ///
    /// # Errors
    /// What the core says.
    pub fn of(&self, desk: &Desk) -> Result<BTreeSet<RecordId>, Failure> {
        let mut found = BTreeSet::new();
        let mut after = None;
        while !(self.sectors.is_empty() && self.tags.is_empty()) {
            let page = desk.book.list(&Kind::Contact, after.as_deref(), PAGE)?;
            found.extend(page.items.into_iter().filter_map(|entry| match &entry.record {
                Record::Contact(contact) if self.has(contact) => Some(entry.id),
                _ => None,
            }));
            after = page.next;
            if after.is_none() {
                break;
            }
        }
        Ok(found)
    }

    fn has(&self, contact: &Contact) -> bool {
        let of_sector = contact.sector.as_ref().is_some_and(|sector| self.sectors.contains(sector));
        of_sector || self.tags.iter().any(|tag| contact.tag.contains(tag))
    }
}

/// What was told to many, as it is kept with each of them.
///
/// # Errors
/// What the core says.
pub fn announcement(desk: &Desk, what: &str, told: BTreeSet<RecordId>) -> Result<Command, Failure> {
    let announcement = Touchpoint {
        kind: TouchpointKind::Announcement,
        direction: Some(Direction::Out),
        met: told.into_iter().map(Met::Contact).collect(),
        at: desk.clock.now(),
        zone: desk.book.zone()?.name().to_owned(),
        purpose: what.to_owned(),
        ..Touchpoint::default()
    };
    Ok(Command::Add(Box::new(announcement.into())))
}
