//! What a record costs: medians of many, and the best of them, which other work on the machine does not blur. Run it with `--release`.

#![allow(clippy::unwrap_used, reason = "a measurement fails by panicking")]

use std::{hint::black_box, time::Instant};

use rapport_document::{Actor, Document, Edit, Value, check, create, fields_of_first};

fn main() {
    let actor = Actor([7; 16]);
    let scalars = visit(None);
    let with_note = visit(Some("Two new doctors start in January. ".repeat(6)));
    let characters = "x".repeat(32_000);
    let long = [Edit::Put { key: "note".into(), value: Value::Prose(characters) }];
    for (name, edits) in
        [("13 scalars", &scalars[..]), ("13 scalars, 200 characters", &with_note), ("32,000 characters", &long)]
    {
        let first = create(actor, 0, edits).unwrap();
        println!("{name}: {} bytes, {} operations", first.bytes().len(), first.operations());
        let rounds = if first.operations() > 1_000 { 51 } else { 5_001 };
        median("create", rounds, || create(actor, 0, edits).unwrap());
        median("check", rounds, || check(first.bytes()).unwrap());
        median("fields_of_first", rounds, || fields_of_first(&first).unwrap());
        let load = |bytes| automerge::Automerge::load(bytes).unwrap();
        median("automerge alone: load", rounds, || load(first.bytes()));
        let parsed = automerge::Change::try_from(first.bytes()).unwrap();
        median("automerge alone: apply", rounds, || {
            automerge::Automerge::new().apply_changes([parsed.clone()]).unwrap();
        });
        median("load", rounds, || Document::load([&first]).unwrap().heads());
        median("load, fields", rounds, || Document::load([&first]).unwrap().fields());
        let edit = [Edit::Put { key: "kind".into(), value: Value::Text("call".into()) }];
        median("load, edit", rounds, || Document::load([&first]).unwrap().edit(actor, 1, &edit).unwrap());
    }
}

fn visit(note: Option<String>) -> Vec<Edit> {
    let put = |key: &str, value| Edit::Put { key: key.into(), value };
    let text = |text: &str| Value::Text(text.into());
    let id = "0198c5a0-1111-7222-8333-444455556666";
    let mut edits = vec![
        put("record", text("touchpoint")),
        put("kind", text("visit")),
        put("state", text("done")),
        put("direction", text("out")),
        put("place", text(id)),
        put(&format!("met:{id}"), Value::Bool(true)),
        put("at", Value::Instant(1_760_000_000_000)),
        put("zone", text("America/Chicago")),
        put("length", Value::Int(10)),
        put("outcome", text("met")),
        put("left:cookies", Value::Int(1)),
        put("cost", Value::Float(12.5)),
        put("purpose", text("drop-in")),
    ];
    edits.extend(note.map(|note| put("note", Value::Prose(note[..200].into()))));
    edits
}

fn median<T>(name: &str, rounds: usize, run: impl Fn() -> T) {
    let time = |_| {
        let start = Instant::now();
        black_box(run());
        start.elapsed()
    };
    let mut times: Vec<_> = (0..rounds).map(time).collect();
    times.sort();
    let [least, median] = [0, rounds / 2].map(|at| times[at].as_secs_f64() * 1e6);
    println!("    {name}: {median:.1} µs, at best {least:.1} µs");
}
