//! The facade: one open book. One door in for what the user does ([`Companion::run`]), one for what others did (`receive`),
//! and both share one tail: append, project, notify.

mod background;
mod check;
mod courses;
mod drafts;
mod exchanging;
mod naming;
mod planning;
mod projecting;
mod queries;
mod receive;
mod sampling;
mod syncing;
mod undo;
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

pub use queries::Overview;
pub use receive::{Asked, Progress, Received, Repair, RepairStep};
pub use syncing::SyncHandle;

use crate::{
    command::{Command, Receipt},
    environment::{Env, System, draw, fresh_record_id},
    error::{Error, Invalid, Result},
    identity::{self, Identity},
    model::{Kind, Practice, Record},
    observe::{Observer, Observers, Subscription, Topic, topics_of},
    record,
    store::Store,
};
use background::Background;
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
    pub(crate) store: Arc<Store>,
    pub(crate) environment: Env,
    pub(crate) home: PathBuf,
    pub(crate) identity: Mutex<Identity>,
    /// The second half of this process's actors, drawn when it opened the book: no copy of the files continues it.
    session: [u8; 8],
    observers: Arc<Observers>,
    background: Background,
    in_flight: InFlight,
    syncing: syncing::Syncing,
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
        let made = record::create(&Record::Practice(practice.clone()));
        record::check(&Kind::Practice, RecordId([0; 16]), &made, options.environment.now())?;
        let identity = Identity::fresh(&options.environment, device, person);
        let book = fresh_record_id(&options.environment);
        let companion = Self::make(options, identity.clone())?;
        companion.set_identity(identity)?;
        companion.write("init", |writer| {
            writer.session.set_book(BookId(book.0))?;
            let mut practice = practice.clone();
            if practice.zone.is_empty() {
                writer.environment.zone().name().clone_into(&mut practice.zone);
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
        let home = options.home.display();
        match options.home.join(BOOK).try_exists() {
            Ok(true) => {}
            Ok(false) => return Err(Error::NotFound { what: "book", id: format!("in {home}") }),
            Err(error) => return Err(Error::Unopened(format!("{home} can't be read: {error}"))),
        }
        let Some(identity) = Identity::load(&options.home)? else {
            let identity = Identity::fresh(&options.environment, "", "");
            let companion = Self::make(options, identity.clone())?;
            companion.set_identity(identity)?;
            return Ok(companion);
        };
        // It stays unwritten: another process may be at it, and put the token of a pairing there meanwhile.
        Self::make(options, identity)
    }

    /// Whether a home holds a book.
    #[must_use]
    pub fn exists(home: &Path) -> bool {
        home.join(BOOK).exists()
    }

    pub(crate) fn make(options: Options, identity: Identity) -> Result<Self> {
        let Options { home, key, environment } = options;
        identity::make_home(&home)?;
        let store = Arc::new(Store::open(&home.join(BOOK), key)?);
        let session = draw(&environment);
        let observers = Arc::<Observers>::default();
        let background = Background::new(Arc::clone(&store), Arc::clone(&environment), Arc::clone(&observers));
        let companion = Self {
            store,
            environment,
            home,
            identity: Mutex::new(identity),
            session,
            observers,
            background,
            in_flight: InFlight::default(),
            syncing: syncing::Syncing::default(),
        };
        companion.make_rows_due()?;
        companion.retry_after_update()?;
        Ok(companion)
    }

    /// Runs a command. When this returns, what it did is on the disk: all of it. On an error nothing changed.
    pub fn run(&self, command: Command) -> Result<Receipt> {
        let name = command.name();
        let erases = matches!(command, Command::Erase(_) | Command::Redact { .. });
        let receipt = self.write(name, |writer| {
            writer.by_user = true;
            verbs::run(writer, command)
        })?;
        if erases {
            self.scrub();
        }
        Ok(receipt)
    }

    /// Tells `observer` of changes from now on, until the subscription is dropped: of this process's, of other processes' on the
    /// same home within a quarter of a second, and when another day begins.
    pub fn observe(&self, observer: Arc<dyn Observer>) -> Subscription {
        if self.observers.is_empty() {
            self.background.begin();
        }
        let subscription = self.observers.subscribe(observer);
        self.background.wake();
        subscription
    }

    /// Looks at once for what other processes did and whether it is another day, and tells the observers. While somebody observes
    /// this happens by itself.
    pub fn look(&self) -> Result<()> {
        self.background.look()
    }

    /// The book's id.
    pub fn book(&self) -> Result<BookId> {
        self.store
            .read(|session| session.book())?
            .ok_or_else(|| Error::Unopened("it is not a whole book: its id is missing".to_owned()))
    }

    /// What nobody should wait for: search is put in order, the log is copied into the book. Happens by itself once nobody has
    /// written for a second.
    pub fn tidy(&self) -> Result<()> {
        self.store.tidy()
    }

    /// Lets go of every file and lock, since a phone ends whoever holds one in the background. The book opens them again by
    /// itself; whoever observes hears nothing until [`Companion::resume`].
    pub fn suspend(&self) -> Result<()> {
        self.sync_handle().cancel();
        self.background.stop();
        self.store.suspend()
    }

    /// Goes on after [`Companion::suspend`]: observers are told what other processes did meanwhile.
    pub fn resume(&self) -> Result<()> {
        if !self.observers.is_empty() {
            self.background.look()?;
            self.background.wake();
        }
        Ok(())
    }

    /// Closes the book.
    pub fn close(self) -> Result<()> {
        self.background.stop();
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

    /// Takes what was erased out of the files too. What stands in the way is tried again when nobody waits.
    pub(crate) fn scrub(&self) {
        if let Err(error) = self.store.scrub() {
            tracing::warn!(code = error.code(), "erased bytes are not out of the files yet");
        }
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
        self.background.wake();
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

/// Characters that break a line, or turn the direction of what stands around a name.
const BREAKING: [char; 13] = [
    '\n', '\r', '\u{2028}', '\u{2029}', '\u{202a}', '\u{202b}', '\u{202c}', '\u{202d}', '\u{202e}', '\u{2066}',
    '\u{2067}', '\u{2068}', '\u{2069}',
];

/// What takes no room on a screen: spaces of no width, joiners, marks of direction, the soft hyphen.
const INVISIBLE: [char; 10] = [
    '\u{ad}', '\u{34f}', '\u{200b}', '\u{200c}', '\u{200d}', '\u{200e}', '\u{200f}', '\u{2060}', '\u{feff}', '\u{2800}',
];

pub(crate) fn named(field: &str, name: &str) -> Result<(), Invalid> {
    if name.chars().all(|c| c.is_whitespace() || c.is_control() || INVISIBLE.contains(&c)) {
        return Err(Invalid::new(field, "a name is needed"));
    }
    if name.chars().any(|c| BREAKING.contains(&c)) {
        return Err(Invalid::new(field, "a name is one line, without signs that turn what is around it"));
    }
    if name.len() > rapport_protocol::limit::NAME_BYTES {
        return Err(Invalid::new(field, "the name is too long; 200 bytes are the most"));
    }
    Ok(())
}
