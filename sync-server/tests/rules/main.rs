//! One regression test for each rule of the protocol that the server keeps. All but `carry`, quota for erasures,
//! the pairing code and `repair_cursor_first` were seen to fail without their rule.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod agreeing;
mod between;
#[path = "../common/mod.rs"]
mod common;

use std::{collections::BTreeSet, sync::Arc};

use common::{ACCEPTED, Device, World, first, history, push, pushes, put, record};
use negentropy::{Id, Negentropy, NegentropyStorageVector};
use rapport_document::{Actor, Document, split};
use rapport_protocol::{
    Answer, Digest, EntryBody, Epoch, Exchange, Item, Page, RecordId, RefusalCode, Verdict, body,
    bootstrap::{Bootstrap, BootstrapAnswer, Part, Resume},
    limit,
    repair::{Fetch, FetchAnswer, Reconcile, ReconcileAnswer},
};
use rapport_sync_server::{
    Node, feed,
    node::{Packed, Quota},
    store::SqliteStore,
};

/// Reads the whole feed from the start.
fn whole_feed(world: &World, device: &Device) -> Vec<Page> {
    let mut reader = Device { cursor: 0, ..device.clone() };
    let mut pages: Vec<Page> = Vec::new();
    while pages.last().is_none_or(|page| page.more) {
        pages.push(reader.push(&world.node, vec![]));
        reader.cursor = pages.last().unwrap().upto;
    }
    pages
}

fn bootstrap(world: &World, device: &Device, resume: Option<Resume>) -> Part {
    match world.node.bootstrap(&device.token, &Bootstrap { resume }).unwrap() {
        BootstrapAnswer::Part(part) => part,
        BootstrapAnswer::Repair { .. } => panic!("a repair is asked for"),
    }
}

/// Every item that the server lists, as a device with nothing learns them.
fn listed(world: &World, device: &Device) -> (Epoch, u64, BTreeSet<Item>) {
    let mut nothing = NegentropyStorageVector::new();
    nothing.seal().unwrap();
    let mut asking = Negentropy::owned(nothing, 0).unwrap();
    let (mut message, mut need, mut began) = (asking.initiate().unwrap(), Vec::new(), None);
    loop {
        let request = Reconcile { epoch: began.map(|(epoch, _)| epoch), message };
        let answer = world.node.reconcile(&device.token, &request).unwrap();
        let ReconcileAnswer::Round { epoch, head, message: theirs } = answer else { panic!("another epoch") };
        let (epoch, head) = *began.get_or_insert((epoch, head));
        match asking.reconcile_with_ids(&theirs, &mut Vec::new(), &mut need).unwrap() {
            Some(next) => message = next,
            None => return (epoch, head, need.iter().map(|id: &Id| Item(*id.as_bytes())).collect()),
        }
    }
}

#[test]
fn lock_positions_are_given_and_entries_shown_in_one_step() {
    let folder = tempfile::tempdir().unwrap();
    let world = World::over(Arc::new(SqliteStore::open(&folder.path().join("books.sqlite")).unwrap()));
    let phone = world.first();
    // Many push at once while a reader follows the feed: it must never pass a position that is filled later.
    let seen = std::thread::scope(|scope| {
        let pushing: Vec<_> = (1..=4)
            .map(|number| {
                let (node, phone) = (&world.node, &phone);
                scope.spawn(move || {
                    for n in 0..20 {
                        let change = first(Actor([number; 16]), &n.to_string());
                        let pushed = phone.push(node, vec![push(RecordId([number * 20 + n; 16]), &change)]);
                        assert_eq!(pushed.changes, [ACCEPTED]);
                    }
                })
            })
            .collect();
        let mut reader = phone.clone();
        let mut seen = Vec::new();
        loop {
            let all_pushed = pushing.iter().all(std::thread::ScopedJoinHandle::is_finished);
            let page = reader.push(&world.node, vec![]);
            seen.extend(page.entries.iter().map(|entry| entry.position));
            reader.cursor = page.upto;
            if all_pushed {
                return seen;
            }
        }
    });
    assert_eq!(seen, (1..=80).collect::<Vec<_>>());
}

#[test]
fn stub_this_request_only_what_came_in_it_returns_as_a_name() {
    let world = World::new();
    let phone = world.first();
    let changes = history(phone.actor(), 2);
    phone.push(&world.node, pushes(record(1), &changes[..1]));
    // The device pushes its second change from an older cursor: its own first change comes back whole.
    let page = phone.push(&world.node, pushes(record(1), &changes[1..]));
    let bodies: Vec<_> = page.entries.into_iter().map(|entry| entry.body).collect();
    let whole = EntryBody::Change { id: changes[0].id(), bytes: changes[0].bytes().to_vec() };
    assert_eq!(bodies, [whole, EntryBody::Named { id: changes[1].id() }]);
}

#[test]
fn ids_kept_a_packed_change_is_known_by_its_name_and_its_turn() {
    let world = World::new();
    let phone = world.first();
    let mut changes = history(phone.actor(), 3);
    phone.push(&world.node, pushes(record(1), &changes));
    assert_eq!(world.node.pack_once(2).unwrap(), Packed::Record(record(1)));
    // A retry of what is only in the pack by now changes nothing.
    let page = phone.push(&world.node, pushes(record(1), &changes));
    assert_eq!(page.changes, [Verdict::Have; 3]);
    // And a change that depends on a packed one, by its actor and by another, is placed.
    for actor in [phone.actor(), Actor([9; 16])] {
        let mut document = Document::load(&changes).unwrap();
        changes.push(document.edit(actor, 2, &[put("by", &actor.0[0].to_string())]).unwrap().unwrap());
        assert_eq!(phone.push(&world.node, pushes(record(1), &changes[changes.len() - 1..])).changes, [ACCEPTED]);
    }
}

#[test]
fn id_binds_record_two_records_with_equal_contents_are_two() {
    let world = World::new();
    let phone = world.first();
    let change = first(phone.actor(), "same");
    let other = first(Actor([9; 16]), "another");
    let sent = vec![push(record(2), &other), push(record(1), &change), push(record(2), &change)];
    let page = phone.push(&world.node, sent);
    assert_eq!(page.changes, [ACCEPTED; 3]);
    assert_eq!(page.digest.unwrap().count, 3);
}

#[test]
fn pack_place_a_pack_stands_where_its_last_change_stood_and_pack_prefix_holds_all_up_to_there() {
    let world = World::new();
    let phone = world.first();
    let changes = history(phone.actor(), 4);
    phone.push(&world.node, pushes(record(1), &changes[..3]));
    phone.push(&world.node, vec![push(record(2), &first(phone.actor(), "between"))]);
    let digest = whole_feed(&world, &phone).last().unwrap().digest;
    let snapshot = world.store.read().unwrap();
    let packing = feed::find_packing(&*snapshot, 2).unwrap().unwrap();
    drop(snapshot);
    // A change that comes while the worker merges is after the pack, not in it.
    phone.push(&world.node, pushes(record(1), &changes[3..]));
    let mut txn = world.store.write().unwrap();
    assert!(feed::put_pack(&mut *txn, &packing).unwrap());
    txn.commit().unwrap();
    let page = whole_feed(&world, &phone).remove(0);
    let positions: Vec<_> = page.entries.iter().map(|entry| entry.position).collect();
    assert_eq!(positions, [3, 4, 5]);
    let EntryBody::Pack { bytes } = &page.entries[0].body else { panic!("no pack at the place of the last change") };
    let chunks = body::inflate(bytes, limit::RECORD_BYTES).unwrap();
    let inside: Vec<_> = split(&chunks).unwrap();
    assert_eq!(inside, changes[..3].iter().map(rapport_document::CheckedChange::bytes).collect::<Vec<_>>());
    // Packs change nothing in the digest, and a device past the pack gets nothing of it.
    let mut expected = digest.unwrap();
    expected.insert(Item::change(record(1), changes[3].id()));
    assert_eq!(page.digest, Some(expected));
    let past = Device { cursor: 4, ..phone };
    assert_eq!(past.push(&world.node, vec![]).entries.len(), 1);
    // Packed again, the pack and what follows become one.
    assert_eq!(world.node.pack_once(2).unwrap(), Packed::Record(record(1)));
    let again = whole_feed(&world, &past).remove(0);
    assert_eq!(again.entries.iter().map(|entry| entry.position).collect::<Vec<_>>(), [4, 5]);
}

#[test]
fn pack_cas_what_was_erased_or_restored_meanwhile_is_not_written_back() {
    let folder = tempfile::tempdir().unwrap();
    for restored in [false, true] {
        let world = World::new();
        let phone = world.first();
        phone.push(&world.node, pushes(record(1), &history(phone.actor(), 3)));
        let backup = folder.path().join(restored.to_string());
        world.node.backup_to(&backup).unwrap();
        let packing = feed::find_packing(&*world.store.read().unwrap(), 2).unwrap().unwrap();
        if restored {
            world.node.restore_from(&backup).unwrap();
        } else {
            phone.erase(&world.node, record(1));
        }
        let mut txn = world.store.write().unwrap();
        assert!(!feed::put_pack(&mut *txn, &packing).unwrap(), "restored: {restored}");
        // Nor is what stands there by now quarantined for what was read then.
        assert!(!feed::quarantine(&mut *txn, &packing).unwrap(), "restored: {restored}");
        drop(txn);
        let packs = if restored { Packed::Record(record(1)) } else { Packed::Nothing };
        assert_eq!(world.node.pack_once(2).unwrap(), packs);
    }
}

#[test]
fn boot_key_neither_an_edit_nor_packing_moves_a_record() {
    let world = World::new();
    let phone = world.first();
    // Three records, of which two do not fit into one part.
    let big = |n: u8| {
        let mut changes = history(Actor([n; 16]), 1);
        while changes.iter().map(|change| change.bytes().len()).sum::<usize>() < limit::PAGE_BYTES / 2 {
            let edits: Vec<_> = (0..3).map(|field| noise(n, changes.len() * 3 + field)).collect();
            let mut document = Document::load(&changes).unwrap();
            changes.push(document.edit(Actor([n; 16]), 1, &edits).unwrap().unwrap());
        }
        changes
    };
    let records: Vec<_> = (1..=3).map(big).collect();
    for (n, changes) in (1..).zip(&records) {
        phone.push(&world.node, pushes(record(n), changes));
    }
    let first_part = bootstrap(&world, &phone, None);
    let names = |part: &Part| part.records.iter().map(|whole| whole.record).collect::<Vec<_>>();
    assert_eq!((names(&first_part), first_part.done, first_part.total), (vec![record(3)], false, 3));
    // Between the parts the oldest record is edited, and packed.
    let mut document = Document::load(&records[0]).unwrap();
    let edit = document.edit(phone.actor(), 2, &[put("name", "edited")]).unwrap().unwrap();
    phone.push(&world.node, vec![push(record(1), &edit)]);
    while world.node.pack_once(2).unwrap() != Packed::Nothing {}
    let second = bootstrap(&world, &phone, Some(first_part.resume));
    let third = bootstrap(&world, &phone, Some(second.resume));
    assert_eq!((names(&second), names(&third), third.done), (vec![record(2)], vec![record(1)], true));
    assert_eq!(third.resume.head, first_part.resume.head);
    let sent: Vec<_> = records[0].iter().map(rapport_document::CheckedChange::bytes).chain([edit.bytes()]).collect();
    assert_eq!(third.records[0].changes, sent.concat());
}

/// A field that can't be compressed.
fn noise(seed: u8, field: usize) -> rapport_document::Edit {
    let bytes = (0..600u16).flat_map(|n| {
        let [high, low] = n.to_be_bytes();
        rapport_sync_server::access::hash(&[seed, high, low, field.to_be_bytes()[7], field.to_be_bytes()[6]])
    });
    rapport_document::Edit::Put { key: "noise".into(), value: rapport_document::Value::Bytes(bytes.collect()) }
}

#[test]
fn boot_markers_erasures_come_before_any_record() {
    let world = World::new();
    let phone = world.first();
    phone.push(
        &world.node,
        vec![push(record(1), &first(phone.actor(), "a")), push(record(2), &first(phone.actor(), "b"))],
    );
    phone.erase(&world.node, record(1));
    let part = bootstrap(&world, &phone, None);
    assert_eq!((part.erasures, part.total, part.records.len()), (vec![record(1)], 1, 1));
}

#[test]
fn boot_markers_more_erasures_than_a_part_holds_come_in_several_before_any_record() {
    let world = World::new();
    let phone = world.first();
    phone.push(&world.node, vec![push(record(1), &first(phone.actor(), "a"))]);
    let many: Vec<RecordId> = (1..=limit::ERASURES_A_PART as u64 + 1)
        .map(|number| RecordId([[9; 8], number.to_be_bytes()].concat().try_into().unwrap()))
        .collect();
    for some in many.chunks(limit::ERASURES_A_PUSH) {
        let request = Exchange { erasures: some.to_vec(), ..phone.request(vec![]) };
        world.node.exchange(&phone.token, request).unwrap();
    }
    let parts: Vec<Part> = std::iter::successors(Some(bootstrap(&world, &phone, None)), |part| {
        (!part.done).then(|| bootstrap(&world, &phone, Some(part.resume)))
    })
    .collect();
    let counts: Vec<_> = parts.iter().map(|part| (part.erasures.len(), part.records.len())).collect();
    assert_eq!(counts, [(limit::ERASURES_A_PART, 0), (1, 1)]);
    assert!(parts[1].resume.key < parts[0].resume.key, "each part ends further on");
    assert_eq!(parts.into_iter().flat_map(|part| part.erasures).collect::<Vec<_>>(), many);
}

#[test]
fn refusal_log_a_restore_brings_back_neither_what_was_erased_nor_who_was_revoked() {
    let folder = tempfile::tempdir().unwrap();
    let world = World::new();
    let phone = world.first();
    let lost = world.join(2, &phone);
    phone.push(
        &world.node,
        vec![push(record(1), &first(phone.actor(), "secret")), push(record(2), &first(phone.actor(), "b"))],
    );
    world.node.backup_to(&folder.path().join("backup")).unwrap();
    phone.erase(&world.node, record(1));
    world.node.revoke(&phone.token, lost.number).unwrap();
    let restored = world.node.restore_from(&folder.path().join("backup")).unwrap();
    assert_eq!((restored.books, restored.replayed), (1, 2));
    assert_eq!(world.node.feed(&lost.token).unwrap_err().code, RefusalCode::Revoked);
    let phone = Device { epoch: world.node.feed(&phone.token).unwrap().epoch, ..phone };
    let page = whole_feed(&world, &phone).remove(0);
    assert!(!page.entries.iter().any(|entry| entry.record == record(1) && entry.body != EntryBody::Erased));
    assert_eq!(
        phone.push(&world.node, vec![push(record(1), &first(phone.actor(), "secret"))]).changes,
        [Verdict::Erased]
    );
}

#[test]
fn refusal_log_is_written_before_an_erasure_is_acknowledged() {
    let world = World::new();
    let phone = world.first();
    assert_eq!(phone.erase(&world.node, record(1)).erasures, [ACCEPTED]);
    assert_eq!(world.refusals.replay().unwrap().refused.len(), 1);
    // A book that is made anew after a restore that did not have it stays without what was erased from it.
    let anew = World { refusals: world.refusals.clone(), ..World::new() };
    let node = Arc::new(
        Node::new(anew.store.clone(), anew.clock.clone(), anew.dice.clone())
            .with_refusal_log(world.refusals.clone())
            .open_to_all(),
    );
    let phone = World { node, ..anew };
    let again = phone.first();
    assert_eq!(again.push(&phone.node, vec![push(record(1), &first(again.actor(), "a"))]).changes, [Verdict::Erased]);
}
