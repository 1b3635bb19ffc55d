//! When each contact was last reached in a way that resets a cadence, merged contacts together.

use std::collections::HashMap;

use rapport_protocol::RecordId;
use rusqlite::OptionalExtension as _;

use super::{Session, waiting::day_number};
use crate::{
    error::Result,
    model::{Day, Instant, Role, Tier},
    practice::gift_year::is_provider,
};

/// Somebody who is to be seen every so often.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cadence {
    /// Who.
    pub id: RecordId,
    /// Days between touches, where it is this contact's own.
    pub own_days: Option<i64>,
    /// How near they are kept.
    pub tier: Option<Tier>,
    /// The last qualifying touch, under whichever id.
    pub last_touch: Option<Instant>,
}

/// The last touches as rows keep them: those that count for anybody, and those at a gate, which count for all but physicians.
#[derive(Debug, Clone, Copy, Default)]
struct LastTouches {
    at: Option<i64>,
    gate: Option<i64>,
}

impl LastTouches {
    fn or(self, other: Self) -> Self {
        Self { at: self.at.max(other.at), gate: self.gate.max(other.gate) }
    }
}

impl Session<'_> {
    /// When somebody was last reached in a way that resets a cadence, under any of these ids.
    pub fn last_touch(&self, ids: &[RecordId]) -> Result<Option<Instant>> {
        let mut statement = self.sql.prepare_cached("SELECT at, gate FROM touch WHERE who = ?1")?;
        let mut last = LastTouches::default();
        for id in ids {
            let mut rows = statement.query([id.0])?;
            while let Some(row) = rows.next()? {
                last = last.or(LastTouches { at: row.get(0)?, gate: row.get(1)? });
            }
        }
        self.counted(last, ids)
    }

    /// The first change of the last touchpoint in which somebody was reached, under any of these ids: it tells who logged it.
    pub fn last_touch_logged(&self, ids: &[RecordId]) -> Result<Option<Vec<u8>>> {
        let mut statement = self.sql.prepare_cached(
            "SELECT at, id, (SELECT bytes FROM change WHERE record = moment_who.key ORDER BY change.key LIMIT 1)
             FROM moment_who WHERE who = ?1 AND kind = 'touchpoint' AND nature & 1 ORDER BY at DESC, id DESC LIMIT 1",
        )?;
        let mut last = None;
        for id in ids {
            let found = statement
                .query_row([id.0], |row| Ok(((row.get::<_, i64>(0)?, row.get::<_, [u8; 16]>(1)?), row.get(2)?)))
                .optional()?;
            last = last.max(found);
        }
        Ok(last.map(|(_, bytes)| bytes))
    }

    /// When each contact was last reached in a way that resets a cadence.
    pub fn last_touches(&self) -> Result<HashMap<RecordId, Instant>> {
        let merged = self.merged()?;
        let mut statement = self.sql.prepare_cached("SELECT who, at, gate FROM touch")?;
        let mut rows = statement.query([])?;
        let mut last = HashMap::<RecordId, LastTouches>::new();
        while let Some(row) = rows.next()? {
            let kept = last.entry(merged.canonical(RecordId(row.get(0)?))).or_default();
            *kept = kept.or(LastTouches { at: row.get(1)?, gate: row.get(2)? });
        }
        let mut counted = HashMap::with_capacity(last.len());
        for (who, last) in last {
            if let Some(at) = self.counted_of(last, who)? {
                counted.insert(who, at);
            }
        }
        Ok(counted)
    }

    /// Everybody who has a cadence or a tier and is not put off beyond a day; merged contacts once, with the last touch of any
    /// of the group.
    pub fn cadences(&self, on: Day) -> Result<Vec<Cadence>> {
        self.cadences_where("(cadence_days IS NOT NULL OR tier IS NOT NULL)", on)
    }

    /// The same of every place, be it without a cadence and a tier.
    pub fn place_cadences(&self, on: Day) -> Result<Vec<Cadence>> {
        self.cadences_where("form = 'place'", on)
    }

    fn cadences_where(&self, which: &str, on: Day) -> Result<Vec<Cadence>> {
        let merged = self.last_touches_of_merged()?;
        let mut statement = self.sql.prepare_cached(&format!(
            "SELECT contact.id, cadence_days, tier, touch.at, touch.gate
             FROM contact LEFT JOIN touch ON touch.who = contact.id
             WHERE {which} AND canonical = contact.id AND coalesce(quiet_until, ?1) <= ?1"
        ))?;
        let mut rows = statement.query([day_number(on)])?;
        let mut found = Vec::new();
        while let Some(row) = rows.next()? {
            let id = RecordId(row.get(0)?);
            let own = LastTouches { at: row.get(3)?, gate: row.get(4)? };
            found.push(Cadence {
                id,
                own_days: row.get(1)?,
                tier: row.get::<_, Option<String>>(2)?.map(Tier::from),
                last_touch: self.counted_of(own.or(merged.get(&id).copied().unwrap_or_default()), id)?,
            });
        }
        Ok(found)
    }

    fn last_touches_of_merged(&self) -> Result<HashMap<RecordId, LastTouches>> {
        let mut statement = self.sql.prepare_cached(
            "SELECT canonical, max(touch.at), max(touch.gate) FROM contact JOIN touch ON touch.who = contact.id
             WHERE canonical <> contact.id GROUP BY canonical",
        )?;
        let last =
            |row: &rusqlite::Row<'_>| Ok((RecordId(row.get(0)?), LastTouches { at: row.get(1)?, gate: row.get(2)? }));
        Ok(statement.query_map([], last)?.collect::<Result<_, _>>()?)
    }

    fn counted_of(&self, last: LastTouches, canonical: RecordId) -> Result<Option<Instant>> {
        // Few touches end at a gate: nobody else's roles are looked up.
        if last.gate <= last.at { Ok(last.at.map(Instant)) } else { self.counted(last, &self.aliases(canonical)?) }
    }

    /// At a gate whoever was named was met, but for those to whom it is kept.
    fn counted(&self, last: LastTouches, ids: &[RecordId]) -> Result<Option<Instant>> {
        let was_met = last.gate > last.at && !is_provider(&self.roles(ids)?);
        Ok(if was_met { last.gate } else { last.at }.map(Instant))
    }

    /// Whether somebody, under any of these ids, works at a place and is neither provider nor owner.
    pub fn keeps_the_gate(&self, ids: &[RecordId]) -> Result<bool> {
        let roles = self.roles(ids)?;
        Ok(!roles.is_empty() && !is_provider(&roles))
    }

    fn roles(&self, ids: &[RecordId]) -> Result<Vec<Role>> {
        let mut statement = self.sql.prepare_cached(
            "SELECT role FROM contact JOIN contact_at ON contact_at.contact = contact.key WHERE id = ?1",
        )?;
        let mut roles = Vec::new();
        for id in ids {
            for role in statement.query_map([id.0], |row| row.get::<_, String>(0))? {
                roles.push(Role::from(role?));
            }
        }
        Ok(roles)
    }
}
