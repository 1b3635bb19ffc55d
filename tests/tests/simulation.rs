//! A thousand worlds, each drawn from its seed. `./dev simulate` runs any other, and any number.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::sync::{
    Mutex,
    atomic::{AtomicUsize, Ordering},
};

use rapport_tests::{Report, World};

/// Worlds of so many steps show nearly all that longer ones do.
const STEPS: usize = 140;
const WORLDS: u64 = 1_000;

/// Seeds that once failed, each with its steps, come first.
fn seeds() -> Vec<(u64, usize)> {
    let golden = include_str!("../seeds.txt").lines().filter(|line| !line.starts_with('#') && !line.is_empty());
    let golden = golden.map(|line| {
        let mut words = line.split_whitespace();
        let mut number = || words.next().unwrap().parse().unwrap();
        (number(), usize::try_from(number()).unwrap())
    });
    golden.chain((0..WORLDS).map(|seed| (seed, STEPS))).collect()
}

#[test]
fn a_thousand_worlds_come_to_rest_with_nothing_lost() {
    let (seeds, next) = (seeds(), AtomicUsize::new(0));
    let (failures, total) = (Mutex::new(Vec::new()), Mutex::new(Report::default()));
    std::thread::scope(|scope| {
        for _ in 0..std::thread::available_parallelism().map_or(1, usize::from) {
            scope.spawn(|| {
                while let Some((seed, steps)) = seeds.get(next.fetch_add(1, Ordering::Relaxed)) {
                    match World::run(*seed, *steps) {
                        Ok(report) => total.lock().unwrap().add(report),
                        Err(broken) => failures.lock().unwrap().push((*seed, *steps, broken)),
                    }
                }
            });
        }
    });
    for (seed, steps, broken) in failures.lock().unwrap().iter() {
        eprintln!("seed {seed}: {broken}\n  replay: ./dev simulate {seed} --steps {steps} --trace");
    }
    let total = total.into_inner().unwrap();
    println!("{total:?}");
    assert!(failures.into_inner().unwrap().is_empty(), "some worlds broke; see above");
    // A harness in which nothing happens finds nothing.
    assert!(total.commands > 20_000 && total.repairs > 500 && total.packed > 500 && total.forks > 20, "{total:?}");
    assert!(total.full > 200 && total.cut > 1_000, "{total:?}");
}

#[test]
fn a_seed_replays_to_the_last_step() {
    for seed in [3, 4] {
        let (first, second) = (World::run_traced(seed, STEPS, true), World::run_traced(seed, STEPS, true));
        assert_eq!(first, second);
        assert!(first.1.len() > 100);
    }
}
