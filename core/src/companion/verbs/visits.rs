//! A visit, or any other touchpoint, logged.

use super::{add_person, add_place, contact_is_here, make_promise, note_text};
use crate::{
    command::{NewPerson, NewPlace, NewPromise, NewThere, NewVisit, NextStep},
    companion::writer::Writer,
    error::{Invalid, Result},
    model::{Kind, Met, Note, RecordId, Touchpoint, TouchpointState},
};

pub(super) fn log_visit(writer: &mut Writer<'_, '_>, mut visit: NewVisit) -> Result<()> {
    put_into_the_book(writer, &mut visit)?;
    if visit.place.is_none() && visit.met.is_empty() {
        return Err(Invalid::new("place", "somewhere or somebody is needed").into());
    }
    let people: Vec<RecordId> =
        visit.met.iter().filter_map(|met| if let Met::Contact(id) = met { Some(*id) } else { None }).collect();
    for contact in visit.place.iter().chain(&people) {
        contact_is_here(writer, *contact)?;
    }
    if let Some((item, _)) = visit.left.iter().find(|(_, count)| **count < 1) {
        return Err(Invalid::new(format!("left:{item}"), "at least one must be left, or none named").into());
    }
    let made = Touchpoint {
        kind: visit.kind,
        state: visit.state,
        direction: visit.direction,
        place: visit.place,
        met: visit.met,
        at: visit.at.unwrap_or(writer.now),
        zone: writer.environment.zone().name().to_owned(),
        length_min: visit.length_min,
        outcome: visit.outcome,
        left: visit.left,
        purpose: visit.purpose,
        intel: visit.intel,
        about: visit.about,
        ..Touchpoint::default()
    };
    let touchpoint = match visit.plan {
        Some(plan) => fulfil(writer, plan, made)?,
        None => writer.make(made)?,
    };
    if !visit.note.trim().is_empty() {
        let about = [touchpoint].into_iter().chain(visit.place).chain(people.iter().copied()).collect();
        let at = visit.at.unwrap_or(writer.now);
        writer.make(Note { text: note_text(&visit.note)?, about, at, ..Note::default() })?;
    }
    if let Some(NextStep { text, due }) = visit.next {
        let to = visit.place.or_else(|| people.first().copied());
        make_promise(writer, NewPromise { text, to, due, ..NewPromise::default() })?;
    }
    writer.about(touchpoint);
    Ok(())
}

/// Whoever is new: what is logged of them is logged of somebody in the book.
fn put_into_the_book(writer: &mut Writer<'_, '_>, visit: &mut NewVisit) -> Result<()> {
    let Some(NewThere { place: name, people }) = visit.new.take().map(|new| *new) else { return Ok(()) };
    if !name.trim().is_empty() {
        if visit.place.is_some() {
            return Err(Invalid::new("place", "one visit is at one place").into());
        }
        visit.place = Some(add_place(writer, NewPlace { name, ..NewPlace::default() })?);
    }
    for name in people {
        let person = NewPerson { name, at: visit.place, ..NewPerson::default() };
        visit.met.insert(Met::Contact(add_person(writer, person)?));
    }
    Ok(())
}

/// What was planned becomes what happened.
fn fulfil(writer: &mut Writer<'_, '_>, plan: RecordId, made: Touchpoint) -> Result<RecordId> {
    if writer.known(plan)?.kind != Some(Kind::Touchpoint) {
        return Err(Invalid::new("plan", "only a planned visit can be fulfilled").into());
    }
    writer.change(plan, |kept: &mut Touchpoint| {
        if kept.state != TouchpointState::Planned {
            return Err(
                Invalid::new("plan", "what was planned is done or missed already; log it without the plan").into()
            );
        }
        let planned = std::mem::take(kept);
        *kept = Touchpoint {
            purpose: if made.purpose.is_empty() { planned.purpose } else { made.purpose },
            length_min: made.length_min.or(planned.length_min),
            about: planned.about.into_iter().chain(made.about).collect(),
            part_of: planned.part_of,
            skill: planned.skill,
            direction: made.direction.or(planned.direction),
            ..made
        };
        Ok(())
    })?;
    Ok(plan)
}
