//! How many single-visit pushes a server acknowledges a second, with fsync, from 64 devices over HTTP on loopback.
//!
//!     cargo run --release -p rapport-sync-server --example pushes [DEVICES] [SECONDS] [BOOKS]
//!
//! Server and devices share the machine's cores.
#![allow(clippy::unwrap_used, reason = "a measurement fails by panicking")]

#[path = "../tests/common/mod.rs"]
mod common;

use std::{
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
    },
    time::{Duration, Instant},
};

use common::{Device, device, push, wire::Wire};
use rapport_document::{Actor, Edit, Value, create};
use rapport_protocol::{
    Answer, BookId, RecordId, Verdict,
    pairing::{Join, NewBook, Paired, PairingSecret},
};
use rapport_sync_server::{Config, Server, limits::Rates, merging::Merger};
use reqwest::Method;

fn argument(place: usize, otherwise: u64) -> u64 {
    std::env::args().nth(place).map_or(otherwise, |text| text.parse().unwrap())
}

#[tokio::main]
async fn main() {
    let (devices, seconds, books) = (argument(1, 64), argument(2, 10), argument(3, 64));
    let folder = tempfile::tempdir_in(".").unwrap();
    let mut config = Config::new(folder.path(), "127.0.0.1:0".parse().unwrap()).unwrap();
    config.open_to_all = true;
    config.merger = Merger::InProcess;
    let most = u32::MAX;
    config.rates =
        Rates { requests_a_minute: most, requests_a_minute_address: most, pairings_a_minute: most, ..Rates::default() };
    let server = Server::start(&config).unwrap();
    let mut pushing = Vec::new();
    let acknowledged = Arc::new(AtomicU64::new(0));
    let mut first_of_book: Vec<Option<Device>> = vec![None; usize::try_from(books).unwrap()];
    let began = Instant::now();
    for number in 0..devices {
        let wire = Wire::new(server.url());
        let book = number % books;
        let known = &mut first_of_book[usize::try_from(book).unwrap()];
        let joined = pair(&wire, u8::try_from(number).unwrap() + 1, book, known.as_ref()).await;
        known.get_or_insert_with(|| joined.clone());
        let acknowledged = Arc::clone(&acknowledged);
        let until = began + Duration::from_secs(seconds);
        pushing.push(tokio::spawn(push_until(wire, joined, until, acknowledged)));
    }
    let mut latencies: Vec<Duration> = Vec::new();
    for device in pushing {
        latencies.extend(device.await.unwrap());
    }
    let took = began.elapsed();
    latencies.sort_unstable();
    let at = |share: usize| latencies[latencies.len() * share / 1_000];
    let count = acknowledged.load(Ordering::Relaxed);
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let memory = status.lines().find(|line| line.starts_with("VmHWM")).unwrap_or_default();
    println!("{devices} devices, {books} books: {count} pushes acknowledged in {took:.1?}");
    println!(
        "{} a second; median {:.1?}, p99 {:.1?}; {memory}",
        (u128::from(count) * 1_000) / took.as_millis(),
        at(500),
        at(990)
    );
    server.shut_down().await.unwrap();
}

async fn pair(wire: &Wire, number: u8, book: u64, by: Option<&Device>) -> Device {
    let mut id = [0; 16];
    id[..8].copy_from_slice(&book.to_be_bytes());
    let book = BookId(id);
    let paired: Paired = if let Some(by) = by {
        let asked = wire.send(Method::POST, "/v1/pairing", Some(&by.token), None).await;
        let secret: PairingSecret = common::wire::read(asked).await.unwrap();
        wire.post("/v1/join", None, &Join { book, secret: secret.secret, device: device(number) }).await.unwrap()
    } else {
        wire.post("/v1/books", None, &NewBook { invitation: None, book, device: device(number) }).await.unwrap()
    };
    Device::new(number, paired.token, paired.epoch)
}

/// Logs visits, each a record of its own pushed by itself, and reads what comes back.
async fn push_until(wire: Wire, mut device: Device, until: Instant, acknowledged: Arc<AtomicU64>) -> Vec<Duration> {
    let actor = Actor::new(device.number, [7; 8]);
    let mut latencies = Vec::new();
    for n in 0_u64.. {
        let mut id = [device.number.0[0]; 16];
        id[8..].copy_from_slice(&n.to_be_bytes());
        let change = create(actor, 1, &visit(n)).unwrap();
        let request = device.request(vec![push(RecordId(id), &change)]);
        let asked = Instant::now();
        let answer: Answer = wire.post("/v1/exchange", Some(&device.token), &request).await.unwrap();
        latencies.push(asked.elapsed());
        let Answer::Page(page) = answer else { panic!("a repair is asked for") };
        assert_eq!(page.changes, [Verdict::Accepted]);
        device.cursor = page.upto;
        acknowledged.fetch_add(1, Ordering::Relaxed);
        if Instant::now() > until {
            break;
        }
    }
    latencies
}

/// Thirteen fields, one of them a note of 200 characters.
fn visit(n: u64) -> Vec<Edit> {
    let mut edits: Vec<Edit> = (0..12)
        .map(|field| Edit::Put { key: format!("field{field}"), value: Value::Text(format!("value {n} {field}")) })
        .collect();
    edits.push(Edit::Put { key: "note".into(), value: Value::Text("Two new doctors. ".repeat(12)) });
    edits
}
