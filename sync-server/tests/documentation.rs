//! `docs/protocol.md` says what the code does.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use rapport_document::{Actor, Edit, Value, create};
use rapport_protocol::{
    Answer, Digest, Entry, EntryBody, Epoch, Exchange, Item, Page, Push, RecordId, RefusalCode, Verdict, body, limit,
};

const PAGE: &str = include_str!("../../docs/protocol.md");

/// The cells of the table under a heading, without its head.
fn table(heading: &str) -> Vec<Vec<&'static str>> {
    let section = PAGE.split(heading).nth(1).expect(heading);
    let rows = section.lines().skip_while(|line| !line.starts_with('|')).take_while(|line| line.starts_with('|'));
    rows.skip(2)
        .map(|row| row.trim_matches('|').split('|').map(|cell| cell.trim().trim_matches('`')).collect())
        .collect()
}

#[test]
fn the_limits_are_those_of_the_code() {
    let source = include_str!("../../protocol/src/limit.rs");
    let names: Vec<_> = source.lines().filter_map(|line| line.strip_prefix("pub const ")?.split(':').next()).collect();
    let written = table("\n## Limits\n");
    assert_eq!(written.iter().map(|row| row[2]).collect::<Vec<_>>(), names, "each limit has its row");
    let numbers: Vec<u64> = written.iter().map(|row| row[1].parse().unwrap()).collect();
    let sizes = |numbers: &[usize]| numbers.iter().map(|n| *n as u64).collect::<Vec<_>>();
    let mut expected = sizes(&[
        limit::BODY_BYTES,
        limit::BODY_BYTES_DECOMPRESSED,
        limit::CHANGES_A_PUSH,
        limit::PAGE_BYTES,
        limit::ENTRIES_A_PAGE,
        limit::ERASURES_A_PUSH,
        limit::ITEMS_A_FETCH,
        limit::ERASURES_A_PART,
        limit::RECORDS_A_PART,
        limit::CHANGE_BYTES,
    ]);
    expected.push(limit::OPERATIONS_A_CHANGE);
    expected.extend(sizes(&[limit::VALUE_BYTES, limit::KEY_BYTES, limit::ACTORS_A_CHANGE]));
    expected.extend(sizes(&[limit::DEPENDENCIES_A_CHANGE]));
    expected.extend([limit::OPERATION_COUNTER, limit::COUNT, limit::TIME_S, limit::OPERATIONS_A_RECORD]);
    expected.extend(sizes(&[limit::CHANGES_A_RECORD, limit::RECORD_BYTES]));
    expected.push(limit::PAIRING_SECRET_S);
    expected.extend(sizes(&[limit::NAME_BYTES]));
    assert_eq!(numbers, expected);
}

#[test]
fn every_refusal_and_every_verdict_is_there() {
    for row in table("\n## Refusals\n") {
        let code: RefusalCode = serde_json::from_value(row[0].into()).unwrap();
        assert_ne!(code, RefusalCode::Other, "{}", row[0]);
        assert_eq!(code.status().to_string(), row[1], "{}", row[0]);
    }
    assert_eq!(table("\n## Refusals\n").len(), 12);
    let verdicts = table("returns as `named`, without bytes");
    assert_eq!(verdicts.len(), 9);
    for row in verdicts {
        serde_json::from_value::<Verdict>(row[0].into()).expect(row[0]);
    }
}

#[test]
fn the_example_is_what_goes_over_the_wire() {
    let change = create(Actor([1; 16]), 7, &[Edit::Put { key: "k".into(), value: Value::Text("v".into()) }]).unwrap();
    let (record, id): (RecordId, _) = ("01932f6a-c1e8-7d5a-b3f0-4c2d9e817a66".parse().unwrap(), change.id());
    let epoch: Epoch = "5f1d3c0a77e24b9c8d10a6b2f4c3e591".parse().unwrap();
    let changes = vec![Push { record, id, bytes: change.bytes().to_vec() }];
    let exchange = Exchange { epoch, cursor: 41, erasures: vec![], changes };
    assert_eq!(body::decode::<Exchange>(&hex("exchange"), false).unwrap(), exchange);
    assert_eq!(sent(&body::encode(&exchange)), hex("exchange"));
    let digest: Digest = [Item::change(record, id)].into_iter().collect();
    let answer = Answer::Page(Page {
        epoch,
        after: 41,
        upto: 42,
        more: false,
        erasures: vec![],
        changes: vec![Verdict::Accepted],
        entries: vec![Entry { position: 42, record, key_epoch: 0, body: EntryBody::Named { id } }],
        digest: Some(digest),
    });
    assert_eq!(body::decode::<Answer>(&hex("answer"), false).unwrap(), answer);
    assert_eq!(sent(&body::encode(&answer)), hex("answer"));
}

fn sent(body: &body::Body) -> Vec<u8> {
    if body.compressed { body::inflate(&body.bytes, 10_000).unwrap() } else { body.bytes.clone() }
}

fn hex(name: &str) -> Vec<u8> {
    let block = PAGE.split(&format!("```hex {name}\n")).nth(1).expect(name).split("```").next().unwrap();
    data_encoding::HEXLOWER.decode(block.replace('\n', "").as_bytes()).unwrap()
}
