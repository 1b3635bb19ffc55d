//! Devices in a few lines, for tests of the server: what they make is real, what they keep is up to the test.
#![allow(dead_code, reason = "each test uses its part")]

pub mod wire;

use std::sync::{
    Arc,
    atomic::{AtomicI64, AtomicU64, Ordering},
};

use rapport_document::{Actor, CheckedChange, Document, Edit, Value, create};
use rapport_protocol::{
    Answer, BookId, ChangeId, DeviceNumber, Epoch, Exchange, Page, Position, Push, RecordId, Refusal, Token, Verdict,
    pairing::{Join, NewBook, NewDevice},
};
use rapport_sync_server::{
    Node,
    environment::{Clock, Randomness},
    refusal_log::RefusalLog,
    store::{SqliteStore, Store},
};

pub const BOOK: BookId = BookId([0xb0; 16]);

/// A clock moved by hand.
#[derive(Default)]
pub struct Hands(pub AtomicI64);

impl Clock for Hands {
    fn now_s(&self) -> i64 {
        self.0.load(Ordering::Relaxed)
    }
}

/// Chance that replays.
#[derive(Default)]
pub struct Dice(AtomicU64);

impl Randomness for Dice {
    fn fill(&self, bytes: &mut [u8]) {
        for byte in bytes.chunks_mut(8) {
            let drawn = self.0.fetch_add(0x9e37_79b9_7f4a_7c15, Ordering::Relaxed).wrapping_mul(0xbf58_476d_1ce4_e5b9);
            byte.copy_from_slice(&drawn.to_be_bytes()[..byte.len()]);
        }
    }
}

/// A node in memory, and what it was given.
pub struct World {
    pub store: Arc<dyn Store>,
    pub clock: Arc<Hands>,
    pub dice: Arc<Dice>,
    pub refusals: Arc<RefusalLog>,
    pub node: Arc<Node>,
}

impl World {
    pub fn new() -> Self {
        Self::over(Arc::new(SqliteStore::in_memory().unwrap()))
    }

    pub fn over(store: Arc<dyn Store>) -> Self {
        let (clock, dice) = (Arc::new(Hands(AtomicI64::new(1_000_000))), Arc::new(Dice::default()));
        let refusals = Arc::new(RefusalLog::in_memory());
        let node = Arc::new(
            Node::new(store.clone(), clock.clone(), dice.clone()).with_refusal_log(refusals.clone()).open_to_all(),
        );
        Self { store, clock, dice, refusals, node }
    }

    /// The first device of the book.
    pub fn first(&self) -> Device {
        let paired = self.node.new_book(NewBook { invitation: None, book: BOOK, device: device(1) }).unwrap();
        Device::new(1, paired.token, paired.epoch)
    }

    /// One more device, paired by another.
    pub fn join(&self, number: u8, by: &Device) -> Device {
        let secret = self.node.pairing_secret(&by.token).unwrap().secret;
        let paired = self.node.join(Join { book: BOOK, secret, device: device(number) }).unwrap();
        Device::new(number, paired.token, paired.epoch)
    }
}

pub fn device(number: u8) -> NewDevice {
    NewDevice { number: DeviceNumber([number; 8]), name: "Phone".into(), person: "Kim".into() }
}

/// A device's side of the conversation: a token, and where it stands in the feed.
#[derive(Clone)]
pub struct Device {
    pub number: DeviceNumber,
    pub token: Token,
    pub epoch: Epoch,
    pub cursor: Position,
}

impl Device {
    pub fn new(number: u8, token: Token, epoch: Epoch) -> Self {
        Self { number: DeviceNumber([number; 8]), token, epoch, cursor: 0 }
    }

    pub fn request(&self, changes: Vec<Push>) -> Exchange {
        Exchange { epoch: self.epoch, cursor: self.cursor, erasures: vec![], changes }
    }

    /// Pushes, and reads the first page; does not move the cursor.
    pub fn push(&self, node: &Node, changes: Vec<Push>) -> Page {
        self.exchange(node, self.request(changes)).unwrap()
    }

    pub fn exchange(&self, node: &Node, request: Exchange) -> Result<Page, Refusal> {
        match node.exchange(&self.token, request)? {
            Answer::Page(page) => Ok(page),
            Answer::Repair { .. } => panic!("a repair is asked for"),
        }
    }

    pub fn erase(&self, node: &Node, record: RecordId) -> Page {
        self.exchange(node, Exchange { erasures: vec![record], ..self.request(vec![]) }).unwrap()
    }

    pub fn actor(&self) -> Actor {
        Actor::new(self.number, [7; 8])
    }
}

pub fn record(number: u8) -> RecordId {
    RecordId([number; 16])
}

pub fn put(key: &str, value: &str) -> Edit {
    Edit::Put { key: key.into(), value: Value::Text(value.into()) }
}

pub fn push(record: RecordId, change: &CheckedChange) -> Push {
    Push { record, id: change.id(), bytes: change.bytes().to_vec() }
}

/// A record's first change.
pub fn first(actor: Actor, text: &str) -> CheckedChange {
    create(actor, 1, &[put("name", text)]).unwrap()
}

/// A record's history of so many changes by one actor.
pub fn history(actor: Actor, turns: usize) -> Vec<CheckedChange> {
    let mut changes = vec![first(actor, "0")];
    while changes.len() < turns {
        let turn = changes.len();
        let mut document = Document::load(&changes).unwrap();
        changes.push(document.edit(actor, 1, &[put("name", &turn.to_string())]).unwrap().unwrap());
    }
    changes
}

pub fn pushes(record: RecordId, changes: &[CheckedChange]) -> Vec<Push> {
    changes.iter().map(|change| push(record, change)).collect()
}

pub fn id(change: &CheckedChange) -> ChangeId {
    change.id()
}

pub const ACCEPTED: Verdict = Verdict::Accepted;
