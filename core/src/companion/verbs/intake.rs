//! Whom a new client sees, counted in one go: notes without a client, and the referral by which they came.

use std::collections::BTreeMap;

use super::{contact_is_here, fresh_code, take_note};
use crate::{
    command::{NewIntake, NewNote, SeenByClient, SeenName},
    companion::{named, writer::Writer},
    error::{Error, Invalid, Result},
    model::{Contact, NoteKind, RecordId, Referral, ReferralStatus},
    practice::{
        fold::fold,
        serving::{ROLES, UNNAMED_ROLES},
    },
};

pub(super) fn count(writer: &mut Writer<'_, '_>, told: NewIntake) -> Result<()> {
    let NewIntake { sees, source, from } = told;
    if sees.is_empty() && source.is_none() {
        return Err(Invalid::new("sees", "say whom the client sees, or how they came").into());
    }
    if source.is_none() && from.is_some() {
        return Err(Invalid::new("source", "say which sort of source it was as well").into());
    }
    let book = writer.session.book()?.ok_or_else(|| Error::no_record(RecordId([0; 16])))?;
    let mut new: BTreeMap<String, RecordId> = BTreeMap::new();
    for SeenByClient { role, who } in sees {
        if !role.is_empty() && !ROLES.contains(&role.as_str()) {
            return Err(Invalid::new("role", format!("one of {}", ROLES.join(", "))).into());
        }
        if UNNAMED_ROLES.contains(&role.as_str()) && who != SeenName::Untold {
            return Err(Invalid::new(
                "who",
                format!("the name of a {role} would tell the client's; count the role alone"),
            )
            .into());
        }
        let about = match who {
            // A role without a name is about the practice, so that it does not wait in the inbox.
            SeenName::Untold => RecordId(book.0),
            SeenName::Known(id) => {
                contact_is_here(writer, id)?;
                id
            }
            SeenName::New(name) => {
                named("name", &name)?;
                if let Some(id) = new.get(&fold(&name)) {
                    *id
                } else {
                    let found_via = Some("popular".to_owned());
                    let id = writer.make(Contact { name: name.clone(), found_via, ..Contact::default() })?;
                    new.insert(fold(&name), id);
                    id
                }
            }
        };
        take_note(writer, NewNote { about: [about].into(), kind: NoteKind::Sees, topic: role, ..NewNote::default() })?;
    }
    if let Some(source) = source {
        if let Some(from) = from {
            contact_is_here(writer, from)?;
        }
        let now = Some(writer.now);
        writer.make(Referral {
            from,
            code: fresh_code(writer)?,
            source_class: Some(source),
            received: now,
            // Whoever sits in the room was answered.
            answered: now,
            started: now,
            status: ReferralStatus::Started,
            ..Referral::default()
        })?;
    }
    Ok(())
}
