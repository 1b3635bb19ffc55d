//! Whatever three devices write, and in whatever order they hear of it, they end up saying the same.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod common;

use automerge::{ActorId, Automerge, ROOT, ReadDoc as _};
use common::{ACTORS, Replicas, edit};
use proptest::prelude::*;
use rand::{SeedableRng as _, seq::SliceRandom as _};
use rand_chacha::ChaCha8Rng;
use rapport_document::{CheckedChange, Document, Edit, check, check_all, create, envelope, fields_of_first, remake};
use rapport_protocol::RecordId;

fn grown(seed: u64, steps: usize) -> (Replicas, ChaCha8Rng) {
    let mut random = ChaCha8Rng::seed_from_u64(seed);
    let mut replicas = Replicas::new(&mut random);
    (0..steps).for_each(|_| replicas.step(&mut random));
    (replicas, random)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn replicas_with_the_same_changes_say_the_same(seed: u64, steps in 0_usize..40) {
        let (mut replicas, _) = grown(seed, steps);
        replicas.settle();
        let fields = replicas.documents[0].fields();
        for (document, held) in replicas.documents.iter().zip(&replicas.held) {
            prop_assert_eq!(&document.fields(), &fields);
            prop_assert_eq!(document.heads(), replicas.documents[0].heads());
            let reloaded = Document::load(held).unwrap();
            prop_assert_eq!(&reloaded.fields(), &fields);
            prop_assert_eq!(reloaded.revisions().unwrap().len(), held.len());
            let chunks: Vec<u8> = held.iter().flat_map(CheckedChange::bytes).copied().collect();
            prop_assert_eq!(&check_all(&chunks).unwrap(), held);
            for change in held {
                let envelope = envelope(change.bytes()).unwrap();
                prop_assert_eq!((envelope.actor, envelope.turn), (change.actor(), change.turn()));
                prop_assert_eq!(envelope.deps, change.deps());
            }
        }
    }

    #[test]
    fn what_is_saved_loads_in_automerge_and_holds_the_same_changes(seed: u64, steps in 0_usize..40) {
        let (mut replicas, _) = grown(seed, steps);
        replicas.settle();
        let saved = Automerge::load(&replicas.documents[0].save()).unwrap();
        let mut changes: Vec<_> = saved.get_changes(&[]).iter().map(|change| change.raw_bytes().to_vec()).collect();
        let mut held: Vec<_> = replicas.held[0].iter().map(|change| change.bytes().to_vec()).collect();
        changes.sort();
        held.sort();
        prop_assert_eq!(changes, held);
    }

    #[test]
    fn rivals_are_shown_exactly_where_automerge_holds_different_values(seed: u64, steps in 0_usize..40) {
        let (mut replicas, _) = grown(seed, steps);
        replicas.settle();
        let fields = replicas.documents[0].fields();
        let saved = Automerge::load(&replicas.documents[0].save()).unwrap();
        prop_assert_eq!(saved.keys(ROOT).collect::<Vec<_>>(), fields.iter().map(|(key, _)| key).collect::<Vec<_>>());
        for (key, field) in fields.iter() {
            let (_, winner) = saved.get(ROOT, key).unwrap().unwrap();
            let mut said = Vec::new();
            for (value, id) in saved.get_all(ROOT, key).unwrap() {
                let text = if value.is_object() { saved.text(&id).unwrap() } else { format!("{value:?}") };
                said.push((id, value.is_object(), text));
            }
            let differ = said.iter().any(|(_, object, text)| (object, text) != (&said[0].1, &said[0].2));
            prop_assert_eq!(differ, !field.rivals.is_empty(), "{}", key);
            if differ {
                prop_assert_eq!(field.rivals.len(), said.len());
                prop_assert_eq!(&field.rivals[0].value, &field.value);
                let automerge::ObjId::Id(_, actor, _) = winner else { unreachable!() };
                prop_assert_eq!(actor, ActorId::from(field.rivals[0].actor.0));
            }
        }
    }

    #[test]
    fn a_first_change_reads_the_same_with_and_without_automerge(seed: u64, count in 1_usize..20) {
        let mut random = ChaCha8Rng::seed_from_u64(seed);
        let edits: Vec<Edit> = (0..count).map(|_| edit(&mut random)).collect();
        if let Ok(change) = create(ACTORS[0], 7, &edits) {
            prop_assert_eq!(fields_of_first(&change).unwrap(), Document::load([&change]).unwrap().fields());
            prop_assert_eq!(&check(change.bytes()).unwrap(), &change);
        }
        // The same edits made one upon another in one change of an empty document.
        if let Ok(Some(change)) = Document::load([]).unwrap().edit(ACTORS[0], 7, &edits) {
            let fields = Document::load([&change]).unwrap().fields();
            prop_assert_eq!(fields_of_first(&change).unwrap_or_else(|| fields.clone()), fields);
        }
    }

    #[test]
    fn putting_what_a_record_says_changes_nothing(seed: u64, steps in 0_usize..40) {
        let (mut replicas, _) = grown(seed, steps);
        let fields = replicas.documents[0].fields();
        let puts = |sole: bool| fields.iter().filter(move |(_, field)| field.rivals.is_empty() == sole);
        let again: Vec<_> = puts(true).map(|(key, field)| Edit::Put { key: key.into(), value: field.value.clone() }).collect();
        prop_assert_eq!(replicas.documents[0].edit(ACTORS[0], 9, &again).unwrap(), None);
        for (key, field) in puts(false) {
            let settle = Edit::Settle { key: key.into(), value: field.value.clone() };
            prop_assert!(replicas.documents[0].edit(ACTORS[0], 9, &[settle]).unwrap().is_some());
        }
        prop_assert_eq!(replicas.documents[0].fields().conflicts().count(), 0);
    }

    #[test]
    fn what_is_made_again_after_a_fork_fits_and_says_the_same(seed: u64, steps in 1_usize..40) {
        let (mut replicas, mut random) = grown(seed, steps);
        replicas.settle();
        let held = &replicas.held[0];
        let refused = held[random.random_range(0..held.len())].id();
        let record = RecordId([3; 16]);
        let remade = remake(record, held, refused).unwrap();
        let dropped = |change: &&CheckedChange| !remade.iter().any(|(old, _)| *old == change.id());
        let kept = held.iter().filter(dropped);
        let mut document = Document::load(kept).unwrap();
        for (_, new) in &remade {
            document.apply(new).unwrap();
        }
        // Another winner is possible, as winners go by actor; another set of values is not.
        let fields = replicas.documents[0].fields();
        let again = document.fields();
        prop_assert_eq!(again.iter().map(|f| f.0).collect::<Vec<_>>(), fields.iter().map(|f| f.0).collect::<Vec<_>>());
        prop_assert_eq!(again.conflicts().collect::<Vec<_>>(), fields.conflicts().collect::<Vec<_>>());
        // Held in another order, the same changes are made.
        let mut order: Vec<_> = replicas.held[2].clone();
        order.shuffle(&mut random);
        let mut sorted: Vec<CheckedChange> = Vec::new();
        while !order.is_empty() {
            let ready = order.iter().position(|c| c.deps().iter().all(|dep| sorted.iter().any(|s| s.id() == *dep)));
            sorted.push(order.remove(ready.unwrap()));
        }
        let mut there: Vec<_> = remake(record, &sorted, refused).unwrap();
        let mut here = remade.clone();
        here.sort_by_key(|(old, _)| *old);
        there.sort_by_key(|(old, _)| *old);
        prop_assert_eq!(here, there);
    }
}
