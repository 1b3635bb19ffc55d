//! A real node without HTTP, a line to it that can be cut, and devices with clock and chance in the test's hand.

use std::{
    collections::{BTreeSet, VecDeque},
    path::Path,
    sync::{
        Arc, Mutex,
        atomic::{AtomicBool, AtomicI64, AtomicU64, Ordering},
    },
};

use rapport_core::{
    Command, Companion, Options,
    command::{FieldEdit, NewNote, NewPlace},
    environment::Environment,
    model::{Instant, Kind, Note, Practice, Record, RecordId},
    sync::{Address, Fault, OfflineReason, Server, SyncOutcome},
};
use rapport_protocol::{
    Answer, DeviceNumber, EntryBody, Exchange, Page, Token, Verdict,
    bootstrap::{Bootstrap, BootstrapAnswer},
    pairing::{Devices, Join, NewBook, Paired, PairingCode, PairingSecret},
    repair::{Fetch, FetchAnswer, Reconcile, ReconcileAnswer},
};
use rapport_sync_server::{
    Node, SqliteStore,
    environment::{SystemClock, SystemRandomness},
    merging::Merger,
    node::Quota,
    store::Store,
};
use tempfile::TempDir;

/// What happens to a request on the line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Line {
    /// It is lost.
    Lost,
    /// It arrives, and the answer is lost.
    Unanswered,
    /// It arrives, and the answer never comes.
    Silent,
    /// All is well.
    Good,
}

/// One device's line to a node.
pub struct Wire {
    pub node: Arc<Node>,
    pub token: Mutex<Token>,
    /// What happens to the next requests; afterwards all is well.
    pub plan: Mutex<VecDeque<Line>>,
    /// Requests that went out, by name.
    pub asked: Mutex<Vec<&'static str>>,
    /// Every page comes with a flipped bit in what it carries.
    pub damages: AtomicBool,
    /// The server's digest comes with a flipped bit.
    pub lies: AtomicBool,
    /// Of these records the server takes nothing, saying this.
    pub refuses: Mutex<Option<(BTreeSet<RecordId>, Verdict)>>,
}

impl Wire {
    pub fn new(node: &Arc<Node>) -> Arc<Self> {
        Arc::new(Self {
            node: Arc::clone(node),
            token: Mutex::new(Token(String::new())),
            plan: Mutex::default(),
            asked: Mutex::default(),
            damages: AtomicBool::default(),
            lies: AtomicBool::default(),
            refuses: Mutex::default(),
        })
    }

    pub fn plan(&self, plan: impl IntoIterator<Item = Line>) {
        self.plan.lock().unwrap().extend(plan);
    }

    pub fn asked(&self) -> Vec<&'static str> {
        std::mem::take(&mut self.asked.lock().unwrap())
    }

    pub fn token(&self) -> Token {
        self.token.lock().unwrap().clone()
    }

    async fn ask<T>(&self, name: &'static str, answer: impl FnOnce() -> Result<T, Fault>) -> Result<T, Fault> {
        self.asked.lock().unwrap().push(name);
        let line = self.plan.lock().unwrap().pop_front().unwrap_or(Line::Good);
        if line == Line::Lost {
            return Err(Fault::Offline(OfflineReason::Unreachable));
        }
        let answer = answer();
        match line {
            Line::Unanswered => Err(Fault::Offline(OfflineReason::Interrupted)),
            Line::Silent => std::future::pending().await,
            Line::Lost | Line::Good => answer,
        }
    }

    /// The node's answer, but for what this server refuses.
    fn exchange_refusing(&self, request: &Exchange) -> Result<Answer, Fault> {
        let refuses = self.refuses.lock().unwrap().clone();
        let Some((records, verdict)) = refuses else { return Ok(self.node.exchange(&self.token(), request.clone())?) };
        let mut passed = request.clone();
        passed.changes.retain(|push| !records.contains(&push.record));
        let mut answer = self.node.exchange(&self.token(), passed)?;
        if let Answer::Page(page) = &mut answer {
            let mut taken = std::mem::take(&mut page.changes).into_iter();
            let said = |push: &rapport_protocol::Push| {
                if records.contains(&push.record) { verdict } else { taken.next().unwrap() }
            };
            page.changes = request.changes.iter().map(said).collect();
        }
        Ok(answer)
    }
}

impl Server for Wire {
    async fn exchange(&self, request: &Exchange) -> Result<Answer, Fault> {
        self.ask("exchange", || {
            let mut answer = self.exchange_refusing(request)?;
            if let Answer::Page(page) = &mut answer {
                if self.damages.load(Ordering::SeqCst) {
                    damage(page);
                }
                if let Some(digest) = page.digest.as_mut().filter(|_| self.lies.load(Ordering::SeqCst)) {
                    digest.sum[0] ^= 1;
                }
            }
            Ok(answer)
        })
        .await
    }

    async fn bootstrap(&self, request: &Bootstrap) -> Result<BootstrapAnswer, Fault> {
        self.ask("bootstrap", || Ok(self.node.bootstrap(&self.token(), request)?)).await
    }

    async fn reconcile(&self, request: &Reconcile) -> Result<ReconcileAnswer, Fault> {
        self.ask("reconcile", || Ok(self.node.reconcile(&self.token(), request)?)).await
    }

    async fn fetch(&self, request: &Fetch) -> Result<FetchAnswer, Fault> {
        self.ask("fetch", || Ok(self.node.fetch(&self.token(), request)?)).await
    }

    async fn new_book(&self, request: &NewBook) -> Result<Paired, Fault> {
        let paired = self.ask("new_book", || Ok(self.node.new_book(request.clone())?)).await?;
        *self.token.lock().unwrap() = paired.token.clone();
        Ok(paired)
    }

    async fn join(&self, request: &Join) -> Result<Paired, Fault> {
        let paired = self.ask("join", || Ok(self.node.join(request.clone())?)).await?;
        *self.token.lock().unwrap() = paired.token.clone();
        Ok(paired)
    }

    async fn pairing_secret(&self) -> Result<PairingSecret, Fault> {
        self.ask("pairing_secret", || Ok(self.node.pairing_secret(&self.token())?)).await
    }

    async fn devices(&self) -> Result<Devices, Fault> {
        self.ask("devices", || Ok(self.node.devices(&self.token())?)).await
    }

    async fn revoke(&self, number: DeviceNumber) -> Result<(), Fault> {
        self.ask("revoke", || Ok(self.node.revoke(&self.token(), number)?)).await
    }
}

fn damage(page: &mut Page) {
    for entry in &mut page.entries {
        if let EntryBody::Change { bytes, .. } | EntryBody::Pack { bytes } = &mut entry.body
            && let Some(last) = bytes.last_mut()
        {
            *last ^= 1;
        }
    }
}

/// Clock and chance in the test's hand.
pub struct Hands {
    pub now_ms: AtomicI64,
    pub drawn: AtomicU64,
}

impl Environment for Hands {
    fn now(&self) -> Instant {
        Instant(self.now_ms.load(Ordering::SeqCst))
    }

    fn zone(&self) -> chrono_tz::Tz {
        chrono_tz::UTC
    }

    fn fill_random(&self, bytes: &mut [u8]) {
        for part in bytes.chunks_mut(8) {
            let drawn = self.drawn.fetch_add(0x9e37_79b9_7f4a_7c15, Ordering::SeqCst);
            let mixed = (drawn ^ (drawn >> 29)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
            part.copy_from_slice(&(mixed ^ (mixed >> 32)).to_be_bytes()[..part.len()]);
        }
    }
}

/// A device: its home, its book, its line.
pub struct Device {
    pub home: TempDir,
    pub hands: Arc<Hands>,
    pub book: Companion,
    pub wire: Arc<Wire>,
}

/// Where the devices believe the node to be.
pub const URL: &str = "https://sync.example.org";

pub fn options(home: &Path, hands: &Arc<Hands>) -> Options {
    Options { environment: Arc::clone(hands) as _, ..Options::at(home) }
}

pub fn hands(seed: u64) -> Arc<Hands> {
    Arc::new(Hands { now_ms: AtomicI64::new(1_780_000_000_000), drawn: AtomicU64::new(seed << 32) })
}

pub fn store() -> Arc<dyn Store> {
    Arc::new(SqliteStore::in_memory().unwrap())
}

pub fn node_over(store: Arc<dyn Store>, quota: Quota) -> Arc<Node> {
    let node = Node::new(store, Arc::new(SystemClock), Arc::new(SystemRandomness));
    Arc::new(node.with_merger(Merger::InProcess).with_quota(quota).open_to_all())
}

pub fn node() -> Arc<Node> {
    node_over(store(), Quota::default())
}

/// A book of its own, on no server.
pub fn alone(seed: u64, name: &str, node: &Arc<Node>) -> Device {
    let (home, hands) = (tempfile::tempdir().unwrap(), hands(seed));
    let practice = Practice { name: format!("{name}'s practice"), ..Practice::default() };
    let book = Companion::init(options(home.path(), &hands), &practice, name, "Kim").unwrap();
    Device { home, hands, book, wire: Wire::new(node) }
}

/// The first device of a book on a node, synced.
pub async fn first(node: &Arc<Node>) -> Device {
    let device = alone(1, "Phone", node);
    device.pair_new().await;
    device.synced().await;
    device
}

impl Device {
    pub async fn pair_new(&self) {
        let address = Address { url: URL.to_owned(), key_hash: None };
        self.book.pair_new_with(&*self.wire, &address, None).await.unwrap();
    }

    /// A pairing code for one more device.
    pub fn code(&self) -> PairingCode {
        let secret = self.wire.node.pairing_secret(&self.wire.token()).unwrap().secret;
        PairingCode { server: URL.to_owned(), book: self.book.book().unwrap(), secret, key_hash: None }
    }

    /// One more device of this book, not synced yet.
    pub async fn joined_by(&self, seed: u64, name: &str) -> Device {
        let (home, hands, wire) = (tempfile::tempdir().unwrap(), hands(seed), Wire::new(&self.wire.node));
        let code = self.code();
        let joining = Companion::join_with(options(home.path(), &hands), &*wire, &code, name, "Ana");
        let book = joining.await.unwrap();
        Device { home, hands, book, wire }
    }

    pub async fn sync(&self) -> SyncOutcome {
        self.book.sync_with(&*self.wire).await.unwrap()
    }

    pub async fn synced(&self) {
        assert_eq!(self.sync().await, SyncOutcome::Synced);
    }

    /// The same home opened again: another process.
    pub fn opened_again(self) -> Device {
        let Self { home, hands, book, wire } = self;
        drop(book);
        let book = Companion::open(options(home.path(), &hands)).unwrap();
        Device { home, hands, book, wire }
    }

    pub fn add_place(&self, name: &str) -> RecordId {
        let place = NewPlace { name: name.to_owned(), ..NewPlace::default() };
        self.book.run(Command::AddPlace(place)).unwrap().records[0].id
    }

    pub fn note(&self, text: &str) -> RecordId {
        self.book.run(Command::TakeNote(NewNote { text: text.into(), ..NewNote::default() })).unwrap().records[0].id
    }

    /// Many short notes in one command.
    pub fn notes(&self, count: usize, text: &str) -> Vec<RecordId> {
        let note = || Record::Note(Note { text: text.into(), ..Note::default() });
        let records: Vec<_> = (0..count).map(|_| (self.fresh_id(), note())).collect();
        let ids = records.iter().map(|(id, _)| *id).collect();
        self.book.run(Command::AddAll(records)).unwrap();
        ids
    }

    fn fresh_id(&self) -> RecordId {
        let mut id = [0; 16];
        self.hands.fill_random(&mut id);
        RecordId(id)
    }

    pub fn edit(&self, id: RecordId, field: &str, value: &str) {
        let edits = vec![FieldEdit { field: field.to_owned(), value: value.to_owned() }];
        self.book.run(Command::Edit { id, edits }).unwrap();
    }

    /// The name or the text of a record; nothing if it isn't here.
    pub fn says(&self, id: RecordId) -> Option<String> {
        match self.book.get(id).ok()?.record {
            Record::Contact(contact) => Some(contact.name),
            Record::Note(note) => Some(note.text.0),
            Record::Practice(practice) => Some(practice.name),
            other => panic!("a test asks about a {:?}", other.kind()),
        }
    }

    /// Whether these bytes stand anywhere in the files of this home.
    pub fn holds_bytes(&self, text: &str) -> bool {
        std::fs::read_dir(self.home.path()).unwrap().any(|file| {
            let bytes = std::fs::read(file.unwrap().path()).unwrap();
            bytes.windows(text.len()).any(|window| window == text.as_bytes())
        })
    }

    pub fn practice(&self) -> Practice {
        let id = RecordId(self.book.book().unwrap().0);
        let Record::Practice(practice) = self.book.get(id).unwrap().record else { panic!("{:?}", Kind::Practice) };
        practice
    }
}
