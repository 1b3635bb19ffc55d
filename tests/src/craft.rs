//! Changes that no device of this version would make: from a newer version, or in another's name.

use rapport_document::{Actor, CheckedChange, Document, Edit, Value, create};
use rapport_protocol::{DeviceNumber, Exchange, Push, RecordId};

use crate::{chance::Chance, device::Device, network::Request, rows::Held};

/// A change by a newer version, made on what a device holds: a kind, a field or a word that nobody here knows. The number is
/// that of the newer device.
pub(crate) fn newer(by: DeviceNumber, on: &Device, chance: &mut Chance) -> Option<Request> {
    let actor = Actor::new(by, chance.bytes());
    let put = |key: &str, value: Value| Edit::Put { key: key.to_owned(), value };
    if chance.happens(0.4) {
        let mut id = chance.bytes();
        id[..6].copy_from_slice(&[1, 0x9a, 0, 0, 0, 2]);
        let kind = chance.one_of(["hologram", "hologram", "contact"]);
        let fields = [
            put("record", Value::Text(kind.into())),
            put("name", Value::Text("from tomorrow".into())),
            put("aura:north", Value::Float(0.5)),
        ];
        return request(on, RecordId(id), &create(actor, 1_800_000_000, &fields).ok()?);
    }
    let (record, mut document) = some_document(on, chance)?;
    let edit = match chance.below(6) {
        0 => put("aura", Value::Text("violet".into())),
        1 => put("tier", Value::Text("aa".into())),
        2 => put("kind", Value::Text("telepathy".into())),
        // A field that holds another sort of value by then.
        3 => put("name", Value::Int(7)),
        4 => put("at", Value::Bytes(vec![1, 2, 3])),
        _ => put("step:first:order", Value::Text("after lunch".into())),
    };
    request(on, record, &document.edit(actor, 1_800_000_000, &[edit]).ok()??)
}

/// A change in the name of another device: its next turn, taken by somebody else. Tells whose, and of which record.
pub(crate) fn forgery(on: &Device, chance: &mut Chance) -> Option<(DeviceNumber, RecordId, Request)> {
    let by_another = |held: &Held| {
        let actor = rapport_document::check(&held.bytes).ok()?.actor();
        (actor.device() != on.number).then_some((held.record, actor))
    };
    let turns: Vec<_> = on.look().changes().iter().filter_map(by_another).collect();
    let (record, actor) = *chance.pick(&turns)?;
    let changes = on.look().changes_of(record);
    let mut document = Document::load_chunks(changes.iter().map(|held| held.bytes.as_slice())).ok()?;
    let edit = Edit::Put { key: "name".into(), value: Value::Text(format!("forged {}", chance.below(1_000))) };
    let forged = document.edit(actor, 1_800_000_000, &[edit]).ok()??;
    Some((actor.device(), record, request(on, record, &forged)?))
}

fn some_document(on: &Device, chance: &mut Chance) -> Option<(RecordId, Document)> {
    let mut records: Vec<RecordId> = on.look().changes().into_iter().map(|held| held.record).collect();
    records.dedup();
    let record = *chance.pick(&records)?;
    let changes = on.look().changes_of(record);
    let document = Document::load_chunks(changes.iter().map(|held| held.bytes.as_slice())).ok()?;
    Some((record, document))
}

fn request(on: &Device, record: RecordId, change: &CheckedChange) -> Option<Request> {
    let standing = on.look().standing();
    let changes = vec![Push { record, id: change.id(), bytes: change.bytes().to_vec() }];
    Some(Request::Crafted(Exchange { epoch: standing.epoch?, cursor: standing.cursor, erasures: vec![], changes }))
}
