//! Models projected onto rows. Rows are disposable: [`Session::project`] makes them, [`Session::clear_rows`] drops them.

use std::collections::BTreeSet;

use rusqlite::params;
use serde::Serialize;

use super::{RecordKey, Session, lists::table, waiting::day_number};
use crate::{
    error::{Error, Result},
    model::{
        Contact, Form, Instant, Kind, Met, Note, Promise, PromiseState, Record, RecordId, Referral, Sector,
        SourceClass, Stage, Stance, Tier, Touchpoint, TouchpointState,
    },
    practice::{
        facts::{self, Nature},
        fold, waits,
    },
};

/// Counts up whenever a model is projected otherwise, so that books made before project anew.
pub(super) const PROJECTION_VERSION: u32 = 3;

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
        if removed {
            return self.project_body("removed", key, id, &body(record)?);
        }
        match record {
            Record::Contact(contact) => self.project_contact(key, id, contact)?,
            Record::Touchpoint(touchpoint) => self.project_touchpoint(key, id, touchpoint)?,
            Record::Note(note) => self.project_note(key, id, note)?,
            Record::Promise(promise) => self.project_promise(key, id, promise)?,
            Record::Referral(referral) => self.project_referral(key, id, referral)?,
            Record::Item(item) => self.project_body("item", key, id, &json(item)?)?,
            Record::Playbook(playbook) => self.project_body("playbook", key, id, &json(playbook)?)?,
            Record::Practice(practice) => self.project_body("practice", key, id, &json(practice)?)?,
        }
        for (field, rivals) in conflicts {
            self.sql
                .prepare_cached("INSERT INTO conflict (record, field, rivals) VALUES (?1, ?2, ?3)")?
                .execute(params![key, field, rivals])?;
        }
        Ok(())
    }

    /// Drops the rows of one record.
    pub fn clear_rows(&self, key: RecordKey) -> Result<()> {
        let Some(known) = self.record_by_key(key)? else { return Ok(()) };
        if known.removed {
            self.sql.prepare_cached("DELETE FROM removed WHERE key = ?1")?.execute([key])?;
            return Ok(());
        }
        let Some(kind) = known.kind else { return Ok(()) };
        let Some(table) = table(&kind) else { return Ok(()) };
        let group = if kind == Kind::Contact { self.aliases(known.id)? } else { Vec::new() };
        self.clear_moments(&kind, key)?;
        if kind == Kind::Touchpoint {
            self.clear_left(key)?;
        }
        self.clear_words(&kind, key)?;
        self.sql.prepare_cached("DELETE FROM conflict WHERE record = ?1")?.execute([key])?;
        self.sql.prepare_cached(&format!("DELETE FROM {table} WHERE key = ?1"))?.execute([key])?;
        if kind == Kind::Contact {
            self.sql.prepare_cached("DELETE FROM contact_at WHERE contact = ?1")?.execute([key])?;
            self.sql.prepare_cached("DELETE FROM contact_channel WHERE contact = ?1")?.execute([key])?;
            self.sql.prepare_cached("DELETE FROM contact_link WHERE contact = ?1")?.execute([key])?;
            self.sql.prepare_cached("DELETE FROM contact_imported WHERE contact = ?1")?.execute([key])?;
            self.clear_enrolments(key)?;
            self.regroup(group.into_iter().filter(|member| *member != known.id))?;
        }
        Ok(())
    }

    fn project_body(&self, table: &str, key: RecordKey, id: RecordId, body: &str) -> Result<()> {
        self.sql
            .prepare_cached(&format!("INSERT INTO {table} (key, id, body) VALUES (?1, ?2, ?3)"))?
            .execute(params![key, id.0, body])?;
        Ok(())
    }

    fn project_contact(&self, key: RecordKey, id: RecordId, contact: &Contact) -> Result<()> {
        let located = contact.geo.filter(|_| contact.form == Form::Place);
        self.sql
            .prepare_cached(
                "INSERT INTO contact (key, id, form, name, folded, tier, cadence_days, quiet_until, alias_of, canonical, sector,
                 stance, pinned_stage, competitor, top_ten, reach, profiled, latitude, longitude, body)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?2, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19)",
            )?
            .execute(params![
                key,
                id.0,
                contact.form.as_str(),
                contact.name,
                fold::fold(&contact.name),
                contact.tier.as_ref().map(Tier::as_str),
                contact.cadence_days,
                contact.quiet_until.map(day_number),
                contact.alias_of.map(|other| other.0),
                contact.sector.as_ref().map(Sector::as_str),
                contact.stance.as_ref().map(Stance::as_str),
                contact.pinned_stage.as_ref().map(Stage::as_str),
                contact.competitor,
                contact.top_ten,
                contact.claimed_reach,
                facts::is_profiled(contact),
                located.map(|geo| geo.latitude),
                located.map(|geo| geo.longitude),
                json(contact)?,
            ])?;
        for (place, roles) in &contact.at {
            for role in roles {
                self.sql
                    .prepare_cached("INSERT INTO contact_at (contact, place, role) VALUES (?1, ?2, ?3)")?
                    .execute(params![key, place.0, role.as_str()])?;
            }
        }
        for (channel, state) in &contact.channel {
            self.sql
                .prepare_cached(
                    "INSERT INTO contact_channel (contact, channel, folded, state) VALUES (?1, ?2, ?3, ?4)",
                )?
                .execute(params![key, channel, fold::fold_channel(channel), state.as_str()])?;
        }
        for (link, others) in [("knows", &contact.knows), ("introduced_by", &contact.introduced_by)] {
            for other in others {
                self.sql
                    .prepare_cached("INSERT INTO contact_link (contact, link, other) VALUES (?1, ?2, ?3)")?
                    .execute(params![key, link, other.0])?;
            }
        }
        for fingerprint in &contact.imported {
            self.sql
                .prepare_cached("INSERT INTO contact_imported (contact, fingerprint) VALUES (?1, ?2)")?
                .execute(params![key, fingerprint])?;
        }
        self.project_enrolments(key, contact)?;
        let words: Vec<&str> =
            std::iter::once(contact.address.as_str()).chain(contact.tag.iter().map(String::as_str)).collect();
        self.add_contact_words(key, &contact.name, &words)?;
        self.regroup([id])
    }

    fn project_touchpoint(&self, key: RecordKey, id: RecordId, touchpoint: &Touchpoint) -> Result<()> {
        let planned = touchpoint.state == TouchpointState::Planned;
        self.sql
            .prepare_cached("INSERT INTO touchpoint (key, id, at, planned, body) VALUES (?1, ?2, ?3, ?4, ?5)")?
            .execute(params![key, id.0, touchpoint.at.0, planned, json(touchpoint)?])?;
        let met = touchpoint.met.iter().filter_map(|met| if let Met::Contact(id) = met { Some(*id) } else { None });
        let left = if touchpoint.left.is_empty() { None } else { Some(json(&touchpoint.left)?) };
        let who = met
            .map(|contact| (contact, Nature::to_person(touchpoint)))
            .chain(touchpoint.place.map(|place| (place, Nature::to_place(touchpoint))))
            .chain(touchpoint.about.iter().map(|record| (*record, Nature::NONE)))
            .chain(touchpoint.part_of.map(|event| (event, Nature::NONE)));
        self.add_moment((key, id), touchpoint.at, &Kind::Touchpoint, left.as_deref(), who)?;
        self.add_left(touchpoint, 1)?;
        self.add_words(&Kind::Touchpoint, key, &[&touchpoint.purpose, &touchpoint.intel, &touchpoint.skill])
    }

    fn project_note(&self, key: RecordKey, id: RecordId, note: &Note) -> Result<()> {
        self.sql
            .prepare_cached("INSERT INTO note (key, id, at, inbox, body) VALUES (?1, ?2, ?3, ?4, ?5)")?
            .execute(params![key, id.0, note.at.0, note.about.is_empty(), json(note)?])?;
        let nature = Nature::of_note(note);
        self.add_moment((key, id), note.at, &Kind::Note, None, note.about.iter().map(|record| (*record, nature)))?;
        self.add_words(&Kind::Note, key, &[&note.text.0, &note.topic])
    }

    fn project_promise(&self, key: RecordKey, id: RecordId, promise: &Promise) -> Result<()> {
        // A promise stands in the timeline on the day that it is due, at its start in UTC.
        let at: Option<Instant> = promise.due.map(|due| due.and_time(chrono::NaiveTime::MIN).and_utc().into());
        let open = promise.state == PromiseState::Open;
        self.sql
            .prepare_cached(
                "INSERT INTO promise (key, id, at, due, quiet_until, kind, owes, \"to\", state, done_by, body)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)",
            )?
            .execute(params![
                key,
                id.0,
                at.map(|at| at.0),
                promise.due.filter(|_| open).map(day_number),
                promise.quiet_until.map(day_number),
                promise.kind.as_str(),
                promise.owes.as_str(),
                promise.to.map(|contact| contact.0),
                promise.state.as_str(),
                promise.done_by.map(|touchpoint| touchpoint.0),
                json(promise)?,
            ])?;
        match at {
            Some(at) => {
                self.add_moment((key, id), at, &Kind::Promise, None, promise.to.map(|contact| (contact, Nature::NONE)))
            }
            None => Ok(()),
        }
    }

    fn project_referral(&self, key: RecordKey, id: RecordId, referral: &Referral) -> Result<()> {
        self.sql
            .prepare_cached(
                "INSERT INTO referral (key, id, at, code, unanswered, unthanked, quiet_until, thanks_quiet_until, direction,
                 \"from\", \"to\", class, status, answered, scheduled, started, closed, thanked, body)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19)",
            )?
            .execute(params![
                key,
                id.0,
                referral.received.map(|at| at.0),
                referral.code,
                waits::is_unanswered(referral),
                waits::is_unthanked(referral),
                referral.quiet_until.map(day_number),
                referral.thanks_quiet_until.map(day_number),
                referral.direction.as_str(),
                referral.from.map(|contact| contact.0),
                referral.to.map(|contact| contact.0),
                referral.source_class.as_ref().map(SourceClass::as_str),
                referral.status.as_str(),
                referral.answered.map(|at| at.0),
                referral.scheduled.map(|at| at.0),
                referral.started.map(|at| at.0),
                referral.closed.map(|at| at.0),
                referral.thanked.map(|at| at.0),
                json(referral)?,
            ])?;
        if let Some(received) = referral.received {
            let who: BTreeSet<RecordId> = referral.from.into_iter().chain(referral.to).collect();
            let who = who.into_iter().map(|contact| (contact, Nature::NONE));
            self.add_moment((key, id), received, &Kind::Referral, None, who)?;
        }
        self.add_words(&Kind::Referral, key, &[&referral.code, &referral.topic])
    }
}

fn body(record: &Record) -> Result<String> {
    match record {
        Record::Practice(record) => json(record),
        Record::Contact(record) => json(record),
        Record::Touchpoint(record) => json(record),
        Record::Note(record) => json(record),
        Record::Promise(record) => json(record),
        Record::Referral(record) => json(record),
        Record::Item(record) => json(record),
        Record::Playbook(record) => json(record),
    }
}

pub(super) fn json<T: Serialize>(model: &T) -> Result<String> {
    serde_json::to_string(model).map_err(|error| Error::internal("writing a row", error))
}
