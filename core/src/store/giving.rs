//! What was given and left, items, and asks.

use std::collections::BTreeMap;

use rapport_protocol::RecordId;
use rusqlite::{OptionalExtension as _, params};

use super::{RecordKey, Session};
use crate::{
    error::{Error, Result},
    model::{Contact, Instant, Item, Playbook, Promise, Touchpoint, TouchpointKind, TouchpointState, view::Named},
    practice::{
        library,
        stock::{LeftInWeek, WEEK_MS, week_of},
    },
};

/// More of one thing than anybody leaves at once: a count from a damaged or forged record decides nothing.
const MOST: i64 = 1_000_000;

impl Session<'_> {
    /// Counts what a touchpoint left in its week; with `-1`, no more.
    pub(super) fn add_left(&self, touchpoint: &Touchpoint, sign: i64) -> Result<()> {
        if touchpoint.state != TouchpointState::Done {
            return Ok(());
        }
        let mut add = self.sql.prepare_cached(
            "INSERT INTO left_week (week, item, count) VALUES (?1, ?2, ?3)
             ON CONFLICT (week, item) DO UPDATE SET count = count + excluded.count",
        )?;
        for (item, count) in touchpoint.left.iter().filter(|(_, count)| **count > 0) {
            add.execute(params![week_of(touchpoint.at), item, (*count).min(MOST) * sign])?;
        }
        Ok(())
    }

    /// Counts a touchpoint's leave-behinds no more. Called while its own row is still there.
    pub(super) fn clear_left(&self, key: RecordKey) -> Result<()> {
        let mut statement = self.sql.prepare_cached("SELECT body FROM touchpoint WHERE key = ?1")?;
        let body: Option<String> = statement.query_row([key], |row| row.get(0)).optional()?;
        let Some(body) = body else { return Ok(()) };
        let touchpoint: Touchpoint =
            serde_json::from_str(&body).map_err(|error| Error::internal("reading a row", error))?;
        if touchpoint.left.is_empty() {
            return Ok(());
        }
        self.add_left(&touchpoint, -1)?;
        self.sql
            .prepare_cached("DELETE FROM left_week WHERE week = ?1 AND count = 0")?
            .execute([week_of(touchpoint.at)])?;
        Ok(())
    }

    /// How many of each item were left in each week.
    pub fn left_weeks(&self) -> Result<Vec<LeftInWeek>> {
        let mut statement = self.sql.prepare_cached("SELECT week, item, count FROM left_week")?;
        let read =
            |row: &rusqlite::Row<'_>| Ok(LeftInWeek { week: row.get(0)?, item: row.get(1)?, count: row.get(2)? });
        Ok(statement.query_map([], read)?.collect::<Result<_, _>>()?)
    }

    /// How many weekly counts are not what the touchpoints come to.
    pub fn stray_counts(&self) -> Result<u64> {
        let counted = format!(
            "SELECT at / {WEEK_MS} AS week, key AS item, sum(min(value, {MOST})) AS count
             FROM (SELECT touchpoint.at, each.key, each.value FROM touchpoint, json_each(touchpoint.body, '$.left') AS each
                   WHERE coalesce(touchpoint.body ->> 'state', 'done') = 'done' AND each.value > 0)
             GROUP BY week, item"
        );
        let sql = format!(
            "SELECT (SELECT count(*) FROM (SELECT week, item, count FROM left_week EXCEPT {counted}))
                  + (SELECT count(*) FROM ({counted} EXCEPT SELECT week, item, count FROM left_week))"
        );
        Ok(self.sql.query_row(&sql, [], |row| row.get(0))?)
    }

    /// All items of the book that are not removed.
    pub fn items(&self) -> Result<Vec<(RecordId, Item)>> {
        self.models("SELECT id, body FROM item ORDER BY id", [])
    }

    /// The ids of what is shipped that were removed or erased: these are not shown.
    pub fn gone(&self) -> Result<Vec<RecordId>> {
        let mut statement = self.sql.prepare_cached(
            "SELECT removed.id FROM removed JOIN record USING (key) WHERE kind = 'item'
             UNION ALL SELECT record FROM erasure WHERE record >= ?1 AND record < ?2",
        )?;
        let [first, last] = library::ID_RANGE;
        Ok(statement.query_map([first.0, last.0], |row| Ok(RecordId(row.get(0)?)))?.collect::<Result<_, _>>()?)
    }

    /// Playbooks that come round each year.
    pub fn yearly_playbooks(&self) -> Result<Vec<(RecordId, Playbook)>> {
        self.models("SELECT id, body FROM playbook WHERE body ->> 'yearly' IS NOT NULL ORDER BY id", [])
    }

    /// The newest touchpoints with any of these, `limit` for each at most, newest first.
    pub fn touchpoints_with(&self, ids: &[RecordId], limit: u32) -> Result<Vec<(RecordId, Touchpoint)>> {
        let mut found: BTreeMap<RecordId, Touchpoint> = BTreeMap::new();
        for id in ids {
            found.extend(self.models::<Touchpoint>(
                "SELECT touchpoint.id, body FROM moment_who JOIN touchpoint ON touchpoint.key = moment_who.key
                 WHERE who = ?1 AND kind = 'touchpoint' ORDER BY moment_who.at DESC, moment_who.id DESC LIMIT ?2",
                params![id.0, limit],
            )?);
        }
        let mut found: Vec<_> = found.into_iter().collect();
        found.sort_by_key(|(id, touchpoint)| std::cmp::Reverse((touchpoint.at, *id)));
        Ok(found)
    }

    /// The touchpoints of a time that left something, newest first.
    pub fn touchpoints_that_left(&self, from: Instant, until: Instant) -> Result<Vec<(RecordId, Touchpoint)>> {
        self.models(
            "SELECT touchpoint.id, body FROM moment JOIN touchpoint USING (key)
             WHERE moment.at >= ?1 AND moment.at < ?2 AND kind = 'touchpoint' AND moment.left IS NOT NULL
             ORDER BY moment.at DESC, moment.id DESC",
            params![from.0, until.0],
        )
    }

    /// The gift drops of a time of which nobody said what was left.
    pub fn bare_gift_drops(&self, from: Instant, until: Instant) -> Result<Vec<(RecordId, Touchpoint)>> {
        self.models(
            "SELECT touchpoint.id, body FROM moment JOIN touchpoint USING (key)
             WHERE moment.at >= ?1 AND moment.at < ?2 AND moment.kind = 'touchpoint' AND moment.left IS NULL
               AND body ->> 'kind' = ?3",
            params![from.0, until.0, TouchpointKind::GiftDrop.as_str()],
        )
    }

    /// The touchpoints of a time, newest first.
    pub fn touchpoints_between(&self, from: Instant, until: Instant) -> Result<Vec<(RecordId, Touchpoint)>> {
        self.models(
            "SELECT touchpoint.id, body FROM moment JOIN touchpoint USING (key)
             WHERE moment.at >= ?1 AND moment.at < ?2 AND kind = 'touchpoint' ORDER BY moment.at DESC, moment.id DESC",
            params![from.0, until.0],
        )
    }

    /// The touchpoints that left an item, by either of its names, newest first: only weeks in which it was left are looked at, and
    /// only what has the name anywhere is read as JSON.
    pub fn touchpoints_leaving(&self, names: [&str; 2]) -> Result<Vec<(RecordId, Touchpoint)>> {
        self.models(
            "WITH weeks AS (SELECT DISTINCT week FROM left_week WHERE item IN (?1, ?2))
             SELECT touchpoint.id, body FROM weeks
             JOIN moment ON moment.at >= week * ?3 AND moment.at < (week + 1) * ?3 AND moment.left IS NOT NULL
             JOIN touchpoint ON touchpoint.key = moment.key
             WHERE (instr(moment.left, ?1) OR instr(moment.left, ?2))
               AND coalesce(moment.left ->> ?1, moment.left ->> ?2, 0) > 0 AND planned = 0
             ORDER BY moment.at DESC, moment.id DESC",
            params![names[0], names[1], WEEK_MS],
        )
    }

    /// What the practice owes to somebody, under this id. Promises stand in no index: all are looked through.
    pub fn promises_owed_to(&self, id: RecordId) -> Result<Vec<(RecordId, Promise)>> {
        self.models(
            "SELECT id, body FROM promise WHERE \"to\" = ?1 AND owes = 'us' AND state = 'open' ORDER BY id",
            params![id.0],
        )
    }

    /// All asks, the newest first.
    pub fn asks(&self) -> Result<Vec<(RecordId, Promise)>> {
        self.models("SELECT id, body FROM promise WHERE kind = 'ask' ORDER BY id DESC", [])
    }

    /// Contacts who are kept near: those with a tier, and the top ten; merged ones once.
    pub fn near_contacts(&self) -> Result<Vec<(RecordId, Contact)>> {
        self.models(
            "SELECT id, body FROM contact WHERE canonical = id AND (tier IS NOT NULL OR top_ten = 1)
             ORDER BY folded, id",
            [],
        )
    }

    /// The names of those who are kept near.
    pub fn near_names(&self) -> Result<Vec<Named>> {
        let mut statement = self.sql.prepare_cached(
            "SELECT id, name FROM contact WHERE canonical = id AND (tier IS NOT NULL OR top_ten = 1) ORDER BY folded, id",
        )?;
        let named = |row: &rusqlite::Row<'_>| Ok(Named { id: RecordId(row.get(0)?), name: row.get(1)? });
        Ok(statement.query_map([], named)?.collect::<Result<_, _>>()?)
    }

    /// Contacts who said that they don't refer; merged ones once.
    pub fn declined_contacts(&self) -> Result<Vec<(RecordId, Contact)>> {
        self.models("SELECT id, body FROM contact WHERE canonical = id AND stance = 'declined' ORDER BY folded, id", [])
    }
}
