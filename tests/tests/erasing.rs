//! Erased means gone: after erasing, redacting, syncing and compacting, a search of every byte of every file finds nothing.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::{fs, path::Path};

use rapport_core::{
    Command, Companion, Options,
    command::{NewNote, NewPlace, NewVisit, NextStep},
    model::RecordId,
    sync::SyncOutcome,
};
use rapport_sync_server::{Config, Server};

/// Words that stand nowhere else; as typed, and as an index of words folds them.
const ERASED: &str = "Zyzzogeton";
const REDACTED: &str = "Qwyxothrip";
const KEPT: &str = "Brambleworth";

#[tokio::test(flavor = "multi_thread")]
async fn no_file_of_anybody_holds_what_was_erased_or_redacted() {
    let scratch = tempfile::tempdir().unwrap();
    let data = scratch.path().join("server");
    let mut config = Config::new(&data, "127.0.0.1:0".parse().unwrap()).unwrap();
    config.merger = rapport_sync_server::merging::Merger::InProcess;
    config.open_to_all = true;
    let server = Server::start(&config).unwrap();
    let (phone, desktop) = two_devices(scratch.path(), &server.url()).await;

    let oak = phone.run(Command::AddPlace(NewPlace { name: "Oak Street".into(), ..NewPlace::default() })).unwrap();
    let oak = oak.records[0].id;
    let visit = NewVisit {
        place: Some(oak),
        intel: format!("{ERASED} at the front desk"),
        note: format!("{ERASED} was worried. {REDACTED} too."),
        next: Some(NextStep { text: format!("call {ERASED}"), due: None }),
        ..NewVisit::default()
    };
    let logged = phone.run(Command::LogVisit(visit)).unwrap();
    let ids: Vec<RecordId> = logged.records.iter().map(|touched| touched.id).collect();
    let other =
        phone.run(Command::TakeNote(NewNote { text: format!("{REDACTED} asked"), ..NewNote::default() })).unwrap();
    phone.run(Command::TakeNote(NewNote { text: KEPT.into(), ..NewNote::default() })).unwrap();
    sync_all(&[&phone, &desktop]).await;
    desktop.run(edit(ids[0], "intel", &format!("{ERASED} moved"))).unwrap();
    sync_all(&[&desktop, &phone]).await;
    while let rapport_sync_server::node::Packed::Record(_) = server.node().pack_once(2).unwrap() {}
    for word in [ERASED, REDACTED, KEPT] {
        assert!(holds(scratch.path(), word), "{word} is not found before it is erased: the search would prove nothing");
    }
    // In a pack the words are compressed: it is known by its own bytes.
    let pack = pack_of(ids[0], &data.join("books.sqlite"));
    assert!(!files_where(&data, |file| has(file, &pack)).is_empty(), "the pack is not found before it is erased");

    // The touchpoint and the promise are erased, the notes redacted.
    desktop.run(Command::Erase(ids[0])).unwrap();
    phone.run(Command::Erase(ids[2])).unwrap();
    desktop.run(Command::Redact { id: ids[1], text: "Somebody was worried.".into() }).unwrap();
    phone.run(Command::Redact { id: other.records[0].id, text: "Somebody asked".into() }).unwrap();
    sync_all(&[&desktop, &phone, &desktop]).await;
    drop((phone, desktop));
    server.shut_down().await.unwrap();

    for word in [ERASED, REDACTED] {
        let found = files_with(scratch.path(), word);
        assert!(found.is_empty(), "{word} was erased and is in {found:?}");
    }
    assert!(holds(scratch.path(), KEPT));
    let found = files_where(&data, |file| has(file, &pack));
    assert!(found.is_empty(), "a pack of what was erased is in {found:?}");
}

/// A piece out of the middle of a record's pack.
fn pack_of(record: RecordId, database: &Path) -> Vec<u8> {
    let connection = rusqlite::Connection::open(database).unwrap();
    let sql = "SELECT entries.bytes FROM entries JOIN records ON records.key = entries.record
               WHERE entries.kind = 1 AND records.id = ?1";
    let pack: Vec<u8> = connection.query_row(sql, [record.0], |row| row.get(0)).unwrap();
    pack[pack.len() / 2..][..24].to_vec()
}

fn has(file: &[u8], piece: &[u8]) -> bool {
    file.windows(piece.len()).any(|window| window == piece)
}

async fn two_devices(folder: &Path, url: &str) -> (Companion, Companion) {
    let practice = rapport_core::model::Practice { name: "Riverside Therapy".into(), ..Default::default() };
    let phone = Companion::init(Options::at(folder.join("phone")), &practice, "Phone", "Kim").unwrap();
    phone.pair_new(url, None).await.unwrap();
    let (code, _) = phone.pairing_code().await.unwrap();
    let desktop =
        Companion::join(Options::at(folder.join("desktop")), &code.to_string(), "Desktop", "Kim").await.unwrap();
    (phone, desktop)
}

async fn sync_all(devices: &[&Companion]) {
    for device in devices {
        assert_eq!(device.sync().await.unwrap(), SyncOutcome::Synced);
    }
}

fn edit(id: RecordId, field: &str, value: &str) -> Command {
    let edits = vec![rapport_core::command::FieldEdit { field: field.into(), value: value.into() }];
    Command::Edit { id, edits }
}

fn holds(folder: &Path, word: &str) -> bool {
    !files_with(folder, word).is_empty()
}

/// The files that hold a word, as it was typed or in small letters, or so much of its end that the word is plain: an index
/// leaves out what two words share at their beginning.
fn files_with(folder: &Path, word: &str) -> Vec<String> {
    let end = word[2..].to_owned();
    files_where(folder, |file| contains(file, &end))
}

fn files_where(folder: &Path, is_so: impl Fn(&[u8]) -> bool) -> Vec<String> {
    let mut found = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if is_so(&fs::read(&path).unwrap()) {
                found.push(path.display().to_string());
            }
        }
    }
    found
}

fn contains(bytes: &[u8], word: &str) -> bool {
    let word = word.as_bytes();
    bytes.windows(word.len()).any(|window| window.eq_ignore_ascii_case(word))
}
