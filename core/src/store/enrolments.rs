//! Who is in which playbook.

use std::collections::BTreeMap;

use rapport_protocol::RecordId;
use rusqlite::params;

use super::{RecordKey, Session, rows::json};
use crate::{
    error::{Error, Result},
    model::Contact,
};

/// A contact in a playbook, as it stands in the contact.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EnrolmentRow {
    /// Who: the canonical id.
    pub who: RecordId,
    /// The id under which it stands.
    pub contact: RecordId,
    /// In which playbook.
    pub playbook: RecordId,
    /// `in:<playbook>`.
    pub enrolled: String,
    /// `step:<playbook>:<step>`, by what stands behind the second colon.
    pub steps: BTreeMap<String, String>,
}

impl Session<'_> {
    pub(super) fn project_enrolments(&self, key: RecordKey, contact: &Contact) -> Result<()> {
        for (playbook, enrolled) in &contact.in_playbook {
            // A name that is no id is from a newer version: it stays in the record.
            let Ok(id) = playbook.parse::<RecordId>() else { continue };
            let prefix = format!("{playbook}:");
            let steps: BTreeMap<&str, &String> = contact
                .step
                .range(prefix.clone()..)
                .map_while(|(step, value)| Some((step.strip_prefix(&prefix)?, value)))
                .collect();
            self.sql
                .prepare_cached(
                    "INSERT INTO enrolment (contact, playbook, enrolled, steps) VALUES (?1, ?2, ?3, ?4)
                     ON CONFLICT DO NOTHING",
                )?
                .execute(params![key, id.0, enrolled, json(&steps)?])?;
        }
        Ok(())
    }

    pub(super) fn clear_enrolments(&self, key: RecordKey) -> Result<()> {
        self.sql.prepare_cached("DELETE FROM enrolment WHERE contact = ?1")?.execute([key])?;
        Ok(())
    }

    /// Who is or was in a playbook, or in any: by who, then by playbook. The rows of merged contacts stand together.
    pub fn enrolments(&self, playbook: Option<RecordId>) -> Result<Vec<EnrolmentRow>> {
        self.enrolments_where("?1 IS NULL OR playbook = ?1", playbook)
    }

    /// Every playbook that a contact is or was in, under one of its ids, by playbook.
    pub fn enrolments_of(&self, id: RecordId) -> Result<Vec<EnrolmentRow>> {
        self.enrolments_where("contact.id = ?1", Some(id))
    }

    fn enrolments_where(&self, which: &str, id: Option<RecordId>) -> Result<Vec<EnrolmentRow>> {
        let mut statement = self.sql.prepare_cached(&format!(
            "SELECT canonical, contact.id, playbook, enrolled, steps
             FROM enrolment JOIN contact ON contact.key = enrolment.contact
             WHERE {which} ORDER BY canonical, playbook, contact.id",
        ))?;
        let mut rows = statement.query(params![id.map(|id| id.0)])?;
        let mut found = Vec::new();
        while let Some(row) = rows.next()? {
            let steps = serde_json::from_str(row.get_ref(4)?.as_str().unwrap_or_default())
                .map_err(|error| Error::internal("reading the steps of an enrolment", error))?;
            found.push(EnrolmentRow {
                who: RecordId(row.get(0)?),
                contact: RecordId(row.get(1)?),
                playbook: RecordId(row.get(2)?),
                enrolled: row.get(3)?,
                steps,
            });
        }
        Ok(found)
    }
}
