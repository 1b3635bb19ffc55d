//! Ten thousand changes that build on what nobody has, or that come last to first: automerge takes a minute over them, and no
//! door of a device gives them to it.

use std::{
    collections::BTreeSet,
    time::{Duration, Instant},
};

use rapport_core::{
    companion::{Progress, Received, RepairStep},
    sync::SyncOutcome,
};
use rapport_protocol::{
    Answer, ChangeId, Entry, EntryBody, Page, RecordId,
    body::deflate,
    bootstrap::{BootstrapAnswer, Part, WholeRecord},
    repair::FetchAnswer,
};
use rapport_tests::scene::{Paired, Scene};

use crate::hostile::{
    forging::forged::{Forged, PRED_ACTOR, PRED_COUNTER, PREDS, run},
    most_memory,
};

const MANY: u64 = 10_000;
/// What a device may need for them, in bytes, and how long: they are a megabyte and a half themselves.
const MEMORY_BYTES: u64 = 256 << 20;
const PATIENCE: Duration = Duration::from_secs(40);
const HOSTILE: RecordId = RecordId([0x66; 16]);

#[test]
fn a_page_or_a_pack_of_them_is_left_and_the_next_page_taken() {
    let scene = Scene::default();
    let (phone, desktop) = (scene.device("phone"), scene.device("desktop"));
    phone.add("Oak Street");
    phone.sync();
    let unfounded = chain(Some([7; 32]));
    let packed: Vec<u8> = unfounded.iter().flat_map(|(_, bytes)| bytes.clone()).collect();
    let entries: Vec<EntryBody> = unfounded.into_iter().map(|(id, bytes)| EntryBody::Change { id, bytes }).collect();
    within_bounds(|| {
        for bodies in [entries, vec![EntryBody::Pack { bytes: deflate(&packed) }]] {
            let stood = phone.cursor();
            // It asks the server what there is, and keeps none of them.
            assert_eq!(sends(&phone, bodies), Received::Repair);
            assert_eq!((phone.cursor(), phone.changes(HOSTILE).len()), (stood, 0));
            assert_eq!(phone.sync(), SyncOutcome::Synced);
        }
    });
    desktop.add("Elm Street");
    desktop.sync();
    assert_eq!((phone.sync(), phone.names()), (SyncOutcome::Synced, vec!["Elm Street".into(), "Oak Street".into()]));
}

#[test]
fn a_first_sync_with_them_sets_their_record_aside_and_brings_all_others() {
    let scene = Scene::default();
    let desktop = scene.device("desktop");
    desktop.add("Oak Street");
    desktop.sync();
    let phone = scene.join("phone");
    let asked = phone.book.ask_bootstrap().unwrap();
    let BootstrapAnswer::Part(mut part) = scene.node.bootstrap(&phone.token, &asked).unwrap() else {
        panic!("nothing was restored meanwhile")
    };
    let changes = chain(Some([7; 32])).into_iter().flat_map(|(_, bytes)| bytes).collect();
    part.records.push(WholeRecord { record: HOSTILE, changes });
    within_bounds(|| {
        let Part { done, .. } = part;
        let progress = phone.book.receive_bootstrap(&asked, BootstrapAnswer::Part(part)).unwrap();
        assert!(done && progress == Progress::Done);
        phone.sync();
    });
    desktop.add("Elm Street");
    desktop.sync();
    phone.sync();
    assert_eq!(phone.names(), ["Elm Street", "Oak Street"]);
    assert_eq!(phone.book.check().unwrap().aside, [(HOSTILE, "unreadable".to_owned())]);
}

#[test]
fn a_repair_that_is_sent_them_leaves_them_and_takes_them_in_any_order_once_they_have_ground() {
    for base in [Some([7; 32]), None] {
        let scene = Scene::default();
        let (phone, desktop) = (scene.device("phone"), scene.device("desktop"));
        let backup = scene.back_up();
        desktop.add("Oak Street");
        desktop.sync();
        scene.restore(&backup);
        desktop.sync();
        assert_eq!(phone.exchange(), Received::Repair);
        let mut repair = phone.book.begin_repair().unwrap();
        while matches!(repair.step(), RepairStep::Reconcile(_)) {
            assert!(phone.repair_step(&mut repair));
        }
        let RepairStep::Fetch(fetch) = repair.step() else { panic!("Oak Street is lacking") };
        let answer = scene.node.fetch(&phone.token, &fetch).unwrap();
        let FetchAnswer::Entries { mut entries, looked_at } = answer else { panic!("nothing was restored meanwhile") };
        let hostile = chain(base).into_iter().map(|(id, bytes)| EntryBody::Change { id, bytes });
        entries.extend(hostile.rev().map(|body| entry(1, body)));
        within_bounds(|| {
            assert!(repair.fetched(FetchAnswer::Entries { entries, looked_at }));
            phone.book.keep_fetched(&mut repair).unwrap();
            phone.book.finish_repair(repair).unwrap();
        });
        let kept = if base.is_some() { 0 } else { MANY };
        assert_eq!((phone.changes(HOSTILE).len() as u64, phone.names()), (kept, vec!["Oak Street".to_owned()]));
    }
}

/// Changes of one actor, each after the one before, the first after `base`.
fn chain(base: Option<[u8; 32]>) -> Vec<(ChangeId, Vec<u8>)> {
    let mut before = base;
    let made = |turn: u64| {
        let counter = i64::try_from(turn).unwrap() - 1;
        let mut change = Forged { deps: before.into_iter().collect(), turn, first: turn, ..Forged::new() };
        if turn > 1 {
            change = change.column(PREDS, vec![0x7f, 1]).column(PRED_ACTOR, vec![0x7f, 0]);
            change = change.column(PRED_COUNTER, run(-1, &signed(counter)));
        }
        let bytes = change.bytes();
        let id = rapport_document::chunk_id(&bytes).unwrap();
        before = Some(id.0);
        (id, bytes)
    };
    let chain: Vec<_> = (1..=MANY).map(made).collect();
    assert_eq!(chain.iter().map(|(id, _)| id).collect::<BTreeSet<_>>().len() as u64, MANY);
    chain
}

/// A number as a column holds it.
fn signed(number: i64) -> Vec<u8> {
    let whole = run(number, &[]);
    assert!(!whole.is_empty());
    whole
}

fn entry(position: u64, body: EntryBody) -> Entry {
    Entry { position, record: HOSTILE, key_epoch: 0, body }
}

fn sends(phone: &Paired, bodies: Vec<EntryBody>) -> Received {
    let asked = phone.book.ask().unwrap();
    let (epoch, after) = (asked.exchange.epoch, asked.exchange.cursor);
    let entries: Vec<Entry> = (after + 1..).zip(bodies).map(|(position, body)| entry(position, body)).collect();
    let upto = after + entries.len() as u64;
    let page = Page { epoch, after, upto, more: true, erasures: vec![], changes: vec![], entries, digest: None };
    phone.book.receive(&asked, Answer::Page(page)).unwrap()
}

fn within_bounds(work: impl FnOnce()) {
    let (memory, began) = (most_memory(), Instant::now());
    work();
    let (grown, took) = (most_memory().saturating_sub(memory), began.elapsed());
    assert!(grown < MEMORY_BYTES && took < PATIENCE, "{grown} bytes and {took:?} for {MANY} small changes");
}
