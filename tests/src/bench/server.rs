//! What the server takes in a second, each push acknowledged only when it is on the disk; and how much memory it needs as a
//! book grows.

use std::{
    path::Path,
    time::{Duration, Instant},
};

use rapport_core::sync::{Address, Http, Server as _};
use rapport_document::{Actor, Edit, Value, create};
use rapport_protocol::{
    Answer, BookId, DeviceNumber, Epoch, Exchange, Position, Push, RecordId, Token, Verdict,
    bootstrap::{Bootstrap, BootstrapAnswer},
    pairing::{Join, NewBook, NewDevice, Paired},
};
use rusqlite::{Connection, params};
use tokio::runtime::Runtime;

use super::{
    Bound, Figure, Section, Times,
    book::{Large, on_disk, program},
};
use crate::serving::Serving;

const DEVICES: usize = 64;
/// Acknowledged pushes a second, at least.
const PUSHES_A_SECOND: f64 = 2_000.0;
/// How much more memory the server may have with a book ten times as large, in KiB: once the book is larger than what the
/// server keeps of any, a page of 2 MB and a few caches.
const GROWTH_KIB: u64 = 8 << 10;

/// Measures a server in a process of its own; the devices share its cores.
pub(super) fn server(large: &Large) -> Section {
    let sizes = large.sizes;
    let runtime = Runtime::new().expect("a runtime starts");
    let pushes = sizes.rounds.div_ceil(10).max(10);
    let mut figures = Vec::new();
    for books in [DEVICES, 1] {
        figures.push(runtime.block_on(busy(books, pushes)));
    }
    let entries = usize::try_from(sizes.touchpoints).expect("a book fits in memory");
    figures.push(runtime.block_on(memory(entries)));
    Section { title: "Server, in a process of its own, fsync at every commit", smaller: Vec::new(), figures }
}

/// A device as the server sees it.
struct Device {
    number: DeviceNumber,
    way: Http,
    epoch: Epoch,
    cursor: Position,
}

impl Device {
    async fn first(serving: &Serving, book: BookId, number: u8) -> Self {
        let way = way(serving, None);
        let device = new_device(number);
        let paired = way.new_book(&NewBook { invitation: None, book, device }).await;
        Self::paired(serving, number, &paired.expect("an open server makes a book"))
    }

    async fn join(&self, serving: &Serving, book: BookId, number: u8) -> Self {
        let secret = self.way.pairing_secret().await.expect("a paired device gets a secret").secret;
        let paired = way(serving, None).join(&Join { book, secret, device: new_device(number) }).await;
        Self::paired(serving, number, &paired.expect("a good secret pairs a device"))
    }

    fn paired(serving: &Serving, number: u8, paired: &Paired) -> Self {
        let way = way(serving, Some(&paired.token));
        Self { number: DeviceNumber([number; 8]), way, epoch: paired.epoch, cursor: 0 }
    }

    /// Sends changes and takes what comes; all of it must be accepted.
    async fn push(&mut self, changes: Vec<Push>) {
        let sent = changes.len();
        let asked = Exchange { epoch: self.epoch, cursor: self.cursor, erasures: vec![], changes };
        let answer = self.way.exchange(&asked).await.expect("the server answers");
        let Answer::Page(page) = answer else { panic!("a repair is asked for") };
        assert_eq!(page.changes, vec![Verdict::Accepted; sent]);
        self.cursor = page.upto;
    }

    /// Gets the whole book as a new device does, then as one that was away since the beginning.
    async fn read_whole(&self) {
        let mut resume = None;
        loop {
            let answer = self.way.bootstrap(&Bootstrap { resume }).await.expect("the server answers");
            let BootstrapAnswer::Part(part) = answer else { panic!("a repair is asked for") };
            resume = Some(part.resume);
            if part.done {
                break;
            }
        }
        let mut cursor = 0;
        loop {
            let asked = Exchange { epoch: self.epoch, cursor, erasures: vec![], changes: vec![] };
            let answer = self.way.exchange(&asked).await.expect("the server answers");
            let Answer::Page(page) = answer else { panic!("a repair is asked for") };
            cursor = page.upto;
            if !page.more {
                break;
            }
        }
    }

    /// Visits, each the first change of a record of its own.
    fn visits(&self, from: usize, count: usize) -> Vec<Push> {
        let actor = Actor::new(self.number, [7; 8]);
        let made = (from..from + count).map(|number| {
            let mut record = [self.number.0[0]; 16];
            record[8..].copy_from_slice(&(number as u64).to_be_bytes());
            let change = create(actor, 1, &visit(number)).expect("a visit is a change");
            Push { record: RecordId(record), id: change.id(), bytes: change.bytes().to_vec() }
        });
        made.collect()
    }
}

/// All devices push one visit after another, as fast as each is acknowledged.
async fn busy(books: usize, pushes: usize) -> Figure {
    let folder = on_disk();
    let serving = Serving::start(&program("serve"), folder.path(), "127.0.0.1:0".parse().expect("an address"));
    let mut devices: Vec<Device> = Vec::new();
    for number in 0..DEVICES {
        let (name, book) =
            (u8::try_from(number + 1).expect("few"), BookId([u8::try_from(number % books).expect("few"); 16]));
        devices.push(match devices.get(number % books) {
            Some(first) => first.join(&serving, book, name).await,
            None => Device::first(&serving, book, name).await,
        });
    }
    let made: Vec<Vec<Push>> = devices.iter().map(|device| device.visits(0, pushes)).collect();
    let sample: Vec<Vec<u8>> = made.iter().flatten().map(|push| push.bytes.clone()).collect();
    let began = Instant::now();
    let pushing: Vec<_> =
        devices.into_iter().zip(made).map(|(device, visits)| tokio::spawn(push_all(device, visits))).collect();
    let mut times = Vec::new();
    for device in pushing {
        times.extend(device.await.expect("every push is acknowledged"));
    }
    let rate = per_second(sample.len(), began.elapsed());
    let times = Times::new(times);
    let [single, grouped] = [1, DEVICES].map(|group| commits(&sample, group));
    Figure {
        smaller: Vec::new(),
        what: format!(
            "pushes of one visit by {DEVICES} devices, {}",
            if books == 1 { "all in one book" } else { "a book each" }
        ),
        measured: format!(
            "{rate:.0} acknowledged a second; each within {:.0} ms, p99 {:.0} ms",
            times.median().as_secs_f64() * 1e3,
            times.p99().as_secs_f64() * 1e3
        ),
        beside: format!(
            "durable inserts of the same bytes: {single:.0} a second one by one, {grouped:.0} by {DEVICES}s"
        ),
        goal: format!("≥ {PUSHES_A_SECOND:.0} a second"),
        reached: Bound::at_most(PUSHES_A_SECOND, rate),
    }
}

async fn push_all(mut device: Device, visits: Vec<Push>) -> Vec<Duration> {
    let mut times = Vec::with_capacity(visits.len());
    for visit in visits {
        let asked = Instant::now();
        device.push(vec![visit]).await;
        times.push(asked.elapsed());
    }
    times
}

/// A book grows, and is read whole by a new device, and by one that was long away: the server's memory after that.
async fn memory(entries: usize) -> Figure {
    const A_PUSH: usize = 1_000;
    let folder = on_disk();
    let serving = Serving::start(&program("serve"), folder.path(), "127.0.0.1:0".parse().expect("an address"));
    let book = BookId([1; 16]);
    let mut device = Device::first(&serving, book, 1).await;
    let mut told = Vec::new();
    let mut sent = 0;
    for until in [entries / 100, entries / 10, entries] {
        while sent < until {
            let many = A_PUSH.min(until - sent);
            device.push(device.visits(sent, many)).await;
            sent += many;
        }
        device.read_whole().await;
        told.push((until, serving.memory_kib()));
    }
    let measured: Vec<String> =
        told.iter().map(|(entries, kib)| format!("{} kB at {entries}", kib * 1_024 / 1_000)).collect();
    let [_, (_, before), (_, after)] = told[..] else { unreachable!("three sizes") };
    Figure {
        what: "memory as a book grows, after pushes, a first sync and a pull of everything".into(),
        smaller: Vec::new(),
        measured: measured.join(", ") + " entries",
        beside: String::new(),
        goal: format!("from {} on at most {} MiB more", entries / 10, GROWTH_KIB >> 10),
        reached: Bound::at_most(after, before + GROWTH_KIB),
    }
}

/// The floor: the same bytes into one table, so many in each durable transaction. How many a second.
fn commits(changes: &[Vec<u8>], group: usize) -> f64 {
    let folder = on_disk();
    // One by one it takes longer: a part of them tells as much.
    let some = if group == 1 { &changes[..changes.len().div_ceil(10)] } else { changes };
    let began = Instant::now();
    insert(&folder.path().join("floor.sqlite"), some, group).expect("rows can be written");
    per_second(some.len(), began.elapsed())
}

fn insert(file: &Path, changes: &[Vec<u8>], group: usize) -> rusqlite::Result<()> {
    let mut table = Connection::open(file)?;
    table.execute_batch(
        "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;
         CREATE TABLE change (key INTEGER PRIMARY KEY, bytes BLOB NOT NULL) STRICT;",
    )?;
    for group in changes.chunks(group) {
        let transaction = table.transaction()?;
        for bytes in group {
            transaction.prepare_cached("INSERT INTO change (bytes) VALUES (?1)")?.execute(params![bytes])?;
        }
        transaction.commit()?;
    }
    Ok(())
}

#[allow(clippy::cast_precision_loss, reason = "a rate for people")]
fn per_second(count: usize, took: Duration) -> f64 {
    count as f64 / took.as_secs_f64()
}

fn way(serving: &Serving, token: Option<&Token>) -> Http {
    let address = Address { url: format!("http://{}", serving.address), key_hash: None };
    Http::new(&address, token).expect("an address on loopback")
}

fn new_device(number: u8) -> NewDevice {
    NewDevice { number: DeviceNumber([number; 8]), name: "Phone".into(), person: "Kim".into() }
}

/// Thirteen fields, one of them a note of 200 characters.
fn visit(number: usize) -> Vec<Edit> {
    let put = |key: String, value: String| Edit::Put { key, value: Value::Text(value) };
    let mut edits: Vec<Edit> =
        (0..12).map(|field| put(format!("field{field}"), format!("value {number} {field}"))).collect();
    edits.push(put("note".into(), "Two new doctors. ".repeat(12)));
    edits
}
