//! Restore: a backup becomes a book again, in an empty home and under a new identity. It is made beside the home's own files
//! and moved there in one step, so that a damaged backup or a lost power supply leaves nothing behind.

use std::{
    fs::{self, File},
    io::{self, Read},
    path::{Path, PathBuf},
};

use super::{
    super::{BOOK, Companion, Options, named, receive::intake::Intake},
    writing,
};
use crate::{
    error::{Error, Invalid, Result},
    exchange::backup::{Damaged, Manifest, Reading, WholeRecord},
    identity::Identity,
    store::Store,
};

/// How many records are kept in one transaction, and so are in memory at a time.
const RECORDS: usize = 500;
/// And at most about so many bytes of changes.
const BYTES: usize = 8 << 20;

impl Companion {
    /// Makes a book of a backup in an empty home, as a new device called `device` of `person`. All of it waits to be sent:
    /// paired with a server that has the book, nothing comes twice.
    ///
    /// # Errors
    /// [`Invalid`] if there is a book in the home already, or the backup is damaged, cut or none: it names the place, and
    /// nothing was made.
    pub fn restore_backup(options: Options, from: &mut dyn Read, device: &str, person: &str) -> Result<Self> {
        named("device", device)?;
        if Self::exists(&options.home) {
            let there = format!(
                "there is a book in {} already; a backup is restored into an empty home. Nothing was changed",
                options.home.display()
            );
            return Err(Invalid::new("home", there).into());
        }
        let workshop = Workshop::open(&options.home)?;
        workshop.make(options.key, from)?;
        workshop.move_in()?;
        let identity = Identity::fresh(&options.environment, device, person);
        let companion = Self::make(options, identity.clone())?;
        companion.set_identity(identity)?;
        companion.introduce();
        Ok(companion)
    }
}

/// A folder in the home where the book is made; it goes away with whatever is in it.
struct Workshop {
    home: PathBuf,
    folder: PathBuf,
    /// Whether the home itself was made for it.
    fresh: bool,
}

impl Workshop {
    fn open(home: &Path) -> Result<Self> {
        let folder = home.join("restore.part");
        let fresh = !home.exists();
        if folder.exists() {
            fs::remove_dir_all(&folder).map_err(writing)?;
        }
        fs::create_dir_all(&folder).map_err(writing)?;
        Ok(Self { home: home.to_owned(), folder, fresh })
    }

    /// Makes the book. The backup is copied first: a zip is read from its end.
    fn make(&self, key: Option<[u8; 32]>, from: &mut dyn Read) -> Result<Manifest> {
        let copy = self.folder.join("backup.zip");
        let mut file = File::create(&copy).map_err(writing)?;
        io::copy(from, &mut file).map_err(writing)?;
        drop(file);
        let (mut backup, manifest) = Reading::open(File::open(&copy).map_err(writing)?).map_err(Error::from)?;
        let store = Store::open(&self.folder.join(BOOK), key)?;
        let mut restoring = Restoring { store: &store, batch: Vec::new(), bytes: 0, changes: 0 };
        let (mut records, mut erasures) = (0, 0);
        store.write(|session| {
            session.set_book(manifest.book)?;
            session.rows_are_made()?;
            // Erasures before any record, so that none comes back.
            backup.erasures(|_, erased| {
                erasures += 1;
                session.keep_erasure(erased.record, &erased.changes)
            })
        })?;
        backup.records(|line, record| {
            records += 1;
            restoring.take(line, record)
        })?;
        restoring.keep()?;
        let holds = manifest.holds;
        if (records, restoring.changes, erasures) != (holds.records, holds.changes, holds.erasures) {
            return Err(Damaged::whole("it holds less or more than it says: it is not whole").into());
        }
        store.suspend()?;
        Ok(manifest)
    }

    /// Moves the book into the home.
    fn move_in(&self) -> Result<()> {
        fs::rename(self.folder.join(BOOK), self.home.join(BOOK)).map_err(writing)?;
        if let Ok(home) = File::open(&self.home) {
            home.sync_all().map_err(writing)?;
        }
        Ok(())
    }
}

impl Drop for Workshop {
    fn drop(&mut self) {
        // What can't be cleared away now is cleared away by the next restore.
        drop(fs::remove_dir_all(&self.folder));
        if self.fresh {
            // Only an empty folder is removed: a home that was moved into stays.
            drop(fs::remove_dir(&self.home));
        }
    }
}

/// Records being kept, some at a time.
struct Restoring<'s> {
    store: &'s Store,
    batch: Vec<(u64, WholeRecord)>,
    bytes: usize,
    changes: u64,
}

impl Restoring<'_> {
    fn take(&mut self, line: u64, record: WholeRecord) -> Result<()> {
        self.bytes += record.changes.iter().map(|change| change.bytes.len()).sum::<usize>();
        self.batch.push((line, record));
        if self.batch.len() >= RECORDS || self.bytes >= BYTES { self.keep() } else { Ok(()) }
    }

    /// Takes them as remote changes are taken, but for being confirmed.
    fn keep(&mut self) -> Result<()> {
        let batch = std::mem::take(&mut self.batch);
        (self.bytes, self.changes) =
            (0, self.changes + batch.iter().map(|(_, record)| record.changes.len() as u64).sum::<u64>());
        self.store.write(|session| {
            let mut intake = Intake::restoring(session);
            for (line, WholeRecord { record, changes }) in &batch {
                for change in changes {
                    if rapport_document::chunk_id(&change.bytes) != Some(change.id) {
                        return Err(Damaged::change(*line, "a change is not what it was").into());
                    }
                    if !intake.take(*record, change.id, &change.bytes)? {
                        return Err(Damaged::change(*line, "a change that others build on is missing").into());
                    }
                }
            }
            intake.finish()
        })
    }
}

impl From<Damaged> for Error {
    fn from(damaged: Damaged) -> Self {
        Invalid::new("backup", format!("{damaged}. Nothing was made; the file was left as it is")).into()
    }
}
