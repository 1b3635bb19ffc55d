//! Connecting two people, and keeping whom one met at an event: each one command, undone as one.

use std::collections::{BTreeMap, BTreeSet};

use super::contact_is_here;
use crate::{
    command::{MetThere, NewIntroduction},
    companion::{named, writer::Writer},
    error::{Error, Invalid, Result},
    model::{
        Contact, Direction, Form, Met, Record, RecordId, Touchpoint, TouchpointKind, TouchpointState, view::Entry,
    },
    practice::library::INTRODUCTION,
};

/// Two contacts know each other from now on, and the introduction is a give to both.
pub(super) fn introduce(writer: &mut Writer<'_, '_>, introduction: NewIntroduction) -> Result<()> {
    let NewIntroduction { one, other, by, at } = introduction;
    contact_is_here(writer, one)?;
    contact_is_here(writer, other)?;
    if writer.session.canonical(one)? == writer.session.canonical(other)? {
        return Err(Invalid::new("other", "two are needed to be introduced to each other").into());
    }
    let touchpoint = writer.make(Touchpoint {
        kind: by,
        direction: Some(Direction::Out),
        met: [Met::Contact(one), Met::Contact(other)].into(),
        at: at.unwrap_or(writer.now),
        zone: writer.environment.zone().name().to_owned(),
        left: BTreeMap::from([(INTRODUCTION.to_owned(), 1)]),
        ..Touchpoint::default()
    })?;
    for (who, whom) in [(one, other), (other, one)] {
        writer.change(who, |contact: &mut Contact| {
            contact.knows.insert(whom);
            Ok(())
        })?;
    }
    writer.about(touchpoint);
    Ok(())
}

/// People who were met at an event, each with a touch of their own; those who are new are put into the book.
pub(super) fn meet_at(writer: &mut Writer<'_, '_>, event: RecordId, people: Vec<MetThere>) -> Result<()> {
    let Some(Entry { record: Record::Touchpoint(there), .. }) = writer.session.read_record(event)? else {
        return Err(Error::NotFound { what: "event", id: event.to_string() });
    };
    if there.kind != TouchpointKind::Event || there.part_of.is_some() {
        return Err(Invalid::new("event", "people are met at an event; this is another touchpoint").into());
    }
    if people.is_empty() {
        return Err(Invalid::new("people", "say whom you met there").into());
    }
    // Whoever met somebody there was there.
    if there.state != TouchpointState::Done {
        writer.change(event, |touchpoint: &mut Touchpoint| {
            touchpoint.state = TouchpointState::Done;
            Ok(())
        })?;
    }
    let mut met = BTreeSet::new();
    for person in people {
        met.insert(match person {
            MetThere::Known(id) => {
                contact_is_here(writer, id)?;
                id
            }
            MetThere::New(name) => {
                named("name", &name)?;
                let found_via = Some("event".to_owned());
                writer.make(Contact { form: Form::Person, name, found_via, ..Contact::default() })?
            }
        });
    }
    for who in met {
        writer.make(Touchpoint {
            kind: TouchpointKind::Event,
            met: [Met::Contact(who)].into(),
            at: there.at,
            zone: there.zone.clone(),
            purpose: there.purpose.clone(),
            part_of: Some(event),
            ..Touchpoint::default()
        })?;
    }
    Ok(())
}
