//! Keeping what the Log sheet says: whoever is not in the book is put into it, and the visit is logged, in the same breath.

use std::collections::{BTreeMap, BTreeSet};

use rapport_core::{
    Command,
    command::{NewThere, NewVisit, NextStep},
    model::{Form, Instant, Met, Outcome, Record, RecordId, TouchpointKind, TouchpointState},
    practice::fold::fold,
};

use super::{DRAFT, sheet::Remark, whereabouts};
use crate::{
    app::{
        fields::Fields,
        meant::{Meant, meant},
        view::{Done, View},
        words::log as say,
    },
    failure::Failure,
    when::Way,
    words::{self, InWords as _},
};

/// What came of it.
pub enum Saved {
    /// It is in the book.
    Done(Done),
    /// Something is to be said or chosen first.
    NotYet(Remark),
}

/// How many names are offered where one may mean several.
const OFFERED: u32 = 9;

/// Keeps it.
///
/// # Errors
/// What the core says. Nothing was logged then, and the draft is kept.
pub fn save(view: &View, fields: &Fields) -> Result<Saved, Failure> {
    let (mut place, mut met) = (fields.read_as::<RecordId>("at")?, BTreeSet::new());
    for one in fields.all("met") {
        met.extend(one.parse::<Met>());
    }
    let mut new_place = None;
    match meant(view, fields, "other")? {
        Meant::Nobody => {}
        Meant::Known(who) => {
            let (at, whom) = whereabouts(view, who)?;
            place = at.or(place);
            met.extend(whom);
        }
        // What was typed counts, whatever was offered and stands chosen.
        Meant::New(name) => (place, new_place) = (None, Some(name)),
        Meant::Several(which) => {
            return Ok(Saved::NotYet(Remark { wrong: Some(say::WHICH.to_owned()), which, ..Remark::default() }));
        }
    }
    let names: Vec<&str> = fields
        .text("met_other")
        .unwrap_or_default()
        .split(',')
        .map(str::trim)
        .filter(|name| !name.is_empty())
        .collect();
    if place.is_none() && new_place.is_none() && met.is_empty() && names.is_empty() {
        return Ok(Saved::NotYet(Remark { wrong: Some(say::NOBODY.to_owned()), ..Remark::default() }));
    }
    let at = at(view, fields)?;
    if let (Some(place), None) = (place, fields.text("same"))
        && let Some(same) = view.book.same_visit(place, at.unwrap_or(view.clock.now()))?
    {
        let when = if let Record::Touchpoint(other) = view.book.get(same)?.record {
            view.clock.say(other.at)
        } else {
            String::new()
        };
        return Ok(Saved::NotYet(Remark { same: Some((same, when)), ..Remark::default() }));
    }
    // Everything that can be refused is read before anything is kept.
    let mut visit = visit(view, fields, at)?;
    let mut new = NewThere { place: new_place.unwrap_or_default(), ..NewThere::default() };
    for name in names {
        if let Some(known) = person(view, name, place)? {
            met.insert(Met::Contact(known));
        } else {
            new.people.insert(name.to_owned());
        }
    }
    (visit.place, visit.met, visit.new) = (place, met, Some(Box::new(new)));
    visit.plan = planned_there(view, &visit)?;
    let receipt = view.run(Command::LogVisit(visit.clone()))?;
    let logged = receipt.records.first().map(|touched| touched.id);
    if let (Some(one), Some(other)) = (fields.text("same").and_then(|same| same.parse().ok()), logged) {
        view.run(Command::MergeVisits { one, other })?;
    }
    view.book.drop_draft(DRAFT)?;
    let whom = whom(view, logged)?;
    let back = view.asked.came_from.clone().filter(|from| !from.starts_with("/log"));
    let to = back.or_else(|| whom.map(|whom| format!("/partners/{whom}"))).unwrap_or_else(|| "/".to_owned());
    Ok(Saved::Done(Done::receipt(&receipt, to, said(view, &visit, whom))))
}

/// Where it was, or else whom one met first: as it stands in the book.
fn whom(view: &View, logged: Option<RecordId>) -> Result<Option<RecordId>, Failure> {
    let Some(logged) = logged else { return Ok(None) };
    let Record::Touchpoint(touchpoint) = view.book.get(logged)?.record else { return Ok(None) };
    Ok(touchpoint.place.or_else(|| touchpoint.met.iter().find_map(contact)))
}

/// Somebody by name: who works there, else whoever has exactly this name; nobody if they are new.
fn person(view: &View, name: &str, at: Option<RecordId>) -> Result<Option<RecordId>, Failure> {
    if let Some(at) = at
        && let Some(there) = view.book.page(at)?.people.into_iter().find(|one| fold(&one.who.name) == fold(name))
    {
        return Ok(Some(there.who.id));
    }
    for found in view.book.who(name, OFFERED)? {
        let is_person =
            matches!(view.book.get(found.id)?.record, Record::Contact(contact) if contact.form == Form::Person);
        if is_person && fold(&found.name) == fold(name) {
            return Ok(Some(found.id));
        }
    }
    Ok(None)
}

/// The stop that was planned there for today, the nearest in time: what is logged of today fulfils it.
fn planned_there(view: &View, visit: &NewVisit) -> Result<Option<RecordId>, Failure> {
    match visit.place {
        Some(place) if visit.state == TouchpointState::Done && visit.at.is_none() => {
            view.planned_stop(place, &visit.kind)
        }
        _ => Ok(None),
    }
}

/// When it was; nothing if the field still says what it said when the sheet was opened: now.
fn at(view: &View, fields: &Fields) -> Result<Option<Instant>, Failure> {
    if fields.text("when") == fields.text("opened") {
        return Ok(None);
    }
    fields.moment("when", Way::Back, &view.clock)
}

fn visit(view: &View, fields: &Fields, at: Option<Instant>) -> Result<NewVisit, Failure> {
    let to_come = at.is_some_and(|at| at > view.clock.now());
    let mut left = BTreeMap::new();
    for typed in fields.all("left") {
        let (item, count) =
            typed.rsplit_once(':').and_then(|(item, count)| Some((item, count.parse().ok()?))).unwrap_or((typed, 1));
        left.insert(item.to_owned(), count);
    }
    Ok(NewVisit {
        kind: fields.text("kind").map(TouchpointKind::from).unwrap_or_default(),
        state: if to_come { TouchpointState::Planned } else { TouchpointState::Done },
        at,
        left,
        outcome: fields.text("outcome").map(Outcome::from),
        purpose: fields.text_or_empty("purpose"),
        intel: fields.text_or_empty("intel"),
        note: fields.text_or_empty("note"),
        next: next(view, fields)?,
        ..NewVisit::default()
    })
}

fn next(view: &View, fields: &Fields) -> Result<Option<NextStep>, Failure> {
    let text = fields.text("next_text").unwrap_or(words::FOLLOW_UP).to_owned();
    let due = match fields.text("next") {
        Some("day") => fields.day("next_day", &view.clock)?,
        Some(in_time) => Some(view.clock.day(in_time)?),
        None if fields.ticked("next_text") => None,
        None => return Ok(None),
    };
    Ok(Some(NextStep { text, due }))
}

fn said(view: &View, visit: &NewVisit, whom: Option<RecordId>) -> String {
    let whom = whom.map(|whom| view.name(whom)).unwrap_or_default();
    match (&visit.state, visit.at) {
        (TouchpointState::Planned, Some(at)) => say::planned(&whom, &view.clock.say(at)),
        _ => say::logged(visit.kind.words(), &whom),
    }
}

const fn contact(met: &Met) -> Option<RecordId> {
    if let Met::Contact(id) = met { Some(*id) } else { None }
}
