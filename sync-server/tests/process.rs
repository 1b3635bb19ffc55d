//! A real server process, and what people, machines and strangers do to it.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod common;
#[path = "../../document/tests/common/mod.rs"]
mod forging;

use std::{
    io::{BufRead as _, BufReader},
    os::unix::fs::PermissionsExt,
    path::{Path, PathBuf},
    process::{Child, Command, Output, Stdio},
    time::Duration,
};

use common::{Device, first, history, push, pushes, record, wire::Wire};
use forging::forged::Forged;
use rapport_document::{Document, chunk_id};
use rapport_protocol::{
    Answer, ChangeId, Exchange, Page, Push, RecordId, RefusalCode, Verdict,
    body::{self, Body},
    limit,
};
use rapport_sync_server::merging::{MergeFailure, Merger};
use reqwest::Method;

const PROGRAM: &str = env!("CARGO_BIN_EXE_rapport-sync-server");

/// A running server, killed when dropped.
struct Running {
    child: Child,
    wire: Wire,
}

impl Running {
    fn start(folder: &Path) -> Self {
        let arguments = ["--listen", "127.0.0.1:0", "--open", "--requests-a-minute", "100000"];
        let mut child = Command::new(PROGRAM)
            .args(arguments)
            .args(["--requests-a-minute-address", "100000", "--data"])
            .arg(folder)
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let mut line = String::new();
        BufReader::new(child.stdout.take().unwrap()).read_line(&mut line).unwrap();
        let url = line.trim().strip_prefix("Listening on ").expect(&line).to_owned();
        Self { child, wire: Wire::new(url) }
    }

    async fn exchange(&self, device: &Device, request: &Exchange) -> Page {
        let answer: Answer = self.wire.post("/v1/exchange", Some(&device.token), request).await.unwrap();
        let Answer::Page(page) = answer else { panic!("a repair is asked for") };
        page
    }

    async fn push(&self, device: &Device, changes: Vec<Push>) -> Page {
        self.exchange(device, &device.request(changes)).await
    }

    /// The most memory that the process ever held, in bytes.
    fn most_memory(&self) -> u64 {
        let status = std::fs::read_to_string(format!("/proc/{}/status", self.child.id())).unwrap();
        let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).unwrap();
        line.trim().strip_suffix(" kB").unwrap().parse::<u64>().unwrap() * 1024
    }

    fn kill(mut self) {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        let _ended_already = self.child.kill();
        let _waited_already = self.child.wait();
    }
}

#[tokio::test]
async fn hostile_bytes_are_refused_and_the_next_request_is_served() {
    let folder = tempfile::tempdir().unwrap();
    let server = Running::start(folder.path());
    let phone = server.wire.make_book().await;
    server.push(&phone, vec![push(record(250), &first(phone.actor(), "before"))]).await;
    let before = server.most_memory();
    let mut inputs = recorded();
    inputs.extend(forged());
    for (name, bytes) in inputs {
        let id = chunk_id(&bytes).unwrap_or(ChangeId([0; 32]));
        let page = server.push(&phone, vec![Push { record: record(1), id, bytes: bytes.clone() }]).await;
        let refused = matches!(page.changes[..], [Verdict::Malformed | Verdict::TooLarge]);
        assert!(refused, "{name}: {:?}", page.changes);
        // The same bytes as a whole body.
        let whole = Body { bytes, compressed: false };
        let response = server.wire.send(Method::POST, "/v1/exchange", Some(&phone.token), Some(whole)).await;
        assert!(matches!(response.status().as_u16(), 400 | 413), "{name}: {}", response.status());
    }
    let good = server.push(&phone, vec![push(record(1), &first(phone.actor(), "after"))]).await;
    assert_eq!(good.changes, [Verdict::Accepted]);
    assert!(server.most_memory() < before + (32 << 20), "{before} grew to {}", server.most_memory());
}

/// Inputs that made automerge panic or abort.
fn recorded() -> Vec<(String, Vec<u8>)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../tests/hostile");
    let read = |path: PathBuf| (path.display().to_string(), std::fs::read(path).unwrap());
    let paths = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let inputs: Vec<_> = paths.filter(|path| path.extension().is_some_and(|kind| kind == "bin")).map(read).collect();
    assert!(inputs.len() >= 19);
    inputs
}

/// The rows of the table of hazards that are about bytes.
fn forged() -> Vec<(String, Vec<u8>)> {
    let hex = |text: &str| data_encoding::HEXLOWER.decode(text.as_bytes()).unwrap();
    let mut wrong_checksum = Forged::new().bytes();
    wrong_checksum[5] ^= 1;
    let million = [0xc0, 0x84, 0x3d, 1, b'a'];
    [
        ("a sync message that panics", hex("42000001000301000700")),
        ("a sync message that allocates 16 GiB", hex("4200000100080108ffffffff0fff00")),
        ("a deflate bomb as a compressed change", forging::chunk(2, &vec![0x78; 1000])),
        ("a document chunk", forging::chunk(0, &Forged::new().body())),
        ("a bundle chunk", forging::chunk(3, &Forged::new().body())),
        ("extra bytes after the columns", Forged { tail: vec![0; 100_000], ..Forged::new() }.bytes()),
        ("more bytes than a change may have", Forged { tail: vec![0; limit::CHANGE_BYTES], ..Forged::new() }.bytes()),
        ("a wrong checksum", wrong_checksum),
        ("a turn of 0", Forged { turn: 0, ..Forged::new() }.bytes()),
        ("a counter near its end", Forged { first: u64::from(u32::MAX), ..Forged::new() }.bytes()),
        ("a million operations in a few bytes", Forged::new().column(0x42, million.to_vec()).bytes()),
    ]
    .map(|(name, bytes)| (name.to_owned(), bytes))
    .into()
}

#[tokio::test]
async fn bodies_that_lie_or_swell_are_refused_with_flat_memory() {
    let folder = tempfile::tempdir().unwrap();
    let server = Running::start(folder.path());
    let phone = server.wire.make_book().await;
    server.push(&phone, vec![push(record(250), &first(phone.actor(), "before"))]).await;
    let before = server.most_memory();
    let bomb = body::deflate(&vec![0; 512 << 20]);
    assert!(bomb.len() < 100_000);
    let lies = [
        ("a bomb of 512 MiB", Body { bytes: bomb, compressed: true }, 413),
        ("a body over the limit", Body { bytes: vec![0; limit::BODY_BYTES + 1], compressed: false }, 413),
        ("a byte string of 2^62", Body { bytes: vec![0x5b, 0x40, 0, 0, 0, 0, 0, 0, 0], compressed: false }, 400),
        ("an array of 2^62", Body { bytes: vec![0x9b, 0x40, 0, 0, 0, 0, 0, 0, 0], compressed: false }, 400),
        ("arrays in arrays", Body { bytes: vec![0x81; 1 << 20], compressed: false }, 400),
        ("nothing", Body { bytes: vec![], compressed: false }, 400),
    ];
    for (name, body, status) in lies {
        for token in [Some(&phone.token), None] {
            let response = server.wire.send(Method::POST, "/v1/exchange", token, Some(body.clone())).await;
            let expected = if token.is_none() && status != 413 { 401 } else { status };
            // Whoever is not let in is told that and nothing else, once the body has come in; it is never opened.
            let refused = response.status().as_u16();
            assert!(refused == expected || (token.is_none() && refused == 401), "{name}: {refused}");
        }
    }
    assert!(!server.push(&phone, vec![]).await.more);
    assert!(server.most_memory() < before + (64 << 20), "{before} grew to {}", server.most_memory());
}

#[tokio::test]
async fn whoever_sends_much_in_a_way_that_is_not_taken_is_told_so() {
    let folder = tempfile::tempdir().unwrap();
    let server = Running::start(folder.path());
    let phone = server.wire.make_book().await;
    for kilobytes in [2, 20, 200, 1_000] {
        let post = server.wire.client.post(format!("{}/v1/exchange", server.wire.url)).bearer_auth(&phone.token.0);
        let post = post
            .header(rapport_protocol::VERSIONS_HEADER, "1")
            .header("content-type", rapport_protocol::MEDIA_TYPE)
            .header("content-encoding", "gzip");
        let answer = post.body(vec![7; kilobytes << 10]).send().await.unwrap();
        assert_eq!(answer.status().as_u16(), 400, "{kilobytes} kB");
    }
}

#[tokio::test]
async fn ten_thousand_changes_whose_dependencies_are_unknown_wait_and_cost_little() {
    let folder = tempfile::tempdir().unwrap();
    let server = Running::start(folder.path());
    let phone = server.wire.make_book().await;
    for part in 0..5_u8 {
        let orphan = |n: u32| {
            let mut dep = [part; 32];
            dep[..4].copy_from_slice(&n.to_be_bytes());
            let change = Forged { deps: vec![dep], first: 2, ..Forged::new() }.check().unwrap();
            push(RecordId([1; 16]), &change)
        };
        let page = server.push(&phone, (0..2_000).map(orphan).collect()).await;
        assert!(page.changes.iter().all(|verdict| *verdict == Verdict::Missing));
    }
    assert_eq!(
        server.push(&phone, vec![push(record(1), &first(phone.actor(), "a"))]).await.changes,
        [Verdict::Accepted]
    );
}

#[tokio::test]
async fn a_record_that_cannot_be_merged_is_set_aside_and_synced_as_it_is() {
    let folder = tempfile::tempdir().unwrap();
    let server = Running::start(folder.path());
    let phone = server.wire.make_book().await;
    // Each change passes the gate; together they make no record.
    let one = Forged::new().check().unwrap();
    let other = Forged { deps: vec![one.id().0], actor: vec![2; 16], ..Forged::new() }.check().unwrap();
    let page = server.push(&phone, vec![push(record(1), &one), push(record(1), &other)]).await;
    assert_eq!(page.changes, [Verdict::Accepted; 2]);
    let path = format!("/v1/records/{}", record(1));
    let refused = server.wire.send(Method::GET, &path, Some(&phone.token), None).await;
    assert_eq!(refused.status().as_u16(), RefusalCode::Quarantined.status());
    assert_eq!(server.push(&phone, vec![]).await.entries.len(), 2);
}

#[test]
fn a_worker_that_aborts_hangs_or_runs_away_costs_its_record_only() {
    let folder = tempfile::tempdir().unwrap();
    let worker = |name: &str, script: &str| {
        let program = folder.path().join(name);
        std::fs::write(&program, format!("#!/bin/sh\n{script}\n")).unwrap();
        std::fs::set_permissions(&program, PermissionsExt::from_mode(0o700)).unwrap();
        Merger::Child { program, timeout: Duration::from_millis(500) }.merge(&vec![0; 100_000])
    };
    assert_eq!(worker("aborts", "kill -ABRT $$"), Err(MergeFailure::Died));
    assert_eq!(worker("hangs", "exec /bin/sleep 60"), Err(MergeFailure::TimedOut));
    assert_eq!(worker("refuses", "/bin/cat > /dev/null; exit 3"), Err(MergeFailure::Refused));
    assert_eq!(worker("answers-and-dies", "/bin/cat; exit 1"), Err(MergeFailure::Died));
    let missing = Merger::Child { program: folder.path().join("none"), timeout: Duration::from_secs(1) };
    assert_eq!(missing.merge(b""), Err(MergeFailure::NotStarted));
}

#[test]
fn the_worker_merges_what_passed_the_gate_and_refuses_the_rest() {
    let worker = Merger::Child { program: PROGRAM.into(), timeout: Duration::from_secs(20) };
    let changes = history(rapport_document::Actor([1; 16]), 5);
    let chunks: Vec<u8> = changes.iter().flat_map(rapport_document::CheckedChange::bytes).copied().collect();
    assert_eq!(worker.merge(&chunks).unwrap(), Document::load(&changes).unwrap().save());
    for (name, bytes) in recorded() {
        assert_eq!(worker.merge(&bytes), Err(MergeFailure::Refused), "{name}");
    }
}

#[tokio::test]
async fn killed_between_requests_it_has_everything_that_it_acknowledged() {
    let folder = tempfile::tempdir().unwrap();
    let mut server = Running::start(folder.path());
    let phone = server.wire.make_book().await;
    for n in 1..=10 {
        let page = server.push(&phone, vec![push(record(n), &first(phone.actor(), "a"))]).await;
        assert_eq!(page.changes, [Verdict::Accepted]);
        server.kill();
        server = Running::start(folder.path());
        let page = server.push(&phone, vec![]).await;
        assert_eq!((page.entries.len(), page.upto), (usize::from(n), u64::from(n)));
    }
}

#[tokio::test]
async fn what_was_erased_is_in_no_file_of_the_server() {
    let folder = tempfile::tempdir().unwrap();
    let server = Running::start(folder.path());
    let phone = server.wire.make_book().await;
    let secret = "Mrs Applebaum is looking for a new practice";
    let mut changes = history(phone.actor(), 20);
    let mut document = Document::load(&changes).unwrap();
    changes.push(document.edit(phone.actor(), 1, &[common::put("note", secret)]).unwrap().unwrap());
    server.push(&phone, pushes(record(1), &changes)).await;
    server.push(&phone, vec![push(record(2), &first(phone.actor(), secret))]).await;
    assert!(found(folder.path(), secret), "the search finds what is there");
    // Twenty entries are packed in the background; then the record is erased, and the log emptied in the background.
    let packed = || async { server.push(&phone, vec![]).await.entries.len() == 2 };
    while !packed().await {
        tokio::time::sleep(Duration::from_millis(200)).await;
    }
    let erasures = vec![record(1), record(2)];
    let page = server.exchange(&phone, &Exchange { erasures, ..phone.request(vec![]) }).await;
    assert_eq!(page.erasures, [Verdict::Accepted; 2]);
    let mut waits = 0;
    while found(folder.path(), secret) {
        waits += 1;
        assert!(waits < 150, "what was erased is still there");
        tokio::time::sleep(Duration::from_millis(200)).await;
    }
}

fn found(folder: &Path, text: &str) -> bool {
    let files = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    files.into_iter().any(|file| {
        let bytes = std::fs::read(file).unwrap();
        bytes.windows(text.len()).any(|window| window == text.as_bytes())
    })
}

#[tokio::test]
async fn a_backup_is_restored_with_a_new_epoch_once_the_server_is_stopped() {
    let folder = tempfile::tempdir().unwrap();
    let backup = folder.path().join("backup");
    let data = folder.path().join("data");
    let run = |command: &str| -> Output {
        Command::new(PROGRAM).arg(command).arg(&backup).arg("--data").arg(&data).output().unwrap()
    };
    let server = Running::start(&data);
    let phone = server.wire.make_book().await;
    assert!(run("backup").status.success());
    server.exchange(&phone, &Exchange { erasures: vec![record(1)], ..phone.request(vec![]) }).await;
    assert_eq!(run("restore").status.code(), Some(3), "a restore beside a running server");
    assert_eq!(run("backup").status.code(), Some(1), "a backup over another");
    // SIGTERM, as a system stops it: requests are finished, and the exit code is 0.
    let mut server = server;
    assert!(Command::new("kill").arg(server.child.id().to_string()).status().unwrap().success());
    assert!(server.child.wait().unwrap().success());
    let restored = run("restore");
    assert!(restored.status.success());
    assert!(String::from_utf8_lossy(&restored.stdout).contains("1 erasures"));
    let server = Running::start(&data);
    let answer: Answer = server.wire.post("/v1/exchange", Some(&phone.token), &phone.request(vec![])).await.unwrap();
    assert!(matches!(answer, Answer::Repair { .. }));
}

#[test]
fn what_cannot_be_done_has_its_exit_code() {
    let folder = tempfile::tempdir().unwrap();
    let code = |arguments: &[&str]| {
        Command::new(PROGRAM).arg("--data").arg(folder.path()).args(arguments).output().unwrap().status.code()
    };
    assert_eq!(code(&["--listen", "nowhere"]), Some(2));
    assert_eq!(code(&["restore", "/nonexistent/backup"]), Some(1));
    assert_eq!(code(&["invite"]), Some(0));
}
