//! The server of a world: two real nodes over one real database, its backups, and the log of what must stay refused.

use std::{
    ops::ControlFlow,
    path::{Path, PathBuf},
    sync::{
        Arc, Mutex, PoisonError,
        atomic::{AtomicI64, Ordering},
    },
};

use rapport_protocol::{
    Answer, BookId, DeviceNumber, Item, Page, RecordId, Refusal, Token,
    bootstrap::{BootstrapAnswer, Part},
    pairing::{NewBook, NewDevice, PairingCode},
};
use rapport_sync_server::{
    Node, SqliteStore,
    environment::{Clock, Randomness},
    feed,
    node::{Packed, Quota},
    refusal_log::{RefusalLog, Refused},
    store::{Snapshot, Store, StoredBook},
};

use crate::{
    carried::Versions,
    chance::Chance,
    interrupt::{Interrupted, Plan},
    network::{Answered, Reply, Request, Sent},
};

/// The server.
pub(crate) struct Server {
    pub book: BookId,
    store: Arc<Interrupted>,
    nodes: [Arc<Node>; 2],
    /// The same with no room.
    full: [Arc<Node>; 2],
    refusals: Arc<RefusalLog>,
    time: Arc<Time>,
    folder: PathBuf,
    backups: Vec<PathBuf>,
    /// A device that never syncs: it pairs the others, and revokes them.
    keeper: Token,
    /// Whether the book is full.
    pub is_full: bool,
    /// How its version goes with the devices'.
    pub versions: Versions,
}

/// The server's clock and randomness.
struct Time(AtomicI64, Mutex<Chance>);

impl Clock for Time {
    fn now_s(&self) -> i64 {
        self.0.load(Ordering::Relaxed)
    }
}

impl Randomness for Time {
    fn fill(&self, bytes: &mut [u8]) {
        self.1.lock().unwrap_or_else(PoisonError::into_inner).fill(bytes);
    }
}

impl Server {
    /// A server with an empty book.
    pub fn new(folder: &Path, book: BookId, chance: &mut Chance) -> Self {
        let store = Arc::new(Interrupted::new(SqliteStore::in_memory().expect("a database in memory opens")));
        let time = Arc::new(Time(AtomicI64::new(1_790_000_000), Mutex::new(chance.branch())));
        let refusals = Arc::new(RefusalLog::in_memory());
        let node = || {
            Node::new(Arc::<Interrupted>::clone(&store), Arc::<Time>::clone(&time), Arc::<Time>::clone(&time))
                .with_refusal_log(Arc::clone(&refusals))
                .open_to_all()
        };
        let quota = Quota { bytes_a_book: 0, ..Quota::default() };
        let nodes = [Arc::new(node()), Arc::new(node())];
        let full = [Arc::new(node().with_quota(quota)), Arc::new(node().with_quota(quota))];
        let device =
            NewDevice { number: DeviceNumber(chance.bytes()), name: "keeper".to_owned(), person: "Kim".to_owned() };
        let paired =
            nodes[0].new_book(NewBook { invitation: None, book, device }).expect("an open server makes a book");
        let mut server = Self {
            book,
            store,
            nodes,
            full,
            refusals,
            time,
            folder: folder.to_owned(),
            backups: Vec::new(),
            keeper: paired.token,
            is_full: false,
            versions: Versions::Same,
        };
        server.back_up();
        server
    }

    /// Time goes by.
    pub fn wait(&self, seconds: i64) {
        self.time.0.fetch_add(seconds, Ordering::Relaxed);
    }

    /// A code for one more device, shown by the keeper.
    pub fn pairing_code(&self) -> PairingCode {
        let secret = self.nodes[0].pairing_secret(&self.keeper).expect("the keeper is paired").secret;
        PairingCode { server: "http://127.0.0.1:8787".to_owned(), book: self.book, secret, key_hash: None }
    }

    /// Whether a device would be let in.
    pub fn admits(&self, token: &Token) -> bool {
        self.nodes[0].feed(token).is_ok()
    }

    /// Revokes a device; nothing if this server knows none of this number.
    pub fn revoke(&self, number: DeviceNumber) -> bool {
        self.nodes[0].revoke(&self.keeper, number).is_ok()
    }

    /// A node that answers now.
    pub fn node(&self, which: usize) -> Arc<Node> {
        let nodes = if self.is_full { &self.full } else { &self.nodes };
        Arc::clone(&nodes[which % 2])
    }

    /// Whether its disk is full: nothing can be written then.
    pub fn fill_disk(&self, full: bool) {
        self.store.fill_disk(full);
    }

    /// Answers a request on a node, while `plan` happens; nothing if the node dies.
    pub fn answer(&self, node: &Node, sent: &Sent, plan: Plan, short: Option<usize>) -> Option<Answered> {
        self.store.plan(plan);
        let answered = answer(node, sent, self.versions);
        self.store.plan(Plan::new());
        let mut answered = answered?;
        if let Some(most) = short {
            self.shorten(&mut answered.reply, most);
        }
        Some(answered)
    }

    /// Packs one record, while `plan` happens. Tells what came of it; nothing if the node dies.
    pub fn pack(&self, node: &Node, plan: Plan) -> Option<Packed> {
        self.store.plan(plan);
        let packed = node.pack_once(2).ok();
        self.store.plan(Plan::new());
        packed
    }

    /// Keeps a copy of the database.
    pub fn back_up(&mut self) {
        let file = self.folder.join(format!("backup-{}", self.backups.len()));
        self.store.backup_to(&file).expect("a backup is written");
        self.backups.push(file);
    }

    /// Goes back to a backup, knowing it.
    pub fn restore(&self, chance: &mut Chance) {
        let backup = chance.pick(&self.backups).expect("the first backup is made with the server");
        self.nodes[0].restore_from(backup).expect("a backup can be restored");
    }

    /// Goes back to a backup without noticing; like every start, it replays the log of what must stay refused.
    pub fn roll_back(&self, chance: &mut Chance) {
        let backup = chance.pick(&self.backups).expect("the first backup is made with the server");
        let refused = self.refusals.replay().expect("a log in memory can be read").refused;
        let now_s = self.time.now_s();
        self.store
            .restore_from(backup, &mut |txn| {
                for key in txn.books()? {
                    let mut book = txn.lock_book(key)?;
                    for refused in &refused {
                        match *refused {
                            Refused::Erased(_, record) => drop(feed::erase(txn, &mut book, record)?),
                            Refused::Revoked(_, number) => drop(txn.revoke(key, number, now_s)?),
                        }
                    }
                    txn.put_book(&book)?;
                }
                Ok(())
            })
            .expect("a backup can be put in place");
    }

    /// The book's row.
    pub fn standing(&self) -> StoredBook {
        self.look(|snapshot, key| snapshot.book(key).expect("the book is there"))
    }

    /// Everything it holds, by name.
    pub fn items(&self) -> Vec<Item> {
        self.look(|snapshot, key| {
            let mut items = Vec::new();
            let mut take = |item| {
                items.push(item);
                ControlFlow::Continue(())
            };
            snapshot.items(key, &mut take).expect("the items can be read");
            items
        })
    }

    /// Every record that was erased.
    pub fn erasures(&self) -> Vec<RecordId> {
        self.look(|snapshot, key| {
            snapshot.erasures(key, rapport_protocol::Position::MAX).expect("the erasures can be read")
        })
    }

    /// All change chunks of one record.
    pub fn chunks(&self, record: RecordId) -> Vec<u8> {
        self.look(|snapshot, key| {
            let row = snapshot.record(key, record).expect("a record's row can be read");
            row.map(|row| feed::chunks(snapshot, row.key).expect("packs can be read")).unwrap_or_default()
        })
    }

    fn look<T>(&self, what: impl FnOnce(&dyn Snapshot, rapport_sync_server::store::BookKey) -> T) -> T {
        let snapshot = self.store.read().expect("a snapshot can be taken");
        let key = snapshot.find_book(self.book).expect("books can be found").expect("the book is there");
        what(&*snapshot, key)
    }

    /// Cuts a page or a part off after a few entries, as a server with smaller limits would have sent it.
    fn shorten(&self, reply: &mut Reply, most: usize) {
        match reply {
            Reply::Exchange(_, Answer::Page(page)) => shorten_page(page, most),
            Reply::Bootstrap(_, BootstrapAnswer::Part(part)) if part.records.len() > most => {
                self.shorten_part(part, most);
            }
            _ => {}
        }
    }

    fn shorten_part(&self, part: &mut Part, most: usize) {
        let Some(last) = part.records.get(most - 1).map(|whole| whole.record) else { return };
        let row = self.look(|snapshot, key| snapshot.record(key, last).expect("a record's row can be read"));
        // Erased or rolled back since the part was read: it stays as long as it is.
        let Some(row) = row.filter(|row| row.erased_at.is_none()) else { return };
        part.records.truncate(most);
        part.resume.key = row.first;
        part.done = false;
    }
}

/// Cuts a page off after its first entries, if it has more.
pub(crate) fn shorten_page(page: &mut Page, most: usize) {
    if page.entries.len() <= most {
        return;
    }
    page.entries.truncate(most);
    page.upto = page.entries.last().map_or(page.after, |last| last.position);
    (page.more, page.digest) = (true, None);
}

/// One request on one node, from its bytes to its answer's bytes; nothing if the node dies.
pub(crate) fn answer(node: &Node, sent: &Sent, versions: Versions) -> Option<Answered> {
    let token = &sent.token;
    let reply = match &sent.request {
        _ if versions == Versions::Apart => Err(versions.refusal()?),
        Request::Exchange(asked) => node
            .exchange(token, versions.carried(&asked.exchange))
            .map(|answer| Reply::Exchange(asked.clone(), versions.carried(&answer))),
        Request::Bootstrap(asked) => {
            let answer = node.bootstrap(token, &versions.carried(asked));
            answer.map(|answer| Reply::Bootstrap(asked.clone(), versions.carried(&answer)))
        }
        Request::Reconcile(asked) => {
            let answer = node.reconcile(token, &versions.carried(asked));
            answer.map(|answer| Reply::Reconcile(versions.carried(&answer)))
        }
        Request::Fetch(asked) => {
            let answer = node.fetch(token, &versions.carried(asked));
            answer.map(|answer| Reply::Fetch(versions.carried(&answer)))
        }
        Request::Crafted(exchange) => {
            let _nobody_waits = node.exchange(token, versions.carried(exchange));
            return None;
        }
    };
    let reply = match reply {
        Ok(reply) => reply,
        Err(refusal) if refusal.code == rapport_protocol::RefusalCode::Unavailable => return None,
        Err(refusal) => Reply::Refused(versions.carried::<Refusal>(&refusal)),
    };
    Some(Answered { to: sent.from, reply })
}
