//! Erasures and revocations, in a file outside the database and outside its backups (rule `refusal_log`).
//!
//! A line is on the disk before its erasure or revocation is acknowledged, so that an older backup brings neither the
//! bytes nor the device back: a restore replays the file before anything is served. A line is
//! `erased <book> <record>` or `revoked <book> <device>`.

use std::{
    fmt,
    fs::{File, OpenOptions},
    io::{self, Read as _, Seek as _, SeekFrom, Write as _},
    path::Path,
    str::FromStr,
    sync::{Mutex, PoisonError},
};

use rapport_protocol::{BookId, DeviceNumber, RecordId};

/// What must stay refused whatever happens to the database.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Refused {
    /// A record was erased.
    Erased(BookId, RecordId),
    /// A device was revoked.
    Revoked(BookId, DeviceNumber),
}

/// The log, open for appending. Several processes may append to one file.
#[derive(Debug)]
pub struct RefusalLog(Mutex<Kept>);

#[derive(Debug)]
enum Kept {
    File { file: File, unsynced: bool },
    Memory(Vec<Refused>),
}

/// Everything in the log, and how many lines could not be read.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Replay {
    /// In the order in which they were written.
    pub refused: Vec<Refused>,
    /// Lines cut short by a crash, before they were acknowledged, or damaged.
    pub unreadable: usize,
}

impl RefusalLog {
    /// Opens or makes the file, for its owner alone.
    pub fn open(path: &Path) -> io::Result<Self> {
        let mut options = OpenOptions::new();
        options.create(true).read(true).append(true);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        let mut file = options.open(path)?;
        if cut_short(&mut file)? {
            // The rest of a line that a crash cut must not run into the next one.
            file.write_all(b"\n")?;
        }
        if let Some(folder) = path.parent().filter(|folder| !folder.as_os_str().is_empty()) {
            File::open(folder)?.sync_all()?;
        }
        Ok(Self(Mutex::new(Kept::File { file, unsynced: false })))
    }

    /// A log that lives as long as this value: for tests and simulations.
    #[must_use]
    pub fn in_memory() -> Self {
        Self(Mutex::new(Kept::Memory(Vec::new())))
    }

    /// Appends a line; durable after [`Self::sync`].
    pub fn append(&self, refused: Refused) -> io::Result<()> {
        match &mut *self.0.lock().unwrap_or_else(PoisonError::into_inner) {
            Kept::File { file, unsynced } => {
                *unsynced = true;
                // One write: lines of several processes do not mix.
                file.write_all(format!("{refused}\n").as_bytes())
            }
            Kept::Memory(all) => {
                all.push(refused);
                Ok(())
            }
        }
    }

    /// Makes what was appended durable. Costs nothing where nothing was.
    pub fn sync(&self) -> io::Result<()> {
        match &mut *self.0.lock().unwrap_or_else(PoisonError::into_inner) {
            Kept::File { file, unsynced } if *unsynced => {
                file.sync_data()?;
                *unsynced = false;
                Ok(())
            }
            _ => Ok(()),
        }
    }

    /// Reads everything.
    pub fn replay(&self) -> io::Result<Replay> {
        match &mut *self.0.lock().unwrap_or_else(PoisonError::into_inner) {
            Kept::File { file, .. } => {
                let mut text = Vec::new();
                file.seek(SeekFrom::Start(0))?;
                file.read_to_end(&mut text)?;
                Ok(read(&String::from_utf8_lossy(&text)))
            }
            Kept::Memory(all) => Ok(Replay { refused: all.clone(), unreadable: 0 }),
        }
    }
}

fn cut_short(file: &mut File) -> io::Result<bool> {
    if file.metadata()?.len() == 0 {
        return Ok(false);
    }
    let mut last = [0];
    file.seek(SeekFrom::End(-1))?;
    file.read_exact(&mut last)?;
    Ok(last != *b"\n")
}

fn read(text: &str) -> Replay {
    let mut replay = Replay::default();
    for line in text.lines().filter(|line| !line.is_empty()) {
        match line.parse() {
            Ok(refused) => replay.refused.push(refused),
            Err(()) => replay.unreadable += 1,
        }
    }
    replay
}

impl fmt::Display for Refused {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Erased(book, record) => write!(f, "erased {book} {record}"),
            Self::Revoked(book, device) => write!(f, "revoked {book} {device}"),
        }
    }
}

impl FromStr for Refused {
    type Err = ();

    fn from_str(line: &str) -> Result<Self, ()> {
        let mut words = line.split(' ');
        let (Some(kind), Some(book), Some(what), None) = (words.next(), words.next(), words.next(), words.next())
        else {
            return Err(());
        };
        let book = book.parse().map_err(|_| ())?;
        match kind {
            "erased" => what.parse().map(|record| Self::Erased(book, record)).map_err(|_| ()),
            "revoked" => what.parse().map(|device| Self::Revoked(book, device)).map_err(|_| ()),
            _ => Err(()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_come_back_and_a_line_that_a_crash_cut_harms_no_other() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("refusals.log");
        let erased = Refused::Erased(BookId([1; 16]), RecordId([2; 16]));
        let revoked = Refused::Revoked(BookId([1; 16]), DeviceNumber([3; 8]));
        RefusalLog::open(&path).unwrap().append(erased).unwrap();
        OpenOptions::new().append(true).open(&path).unwrap().write_all(b"erased 0101").unwrap();
        let log = RefusalLog::open(&path).unwrap();
        log.append(revoked).unwrap();
        log.sync().unwrap();
        assert_eq!(log.replay().unwrap(), Replay { refused: vec![erased, revoked], unreadable: 1 });
    }
}
