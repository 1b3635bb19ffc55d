//! Contacts by name, by place and by alias group.

use std::collections::BTreeSet;

use rapport_protocol::RecordId;
use rusqlite::{OptionalExtension as _, params};

use super::{RecordKey, Session};
use crate::{error::Result, model::Role};

impl Session<'_> {
    /// The ids under which somebody is kept: the whole alias group, the smallest and therefore canonical first.
    pub fn aliases(&self, id: RecordId) -> Result<Vec<RecordId>> {
        let mut statement = self.0.prepare_cached(
            "SELECT id FROM contact WHERE canonical = (SELECT canonical FROM contact WHERE id = ?1) ORDER BY id",
        )?;
        let group: Vec<RecordId> =
            statement.query_map([id.0], |row| Ok(RecordId(row.get(0)?)))?.collect::<Result<_, _>>()?;
        Ok(if group.is_empty() { vec![id] } else { group })
    }

    /// The id under which somebody is shown.
    pub fn canonical(&self, id: RecordId) -> Result<RecordId> {
        let mut statement = self.0.prepare_cached("SELECT canonical FROM contact WHERE id = ?1")?;
        Ok(statement.query_row([id.0], |row| row.get(0)).optional()?.map_or(id, RecordId))
    }

    /// The people of a place with their roles, ids in order.
    pub fn people_at(&self, place: RecordId) -> Result<Vec<(RecordId, Role)>> {
        let mut people = Vec::new();
        for place in self.aliases(place)? {
            let mut statement = self.0.prepare_cached(
                "SELECT contact.id, role FROM contact_at JOIN contact ON contact.key = contact_at.contact WHERE place = ?1
                 ORDER BY contact.folded, contact.key",
            )?;
            for row in statement
                .query_map([place.0], |row| Ok((RecordId(row.get(0)?), Role::from(row.get::<_, String>(1)?))))?
            {
                people.push(row?);
            }
        }
        Ok(people)
    }

    /// A contact's name.
    pub fn contact_name(&self, id: RecordId) -> Result<Option<String>> {
        let mut statement = self.0.prepare_cached("SELECT name FROM contact WHERE id = ?1")?;
        Ok(statement.query_row([id.0], |row| row.get(0)).optional()?)
    }

    /// Contacts whose folded name is this one.
    pub fn contacts_named(&self, folded: &str) -> Result<Vec<RecordId>> {
        let mut statement = self.0.prepare_cached("SELECT id FROM contact WHERE folded = ?1 ORDER BY key")?;
        Ok(statement.query_map([folded], |row| Ok(RecordId(row.get(0)?)))?.collect::<Result<_, _>>()?)
    }

    /// Contacts that are reached by this channel, folded.
    pub fn contacts_by_channel(&self, folded: &str) -> Result<Vec<RecordId>> {
        let mut statement = self.0.prepare_cached(
            "SELECT contact.id FROM contact_channel JOIN contact ON contact.key = contact_channel.contact
             WHERE contact_channel.folded = ?1 ORDER BY contact.key",
        )?;
        Ok(statement.query_map([folded], |row| Ok(RecordId(row.get(0)?)))?.collect::<Result<_, _>>()?)
    }

    /// Pairs of contacts of one form, not merged, that share a folded name or a channel: the older one first.
    pub fn likely_duplicates(&self, limit: u32) -> Result<Vec<(RecordId, RecordId)>> {
        let mut statement = self.0.prepare_cached(
            "SELECT one.id, two.id FROM contact one JOIN contact two
               ON two.folded = one.folded AND two.key > one.key AND two.form = one.form AND two.canonical <> one.canonical
             WHERE one.folded <> ''
             UNION
             SELECT one.id, two.id FROM contact_channel mine JOIN contact_channel theirs
               ON theirs.folded = mine.folded AND theirs.contact > mine.contact
             JOIN contact one ON one.key = mine.contact JOIN contact two ON two.key = theirs.contact
             WHERE one.form = two.form AND one.canonical <> two.canonical AND mine.folded <> ''
             LIMIT ?1",
        )?;
        let pair = |row: &rusqlite::Row<'_>| Ok((RecordId(row.get(0)?), RecordId(row.get(1)?)));
        Ok(statement.query_map([limit], pair)?.collect::<Result<_, _>>()?)
    }

    /// Recomputes the alias group around a contact: the smallest id of those joined by aliases, in either direction, is
    /// canonical. Where an alias was taken back, both halves are grouped again.
    pub(super) fn regroup(&self, id: RecordId) -> Result<()> {
        let mut around: BTreeSet<RecordId> = self.aliases(id)?.into_iter().collect();
        let before = around.len();
        around.extend(self.neighbours(id)?);
        if around.len() == 1 && before == 1 {
            return Ok(());
        }
        let mut left: BTreeSet<RecordId> = around;
        left.insert(id);
        while let Some(start) = left.pop_first() {
            let mut group = BTreeSet::from([start]);
            let mut reach = vec![start];
            while let Some(next) = reach.pop() {
                for neighbour in self.neighbours(next)? {
                    if group.insert(neighbour) {
                        reach.push(neighbour);
                    }
                }
            }
            let canonical = self.first_present(&group)?.unwrap_or(start);
            for member in &group {
                left.remove(member);
                self.0
                    .prepare_cached("UPDATE contact SET canonical = ?2 WHERE id = ?1")?
                    .execute(params![member.0, canonical.0])?;
            }
        }
        Ok(())
    }

    /// The smallest id of a group that is a contact here: one that was removed or has not come yet can't stand for it.
    fn first_present(&self, group: &BTreeSet<RecordId>) -> Result<Option<RecordId>> {
        for id in group {
            if self.contact_name(*id)?.is_some() {
                return Ok(Some(*id));
            }
        }
        Ok(None)
    }

    fn neighbours(&self, id: RecordId) -> Result<Vec<RecordId>> {
        let mut statement = self.0.prepare_cached(
            "SELECT alias_of FROM contact WHERE id = ?1 AND alias_of IS NOT NULL
             UNION SELECT id FROM contact WHERE alias_of = ?1",
        )?;
        Ok(statement.query_map([id.0], |row| Ok(RecordId(row.get(0)?)))?.collect::<Result<_, _>>()?)
    }

    /// The number of a contact.
    pub fn contact_key(&self, id: RecordId) -> Result<Option<RecordKey>> {
        let mut statement = self.0.prepare_cached("SELECT key FROM contact WHERE id = ?1")?;
        Ok(statement.query_row([id.0], |row| row.get(0)).optional()?)
    }
}
