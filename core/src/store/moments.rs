//! The timeline: everything that has a time, and whom it concerns.

use std::collections::BTreeMap;

use rapport_protocol::RecordId;
use rusqlite::{OptionalExtension as _, params};

use super::{RecordKey, Session};
use crate::{
    error::Result,
    model::{Instant, Kind},
    practice::facts::Nature,
};

/// The kinds of record that have a time.
const TIMED: [Kind; 4] = [Kind::Touchpoint, Kind::Note, Kind::Promise, Kind::Referral];

/// A place in the timeline after all others.
const LAST: (Instant, RecordId) = (Instant(i64::MAX), RecordId([u8::MAX; 16]));

/// One line of a timeline.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MomentRow {
    /// The record's number here.
    pub key: RecordKey,
    /// Its id, by which it stands among those of its time.
    pub id: RecordId,
    /// When.
    pub at: Instant,
    /// Which kind of record.
    pub kind: Kind,
}

impl Session<'_> {
    /// Puts a record into the timeline, of the book and of each whom it concerns, with what it was to them.
    pub(super) fn add_moment(
        &self,
        (key, id): (RecordKey, RecordId),
        at: Instant,
        kind: &Kind,
        left: Option<&str>,
        who: impl IntoIterator<Item = (RecordId, Nature)>,
    ) -> Result<()> {
        self.sql
            .prepare_cached("INSERT INTO moment (at, id, key, kind, left) VALUES (?1, ?2, ?3, ?4, ?5)")?
            .execute(params![at.0, id.0, key, kind.as_str(), left])?;
        // Somebody may be concerned twice, as when a place is both where and what it was about.
        let mut concerned = BTreeMap::new();
        for (who, nature) in who {
            let kept = concerned.entry(who).or_insert(Nature::NONE);
            *kept = kept.and(nature);
        }
        let mut insert = self.sql.prepare_cached(
            "INSERT INTO moment_who (who, kind, at, id, key, nature) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
        )?;
        for (who, nature) in concerned {
            insert.execute(params![who.0, kind.as_str(), at.0, id.0, key, nature.bits()])?;
            if nature.qualifies() {
                self.touch_at(who, at, nature.is_at_the_gate())?;
            }
        }
        Ok(())
    }

    /// Takes a record of a kind out of the timeline. Called while its own row is still there.
    pub(super) fn clear_moments(&self, kind: &Kind, key: RecordKey) -> Result<()> {
        if !TIMED.contains(kind) {
            return Ok(());
        }
        self.sql
            .prepare_cached(&format!("DELETE FROM moment WHERE (at, id) = (SELECT at, id FROM {kind} WHERE key = ?1)"))?
            .execute([key])?;
        let mut touched: Vec<RecordId> = Vec::new();
        {
            let mut statement =
                self.sql.prepare_cached("DELETE FROM moment_who WHERE key = ?1 RETURNING who, nature")?;
            let mut rows = statement.query([key])?;
            while let Some(row) = rows.next()? {
                if Nature::of_bits(row.get(1)?).qualifies() {
                    touched.push(RecordId(row.get(0)?));
                }
            }
        }
        touched.into_iter().try_for_each(|who| self.retouch(who))
    }

    fn touch_at(&self, who: RecordId, at: Instant, at_the_gate: bool) -> Result<()> {
        let column = if at_the_gate { "gate" } else { "at" };
        self.sql
            .prepare_cached(&format!(
                "INSERT INTO touch (who, {column}) VALUES (?1, ?2) ON CONFLICT (who) DO UPDATE
                 SET {column} = excluded.{column} WHERE {column} IS NULL OR excluded.{column} > {column}"
            ))?
            .execute(params![who.0, at.0])?;
        Ok(())
    }

    /// Looks for the last qualifying touch anew, since one was taken away.
    fn retouch(&self, who: RecordId) -> Result<()> {
        self.sql.prepare_cached("DELETE FROM touch WHERE who = ?1")?.execute([who.0])?;
        let mut last = self.sql.prepare_cached(
            "SELECT at FROM moment_who WHERE who = ?1 AND kind = 'touchpoint' AND nature & 1 AND (nature & ?2 = ?3) = ?4
             ORDER BY at DESC LIMIT 1",
        )?;
        let of = Nature::GATEKEEPER.and(Nature::PLACE).bits();
        for at_the_gate in [false, true] {
            let with = params![who.0, of, Nature::GATEKEEPER.bits(), at_the_gate];
            if let Some(at) = last.query_row(with, |row| row.get(0)).optional()? {
                self.touch_at(who, Instant(at), at_the_gate)?;
            }
        }
        Ok(())
    }

    /// The newest lines of the whole book's timeline before a place in it.
    pub fn timeline(&self, before: Option<(Instant, RecordId)>, limit: u32) -> Result<Vec<MomentRow>> {
        let (at, id) = before.unwrap_or(LAST);
        let mut statement = self.sql.prepare_cached(
            "SELECT key, id, at, kind FROM moment WHERE (at, id) < (?1, ?2) ORDER BY at DESC, id DESC LIMIT ?3",
        )?;
        Ok(statement.query_map(params![at.0, id.0, limit], moment)?.collect::<Result<_, _>>()?)
    }

    /// The same of somebody, under all the ids that they have.
    pub fn timeline_of(
        &self,
        ids: &[RecordId],
        before: Option<(Instant, RecordId)>,
        limit: u32,
    ) -> Result<Vec<MomentRow>> {
        let mut lines = Vec::new();
        for kind in &TIMED {
            lines.extend(self.naming(ids, kind, before, limit)?);
        }
        // One record may name two ids of one group.
        lines.sort_by_key(|line| std::cmp::Reverse((line.at, line.id)));
        lines.dedup();
        lines.truncate(usize::try_from(limit).unwrap_or(usize::MAX));
        Ok(lines)
    }

    /// The newest records of a kind that concern any of these, before a place in the timeline; for each at most `limit`.
    pub fn naming(
        &self,
        ids: &[RecordId],
        kind: &Kind,
        before: Option<(Instant, RecordId)>,
        limit: u32,
    ) -> Result<Vec<MomentRow>> {
        let (at, id) = before.unwrap_or(LAST);
        let mut statement = self.sql.prepare_cached(
            "SELECT key, id, at, kind FROM moment_who WHERE who = ?1 AND kind = ?2 AND (at, id) < (?3, ?4)
             ORDER BY at DESC, id DESC LIMIT ?5",
        )?;
        let mut found = Vec::new();
        for who in ids {
            for line in statement.query_map(params![who.0, kind.as_str(), at.0, id.0, limit], moment)? {
                found.push(line?);
            }
        }
        Ok(found)
    }
}

fn moment(row: &rusqlite::Row<'_>) -> rusqlite::Result<MomentRow> {
    let kind = Kind::from(row.get::<_, String>(3)?);
    Ok(MomentRow { key: row.get(0)?, id: RecordId(row.get(1)?), at: Instant(row.get(2)?), kind })
}
