//! Edits of the same flat shapes, made by automerge's JavaScript package (`tests/javascript/make.mjs`), pass and merge.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use rapport_document::{Document, Value, check};

#[test]
fn changes_made_in_javascript_pass_the_gate_and_merge() {
    let changes = [
        &include_bytes!("javascript/0.bin")[..],
        include_bytes!("javascript/1.bin"),
        include_bytes!("javascript/2.bin"),
        include_bytes!("javascript/3.bin"),
        include_bytes!("javascript/4.bin"),
    ]
    .map(|bytes| check(bytes).unwrap());
    let concurrent = Document::load(&changes[..4]).unwrap().fields();
    assert_eq!(concurrent.get("kind"), Some(&Value::Text("call".into())));
    assert_eq!(concurrent.get("note"), Some(&Value::Prose("Thxyz new doctors 🙂👩‍👩‍👧 naive!".into())));
    assert_eq!(concurrent.get("at"), Some(&Value::Instant(1_760_000_000_000)));
    assert_eq!(concurrent.get("c"), Some(&Value::Counter(6)));
    assert_eq!((concurrent.get("f"), concurrent.get("z")), (Some(&Value::Float(1.5)), None));
    assert_eq!(concurrent.conflicts().collect::<Vec<_>>(), ["n"]);
    let settled = Document::load(&changes).unwrap().fields();
    assert_eq!((settled.get("n"), settled.conflicts().count()), (Some(&Value::Int(9)), 0));
    assert_eq!(settled.get("note"), Some(&Value::Prose("whole new".into())));
}
