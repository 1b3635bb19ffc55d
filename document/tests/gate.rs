//! Each rule of the gate, by a change that breaks this rule alone.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod common;

use common::forged::{
    ACTION, Forged, INSERT, KEY, KEY_ACTOR, KEY_COUNTER, KIND, OBJECT_ACTOR, OBJECT_COUNTER, PRED_ACTOR, PRED_COUNTER,
    PREDS, VALUE, number, run,
};
use rapport_document::{Refused, check, check_all, envelope};
use rapport_protocol::limit;

/// A field's value of a kind (automerge's number for it) with these bytes.
fn value(kind: u64, bytes: &[u8]) -> Forged {
    Forged::new().column(KIND, run(-1, &number((bytes.len() as u64) << 4 | kind))).column(VALUE, bytes.to_vec())
}

#[test]
fn the_envelope_keeps_to_its_limits() {
    let dep = |n: u8| [n; 32];
    let good = Forged { turn: 5, first: 77, deps: vec![dep(1), dep(2)], ..Forged::new() };
    assert_eq!(good.check().unwrap().turn(), 5);
    let many_deps = (0..=limit::DEPENDENCIES_A_CHANGE).map(|n| {
        let mut dep = [0; 32];
        dep[..8].copy_from_slice(&n.to_be_bytes());
        dep
    });
    let many_actors = (0..=limit::ACTORS_A_CHANGE).map(|n| [n.to_be_bytes(), [2; 8]].concat());
    let one = Forged::new;
    for (change, rule) in [
        (Forged { turn: 0, ..one() }, "its turn is out of range"),
        (Forged { turn: u64::MAX, ..one() }, "its turn is out of range"),
        (Forged { first: 0, ..one() }, "its first operation has no counter"),
        (Forged { first: limit::OPERATION_COUNTER, ..one() }, "its operation counters are too great"),
        (Forged { first: u64::from(u32::MAX), ..one() }, "its operation counters are too great"),
        (Forged { first: u64::MAX, ..one() }, "its operation counters are too great"),
        (Forged { first: limit::OPERATION_COUNTER - 1, ..Forged::nulls(2) }, "its operation counters are too great"),
        (Forged { time_s: i64::MIN, ..one() }, "its time is out of range"),
        (Forged { message: "hello", ..one() }, "it carries a message"),
        (Forged { actor: vec![], ..one() }, "an actor does not have sixteen bytes"),
        (Forged { actor: vec![1; 17], ..one() }, "an actor does not have sixteen bytes"),
        (Forged { others: vec![vec![2; 16]], ..one() }, "it names an actor for nothing"),
        (Forged { others: vec![vec![1; 16]], ..one() }, "its actors are out of order"),
        (Forged { others: vec![vec![3; 16], vec![2; 16]], ..one() }, "its actors are out of order"),
        (Forged { others: many_actors.collect(), ..one() }, "it names too many actors"),
        (Forged { deps: vec![dep(2), dep(1)], ..one() }, "its dependencies are out of order"),
        (Forged { deps: vec![dep(2), dep(2)], ..one() }, "its dependencies are out of order"),
        (Forged { deps: many_deps.collect(), ..one() }, "it has too many dependencies"),
    ] {
        assert_eq!(change.refused(), rule);
    }
    let late = Forged { first: limit::OPERATION_COUNTER, ..one() };
    assert_eq!(envelope(&late.bytes()), None);
}

#[test]
fn operations_are_counted_before_they_are_expanded() {
    Forged::text(1_000).check().unwrap();
    assert_eq!(Forged::text(40_000).refused(), "it has too many operations");
    assert_eq!(Forged::nulls(30_000).check().unwrap().operations(), 30_000);
    for huge in [1_000_000, i64::MAX] {
        assert_eq!(Forged::nulls(huge).refused(), "it has too many operations");
        let bytes = number(huge.unsigned_abs());
        assert_eq!(Forged::new().column(PREDS, run(-1, &bytes)).refused(), "it has too many predecessors");
        let longer = "a column has more rows than the change has operations";
        assert_eq!(Forged::new().column(INSERT, bytes).refused(), longer);
        assert_eq!(Forged::new().column(PREDS, run(huge, &[0])).refused(), longer);
        let long = number(huge.unsigned_abs() << 4 | 6);
        assert_eq!(Forged::new().column(KIND, run(-1, &long)).refused(), "a value has too many bytes");
    }
    // Each within the limits of a change, but not all of them within those of a record.
    let many = Forged::nulls(30_000).bytes().repeat(1_000);
    assert_eq!(check_all(&many), Err(Refused::TooLarge("the record's history has too many operations")));
    let many = Forged::new().bytes().repeat(limit::CHANGES_A_RECORD + 1);
    assert_eq!(check_all(&many), Err(Refused::TooLarge("the record's history has too many changes")));
    let many = vec![0; limit::RECORD_BYTES + 1];
    assert_eq!(check_all(&many), Err(Refused::TooLarge("the record's history has too many bytes")));
}

#[test]
fn a_record_is_flat() {
    let action = |kind| Forged::nulls(2).column(ACTION, run(2, &number(kind)));
    for nested in [0, 2, 6, 7] {
        assert_eq!(action(nested).refused(), "a record is flat: no map, list, table or mark in it");
    }
    for unknown in [8, 200] {
        assert_eq!(action(unknown).refused(), "an operation on a field is of no known kind, or not whole");
    }
    // Ten thousand maps, each in the one before.
    let names: Vec<u8> = (1..10_000).flat_map(number).collect();
    let deep = Forged::nulls(10_000)
        .column(OBJECT_ACTOR, [vec![0, 1], run(9_999, &[0])].concat())
        .column(OBJECT_COUNTER, [vec![0, 1], run(-9_999, &names)].concat())
        .column(ACTION, run(10_000, &[0]));
    assert_eq!(deep.refused(), "a record is flat: no map, list, table or mark in it");
}

#[test]
fn columns_are_known_and_in_order() {
    let unknown = "it has an unknown column, or columns out of order";
    // The two of marks, one that is deflated, one of a later version.
    for (name, data) in [(0xa5, &b"\x7f\x01m"[..]), (0x94, &[0, 1]), (KEY | 8, b"\x7f\x01k"), (0x200, &[1])] {
        assert_eq!(Forged::new().column(name, data.to_vec()).refused(), unknown);
    }
    let mut twice = Forged::new();
    twice.columns.insert(0, (KEY, b"\x7f\x01k".to_vec()));
    assert_eq!(twice.refused(), unknown);
    let mut turned = Forged::new();
    turned.columns.reverse();
    assert_eq!(turned.refused(), unknown);
    let mut empty = Forged::new();
    empty.columns.insert(0, (OBJECT_ACTOR, vec![]));
    assert_eq!(empty.refused(), "a column is empty");
    assert_eq!(Forged { columns: vec![], ..Forged::new() }.refused(), "it does nothing");
}

#[test]
fn an_operation_on_a_field_is_whole() {
    let one = Forged::new;
    let long = run(-1, &[number(600), vec![b'k'; 600]].concat());
    let kind = "an operation on a field is of no known kind, or not whole";
    let increment = |change: Forged| change.column(ACTION, vec![0x7f, 5]).column(KIND, vec![0x7f, 0x14]);
    increment(Forged::after()).column(VALUE, vec![1]).check().unwrap();
    for (change, rule) in [
        (one().column(KEY, vec![]), "an operation's place is neither a field nor a character"),
        (one().column(KEY_COUNTER, vec![0x7f, 0]), "an operation's place is neither a field nor a character"),
        (one().column(KEY, b"\x7f\x00".to_vec()), "a key is empty"),
        (one().column(KEY, b"\x7f\x01\xff".to_vec()), "a key is not UTF-8"),
        (one().column(KEY, long), "a key has too many bytes"),
        (one().column(INSERT, vec![0, 1]), "a field is not a list"),
        (Forged::nulls(2).column(ACTION, run(2, &[3])), kind),
        (Forged::after().column(ACTION, vec![0x7f, 3]), kind),
        (increment(one()).column(VALUE, vec![1]), kind),
        (Forged::after().column(ACTION, vec![0x7f, 5]), kind),
        (Forged::after().column(ACTION, vec![0x7f, 4]), kind),
        (one().column(KIND, vec![]), "a value has no kind"),
        (one().column(PREDS, vec![]), "an operation's predecessors are not counted"),
        (one().column(INSERT, vec![]), "it ends too early"),
    ] {
        assert_eq!(change.refused(), rule);
    }
}

#[test]
fn a_value_is_of_a_known_kind_and_fills_its_bytes() {
    let mut far = Vec::new();
    common::write_signed(&mut far, 1 << 41);
    for (kind, bytes) in
        [(0, &b""[..]), (1, b""), (2, b""), (3, &[5]), (4, &[5]), (6, b""), (7, &[0xff]), (8, &[5]), (9, &far)]
    {
        value(kind, bytes).check().unwrap();
    }
    value(5, &1.5_f64.to_le_bytes()).check().unwrap();
    let longer = "a value is longer than its kind";
    for (change, rule) in [
        (value(10, b"v"), "a value is of an unknown kind"),
        (value(6, &[0xff]), "a text is not UTF-8"),
        (value(6, &vec![b'a'; limit::VALUE_BYTES + 1]), "a value has too many bytes"),
        (value(5, &f64::NAN.to_le_bytes()), "a number is not finite"),
        (value(5, &[0; 7]), "it ends too early"),
        (value(5, &[0; 9]), longer),
        (value(0, &[0]), longer),
        (value(2, &[0]), longer),
        (value(4, &[5, 5]), longer),
        (value(4, &[0x85, 0]), "a number is written longer than needed"),
        (value(4, &[0xff; 10]), "a number has more than 64 bits"),
        (value(8, &far), "a count is too far from zero"),
        (Forged::new().column(VALUE, b"vw".to_vec()), "bytes follow its last value"),
        (Forged::new().column(VALUE, vec![]), "it ends too early"),
    ] {
        assert_eq!(change.refused(), rule);
    }
    let increment =
        Forged::after().column(ACTION, vec![0x7f, 5]).column(KIND, run(-1, &number((far.len() as u64) << 4 | 4)));
    assert_eq!(increment.column(VALUE, far).refused(), "a count is too far from zero");
}

#[test]
fn an_operation_refers_to_what_was_before_it() {
    Forged::after().check().unwrap();
    let before = "an operation refers to one that can't have been before it";
    let two = |counters: &[u8]| {
        Forged { first: 9, ..Forged::after() }
            .column(PREDS, vec![0x7f, 2])
            .column(PRED_ACTOR, vec![2, 0])
            .column(PRED_COUNTER, counters.to_vec())
    };
    two(&[0x7e, 1, 2]).check().unwrap();
    for (change, rule) in [
        (Forged { first: 1, ..Forged::after() }, before),
        (Forged::after().column(PRED_COUNTER, vec![0x7f, 0]), before),
        (Forged::after().column(PRED_COUNTER, vec![0x7f, 7]), before),
        (Forged::after().column(PRED_COUNTER, vec![0x7f, 0x7f]), "a counter is negative"),
        (
            Forged::after().column(PRED_ACTOR, vec![0x7f, 1]),
            "an operation refers to an actor that the change does not name",
        ),
        (Forged::after().column(PRED_ACTOR, vec![]), "a predecessor is half there"),
        (two(&[0x7e, 2, 0x7f]), "an operation's predecessors are out of order"),
        (two(&[0x7e, 2, 0]), "an operation's predecessors are out of order"),
        (Forged::after().column(OBJECT_ACTOR, vec![0x7f, 0]), "an operation's object is half there"),
        (Forged::after().column(KEY_ACTOR, vec![0x7f, 0]), "an operation's key is half there"),
    ] {
        assert_eq!(change.refused(), rule);
    }
}

#[test]
fn a_text_is_written_character_by_character() {
    let one = || Forged::text(2).column(VALUE, "ab".into());
    one().check().unwrap();
    let other = "an operation on a text does not insert or remove a character";
    for (change, rule) in [
        (
            one().column(KIND, vec![0x7d, 0, 0x16, 0x26]).column(VALUE, "abc".into()),
            "a text is written one character at a time",
        ),
        (
            one().column(KIND, vec![0x7d, 0, 0x16, 0x06]).column(VALUE, "a".into()),
            "a text is written one character at a time",
        ),
        (one().column(KIND, vec![0x7d, 0, 0x16, 0x14]).column(VALUE, vec![b'a', 5]), other),
        (one().column(ACTION, vec![0x7d, 4, 1, 4]), other),
        (one().column(INSERT, vec![2, 1]), other),
        (
            one()
                .column(PREDS, vec![2, 0, 0x7f, 1])
                .column(PRED_ACTOR, vec![0x7f, 0])
                .column(PRED_COUNTER, vec![0x7f, 2]),
            other,
        ),
    ] {
        assert_eq!(change.refused(), rule);
    }
}

#[test]
fn what_could_be_written_otherwise_is_refused() {
    let two = || {
        Forged::new()
            .column(KEY, b"\x7e\x01j\x01k".to_vec())
            .column(INSERT, vec![2])
            .column(ACTION, vec![2, 1])
            .column(KIND, vec![2, 0x16])
            .column(VALUE, b"vw".to_vec())
            .column(PREDS, vec![2, 0])
    };
    two().check().unwrap();
    let split = "a column's runs are not as long as they could be";
    for (data, rule) in [
        (&[0x7e, 1, 1][..], split),
        (&[0x7f, 1, 0x7f, 1], split),
        (&[0x7f, 1, 0x7f, 4], split),
        (&[1, 1, 1, 4], split),
        (&[0x7f, 1, 2, 1], split),
        (&[0x82, 0, 1], "a number is written longer than needed"),
    ] {
        assert_eq!(two().column(ACTION, data.to_vec()).refused(), rule);
    }
    assert_eq!(two().column(KEY_COUNTER, vec![0, 2]).refused(), "a column says nothing");
    assert_eq!(two().column(KEY_COUNTER, vec![0, 1, 0, 1]).refused(), split);
    assert_eq!(two().column(KEY, vec![0, 0]).refused(), "a column has an empty run");
    assert_eq!(two().column(INSERT, vec![1, 0, 1]).refused(), "a column has an empty run");
    assert_eq!(two().column(INSERT, vec![2, 0]).refused(), "a column has more rows than the change has operations");
    assert!(check(&two().bytes()).is_ok());
}
