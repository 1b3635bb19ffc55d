//! Runs simulated worlds. Each is drawn from its seed alone: a failure prints the command that replays it.

use std::{
    panic::{AssertUnwindSafe, catch_unwind},
    process::ExitCode,
    sync::{
        Mutex, PoisonError,
        atomic::{AtomicU64, Ordering},
    },
    time::Instant,
};

use clap::Parser;
use rapport_tests::{Broken, Report, World};

/// Simulate worlds of devices, networks and servers.
#[derive(Parser)]
struct Arguments {
    /// The first seed.
    #[arg(default_value_t = 0)]
    seed: u64,
    /// How many seeds, this one and those that follow.
    #[arg(long, default_value_t = 1)]
    seeds: u64,
    /// Steps of each world before it settles.
    #[arg(long, default_value_t = 140)]
    steps: usize,
    /// Print what happens, step by step.
    #[arg(long)]
    trace: bool,
    /// Go on after a failure, and tell all of them.
    #[arg(long)]
    keep: bool,
}

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    let (began, next) = (Instant::now(), AtomicU64::new(arguments.seed));
    let failures: Mutex<Vec<(u64, String)>> = Mutex::default();
    let total: Mutex<Report> = Mutex::default();
    let threads = std::thread::available_parallelism().map_or(1, usize::from);
    std::thread::scope(|scope| {
        for _ in 0..threads {
            scope.spawn(|| {
                loop {
                    let seed = next.fetch_add(1, Ordering::Relaxed);
                    let failed = !failures.lock().unwrap_or_else(PoisonError::into_inner).is_empty();
                    if seed >= arguments.seed + arguments.seeds || (failed && !arguments.keep) {
                        break;
                    }
                    match run(seed, arguments.steps) {
                        Ok(report) => total.lock().unwrap_or_else(PoisonError::into_inner).add(report),
                        Err(Broken(reason)) => {
                            failures.lock().unwrap_or_else(PoisonError::into_inner).push((seed, reason));
                        }
                    }
                }
            });
        }
    });
    let mut failures = failures.into_inner().unwrap_or_else(PoisonError::into_inner);
    failures.sort();
    if arguments.trace || !(arguments.keep || failures.is_empty()) {
        let seed = failures.first().map_or(arguments.seed, |(seed, _)| *seed);
        let traced = catch_unwind(AssertUnwindSafe(|| World::run_traced(seed, arguments.steps, true)));
        traced.map(|(_, lines)| lines).unwrap_or_default().iter().for_each(|line| println!("{line}"));
    }
    for (seed, reason) in &failures {
        println!("seed {seed} FAILED: {reason}");
        println!("  replay: ./dev simulate {seed} --steps {} --trace", arguments.steps);
    }
    let total = total.into_inner().unwrap_or_else(PoisonError::into_inner);
    println!(
        "seeds {}..{}: {} failed; {total:?}; {:.1?}",
        arguments.seed,
        arguments.seed + arguments.seeds,
        failures.len(),
        began.elapsed()
    );
    if failures.is_empty() { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

fn run(seed: u64, steps: usize) -> Result<Report, Broken> {
    catch_unwind(AssertUnwindSafe(|| World::run(seed, steps))).unwrap_or_else(|panic| {
        let text = panic.downcast_ref::<String>().cloned();
        let text = text.or_else(|| panic.downcast_ref::<&str>().map(|&text| text.to_owned()));
        Err(Broken(format!("panicked: {}", text.unwrap_or_default())))
    })
}
