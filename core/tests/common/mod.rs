//! A book on a disk, a clock that stands still until it is told, and a server that only passes on what it was given.
#![allow(dead_code, clippy::unwrap_used, reason = "each test uses some of it; a test fails by panicking")]

pub mod playbooks;
pub mod server;

use std::{
    path::Path,
    sync::{
        Arc, Mutex,
        atomic::{AtomicI64, AtomicU16, AtomicU64, Ordering},
    },
};

use chrono_tz::Tz;
use rapport_core::{
    Command, Companion, Options, Receipt,
    command::{FieldEdit, NewNote, NewPerson, NewPlace, NewPromise, NewReferral, NewVisit},
    environment::Environment,
    model::{Contact, Direction, Instant, Met, Practice, Record, RecordId, Role, Tier, Touchpoint},
};

/// A world that does what the test says: its clock stands still, its dice fall the same each time.
pub struct Still {
    now_ms: AtomicI64,
    zone: Mutex<Tz>,
    dice: AtomicU64,
    ids: AtomicU16,
}

impl Environment for Still {
    fn now(&self) -> Instant {
        Instant(self.now_ms.load(Ordering::SeqCst))
    }

    fn zone(&self) -> Tz {
        *self.zone.lock().unwrap()
    }

    fn fill_random(&self, bytes: &mut [u8]) {
        let of_an_id = bytes.len() == 10;
        for byte in bytes.iter_mut() {
            // splitmix64
            let mut z = self.dice.fetch_add(0x9e37_79b9_7f4a_7c15, Ordering::SeqCst);
            z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
            z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
            *byte = z.to_le_bytes()[7];
        }
        if of_an_id {
            // Ids that are drawn within one millisecond come in the order in which they are drawn.
            bytes[..2].copy_from_slice(&self.ids.fetch_add(1, Ordering::SeqCst).to_be_bytes());
        }
    }

    fn works_beside(&self) -> bool {
        false
    }
}

impl Still {
    pub fn at(time: &str, seed: u64) -> Arc<Self> {
        Arc::new(Self {
            now_ms: AtomicI64::new(instant(time).0),
            zone: Mutex::new(Tz::America__New_York),
            dice: AtomicU64::new(seed),
            ids: AtomicU16::new(0),
        })
    }

    pub fn set(&self, time: &str) {
        self.now_ms.store(instant(time).0, Ordering::SeqCst);
    }

    pub fn pass_days(&self, days: i64) {
        self.now_ms.fetch_add(days * 86_400_000, Ordering::SeqCst);
    }

    pub fn travel(&self, zone: Tz) {
        *self.zone.lock().unwrap() = zone;
    }
}

/// A device with its home.
pub struct Device {
    pub world: Arc<Still>,
    pub home: tempfile::TempDir,
    pub book: Companion,
}

impl std::ops::Deref for Device {
    type Target = Companion;

    fn deref(&self) -> &Companion {
        &self.book
    }
}

/// A fresh book, on a Sunday morning in New York.
pub fn phone() -> Device {
    let world = Still::at("2026-11-22T14:00:00Z", 1);
    let home = tempfile::tempdir().unwrap();
    let practice =
        Practice { name: "Riverside Therapy".into(), zone: "America/New_York".into(), ..Practice::default() };
    let book = Companion::init(options(home.path(), &world), &practice, "Phone", "Kim").unwrap();
    Device { world, home, book }
}

/// Another device with the same book, as it stands now.
pub fn desktop_of(phone: &Device) -> Device {
    let world = Still::at("2026-11-22T14:00:00Z", 2);
    let home = tempfile::tempdir().unwrap();
    phone.book.suspend().unwrap();
    std::fs::copy(phone.home.path().join("book.sqlite"), home.path().join("book.sqlite")).unwrap();
    let book = Companion::open(options(home.path(), &world)).unwrap();
    Device { world, home, book }
}

pub fn options(home: &Path, world: &Arc<Still>) -> Options {
    Options { home: home.to_owned(), key: key(), environment: world.clone() }
}

/// All tests run on encrypted books where they can.
pub fn key() -> Option<[u8; 32]> {
    cfg!(feature = "sqlcipher").then_some([0x5a; 32])
}

/// The book's file, for whoever wants to do it harm.
pub fn sql(device: &Device) -> rusqlite::Connection {
    let connection = rusqlite::Connection::open(device.home.path().join("book.sqlite")).unwrap();
    unlock(&connection);
    connection
}

pub fn unlock(connection: &rusqlite::Connection) {
    if key().is_some() {
        connection.pragma_update(None, "key", format!("x'{}'", "5a".repeat(32))).unwrap();
    }
}

impl Device {
    /// The same home, opened once more: another process, or this one after a restart.
    pub fn again(&self) -> Companion {
        Companion::open(options(self.home.path(), &self.world)).unwrap()
    }

    pub fn place(&self, name: &str) -> RecordId {
        first(&self.run(Command::AddPlace(NewPlace { name: name.into(), ..NewPlace::default() })))
    }

    pub fn person(&self, name: &str, at: Option<RecordId>) -> RecordId {
        let roles = if at.is_some() { [Role::FrontDesk].into() } else { [].into() };
        first(&self.run(Command::AddPerson(NewPerson { name: name.into(), at, roles, ..NewPerson::default() })))
    }

    /// Somebody who is kept at a tier.
    pub fn kept(&self, name: &str, tier: Tier) -> RecordId {
        self.add(Contact { name: name.into(), tier: Some(tier), ..Contact::default() })
    }

    pub fn add(&self, record: impl Into<Record>) -> RecordId {
        first(&self.run(Command::Add(Box::new(record.into()))))
    }

    pub fn visit(&self, place: RecordId, met: &[RecordId]) -> RecordId {
        let met = met.iter().copied().map(Met::Contact).collect();
        first(&self.run(Command::LogVisit(NewVisit { place: Some(place), met, ..NewVisit::default() })))
    }

    pub fn note(&self, text: &str, about: &[RecordId]) -> RecordId {
        let about = about.iter().copied().collect();
        first(&self.run(Command::TakeNote(NewNote { text: text.into(), about, ..NewNote::default() })))
    }

    pub fn promise(&self, text: &str, to: RecordId, due: &str) -> RecordId {
        let due = due.parse().ok();
        first(&self.run(Command::MakePromise(NewPromise {
            text: text.into(),
            to: Some(to),
            due,
            ..NewPromise::default()
        })))
    }

    pub fn referral(&self, direction: Direction, who: RecordId) -> RecordId {
        first(&self.run(Command::AddReferral(NewReferral { direction, who: Some(who), ..NewReferral::default() })))
    }

    pub fn run(&self, command: Command) -> Receipt {
        self.book.run(command).unwrap()
    }

    pub fn edit(&self, id: RecordId, field: &str, value: &str) {
        self.run(edit(id, field, value));
    }

    pub fn contact(&self, id: RecordId) -> Contact {
        match self.get(id).unwrap().record {
            Record::Contact(contact) => contact,
            other => panic!("{other:?} is no contact"),
        }
    }

    pub fn touchpoint(&self, id: RecordId) -> Touchpoint {
        match self.get(id).unwrap().record {
            Record::Touchpoint(touchpoint) => touchpoint,
            other => panic!("{other:?} is no touchpoint"),
        }
    }

    /// The rows are what the changes say.
    pub fn is_sound(&self) {
        let checked = self.check().unwrap();
        assert!(checked.is_sound(), "{checked:?}");
    }
}

pub fn edit(id: RecordId, field: &str, value: &str) -> Command {
    Command::Edit { id, edits: vec![FieldEdit { field: field.into(), value: value.into() }] }
}

/// The record that a command is about.
pub fn first(receipt: &Receipt) -> RecordId {
    receipt.records[0].id
}

pub fn instant(text: &str) -> Instant {
    chrono::DateTime::parse_from_rfc3339(text).unwrap().to_utc().into()
}
