//! A scene for one scenario: a server in memory and devices on real files, where each message is in the hands of the test.

use std::{
    collections::BTreeSet,
    fs,
    path::{Path, PathBuf},
    sync::Arc,
};

use rapport_core::{
    Command, Companion, Options,
    command::{FieldEdit, NewPlace},
    companion::{Asked, Received, Repair, RepairStep},
    model::{Kind, Record, RecordId},
    sync::SyncOutcome,
};
use rapport_protocol::{Answer, BookId, ChangeId, DeviceNumber, Push, RefusalCode, Token, Verdict, pairing};
use rapport_sync_server::{
    Node, SqliteStore,
    environment::{SystemClock, SystemRandomness},
    store::Store,
};
use tempfile::TempDir;

use crate::{
    chance::Chance,
    direct::{Direct, at_once},
    homes,
    rows::Looking,
};

/// A server with an empty book, and a folder for everybody's files.
pub struct Scene {
    /// The server.
    pub node: Arc<Node>,
    store: Arc<SqliteStore>,
    book: BookId,
    keeper: Token,
    scratch: TempDir,
}

/// A device that is paired.
pub struct Paired {
    /// Its book.
    pub book: Companion,
    /// Its secret.
    pub token: Token,
    /// Where its files are.
    pub home: PathBuf,
    node: Arc<Node>,
}

impl Default for Scene {
    fn default() -> Self {
        let store = Arc::new(SqliteStore::in_memory().expect("a database in memory opens"));
        let shared: Arc<dyn Store> = Arc::<SqliteStore>::clone(&store);
        let node = Node::new(shared, Arc::new(SystemClock), Arc::new(SystemRandomness)).open_to_all();
        let book = BookId([7; 16]);
        let device = pairing::NewDevice { number: DeviceNumber([7; 8]), name: "keeper".into(), person: "Kim".into() };
        let paired = node.new_book(pairing::NewBook { invitation: None, book, device });
        let keeper = paired.expect("an open server makes a book").token;
        Self { node: Arc::new(node), store, book, keeper, scratch: homes::scratch() }
    }
}

impl Scene {
    /// A new device that has got the book.
    #[must_use]
    pub fn device(&self, name: &str) -> Paired {
        let device = self.join(name);
        assert_eq!(device.sync(), SyncOutcome::Synced);
        device
    }

    /// A new device that has not synced yet.
    #[must_use]
    pub fn join(&self, name: &str) -> Paired {
        let home = self.scratch.path().join(name);
        let secret = self.node.pairing_secret(&self.keeper).expect("the keeper is paired").secret;
        let server = "http://127.0.0.1:8787".to_owned();
        let code = pairing::PairingCode { server, book: self.book, secret, key_hash: None };
        let way = Direct::new(Arc::clone(&self.node), None, 0.0, Chance::new(0));
        let joined = at_once(Companion::join_with(Options::at(&home), &way, &code, name, "Kim"));
        self.paired(joined.expect("a good code pairs a device"), home)
    }

    /// A copy of a device's home as it stands now, opened beside it.
    #[must_use]
    pub fn copy(&self, of: &Paired, name: &str) -> Paired {
        let home = self.scratch.path().join(name);
        homes::copy(&of.home, &home);
        self.paired(Companion::open(Options::at(&home)).expect("a copy opens"), home)
    }

    /// Another process on the same home.
    #[must_use]
    pub fn second_process(&self, of: &Paired) -> Paired {
        self.paired(Companion::open(Options::at(&of.home)).expect("a book opens twice"), of.home.clone())
    }

    fn paired(&self, book: Companion, home: PathBuf) -> Paired {
        let (_, token) = homes::identity(&home).expect("a paired device knows who it is");
        Paired { book, token: token.expect("a paired device has a token"), home, node: Arc::clone(&self.node) }
    }

    /// A backup of the server.
    #[must_use]
    pub fn back_up(&self) -> PathBuf {
        let file = self.scratch.path().join(format!("backup-{:?}", std::time::Instant::now()));
        self.node.backup_to(&file).expect("a backup is written");
        file
    }

    /// The server is restored from a backup: a new epoch.
    pub fn restore(&self, backup: &Path) {
        self.node.restore_from(backup).expect("a backup can be restored");
    }

    /// The server is as it was, and does not know it.
    pub fn roll_back(&self, backup: &Path) {
        self.store.restore_from(backup, &mut |_| Ok(())).expect("a backup can be put in place");
    }
}

impl Paired {
    /// Puts a place into the book.
    pub fn add(&self, name: &str) -> RecordId {
        let place = NewPlace { name: name.into(), ..NewPlace::default() };
        self.book.run(Command::AddPlace(place)).expect("a place can be added").records[0].id
    }

    /// Writes a field.
    pub fn edit(&self, id: RecordId, field: &str, value: &str) {
        let edits = vec![FieldEdit { field: field.into(), value: value.into() }];
        self.book.run(Command::Edit { id, edits }).expect("a field can be written");
    }

    /// The names of all contacts that are shown.
    #[must_use]
    pub fn names(&self) -> Vec<String> {
        let list = self.book.list(&Kind::Contact, None, 1_000).expect("contacts can be listed");
        let name = |record| if let Record::Contact(contact) = record { Some(contact.name) } else { None };
        list.items.into_iter().filter_map(|entry| name(entry.record)).collect()
    }

    /// One exchange, from the question to what came of it.
    pub fn exchange(&self) -> Received {
        let asked = self.book.ask().expect("a device that has the book can ask");
        let answer = self.answer(&asked);
        self.book.receive(&asked, answer).expect("a good answer is taken")
    }

    /// What the server answers.
    #[must_use]
    pub fn answer(&self, asked: &Asked) -> Answer {
        self.node.exchange(&self.token, asked.exchange.clone()).expect("a paired device is answered")
    }

    /// One step of a repair. Whether it goes on; it is done when there is nothing left but to finish.
    pub fn repair_step(&self, repair: &mut Repair) -> bool {
        match repair.step() {
            RepairStep::Reconcile(round) => {
                let answer = self.node.reconcile(&self.token, &round).expect("a round is answered");
                repair.reconciled(answer).expect("a round is taken")
            }
            RepairStep::Fetch(fetch) => {
                repair.fetched(self.node.fetch(&self.token, &fetch).expect("a fetch is answered"))
            }
            RepairStep::Finish => false,
        }
    }

    /// Syncs as an app does.
    pub fn sync(&self) -> SyncOutcome {
        let way = Direct::new(Arc::clone(&self.node), Some(self.token.clone()), 0.0, Chance::new(0));
        at_once(self.book.sync_with(&way)).expect("a sync rests")
    }

    /// Sends a change that this device did not make by itself. What the server said of it.
    pub fn push(&self, record: RecordId, id: ChangeId, bytes: &[u8]) -> Result<Verdict, RefusalCode> {
        let mut asked = self.book.ask().expect("a device that has the book can ask").exchange;
        asked.changes = vec![Push { record, id, bytes: bytes.to_vec() }];
        match self.node.exchange(&self.token, asked) {
            Ok(Answer::Page(page)) => Ok(page.changes[0]),
            Ok(Answer::Repair { .. }) => Err(RefusalCode::Other),
            Err(refusal) => Err(refusal.code),
        }
    }

    /// The changes of a record as this device holds them: each one's name and bytes.
    #[must_use]
    pub fn changes(&self, record: RecordId) -> Vec<(ChangeId, Vec<u8>)> {
        Looking::at(&self.home).changes_of(record).into_iter().map(|held| (held.id, held.bytes)).collect()
    }

    /// How many changes and erasures wait to be sent.
    #[must_use]
    pub fn unsent(&self) -> u64 {
        Looking::at(&self.home).unsent()
    }

    /// Up to where it has the feed.
    #[must_use]
    pub fn cursor(&self) -> u64 {
        Looking::at(&self.home).standing().cursor
    }

    /// Its files: the book, its log, whatever lies beside them.
    #[must_use]
    pub fn files(&self) -> BTreeSet<PathBuf> {
        let entries = fs::read_dir(&self.home).expect("a home can be read");
        entries.map(|entry| entry.expect("a home can be read").path()).collect()
    }
}
