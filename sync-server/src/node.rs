//! The server without its wires: every request of the protocol as a plain call.
//!
//! A [`Node`] answers one request at a time on the caller's thread, draws time and chance only from what it was given,
//! and starts no thread: a simulation embeds it and replays. The HTTP layer is a thin shell over the same calls, made
//! from many threads at once; requests that write then share a commit. Any number of nodes may share a [`Store`].
//!
//! | call | address |
//! |---|---|
//! | [`Node::exchange`] | `POST /v1/exchange` |
//! | [`Node::bootstrap`] | `POST /v1/bootstrap` |
//! | [`Node::reconcile`], [`Node::fetch`] | `POST /v1/reconcile`, `/v1/fetch` |
//! | [`Node::feed`], [`Node::subscribe`] | `GET /v1/live` |
//! | [`Node::new_book`], [`Node::join`], [`Node::pairing_secret`] | `POST /v1/books`, `/v1/join`, `/v1/pairing` |
//! | [`Node::devices`], [`Node::revoke`] | `GET /v1/devices`, `DELETE /v1/devices/{number}` |
//! | [`Node::record`] | `GET /v1/records/{id}` |
//! | [`Node::pack_once`], [`Node::backup_to`], [`Node::restore_from`], [`Node::invite`] | the server's own work |

use std::{
    collections::BTreeSet,
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
};

use rapport_protocol::{
    Answer, Exchange, Page, Refusal, RefusalCode, Token, Verdict,
    bootstrap::{Bootstrap, BootstrapAnswer},
    limit, live,
    repair::{Fetch, FetchAnswer, Reconcile, ReconcileAnswer},
};

use crate::{
    access::admit,
    environment::{Clock, Randomness},
    feed,
    merging::Merger,
    refusal::refuse,
    refusal_log::{RefusalLog, Refused},
    store::{Store, StoredBook, StoredDevice, Txn},
};

mod keeping;
mod news;
mod pairing;
mod writer;

pub use keeping::{Packed, Restored};
pub use news::Subscription;

/// What one server may hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Quota {
    /// Books on this server.
    pub books: u64,
    /// Bytes of changes in one book, as they came.
    pub bytes_a_book: u64,
}

impl Default for Quota {
    fn default() -> Self {
        Self { books: 10_000, bytes_a_book: 4 << 30 }
    }
}

/// One node of a server.
pub struct Node {
    store: Arc<dyn Store>,
    clock: Arc<dyn Clock>,
    randomness: Arc<dyn Randomness>,
    refusals: Arc<RefusalLog>,
    merger: Merger,
    quota: Quota,
    /// Whether a book can be made without an invitation.
    open_to_all: bool,
    writer: writer::Writer,
    news: news::News,
    /// Whether bytes were erased or packed away since the last checkpoint.
    erased: AtomicBool,
}

impl Node {
    /// A node over a store, with a refusal log in memory, merging in this process, and the default quota.
    #[must_use]
    pub fn new(store: Arc<dyn Store>, clock: Arc<dyn Clock>, randomness: Arc<dyn Randomness>) -> Self {
        Self {
            store,
            clock,
            randomness,
            refusals: Arc::new(RefusalLog::in_memory()),
            merger: Merger::InProcess,
            quota: Quota::default(),
            open_to_all: false,
            writer: writer::Writer::default(),
            news: news::News::default(),
            erased: AtomicBool::new(true),
        }
    }

    /// Keeps erasures and revocations in this log: a file for a server, one in memory shared by the nodes of a test.
    #[must_use]
    pub fn with_refusal_log(self, refusals: Arc<RefusalLog>) -> Self {
        Self { refusals, ..self }
    }

    /// Merges records this way.
    #[must_use]
    pub fn with_merger(self, merger: Merger) -> Self {
        Self { merger, ..self }
    }

    /// Holds at most so much.
    #[must_use]
    pub fn with_quota(self, quota: Quota) -> Self {
        Self { quota, ..self }
    }

    /// Lets books be made without an invitation.
    #[must_use]
    pub fn open_to_all(self) -> Self {
        Self { open_to_all: true, ..self }
    }

    /// Takes what a device has that is new, and answers with what comes next in the feed. Costs what was sent and what
    /// comes back, never the size of the book.
    pub fn exchange(&self, token: &Token, request: Exchange) -> Result<Answer, Refusal> {
        at_most(request.changes.len(), limit::CHANGES_A_PUSH, "changes")?;
        at_most(request.erasures.len(), limit::ERASURES_A_PUSH, "erasures")?;
        let (epoch, cursor) = (request.epoch, request.cursor);
        let sent: BTreeSet<_> = request.changes.iter().map(|push| (push.record, push.id)).collect();
        let Some(Verdicts { erasures, changes }) = self.push(token, request)? else {
            return Ok(Answer::Repair { epoch: self.book(token)?.1.epoch });
        };
        let snapshot = self.store.read()?;
        let device = admit(&*snapshot, token)?;
        let book = snapshot.book(device.book)?;
        if must_repair(&book, epoch, cursor) {
            return Ok(Answer::Repair { epoch: book.epoch });
        }
        let feed::Slice { upto, more, entries, digest } = feed::page(&*snapshot, &book, cursor, &sent)?;
        drop(snapshot);
        self.note_seen(&device);
        Ok(Answer::Page(Page { epoch, after: cursor, upto, more, erasures, changes, entries, digest }))
    }

    /// Takes what was pushed; nothing if the device has to repair first.
    fn push(&self, token: &Token, request: Exchange) -> Result<Option<Verdicts>, Refusal> {
        if request.erasures.is_empty() && request.changes.is_empty() {
            return Ok(Some(Verdicts::default()));
        }
        let Exchange { epoch, cursor, erasures, changes } = request;
        let offered = feed::offer(&changes);
        drop(changes);
        let (token, refusals, quota) = (token.clone(), Arc::clone(&self.refusals), self.quota);
        let pushed = self.write(move |txn| {
            let device = admit(txn, &token)?;
            let mut book = txn.lock_book(device.book)?;
            if must_repair(&book, epoch, cursor) {
                return Ok(None);
            }
            let before = book.head;
            let mut erased = Vec::with_capacity(erasures.len());
            // Erasures first, and never refused for quota: they decide what the changes meet.
            for record in erasures {
                let verdict = feed::erase(txn, &mut book, record)?;
                if verdict == Verdict::Accepted {
                    // Synced before the commit; a retry that finds the marker finds it logged (rule `refusal_log`).
                    refusals.append(Refused::Erased(book.id, record)).map_err(|error| log_failed(&error))?;
                }
                erased.push(verdict);
            }
            let accepted = feed::accept(txn, &mut book, &offered, quota.bytes_a_book)?;
            if book.head > before {
                txn.put_book(&book)?;
            }
            Ok(Some((device.book, book.head > before, Verdicts { erasures: erased, changes: accepted })))
        })?;
        Ok(pushed.map(|(book, news, verdicts)| {
            if news {
                self.news.announce(book);
            }
            if verdicts.erasures.contains(&Verdict::Accepted) {
                self.erased.store(true, Ordering::Relaxed);
            }
            verdicts
        }))
    }

    /// The next part of a bootstrap.
    pub fn bootstrap(&self, token: &Token, request: &Bootstrap) -> Result<BootstrapAnswer, Refusal> {
        let snapshot = self.store.read()?;
        let device = admit(&*snapshot, token)?;
        let answer = feed::bootstrap(&*snapshot, &snapshot.book(device.book)?, request)?;
        drop(snapshot);
        self.note_seen(&device);
        Ok(answer)
    }

    /// One round of a repair.
    pub fn reconcile(&self, token: &Token, request: &Reconcile) -> Result<ReconcileAnswer, Refusal> {
        let snapshot = self.store.read()?;
        let book = snapshot.book(admit(&*snapshot, token)?.book)?;
        // Every round but the first names the epoch; another one starts afresh (rule `repair_epoch`).
        if request.epoch.is_some_and(|epoch| epoch != book.epoch) {
            return Ok(ReconcileAnswer::Restart { epoch: book.epoch });
        }
        let items = feed::items(&*snapshot, &book)?;
        drop(snapshot);
        // The head of the snapshot that the set was read from, or an older one, never a newer: what comes after it is
        // the feed's to bring (rule `repair_cursor_first`).
        let (epoch, head) = (items.epoch, items.head);
        let message = feed::reconcile(items, &request.message)
            .map_err(|_| refuse(RefusalCode::Malformed, "This is not a message of set reconciliation, version 1."))?;
        Ok(ReconcileAnswer::Round { epoch, head, message })
    }

    /// Single changes and erasures, for a device that repairs.
    pub fn fetch(&self, token: &Token, request: &Fetch) -> Result<FetchAnswer, Refusal> {
        at_most(request.items.len(), limit::ITEMS_A_FETCH, "items")?;
        let snapshot = self.store.read()?;
        let book = snapshot.book(admit(&*snapshot, token)?.book)?;
        Ok(feed::fetch(&*snapshot, &book, request)?)
    }

    /// Where the feed is, as the live stream says it.
    pub fn feed(&self, token: &Token) -> Result<live::Feed, Refusal> {
        let (_, book) = self.book(token)?;
        let digest = data_encoding::HEXLOWER.encode(&book.digest.short());
        Ok(live::Feed { epoch: book.epoch, head: book.head, digest })
    }

    /// News of a device's book and of its revocation. Subscribe first, then read [`Self::feed`], or news in between are
    /// lost.
    pub fn subscribe(&self, token: &Token) -> Result<Subscription, Refusal> {
        Ok(self.news.subscribe(self.book(token)?.0.book))
    }

    /// Refuses whoever has no token of a device that may come in: asked before anything is read of what they send.
    pub fn admit(&self, token: &Token) -> Result<(), Refusal> {
        admit(&*self.store.read()?, token).map(drop)
    }

    /// Reads from the database, to see that it can be.
    pub fn check(&self) -> Result<(), Refusal> {
        Ok(self.store.read()?.find_book(rapport_protocol::BookId([0; 16])).map(drop)?)
    }

    /// Wakes every subscriber if another process has written to the store since this was last called.
    pub fn look_elsewhere(&self) -> Result<(), Refusal> {
        if self.store.changed_elsewhere()? {
            self.news.announce_all();
        }
        Ok(())
    }

    fn book(&self, token: &Token) -> Result<(StoredDevice, StoredBook), Refusal> {
        let snapshot = self.store.read()?;
        let device = admit(&*snapshot, token)?;
        let book = snapshot.book(device.book)?;
        Ok((device, book))
    }

    /// Notes the minute in which a device was last seen; writes at most once a minute. Whoever only reads is served also
    /// where nothing can be written, as on a full disk.
    fn note_seen(&self, device: &StoredDevice) {
        let minute = self.clock.now_s().div_euclid(60) * 60;
        let (book, number) = (device.book, device.number);
        if device.seen_at_s < minute && self.write(move |txn| Ok(txn.seen(book, number, minute)?)).is_err() {
            tracing::warn!(device = %number, "it could not be noted when a device was seen");
        }
    }

    /// Runs `work` in a transaction that may be shared with others' and is durable on return. An error takes back what
    /// it wrote.
    fn write<T: Send + 'static>(
        &self,
        work: impl FnOnce(&mut dyn Txn) -> Result<T, Refusal> + Send + 'static,
    ) -> Result<T, Refusal> {
        self.writer.write(&*self.store, &self.refusals, work)
    }
}

/// What became of what was pushed, in its order.
#[derive(Default)]
struct Verdicts {
    erasures: Vec<Verdict>,
    changes: Vec<Verdict>,
}

fn must_repair(book: &StoredBook, epoch: rapport_protocol::Epoch, cursor: rapport_protocol::Position) -> bool {
    epoch != book.epoch || cursor > book.head
}

fn at_most(count: usize, limit: usize, what: &str) -> Result<(), Refusal> {
    if count <= limit {
        return Ok(());
    }
    let message = format!("{count} {what} in one request are too many: at most {limit}. Nothing of it was taken.");
    Err(refuse(RefusalCode::TooLarge, message))
}

fn log_failed(error: &std::io::Error) -> Refusal {
    crate::store::StoreError::of_file("the refusal log", error).into()
}
