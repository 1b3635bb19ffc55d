//! Backup and restore: the same book on a new device, or nothing at all.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod exchange_world;

use std::io::Cursor;

use exchange_world::{contact, equals_golden, export, full_book, options, settled, shown};
use rapport_core::{
    Command, Companion,
    command::FieldEdit,
    companion::{Progress, Received},
    exchange::{BackupReport, ExportFormat},
};
use rapport_protocol::{
    Answer, Digest, Epoch, Item, Page, Verdict,
    bootstrap::{BootstrapAnswer, Part, Resume, WholeRecord},
};

fn backup(book: &Companion) -> (BackupReport, Vec<u8>) {
    let mut out = Vec::new();
    (book.backup(&mut out).unwrap(), out)
}

fn restore(home: &tempfile::TempDir, backup: &[u8]) -> rapport_core::Result<Companion> {
    Companion::restore_backup(options(home, 2), &mut Cursor::new(backup), "Tablet", "Kim")
}

/// What everybody sees but for the names of the devices.
fn without_devices(book: &Companion) -> serde_json::Value {
    let mut all = shown(book);
    let practice = all["practice"][0].as_object_mut().unwrap();
    practice.remove("device");
    practice.remove("person");
    all
}

fn edited_book(home: &tempfile::TempDir) -> Companion {
    let book = full_book(home);
    let id = |name: &str| contact(&book, name)["id"].as_str().unwrap().parse().unwrap();
    let ana = id("Ana Ruiz");
    let edits = vec![FieldEdit { field: "tier".into(), value: "a".into() }];
    book.run(Command::Edit { id: ana, edits }).unwrap();
    let gone =
        exchange_world::add(&book, rapport_core::model::Contact { name: "Erased One".into(), ..Default::default() });
    book.run(Command::Erase(gone)).unwrap();
    book.run(Command::Remove(id("=José Núñez \\ 山田"))).unwrap();
    book
}

#[test]
fn a_restored_book_is_the_same_book_on_a_new_device() {
    let (home, new_home) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let book = edited_book(&home);
    let (held, bytes) = backup(&book);
    assert_eq!((held.records, held.changes, held.erasures), (11, 13, 1));
    let restored = restore(&new_home, &bytes).unwrap();
    assert_eq!(restored.book().unwrap(), book.book().unwrap());
    assert_eq!(without_devices(&restored), without_devices(&book));
    let devices = shown(&restored)["practice"][0]["device"].as_object().unwrap().clone();
    assert_eq!(devices.values().collect::<Vec<_>>().len(), 2, "the phone it was made on, and the tablet: {devices:?}");
    restored.rebuild().unwrap();
    assert_eq!(without_devices(&restored), without_devices(&book));
    let left: Vec<_> =
        std::fs::read_dir(new_home.path().join("home")).unwrap().map(|file| file.unwrap().file_name()).collect();
    assert!(left.iter().all(|name| name != "restore.part"), "{left:?}");
    // It can be opened and written on.
    drop(restored);
    let opened = Companion::open(options(&new_home, 3)).unwrap();
    exchange_world::add(&opened, rapport_core::model::Contact { name: "After".into(), ..Default::default() });
}

#[test]
fn a_backup_can_be_read_without_rapport_and_says_nothing_of_the_device() {
    let home = tempfile::tempdir().unwrap();
    let book = edited_book(&home);
    let (_, bytes) = backup(&book);
    let mut zip = zip::ZipArchive::new(Cursor::new(&bytes)).unwrap();
    let mut read = |name: &str| std::io::read_to_string(zip.by_name(name).unwrap()).unwrap();
    assert!(read("README.txt").contains("restore-backup"));
    let readable: serde_json::Value = serde_json::from_str(&read("book.json")).unwrap();
    assert_eq!(readable["contacts"].as_array().unwrap().len(), 2);
    equals_golden("backup.json", &settled(&book, read("backup.json").as_bytes()));
    let all: String = ["README.txt", "backup.json", "changes.jsonl", "erasures.jsonl", "book.json"].map(read).concat();
    assert!(!all.contains("Erased One"));
    let identity = std::fs::read_to_string(home.path().join("home/device.json")).unwrap();
    let identity: serde_json::Value = serde_json::from_str(&identity).unwrap();
    let manifest = &all[all.find("rapport-backup").unwrap()..all.find("\"record\"").unwrap()];
    assert!(!manifest.contains(identity["number"].as_str().unwrap()));
}

/// A backup of the first version of the format: it is never written anew, and every later version restores it.
#[test]
fn a_backup_of_an_older_version_is_restored() {
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden/backup-1.zip");
    if !path.exists() {
        let home = tempfile::tempdir().unwrap();
        std::fs::write(&path, backup(&edited_book(&home)).1).unwrap();
    }
    let home = tempfile::tempdir().unwrap();
    let restored = restore(&home, &std::fs::read(&path).unwrap()).unwrap();
    equals_golden("backup-1.json", format!("{:#}\n", without_devices(&restored)).as_bytes());
}

#[test]
fn the_same_book_gives_the_same_backup() {
    let (one, two) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    assert_eq!(backup(&full_book(&one)), backup(&full_book(&two)));
}

#[test]
fn a_damaged_or_cut_backup_is_refused_and_nothing_is_made() {
    let home = tempfile::tempdir().unwrap();
    let (_, whole) = backup(&edited_book(&home));
    let refused = |bytes: &[u8]| {
        let new_home = tempfile::tempdir().unwrap();
        let error = restore(&new_home, bytes).err().map(|error| error.to_string());
        let made = new_home.path().join("home").exists();
        (error, made)
    };
    for cut in [0, 1, whole.len() / 3, whole.len() / 2, whole.len() - 30, whole.len() - 1] {
        let (error, made) = refused(&whole[..cut]);
        let error = error.unwrap_or_default();
        assert!(error.contains("Nothing was made") && !made, "cut at {cut}: {error:?}");
    }
    // Every byte that matters: whatever is changed, the book is the same or nothing is made.
    let original = tempfile::tempdir().unwrap();
    let expected = without_devices(&restore(&original, &whole).unwrap());
    for place in (0..whole.len()).step_by(whole.len() / 60) {
        let mut damaged = whole.clone();
        damaged[place] ^= 0x10;
        let new_home = tempfile::tempdir().unwrap();
        match restore(&new_home, &damaged) {
            Ok(restored) => assert_eq!(without_devices(&restored), expected, "byte {place}"),
            Err(error) => {
                assert!(error.to_string().contains("Nothing was made"), "byte {place}: {error}");
                assert!(!new_home.path().join("home").exists());
            }
        }
    }
}

#[test]
fn damage_within_is_named_by_its_place() {
    let home = tempfile::tempdir().unwrap();
    let (_, whole) = backup(&edited_book(&home));
    let mut zip = zip::ZipArchive::new(Cursor::new(&whole)).unwrap();
    let mut read = |name: &str| std::io::read_to_string(zip.by_name(name).unwrap()).unwrap();
    let [manifest, changes, erasures] = ["backup.json", "changes.jsonl", "erasures.jsonl"].map(&mut read);
    let reason = |manifest: &str, changes: &str| {
        use std::io::Write as _;
        let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
        for (name, text) in [("backup.json", manifest), ("changes.jsonl", changes), ("erasures.jsonl", &erasures)] {
            zip.start_file(name, zip::write::SimpleFileOptions::default()).unwrap();
            zip.write_all(text.as_bytes()).unwrap();
        }
        let new_home = tempfile::tempdir().unwrap();
        let error = restore(&new_home, &zip.finish().unwrap().into_inner()).err().unwrap().to_string();
        assert!(!new_home.path().join("home").exists());
        error
    };
    let lines: Vec<&str> = changes.lines().collect();
    let without = |line: usize| [&lines[..line], &lines[line + 1..]].concat().join("\n");
    assert!(reason(&manifest, &without(3)).contains("not whole"));
    let second = lines[2].replacen("hW9Kg", "hW9Kh", 1);
    assert!(reason(&manifest, &changes.replace(lines[2], &second)).contains("changes.jsonl, line 3"));
    assert!(reason(&manifest, &changes.replacen("{\"record\"", "{\"recrod\"", 1)).contains("changes.jsonl, line 1"));
    assert!(reason(&manifest.replace("\"version\": 1", "\"version\": 2"), &changes).contains("newer version"));
    assert!(reason(&manifest.replace("rapport-backup", "other"), &changes).contains("not a backup"));
    // A record whose first change is gone.
    let edited = lines.iter().find(|line| line.matches("\"id\"").count() == 2).unwrap();
    let mut record: serde_json::Value = serde_json::from_str(edited).unwrap();
    record["changes"].as_array_mut().unwrap().remove(0);
    assert!(reason(&manifest, &changes.replace(edited, &record.to_string())).contains("is missing"));
}

#[test]
fn a_backup_is_restored_into_an_empty_home_only() {
    let home = tempfile::tempdir().unwrap();
    let book = full_book(&home);
    let (_, bytes) = backup(&book);
    let before = shown(&book);
    let error = restore(&home, &bytes).err().unwrap().to_string();
    assert!(error.contains("Nothing was changed"), "{error}");
    assert_eq!(shown(&book), before);
}

/// The server has the book from the phone; the phone is lost, its backup is restored on a tablet, and that is paired.
#[test]
fn pairing_the_restored_book_with_a_server_that_has_it_brings_no_conflict_and_no_duplicate() {
    let (home, new_home) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let phone = edited_book(&home);
    let (epoch, head) = (Epoch([7; 16]), 100);
    let part = |records, erasures| {
        BootstrapAnswer::Part(Part { resume: Resume { epoch, head, key: 1 }, done: true, total: 0, erasures, records })
    };
    let boot = phone.ask_bootstrap().unwrap();
    assert_eq!(phone.receive_bootstrap(&boot, part(vec![], vec![])).unwrap(), Progress::Done);
    let sent = phone.ask().unwrap().exchange;
    let mut records: Vec<WholeRecord> = Vec::new();
    for push in &sent.changes {
        match records.iter_mut().find(|record| record.record == push.record) {
            Some(record) => record.changes.extend(&push.bytes),
            None => records.push(WholeRecord { record: push.record, changes: push.bytes.clone() }),
        }
    }
    let erasures = sent.erasures.clone();
    let (_, bytes) = backup(&phone);

    let tablet = restore(&new_home, &bytes).unwrap();
    let expected = shown(&tablet);
    let boot = tablet.ask_bootstrap().unwrap();
    assert_eq!(tablet.receive_bootstrap(&boot, part(records, erasures)).unwrap(), Progress::Done);
    assert_eq!(shown(&tablet), expected);
    let asked = tablet.ask().unwrap();
    assert_eq!(asked.exchange.changes.len(), 1, "only that the tablet is there is news to the server");
    assert!(asked.exchange.erasures.is_empty());
    let all = sent.changes.iter().chain(&asked.exchange.changes).map(|push| Item::change(push.record, push.id));
    let digest: Digest = all.chain(sent.erasures.iter().map(|record| Item::erasure(*record))).collect();
    let answer = Answer::Page(Page {
        epoch,
        after: head,
        upto: head + 1,
        more: false,
        digest: Some(digest),
        erasures: vec![],
        changes: vec![Verdict::Accepted],
        entries: vec![],
    });
    assert!(
        matches!(tablet.receive(&asked, answer).unwrap(), Received::Page(taken) if !taken.more && taken.unsent == 0)
    );
    assert_eq!(export(&tablet, ExportFormat::VCard), export(&phone, ExportFormat::VCard));
}
