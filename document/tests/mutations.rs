//! Valid changes, damaged and with the checksum made right again. Whatever passes the gate is then merged, saved, loaded,
//! read and edited: automerge must never panic, and what it saves must load again.
//!
//! `RAPPORT_MUTATIONS` sets how many, `RAPPORT_SEED` where the seeds begin.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod common;

use std::{
    collections::BTreeMap,
    panic::{self, AssertUnwindSafe, catch_unwind},
};

use automerge::{ActorId, Automerge, Change, ChangeHash, ExpandedChange, ObjType, ScalarValue, legacy};
use common::{ACTORS, Replicas, body, chunk};
use rand::{Rng, RngExt as _, SeedableRng as _};
use rand_chacha::ChaCha8Rng;
use rapport_document::{CheckedChange, Document, DocumentError, Edit, Refused, Value, check, fields_of_first};

fn setting(name: &str, otherwise: u64) -> u64 {
    std::env::var(name).ok().and_then(|text| text.parse().ok()).unwrap_or(otherwise)
}

#[test]
fn what_passes_the_gate_harms_nothing() {
    let (count, seed) = (setting("RAPPORT_MUTATIONS", 20_000), setting("RAPPORT_SEED", 1));
    let hook = panic::take_hook();
    panic::set_hook(Box::new(|_| {}));
    let mut outcomes: BTreeMap<String, u64> = BTreeMap::new();
    let mut harmful = Vec::new();
    let mut record = Vec::new();
    for mutation in seed..seed + count {
        let mut random = ChaCha8Rng::seed_from_u64(mutation);
        if record.is_empty() || mutation % 50 == 0 {
            record = grow(&mut ChaCha8Rng::seed_from_u64(mutation / 50));
        }
        let outcome = catch_unwind(AssertUnwindSafe(|| try_one(&mut random, &record)));
        let outcome = outcome.unwrap_or_else(|panic| {
            let text =
                panic.downcast_ref::<String>().cloned().or(panic.downcast_ref::<&str>().map(ToString::to_string));
            format!("HARM: panic {}", text.unwrap_or_default())
        });
        if outcome.starts_with("HARM") {
            harmful.push((mutation, outcome.clone()));
        }
        *outcomes.entry(outcome).or_default() += 1;
    }
    panic::set_hook(hook);
    for (outcome, times) in &outcomes {
        println!("{times:>8}  {outcome}");
    }
    assert!(harmful.is_empty(), "{} of {count}: {:?}", harmful.len(), &harmful[..harmful.len().min(5)]);
    assert!(outcomes.keys().any(|outcome| outcome.starts_with("merged")), "no mutation passed: they are too wild");
}

fn grow(random: &mut ChaCha8Rng) -> Vec<CheckedChange> {
    let mut replicas = Replicas::new(random);
    (0..random.random_range(0..14)).for_each(|_| replicas.step(random));
    replicas.settle();
    replicas.held.swap_remove(random.random_range(0..3))
}

/// Damages one change of the record, and says what became of it.
fn try_one(random: &mut ChaCha8Rng, record: &[CheckedChange]) -> String {
    let place = random.random_range(0..record.len());
    let (kind, bytes) = if random.random() {
        ("bytes", chunk(1, &damage_bytes(random, body(record[place].bytes()))))
    } else {
        let expanded = Change::try_from(record[place].bytes()).unwrap().decode();
        let damaged = damage_meaning(random, expanded, record);
        match catch_unwind(|| Change::from(damaged).raw_bytes().to_vec()) {
            Ok(bytes) => ("meaning", bytes),
            Err(_) => return "automerge itself can't write it".into(),
        }
    };
    let change = match check(&bytes) {
        Ok(change) if change == record[place] => return "the same as before".into(),
        Ok(change) => change,
        Err(Refused::Malformed(rule)) => return format!("refused ({kind}): {rule}"),
        Err(Refused::TooLarge(rule)) => return format!("too large ({kind}): {rule}"),
    };
    let mut document = Document::load(&record[..place]).unwrap();
    if place == 0
        && let Some(fields) = fields_of_first(&change)
        && Document::load([&change]).map(|document| document.fields()) != Ok(fields)
    {
        return "HARM: the first change reads otherwise without automerge".into();
    }
    match document.apply(&change) {
        Ok(()) => use_it(document, &record[..place], &change, kind),
        Err(DocumentError::Unreadable(rule)) if rule.starts_with("automerge") => format!("HARM: {rule}"),
        Err(DocumentError::MissingDependency(_)) => format!("does not fit ({kind}): a dependency is missing"),
        Err(error) => format!("does not fit ({kind}): {error}"),
    }
}

fn use_it(mut document: Document, before: &[CheckedChange], change: &CheckedChange, kind: &str) -> String {
    let fields = document.fields();
    let saved = document.save();
    let Ok(loaded) = Automerge::load(&saved) else { return "HARM: what was saved does not load".into() };
    let mut changes: Vec<_> = loaded.get_changes(&[]).iter().map(|change| change.raw_bytes().to_vec()).collect();
    let held = before.iter().chain([change]);
    let mut held: Vec<_> = held.map(|change| change.bytes().to_vec()).collect();
    changes.sort();
    held.sort();
    if changes != held {
        return "HARM: what was saved holds other changes".into();
    }
    let all: Vec<_> = before.iter().chain([change]).cloned().collect();
    if Document::load(&all).map(|document| document.fields()) != Ok(fields) {
        return "HARM: merged at once it says something else".into();
    }
    if document.revisions().is_err() {
        return "HARM: its history can't be read".into();
    }
    let edits = ["a", "b", "c", "note"].map(|key| Edit::Put { key: key.into(), value: Value::Prose("mended".into()) });
    match document.edit(ACTORS[1], 9, &edits) {
        Ok(Some(edited)) => match Document::load(all.iter().chain([&edited])) {
            Ok(again) if again.fields() == document.fields() && Automerge::load(&document.save()).is_ok() => {}
            _ => return "HARM: edited, it does not merge again".into(),
        },
        other => return format!("HARM: it can't be edited: {other:?}"),
    }
    format!("merged ({kind})")
}

fn damage_bytes(random: &mut ChaCha8Rng, body: &[u8]) -> Vec<u8> {
    let mut body = body.to_vec();
    for _ in 0..random.random_range(1..4) {
        let at = random.random_range(0..body.len());
        match random.random_range(0..7) {
            0 => body[at] ^= 1 << random.random_range(0..8),
            1 => body[at] = random.random(),
            2 => body[at] = body[at].wrapping_add(1),
            3 => body[at] = body[at].wrapping_sub(1),
            4 => body.insert(at, random.random()),
            5 if body.len() > 1 => _ = body.remove(at),
            _ => {
                let from = random.random_range(0..body.len());
                let length = random.random_range(1..9).min(body.len() - from.max(at));
                let taken = body[from..from + length].to_vec();
                body.splice(at..at + length, taken);
            }
        }
    }
    body
}

/// Changes what a change says, and leaves it to automerge to write that in its own way.
fn damage_meaning(random: &mut ChaCha8Rng, mut change: ExpandedChange, record: &[CheckedChange]) -> ExpandedChange {
    for _ in 0..random.random_range(1..3) {
        match random.random_range(0..12) {
            0 => change.seq = random.random_range(0..5),
            1 => change.start_op = random.random_range(1..60).try_into().unwrap(),
            2 => change.actor_id = actor(random),
            3 => change.deps = deps(random, record),
            4 => {
                let from = random.random_range(0..change.operations.len());
                let moved = change.operations[from].clone();
                change.operations.insert(random.random_range(0..=change.operations.len()), moved);
            }
            5 if change.operations.len() > 1 => {
                _ = change.operations.remove(random.random_range(0..change.operations.len()));
            }
            6 => {
                let (a, b) =
                    (random.random_range(0..change.operations.len()), random.random_range(0..change.operations.len()));
                change.operations.swap(a, b);
            }
            _ => {
                let at = random.random_range(0..change.operations.len());
                damage_operation(random, &mut change.operations[at]);
            }
        }
    }
    change
}

fn damage_operation(random: &mut ChaCha8Rng, operation: &mut legacy::Op) {
    match random.random_range(0..6) {
        0 => operation.action = action(random),
        1 => operation.obj = if random.random() { legacy::ObjectId::Root } else { legacy::ObjectId::Id(id(random)) },
        2 => operation.key = legacy::Key::Map(["a", "note", "count", ""][random.random_range(0..4)].into()),
        3 => operation.key = legacy::Key::Seq(legacy::ElementId::Id(id(random))),
        4 => operation.pred = (0..random.random_range(0..4)).map(|_| id(random)).collect(),
        _ => operation.insert = !operation.insert,
    }
}

fn action(random: &mut ChaCha8Rng) -> legacy::OpType {
    use legacy::OpType::{Delete, Increment, Make, Put};
    match random.random_range(0..9) {
        0 => Delete,
        1 => Increment([1, -1, i64::MAX, i64::MIN][random.random_range(0..4)]),
        2 => Make([ObjType::Map, ObjType::List, ObjType::Text, ObjType::Table][random.random_range(0..4)]),
        3 => Put(ScalarValue::counter(random.random_range(-3..3))),
        4 => Put(ScalarValue::Null),
        5 => Put(ScalarValue::Uint([0, u64::MAX][random.random_range(0..2)])),
        6 => Put(ScalarValue::Unknown { type_code: 12, bytes: vec![1, 2] }),
        7 => Put(["", "x", "🙂", "ab"][random.random_range(0..4)].into()),
        _ => Put(ScalarValue::F64([0.5, f64::NAN, f64::INFINITY][random.random_range(0..3)])),
    }
}

fn actor(random: &mut ChaCha8Rng) -> ActorId {
    match random.random_range(0..12) {
        0 => ActorId::from([random.random::<u8>(); 16]),
        1 => ActorId::from(vec![7; random.random_range(0..20)]),
        _ => ActorId::from(ACTORS[random.random_range(0..3)].0),
    }
}

fn id(random: &mut ChaCha8Rng) -> legacy::OpId {
    let counter = if random.random_ratio(1, 20) { random.random() } else { random.random_range(0..60) };
    legacy::OpId::new(counter, &actor(random))
}

fn deps(random: &mut impl Rng, record: &[CheckedChange]) -> Vec<ChangeHash> {
    let some = (0..random.random_range(0..4)).map(|_| ChangeHash(record[random.random_range(0..record.len())].id().0));
    some.collect()
}
