//! Referrals and promises page by page, and changes in the order in which they came to be here.

use rapport_protocol::{ChangeId, RecordId};
use rusqlite::{Row, params};

use super::{RecordKey, Session, waiting::day_number};
use crate::{
    error::{Error, Result},
    model::{
        Day, Kind, Promise, PromiseState, Record, Referral,
        view::{Entry, PromiseFilter, ReferralFilter},
    },
};

/// Promises without a day stand after all others.
const NO_DAY: i64 = i64::MAX;

/// A change as the history of the whole book lists it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Written {
    /// Its number: the order in which changes were stored here.
    pub key: i64,
    /// Of which record.
    pub record: RecordId,
    /// That record's number.
    pub record_key: RecordKey,
    /// That record's kind.
    pub kind: Kind,
    /// The change.
    pub change: ChangeId,
}

impl Session<'_> {
    /// A page of the referrals that a filter lets through, the latest first, each with when it came.
    pub fn referrals(
        &self,
        filter: &ReferralFilter,
        before: Option<(i64, RecordId)>,
        limit: u32,
    ) -> Result<Vec<(i64, Entry)>> {
        let (at, id) = before.unwrap_or((i64::MAX, RecordId([u8::MAX; 16])));
        let mut statement = self.sql.prepare_cached(
            "SELECT coalesce(at, 0), id, body FROM referral
             WHERE (?1 IS NULL OR direction = ?1) AND (?2 IS NULL OR status = ?2) AND (?3 IS NULL OR class = ?3)
               AND (NOT ?4 OR unanswered = 1) AND (NOT ?5 OR unthanked = 1) AND (coalesce(at, 0), id) < (?6, ?7)
             ORDER BY coalesce(at, 0) DESC, id DESC LIMIT ?8",
        )?;
        let with = params![
            filter.direction.as_ref().map(|direction| direction.as_str()),
            filter.status.as_ref().map(|status| status.as_str()),
            filter.class.as_ref().map(|class| class.as_str()),
            filter.unanswered,
            filter.unthanked,
            at,
            id.0,
            limit
        ];
        let found = statement.query_map(with, read)?.collect::<Result<Vec<_>, _>>()?;
        found.into_iter().map(|(at, id, body)| Ok((at, entry::<Referral>(id, &body)?))).collect()
    }

    /// Referrals that are neither at work nor over and not put off, the longest there first: of them somebody may have to be gone
    /// after.
    pub fn referrals_open(&self, on: Day, limit: u32) -> Result<Vec<(RecordId, Referral)>> {
        self.models(
            "SELECT id, body FROM referral WHERE started IS NULL AND closed IS NULL
               AND status IN ('open', 'answered', 'scheduled') AND coalesce(quiet_until, ?1) <= ?1
             ORDER BY at, id LIMIT ?2",
            params![day_number(on), limit],
        )
    }

    /// A page of the promises that a filter lets through: open ones by their day, others the last made first.
    pub fn promises(
        &self,
        filter: &PromiseFilter,
        after: Option<(i64, RecordId)>,
        limit: u32,
    ) -> Result<Vec<(i64, Entry)>> {
        let open = filter.state == PromiseState::Open;
        let (place, order) = if open {
            ("(coalesce(due, ?4), id) > (?5, ?6)", "coalesce(due, ?4), id")
        } else {
            ("?4 >= ?5 AND id < ?6", "id DESC")
        };
        let first = if open { (i64::MIN, RecordId([0; 16])) } else { (NO_DAY, RecordId([u8::MAX; 16])) };
        let (due, id) = after.unwrap_or(first);
        let mut statement = self.sql.prepare_cached(&format!(
            "SELECT coalesce(due, ?4), id, body FROM promise
             WHERE state = ?1 AND (?2 IS NULL OR owes = ?2) AND (?3 IS NULL OR kind = ?3) AND {place}
             ORDER BY {order} LIMIT ?7"
        ))?;
        let with = params![
            filter.state.as_str(),
            filter.owes.as_ref().map(|owes| owes.as_str()),
            filter.kind.as_ref().map(|kind| kind.as_str()),
            NO_DAY,
            due,
            id.0,
            limit
        ];
        let found = statement.query_map(with, read)?.collect::<Result<Vec<_>, _>>()?;
        found.into_iter().map(|(due, id, body)| Ok((due, entry::<Promise>(id, &body)?))).collect()
    }

    /// The changes of the whole book before a number, the last stored first; those of records that can't be shown are left out.
    pub fn written_before(&self, before: Option<i64>, limit: u32) -> Result<Vec<Written>> {
        let mut statement = self.sql.prepare_cached(
            "SELECT change.key, record.id, record.key, record.kind, change.id
             FROM change JOIN record ON record.key = change.record
             WHERE change.key < ?1 AND record.aside IS NULL AND record.kind IS NOT NULL
             ORDER BY change.key DESC LIMIT ?2",
        )?;
        let read = |row: &Row<'_>| {
            Ok(Written {
                key: row.get(0)?,
                record: RecordId(row.get(1)?),
                record_key: row.get(2)?,
                kind: Kind::from(row.get::<_, String>(3)?),
                change: ChangeId(row.get(4)?),
            })
        };
        Ok(statement.query_map(params![before.unwrap_or(i64::MAX), limit], read)?.collect::<Result<_, _>>()?)
    }

    /// Those whom others were merged into, by id.
    pub fn merged_into(&self, limit: u32) -> Result<Vec<RecordId>> {
        let mut statement = self
            .sql
            .prepare_cached("SELECT DISTINCT canonical FROM contact WHERE canonical <> id ORDER BY 1 LIMIT ?1")?;
        let found = statement.query_map([limit], |row| Ok(RecordId(row.get(0)?)))?;
        Ok(found.collect::<Result<_, _>>()?)
    }
}

fn read(row: &Row<'_>) -> rusqlite::Result<(i64, RecordId, String)> {
    Ok((row.get(0)?, RecordId(row.get(1)?), row.get(2)?))
}

fn entry<T: serde::de::DeserializeOwned + Into<Record>>(id: RecordId, body: &str) -> Result<Entry> {
    let model: T = serde_json::from_str(body).map_err(|error| Error::internal("reading a row", error))?;
    Ok(Entry { id, removed: false, record: model.into() })
}
