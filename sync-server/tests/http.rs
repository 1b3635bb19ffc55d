//! Real requests to a real server, over plain HTTP on loopback and over TLS with a pinned key.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod common;

use std::{sync::Arc, time::Duration};

use common::{
    BOOK, Device, device, first, push, record,
    wire::{Wire, read},
};
use rapport_protocol::{
    Answer, Page, Refusal, RefusalCode, Token, VERSIONS_HEADER, Verdict, body,
    bootstrap::{Bootstrap, BootstrapAnswer},
    limit, live,
    pairing::{Devices, Join, NewBook, Paired},
    repair::{Reconcile, ReconcileAnswer},
};
use rapport_sync_server::{Config, Server, SqliteStore, limits::Rates, merging::Merger, store::Store as _, tls::Key};
use reqwest::{Client, Method, Response};
use rustls::{
    DigitallySignedStruct, SignatureScheme,
    client::danger::{HandshakeSignatureValid, ServerCertVerified, ServerCertVerifier},
    crypto::ring,
    pki_types::{CertificateDer, ServerName, UnixTime},
};
use serde::de::DeserializeOwned;

/// A server in a folder of its own, and a client that reaches it.
struct Reached {
    server: Server,
    wire: Wire,
    folder: tempfile::TempDir,
}

fn config(folder: &tempfile::TempDir) -> Config {
    let mut config = Config::new(folder.path(), "127.0.0.1:0".parse().unwrap()).unwrap();
    config.merger = Merger::InProcess;
    config.open_to_all = true;
    config.upkeep.look_elsewhere_every_ms = 100;
    config
}

fn start(change: impl FnOnce(&mut Config)) -> Reached {
    let folder = tempfile::tempdir().unwrap();
    let mut config = config(&folder);
    change(&mut config);
    let server = Server::start(&config).unwrap();
    let mut wire = Wire::new(server.url());
    if let Some(hash) = server.key_hash {
        wire.client = pinned(hash);
    }
    Reached { server, wire, folder }
}

impl std::ops::Deref for Reached {
    type Target = Wire;

    fn deref(&self) -> &Wire {
        &self.wire
    }
}

fn page(answer: Answer) -> Page {
    let Answer::Page(page) = answer else { panic!("a repair is asked for") };
    page
}

async fn two_devices_share_a_book(reached: Reached) {
    let phone = reached.make_book().await;
    let desktop = reached.pair(2, &phone).await;
    let change = first(phone.actor(), "Oak Street");
    let request = phone.request(vec![push(record(1), &change)]);
    let pushed = page(reached.post("/v1/exchange", Some(&phone.token), &request).await.unwrap());
    assert_eq!(pushed.changes, [Verdict::Accepted]);
    let pulled = page(reached.post("/v1/exchange", Some(&desktop.token), &desktop.request(vec![])).await.unwrap());
    assert_eq!((pulled.entries.len(), pulled.digest), (1, pushed.digest));
    let start = Bootstrap { resume: None };
    let Ok(BootstrapAnswer::Part(part)) = reached.post("/v1/bootstrap", Some(&desktop.token), &start).await else {
        panic!("no part");
    };
    assert_eq!((part.total, part.done, part.records[0].changes.as_slice()), (1, true, change.bytes()));
    let merged = reached.send(Method::GET, &format!("/v1/records/{}", record(1)), Some(&desktop.token), None).await;
    assert!(merged.status().is_success());
    assert!(merged.bytes().await.unwrap().starts_with(&[0x85, 0x6f, 0x4a, 0x83]));
    let devices: Devices =
        read(reached.send(Method::GET, "/v1/devices", Some(&desktop.token), None).await).await.unwrap();
    assert_eq!(devices.devices.iter().map(|device| device.this).collect::<Vec<_>>(), [false, true]);
    reached.server.shut_down().await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn two_devices_share_a_book_over_loopback() {
    two_devices_share_a_book(start(|_| {})).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn two_devices_share_a_book_over_tls_with_the_key_from_the_pairing_code() {
    let reached = start(|config| config.key = Key::SelfSigned);
    assert!(reached.server.url().starts_with("https://"));
    let another_key = Client::builder().use_preconfigured_tls(tls_for([0; 32])).build().unwrap();
    assert!(another_key.get(format!("{}/healthz", reached.server.url())).send().await.is_err());
    two_devices_share_a_book(reached).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_key_stays_the_same_over_a_restart() {
    let reached = start(|config| config.key = Key::SelfSigned);
    let key = reached.server.key_hash;
    reached.server.shut_down().await.unwrap();
    let mut again = config(&reached.folder);
    again.key = Key::SelfSigned;
    assert_eq!(Server::start(&again).unwrap().key_hash, key);
}

#[tokio::test(flavor = "multi_thread")]
async fn plain_http_is_refused_off_loopback() {
    let folder = tempfile::tempdir().unwrap();
    let mut config = config(&folder);
    config.listen = "0.0.0.0:0".parse().unwrap();
    config.key = Key::None;
    assert!(Server::start(&config).err().unwrap().to_string().contains("loopback"));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_revoked_device_is_refused_and_its_stream_ends_within_a_second() {
    let reached = start(|_| {});
    let phone = reached.make_book().await;
    let desktop = reached.pair(2, &phone).await;
    let mut stream = Events::open(&reached, &desktop).await;
    let opening: live::Feed = stream.next("feed").await;
    assert_eq!((opening.epoch, opening.head), (phone.epoch, 0));
    let request = phone.request(vec![push(record(1), &first(phone.actor(), "a"))]);
    reached.post::<Answer>("/v1/exchange", Some(&phone.token), &request).await.unwrap();
    let news: live::Feed = stream.next("feed").await;
    assert_eq!(news.head, 1);
    let path = format!("/v1/devices/{}", desktop.number);
    assert_eq!(reached.send(Method::DELETE, &path, Some(&phone.token), None).await.status().as_u16(), 204);
    let last: Refusal = tokio::time::timeout(Duration::from_secs(1), stream.next("refused")).await.unwrap();
    assert_eq!(last.code, RefusalCode::Revoked);
    assert!(stream.ended().await);
    let refused = reached.post::<Answer>("/v1/exchange", Some(&desktop.token), &desktop.request(vec![])).await;
    assert_eq!(refused.unwrap_err().code, RefusalCode::Revoked);
}

#[tokio::test(flavor = "multi_thread")]
async fn news_and_revocation_reach_the_streams_of_another_process() {
    let reached = start(|_| {});
    let other = Server::start(&config(&reached.folder)).unwrap();
    let phone = reached.make_book().await;
    let desktop = reached.pair(2, &phone).await;
    let elsewhere = Reached { wire: Wire::new(other.url()), server: other, folder: tempfile::tempdir().unwrap() };
    let mut stream = Events::open(&elsewhere, &desktop).await;
    stream.next::<live::Feed>("feed").await;
    let request = phone.request(vec![push(record(1), &first(phone.actor(), "a"))]);
    reached.post::<Answer>("/v1/exchange", Some(&phone.token), &request).await.unwrap();
    assert_eq!(stream.next::<live::Feed>("feed").await.head, 1);
    reached.send(Method::DELETE, &format!("/v1/devices/{}", desktop.number), Some(&phone.token), None).await;
    let last: Refusal = tokio::time::timeout(Duration::from_secs(1), stream.next("refused")).await.unwrap();
    assert_eq!(last.code, RefusalCode::Revoked);
}

#[tokio::test(flavor = "multi_thread")]
async fn wake_differs_a_stream_tells_of_a_feed_that_is_another_at_the_same_head() {
    let reached = start(|_| {});
    let (phone, node) = (reached.make_book().await, reached.server.node());
    let [empty, one] = ["none", "one"].map(|name| reached.folder.path().join(name));
    node.backup_to(&empty).unwrap();
    phone.push(node, vec![push(record(1), &first(phone.actor(), "a"))]);
    node.backup_to(&one).unwrap();
    // A server that went back without knowing it, and forward again on another way.
    let elsewhere = SqliteStore::open(&reached.folder.path().join("books.sqlite")).unwrap();
    elsewhere.restore_from(&empty, &mut |_| Ok(())).unwrap();
    phone.push(node, vec![push(record(2), &first(phone.actor(), "b"))]);
    let mut stream = Events::open(&reached, &phone).await;
    let before: live::Feed = stream.next("feed").await;
    elsewhere.restore_from(&one, &mut |_| Ok(())).unwrap();
    let after: live::Feed = tokio::time::timeout(Duration::from_secs(10), stream.next("feed")).await.unwrap();
    assert_eq!((before.epoch, before.head), (after.epoch, after.head));
    assert_ne!(before.digest, after.digest);
}

#[tokio::test(flavor = "multi_thread")]
async fn every_way_to_be_refused_says_so() {
    let reached = start(|config| {
        config.rates = Rates { repairs_an_hour: 1, pairings_a_minute: 3, streams: 1, ..Rates::default() };
    });
    let phone = reached.make_book().await;
    let idle = phone.request(vec![]);
    let stranger = Token("c3RyYW5nZXI".into());
    let code = |answer: Result<Answer, Refusal>| answer.unwrap_err().code;
    assert_eq!(code(reached.post("/v1/exchange", Some(&stranger), &idle).await), RefusalCode::Unknown);
    assert_eq!(code(reached.post("/v1/exchange", None, &idle).await), RefusalCode::Unknown);
    assert_eq!(code(reached.post("/v1/exchange", Some(&phone.token), &"hello").await), RefusalCode::Malformed);
    assert_eq!(code(reached.post("/v1/nothing", Some(&phone.token), &idle).await), RefusalCode::NotFound);
    let change = first(phone.actor(), "a");
    let many = phone.request(vec![push(record(1), &change); limit::CHANGES_A_PUSH + 1]);
    assert_eq!(code(reached.post("/v1/exchange", Some(&phone.token), &many).await), RefusalCode::TooLarge);
    let bomb = body::deflate(&vec![0; limit::BODY_BYTES_DECOMPRESSED + 1]);
    let bomb = Some(body::Body { bytes: bomb, compressed: true });
    assert_eq!(
        code(read(reached.send(Method::POST, "/v1/exchange", Some(&phone.token), bomb).await).await),
        RefusalCode::TooLarge
    );
    let url = format!("{}/v1/devices", reached.server.url());
    for versions in [None, Some("2,3")] {
        let mut request = reached.client.get(&url).bearer_auth(&phone.token.0);
        request = versions.into_iter().fold(request, |request, versions| request.header(VERSIONS_HEADER, versions));
        let response = request.send().await.unwrap();
        assert_eq!(response.headers()[VERSIONS_HEADER], "1");
        assert_eq!(read::<Devices>(response).await.unwrap_err().code, RefusalCode::Version);
    }
    let join = Join { book: BOOK, secret: [9; 16], device: device(3) };
    for expected in [RefusalCode::NotInvited, RefusalCode::NotInvited, RefusalCode::TooMany] {
        let refusal = reached.post::<Paired>("/v1/join", None, &join).await.unwrap_err();
        assert_eq!((refusal.code, refusal.retry_after_s.is_some()), (expected, expected == RefusalCode::TooMany));
    }
    let first_round = Reconcile { epoch: None, message: vec![0x61, 0, 0, 2, 0] };
    let repair = || reached.post::<ReconcileAnswer>("/v1/reconcile", Some(&phone.token), &first_round);
    assert!(repair().await.is_ok());
    assert_eq!(repair().await.unwrap_err().code, RefusalCode::TooMany);
    let _open = Events::open(&reached, &phone).await;
    assert_eq!(reached.send(Method::GET, "/v1/live", Some(&phone.token), None).await.status().as_u16(), 429);
    // And after all that it serves the next request.
    assert!(reached.post::<Answer>("/v1/exchange", Some(&phone.token), &idle).await.is_ok());
    assert!(
        reached.client.get(format!("{}/healthz", reached.server.url())).send().await.unwrap().status().is_success()
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn an_address_that_floods_is_held_off() {
    let reached = start(|config| config.rates.requests_a_minute_address = 5);
    let health = || reached.client.get(format!("{}/healthz", reached.server.url())).send();
    for _ in 0..5 {
        assert!(health().await.unwrap().status().is_success());
    }
    let refused = health().await.unwrap();
    assert_eq!(refused.status().as_u16(), 429);
    assert!(refused.headers().contains_key("retry-after"));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_token_that_nobody_has_is_counted_with_its_address_alone() {
    let rates = Rates { requests_a_minute: 1, requests_a_minute_address: 4, ..Rates::default() };
    let reached = start(|config| config.rates = rates);
    let nobody = Device::new(1, Token("A".repeat(43)), rapport_protocol::Epoch([0; 16]));
    for expected in [[RefusalCode::Unknown; 4].as_slice(), &[RefusalCode::TooMany]].concat() {
        let refused = reached.post::<Answer>("/v1/exchange", Some(&nobody.token), &nobody.request(vec![])).await;
        assert_eq!(refused.unwrap_err().code, expected);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_book_needs_an_invitation_where_the_server_is_not_open() {
    let reached = start(|config| config.open_to_all = false);
    let invitation = reached.server.invitation.clone().expect("printed on first start");
    let with = |invitation: Option<String>| NewBook { invitation, book: BOOK, device: device(1) };
    for wrong in [None, Some("AAAA".into())] {
        let refusal = reached.post::<Paired>("/v1/books", None, &with(wrong)).await.unwrap_err();
        assert_eq!(refusal.code, RefusalCode::NotInvited);
    }
    let typed = invitation.to_string().to_lowercase();
    assert!(reached.post::<Paired>("/v1/books", None, &with(Some(typed))).await.is_ok());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_shutdown_ends_the_streams() {
    let reached = start(|_| {});
    let phone = reached.make_book().await;
    let mut stream = Events::open(&reached, &phone).await;
    stream.next::<live::Feed>("feed").await;
    reached.server.shut_down().await.unwrap();
    assert!(stream.ended().await);
}

/// An open stream of events.
struct Events {
    response: Response,
    text: String,
}

impl Events {
    async fn open(reached: &Reached, device: &Device) -> Self {
        let response = reached.send(Method::GET, "/v1/live", Some(&device.token), None).await;
        assert!(response.status().is_success());
        Self { response, text: String::new() }
    }

    /// The next event, which must be of this kind.
    async fn next<T: DeserializeOwned>(&mut self, kind: &str) -> T {
        loop {
            if let Some((event, rest)) = self.text.split_once("\n\n") {
                let data = event.strip_prefix(&format!("event: {kind}\ndata: ")).expect(event);
                let read = serde_json::from_str(data).unwrap();
                self.text = rest.into();
                return read;
            }
            let chunk = self.response.chunk().await.unwrap().expect("the stream goes on");
            self.text.push_str(std::str::from_utf8(&chunk).unwrap());
        }
    }

    async fn ended(&mut self) -> bool {
        matches!(self.response.chunk().await, Ok(None) | Err(_))
    }
}

fn pinned(hash: [u8; 32]) -> Client {
    Client::builder().use_preconfigured_tls(tls_for(hash)).build().unwrap()
}

fn tls_for(hash: [u8; 32]) -> rustls::ClientConfig {
    rustls::ClientConfig::builder_with_provider(Arc::new(ring::default_provider()))
        .with_safe_default_protocol_versions()
        .unwrap()
        .dangerous()
        .with_custom_certificate_verifier(Arc::new(Pin(hash)))
        .with_no_client_auth()
}

/// Trusts one key, whatever the certificate says.
#[derive(Debug)]
struct Pin([u8; 32]);

impl ServerCertVerifier for Pin {
    fn verify_server_cert(
        &self,
        certificate: &CertificateDer<'_>,
        _: &[CertificateDer<'_>],
        _: &ServerName<'_>,
        _: &[u8],
        _: UnixTime,
    ) -> Result<ServerCertVerified, rustls::Error> {
        let key = rustls::server::ParsedCertificate::try_from(certificate)?.subject_public_key_info();
        let hash = rapport_sync_server::access::hash(key.as_ref());
        let trusted = hash == self.0;
        if trusted { Ok(ServerCertVerified::assertion()) } else { Err(rustls::Error::General("another key".into())) }
    }

    fn verify_tls12_signature(
        &self,
        message: &[u8],
        certificate: &CertificateDer<'_>,
        signature: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, rustls::Error> {
        let algorithms = ring::default_provider().signature_verification_algorithms;
        rustls::crypto::verify_tls12_signature(message, certificate, signature, &algorithms)
    }

    fn verify_tls13_signature(
        &self,
        message: &[u8],
        certificate: &CertificateDer<'_>,
        signature: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, rustls::Error> {
        let algorithms = ring::default_provider().signature_verification_algorithms;
        rustls::crypto::verify_tls13_signature(message, certificate, signature, &algorithms)
    }

    fn supported_verify_schemes(&self) -> Vec<SignatureScheme> {
        ring::default_provider().signature_verification_algorithms.supported_schemes()
    }
}
