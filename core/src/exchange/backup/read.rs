//! Reading a backup, line by line. What is damaged is named by its place.

use std::{
    fmt,
    fs::File,
    io::{self, BufRead as _, BufReader, Read},
};

use serde::de::DeserializeOwned;
use zip::{ZipArchive, read::ZipFile, result::ZipError};

use super::{Erased, FORMAT, LINE_BYTES, Manifest, VERSION, WholeRecord, entry};

/// The largest `backup.json`, in bytes.
const MANIFEST_BYTES: u64 = 64 << 10;

/// A backup being read.
pub(crate) struct Reading {
    zip: ZipArchive<BufReader<File>>,
}

/// Why a backup can't be used, and where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Damaged {
    /// The entry; empty if it is the file itself.
    pub entry: &'static str,
    /// Its line, from 1; zero if it is the whole entry.
    pub line: u64,
    /// What is wrong.
    pub reason: String,
}

impl Damaged {
    /// The whole of it.
    pub fn whole(reason: impl Into<String>) -> Self {
        Self { entry: "", line: 0, reason: reason.into() }
    }

    /// A record among the changes.
    pub fn change(line: u64, reason: impl Into<String>) -> Self {
        Self { entry: entry::CHANGES, line, reason: reason.into() }
    }
}

impl fmt::Display for Damaged {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self { entry: "", reason, .. } => f.write_str(reason),
            Self { entry, line: 0, reason } => write!(f, "{entry}: {reason}"),
            Self { entry, line, reason } => write!(f, "{entry}, line {line}: {reason}"),
        }
    }
}

impl Reading {
    /// Opens a backup and reads what it says of itself.
    pub fn open(file: File) -> Result<(Self, Manifest), Damaged> {
        let zip = ZipArchive::new(BufReader::new(file)).map_err(|_| {
            Damaged::whole("this is no backup, or it was cut short: the end that every backup has is missing")
        })?;
        let mut reading = Self { zip };
        let manifest = reading.manifest()?;
        match () {
            () if manifest.format != FORMAT => Err(Damaged::whole("this is not a backup of a Rapport book")),
            () if manifest.version > VERSION => {
                Err(Damaged::whole("a newer version of Rapport made this backup; update this one and try again"))
            }
            () => Ok((reading, manifest)),
        }
    }

    /// Hands out every record with its line.
    pub fn records<E: From<Damaged>>(&mut self, each: impl FnMut(u64, WholeRecord) -> Result<(), E>) -> Result<(), E> {
        self.lines(entry::CHANGES, each)
    }

    /// Hands out every erasure with its line.
    pub fn erasures<E: From<Damaged>>(&mut self, each: impl FnMut(u64, Erased) -> Result<(), E>) -> Result<(), E> {
        self.lines(entry::ERASURES, each)
    }

    fn manifest(&mut self) -> Result<Manifest, Damaged> {
        let damaged = |reason: &str| Damaged { entry: entry::MANIFEST, line: 0, reason: reason.to_owned() };
        let mut bytes = Vec::new();
        let mut file = self.entry(entry::MANIFEST)?.take(MANIFEST_BYTES);
        file.read_to_end(&mut bytes).map_err(|error| damaged(unreadable(&error)))?;
        serde_json::from_slice(&bytes).map_err(|_| damaged("it is not what a backup says of itself"))
    }

    fn lines<T: DeserializeOwned, E: From<Damaged>>(
        &mut self,
        entry: &'static str,
        mut each: impl FnMut(u64, T) -> Result<(), E>,
    ) -> Result<(), E> {
        let damaged = |line: u64, reason: &str| Damaged { entry, line, reason: reason.to_owned() };
        let mut file = BufReader::new(self.entry(entry)?);
        let mut bytes = Vec::new();
        for line in 1.. {
            bytes.clear();
            // At the entry's end the zip's checksum is compared; where it differs, reading fails.
            let read = (&mut file).take(LINE_BYTES + 1).read_until(b'\n', &mut bytes);
            match read.map_err(|error| damaged(line, unreadable(&error)))? {
                0 => break,
                read if read as u64 > LINE_BYTES => return Err(damaged(line, "it is longer than any record").into()),
                _ => {}
            }
            let parsed = serde_json::from_slice(&bytes)
                .map_err(|_| damaged(line, "it is damaged: not what a backup holds here"))?;
            each(line, parsed)?;
        }
        Ok(())
    }

    fn entry(&mut self, name: &'static str) -> Result<ZipFile<'_, BufReader<File>>, Damaged> {
        self.zip.by_name(name).map_err(|error| {
            let reason = if matches!(error, ZipError::FileNotFound) { "it is missing" } else { "it can't be read" };
            Damaged { entry: name, line: 0, reason: reason.to_owned() }
        })
    }
}

fn unreadable(error: &io::Error) -> &'static str {
    match error.kind() {
        io::ErrorKind::UnexpectedEof => "the file was cut here",
        _ => "the file is damaged here or before",
    }
}
