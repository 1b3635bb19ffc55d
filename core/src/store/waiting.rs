//! What waits: promises, referrals, thanks and plans.

use chrono::Datelike as _;
use rapport_protocol::RecordId;
use rusqlite::{OptionalExtension as _, params};

use super::Session;
use crate::{
    error::Result,
    model::{Day, Instant, Note, Promise, Record, Referral, Touchpoint, view::Entry},
};

impl Session<'_> {
    /// Promises that are open, due by a day and not put off beyond it; the longest due first.
    pub fn promises_due(&self, by: Day, limit: u32) -> Result<Vec<(RecordId, Promise)>> {
        self.models(
            "SELECT id, body FROM promise WHERE due IS NOT NULL AND due <= ?1 AND coalesce(quiet_until, ?1) <= ?1
             ORDER BY due, id LIMIT ?2",
            params![day_number(by), limit],
        )
    }

    /// Referrals that somebody waits to have answered and that are not put off, the longest waiting first.
    pub fn referrals_unanswered(&self, on: Day, limit: u32) -> Result<Vec<(RecordId, Referral)>> {
        self.models(
            "SELECT id, body FROM referral WHERE unanswered = 1 AND coalesce(quiet_until, ?1) <= ?1
             ORDER BY at, id LIMIT ?2",
            params![day_number(on), limit],
        )
    }

    /// Referrals whose source was not thanked and whose thanks are not put off, the oldest first.
    pub fn referrals_unthanked(&self, on: Day, limit: u32) -> Result<Vec<(RecordId, Referral)>> {
        self.models(
            "SELECT id, body FROM referral WHERE unthanked = 1 AND coalesce(thanks_quiet_until, ?1) <= ?1
             ORDER BY at, id LIMIT ?2",
            params![day_number(on), limit],
        )
    }

    /// Touchpoints planned for a time and neither logged nor missed, the first first.
    pub fn planned_between(&self, from: Instant, until: Instant, limit: u32) -> Result<Vec<(RecordId, Touchpoint)>> {
        self.models(
            "SELECT id, body FROM touchpoint WHERE planned = 1 AND at >= ?1 AND at < ?2 ORDER BY at, id LIMIT ?3",
            params![from.0, until.0, limit],
        )
    }

    /// Notes that are about nobody yet, newest first.
    pub fn inbox(&self, limit: u32) -> Result<Vec<Entry>> {
        let notes = self.models::<Note>(
            "SELECT id, body FROM note WHERE inbox = 1 ORDER BY at DESC, id DESC LIMIT ?1",
            params![limit],
        )?;
        Ok(notes.into_iter().map(|(id, note)| Entry { id, removed: false, record: Record::Note(note) }).collect())
    }

    /// A referral by its code.
    pub fn referral_by_code(&self, code: &str) -> Result<Option<RecordId>> {
        let mut statement = self.sql.prepare_cached("SELECT id FROM referral WHERE code = ?1 ORDER BY id LIMIT 1")?;
        Ok(statement.query_row([code], |row| row.get(0)).optional()?.map(RecordId))
    }
}

/// A day as rows keep it, so that days compare as numbers.
pub(super) fn day_number(day: Day) -> i32 {
    day.num_days_from_ce()
}
