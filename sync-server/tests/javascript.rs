//! A record as the server gives it out opens in automerge's own JavaScript package, with every field.
//!
//! Needs node, and `npm ci` run once in `tests/javascript`.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod common;

use std::{
    io::Write as _,
    path::Path,
    process::{Command, Stdio},
};

use common::{World, pushes, put, record};
use rapport_document::{Actor, Document, Edit, Value, create};
use rapport_protocol::Verdict;
use serde_json::{Value as Json, json};

#[test]
fn a_merged_record_opens_in_javascript() {
    let world = World::new();
    let phone = world.first();
    let edits = [
        put("name", "Oak Street Family Medicine"),
        Edit::Put { key: "note".into(), value: Value::Prose("Two new doctors".into()) },
        Edit::Put { key: "minutes".into(), value: Value::Int(10) },
        Edit::Put { key: "routes_referrals".into(), value: Value::Bool(true) },
    ];
    let mut changes = vec![create(phone.actor(), 1, &edits).unwrap()];
    // Two devices edit different fields at once; both edits are in the merged record.
    for (actor, key, value) in [
        (phone.actor(), "note", Value::Prose("Two new doctors in January".into())),
        (Actor([9; 16]), "minutes", Value::Int(15)),
    ] {
        let mut document = Document::load(&changes[..1]).unwrap();
        changes.push(document.edit(actor, 2, &[Edit::Put { key: key.into(), value }]).unwrap().unwrap());
    }
    assert_eq!(phone.push(&world.node, pushes(record(1), &changes)).changes, [Verdict::Accepted; 3]);
    let opened = open(&world.node.record(&phone.token, record(1)).unwrap());
    let fields = json!({
        "name": "Oak Street Family Medicine",
        "note": "Two new doctors in January",
        "minutes": 15,
        "routes_referrals": true,
    });
    assert_eq!(opened, json!({ "fields": fields, "changes": 3 }));
}

fn open(merged: &[u8]) -> Json {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../tests/javascript");
    let mut node = Command::new("node")
        .arg("open-record.mjs")
        .current_dir(folder)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("node is installed");
    node.stdin.take().unwrap().write_all(merged).unwrap();
    let output = node.wait_with_output().unwrap();
    assert!(output.status.success(), "run `npm ci` in tests/javascript");
    serde_json::from_slice(&output.stdout).unwrap()
}
