//! The timeline: everything that has a time, and whom it concerns.

use std::collections::BTreeMap;

use rapport_protocol::RecordId;
use rusqlite::{OptionalExtension as _, params, params_from_iter};

use super::{RecordKey, Session};
use crate::{
    error::Result,
    model::{Instant, Kind},
};

/// One line of a timeline.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MomentRow {
    /// The record's number.
    pub key: RecordKey,
    /// When.
    pub at: Instant,
    /// Which kind of record.
    pub kind: Kind,
}

impl Session<'_> {
    /// Puts a record into the timeline, of the book and of each whom it concerns.
    pub(super) fn add_moment(
        &self,
        key: RecordKey,
        at: Instant,
        kind: &Kind,
        who: impl IntoIterator<Item = (RecordId, bool)>,
    ) -> Result<()> {
        self.0.prepare_cached("INSERT INTO moment (key, at, kind) VALUES (?1, ?2, ?3)")?.execute(params![
            key,
            at.0,
            kind.as_str()
        ])?;
        // Somebody may be concerned twice, as when a place is both where and what it was about.
        let mut concerned = BTreeMap::new();
        for (who, qualifies) in who {
            *concerned.entry(who).or_insert(false) |= qualifies;
        }
        for (who, qualifies) in concerned {
            self.0
                .prepare_cached("INSERT INTO moment_who (who, at, key, qualifies) VALUES (?1, ?2, ?3, ?4)")?
                .execute(params![who.0, at.0, key, qualifies])?;
        }
        Ok(())
    }

    pub(super) fn clear_moments(&self, key: RecordKey) -> Result<()> {
        self.0.prepare_cached("DELETE FROM moment WHERE key = ?1")?.execute([key])?;
        self.0.prepare_cached("DELETE FROM moment_who WHERE key = ?1")?.execute([key])?;
        Ok(())
    }

    /// The newest lines of the whole book's timeline before a place in it.
    pub fn timeline(&self, before: Option<(Instant, RecordKey)>, limit: u32) -> Result<Vec<MomentRow>> {
        let (at, key) = before.map_or((i64::MAX, i64::MAX), |(at, key)| (at.0, key));
        let mut statement = self.0.prepare_cached(
            "SELECT key, at, kind FROM moment WHERE (at, key) < (?1, ?2) ORDER BY at DESC, key DESC LIMIT ?3",
        )?;
        Ok(statement.query_map(params![at, key, limit], moment)?.collect::<Result<_, _>>()?)
    }

    /// The same of somebody, under all the ids that they have.
    pub fn timeline_of(
        &self,
        ids: &[RecordId],
        before: Option<(Instant, RecordKey)>,
        limit: u32,
    ) -> Result<Vec<MomentRow>> {
        let (at, key) = before.map_or((i64::MAX, i64::MAX), |(at, key)| (at.0, key));
        let mut lines = Vec::new();
        for id in ids {
            let mut statement = self.0.prepare_cached(
                "SELECT moment_who.key, moment_who.at, kind FROM moment_who JOIN moment USING (key)
                 WHERE who = ?1 AND (moment_who.at, moment_who.key) < (?2, ?3)
                 ORDER BY moment_who.at DESC, moment_who.key DESC LIMIT ?4",
            )?;
            for line in statement.query_map(params![id.0, at, key, limit], moment)? {
                lines.push(line?);
            }
        }
        lines.sort_by_key(|line| std::cmp::Reverse((line.at, line.key)));
        lines.dedup_by_key(|line| line.key);
        lines.truncate(usize::try_from(limit).unwrap_or(usize::MAX));
        Ok(lines)
    }

    /// When somebody was last reached in a way that resets a cadence.
    pub fn last_touch(&self, ids: &[RecordId]) -> Result<Option<Instant>> {
        let mut last = None;
        for id in ids {
            let mut statement =
                self.0.prepare_cached("SELECT max(at) FROM moment_who WHERE who = ?1 AND qualifies = 1")?;
            let at: Option<i64> = statement.query_row([id.0], |row| row.get(0)).optional()?.flatten();
            last = last.max(at.map(Instant));
        }
        Ok(last)
    }

    /// The bodies of records of one kind, by number.
    pub fn bodies(&self, kind: &Kind, keys: &[RecordKey]) -> Result<BTreeMap<RecordKey, (RecordId, String)>> {
        let Some(table) = super::lists::table(kind) else { return Ok(BTreeMap::new()) };
        let mut found = BTreeMap::new();
        for some in keys.chunks(200) {
            let marks = vec!["?"; some.len()].join(",");
            let mut statement = self.0.prepare(&format!("SELECT key, id, body FROM {table} WHERE key IN ({marks})"))?;
            let mut rows = statement.query(params_from_iter(some))?;
            while let Some(row) = rows.next()? {
                found.insert(row.get(0)?, (RecordId(row.get(1)?), row.get(2)?));
            }
        }
        Ok(found)
    }
}

fn moment(row: &rusqlite::Row<'_>) -> rusqlite::Result<MomentRow> {
    Ok(MomentRow { key: row.get(0)?, at: Instant(row.get(1)?), kind: Kind::from(row.get::<_, String>(2)?) })
}
