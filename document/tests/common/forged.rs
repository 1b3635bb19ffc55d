//! Changes written by hand, column by column.

use rapport_document::{CheckedChange, Refused, check};

use super::{chunk, write_signed, write_unsigned};

/// A change written by hand: whatever is wanted, whether automerge would write it or not.
pub struct Forged {
    pub deps: Vec<[u8; 32]>,
    pub actor: Vec<u8>,
    pub turn: u64,
    pub first: u64,
    pub time_s: i64,
    pub message: &'static str,
    pub others: Vec<Vec<u8>>,
    pub columns: Vec<(u64, Vec<u8>)>,
    pub tail: Vec<u8>,
}

impl Forged {
    /// One field, `k`, with the text `v`, as automerge writes it.
    pub fn new() -> Self {
        Self {
            deps: vec![],
            actor: vec![1; 16],
            turn: 1,
            first: 1,
            time_s: 7,
            message: "",
            others: vec![],
            columns: vec![
                (KEY, b"\x7f\x01k".to_vec()),
                (INSERT, vec![1]),
                (ACTION, vec![0x7f, 1]),
                (KIND, vec![0x7f, 0x16]),
                (VALUE, b"v".to_vec()),
                (PREDS, vec![0x7f, 0]),
            ],
            tail: vec![],
        }
    }

    /// A change that comes after another: its operation supersedes the one of its actor's with counter 1.
    pub fn after() -> Self {
        Self { first: 2, ..Self::new() }
            .column(PREDS, vec![0x7f, 1])
            .column(PRED_ACTOR, vec![0x7f, 0])
            .column(PRED_COUNTER, vec![0x7f, 1])
    }

    /// A text under `k` with this many characters, all inserted at its start.
    pub fn text(characters: u64) -> Self {
        let many = i64::try_from(characters).unwrap();
        Self::new()
            .column(OBJECT_ACTOR, [vec![0, 1], run(many, &[0])].concat())
            .column(OBJECT_COUNTER, [vec![0, 1], run(many, &[1])].concat())
            .column(KEY_COUNTER, [vec![0, 1], run(many, &[0])].concat())
            .column(KEY, [b"\x7f\x01k".to_vec(), vec![0], number(characters)].concat())
            .column(INSERT, [vec![1], number(characters)].concat())
            .column(ACTION, [vec![0x7f, 4], run(many, &[1])].concat())
            .column(KIND, [vec![0x7f, 0], run(many, &[0x16])].concat())
            .column(VALUE, vec![b'a'; usize::try_from(characters).unwrap()])
            .column(PREDS, run(many + 1, &[0]))
    }

    /// As many nulls under one key, in a few bytes.
    pub fn nulls(many: i64) -> Self {
        Self::new()
            .column(KEY, run(many, b"\x01k"))
            .column(ACTION, run(many, &[1]))
            .column(INSERT, number(many.unsigned_abs()))
            .column(KIND, run(many, &[0]))
            .column(VALUE, vec![])
            .column(PREDS, run(many, &[0]))
    }

    /// With this column instead of the one it had; without it if there is no data.
    pub fn column(mut self, name: u64, data: Vec<u8>) -> Self {
        self.columns.retain(|(column, _)| *column != name);
        if !data.is_empty() {
            self.columns.push((name, data));
        }
        self.columns.sort();
        self
    }

    pub fn body(&self) -> Vec<u8> {
        let mut out = Vec::new();
        let prefixed = |out: &mut Vec<u8>, bytes: &[u8]| {
            write_unsigned(out, bytes.len() as u64);
            out.extend(bytes);
        };
        write_unsigned(&mut out, self.deps.len() as u64);
        self.deps.iter().for_each(|dep| out.extend(dep));
        prefixed(&mut out, &self.actor);
        write_unsigned(&mut out, self.turn);
        write_unsigned(&mut out, self.first);
        write_signed(&mut out, self.time_s);
        prefixed(&mut out, self.message.as_bytes());
        write_unsigned(&mut out, self.others.len() as u64);
        self.others.iter().for_each(|other| prefixed(&mut out, other));
        write_unsigned(&mut out, self.columns.len() as u64);
        for (name, data) in &self.columns {
            write_unsigned(&mut out, *name);
            write_unsigned(&mut out, data.len() as u64);
        }
        self.columns.iter().for_each(|(_, data)| out.extend(data));
        out.extend(&self.tail);
        out
    }

    pub fn bytes(&self) -> Vec<u8> {
        chunk(1, &self.body())
    }

    /// The gate's verdict.
    pub fn check(&self) -> Result<CheckedChange, Refused> {
        check(&self.bytes())
    }

    /// The rule for which the gate refuses it.
    pub fn refused(&self) -> &'static str {
        match self.check() {
            Err(Refused::Malformed(rule) | Refused::TooLarge(rule)) => rule,
            Ok(_) => "it passed",
        }
    }
}

pub const OBJECT_ACTOR: u64 = 0x01;
pub const OBJECT_COUNTER: u64 = 0x02;
pub const KEY_ACTOR: u64 = 0x11;
pub const KEY_COUNTER: u64 = 0x13;
pub const KEY: u64 = 0x15;
pub const INSERT: u64 = 0x34;
pub const ACTION: u64 = 0x42;
pub const KIND: u64 = 0x56;
pub const VALUE: u64 = 0x57;
pub const PREDS: u64 = 0x70;
pub const PRED_ACTOR: u64 = 0x71;
pub const PRED_COUNTER: u64 = 0x73;

pub fn run(count: i64, value: &[u8]) -> Vec<u8> {
    let mut out = Vec::new();
    write_signed(&mut out, count);
    out.extend(value);
    out
}

pub fn number(value: u64) -> Vec<u8> {
    let mut out = Vec::new();
    write_unsigned(&mut out, value);
    out
}
