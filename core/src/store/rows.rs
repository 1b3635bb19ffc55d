//! Models projected onto rows. Rows are disposable: [`Session::project`] makes them, [`Session::clear_rows`] drops them.

use std::collections::BTreeSet;

use rusqlite::params;

use super::{RecordKey, Session};
use crate::{
    error::{Error, Result},
    model::{Contact, Kind, Met, Note, Promise, Record, RecordId, Referral, Touchpoint, TouchpointState},
    practice::touch,
};

/// Counts up whenever a model is projected otherwise, so that books made before project anew.
pub(super) const PROJECTION_VERSION: u32 = 1;

/// What is projected of one record.
pub struct Projection<'a> {
    /// The record's number.
    pub key: RecordKey,
    /// Its id.
    pub id: RecordId,
    /// What it says.
    pub record: &'a Record,
    /// Whether it was removed.
    pub removed: bool,
    /// Whether it may have rows already.
    pub replaces: bool,
    /// Fields on which devices disagree, each with its values as JSON.
    pub conflicts: &'a [(String, String)],
}

impl Session<'_> {
    /// Makes the rows of one record, in place of those it had.
    pub fn project(&self, projection: &Projection<'_>) -> Result<()> {
        let Projection { key, id, record, removed, replaces, conflicts } = *projection;
        if replaces {
            self.clear_rows(key)?;
        }
        let body = body(record)?;
        if removed {
            self.0
                .prepare_cached("INSERT INTO removed (key, id, kind, body) VALUES (?1, ?2, ?3, ?4)")?
                .execute(params![key, id.0, record.kind().as_str(), body])?;
            if let Record::Contact(_) = record {
                self.regroup(id)?;
            }
            return Ok(());
        }
        match record {
            Record::Contact(contact) => self.project_contact(key, id, contact, &body)?,
            Record::Touchpoint(touchpoint) => self.project_touchpoint(key, id, touchpoint, &body)?,
            Record::Note(note) => self.project_note(key, id, note, &body)?,
            Record::Promise(promise) => self.project_promise(key, id, promise, &body)?,
            Record::Referral(referral) => self.project_referral(key, id, referral, &body)?,
            Record::Item(item) => {
                self.0
                    .prepare_cached("INSERT INTO item (key, id, kind, name, body) VALUES (?1, ?2, ?3, ?4, ?5)")?
                    .execute(params![key, id.0, item.kind.as_str(), item.name, body])?;
            }
            Record::Playbook(playbook) => {
                self.0
                    .prepare_cached("INSERT INTO playbook (key, id, name, body) VALUES (?1, ?2, ?3, ?4)")?
                    .execute(params![key, id.0, playbook.name, body])?;
            }
            Record::Practice(_) => {
                self.0
                    .prepare_cached("INSERT INTO practice (key, id, body) VALUES (?1, ?2, ?3)")?
                    .execute(params![key, id.0, body])?;
            }
        }
        for (field, rivals) in conflicts {
            self.0
                .prepare_cached("INSERT INTO conflict (record, field, rivals) VALUES (?1, ?2, ?3)")?
                .execute(params![key, field, rivals])?;
        }
        Ok(())
    }

    /// Drops the rows of one record.
    pub fn clear_rows(&self, key: RecordKey) -> Result<()> {
        let Some(known) = self.record_by_key(key)? else { return Ok(()) };
        self.0.prepare_cached("DELETE FROM removed WHERE key = ?1")?.execute([key])?;
        self.0.prepare_cached("DELETE FROM conflict WHERE record = ?1")?.execute([key])?;
        let Some(kind) = known.kind else { return Ok(()) };
        match kind {
            Kind::Contact => {
                self.0.prepare_cached("DELETE FROM contact WHERE key = ?1")?.execute([key])?;
                self.0.prepare_cached("DELETE FROM contact_at WHERE contact = ?1")?.execute([key])?;
                self.0.prepare_cached("DELETE FROM contact_channel WHERE contact = ?1")?.execute([key])?;
                self.0.prepare_cached("DELETE FROM contact_imported WHERE contact = ?1")?.execute([key])?;
            }
            Kind::Touchpoint => drop(self.0.prepare_cached("DELETE FROM touchpoint WHERE key = ?1")?.execute([key])?),
            Kind::Note => drop(self.0.prepare_cached("DELETE FROM note WHERE key = ?1")?.execute([key])?),
            Kind::Promise => drop(self.0.prepare_cached("DELETE FROM promise WHERE key = ?1")?.execute([key])?),
            Kind::Referral => drop(self.0.prepare_cached("DELETE FROM referral WHERE key = ?1")?.execute([key])?),
            Kind::Item => drop(self.0.prepare_cached("DELETE FROM item WHERE key = ?1")?.execute([key])?),
            Kind::Playbook => drop(self.0.prepare_cached("DELETE FROM playbook WHERE key = ?1")?.execute([key])?),
            Kind::Practice => drop(self.0.prepare_cached("DELETE FROM practice WHERE key = ?1")?.execute([key])?),
            Kind::Other(_) => {}
        }
        self.clear_moments(key)?;
        self.clear_words(&kind, key)
    }

    fn project_contact(&self, key: RecordKey, id: RecordId, contact: &Contact, body: &str) -> Result<()> {
        self.0
            .prepare_cached(
                "INSERT INTO contact (key, id, form, name, folded, sector, tier, cadence_days, quiet_until, alias_of,
                 canonical, body) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?2, ?11)",
            )?
            .execute(params![
                key,
                id.0,
                contact.form.as_str(),
                contact.name,
                crate::practice::fold::fold(&contact.name),
                contact.sector.as_ref().map(crate::model::Sector::as_str),
                contact.tier.as_ref().map(crate::model::Tier::as_str),
                contact.cadence_days,
                contact.quiet_until.map(|day| day.to_string()),
                contact.alias_of.map(|other| other.0),
                body,
            ])?;
        for (place, roles) in &contact.at {
            for role in roles {
                self.0
                    .prepare_cached("INSERT INTO contact_at (contact, place, role) VALUES (?1, ?2, ?3)")?
                    .execute(params![key, place.0, role.as_str()])?;
            }
        }
        for channel in contact.channel.keys() {
            self.0
                .prepare_cached("INSERT INTO contact_channel (contact, channel, folded) VALUES (?1, ?2, ?3)")?
                .execute(params![key, channel, crate::practice::fold::fold_channel(channel)])?;
        }
        for fingerprint in &contact.imported {
            self.0
                .prepare_cached("INSERT INTO contact_imported (contact, fingerprint) VALUES (?1, ?2)")?
                .execute(params![key, fingerprint])?;
        }
        self.add_words(
            &Kind::Contact,
            key,
            [contact.name.as_str(), &contact.address].into_iter().chain(contact.tag.iter().map(String::as_str)),
        )?;
        self.regroup(id)
    }

    fn project_touchpoint(&self, key: RecordKey, id: RecordId, touchpoint: &Touchpoint, body: &str) -> Result<()> {
        self.0
            .prepare_cached(
                "INSERT INTO touchpoint (key, id, kind, state, at, place, outcome, body)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
            )?
            .execute(params![
                key,
                id.0,
                touchpoint.kind.as_str(),
                touchpoint.state.as_str(),
                touchpoint.at.0,
                touchpoint.place.map(|place| place.0),
                touchpoint.outcome.as_ref().map(crate::model::Outcome::as_str),
                body,
            ])?;
        let met = touchpoint.met.iter().filter_map(|met| if let Met::Contact(id) = met { Some(*id) } else { None });
        let done = touchpoint.state == TouchpointState::Done;
        let who = met
            .map(|contact| (contact, done && touch::qualifies_for_person(touchpoint)))
            .chain(touchpoint.place.map(|place| (place, done && touch::qualifies_for_place(touchpoint))))
            .chain(touchpoint.about.iter().map(|record| (*record, false)))
            .chain(touchpoint.part_of.map(|event| (event, false)));
        self.add_moment(key, touchpoint.at, &Kind::Touchpoint, who)?;
        self.add_words(&Kind::Touchpoint, key, [touchpoint.purpose.as_str(), &touchpoint.intel, &touchpoint.skill])
    }

    fn project_note(&self, key: RecordKey, id: RecordId, note: &Note, body: &str) -> Result<()> {
        self.0
            .prepare_cached("INSERT INTO note (key, id, kind, at, inbox, body) VALUES (?1, ?2, ?3, ?4, ?5, ?6)")?
            .execute(params![key, id.0, note.kind.as_str(), note.at.0, note.about.is_empty(), body])?;
        self.add_moment(key, note.at, &Kind::Note, note.about.iter().map(|record| (*record, false)))?;
        self.add_words(&Kind::Note, key, [note.text.0.as_str(), &note.topic])
    }

    fn project_promise(&self, key: RecordKey, id: RecordId, promise: &Promise, body: &str) -> Result<()> {
        self.0
            .prepare_cached(
                "INSERT INTO promise (key, id, state, due, quiet_until, body) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
            )?
            .execute(params![
                key,
                id.0,
                promise.state.as_str(),
                promise.due.map(|day| day.to_string()),
                promise.quiet_until.map(|day| day.to_string()),
                body,
            ])?;
        // A promise stands in the timeline on the day that it is due, at its start in UTC.
        if let Some(due) = promise.due {
            let at = due.and_time(chrono::NaiveTime::MIN).and_utc().into();
            self.add_moment(key, at, &Kind::Promise, promise.to.map(|contact| (contact, false)))?;
        }
        Ok(())
    }

    fn project_referral(&self, key: RecordKey, id: RecordId, referral: &Referral, body: &str) -> Result<()> {
        self.0
            .prepare_cached(
                "INSERT INTO referral (key, id, direction, code, source, target, received, answered, closed, thanked,
                 status, quiet_until, body) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13)",
            )?
            .execute(params![
                key,
                id.0,
                referral.direction.as_str(),
                referral.code,
                referral.from.map(|contact| contact.0),
                referral.to.map(|contact| contact.0),
                referral.received.map(|at| at.0),
                referral.answered.map(|at| at.0),
                referral.closed.map(|at| at.0),
                referral.thanked.map(|at| at.0),
                referral.status.as_str(),
                referral.quiet_until.map(|day| day.to_string()),
                body,
            ])?;
        if let Some(received) = referral.received {
            let who: BTreeSet<RecordId> = referral.from.into_iter().chain(referral.to).collect();
            self.add_moment(key, received, &Kind::Referral, who.into_iter().map(|contact| (contact, false)))?;
        }
        self.add_words(&Kind::Referral, key, [referral.code.as_str(), &referral.topic])
    }
}

fn body(record: &Record) -> Result<String> {
    let json = match record {
        Record::Practice(record) => serde_json::to_string(record),
        Record::Contact(record) => serde_json::to_string(record),
        Record::Touchpoint(record) => serde_json::to_string(record),
        Record::Note(record) => serde_json::to_string(record),
        Record::Promise(record) => serde_json::to_string(record),
        Record::Referral(record) => serde_json::to_string(record),
        Record::Item(record) => serde_json::to_string(record),
        Record::Playbook(record) => serde_json::to_string(record),
    };
    json.map_err(|error| Error::internal("writing a row", error))
}
