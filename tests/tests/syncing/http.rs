//! Over HTTP and TLS against a real server, and against who only looks like one.

use std::{
    io::{Read as _, Write as _},
    net::TcpListener,
    path::Path,
    time::Duration,
};

use rapport_core::{
    Command, Companion, Error, Options,
    command::NewNote,
    model::{Practice, RecordId},
    sync::{OfflineReason, SyncOutcome},
};
use rapport_protocol::{BookId, MEDIA_TYPE, limit, pairing::PairingCode};
use rapport_sync_server::{Config, Server, merging::Merger, tls::Key};
use tempfile::TempDir;

/// A server on this machine, with TLS or without.
#[allow(clippy::unused_async, reason = "a server starts on the runtime of whoever asks")]
async fn serve(key: Key) -> (TempDir, Server) {
    let data = tempfile::tempdir().unwrap();
    let config = Config::new(data.path(), "127.0.0.1:0".parse().unwrap()).unwrap();
    let server = Server::start(&Config { key, merger: Merger::InProcess, ..config }).unwrap();
    (data, server)
}

fn init(home: &Path) -> Companion {
    let practice = Practice { name: "Riverside Therapy".into(), ..Practice::default() };
    Companion::init(Options::at(home), &practice, "Phone", "Kim").unwrap()
}

async fn paired(server: &Server) -> (TempDir, Companion) {
    let home = tempfile::tempdir().unwrap();
    let phone = init(home.path());
    let invitation = server.invitation.as_ref().unwrap().to_string();
    phone.pair_new(&server.url(), Some(&invitation)).await.unwrap();
    assert_eq!(phone.sync().await.unwrap(), SyncOutcome::Synced);
    (home, phone)
}

async fn join(phone: &Companion) -> (TempDir, Companion) {
    let home = tempfile::tempdir().unwrap();
    let (code, expires_in_s) = phone.pairing_code().await.unwrap();
    assert_eq!(expires_in_s, limit::PAIRING_SECRET_S);
    let desktop = Companion::join(Options::at(home.path()), &code.to_string(), "Desktop", "Ana").await.unwrap();
    assert_eq!(desktop.sync().await.unwrap(), SyncOutcome::Synced);
    (home, desktop)
}

fn note(book: &Companion, text: &str) -> RecordId {
    book.run(Command::TakeNote(NewNote { text: text.into(), ..NewNote::default() })).unwrap().records[0].id
}

/// Waits until a record has come, for as long as it takes.
async fn arrival(book: &Companion, id: RecordId) {
    while book.get(id).is_err() {
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
}

/// Lets a home believe that its server is elsewhere.
fn redirect(home: &Path, url: &str) {
    let path = home.join("device.json");
    let mut identity: serde_json::Value = serde_json::from_slice(&std::fs::read(&path).unwrap()).unwrap();
    identity["server"]["url"] = url.into();
    std::fs::write(path, identity.to_string()).unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn two_devices_agree_over_tls_with_a_key_that_the_codes_carry() {
    let (_data, server) = serve(Key::SelfSigned).await;
    assert!(server.secure && server.key_hash.is_some());
    let (_phone_home, phone) = paired(&server).await;
    let (_desktop_home, desktop) = join(&phone).await;
    let (ours, theirs) = (note(&phone, "from the phone"), note(&desktop, "from the desktop"));
    for book in [&phone, &desktop, &phone] {
        assert_eq!(book.sync().await.unwrap(), SyncOutcome::Synced);
    }
    assert!(phone.get(theirs).is_ok() && desktop.get(ours).is_ok());
    let devices = phone.devices().await.unwrap();
    let other = devices.iter().find(|device| !device.this).unwrap();
    assert_eq!((devices.len(), other.name.as_str(), other.person.as_str()), (2, "Desktop", "Ana"));
    phone.revoke(other.number).await.unwrap();
    assert!(matches!(desktop.sync().await, Err(Error::Unauthorized { unsent: 0, .. })));
    assert!(matches!(phone.revoke(rapport_protocol::DeviceNumber([1; 8])).await, Err(Error::NotFound { .. })));
    server.shut_down().await.unwrap();
    let reason = OfflineReason::Unreachable;
    assert_eq!(phone.sync().await.unwrap(), SyncOutcome::Offline { reason });
}

#[tokio::test(flavor = "multi_thread")]
async fn a_server_with_another_key_is_told_nothing() {
    let (_data, server) = serve(Key::SelfSigned).await;
    let home = tempfile::tempdir().unwrap();
    let phone = init(home.path());
    let real = server.invitation.clone().unwrap();
    let untrusted =
        |done: Result<(), Error>| matches!(done, Err(Error::Unreachable { reason: OfflineReason::Untrusted }));
    let forged = rapport_protocol::pairing::Invitation { key_hash: Some([7; 32]), ..real.clone() };
    assert!(untrusted(phone.pair_new(&server.url(), Some(&forged.to_string())).await));
    // Without a key to expect, only the web's authorities count, and none vouches for this one.
    let unpinned = rapport_protocol::pairing::Invitation { key_hash: None, ..real };
    assert!(untrusted(phone.pair_new(&server.url(), Some(&unpinned.to_string())).await));

    // The invitation was not used up; and a server that comes to stand there with another key gets no token.
    let (home, phone) = paired(&server).await;
    drop(phone);
    let (_elsewhere, other) = serve(Key::SelfSigned).await;
    redirect(home.path(), &other.url());
    let phone = Companion::open(Options::at(home.path())).unwrap();
    let reason = OfflineReason::Untrusted;
    assert_eq!(phone.sync().await.unwrap(), SyncOutcome::Offline { reason });
}

#[tokio::test]
async fn plain_http_to_another_machine_is_refused_before_anything_is_sent() {
    let home = tempfile::tempdir().unwrap();
    let phone = init(home.path());
    let refused = phone.pair_new("http://192.168.1.7:8787", None).await.unwrap_err();
    assert!(matches!(refused, Error::Invalid(invalid) if invalid.field == "server"));
    let code = PairingCode {
        server: "http://192.168.1.7:8787".into(),
        book: BookId([1; 16]),
        secret: [2; 16],
        key_hash: None,
    };
    let elsewhere = tempfile::tempdir().unwrap();
    let joined = Companion::join(Options::at(elsewhere.path()), &code.to_string(), "Desktop", "Ana").await;
    assert!(matches!(joined, Err(Error::Invalid(invalid)) if invalid.field == "server"));
}

/// Somebody on this machine who answers every request with these bytes, over and over if `endless`.
fn liar(answer: Vec<u8>, endless: bool) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    std::thread::spawn(move || {
        for stream in listener.incoming() {
            let mut stream = stream.unwrap();
            let mut asked = [0; 16_384];
            // One read is enough: an idle exchange fits, and nobody cares what it says.
            let _asked = stream.read(&mut asked);
            let mut told = stream.write_all(&answer);
            while endless && told.is_ok() {
                told = stream.write_all(&[0; 16_384]);
            }
        }
    });
    url
}

fn answering(status: &str, headers: &str, body: &[u8]) -> Vec<u8> {
    let head = format!("HTTP/1.1 {status}\r\nconnection: close\r\n{headers}\r\n");
    [head.as_bytes(), body].concat()
}

#[tokio::test(flavor = "multi_thread")]
async fn who_lies_about_an_answer_is_nobody_and_the_book_stays_as_it_is() {
    let (_data, server) = serve(Key::None).await;
    let (home, phone) = paired(&server).await;
    let kept = note(&phone, "kept, and still to be sent");
    drop(phone);
    let cbor = format!("content-type: {MEDIA_TYPE}\r\n");
    let zstd = format!("{cbor}content-encoding: zstd\r\n");
    let bomb = rapport_protocol::body::deflate(&vec![0; limit::BODY_BYTES_DECOMPRESSED + 1]);
    let (strange, broken) = (OfflineReason::NotRapport, OfflineReason::Interrupted);
    for (what, answer, endless, reason) in [
        ("a sign-in page", answering("200 OK", "content-type: text/html\r\n", b"<h1>Welcome</h1>"), false, strange),
        (
            "a proxy's 401",
            answering("401 Unauthorized", "content-type: text/html\r\n", b"who are you?"),
            false,
            strange,
        ),
        ("a way elsewhere", answering("302 Found", "location: http://127.0.0.1:1/\r\n", b""), false, strange),
        ("noise", answering("200 OK", &cbor, b"\xff\xff\xff"), false, strange),
        ("a length that lies", answering("200 OK", &cbor, &[0x5b, 0x40, 0, 0, 0, 0, 0, 0, 0]), false, strange),
        ("a bomb", answering("200 OK", &zstd, &bomb), false, strange),
        ("no end", answering("200 OK", &cbor, b""), true, strange),
        ("an end too soon", answering("200 OK", &format!("{cbor}content-length: 999\r\n"), b"short"), false, broken),
        ("nothing at all", Vec::new(), false, broken),
    ] {
        redirect(home.path(), &liar(answer, endless));
        let phone = Companion::open(Options::at(home.path())).unwrap();
        assert_eq!(phone.sync().await.unwrap(), SyncOutcome::Offline { reason }, "{what}");
        assert!(phone.get(kept).is_ok());
    }
    redirect(home.path(), &server.url());
    let phone = Companion::open(Options::at(home.path())).unwrap();
    assert_eq!(phone.sync().await.unwrap(), SyncOutcome::Synced);
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_watches_hears_of_the_others_and_sends_what_is_logged_meanwhile() {
    let (_data, server) = serve(Key::None).await;
    let (_phone_home, phone) = paired(&server).await;
    let (_desktop_home, desktop) = join(&phone).await;
    let (told, until) = tokio::sync::oneshot::channel::<()>();
    let watching = phone.watch(async move { drop(until.await) });
    let meanwhile = async {
        let theirs = note(&desktop, "from the desktop");
        assert_eq!(desktop.sync().await.unwrap(), SyncOutcome::Synced);
        arrival(&phone, theirs).await;
        let ours = note(&phone, "from the phone");
        while desktop.get(ours).is_err() {
            desktop.sync().await.unwrap();
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
        told.send(()).unwrap();
    };
    let (watched, ()) = tokio::join!(watching, meanwhile);
    watched.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_watches_and_is_revoked_is_told() {
    let (_data, server) = serve(Key::None).await;
    let (_phone_home, phone) = paired(&server).await;
    let (_desktop_home, desktop) = join(&phone).await;
    let other = phone.devices().await.unwrap().into_iter().find(|device| !device.this).unwrap();
    let watching = desktop.watch(std::future::pending());
    let meanwhile = async {
        // It hears of this one, so it listens.
        let ours = note(&phone, "from the phone");
        assert_eq!(phone.sync().await.unwrap(), SyncOutcome::Synced);
        arrival(&desktop, ours).await;
        phone.revoke(other.number).await.unwrap();
    };
    let (watched, ()) = tokio::join!(watching, meanwhile);
    assert!(matches!(watched, Err(Error::Unauthorized { .. })));
}
