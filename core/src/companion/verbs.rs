//! What each command does. Validated first; whatever is refused leaves the book as it was.

mod giving;
mod intake;
mod merging;
mod network;
mod playbooks;
mod taking_back;
mod visits;

use std::collections::BTreeMap;

use data_encoding::BASE32_NOPAD;
use rapport_document::{Edit, Fields, Value};

use super::{named, planning, queries, writer::Writer};
use crate::{
    command::{Command, FieldEdit, NewNote, NewPerson, NewPlace, NewPromise, NewReferral, ReferralStep},
    environment::draw,
    error::{Error, Invalid, Result},
    model::{
        ChannelState, Contact, Day, Direction, Form, Instant, Item, Kind, Note, Practice, Promise, PromiseState, Prose,
        Record, RecordId, Referral, ReferralStatus, Role, Touchpoint, TouchpointState,
    },
    record::{self, REMOVED, Recorded as _},
};

/// The longest note, in characters: some forty pages.
const NOTE_CHARACTERS: usize = 20_000;

pub(super) fn run(writer: &mut Writer<'_, '_>, command: Command) -> Result<()> {
    match command {
        Command::LogVisit(visit) => visits::log_visit(writer, visit),
        Command::MergeVisits { one, other } => planning::merge_visits(writer, one, other),
        Command::PlanDay(plan) => planning::plan_day(writer, plan),
        Command::TakeNote(note) => take_note(writer, note).map(drop),
        Command::AddPlace(place) => add_place(writer, place).map(drop),
        Command::AddPerson(person) => add_person(writer, person).map(drop),
        Command::AddReferral(referral) => add_referral(writer, referral),
        Command::AdvanceReferral { id, step, at } => advance_referral(writer, id, step, at),
        Command::CountIntake(told) => intake::count(writer, told),
        Command::MakePromise(promise) => make_promise(writer, promise).map(drop),
        Command::KeepPromise { id, by } => keep_promise(writer, id, by),
        Command::Snooze { id, until } => snooze(writer, id, until),
        Command::SnoozeThanks { id, until } => writer.change(id, |referral: &mut Referral| {
            referral.thanks_quiet_until = Some(until);
            Ok(())
        }),
        Command::LogGive(give) => giving::log_give(writer, give),
        Command::AddStock { item, count } => giving::add_stock(writer, &item, count),
        Command::MakeAsk(ask) => giving::make_ask(writer, ask),
        Command::PutAsk { id, by, at } => giving::put_ask(writer, id, by, at),
        Command::AnswerAsk { id, answer, text, until, at } => giving::answer_ask(writer, id, answer, text, until, at),
        Command::Enrol(new) => playbooks::enrol(writer, &new),
        Command::PauseEnrolments(which) => playbooks::pause(writer, which),
        Command::ResumeEnrolments(which) => playbooks::resume(writer, which),
        Command::LeavePlaybook { contact, playbook } => playbooks::leave(writer, contact, playbook),
        Command::CompleteStep(done) => playbooks::complete(writer, done),
        Command::SkipStep(step) => playbooks::skip(writer, &step),
        Command::SnoozeStep { step, until } => playbooks::snooze(writer, &step, until),
        Command::SavePlaybook { id, playbook } => playbooks::save(writer, id, *playbook),
        Command::Add(record) => add(writer, *record),
        Command::AddAll(records) => records.iter().try_for_each(|(id, record)| writer.add(*id, record)),
        Command::Edit { id, edits } => edit(writer, id, &edits),
        Command::Remove(id) => remove(writer, id),
        Command::Restore(id) => writer.edit(id, &[Edit::Delete { key: REMOVED.to_owned() }]),
        Command::Erase(id) => erase(writer, id),
        Command::Redact { id, text } => redact(writer, id, &text),
        Command::Merge { one, other } => merging::merge(writer, one, other),
        Command::Unmerge(id) => merging::unmerge(writer, id),
        Command::Settle { id, field, choice } => merging::settle(writer, id, &field, choice),
        Command::TakeBack { id, change } => taking_back::take_back(writer, id, change),
        Command::Introduce(introduction) => network::introduce(writer, introduction),
        Command::MeetAt { event, people } => network::meet_at(writer, event, people),
    }
}

fn take_note(writer: &mut Writer<'_, '_>, note: NewNote) -> Result<RecordId> {
    for id in &note.about {
        is_here(writer, *id)?;
    }
    let text = note_text(&note.text)?;
    if text.0.trim().is_empty() && note.kind == crate::model::NoteKind::Note {
        return Err(Invalid::new("text", "a note needs a word or two").into());
    }
    writer.make(Note { kind: note.kind, about: note.about, text, topic: note.topic, at: writer.now, resolved: None })
}

fn add_place(writer: &mut Writer<'_, '_>, place: NewPlace) -> Result<RecordId> {
    named("name", &place.name)?;
    let channel = channels(&place.channels)?;
    let NewPlace { name, sector, address, tags: tag, .. } = place;
    writer.make(Contact { form: Form::Place, name, sector, address, channel, tag, ..Contact::default() })
}

fn add_person(writer: &mut Writer<'_, '_>, person: NewPerson) -> Result<RecordId> {
    named("name", &person.name)?;
    let channel = channels(&person.channels)?;
    let NewPerson { name, at, mut roles, sector, tags: tag, .. } = person;
    if let Some(place) = at {
        contact_is_here(writer, place)?;
    } else if !roles.is_empty() {
        return Err(Invalid::new("at", "a role is held at a place; say at which").into());
    }
    if roles.is_empty() {
        roles.insert(Role::Staff);
    }
    let at = at.map(|place| (place, roles)).into_iter().collect();
    writer.make(Contact { form: Form::Person, name, at, sector, channel, tag, ..Contact::default() })
}

fn add_referral(writer: &mut Writer<'_, '_>, referral: NewReferral) -> Result<()> {
    if let Some(who) = referral.who {
        contact_is_here(writer, who)?;
    }
    let NewReferral { direction, who, via, topic, at, named_me, warm } = referral;
    let (from, to) = if direction == Direction::In { (who, None) } else { (None, who) };
    let received = Some(at.unwrap_or(writer.now));
    let code = fresh_code(writer)?;
    writer
        .make(Referral { direction, from, to, code, topic, via, named_me, warm, received, ..Referral::default() })
        .map(drop)
}

/// A code that says nothing about anybody, and that is easy to read out: five letters and digits.
fn fresh_code(writer: &Writer<'_, '_>) -> Result<String> {
    loop {
        let random: [u8; 5] = draw(writer.environment);
        let code = format!("R-{}", &BASE32_NOPAD.encode(&random)[..5]);
        if writer.session.referral_by_code(&code)?.is_none() {
            return Ok(code);
        }
    }
}

fn advance_referral(writer: &mut Writer<'_, '_>, id: RecordId, step: ReferralStep, at: Option<Instant>) -> Result<()> {
    let zone = queries::zone(writer.session, writer.environment)?;
    let at = Some(at.unwrap_or(writer.now));
    writer.change(id, |referral: &mut Referral| {
        // By days: of what was only dated nobody knows the hour.
        let day = |at: Option<Instant>| at.map(|at| at.day_in(zone));
        if let (Some(received), Some(on)) = (day(referral.received), day(at))
            && on < received
        {
            return Err(Invalid::new("at", format!("it came on {received}, so nothing came of it on {on}")).into());
        }
        match step {
            ReferralStep::Answered => (referral.answered, referral.status) = (at, ReferralStatus::Answered),
            ReferralStep::Scheduled => (referral.scheduled, referral.status) = (at, ReferralStatus::Scheduled),
            ReferralStep::Started => (referral.started, referral.status) = (at, ReferralStatus::Started),
            ReferralStep::Closed => (referral.closed, referral.status) = (at, ReferralStatus::Closed),
            ReferralStep::Thanked => referral.thanked = at,
        }
        // Whoever made an appointment has answered.
        if matches!(step, ReferralStep::Scheduled | ReferralStep::Started) && referral.answered.is_none() {
            referral.answered = at;
        }
        Ok(())
    })
}

fn make_promise(writer: &mut Writer<'_, '_>, promise: NewPromise) -> Result<RecordId> {
    if promise.text.trim().is_empty() {
        return Err(Invalid::new("text", "say what was promised").into());
    }
    if let Some(to) = promise.to {
        contact_is_here(writer, to)?;
    }
    let NewPromise { text, to, due, owes, kind } = promise;
    writer.make(Promise { kind, owes, to, text, due, ..Promise::default() })
}

fn keep_promise(writer: &mut Writer<'_, '_>, id: RecordId, by: Option<RecordId>) -> Result<()> {
    writer.change(id, |promise: &mut Promise| {
        promise.state = PromiseState::Done;
        promise.done_by = by;
        Ok(())
    })
}

fn snooze(writer: &mut Writer<'_, '_>, id: RecordId, until: Day) -> Result<()> {
    let quiet = Some(until);
    giving::adopt(writer, id)?;
    match writer.known(id)?.kind {
        Some(Kind::Promise) => writer.change(id, |promise: &mut Promise| {
            promise.quiet_until = quiet;
            Ok(())
        }),
        Some(Kind::Referral) => writer.change(id, |referral: &mut Referral| {
            referral.quiet_until = quiet;
            Ok(())
        }),
        Some(Kind::Contact) => writer.change(id, |contact: &mut Contact| {
            contact.quiet_until = quiet;
            Ok(())
        }),
        Some(Kind::Touchpoint) => writer.change(id, |touchpoint: &mut Touchpoint| {
            if touchpoint.state != TouchpointState::Planned {
                return Err(Invalid::new("id", "what is done can't be put off").into());
            }
            // A plan is put off to the same hour of another day.
            let days = until.signed_duration_since(touchpoint.at.utc().date_naive()).num_days();
            touchpoint.at = Instant(touchpoint.at.0.saturating_add(days.saturating_mul(86_400_000)));
            Ok(())
        }),
        Some(Kind::Item) => writer.change(id, |item: &mut Item| {
            item.quiet_until = quiet;
            Ok(())
        }),
        _ => Err(Invalid::new("id", "only promises, referrals, contacts, plans and items can be put off").into()),
    }
}

fn add(writer: &mut Writer<'_, '_>, record: Record) -> Result<()> {
    match &record {
        Record::Practice(_) => return Err(Invalid::new("record", "a book has one practice, made with it").into()),
        Record::Contact(contact) => named("name", &contact.name)?,
        Record::Item(item) => named("name", &item.name)?,
        Record::Playbook(playbook) => named("name", &playbook.name)?,
        Record::Note(note) => drop(note_text(&note.text.0)?),
        Record::Touchpoint(_) | Record::Promise(_) | Record::Referral(_) => {}
    }
    writer.make(record).map(drop)
}

fn edit(writer: &mut Writer<'_, '_>, id: RecordId, edits: &[FieldEdit]) -> Result<()> {
    giving::adopt(writer, id)?;
    playbooks::prepare(writer, id)?;
    let kind = writer.known(id)?.kind.ok_or_else(|| Error::no_record(id))?;
    let edits: Vec<Edit> =
        edits.iter().map(|edit| record::parse(&kind, &edit.field, &edit.value)).collect::<Result<_, _>>()?;
    for edit in &edits {
        match edit {
            Edit::Put { value: Value::Prose(text), .. } => drop(note_text(text)?),
            Edit::Put { key, value: Value::Text(text) } if key == "name" => named("name", text)?,
            Edit::Delete { key } if key == "name" => named("name", "")?,
            _ => {}
        }
    }
    let fields = writer.fields(id)?;
    let edits: Vec<Edit> = edits.into_iter().map(|edit| counted(&fields, edit)).collect();
    record::check(&kind, id, &edits, writer.now)?;
    writer.edit(id, &edits)?;
    match kind {
        Kind::Playbook => playbooks::is_sound(&fields, &writer.fields(id)?),
        Kind::Practice => is_back_after_leaving(&fields, &writer.fields(id)?),
        _ => Ok(()),
    }
}

/// Away until a day before one leaves is away on no day at all.
fn is_back_after_leaving(before: &Fields, after: &Fields) -> Result<()> {
    let (known, now) = (Practice::read(before).away, Practice::read(after).away);
    match now.iter().find(|(from, until)| until < from && known.get(from) != Some(until)) {
        Some((from, until)) => {
            let expected = format!("{until} is before {from}; say the last day that you are away");
            Err(Invalid::new(format!("away:{from}"), expected).into())
        }
        None => Ok(()),
    }
}

/// A count that is not there, as in a record of another version, begins with what is added to it.
fn counted(fields: &Fields, edit: Edit) -> Edit {
    match edit {
        Edit::Increment { key, by } if !matches!(fields.get(&key), Some(Value::Counter(_))) => {
            Edit::Put { key, value: Value::Counter(by) }
        }
        other => other,
    }
}

fn remove(writer: &mut Writer<'_, '_>, id: RecordId) -> Result<()> {
    giving::adopt(writer, id)?;
    writer.edit(id, &[put(REMOVED, Value::Bool(true))])
}

fn erase(writer: &mut Writer<'_, '_>, id: RecordId) -> Result<()> {
    if writer.known(id)?.kind == Some(Kind::Practice) {
        return Err(Invalid::new("id", "the practice is the book; it can be edited, not erased").into());
    }
    writer.erase(id)
}

fn redact(writer: &mut Writer<'_, '_>, id: RecordId, text: &str) -> Result<()> {
    if writer.known(id)?.kind != Some(Kind::Note) {
        return Err(Invalid::new("id", "only a note can be redacted; another record can be erased").into());
    }
    let fields = writer.fields(id)?;
    let was_removed = record::is_removed(&fields);
    let mut note: Note = record::Recorded::read(&fields);
    note.text = note_text(text)?;
    writer.erase(id)?;
    let copy = writer.make_of(note)?;
    if was_removed {
        // What was out of sight stays out of sight.
        writer.edit(copy, &[put(REMOVED, Value::Bool(true))])?;
    }
    writer.about(copy);
    Ok(())
}

fn channels(typed: &[String]) -> Result<BTreeMap<String, ChannelState>, Invalid> {
    typed
        .iter()
        .map(|channel| match channel.split_once(':') {
            Some((kind, value)) if !kind.is_empty() && !value.trim().is_empty() => {
                Ok((channel.clone(), ChannelState::Known))
            }
            _ => {
                Err(Invalid::new("channel", format!("expected type:value, such as phone:+1 555 0100, not “{channel}”")))
            }
        })
        .collect()
}

fn note_text(text: &str) -> Result<Prose, Invalid> {
    let characters = text.chars().count();
    if characters > NOTE_CHARACTERS {
        let much = format!(
            "a note holds {NOTE_CHARACTERS} characters, and this has {characters}; it was not changed. Split it in two"
        );
        return Err(Invalid::new("text", much));
    }
    Ok(Prose(text.to_owned()))
}

fn is_here(writer: &Writer<'_, '_>, id: RecordId) -> Result<()> {
    writer.known(id).map(drop)
}

fn contact_is_here(writer: &Writer<'_, '_>, id: RecordId) -> Result<()> {
    match writer.known(id)?.kind {
        Some(Kind::Contact) => Ok(()),
        _ => Err(Error::NotFound { what: "contact", id: id.to_string() }),
    }
}

fn put(key: &str, value: Value) -> Edit {
    Edit::Put { key: key.to_owned(), value }
}
