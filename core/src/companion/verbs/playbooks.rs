//! Who begins a playbook, rests, goes on and leaves it; what became of its steps; and the playbooks themselves.

use rapport_document::{Edit, Fields};

use crate::{
    command::{Enrolments, NewEnrolment, StepDone, StepOf},
    companion::{
        courses::{Courses, Placed},
        named,
        writer::Writer,
    },
    error::{Error, Invalid, Result},
    model::{Contact, Day, Kind, Playbook, Record, RecordId, TouchpointKind},
    practice::playbook::{ANSWER, Enrolment, GIVE, How, Mark, Marks, Plan, Resolved, State, StepAt, faults, library},
    record::{Recorded as _, check_day},
};

use super::contact_is_here;

pub(super) fn enrol(writer: &mut Writer<'_, '_>, new: &NewEnrolment) -> Result<()> {
    contact_is_here(writer, new.contact)?;
    new.from.map_or(Ok(()), |from| check_day("from", from))?;
    let courses = Courses::read(writer.session, writer.environment)?;
    if !courses.playbooks.contains_key(&new.playbook) {
        return Err(Error::NotFound { what: "playbook", id: new.playbook.to_string() });
    }
    let placed = courses.of(writer.session, new.contact, new.playbook)?;
    let round = match &placed {
        Some(placed) if !is_over(placed) => {
            return Err(Invalid::new("playbook", "they are in this playbook already; nothing was changed").into());
        }
        Some(placed) => placed.enrolment.round.saturating_add(1),
        None => 1,
    };
    let holder = match &placed {
        Some(placed) => placed.contact,
        None => writer.session.canonical(new.contact)?,
    };
    let enrolment = Enrolment::new(round, new.from.unwrap_or(courses.today));
    writer.change(holder, |contact: &mut Contact| {
        let before = contact.in_playbook.insert(new.playbook.to_string(), enrolment.to_string());
        if placed.is_none() && before.is_some() {
            return Err(Invalid::new("playbook", "a newer version keeps them in this playbook; update first").into());
        }
        Ok(())
    })
}

pub(super) fn pause(writer: &mut Writer<'_, '_>, which: Enrolments) -> Result<()> {
    change_each(writer, which, "nobody is under way there", |enrolment, today| enrolment.pause(today))
}

pub(super) fn resume(writer: &mut Writer<'_, '_>, which: Enrolments) -> Result<()> {
    change_each(writer, which, "nobody is paused there", |enrolment, today| enrolment.resume(today))
}

pub(super) fn leave(writer: &mut Writer<'_, '_>, contact: RecordId, playbook: RecordId) -> Result<()> {
    let which = Enrolments { contact: Some(contact), playbook: Some(playbook) };
    change_each(writer, which, "they are not in this playbook", |enrolment, today| {
        let was_in = enrolment.left.is_none();
        enrolment.resume(today);
        enrolment.left = enrolment.left.or(Some(today));
        was_in
    })
}

/// Changes the enrolments that are not over, and refuses if there was nothing to change.
fn change_each(
    writer: &mut Writer<'_, '_>,
    which: Enrolments,
    none: &str,
    change: impl Fn(&mut Enrolment, Day) -> bool,
) -> Result<()> {
    let courses = Courses::read(writer.session, writer.environment)?;
    let wanted = which.contact.map(|contact| writer.session.canonical(contact)).transpose()?;
    let mut any = false;
    for placed in courses.all(writer.session, which.playbook)? {
        if is_over(&placed) || wanted.is_some_and(|wanted| wanted != placed.who) {
            continue;
        }
        let mut enrolment = placed.enrolment;
        if change(&mut enrolment, courses.today) {
            any = true;
            writer.change(placed.contact, |contact: &mut Contact| {
                contact.in_playbook.insert(placed.playbook.to_string(), enrolment.to_string());
                Ok(())
            })?;
        }
    }
    if any { Ok(()) } else { Err(Invalid::new("playbook", format!("{none}; nothing was changed")).into()) }
}

pub(super) fn complete(writer: &mut Writer<'_, '_>, done: StepDone) -> Result<()> {
    let StepDone { step, result, by, on } = done;
    on.map_or(Ok(()), |on| check_day("on", on))?;
    if let Some(by) = by
        && writer.known(by)?.kind != Some(Kind::Touchpoint)
    {
        return Err(Invalid::new("by", "a step is done by a touchpoint").into());
    }
    let (placed, at, courses) = step_here(writer, &step)?;
    if let Some(result) = &result {
        let known = courses.playbooks.get(&step.playbook).map(|known| Plan::new(&known.playbook).results(&at.step));
        let known = known.unwrap_or_default();
        if !known.contains(result) {
            let expected = if known.is_empty() { "nothing".to_owned() } else { known.join(", ") };
            return Err(Invalid::new("result", format!("how it goes on depends on: {expected}")).into());
        }
    }
    mark(writer, &placed, &at, &Mark { how: Resolved::Done, on: on.unwrap_or(courses.today), result, by })
}

pub(super) fn skip(writer: &mut Writer<'_, '_>, step: &StepOf) -> Result<()> {
    let (placed, at, courses) = step_here(writer, step)?;
    mark(writer, &placed, &at, &Mark { how: Resolved::Skipped, on: courses.today, result: None, by: None })
}

pub(super) fn snooze(writer: &mut Writer<'_, '_>, step: &StepOf, until: Day) -> Result<()> {
    check_day("until", until)?;
    let (placed, at, _) = step_here(writer, step)?;
    writer.change(placed.contact, |contact: &mut Contact| {
        contact.step.insert(Marks::quiet_key(placed.playbook, &at), until.to_string());
        Ok(())
    })
}

fn mark(writer: &mut Writer<'_, '_>, placed: &Placed, at: &StepAt, mark: &Mark) -> Result<()> {
    writer.change(placed.contact, |contact: &mut Contact| {
        contact.step.insert(Marks::key(placed.playbook, at), mark.to_string());
        Ok(())
    })
}

/// A step that is still to be done, of the round that somebody is in.
fn step_here(writer: &Writer<'_, '_>, step: &StepOf) -> Result<(Placed, StepAt, Courses)> {
    let at: StepAt = step.at.parse().map_err(|expected: &str| Invalid::new("step", expected))?;
    let courses = Courses::read(writer.session, writer.environment)?;
    let placed = courses
        .of(writer.session, step.contact, step.playbook)?
        .ok_or_else(|| Invalid::new("playbook", "they are not in this playbook; nothing was changed"))?;
    let known = courses.playbooks.get(&step.playbook).and_then(|known| known.playbook.step.0.get(&at.step));
    let gone = match known {
        _ if at.round != placed.enrolment.round => Some("this step is of an earlier round"),
        _ if matches!(placed.course.state, State::Left(_)) => Some("they left this playbook"),
        None => Some("there is no such step in the playbook"),
        Some(_) if placed.marks.resolved.contains_key(&at) => Some("this step is over already"),
        Some(_) => None,
    };
    match gone {
        Some(gone) => Err(Invalid::new("step", format!("{gone}; nothing was changed")).into()),
        None => Ok((placed, at, courses)),
    }
}

pub(super) fn save(writer: &mut Writer<'_, '_>, id: Option<RecordId>, mut playbook: Playbook) -> Result<()> {
    named("name", &playbook.name)?;
    if let Some((field, expected)) = wrong_with(&playbook).into_iter().next() {
        return Err(Invalid::new(field, expected).into());
    }
    let Some(id) = id else { return writer.make(playbook).map(drop) };
    prepare(writer, id)?;
    writer.change(id, |kept: &mut Playbook| {
        for (step, old) in std::mem::take(&mut kept.step.0) {
            // A step that is gone is left out, not deleted: what was done of it stays known.
            playbook.step.0.entry(step).or_insert_with(|| crate::model::Step { dropped: true, ..old });
        }
        *kept = playbook;
        Ok(())
    })?;
    writer.about(id);
    Ok(())
}

/// Whether an edit leaves a playbook as one can be walked. What was wrong with it before, as one from a newer version may seem,
/// is no reason to refuse another edit.
pub(super) fn is_sound(before: &Fields, after: &Fields) -> Result<()> {
    let known = wrong_with(&Playbook::read(before));
    match wrong_with(&Playbook::read(after)).into_iter().find(|fault| !known.contains(fault)) {
        Some((field, expected)) => Err(Invalid::new(field, expected).into()),
        None => Ok(()),
    }
}

/// What is wrong with a playbook, words for touchpoints that nobody knows included.
fn wrong_with(playbook: &Playbook) -> Vec<(String, &'static str)> {
    let mut wrong = faults(playbook);
    for (id, step) in &playbook.step.0 {
        let known = |word: &str| {
            [GIVE, ANSWER].contains(&word) || !matches!(TouchpointKind::from(word), TouchpointKind::Other(_))
        };
        if !step.dropped && !step.touchpoint.split_whitespace().all(known) {
            let expected = "kinds of touchpoint such as call or visit, or give, or answer";
            wrong.push((format!("step:{id}:touchpoint"), expected));
        }
    }
    wrong
}

/// Makes a playbook ready to be changed. A shipped one comes into the book: as it was shipped, in a change of its own, so that
/// what two devices change of it afterwards both stands. And whoever came to where they are by touchpoints alone is kept there.
pub(super) fn prepare(writer: &mut Writer<'_, '_>, id: RecordId) -> Result<()> {
    match (writer.session.record(id)?, library::by_id(id)) {
        (None, Some(shipped)) => writer.add(id, &Record::Playbook(shipped.playbook))?,
        // It was put back to how it was shipped, and is taken up again.
        (Some(known), Some(_)) if known.removed => {
            writer.edit(id, &[Edit::Delete { key: crate::record::REMOVED.to_owned() }])?;
        }
        (Some(known), _) if known.kind == Some(Kind::Playbook) => {}
        _ => return Ok(()),
    }
    let courses = Courses::read(writer.session, writer.environment)?;
    for placed in courses.all(writer.session, Some(id))? {
        let Some(last) = placed.course.passed.last().filter(|_| !is_over(&placed)) else { continue };
        let How::Touched(touchpoint) = last.how else { continue };
        let by = writer.session.record_by_key(touchpoint)?.map(|known| known.id);
        let result = last.answered.then(|| "answered".to_owned());
        mark(writer, &placed, &last.at, &Mark { how: Resolved::Done, on: last.on, result, by })?;
    }
    Ok(())
}

fn is_over(placed: &Placed) -> bool {
    matches!(placed.course.state, State::Left(_) | State::Finished)
}
