//! Bytes made to harm: each is refused by the gate, with little memory and no panic.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod common;

use common::{
    ACTORS, body, chunk,
    forged::{
        ACTION, Forged, INSERT, KEY, KEY_ACTOR, KEY_COUNTER, KIND, OBJECT_ACTOR, OBJECT_COUNTER, PRED_ACTOR,
        PRED_COUNTER, PREDS, VALUE, number, run,
    },
};
use rapport_document::{
    Actor, CheckedChange, Document, DocumentError, Edit, Refused, Value, check, check_all, chunk_id, create, envelope,
    split,
};
use rapport_protocol::{ChangeId, limit};

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
    let first = Forged::new().check().unwrap();
    let result = |change: Forged| Document::load([&first]).unwrap().apply(&change.check().unwrap());
    let after = || Forged { deps: vec![first.id().0], turn: 2, ..Forged::after() };
    let unreadable = |rule| Err(DocumentError::Unreadable(rule));
    assert_eq!(result(after()), Ok(()));
    assert_eq!(result(Forged { turn: 1, ..after() }), Err(DocumentError::Fork));
    assert_eq!(result(Forged { time_s: 8, ..Forged::new() }), Err(DocumentError::Fork));
    assert_eq!(result(Forged { turn: 3, ..after() }), unreadable("an actor's turn is missing"));
    assert_eq!(result(Forged { actor: vec![2; 16], ..after() }), unreadable("an actor's turn is missing"));
    let overlapping = Forged { deps: vec![first.id().0], actor: vec![2; 16], ..Forged::new() };
    assert_eq!(result(overlapping), unreadable("a change's counters overlap others"));
    assert_eq!(result(Forged { deps: vec![], ..after() }), unreadable("a change refers to what it was not made after"));
    let increment = after().column(ACTION, vec![0x7f, 5]).column(KIND, vec![0x7f, 0x14]).column(VALUE, vec![1]);
    let gap = Forged { first: 9, ..after() }.column(PRED_COUNTER, vec![0x7f, 5]);
    for change in [after().column(KEY, b"\x7f\x01j".to_vec()), increment, gap] {
        assert_eq!(result(change), unreadable("a change refers to what is not there"));
    }
}

#[test]
fn a_character_belongs_to_its_text() {
    let first = Forged::text(2).check().unwrap();
    let result = |change: Forged| {
        let change = Forged { deps: vec![first.id().0], turn: 2, first: 4, ..change };
        Document::load([&first]).unwrap().apply(&change.check().unwrap())
    };
    // Into the object `text`, after (or of) the element `element`.
    let at = |text: u8, element: u8| {
        Forged::new()
            .column(KEY, vec![])
            .column(OBJECT_ACTOR, vec![0x7f, 0])
            .column(OBJECT_COUNTER, vec![0x7f, text])
            .column(KEY_ACTOR, vec![0x7f, 0])
            .column(KEY_COUNTER, vec![0x7f, element])
    };
    let insert = |text, element| at(text, element).column(INSERT, vec![0, 1]);
    let remove = |text, element| {
        at(text, element)
            .column(ACTION, vec![0x7f, 3])
            .column(KIND, vec![0x7f, 0])
            .column(VALUE, vec![])
            .column(PREDS, vec![0x7f, 1])
            .column(PRED_ACTOR, vec![0x7f, 0])
            .column(PRED_COUNTER, vec![0x7f, element])
    };
    let stray = Err(DocumentError::Unreadable("a change refers to what is not there"));
    for (change, expected) in [
        (insert(1, 3), Ok(())),
        (insert(2, 3), stray),
        (insert(1, 1), stray),
        (insert(2, 3).column(KEY_ACTOR, vec![]).column(KEY_COUNTER, vec![0x7f, 0]), stray),
        (remove(1, 3), Ok(())),
        (remove(1, 1), stray),
        (remove(2, 3), stray),
    ] {
        assert_eq!(result(change), expected);
    }
}

#[test]
fn a_record_keeps_to_its_limits() {
    // Changes one upon another, as many as asked for, each made by `make`.
    let grow = |count: u64, make: fn() -> Forged| {
        let mut changes: Vec<CheckedChange> = Vec::new();
        for turn in 1..=count {
            let last = changes.last();
            let first = last.map_or(1, |last| turn * last.operations());
            let deps = last.map(|last| last.id().0).into_iter().collect();
            changes.push(Forged { deps, turn, first, ..make() }.check().unwrap());
        }
        Document::load(&changes).err()
    };
    let long = || Forged::new().column(KIND, run(-1, &number(60_000 << 4 | 6))).column(VALUE, vec![b'v'; 60_000]);
    let too_large = |rule| Some(DocumentError::TooLarge(rule));
    let most = limit::CHANGES_A_RECORD as u64;
    assert_eq!(grow(most + 1, Forged::new), too_large("the record has too many changes"));
    assert_eq!(grow(20, || Forged::nulls(30_000)), too_large("the record has too many operations"));
    assert_eq!(grow(150, long), too_large("the record's history has too many bytes"));
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
