//! A world in which nothing is left to chance: the same book every time.
#![allow(dead_code, reason = "each test uses a part of it")]

use std::sync::{
    Arc,
    atomic::{AtomicU64, Ordering},
};

use rapport_core::{
    Command, Companion, Options,
    environment::Environment,
    exchange::{ExportFormat, ImportReport, Source},
    model::{
        ChannelState, Contact, Form, Geo, Groups, Instant, Item, ItemKind, Met, Note, NoteKind, Playbook, Practice,
        Promise, Record, RecordId, Referral, Role, Sector, Step, Stock, Touchpoint,
    },
};
use sha2::{Digest as _, Sha256};

/// Half past nine on a Monday, and a second later each time somebody looks.
pub struct Fixed(AtomicU64, u64);

impl Environment for Fixed {
    fn now(&self) -> Instant {
        Instant(1_767_605_400_000 + i64::try_from(self.0.fetch_add(1, Ordering::Relaxed)).unwrap() * 1_000)
    }

    fn zone(&self) -> chrono_tz::Tz {
        chrono_tz::America::New_York
    }

    fn fill_random(&self, bytes: &mut [u8]) {
        for chunk in bytes.chunks_mut(32) {
            let draw = self.0.fetch_add(1, Ordering::Relaxed);
            let random = Sha256::new().chain_update(draw.to_le_bytes()).chain_update(self.1.to_le_bytes()).finalize();
            chunk.copy_from_slice(&random[..chunk.len()]);
        }
    }
}

pub fn options(home: &tempfile::TempDir, seed: u64) -> Options {
    Options { environment: Arc::new(Fixed(AtomicU64::new(0), seed)), ..Options::at(home.path().join("home")) }
}

/// A new book with nothing but its practice.
pub fn book(home: &tempfile::TempDir) -> Companion {
    let practice = Practice { name: "Riverside Therapy".into(), currency: "USD".into(), ..Practice::default() };
    Companion::init(options(home, 1), &practice, "Phone", "Kim").unwrap()
}

pub fn import(book: &Companion, name: &str, bytes: impl Into<Vec<u8>>) -> ImportReport {
    book.import(Source { name: name.into(), bytes: bytes.into(), format: None }, false).unwrap()
}

/// Counts: new, completed, unchanged, refused.
pub fn counts(report: &ImportReport) -> [u64; 4] {
    [report.new, report.completed, report.unchanged, report.refused]
}

pub fn export(book: &Companion, format: ExportFormat) -> Vec<u8> {
    let mut out = Vec::new();
    book.export(format, &mut out).unwrap();
    out
}

/// The whole book as its JSON export shows it, without the time at which it was made.
pub fn shown(book: &Companion) -> serde_json::Value {
    let mut json: serde_json::Value = serde_json::from_slice(&export(book, ExportFormat::Json)).unwrap();
    json.as_object_mut().unwrap().remove("made");
    json
}

/// A contact by name, as the JSON export shows it.
pub fn contact(book: &Companion, name: &str) -> serde_json::Value {
    let all = shown(book);
    let named: Vec<_> = all["contacts"].as_array().unwrap().iter().filter(|one| one["name"] == name).collect();
    assert_eq!(named.len(), 1, "one {name}: {named:?}");
    named[0].clone()
}

pub fn add(book: &Companion, record: impl Into<Record>) -> RecordId {
    book.run(Command::Add(Box::new(record.into()))).unwrap().records[0].id
}

/// A book that has some of everything, with the signs that formats stumble over.
pub fn full_book(home: &tempfile::TempDir) -> Companion {
    let book = book(home);
    let [oak, ana, jose, visit] = [1, 2, 3, 4].map(|number| RecordId([number; 16]));
    let channels =
        |all: &[(&str, ChannelState)]| all.iter().map(|(one, state)| ((*one).to_owned(), state.clone())).collect();
    let place = Contact {
        form: Form::Place,
        name: "Oak Street Family Medicine; \"the Oak\", 2nd floor".into(),
        sector: Some(Sector::PrimaryCare),
        address: "12 Oak Street, Suite 4\nMaplewick, NY 10999".into(),
        geo: Some(Geo { latitude: 41.0931, longitude: -73.918 }),
        hours: "8 to 5".into(),
        channel: channels(&[
            ("phone:+1 914 555 0100", ChannelState::Known),
            ("fax:+1 914 555 0109", ChannelState::Known),
            ("web:https://oakstreet.example.org/a;b,c", ChannelState::Known),
        ]),
        tag: ["route, Tuesday".to_owned(), "vip".to_owned()].into(),
        ..Contact::default()
    };
    let person = Contact {
        name: "Ana Ruiz".into(),
        at: [(oak, [Role::FrontDesk, Role::RoutesReferrals].into())].into(),
        channel: channels(&[
            ("email:ana.ruiz@oakstreet.example.org", ChannelState::Preferred),
            ("mobile:+1 914 555 0103", ChannelState::Known),
            ("phone:+1 914 555 0177", ChannelState::DoNotUse),
            ("linkedin:https://social.example.org/ana", ChannelState::Known),
        ]),
        ..Contact::default()
    };
    let odd =
        Contact { name: "=José Núñez \\ 山田".into(), tag: ["+cmd".to_owned()].into(), ..Contact::default() };
    let touchpoint = Touchpoint {
        place: Some(oak),
        met: [Met::Contact(ana), Met::Role(Role::Nurse)].into(),
        at: Instant(1_767_600_000_000),
        zone: "America/New_York".into(),
        left: [("cookies".to_owned(), 2)].into(),
        cost_minor: Some(1_250),
        ..Touchpoint::default()
    };
    let at = Instant(1_767_600_001_000);
    let title = Note {
        kind: NoteKind::Fact,
        topic: "title".into(),
        text: "Receptionist, mornings".into(),
        about: [ana].into(),
        at,
        ..Note::default()
    };
    let note = Note { text: "Likes tea.\nNo sugar.".into(), about: [visit, jose].into(), at, ..Note::default() };
    let due = "2026-01-20".parse().ok();
    let promise = Promise { text: "bring brochures".into(), to: Some(oak), due, ..Promise::default() };
    let referral = Referral {
        from: Some(ana),
        code: "R-7K3QX".into(),
        topic: "sleep".into(),
        received: Some(Instant(1_767_600_002_000)),
        ..Referral::default()
    };
    let item = Item { kind: ItemKind::Material, name: "Brochure".into(), stocked: Stock(50), ..Item::default() };
    let step = Step { order: Some(1.5), title: "Say hello".into(), ..Step::default() };
    let playbook = Playbook {
        name: "Weekly value".into(),
        step: Groups([("one".to_owned(), step)].into()),
        ..Playbook::default()
    };
    let records: [Record; 10] = [
        place.into(),
        person.into(),
        odd.into(),
        touchpoint.into(),
        title.into(),
        note.into(),
        promise.into(),
        referral.into(),
        item.into(),
        playbook.into(),
    ];
    let records = (1..).zip(records).map(|(number, record)| (RecordId([number; 16]), record)).collect();
    book.run(Command::AddAll(records)).unwrap();
    book
}

/// What was written, with words in place of what is drawn or read from the clock.
pub fn settled(book: &Companion, written: &[u8]) -> Vec<u8> {
    let practice = shown(book)["practice"][0].clone();
    let mut text = String::from_utf8(written.to_vec()).unwrap();
    text = text.replace(practice["id"].as_str().unwrap(), "BOOK");
    for device in practice["device"].as_object().unwrap().keys() {
        text = text.replace(device, "DEVICE");
    }
    let made = text.find("\"made\": \"").map(|at| at + 9);
    if let Some(made) = made {
        text.replace_range(made..made + 24, "NOW");
    }
    text.into_bytes()
}

/// Compares with a golden file; `UPDATE_GOLDEN=1` writes it.
pub fn equals_golden(name: &str, written: &[u8]) {
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden").join(name);
    if std::env::var_os("UPDATE_GOLDEN").is_some() {
        std::fs::write(&path, written).unwrap();
    }
    let golden = std::fs::read(&path).unwrap_or_default();
    assert!(
        golden == written,
        "{name} is not what it was:\n{}\nUPDATE_GOLDEN=1 writes it anew, once that is what it shall be",
        String::from_utf8_lossy(written)
    );
}
