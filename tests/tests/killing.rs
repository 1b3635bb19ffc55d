//! Real processes, ended by SIGKILL at random moments: whatever was acknowledged is there afterwards.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::{
    collections::BTreeSet,
    io::Read as _,
    path::{Path, PathBuf},
    process::{ChildStdout, Command as Process, Stdio},
    thread,
    time::Duration,
};

use rand::{RngExt, SeedableRng};
use rand_chacha::ChaCha8Rng;
use rapport_core::{
    Command, Companion, Options,
    command::NewPlace,
    model::{Practice, RecordId},
    sync::SyncOutcome,
};
use rapport_tests::serving::Serving;

/// How often each test kills.
const KILLS: usize = 100;

#[test]
fn a_hundred_kills_while_logging_lose_no_visit_that_was_acknowledged() {
    let scratch = tempfile::tempdir().unwrap();
    let home = scratch.path().join("phone");
    let place = new_book(&home);
    let mut chance = ChaCha8Rng::seed_from_u64(1);
    let mut printed = BTreeSet::new();
    for kill in 0..KILLS {
        let logged = log_until_killed(&home, place, false, &mut chance);
        let book = Companion::open(Options::at(&home)).unwrap();
        for id in &logged {
            assert!(book.get(*id).is_ok(), "kill {kill}: visit {id} was acknowledged and is missing");
        }
        printed.extend(logged);
    }
    assert_whole(&home, &printed);
}

#[test]
fn a_hundred_kills_while_syncing_lose_no_visit_that_was_acknowledged() {
    let scratch = tempfile::tempdir().unwrap();
    let (home, data) = (scratch.path().join("phone"), scratch.path().join("server"));
    let place = new_book(&home);
    let serve = Path::new(env!("CARGO_BIN_EXE_serve"));
    let mut server = Serving::start(serve, &data, "127.0.0.1:0".parse().unwrap());
    let url = format!("http://{}", server.address);
    let runtime = tokio::runtime::Runtime::new().unwrap();
    let phone = Companion::open(Options::at(&home)).unwrap();
    runtime.block_on(phone.pair_new(&url, None)).unwrap();
    drop(phone);
    let mut chance = ChaCha8Rng::seed_from_u64(2);
    let mut printed = BTreeSet::new();
    for kill in 0..KILLS {
        printed.extend(log_until_killed(&home, place, true, &mut chance));
        if kill % 4 == 3 {
            // The server dies as well, with whatever it was doing, and comes back.
            server.process.kill().unwrap();
            server.process.wait().unwrap();
            server = Serving::start(serve, &data, server.address);
        }
    }
    let phone = Companion::open(Options::at(&home)).unwrap();
    runtime.block_on(async {
        assert_eq!(phone.sync().await.unwrap(), SyncOutcome::Synced);
        let (code, _) = phone.pairing_code().await.unwrap();
        let other = Options::at(scratch.path().join("desktop"));
        let desktop = Companion::join(other, &code.to_string(), "Desktop", "Kim").await.unwrap();
        assert_eq!(desktop.sync().await.unwrap(), SyncOutcome::Synced);
    });
    assert_whole(&home, &printed);
    assert_whole(&scratch.path().join("desktop"), &printed);
    assert_sound(&data.join("books.sqlite"));
}

fn new_book(home: &Path) -> RecordId {
    let practice = Practice { name: "Riverside Therapy".into(), ..Practice::default() };
    let book = Companion::init(Options::at(home), &practice, "Phone", "Kim").unwrap();
    let place = NewPlace { name: "Oak Street".into(), ..NewPlace::default() };
    book.run(Command::AddPlace(place)).unwrap().records[0].id
}

/// Lets a process log until a random moment. The visits that it printed.
fn log_until_killed(home: &Path, place: RecordId, syncs: bool, chance: &mut ChaCha8Rng) -> Vec<RecordId> {
    let mut logger = Process::new(env!("CARGO_BIN_EXE_logger"));
    logger.arg(home).arg(place.to_string()).args(syncs.then_some("sync")).stdout(Stdio::piped());
    let mut process = logger.spawn().unwrap();
    let mut out = process.stdout.take().unwrap();
    // Some are killed before they have begun, most in the middle of their work.
    let first = if chance.random_bool(0.9) { read_line(&mut out) } else { String::new() };
    thread::sleep(Duration::from_micros(chance.random_range(0..60_000)));
    process.kill().unwrap();
    let mut rest = String::new();
    out.read_to_string(&mut rest).unwrap();
    process.wait().unwrap();
    let all = first + &rest;
    // The last line may have been cut: its visit was not acknowledged to anybody.
    let whole = all.rfind('\n').map_or("", |end| &all[..end]);
    whole.lines().map(|line| line.parse().unwrap()).collect()
}

fn read_line(out: &mut ChildStdout) -> String {
    let mut line = Vec::new();
    let mut byte = [0];
    while line.last() != Some(&b'\n') && out.read(&mut byte).unwrap() > 0 {
        line.push(byte[0]);
    }
    String::from_utf8(line).unwrap()
}

fn assert_whole(home: &Path, printed: &BTreeSet<RecordId>) {
    assert!(printed.len() > KILLS, "only {} visits were logged: nothing was tried", printed.len());
    let book = Companion::open(Options::at(home)).unwrap();
    let missing: Vec<_> = printed.iter().filter(|id| book.get(**id).is_err()).collect();
    assert!(missing.is_empty(), "acknowledged and missing: {missing:?}");
    let checked = book.check().unwrap();
    assert!(checked.is_sound(), "{checked:?}");
    assert_sound(&home.join("book.sqlite"));
}

fn assert_sound(database: &PathBuf) {
    let connection = rusqlite::Connection::open(database).unwrap();
    let found: String = connection.query_row("PRAGMA integrity_check", [], |row| row.get(0)).unwrap();
    assert_eq!(found, "ok");
}
