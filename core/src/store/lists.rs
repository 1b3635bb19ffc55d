//! Records of one kind, one by one or page by page.

use rapport_protocol::RecordId;
use rusqlite::{OptionalExtension as _, params};
use serde::{Deserialize, Serialize};

use super::{RecordKey, Session};
use crate::{
    error::{Error, Result},
    model::{Instant, Kind, Record},
};

/// Where a page of a list ended: given back to get the next. Opaque to whoever pages.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct After {
    pub(crate) order: String,
    pub(crate) key: RecordKey,
}

/// A record in a list.
#[derive(Debug, Clone, PartialEq)]
pub struct Listed {
    /// Its number.
    pub key: RecordKey,
    /// Its id.
    pub id: RecordId,
    /// What it says.
    pub record: Record,
}

impl Session<'_> {
    /// A record by id, whether removed or not; nothing if it isn't here, was erased, or is set aside.
    pub fn read_record(&self, id: RecordId) -> Result<Option<(Record, bool)>> {
        let Some(known) = self.record(id)? else { return Ok(None) };
        let Some(kind) = known.kind else { return Ok(None) };
        let source = if known.removed { Some("removed") } else { table(&kind) };
        let Some(source) = source else { return Ok(None) };
        let body: Option<String> = self
            .0
            .prepare_cached(&format!("SELECT body FROM {source} WHERE key = ?1"))?
            .query_row([known.key], |row| row.get(0))
            .optional()?;
        body.map(|body| Ok((record_of(&kind, &body)?, known.removed))).transpose()
    }

    /// A page of the records of a kind, contacts by name, all others newest first.
    pub fn list(&self, kind: &Kind, after: Option<&After>, limit: u32) -> Result<Vec<(Listed, After)>> {
        let Some(table) = table(kind) else { return Ok(Vec::new()) };
        let (sql, order) = if *kind == Kind::Contact {
            let from = after.map_or((String::new(), -1), |after| (after.order.clone(), after.key));
            ("SELECT key, id, body, folded FROM contact WHERE (folded, key) > (?1, ?2) ORDER BY folded, key LIMIT ?3".to_owned(), from)
        } else {
            let from = after.map_or((String::new(), i64::MAX), |after| (String::new(), after.key));
            (
                format!("SELECT key, id, body, '' FROM {table} WHERE ?1 = '' AND key < ?2 ORDER BY key DESC LIMIT ?3"),
                from,
            )
        };
        let mut statement = self.0.prepare_cached(&sql)?;
        let mut rows = statement.query(params![order.0, order.1, limit])?;
        let mut page = Vec::new();
        while let Some(row) = rows.next()? {
            let (key, body): (RecordKey, String) = (row.get(0)?, row.get(2)?);
            let listed = Listed { key, id: RecordId(row.get(1)?), record: record_of(kind, &body)? };
            page.push((listed, After { order: row.get(3)?, key }));
        }
        Ok(page)
    }

    /// The fields on which devices disagree, of one record or of all.
    pub fn conflict_rows(
        &self,
        record: Option<RecordKey>,
        limit: u32,
    ) -> Result<Vec<(RecordId, Kind, String, String)>> {
        let mut statement = self.0.prepare_cached(
            "SELECT record.id, record.kind, field, rivals FROM conflict JOIN record ON record.key = conflict.record
             WHERE ?1 IS NULL OR record = ?1 ORDER BY record, field LIMIT ?2",
        )?;
        let read = |row: &rusqlite::Row<'_>| {
            Ok((RecordId(row.get(0)?), Kind::from(row.get::<_, String>(1)?), row.get(2)?, row.get(3)?))
        };
        Ok(statement.query_map(params![record, limit], read)?.collect::<Result<_, _>>()?)
    }

    /// Promises that are open, due by a day and not quiet on it; those without a date last.
    pub fn promises_due(&self, by: &str, limit: u32) -> Result<Vec<(RecordId, String)>> {
        self.bodies_where(
            "SELECT id, body FROM promise WHERE state = 'open' AND due <= ?1 AND coalesce(quiet_until, '') <= ?1
             ORDER BY due LIMIT ?2",
            params![by, limit],
        )
    }

    /// Inbound referrals that nobody answered, the longest waiting first.
    pub fn referrals_unanswered(&self, today: &str, limit: u32) -> Result<Vec<(RecordId, String)>> {
        self.bodies_where(
            "SELECT id, body FROM referral WHERE direction = 'in' AND answered IS NULL AND closed IS NULL
             AND status NOT IN ('closed', 'declined', 'unreachable') AND coalesce(quiet_until, '') <= ?1
             ORDER BY received LIMIT ?2",
            params![today, limit],
        )
    }

    /// Inbound referrals whose source was not thanked, the oldest first.
    pub fn referrals_unthanked(&self, today: &str, limit: u32) -> Result<Vec<(RecordId, String)>> {
        self.bodies_where(
            "SELECT id, body FROM referral WHERE direction = 'in' AND thanked IS NULL AND source IS NOT NULL
             AND coalesce(quiet_until, '') <= ?1 ORDER BY received LIMIT ?2",
            params![today, limit],
        )
    }

    /// Planned touchpoints from one instant until another.
    pub fn planned_between(&self, from: Instant, until: Instant, limit: u32) -> Result<Vec<(RecordId, String)>> {
        self.bodies_where(
            "SELECT id, body FROM touchpoint WHERE state = 'planned' AND at >= ?1 AND at < ?2 ORDER BY at LIMIT ?3",
            params![from.0, until.0, limit],
        )
    }

    /// Every contact that is shown, has a cadence or a tier, and is not quiet: id, cadence, tier, last touch.
    pub fn cadences(&self, today: &str) -> Result<Vec<(RecordId, Option<i64>, Option<String>, Option<Instant>)>> {
        let mut statement = self.0.prepare_cached(
            "SELECT shown.id, shown.cadence_days, shown.tier,
                    (SELECT max((SELECT max(at) FROM moment_who WHERE who = alias.id AND qualifies = 1))
                     FROM contact alias WHERE alias.canonical = shown.id)
             FROM contact shown
             WHERE shown.canonical = shown.id AND (shown.tier IS NOT NULL OR shown.cadence_days IS NOT NULL)
               AND coalesce(shown.quiet_until, '') <= ?1",
        )?;
        let read = |row: &rusqlite::Row<'_>| {
            Ok((RecordId(row.get(0)?), row.get(1)?, row.get(2)?, row.get::<_, Option<i64>>(3)?.map(Instant)))
        };
        Ok(statement.query_map([today], read)?.collect::<Result<_, _>>()?)
    }

    /// A referral by its code.
    pub fn referral_by_code(&self, code: &str) -> Result<Option<RecordId>> {
        let mut statement = self.0.prepare_cached("SELECT id FROM referral WHERE code = ?1 ORDER BY key LIMIT 1")?;
        Ok(statement.query_row([code], |row| row.get(0)).optional()?.map(RecordId))
    }

    /// Notes that are about nobody yet, newest first.
    pub fn inbox(&self, limit: u32) -> Result<Vec<(RecordId, String)>> {
        self.bodies_where("SELECT id, body FROM note WHERE inbox = 1 ORDER BY at DESC LIMIT ?1", params![limit])
    }

    fn bodies_where(&self, sql: &str, with: impl rusqlite::Params) -> Result<Vec<(RecordId, String)>> {
        let mut statement = self.0.prepare_cached(sql)?;
        Ok(statement.query_map(with, |row| Ok((RecordId(row.get(0)?), row.get(1)?)))?.collect::<Result<_, _>>()?)
    }
}

/// The table of a kind.
pub(super) fn table(kind: &Kind) -> Option<&'static str> {
    Some(match kind {
        Kind::Practice => "practice",
        Kind::Contact => "contact",
        Kind::Touchpoint => "touchpoint",
        Kind::Note => "note",
        Kind::Promise => "promise",
        Kind::Referral => "referral",
        Kind::Item => "item",
        Kind::Playbook => "playbook",
        Kind::Other(_) => return None,
    })
}

/// A row's body as the record that it is.
pub(crate) fn record_of(kind: &Kind, body: &str) -> Result<Record> {
    let record = match kind {
        Kind::Practice => serde_json::from_str(body).map(Record::Practice),
        Kind::Contact => serde_json::from_str(body).map(Record::Contact),
        Kind::Touchpoint => serde_json::from_str(body).map(Record::Touchpoint),
        Kind::Note => serde_json::from_str(body).map(Record::Note),
        Kind::Promise => serde_json::from_str(body).map(Record::Promise),
        Kind::Referral => serde_json::from_str(body).map(Record::Referral),
        Kind::Item => serde_json::from_str(body).map(Record::Item),
        Kind::Playbook => serde_json::from_str(body).map(Record::Playbook),
        Kind::Other(_) => return Err(Error::internal("reading a row", "a kind without rows")),
    };
    record.map_err(|error| Error::internal("reading a row", error))
}
