//! What a newer version wrote: kept, synced on, and shown as far as it goes.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod common;

use common::{phone, server::Server};
use rapport_core::{
    Command,
    command::{Enrolments, NewEnrolment, NewGive, StepOf},
    model::{Contact, Kind, Record, RecordId, Sector, TouchpointKind, view::Shown},
    practice::playbook::library::by_short,
};
use rapport_document::{Actor, CheckedChange, Edit, Value};

/// A change as a newer version on another device would make it.
fn from_newer(fields: &[(&str, &str)]) -> CheckedChange {
    let put = |(key, word): &(&str, &str)| Edit::Put { key: (*key).into(), value: Value::Text((*word).into()) };
    let edits: Vec<Edit> = fields.iter().map(put).collect();
    rapport_document::create(Actor([5; 16]), 1_795_356_300, &edits).unwrap()
}

#[test]
fn a_kind_of_record_from_a_newer_version_is_kept_aside_and_sent_on() {
    let (phone, mut server) = (phone(), Server::default());
    let invoice = RecordId([5; 16]);
    let change = from_newer(&[("record", "invoice"), ("name", "No. 17")]);
    server.put(invoice, change.id(), change.bytes());
    server.sync(&phone);
    assert_eq!(phone.sync_status().unwrap().aside, 1);
    assert!(phone.get(invoice).is_err());
    assert!(phone.list(&Kind::Other("invoice".into()), None, 10).unwrap().items.is_empty());
    assert_eq!(phone.history(invoice).unwrap()[0].edits[0].after, Some(Shown::Text("No. 17".into())));
    let checked = phone.check().unwrap();
    assert_eq!(checked.aside, [(invoice, "unknown_kind".to_owned())]);
    assert!(checked.is_sound());
    assert!(
        phone.book.run(common::edit(invoice, "name", "mine")).is_err(),
        "it can't be edited by a version that can't read it"
    );
}

#[test]
fn a_word_from_a_newer_version_is_shown_as_it_is_and_outlives_an_edit() {
    let (phone, mut server) = (phone(), Server::default());
    let id = RecordId([6; 16]);
    let change = from_newer(&[("record", "contact"), ("name", "Ana"), ("sector", "veterinary"), ("hologram", "blue")]);
    server.put(id, change.id(), change.bytes());
    server.sync(&phone);
    let contact = phone.contact(id);
    assert_eq!(contact.sector, Some(Sector::Other("veterinary".into())));
    phone.edit(id, "name", "Ana Ruiz");
    assert_eq!(phone.contact(id).sector, Some(Sector::Other("veterinary".into())));
    let history = phone.history(id).unwrap();
    assert!(history[0].edits.iter().any(|edit| edit.field == "hologram"), "the unknown field is in its history");
    assert_eq!(history[1].edits.len(), 1, "and was not touched");
    let json = serde_json::to_value(phone.get(id).unwrap()).unwrap();
    assert_eq!((&json["sector"], &json["record"]), (&"veterinary".into(), &"contact".into()));
    assert_eq!(serde_json::from_value::<rapport_core::model::view::Entry>(json).unwrap(), phone.get(id).unwrap());
    phone.is_sound();
}

#[test]
fn a_touchpoint_of_a_kind_from_a_newer_version_stands_in_the_timeline() {
    let (phone, mut server) = (phone(), Server::default());
    let change = from_newer(&[("record", "touchpoint"), ("kind", "telepathy"), ("state", "imagined")]);
    server.put(RecordId([7; 16]), change.id(), change.bytes());
    server.sync(&phone);
    let moment = &phone.timeline(None, None, 10).unwrap().items[0];
    let Record::Touchpoint(touchpoint) = &moment.entry.record else { panic!() };
    assert_eq!(touchpoint.kind, TouchpointKind::Other("telepathy".into()));
    assert!(phone.today().unwrap().planned.is_empty());
}

/// A device one version ahead has fields of playbooks, enrolments, gives, needs, asks and links that this one doesn't know. This
/// one works on all of them, and loses nothing of it.
#[test]
fn what_a_newer_version_keeps_of_playbooks_gives_needs_and_links_outlives_the_work_of_an_older_one() {
    let (phone, mut server) = (phone(), Server::default());
    let weekly = by_short("weekly_value").unwrap().id;
    let (ana, lee) = (RecordId([0x21; 16]), RecordId([0x22; 16]));
    let enrolled = [
        (format!("in:{weekly}"), "1 2026-11-02 mood:bright".to_owned()),
        (format!("step:{weekly}:1.1.value_1"), "done 2026-11-03 via:telepathy".to_owned()),
        (format!("step:{weekly}:1.1.value_1:glow"), "warm".to_owned()),
        ("sings:in the choir".to_owned(), "alto".to_owned()),
    ];
    let knows = format!("knows:{lee}");
    let mut contact = vec![("record", "contact"), ("name", "Ana")];
    contact.extend(enrolled.iter().map(|(key, word)| (key.as_str(), word.as_str())));
    let own = RecordId([0x23; 16]);
    let playbook = [
        ("record", "playbook"),
        ("name", "Send it by pigeon"),
        ("step:fly:title", "Let it fly"),
        ("step:fly:touchpoint", "pigeon"),
        ("step:fly:weather", "clear"),
        ("moon", "full"),
    ];
    let give = RecordId([0x24; 16]);
    let given = [("record", "touchpoint"), ("kind", "pigeon"), ("left:article", "many"), ("scent", "lavender")];
    let need = RecordId([0x25; 16]);
    let needs = [("record", "note"), ("kind", "need"), ("urgency", "high"), ("topic", "sleep")];
    let ask = RecordId([0x26; 16]);
    let asks = [("record", "promise"), ("kind", "ask"), ("seeks_language", "Portuguese"), ("text", "a neurologist")];
    let item = RecordId([0x27; 16]);
    let items = [("record", "item"), ("kind", "hologram"), ("name", "Lamp"), ("lumens", "800")];
    let all: [(RecordId, &[(&str, &str)]); 7] = [
        (ana, &contact),
        (lee, &[("record", "contact"), ("name", "Dr Lee")]),
        (own, &playbook),
        (give, &given),
        (need, &needs),
        (ask, &asks),
        (item, &items),
    ];
    for (id, fields) in all {
        let change = from_newer(fields);
        server.put(id, change.id(), change.bytes());
    }
    let before: Vec<_> = all.iter().map(|(id, _)| (*id, server.fields(*id))).collect();
    server.sync(&phone);
    // The older device works on each of them.
    assert_eq!(phone.enrolled(Some(weekly), Some(ana)).unwrap().len(), 1, "a word more in it is no harm");
    let step = StepOf { contact: ana, playbook: weekly, at: "1.1.value_2".into() };
    phone.run(Command::SkipStep(step));
    phone.run(Command::PauseEnrolments(Enrolments { contact: Some(ana), playbook: Some(weekly) }));
    phone.edit(ana, &knows, "yes");
    phone.run(Command::Enrol(NewEnrolment { contact: lee, playbook: own, from: None }));
    phone.edit(own, "step:fly:wait_days", "3");
    phone.edit(give, "outcome", "met");
    phone.edit(need, "resolved", "2026-11-22T14:00:00Z");
    phone.edit(ask, "answer", "gladly");
    phone.edit(item, "stocked", "+3");
    let article = NewGive { item: "article".into(), to: [ana].into(), ..NewGive::default() };
    phone.run(Command::LogGive(article));
    phone.today().unwrap();
    server.sync(&phone);
    phone.is_sound();
    for (id, fields) in before {
        let after = server.fields(id);
        for (key, field) in fields.iter().filter(|(key, _)| !key.starts_with("in:")) {
            assert_eq!(after.get(key), Some(&field.value), "{key} is as the newer version wrote it");
        }
    }
    let pause = server.fields(ana);
    let Some(Value::Text(state)) = pause.get(&format!("in:{weekly}")) else { panic!("{pause:?}") };
    assert!(state.contains("mood:bright") && state.contains("paused:2026-11-22"), "{state}");
    // And whoever joins from there has it all.
    let desktop = common::desktop_of(&phone);
    server.sync(&desktop);
    assert_eq!(desktop.enrolled(None, None).unwrap(), phone.enrolled(None, None).unwrap());
    assert_eq!(desktop.today().unwrap(), phone.today().unwrap());
    desktop.is_sound();
}

#[test]
fn bytes_that_no_gate_lets_through_are_kept_and_harm_nobody() {
    let (phone, mut server) = (phone(), Server::default());
    let bad = RecordId([8; 16]);
    // A list at the root: a change that automerge takes and no version of this gate does.
    let change = not_flat();
    server.put(bad, rapport_document::chunk_id(&change).unwrap(), &change);
    server.sync(&phone);
    let ana = phone.add(Contact { name: "Ana".into(), ..Contact::default() });
    server.sync(&phone);
    let checked = phone.check().unwrap();
    assert_eq!(checked.aside, [(bad, "refused".to_owned())]);
    assert!(checked.is_sound() && phone.get(ana).is_ok() && phone.history(bad).is_err());
}

/// A change with a byte of its operations turned, and its checksum made right.
fn not_flat() -> Vec<u8> {
    use sha2::{Digest as _, Sha256};
    let mut bytes = from_newer(&[("record", "note")]).bytes().to_vec();
    loop {
        let last = bytes.len() - 1;
        bytes[last] = bytes[last].wrapping_add(1);
        let digest = Sha256::digest(&bytes[8..]);
        bytes[4..8].copy_from_slice(&digest[..4]);
        if rapport_document::check(&bytes).is_err() && rapport_document::chunk_id(&bytes).is_some() {
            return bytes;
        }
    }
}
