//! The desk that a command works at: the open book, the clock in the practice's zone, the screen.

use std::{
    cell::RefCell,
    collections::HashMap,
    path::{Path, PathBuf},
    rc::Rc,
    sync::Arc,
};

use etcetera::base_strategy::{BaseStrategy as _, choose_native_strategy};
use rapport_core::{
    Command, Companion, Error, Options, Receipt,
    environment::{Environment as _, System},
    model::{
        Practice, Record, RecordId,
        view::{Entry, PrivacyWarning},
    },
};

use crate::{failure::Failure, screen::Screen, when::Clock};

/// What was typed in the course of a command that looks like a client's.
pub type Heard = Rc<RefCell<Vec<PrivacyWarning>>>;

/// An open book, and all that a command needs beside it.
pub struct Desk {
    /// The book.
    pub book: Arc<Companion>,
    /// Now, in the practice's zone.
    pub clock: Clock,
    /// Where it is shown.
    pub screen: Screen,
    /// Names that were looked up already.
    pub(crate) names: RefCell<HashMap<RecordId, String>>,
    /// What was typed that looks like a client's.
    heard: Heard,
}

impl Desk {
    /// Opens the book in a home.
    pub fn open(home: &Path, screen: Screen) -> Result<Self, Failure> {
        Self::at(Companion::open(Options::at(home))?, screen)
    }

    /// Sits down with a book that is open already.
    pub fn at(book: impl Into<Arc<Companion>>, screen: Screen) -> Result<Self, Failure> {
        let book = book.into();
        let region = practice(&book)?.region;
        let clock = Clock::new(System.now(), book.zone()?, &region);
        Ok(Self { book, clock, screen, names: RefCell::default(), heard: Heard::default() })
    }

    /// The same desk, where what looks like a client's is told to somebody who waits for the end.
    pub fn telling(self, heard: &Heard) -> Self {
        Self { heard: Rc::clone(heard), ..self }
    }

    /// Runs a command of the core, and looks whether its text says who a client is: that is warned of, never refused.
    pub fn run(&self, command: Command) -> Result<Receipt, Failure> {
        let of = match &command {
            Command::Edit { id, .. } => self.book.get(*id).ok().map(|entry| entry.record.kind()),
            _ => None,
        };
        let owned = |texts: Vec<&str>| texts.into_iter().map(str::to_owned).collect::<Vec<_>>();
        let (texts, addresses) = (owned(command.free_texts(of.as_ref())), owned(command.addresses()));
        let done = self.book.run(command)?;
        self.hear(&texts)?;
        for address in addresses {
            self.warn(self.book.privacy_warnings_of_address(&address)?);
        }
        Ok(done)
    }

    /// Looks whether some texts say who a client is.
    pub fn hear<Text: AsRef<str>>(&self, texts: &[Text]) -> Result<(), Failure> {
        for text in texts {
            self.warn(self.book.privacy_warnings(text.as_ref())?);
        }
        Ok(())
    }

    /// One text may be kept in two fields, and is warned of once.
    fn warn(&self, found: Vec<PrivacyWarning>) {
        let mut heard = self.heard.borrow_mut();
        for one in found {
            if !heard.iter().any(|other| (other.kind, &other.said) == (one.kind, &one.said)) {
                heard.push(one);
            }
        }
    }

    /// The practice whose book this is.
    pub fn practice(&self) -> Result<Practice, Failure> {
        practice(&self.book)
    }
}

/// A device that has just joined has no practice until its first sync.
fn practice(book: &Companion) -> Result<Practice, Failure> {
    match book.practice() {
        Ok(Entry { record: Record::Practice(practice), .. }) => Ok(practice),
        Ok(_) | Err(Error::NotFound { .. }) => Ok(Practice::default()),
        Err(error) => Err(error.into()),
    }
}

/// Where the book is, if nobody says: `$RAPPORT_HOME`, else the platform's folder for data.
///
/// # Errors
/// A [`Failure`] on a machine where nobody has a home.
pub fn default_home() -> Result<PathBuf, Failure> {
    if let Some(home) = std::env::var_os("RAPPORT_HOME").filter(|home| !home.is_empty()) {
        return Ok(home.into());
    }
    let folders = choose_native_strategy()
        .map_err(|_| Failure::usage("this account has no home folder: say where the book is with --home DIR"))?;
    Ok(folders.data_dir().join("rapport"))
}
