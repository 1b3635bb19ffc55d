//! Erasures and revocations, in a file outside the database and outside its backups (rule `refusal_log`).
//!
//! A line is on the disk before its erasure or revocation is acknowledged, so that an older backup brings neither the
//! bytes nor the device back: a restore replays the file before anything is served. A line is
//! `erased <book> <record>` or `revoked <book> <device>`.

use std::{
    fmt,
    fs::{File, OpenOptions},
    io::{self, BufRead as _, BufReader, Read as _, Seek as _, SeekFrom, Write as _},
    path::{Path, PathBuf},
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
    File { file: File, path: PathBuf, unsynced: bool },
    Memory(Vec<Refused>),
}

/// What the log says of one book, as far as it was read.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct OfBook {
    /// In the order in which they were written.
    pub refused: Vec<Refused>,
    /// Where it is to be read on: bytes of the file.
    upto: u64,
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
        Ok(Self(Mutex::new(Kept::File { file, path: path.to_owned(), unsynced: false })))
    }

    /// A log that lives as long as this value: for tests and simulations.
    #[must_use]
    pub fn in_memory() -> Self {
        Self(Mutex::new(Kept::Memory(Vec::new())))
    }

    /// Appends a line; durable after [`Self::sync`].
    pub fn append(&self, refused: Refused) -> io::Result<()> {
        match &mut *self.0.lock().unwrap_or_else(PoisonError::into_inner) {
            Kept::File { file, unsynced, .. } => {
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
            Kept::File { file, unsynced, .. } if *unsynced => {
                file.sync_data()?;
                *unsynced = false;
                Ok(())
            }
            _ => Ok(()),
        }
    }

    /// Reads what was written of a book since `known` was read. Of a long log nobody waits for it: it is read line by line
    /// through an opening of its own, while others append.
    pub fn read_on(&self, book: BookId, known: &mut OfBook) -> io::Result<()> {
        let path = match &*self.0.lock().unwrap_or_else(PoisonError::into_inner) {
            Kept::File { path, .. } => path.clone(),
            Kept::Memory(all) => {
                let new = all.get(usize::try_from(known.upto).unwrap_or(usize::MAX)..).unwrap_or_default();
                known.refused.extend(new.iter().filter(|refused| refused.is_of(book)));
                known.upto = all.len() as u64;
                return Ok(());
            }
        };
        let mut file = File::open(path)?;
        file.seek(SeekFrom::Start(known.upto))?;
        let (mut lines, mut line) = (BufReader::new(file), Vec::new());
        // The end of a line that is only half there is read once it is whole.
        while lines.read_until(b'\n', &mut line)? > 0 && line.last() == Some(&b'\n') {
            known.upto += line.len() as u64;
            let refused = std::str::from_utf8(&line).ok().and_then(|line| line.trim_end().parse::<Refused>().ok());
            known.refused.extend(refused.filter(|refused| refused.is_of(book)));
            line.clear();
        }
        Ok(())
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

impl Refused {
    fn is_of(&self, book: BookId) -> bool {
        let (Self::Erased(of, _) | Self::Revoked(of, _)) = self;
        *of == book
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

    #[test]
    fn what_is_said_of_one_book_is_read_on_from_where_it_was() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("refusals.log");
        let erased = |book, record| Refused::Erased(BookId([book; 16]), RecordId([record; 16]));
        for log in [RefusalLog::open(&path).unwrap(), RefusalLog::in_memory()] {
            log.append(erased(1, 1)).unwrap();
            log.append(erased(2, 2)).unwrap();
            let mut known = OfBook::default();
            log.read_on(BookId([1; 16]), &mut known).unwrap();
            assert_eq!(known.refused, [erased(1, 1)]);
            log.append(erased(1, 3)).unwrap();
            log.read_on(BookId([1; 16]), &mut known).unwrap();
            log.read_on(BookId([1; 16]), &mut known).unwrap();
            assert_eq!(known.refused, [erased(1, 1), erased(1, 3)]);
        }
        // A line that is being written is read once it is whole.
        let (log, mut known) = (RefusalLog::open(&path).unwrap(), OfBook::default());
        let mut half = OpenOptions::new().append(true).open(&path).unwrap();
        half.write_all(&erased(1, 4).to_string().as_bytes()[..20]).unwrap();
        log.read_on(BookId([1; 16]), &mut known).unwrap();
        assert_eq!(known.refused.len(), 2);
        half.write_all(&erased(1, 4).to_string().as_bytes()[20..]).unwrap();
        half.write_all(b"\n").unwrap();
        log.read_on(BookId([1; 16]), &mut known).unwrap();
        assert_eq!(known.refused.last(), Some(&erased(1, 4)));
    }

    #[test]
    fn a_line_is_two_names_and_nothing_that_anybody_wrote() {
        let lines = [
            Refused::Erased(BookId([1; 16]), RecordId([2; 16])),
            Refused::Revoked(BookId([1; 16]), DeviceNumber([3; 8])),
        ];
        let said = lines.map(|line| line.to_string());
        let names = "01010101-0101-0101-0101-010101010101";
        assert_eq!(said[0], format!("erased {names} 02020202-0202-0202-0202-020202020202"));
        assert_eq!(said[1], format!("revoked {names} 0303030303030303"));
    }
}
