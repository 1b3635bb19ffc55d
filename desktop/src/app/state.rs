//! What all requests share: the book, the secrets of this start, news for open pages, what was just done.

use std::{
    net::SocketAddr,
    path::PathBuf,
    sync::{Arc, Mutex, PoisonError, RwLock},
    time::Instant,
};

use rapport_core::{Companion, Error, Options, observe::Subscription};
use tokio::sync::watch;

use super::screen::Upload;
use super::{live::News, lock::Lock, notice::Notices, secret::Secrets};
use crate::{desk::Desk, failure::Failure, hosting::Hosting, screen::Screen};

/// The running app. Clones are the same app.
#[derive(Clone)]
pub struct App(Arc<Shared>);

/// What all requests share.
pub struct Shared {
    /// Where the book is, or is to be.
    pub home: PathBuf,
    /// Where the pages are served.
    pub address: SocketAddr,
    /// What only these pages know.
    pub secrets: Secrets,
    /// The passphrase that pages ask for, if there is one.
    pub lock: Lock,
    /// Tells open pages that something changed.
    pub news: News,
    /// What was just done, or not done, to be said on the next page.
    pub notices: Notices,
    /// Whether the app is closing: streams end then.
    pub closing: watch::Sender<bool>,
    /// The sync server for the user's own devices.
    pub hosting: Hosting,
    /// Counts how often this device was paired: whoever keeps it in sync begins anew then.
    pub pairings: watch::Sender<u64>,
    /// Why the server lets this device in no more.
    pub turned_away: Mutex<Option<String>>,
    /// The pairing code that is shown, while it is good.
    pub code: Mutex<Option<ShownCode>>,
    /// The file that was last looked through, to be brought in.
    pub upload: Upload,
    book: RwLock<Book>,
    observing: Mutex<Option<Subscription>>,
}

/// A pairing code that is shown.
#[derive(Clone)]
pub struct ShownCode {
    /// As it is scanned or typed.
    pub text: String,
    /// The server's address that it tells.
    pub tells: String,
    /// When it is good no more.
    pub until: Instant,
}

/// What is in the home.
#[derive(Clone)]
pub enum Book {
    /// Nothing yet.
    None,
    /// A book that can be read and written.
    Open(Arc<Companion>),
    /// A book that can't be opened, and why.
    Closed(Arc<Error>),
}

impl std::ops::Deref for App {
    type Target = Shared;

    fn deref(&self) -> &Shared {
        &self.0
    }
}

impl App {
    /// The app over a home, with its book if there is one.
    pub fn over(home: PathBuf, address: SocketAddr) -> Self {
        let hosting = Hosting::of(&home);
        let lock = Lock::of(&home);
        let shared = Shared {
            lock,
            home,
            address,
            secrets: Secrets::draw(),
            news: News::default(),
            notices: Notices::default(),
            closing: watch::Sender::new(false),
            hosting,
            pairings: watch::Sender::new(0),
            turned_away: Mutex::default(),
            code: Mutex::default(),
            upload: Upload::default(),
            book: RwLock::new(Book::None),
            observing: Mutex::default(),
        };
        let app = Self(Arc::new(shared));
        app.look_for_a_book();
        app
    }

    /// Opens the book if there is one by now: made in the first run, or by another process.
    pub fn look_for_a_book(&self) {
        if !Companion::exists(&self.home) {
            return;
        }
        match Companion::open(Options::at(&self.home)) {
            Ok(book) => self.take(book),
            Err(error) => *self.book.write().unwrap_or_else(PoisonError::into_inner) = Book::Closed(Arc::new(error)),
        }
    }

    /// Takes a book that was opened or made, and observes it.
    pub fn take(&self, book: Companion) {
        let book = Arc::new(book);
        let observing = book.observe(Arc::new(self.news.clone()));
        *self.observing.lock().unwrap_or_else(PoisonError::into_inner) = Some(observing);
        *self.book.write().unwrap_or_else(PoisonError::into_inner) = Book::Open(book);
        self.news.tell();
    }

    /// What is in the home.
    pub fn book(&self) -> Book {
        self.book.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// The book, if one is open.
    pub fn open_book(&self) -> Option<Arc<Companion>> {
        if let Book::Open(book) = self.book() { Some(book) } else { None }
    }

    /// A desk to work at, for one request.
    pub fn desk(&self) -> Result<Desk, Failure> {
        match self.book() {
            Book::Open(book) => Desk::at(book, Screen::none()),
            Book::None => Err(Error::NotFound { what: "book", id: format!("in {}", self.home.display()) }.into()),
            Book::Closed(why) => Err(match &*why {
                Error::Unopened(why) => Error::Unopened(why.clone()),
                Error::Busy => Error::Busy,
                Error::StorageFull => Error::StorageFull,
                other => Error::Unopened(other.to_string()),
            }
            .into()),
        }
    }

    /// This device was paired: it is kept in sync with that server from now on.
    pub fn paired(&self) {
        *self.turned_away.lock().unwrap_or_else(PoisonError::into_inner) = None;
        self.pairings.send_modify(|times| *times += 1);
        self.news.tell();
    }

    /// Why the server lets this device in no more, if so.
    pub fn turned_away(&self) -> Option<String> {
        self.turned_away.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// The address as a browser has it, without anything secret.
    pub fn origin(&self) -> String {
        format!("http://{}", self.address)
    }
}
