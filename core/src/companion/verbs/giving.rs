//! Giving, stocking and asking; and how something of the shipped library comes into the book.

use rapport_document::{Actor, Document};
use sha2::{Digest as _, Sha256};

use super::{contact_is_here, note_text};
use crate::{
    command::{AskAnswer, NewAsk, NewGive},
    companion::{
        projecting::{documents_error, project_fields},
        queries,
        writer::Writer,
    },
    error::{Error, Invalid, Result},
    model::{
        Contact, Direction, Form, Instant, Item, ItemKind, Kind, Met, Note, Owes, Promise, PromiseKind, PromiseState,
        Record, RecordId, Touchpoint, TouchpointKind,
    },
    practice::{asks, folklore::REST_AFTER_NO_DAYS, library},
    record::{self, Recorded as _},
};

/// Takes something of the shipped library into the book, to be changed there. Nothing if it is there already, or is no such id.
///
/// It is made of two changes that are the same on every device: two that do so while they are apart have one record, and what
/// each adds to its stock is summed up. The first holds no more than the kind and the count, which no version changes; the
/// second, named after its content, what this version ships.
pub(in crate::companion) fn adopt(writer: &mut Writer<'_, '_>, id: RecordId) -> Result<()> {
    let Some(shipped) = library::by_id(id) else { return Ok(()) };
    if writer.session.record(id)?.is_some() || writer.session.is_erased(id)? {
        return Ok(());
    }
    let item = shipped.item();
    let bare = Item { kind: item.kind.clone(), ..Item::default() };
    let failed = |error| documents_error(id, error);
    let first =
        rapport_document::create(Actor::new(library::MAKER, [0; 8]), 0, &record::create(&Record::Item(bare.clone())))
            .map_err(failed)?;
    let mut document = Document::load([&first]).map_err(failed)?;
    let edits = record::diff(&bare.write(), &item.write());
    let content = serde_json::to_vec(&item).map_err(|error| Error::internal("naming what is shipped", error))?;
    let mut named = [0; 8];
    named.copy_from_slice(&Sha256::digest(content)[..8]);
    let second = document.edit(Actor::new(library::MAKER, named), 0, &edits).map_err(failed)?;
    let key = writer.session.new_record(None, id, Some(&Kind::Item))?;
    writer.session.append(key, first.id(), first.bytes())?;
    if let Some(change) = second {
        writer.session.append(key, change.id(), change.bytes())?;
    }
    project_fields(writer.session, key, id, &document.fields(), false)?;
    writer.touch(id, Kind::Item);
    Ok(())
}

pub(super) fn log_give(writer: &mut Writer<'_, '_>, give: NewGive) -> Result<()> {
    let (key, item) = known_item(writer, &give.item)?;
    if give.to.is_empty() {
        return Err(Invalid::new("to", "say to whom, or from whom").into());
    }
    let count = give.count.unwrap_or(1);
    if count < 1 {
        return Err(Invalid::new("count", "at least one must be given").into());
    }
    let is_gift = item.kind == ItemKind::Gift;
    let received = give.direction == Some(Direction::In);
    let usual = is_gift.then_some(item.cost_minor).flatten().map(|cost| cost.saturating_mul(count));
    let cost_minor = give.cost_minor.or_else(|| usual.filter(|_| !received));
    if cost_minor.is_some_and(|cost| cost < 0) {
        return Err(Invalid::new("cost", "it can't cost less than nothing").into());
    }
    let place = place_among(writer, &give.to)?;
    let met = give.to.iter().filter(|id| Some(**id) != place).map(|id| Met::Contact(*id)).collect();
    let at = give.at.unwrap_or(writer.now);
    let touchpoint = writer.make(Touchpoint {
        kind: give.by.unwrap_or_else(|| usually_by(&item)),
        direction: Some(give.direction.unwrap_or(Direction::Out)),
        place,
        met,
        at,
        zone: writer.environment.zone().name().to_owned(),
        left: [(key, count)].into(),
        cost_minor,
        surprise: give.surprise,
        ..Touchpoint::default()
    })?;
    if !give.note.trim().is_empty() {
        let about = std::iter::once(touchpoint).chain(give.to).collect();
        writer.make(Note { text: note_text(&give.note)?, about, at, ..Note::default() })?;
    }
    writer.about(touchpoint);
    Ok(())
}

pub(super) fn add_stock(writer: &mut Writer<'_, '_>, item: &str, count: i64) -> Result<()> {
    let (key, _) = known_item(writer, item)?;
    if count == 0 {
        return Err(Invalid::new("count", "say how many were added, or taken away").into());
    }
    let id = key.parse().unwrap_or_else(|_| library::id_of(&key));
    adopt(writer, id)?;
    writer.change(id, |item: &mut Item| {
        let all = item.stocked.0.checked_add(count);
        let all = all.ok_or_else(|| Invalid::new("count", "nobody stocks that many"))?;
        if count < 0 && all < 0 {
            return Err(Invalid::new("count", format!("only {} came, so no more can go", item.stocked.0)).into());
        }
        item.stocked.0 = all;
        Ok(())
    })
}

pub(super) fn make_ask(writer: &mut Writer<'_, '_>, ask: NewAsk) -> Result<()> {
    let NewAsk { to, seeks, text, about, put, due } = ask;
    for contact in to.iter().chain(&about) {
        contact_is_here(writer, *contact)?;
    }
    let said = [&seeks.profession, &seeks.area, &seeks.need].map(|part| part.trim()).into_iter();
    let said = said.filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ");
    let text = if text.trim().is_empty() { said } else { text };
    if text.trim().is_empty() {
        return Err(Invalid::new("seeks", "say whom you look for: a profession, an area, a need").into());
    }
    let promise = writer.make(Promise {
        kind: PromiseKind::Ask,
        owes: if put.is_some() { Owes::Them } else { Owes::Us },
        to,
        text,
        due,
        seeks_profession: seeks.profession,
        seeks_area: seeks.area,
        seeks_need: seeks.need,
        ..Promise::default()
    })?;
    if let Some(by) = put {
        let touchpoint = asked(writer, promise, to, by, writer.now, Direction::Out)?;
        if let (Some(about), Some(touchpoint)) = (about, touchpoint) {
            writer.change(touchpoint, |touchpoint: &mut Touchpoint| {
                touchpoint.about.insert(about);
                Ok(())
            })?;
        }
    }
    writer.about(promise);
    Ok(())
}

pub(super) fn put_ask(
    writer: &mut Writer<'_, '_>,
    id: RecordId,
    by: TouchpointKind,
    at: Option<Instant>,
) -> Result<()> {
    let ask = known_ask(writer, id)?;
    let at = at.unwrap_or(writer.now);
    asked(writer, id, ask.to, by, at, Direction::Out)?;
    writer.change(id, |ask: &mut Promise| {
        (ask.owes, ask.state) = (Owes::Them, PromiseState::Open);
        Ok(())
    })?;
    writer.about(id);
    Ok(())
}

pub(super) fn answer_ask(
    writer: &mut Writer<'_, '_>,
    id: RecordId,
    answer: AskAnswer,
    text: String,
    until: Option<crate::model::Day>,
    at: Option<Instant>,
) -> Result<()> {
    let ask = known_ask(writer, id)?;
    if answer == AskAnswer::Later && until.is_none() {
        return Err(Invalid::new("until", "later is a day: say when to ask again").into());
    }
    let at = at.unwrap_or(writer.now);
    let practice = queries::practice(writer.session)?;
    let said_on = at.day_in(queries::zone(writer.session, writer.environment)?);
    let rests = || asks::rests_until(said_on, REST_AFTER_NO_DAYS.value(&practice));
    let by = asked(writer, id, ask.to, TouchpointKind::Message, at, Direction::In)?;
    writer.change(id, |ask: &mut Promise| {
        ask.owes = Owes::Them;
        ask.done_by = by;
        ask.answer = if text.trim().is_empty() { word_of(answer).to_owned() } else { text };
        match answer {
            AskAnswer::Yes => (ask.state, ask.quiet_until) = (PromiseState::Done, None),
            AskAnswer::No => (ask.state, ask.quiet_until) = (PromiseState::Done, until.or_else(|| Some(rests()))),
            AskAnswer::Later => (ask.state, ask.quiet_until, ask.due) = (PromiseState::Open, until, until),
        }
        Ok(())
    })?;
    writer.about(id);
    Ok(())
}

/// The touchpoint by which an ask was put or answered; none if nobody was named.
fn asked(
    writer: &mut Writer<'_, '_>,
    ask: RecordId,
    to: Option<RecordId>,
    kind: TouchpointKind,
    at: Instant,
    direction: Direction,
) -> Result<Option<RecordId>> {
    let Some(to) = to else { return Ok(None) };
    let place = place_among(writer, &[to].into())?;
    let met = if place.is_none() { [Met::Contact(to)].into() } else { [].into() };
    let zone = writer.environment.zone().name().to_owned();
    let about = [ask].into();
    let direction = Some(direction);
    writer.make(Touchpoint { kind, direction, place, met, at, zone, about, ..Touchpoint::default() }).map(Some)
}

/// The item that is meant, as the book or the library has it, and how `left:<item>` names it.
fn known_item(writer: &Writer<'_, '_>, typed: &str) -> Result<(String, Item)> {
    let key = library::key(typed);
    let id = key.parse().unwrap_or_else(|_| library::id_of(&key));
    match writer.session.read_record(id)?.map(|entry| (entry.removed, entry.record)) {
        Some((false, Record::Item(item))) => Ok((key, item)),
        None => match library::by_id(id).filter(|_| !writer.session.is_erased(id).unwrap_or(true)) {
            Some(shipped) => Ok((key, shipped.item())),
            None => Err(Error::NotFound { what: "item", id: typed.to_owned() }),
        },
        Some(_) => Err(Error::NotFound { what: "item", id: typed.to_owned() }),
    }
}

/// The only place among some contacts, all of whom are here.
fn place_among(writer: &Writer<'_, '_>, contacts: &std::collections::BTreeSet<RecordId>) -> Result<Option<RecordId>> {
    let mut places = Vec::new();
    for id in contacts {
        contact_is_here(writer, *id)?;
        if let Some(Record::Contact(Contact { form: Form::Place, .. })) =
            writer.session.read_record(*id)?.map(|entry| entry.record)
        {
            places.push(*id);
        }
    }
    Ok(if let [only] = places[..] { Some(only) } else { None })
}

fn known_ask(writer: &Writer<'_, '_>, id: RecordId) -> Result<Promise> {
    match writer.session.read_record(id)?.map(|entry| entry.record) {
        Some(Record::Promise(promise)) if promise.kind == PromiseKind::Ask => Ok(promise),
        _ => Err(Error::NotFound { what: "ask", id: id.to_string() }),
    }
}

/// By what an item goes, if nobody said; what is no touchpoint goes by message.
fn usually_by(item: &Item) -> TouchpointKind {
    match TouchpointKind::from(item.channel.as_str()) {
        TouchpointKind::Other(_) if item.kind == ItemKind::Gift => TouchpointKind::GiftDrop,
        TouchpointKind::Other(_) => TouchpointKind::Message,
        known => known,
    }
}

const fn word_of(answer: AskAnswer) -> &'static str {
    match answer {
        AskAnswer::Yes => "yes",
        AskAnswer::Later => "later",
        AskAnswer::No => "no",
    }
}
