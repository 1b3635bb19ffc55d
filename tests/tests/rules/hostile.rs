//! What a server, or a device behind it, might send to do harm: no door of a device lets it at automerge.

#[path = "../../../document/tests/common/mod.rs"]
pub mod forging;

use std::{fs, path::Path};

use forging::forged::Forged;
use rapport_core::{Error, companion::Received};
use rapport_protocol::{
    Answer, ChangeId, Entry, EntryBody, Page, RecordId,
    body::deflate,
    bootstrap::{BootstrapAnswer, Part, Resume, WholeRecord},
    limit,
};
use rapport_tests::scene::{Paired, Scene};

/// What a device may need on top of what it had, in bytes: the recorded inputs took 2 GB and more.
const MEMORY_BYTES: u64 = 256 << 20;

#[test]
fn hostile_pages_do_no_harm_and_the_next_one_is_taken() {
    let scene = Scene::default();
    let (phone, desktop) = (scene.device("phone"), scene.device("desktop"));
    phone.add("Oak Street");
    let before = most_memory();
    for (number, (name, bytes)) in (1_u32..).zip(inputs()) {
        let id = rapport_document::chunk_id(&bytes).unwrap_or(ChangeId([0; 32]));
        let bodies = [
            EntryBody::Change { id, bytes: bytes.clone() },
            EntryBody::Pack { bytes: deflate(&bytes) },
            EntryBody::Pack { bytes },
        ];
        for (place, body) in (1_u8..).zip(bodies) {
            let stood = phone.cursor();
            match sends(&phone, hostile_record(number, place), body) {
                // What has a change's name is kept whole and set aside.
                Ok(Received::Page(_)) => assert_eq!(phone.cursor(), stood + 1, "{name}"),
                // What builds on a change that nobody has is not placed: the device asks the server what there is.
                Ok(Received::Repair) => _ = phone.sync(),
                // All else stops the cursor.
                Err(_) => assert_eq!(phone.cursor(), stood, "{name}"),
                Ok(Received::Stale) => panic!("{name}: it answers what was asked"),
            }
            assert_eq!(phone.names(), ["Oak Street"], "{name}");
        }
    }
    let bomb = EntryBody::Pack { bytes: deflate(&vec![0; 512 << 20]) };
    assert!(sends(&phone, hostile_record(0, 9), bomb).is_err());
    let grown = most_memory().saturating_sub(before);
    assert!(grown < (512 << 20) + MEMORY_BYTES, "it grew by {grown} bytes, of which the bomb's making took 512 MiB");
    // The server has none of it, and finds out; the two still share a book.
    desktop.add("Elm Street");
    desktop.sync();
    phone.sync();
    assert_eq!(phone.names(), ["Elm Street", "Oak Street"]);
    assert!(phone.book.check().unwrap().differing.is_empty());
    desktop.sync();
    assert_eq!(desktop.names(), ["Elm Street", "Oak Street"]);
}

#[test]
fn hostile_parts_of_a_first_sync_do_no_harm() {
    let scene = Scene::default();
    scene.device("desktop").add("Oak Street");
    for (number, (name, bytes)) in (1_u32..).zip(inputs()) {
        let phone = scene.join(&format!("phone {number}"));
        let asked = phone.book.ask_bootstrap().unwrap();
        let BootstrapAnswer::Part(good) = scene.node.bootstrap(&phone.token, &asked).unwrap() else {
            panic!("nothing was restored meanwhile")
        };
        let resume = Resume { key: 0, ..good.resume };
        let records = vec![WholeRecord { record: hostile_record(number, 0), changes: bytes }];
        let _refused_or_set_aside =
            phone.book.receive_bootstrap(&asked, BootstrapAnswer::Part(Part { resume, records, ..good }));
        let checked = phone.book.check().unwrap();
        assert!(checked.differing.is_empty(), "{name}: {checked:?}");
    }
}

/// Sends a page with one entry.
fn sends(phone: &Paired, record: RecordId, body: EntryBody) -> Result<Received, Error> {
    let asked = phone.book.ask().unwrap();
    let (epoch, after) = (asked.exchange.epoch, asked.exchange.cursor);
    let entries = vec![Entry { position: after + 1, record, key_epoch: 0, body }];
    let page =
        Page { epoch, after, upto: after + 1, more: true, erasures: vec![], changes: vec![], entries, digest: None };
    phone.book.receive(&asked, Answer::Page(page))
}

fn hostile_record(number: u32, place: u8) -> RecordId {
    let mut id = [place; 16];
    id[..4].copy_from_slice(&number.to_be_bytes());
    RecordId(id)
}

/// Inputs that made automerge panic or abort, and the rows of the table of hazards that are about bytes.
fn inputs() -> Vec<(String, Vec<u8>)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("hostile");
    let paths = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let mut inputs: Vec<_> = paths
        .filter(|path| path.extension().is_some_and(|kind| kind == "bin"))
        .map(|path| (path.display().to_string(), fs::read(path).unwrap()))
        .collect();
    assert!(inputs.len() >= 19);
    let hex = |text: &str| data_encoding::HEXLOWER.decode(text.as_bytes()).unwrap();
    let mut wrong_checksum = Forged::new().bytes();
    wrong_checksum[5] ^= 1;
    let million = [0xc0, 0x84, 0x3d, 1, b'a'];
    let forged = [
        ("a sync message that panics", hex("42000001000301000700")),
        ("a sync message that allocates 16 GiB", hex("4200000100080108ffffffff0fff00")),
        ("a compressed change", forging::chunk(2, &[0x78; 1000])),
        ("a document chunk", forging::chunk(0, &Forged::new().body())),
        ("a bundle chunk", forging::chunk(3, &Forged::new().body())),
        ("extra bytes after the columns", Forged { tail: vec![0; 100_000], ..Forged::new() }.bytes()),
        ("more bytes than a change may have", Forged { tail: vec![0; limit::CHANGE_BYTES], ..Forged::new() }.bytes()),
        ("a wrong checksum", wrong_checksum),
        ("a turn of 0", Forged { turn: 0, ..Forged::new() }.bytes()),
        ("a first turn that is not 1", Forged { turn: 7, ..Forged::new() }.bytes()),
        ("a counter near its end", Forged { first: u64::from(u32::MAX), ..Forged::new() }.bytes()),
        ("a million operations in a few bytes", Forged::new().column(0x42, million.to_vec()).bytes()),
    ];
    inputs.extend(forged.map(|(name, bytes)| (name.to_owned(), bytes)));
    inputs
}

/// The most memory that this process ever held, in bytes.
pub fn most_memory() -> u64 {
    let status = fs::read_to_string("/proc/self/status").unwrap();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).unwrap();
    line.trim().strip_suffix(" kB").unwrap().parse::<u64>().unwrap() * 1024
}
