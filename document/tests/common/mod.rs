//! What these tests share: chunks with a right checksum, and records that grow at random.

#![allow(dead_code, reason = "each test uses its part")]

pub mod forged;

use rand::{Rng, RngExt as _};
use rapport_document::{Actor, CheckedChange, Document, Edit, Value, create};
use sha2::{Digest as _, Sha256};

/// A chunk of any type around a body, its checksum right.
pub fn chunk(kind: u8, body: &[u8]) -> Vec<u8> {
    let mut hashed = vec![kind];
    write_unsigned(&mut hashed, body.len() as u64);
    hashed.extend(body);
    let mut chunk = vec![0x85, 0x6f, 0x4a, 0x83];
    chunk.extend(&Sha256::digest(&hashed)[..4]);
    chunk.extend(hashed);
    chunk
}

/// The body of a change chunk.
pub fn body(chunk: &[u8]) -> &[u8] {
    let length = chunk[9..].iter().position(|byte| byte & 0x80 == 0).unwrap() + 1;
    &chunk[9 + length..]
}

pub fn write_unsigned(out: &mut Vec<u8>, mut number: u64) {
    while number > 0x7f {
        out.push(number.to_le_bytes()[0] | 0x80);
        number >>= 7;
    }
    out.push(number.to_le_bytes()[0]);
}

pub fn write_signed(out: &mut Vec<u8>, mut number: i64) {
    loop {
        let byte = number.to_le_bytes()[0] & 0x7f;
        number >>= 7;
        let done = (number == 0 && byte & 0x40 == 0) || (number == -1 && byte & 0x40 != 0);
        out.push(if done { byte } else { byte | 0x80 });
        if done {
            return;
        }
    }
}

pub const ACTORS: [Actor; 3] = [Actor([1; 16]), Actor([9; 16]), Actor([5; 16])];

/// Three devices' replicas of one record, and every change that was ever made to it.
pub struct Replicas {
    pub documents: Vec<Document>,
    /// Each device's changes, in the order in which it got them.
    pub held: Vec<Vec<CheckedChange>>,
}

impl Replicas {
    pub fn new(random: &mut impl Rng) -> Self {
        let mut edits: Vec<Edit> = (0..random.random_range(0..8)).map(|_| scalar_put(random)).collect();
        edits.push(Edit::Put { key: "note".into(), value: Value::Prose(words(random, 12)) });
        edits.push(Edit::Put { key: "count".into(), value: Value::Counter(3) });
        let first = create(ACTORS[0], 7, &edits).unwrap();
        let documents = (0..3).map(|_| Document::load([&first]).unwrap()).collect();
        Self { documents, held: vec![vec![first]; 3] }
    }

    /// One device edits, or hears of some changes of another.
    pub fn step(&mut self, random: &mut impl Rng) {
        let device = random.random_range(0..3);
        if random.random_ratio(1, 3) {
            self.merge(device, random.random_range(0..3), random.random_range(1..4));
            return;
        }
        let edits: Vec<Edit> = (0..random.random_range(1..5)).map(|_| edit(random)).collect();
        // Incrementing what is no counter is an error, and must leave everything as it was.
        let before = self.documents[device].fields();
        match self.documents[device].edit(ACTORS[device], 8, &edits) {
            Ok(Some(change)) => self.held[device].push(change),
            Ok(None) | Err(_) => assert_eq!(self.documents[device].fields(), before),
        }
    }

    /// A device takes up to `most` changes that it lacks from another, in that one's order.
    pub fn merge(&mut self, device: usize, from: usize, most: usize) {
        let new: Vec<_> =
            self.held[from].iter().filter(|change| !self.held[device].contains(change)).cloned().collect();
        for change in new.into_iter().take(most) {
            self.documents[device].apply(&change).unwrap();
            self.held[device].push(change);
        }
    }

    pub fn settle(&mut self) {
        for (device, from) in [(0, 1), (0, 2), (1, 0), (2, 0)] {
            self.merge(device, from, usize::MAX);
        }
    }
}

const KEYS: [&str; 4] = ["a", "b", "c", "met:ana"];
const WORDS: [&str; 9] = ["ana ", "brought ", "cards", "naïve ", "🙂", "👩‍👩‍👧 ", "aaaa", "e\u{301}", "\n"];

pub fn edit(random: &mut impl Rng) -> Edit {
    let key = KEYS[random.random_range(0..KEYS.len())].to_owned();
    match random.random_range(0..12) {
        0..4 => scalar_put(random),
        4..8 => Edit::Put { key: "note".into(), value: Value::Prose(words(random, 12)) },
        8 => Edit::Delete { key },
        9 => Edit::Increment { key: "count".into(), by: random.random_range(-5..50) },
        10 => Edit::Settle { key, value: Value::Int(random.random_range(0..3)) },
        _ if random.random_ratio(1, 4) => Edit::Settle { key: "note".into(), value: Value::Prose(words(random, 4)) },
        _ => Edit::Put { key: "count".into(), value: Value::Counter(random.random_range(0..3)) },
    }
}

fn scalar_put(random: &mut impl Rng) -> Edit {
    let key = KEYS[random.random_range(0..KEYS.len())].to_owned();
    let value = match random.random_range(0..8) {
        0 => Value::Int([0, 1, -1, 63, 64, i64::MAX, i64::MIN][random.random_range(0..7)]),
        1 => Value::Float([0.0, 1.5, -2.25e300][random.random_range(0..3)]),
        2 => Value::Bool(random.random()),
        3 => Value::Bytes(vec![7; random.random_range(0..40)]),
        4 => Value::Instant(random.random_range(-5..5) * 1_000_000_007),
        _ => Value::Text(words(random, 2)),
    };
    Edit::Put { key, value }
}

fn words(random: &mut impl Rng, most: usize) -> String {
    (0..random.random_range(0..=most)).map(|_| WORDS[random.random_range(0..WORDS.len())]).collect()
}
