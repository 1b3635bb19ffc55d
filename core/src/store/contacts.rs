//! Contacts by name, by place and by alias group.

use std::collections::BTreeSet;

use rapport_protocol::RecordId;
use rusqlite::{OptionalExtension as _, Row, params};

use super::Session;
use crate::{
    error::Result,
    model::{Role, view::Named},
    practice::fold,
};

impl Session<'_> {
    /// The ids under which somebody is kept: the whole alias group, the smallest and therefore canonical first.
    pub fn aliases(&self, id: RecordId) -> Result<Vec<RecordId>> {
        let canonical = self.canonical(id)?;
        let mut group = vec![canonical];
        let mut statement =
            self.sql.prepare_cached("SELECT id FROM contact WHERE canonical = ?1 AND canonical <> id ORDER BY id")?;
        for member in statement.query_map([canonical.0], id_of)? {
            group.push(member?);
        }
        Ok(group)
    }

    /// The id under which somebody is shown.
    pub fn canonical(&self, id: RecordId) -> Result<RecordId> {
        let mut statement = self.sql.prepare_cached("SELECT canonical FROM contact WHERE id = ?1")?;
        Ok(statement.query_row([id.0], id_of).optional()?.unwrap_or(id))
    }

    /// The id and the name under which somebody is shown, also if they were removed; nothing if it is no contact.
    pub fn named(&self, id: RecordId) -> Result<Option<Named>> {
        let named = |row: &Row<'_>| Ok(Named { id: RecordId(row.get(0)?), name: row.get(1)? });
        let mut statement = self.sql.prepare_cached(
            "SELECT shown.id, shown.name FROM contact mine JOIN contact shown ON shown.id = mine.canonical
             WHERE mine.id = ?1",
        )?;
        if let Some(found) = statement.query_row([id.0], named).optional()? {
            return Ok(Some(found));
        }
        let mut statement = self.sql.prepare_cached(
            "SELECT removed.id, body ->> 'name' FROM record JOIN removed USING (key)
             WHERE record.id = ?1 AND record.kind = 'contact' AND body ->> 'name' IS NOT NULL",
        )?;
        Ok(statement.query_row([id.0], named).optional()?)
    }

    /// The people of a place, under whichever id, with their roles.
    pub fn people_at(&self, place: &[RecordId]) -> Result<Vec<(RecordId, Role)>> {
        let mut statement = self.sql.prepare_cached(
            "SELECT contact.id, role FROM contact_at JOIN contact ON contact.key = contact_at.contact WHERE place = ?1",
        )?;
        let mut people = Vec::new();
        for place in place {
            let read = |row: &Row<'_>| Ok((RecordId(row.get(0)?), Role::from(row.get::<_, String>(1)?)));
            for person in statement.query_map([place.0], read)? {
                people.push(person?);
            }
        }
        Ok(people)
    }

    /// Contacts of exactly this name, whatever its case and accents; of a name in signs alone (🌳), those that begin so. The
    /// oldest first.
    pub fn contacts_named(&self, name: &str) -> Result<Vec<RecordId>> {
        let mut statement = self.sql.prepare_cached(
            "SELECT id FROM contact WHERE folded = ?1 AND (folded <> '' OR instr(name, ?2) = 1) ORDER BY id",
        )?;
        Ok(statement.query_map([fold::fold(name).as_str(), name.trim()], id_of)?.collect::<Result<_, _>>()?)
    }

    /// Contacts that are reached by this channel, however it is written.
    pub fn contacts_by_channel(&self, channel: &str) -> Result<Vec<RecordId>> {
        let mut statement = self.sql.prepare_cached(
            "SELECT contact.id FROM contact_channel JOIN contact ON contact.key = contact_channel.contact
             WHERE contact_channel.folded = ?1 ORDER BY contact.id",
        )?;
        Ok(statement.query_map([fold::fold_channel(channel)], id_of)?.collect::<Result<_, _>>()?)
    }

    /// Pairs of contacts of one form, not merged, that share a folded name or a channel, as they are shown.
    pub fn likely_duplicates(&self, limit: u32) -> Result<Vec<(RecordId, RecordId)>> {
        let mut statement = self.sql.prepare_cached(
            "SELECT min(one.canonical, two.canonical), max(one.canonical, two.canonical)
             FROM contact one JOIN contact two ON two.folded = one.folded AND two.key > one.key
             WHERE one.folded <> '' AND two.form = one.form AND two.canonical <> one.canonical
             UNION
             SELECT min(one.canonical, two.canonical), max(one.canonical, two.canonical)
             FROM contact_channel mine JOIN contact_channel theirs
               ON theirs.folded = mine.folded AND theirs.contact > mine.contact
             JOIN contact one ON one.key = mine.contact JOIN contact two ON two.key = theirs.contact
             WHERE one.form = two.form AND one.canonical <> two.canonical AND mine.folded <> ''
             ORDER BY 1, 2 LIMIT ?1",
        )?;
        let pair = |row: &Row<'_>| Ok((RecordId(row.get(0)?), RecordId(row.get(1)?)));
        Ok(statement.query_map([limit], pair)?.collect::<Result<_, _>>()?)
    }

    /// Finds the alias groups around some contacts anew: the smallest id of those joined by aliases, in either direction and
    /// through contacts that are not here, is canonical.
    pub(super) fn regroup(&self, around: impl IntoIterator<Item = RecordId>) -> Result<()> {
        let mut left: BTreeSet<RecordId> = around.into_iter().collect();
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
            left.retain(|id| !group.contains(id));
            // One that was removed or has not come yet can't stand for the others.
            let mut canonical = None;
            let mut update =
                self.sql.prepare_cached("UPDATE contact SET canonical = ?2 WHERE id = ?1 AND canonical <> ?2")?;
            for member in group {
                if canonical.is_none() && self.is_contact(member)? {
                    canonical = Some(member);
                }
                if let Some(canonical) = canonical {
                    update.execute(params![member.0, canonical.0])?;
                }
            }
        }
        Ok(())
    }

    fn neighbours(&self, id: RecordId) -> Result<Vec<RecordId>> {
        let mut statement = self.sql.prepare_cached(
            "SELECT alias_of FROM contact WHERE id = ?1 AND alias_of IS NOT NULL
             UNION SELECT id FROM contact WHERE alias_of = ?1",
        )?;
        Ok(statement.query_map([id.0], id_of)?.collect::<Result<_, _>>()?)
    }

    fn is_contact(&self, id: RecordId) -> Result<bool> {
        Ok(self.sql.prepare_cached("SELECT 1 FROM contact WHERE id = ?1")?.exists([id.0])?)
    }
}

fn id_of(row: &Row<'_>) -> rusqlite::Result<RecordId> {
    Ok(RecordId(row.get(0)?))
}
