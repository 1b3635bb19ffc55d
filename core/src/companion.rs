//! The facade: one open book. One door in for what the user does ([`Companion::run`]), one for what others did (`receive`),
//! and both share one tail: append, project, notify.

mod exchanging;
mod projecting;
mod queries;
mod receive;
mod verbs;
mod writer;

use std::{
    path::{Path, PathBuf},
    sync::{
        Arc, Mutex, PoisonError,
        atomic::{AtomicU64, Ordering},
    },
};

use rapport_document::Actor;
use rapport_protocol::{BookId, RecordId};

pub use receive::{Asked, Progress, Received, Repair, RepairStep};

use crate::{
    command::{Command, Receipt},
    environment::{Env, System, draw, fresh_record_id},
    error::{Error, Invalid, Result},
    identity::Identity,
    model::{Kind, Practice, Record},
    observe::{Observer, Observers, Subscription, Topic, topics_of},
    store::Store,
};
use writer::Writer;

/// How a book is opened.
#[derive(Clone)]
pub struct Options {
    /// The folder that holds the book (`book.sqlite`) and the device's identity (`device.json`).
    pub home: PathBuf,
    /// The key of an encrypted book: 32 bytes from the platform's key store. Only in builds with SQLCipher.
    pub key: Option<[u8; 32]>,
    /// Clock, zone and randomness.
    pub environment: Env,
}

impl Options {
    /// A book in a folder, in the machine's own environment.
    pub fn at(home: impl Into<PathBuf>) -> Self {
        Self { home: home.into(), key: None, environment: Arc::new(System) }
    }
}

/// An open book. Send and Sync: one writer at a time, readers side by side, other processes too.
pub struct Companion {
    pub(crate) store: Store,
    pub(crate) environment: Env,
    pub(crate) home: PathBuf,
    pub(crate) identity: Mutex<Identity>,
    /// The second half of this process's actors, drawn when it opened the book: no copy of the files continues it.
    session: [u8; 8],
    observers: Observers,
    in_flight: InFlight,
}

/// Which exchange is under way: a new one takes the place of the one before, whose answer then comes too late.
#[derive(Default)]
struct InFlight(AtomicU64, AtomicU64);

impl InFlight {
    fn begin(&self) -> u64 {
        let number = self.0.fetch_add(1, Ordering::Relaxed) + 1;
        self.1.store(number, Ordering::SeqCst);
        number
    }

    fn end(&self, number: u64) -> bool {
        self.1.compare_exchange(number, 0, Ordering::SeqCst, Ordering::SeqCst).is_ok()
    }
}

/// The name of the book's file in its home.
const BOOK: &str = "book.sqlite";

impl Companion {
    /// Makes a new book in an empty home, with its practice, and opens it.
    ///
    /// # Errors
    /// [`Error::Invalid`] if there is a book already, or the practice or device has no name.
    pub fn init(options: Options, practice: &Practice, device: &str, person: &str) -> Result<Self> {
        named("practice", &practice.name)?;
        named("device", device)?;
        if Self::exists(&options.home) {
            return Err(Invalid::new(
                "home",
                format!("there is a book in {} already; nothing was changed", options.home.display()),
            )
            .into());
        }
        let identity = Identity::fresh(&options.environment, device, person);
        let book = fresh_record_id(&options.environment);
        let companion = Self::make(options, identity)?;
        companion.write("init", |writer| {
            writer.session.set_book(BookId(book.0))?;
            let mut practice = practice.clone();
            if practice.zone.is_empty() {
                practice.zone = writer.environment.zone().name().to_owned();
            }
            writer.undoable = false;
            let (actor, identity) = (writer.actor(), (device.to_owned(), person.to_owned()));
            Writer::introduce_as(&mut practice, actor, &identity.0, &identity.1);
            writer.add(book, &Record::Practice(practice))
        })?;
        Ok(companion)
    }

    /// Opens the book in a home, brings it up to date, and makes rows that are due. Loads no document otherwise.
    ///
    /// # Errors
    /// [`Error::NotFound`] if there is no book; [`Error::Unopened`] if it is damaged, newer, or needs another key.
    pub fn open(options: Options) -> Result<Self> {
        if !Self::exists(&options.home) {
            return Err(Error::NotFound { what: "book", id: format!("in {}", options.home.display()) });
        }
        let identity = match Identity::load(&options.home)? {
            Some(identity) => identity,
            None => Identity::fresh(&options.environment, "", ""),
        };
        Self::make(options, identity)
    }

    /// Whether a home holds a book.
    #[must_use]
    pub fn exists(home: &Path) -> bool {
        home.join(BOOK).exists()
    }

    pub(crate) fn make(options: Options, identity: Identity) -> Result<Self> {
        let Options { home, key, environment } = options;
        std::fs::create_dir_all(&home).map_err(|error| Error::internal("making the book's folder", error))?;
        let store = Store::open(&home.join(BOOK), key)?;
        identity.save(&home)?;
        let session = draw(&environment);
        let companion = Self {
            store,
            environment,
            home,
            identity: Mutex::new(identity),
            session,
            observers: Observers::default(),
            in_flight: InFlight::default(),
        };
        if companion.store.read(|session| session.rows_are_due())? {
            companion.rebuild()?;
        }
        Ok(companion)
    }

    /// Runs a command. When this returns, what it did is on the disk: all of it. On an error nothing changed.
    pub fn run(&self, command: Command) -> Result<Receipt> {
        let name = command.name();
        self.write(name, |writer| verbs::run(writer, command))
    }

    /// Tells `observer` of changes, until the subscription is dropped.
    pub fn observe(&self, observer: Arc<dyn Observer>) -> Subscription {
        self.observers.subscribe(observer)
    }

    /// The book's id.
    pub fn book(&self) -> Result<BookId> {
        self.store
            .read(|session| session.book())?
            .ok_or_else(|| Error::Unopened("it is not a whole book: its id is missing".to_owned()))
    }

    /// What nobody should wait for. Shells call it when idle; [`Companion::close`] does as well.
    pub fn tidy(&self) -> Result<()> {
        self.store.tidy()
    }

    /// Lets go of every lock, since a phone ends whoever holds one in the background. The book opens them again by itself.
    pub fn suspend(&self) -> Result<()> {
        self.store.suspend()
    }

    /// Closes the book.
    pub fn close(self) -> Result<()> {
        self.store.tidy()
    }

    /// One write transaction: what `work` changed is kept together, can be undone together, and is told to observers.
    pub(crate) fn write(&self, name: &str, work: impl FnOnce(&mut Writer<'_, '_>) -> Result<()>) -> Result<Receipt> {
        let done = self.store.write(|session| {
            let mut writer = Writer::new(session, &self.environment, self.actor());
            work(&mut writer)?;
            writer.finish(name)
        })?;
        self.told(&done.changed, done.conflicts);
        Ok(done.receipt)
    }

    /// What [`Companion::write`] would do, taken back again: nothing is kept, nobody is told.
    pub(crate) fn rehearse(&self, work: impl FnOnce(&mut Writer<'_, '_>) -> Result<()>) -> Result<()> {
        self.store.rehearse(|session| work(&mut Writer::new(session, &self.environment, self.actor())))
    }

    pub(crate) fn told(&self, changed: &[(RecordId, Kind)], conflicts: bool) {
        let mut topics = topics_of(changed);
        if conflicts {
            topics.push(Topic::Conflicts);
        }
        self.observers.notify(&topics);
    }

    pub(crate) fn tell(&self, topics: &[Topic]) {
        self.observers.notify(topics);
    }

    /// The actor under which this process makes changes now.
    pub(crate) fn actor(&self) -> Actor {
        Actor::new(self.identity().number, self.session)
    }

    pub(crate) fn identity(&self) -> Identity {
        self.identity.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Keeps another identity: after pairing.
    pub(crate) fn set_identity(&self, identity: Identity) -> Result<()> {
        identity.save(&self.home)?;
        *self.identity.lock().unwrap_or_else(PoisonError::into_inner) = identity;
        Ok(())
    }
}

pub(crate) fn named(field: &str, name: &str) -> Result<(), Invalid> {
    if name.trim().is_empty() {
        return Err(Invalid::new(field, "a name is needed"));
    }
    if name.len() > rapport_protocol::limit::NAME_BYTES {
        return Err(Invalid::new(field, "the name is too long; 200 bytes are the most"));
    }
    Ok(())
}
