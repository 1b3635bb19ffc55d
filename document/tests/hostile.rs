//! Bytes made to harm: each is refused by the gate, with little memory and no panic.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod common;

use common::{ACTORS, body, chunk, write_signed, write_unsigned};
use rapport_document::{
    Actor, CheckedChange, Document, DocumentError, Edit, Refused, Value, check, check_all, chunk_id, create, envelope,
    split,
};
use rapport_protocol::{ChangeId, limit};

/// A change written by hand: whatever is wanted, whether automerge would write it or not.
struct Forged {
    deps: Vec<[u8; 32]>,
    actor: Vec<u8>,
    turn: u64,
    first: u64,
    time_s: i64,
    message: &'static str,
    others: Vec<Vec<u8>>,
    columns: Vec<(u64, Vec<u8>)>,
    tail: Vec<u8>,
}

impl Forged {
    /// One field, `k`, with the text `v`.
    fn new() -> Self {
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

    fn column(mut self, name: u64, data: Vec<u8>) -> Self {
        self.columns.retain(|(column, _)| *column != name);
        if !data.is_empty() {
            self.columns.push((name, data));
        }
        self.columns.sort();
        self
    }

    fn body(&self) -> Vec<u8> {
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

    fn bytes(&self) -> Vec<u8> {
        chunk(1, &self.body())
    }

    fn refused(&self) -> &'static str {
        match check(&self.bytes()) {
            Err(Refused::Malformed(rule) | Refused::TooLarge(rule)) => rule,
            Ok(_) => panic!("it passed"),
        }
    }
}

const OBJECT_ACTOR: u64 = 0x01;
const OBJECT_COUNTER: u64 = 0x02;
const KEY_ACTOR: u64 = 0x11;
const KEY_COUNTER: u64 = 0x13;
const KEY: u64 = 0x15;
const INSERT: u64 = 0x34;
const ACTION: u64 = 0x42;
const KIND: u64 = 0x56;
const VALUE: u64 = 0x57;
const PREDS: u64 = 0x70;
const PRED_ACTOR: u64 = 0x71;
const PRED_COUNTER: u64 = 0x73;

fn run(count: i64, value: &[u8]) -> Vec<u8> {
    let mut out = Vec::new();
    write_signed(&mut out, count);
    out.extend(value);
    out
}

fn number(value: u64) -> Vec<u8> {
    let mut out = Vec::new();
    write_unsigned(&mut out, value);
    out
}

#[test]
fn every_recorded_input_is_refused() {
    let directory = concat!(env!("CARGO_MANIFEST_DIR"), "/../tests/hostile");
    let mut seen = 0;
    for entry in std::fs::read_dir(directory).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_some_and(|extension| extension == "bin") {
            let bytes = std::fs::read(&path).unwrap();
            check(&bytes).unwrap_err();
            check_all(&bytes).unwrap_err();
            seen += 1;
        }
    }
    assert!(seen >= 19, "only {seen} inputs in {directory}");
}

#[test]
fn what_is_forged_by_hand_but_as_automerge_writes_it_passes() {
    let forged = Forged::new().bytes();
    let edits = [Edit::Put { key: "k".into(), value: Value::Text("v".into()) }];
    assert_eq!(forged, create(Actor([1; 16]), 7, &edits).unwrap().bytes());
    assert_eq!(chunk_id(&forged), Some(check(&forged).unwrap().id()));
}

#[test]
fn only_plain_changes_pass() {
    let good = Forged::new();
    for kind in [0, 2, 3, 4, 255] {
        check(&chunk(kind, &good.body())).unwrap_err();
        split(&chunk(kind, &good.body())).unwrap_err();
        assert_eq!(envelope(&chunk(kind, &good.body())), None);
    }
    // automerge's sync messages, one that panics and one that aborts.
    for message in ["42000001000301000700", "4200000100080108ffffffff0fff00"] {
        let bytes: Vec<u8> =
            (0..message.len()).step_by(2).map(|at| u8::from_str_radix(&message[at..at + 2], 16).unwrap()).collect();
        check(&bytes).unwrap_err();
        check_all(&bytes).unwrap_err();
    }
    for bytes in [&b""[..], b"\x85", b"\x85\x6f\x4a\x83", b"\x85\x6f\x4a\x83aaaa\x01"] {
        check(bytes).unwrap_err();
        assert_eq!((chunk_id(bytes), envelope(bytes)), (None, None));
    }
    assert_eq!(check_all(b"").unwrap(), []);
}

#[test]
fn a_wrong_checksum_is_refused_and_its_hash_still_told() {
    let mut bytes = Forged::new().bytes();
    let id = chunk_id(&bytes);
    bytes[5] ^= 1;
    assert_eq!(check(&bytes), Err(Refused::Malformed("its checksum is wrong")));
    assert_eq!((chunk_id(&bytes), envelope(&bytes)), (id, None));
}

#[test]
fn no_byte_is_left_over() {
    let mut bytes = Forged::new().bytes();
    bytes.push(0);
    assert_eq!(check(&bytes), Err(Refused::Malformed("bytes follow the change")));
    for tail in [1, 100, 200_000] {
        assert_eq!(Forged { tail: vec![0; tail], ..Forged::new() }.refused(), "bytes follow its columns");
    }
    assert_eq!(Forged { tail: vec![0; limit::CHANGE_BYTES], ..Forged::new() }.refused(), "it has too many bytes");
    let cut = &Forged::new().bytes();
    (0..cut.len()).for_each(|length| _ = check(&cut[..length]).unwrap_err());
}

#[test]
fn the_envelope_keeps_to_its_limits() {
    let refused = |change: Forged| change.refused();
    refused(Forged { turn: 0, ..Forged::new() });
    refused(Forged { turn: u64::MAX, ..Forged::new() });
    refused(Forged { first: 0, ..Forged::new() });
    refused(Forged { first: u64::from(u32::MAX) - 1, ..Forged::new() });
    refused(Forged { first: limit::OPERATION_COUNTER, ..Forged::new() });
    refused(Forged { first: u64::MAX, ..Forged::new() });
    refused(Forged { time_s: i64::MIN, ..Forged::new() });
    refused(Forged { message: "hello", ..Forged::new() });
    refused(Forged { actor: vec![], ..Forged::new() });
    refused(Forged { actor: vec![1; 17], ..Forged::new() });
    refused(Forged { others: vec![vec![2; 16]], ..Forged::new() });
    refused(Forged { others: vec![vec![1; 16]], ..Forged::new() });
    refused(Forged { deps: vec![[2; 32], [1; 32]], ..Forged::new() });
    refused(Forged { deps: vec![[2; 32], [2; 32]], ..Forged::new() });
    let many = (0..=limit::DEPENDENCIES_A_CHANGE).map(|n| {
        let mut dep = [0; 32];
        dep[..8].copy_from_slice(&n.to_be_bytes());
        dep
    });
    assert_eq!(refused(Forged { deps: many.collect(), ..Forged::new() }), "it has too many dependencies");
    check(&Forged { turn: 5, first: 77, deps: vec![[1; 32], [2; 32]], ..Forged::new() }.bytes()).unwrap();
}

#[test]
fn runs_are_counted_before_they_are_expanded() {
    // A million times 'a' in a text: a few bytes of columns, half a gigabyte in automerge.
    let count: i64 = 1_000_000;
    let spread = |one: &[u8], many: &[u8]| [run(-1, one), run(count, many)].concat();
    let text = |columns: i64| {
        Forged::new()
            .column(OBJECT_ACTOR, [vec![0, 1], run(columns, &[0])].concat())
            .column(OBJECT_COUNTER, [vec![0, 1], run(columns, &[1])].concat())
            .column(KEY_COUNTER, [vec![0, 1], run(columns, &[0])].concat())
            .column(KEY, [b"\x7f\x01k".to_vec(), vec![0], number(columns.unsigned_abs())].concat())
            .column(INSERT, [vec![1], number(columns.unsigned_abs())].concat())
            .column(ACTION, [vec![0x7f, 4], run(columns, &[1])].concat())
            .column(KIND, [vec![0x7f, 0], run(columns, &[0x16])].concat())
            .column(VALUE, vec![b'a'; usize::try_from(columns).unwrap()])
            .column(PREDS, run(columns + 1, &[0]))
    };
    check(&text(1_000).bytes()).unwrap();
    assert_eq!(text(40_000).refused(), "it has too many operations");
    let bomb = Forged::new().column(ACTION, spread(&[4], &[1])).column(KIND, spread(&[0], &[0x16]));
    bomb.refused();
    for huge in [count, i64::MAX] {
        Forged::new().column(ACTION, run(huge, &[1])).refused();
        Forged::new().column(PREDS, run(-1, &number(huge.unsigned_abs()))).refused();
        Forged::new().column(INSERT, number(huge.unsigned_abs())).refused();
        Forged::new().column(KIND, run(huge, &[0])).refused();
        Forged::new().column(KIND, run(-1, &number(huge.unsigned_abs() << 4 | 6))).refused();
        let nulls = Forged::new().column(KEY, vec![]).column(ACTION, run(huge, &[1])).column(KIND, run(huge, &[0]));
        nulls.column(INSERT, number(huge.unsigned_abs())).column(PREDS, run(huge, &[0])).refused();
    }
    // Thirty thousand nulls in a few bytes: within the limits of a change, and not of many of them in a record.
    let nulls = Forged::new()
        .column(KEY, run(30_000, b"\x01k"))
        .column(ACTION, run(30_000, &[1]))
        .column(INSERT, number(30_000))
        .column(KIND, run(30_000, &[0]))
        .column(VALUE, vec![])
        .column(PREDS, run(30_000, &[0]))
        .bytes();
    assert_eq!(check(&nulls).unwrap().operations(), 30_000);
    let many = nulls.repeat(1_000);
    assert_eq!(check_all(&many), Err(Refused::TooLarge("the record's history has too many operations")));
}

#[test]
fn a_record_is_flat() {
    for kind in [0, 2, 6, 7, 8, 200] {
        Forged::new()
            .column(ACTION, run(-1, &number(kind)))
            .column(KIND, vec![0x7f, 0])
            .column(VALUE, vec![])
            .refused();
    }
    // Ten thousand maps, each in the one before.
    let deep = Forged::new()
        .column(OBJECT_ACTOR, [vec![0, 1], run(9_999, &[0])].concat())
        .column(OBJECT_COUNTER, [vec![0, 1], run(-9_999, &(1..10_000).flat_map(number).collect::<Vec<_>>())].concat())
        .column(KEY, run(10_000, b"\x01k"))
        .column(INSERT, number(10_000))
        .column(ACTION, run(10_000, &[0]))
        .column(KIND, run(10_000, &[0]))
        .column(VALUE, vec![])
        .column(PREDS, run(10_000, &[0]));
    assert_eq!(deep.refused(), "a record is flat: no map, list, table or mark in it");
    // The column of marks, a deflated column, columns out of order and twice.
    Forged::new().column(0xa5, b"\x7f\x01m".to_vec()).refused();
    Forged::new().column(0x94, vec![0, 1]).refused();
    Forged::new().column(KEY | 8, b"\x7f\x01k".to_vec()).refused();
    let mut twice = Forged::new();
    twice.columns.insert(0, (KEY, b"\x7f\x01k".to_vec()));
    twice.refused();
    let mut turned = Forged::new();
    turned.columns.reverse();
    turned.refused();
    let mut empty = Forged::new();
    empty.columns.insert(0, (OBJECT_ACTOR, vec![]));
    assert_eq!(empty.refused(), "a column is empty");
}

#[test]
fn an_operation_is_whole() {
    let other = |change: Forged| change.refused();
    other(Forged::new().column(KEY, vec![]));
    other(Forged::new().column(KEY, b"\x7f\x00".to_vec()));
    other(Forged::new().column(KEY, b"\x7f\x01\xff".to_vec()));
    other(Forged::new().column(KEY, run(-1, &[number(600), vec![b'k'; 600]].concat())));
    other(Forged::new().column(INSERT, vec![0, 1]));
    other(Forged::new().column(KEY_COUNTER, vec![0x7f, 0]));
    other(Forged::new().column(OBJECT_ACTOR, vec![0x7f, 0]));
    other(Forged::new().column(OBJECT_ACTOR, vec![0x7f, 0]).column(OBJECT_COUNTER, vec![0x7f, 1]));
    other(Forged::new().column(OBJECT_ACTOR, vec![0x7f, 3]).column(OBJECT_COUNTER, vec![0x7f, 0]));
    // A deletion and an increment of nothing; an increment by a text, by too much; a value of an unknown kind; not UTF-8.
    other(Forged::new().column(ACTION, vec![0x7f, 3]).column(KIND, vec![0x7f, 0]).column(VALUE, vec![]));
    other(Forged::new().column(ACTION, vec![0x7f, 5]).column(KIND, vec![0x7f, 0x14]).column(VALUE, vec![1]));
    let after = |change: Forged| {
        Forged { first: 2, ..change }
            .column(PREDS, vec![0x7f, 1])
            .column(PRED_ACTOR, vec![0x7f, 0])
            .column(PRED_COUNTER, vec![0x7f, 1])
    };
    check(
        &after(Forged::new().column(ACTION, vec![0x7f, 5]).column(KIND, vec![0x7f, 0x14]).column(VALUE, vec![1]))
            .bytes(),
    )
    .unwrap();
    other(after(Forged::new().column(ACTION, vec![0x7f, 5])));
    let mut far = Vec::new();
    write_signed(&mut far, i64::MAX);
    other(after(
        Forged::new().column(ACTION, vec![0x7f, 5]).column(KIND, run(-1, &number(10 << 4 | 4))).column(VALUE, far),
    ));
    other(Forged::new().column(KIND, vec![0x7f, 0x1a]));
    other(Forged::new().column(VALUE, vec![0xff]));
    other(Forged::new().column(KIND, run(-1, &number(8 << 4 | 5))).column(VALUE, f64::NAN.to_le_bytes().to_vec()));
    // It refers to itself, to what came later, to an actor that is not there.
    other(
        Forged::new()
            .column(PREDS, vec![0x7f, 1])
            .column(PRED_ACTOR, vec![0x7f, 0])
            .column(PRED_COUNTER, vec![0x7f, 1]),
    );
    other(after(Forged::new()).column(PRED_ACTOR, vec![0x7f, 1]));
    other(after(Forged::new()).column(PRED_COUNTER, vec![0x7f, 0x7f]));
    other(after(Forged::new()).column(KEY_ACTOR, vec![0x7f, 0]));
}

#[test]
fn what_could_be_written_shorter_is_refused() {
    let two = || {
        Forged::new()
            .column(KEY, b"\x7e\x01j\x01k".to_vec())
            .column(INSERT, vec![2])
            .column(ACTION, vec![2, 1])
            .column(KIND, vec![2, 0x16])
            .column(VALUE, b"vw".to_vec())
            .column(PREDS, vec![2, 0])
    };
    check(&two().bytes()).unwrap();
    for long in [&[0x7e, 1, 1][..], &[0x7f, 1, 0x7f, 1], &[1, 1, 1, 1], &[0x82, 0, 1], &[1, 1, 0x7f, 1]] {
        two().column(ACTION, long.to_vec()).refused();
    }
    two().column(INSERT, vec![2, 0]).refused();
    two().column(INSERT, vec![1, 0, 1]).refused();
    two().column(KEY_COUNTER, vec![0, 2]).refused();
}

#[test]
fn a_document_takes_no_more_than_one_step_for_what_it_lacks() {
    let changes: Vec<CheckedChange> = (1..10_000_u32)
        .map(|n| {
            let mut dep = [0; 32];
            dep[..4].copy_from_slice(&n.to_be_bytes());
            check(&Forged { deps: vec![dep], first: 2, ..Forged::new() }.bytes()).unwrap()
        })
        .collect();
    let lacking = |change: &CheckedChange| Some(DocumentError::MissingDependency(change.deps()[0]));
    assert_eq!(Document::load(&changes).err(), lacking(&changes[0]));
    let mut document = Document::load([]).unwrap();
    for change in &changes {
        assert_eq!(document.apply(change).err(), lacking(change));
    }
    assert_eq!(document.heads(), []);
}

#[test]
fn a_change_that_does_not_fit_the_record_is_refused_by_the_document() {
    let first = check(&Forged::new().bytes()).unwrap();
    let load = || Document::load([&first]).unwrap();
    let after = |change: Forged| {
        let change = Forged { deps: vec![first.id().0], turn: 2, first: 2, ..change };
        change.column(PREDS, vec![0x7f, 1]).column(PRED_ACTOR, vec![0x7f, 0]).column(PRED_COUNTER, vec![0x7f, 1])
    };
    let result = |change: Forged| load().apply(&check(&change.bytes()).unwrap());
    assert_eq!(result(after(Forged::new())), Ok(()));
    assert_eq!(result(Forged { turn: 1, ..after(Forged::new()) }), Err(DocumentError::Fork));
    assert_eq!(result(Forged { time_s: 8, ..Forged::new() }), Err(DocumentError::Fork));
    assert!(matches!(result(Forged { turn: 3, ..after(Forged::new()) }), Err(DocumentError::Unreadable(_))));
    assert!(matches!(
        result(Forged { turn: 2, actor: vec![2; 16], ..after(Forged::new()) }),
        Err(DocumentError::Unreadable(_))
    ));
    // Counters that overlap; another key than its predecessor's; an increment of a text; a predecessor that is not there.
    let overlapping = Forged { deps: vec![first.id().0], actor: vec![2; 16], ..Forged::new() };
    assert!(matches!(result(overlapping), Err(DocumentError::Unreadable(_))));
    for change in [
        after(Forged::new()).column(KEY, b"\x7f\x01j".to_vec()),
        after(Forged::new()).column(ACTION, vec![0x7f, 5]).column(KIND, vec![0x7f, 0x14]).column(VALUE, vec![1]),
        Forged { first: 9, ..after(Forged::new()) }.column(PRED_COUNTER, vec![0x7f, 5]),
    ] {
        let refused = result(change);
        assert_eq!(refused, Err(DocumentError::Unreadable("a change refers to what is not there")));
    }
}

#[test]
fn an_envelope_is_read_where_the_operations_are_from_a_newer_version() {
    let newer = Forged { deps: vec![[3; 32]], turn: 4, ..Forged::new() }.column(0x200, vec![1, 2, 3]);
    check(&newer.bytes()).unwrap_err();
    let envelope = envelope(&newer.bytes()).unwrap();
    assert_eq!((envelope.actor, envelope.turn, envelope.time_s), (ACTORS[0], 4, 7));
    assert_eq!(envelope.deps, [ChangeId([3; 32])]);
    assert_eq!(body(&newer.bytes()), newer.body());
}
