//! How much memory a device needs that holds the large book: a process of its own that opens it, shows Today and syncs once.

use std::{
    io::{BufRead as _, BufReader},
    path::Path,
    process::{Child, Command as Process, Stdio},
};

use rapport_core::{
    Command, Companion, Options,
    environment::{Environment as _, System},
    model::{Kind, RecordId},
    sync::SyncOutcome,
};
use tokio::runtime::Runtime;

use super::{
    Bound, Figure, Section,
    book::{Large, on_disk, program, visit},
};
use crate::chance::Chance;

/// The most that it may take over an empty process, in KiB.
const MOST_KIB: u64 = 40 << 10;
/// How many visits the device has to send when it syncs after a long time offline.
const OFFLINE: usize = 1_000;

/// Measures a device whose book is on a server of ours.
pub(super) fn memory(large: &Large) -> Section {
    let (home, data) = (large.copy(), on_disk());
    let serving = Serving::start(data.path());
    let open = || Companion::open(Options::at(home.path())).expect("the book opens");
    let book = open();
    let runtime = Runtime::new().expect("a runtime starts");
    runtime.block_on(book.pair_new(&serving.url, None)).expect("an open server makes a book");
    assert_eq!(runtime.block_on(book.sync()).expect("a sync rests"), SyncOutcome::Synced);
    book.close().expect("a book can be closed");

    let empty = resident(None);
    let idle = figure("open, Today, a sync with nothing new", empty, resident(Some(home.path())));
    let first = on_disk();
    let book = open();
    let code = runtime.block_on(book.pairing_code()).expect("the device is paired").0.to_string();
    let joined = runtime.block_on(Companion::join(Options::at(first.path()), &code, "Desktop", "Kim"));
    joined.expect("a good code pairs a device").close().expect("a book can be closed");
    let joining = figure("a new device, from nothing through the first sync", empty, resident(Some(first.path())));
    log_visits(&book);
    book.close().expect("a book can be closed");
    let sending =
        figure(&format!("open, Today, a sync that sends {OFFLINE} visits"), empty, resident(Some(home.path())));
    Section {
        title: "Memory of a device, a process of its own",
        smaller: Vec::new(),
        figures: vec![idle, joining, sending],
    }
}

/// A server in a process of its own, killed when dropped.
struct Serving {
    process: Child,
    url: String,
}

impl Serving {
    fn start(data: &Path) -> Self {
        let mut serve = Process::new(program("serve"));
        let serve = serve.arg(data).arg("127.0.0.1:0").stdout(Stdio::piped()).spawn();
        let mut process = serve.expect("`serve` is built with this program");
        let mut address = String::new();
        let told = BufReader::new(process.stdout.take().expect("it was piped")).read_line(&mut address);
        told.expect("it says where it listens");
        Self { process, url: format!("http://{}", address.trim()) }
    }
}

impl Drop for Serving {
    fn drop(&mut self) {
        let _dead_already = self.process.kill();
        let _gone_already = self.process.wait();
    }
}

fn log_visits(book: &Companion) {
    let contacts = book.list(&Kind::Contact, None, 1_000).expect("contacts can be listed").items;
    let contacts: Vec<RecordId> = contacts.into_iter().map(|entry| entry.id).collect();
    let mut chance = Chance::new(3);
    for number in 0..OFFLINE {
        let (person, place) = (contacts[number % contacts.len()], contacts[(number + 1) % contacts.len()]);
        let visit = visit(person, place, number.is_multiple_of(3), System.now(), &mut chance);
        book.run(Command::LogVisit(visit)).expect("a visit can be logged");
    }
}

/// Memory in KiB: the most there ever was, and what there was at the end.
#[derive(Clone, Copy)]
struct Memory {
    most: u64,
    last: u64,
}

fn resident(home: Option<&Path>) -> Memory {
    let ran = Process::new(program("resident")).args(home).output().expect("a process starts");
    let told = String::from_utf8_lossy(&ran.stdout);
    let numbers: Vec<u64> = told.split_whitespace().filter_map(|number| number.parse().ok()).collect();
    let [most, last] = numbers[..] else { panic!("it told nothing: {}", String::from_utf8_lossy(&ran.stderr)) };
    Memory { most, last }
}

fn figure(what: &str, empty: Memory, ours: Memory) -> Figure {
    let over = ours.most.saturating_sub(empty.most);
    Figure {
        what: what.to_owned(),
        smaller: Vec::new(),
        measured: format!(
            "{:.1} MB more at the most, {:.1} MB at the end",
            mb(over),
            mb(ours.last.saturating_sub(empty.last))
        ),
        beside: format!("a process that does nothing: {:.1} MB", mb(empty.most)),
        goal: format!("≤ {} MB more", MOST_KIB >> 10),
        reached: Bound::at_most(over, MOST_KIB),
    }
}

#[allow(clippy::cast_precision_loss, reason = "for people")]
fn mb(kib: u64) -> f64 {
    kib as f64 / 1_024.0
}
