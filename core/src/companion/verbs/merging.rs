//! What stands twice: two contacts that are one, and fields to which two devices gave different values.

use rapport_document::Edit;
use rapport_protocol::ChangeId;

use super::contact_is_here;
use crate::{
    companion::writer::Writer,
    error::{Error, Invalid, Result},
    model::{Contact, RecordId},
};

pub(super) fn merge(writer: &mut Writer<'_, '_>, one: RecordId, other: RecordId) -> Result<()> {
    contact_is_here(writer, one)?;
    contact_is_here(writer, other)?;
    let (one, other) = (writer.session.canonical(one)?, writer.session.canonical(other)?);
    if one == other {
        return Err(Invalid::new("id", "these two are one contact already").into());
    }
    let form = |id| Ok::<_, Error>(writer.session.contact(id)?.map(|contact| contact.form));
    if form(one)? != form(other)? {
        return Err(Invalid::new("id", "one is a place and the other a person; they can't be one contact").into());
    }
    let (canonical, alias) = (one.min(other), one.max(other));
    writer.change(alias, |contact: &mut Contact| {
        contact.alias_of = Some(canonical);
        Ok(())
    })
}

pub(super) fn unmerge(writer: &mut Writer<'_, '_>, id: RecordId) -> Result<()> {
    let group = writer.session.aliases(id)?;
    if group.len() < 2 {
        return Err(Invalid::new("id", "this contact was not merged with another").into());
    }
    // Every alias from it and to it, whichever device made them: it stands alone then. No alias is made anew, so that two
    // devices that part a group at once never join what the other parted.
    for member in group {
        writer.change(member, |contact: &mut Contact| {
            if member == id || contact.alias_of == Some(id) {
                contact.alias_of = None;
            }
            Ok(())
        })?;
    }
    writer.about(id);
    Ok(())
}

pub(super) fn settle(writer: &mut Writer<'_, '_>, id: RecordId, field: &str, choice: ChangeId) -> Result<()> {
    let fields = writer.fields(id)?;
    let rivals = fields.field(field).map(|field| field.rivals.as_slice()).unwrap_or_default();
    let Some(rival) = rivals.iter().find(|rival| rival.change == choice) else {
        let gone = "there is no such disagreement any more; look at the conflicts again";
        return Err(Invalid::new(field, gone).into());
    };
    writer.edit(id, &[Edit::Settle { key: field.to_owned(), value: rival.value.clone() }])
}
