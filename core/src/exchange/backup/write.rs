//! Writing a backup, entry by entry, without going back.

use std::io::{self, Write};

use chrono::{Datelike as _, Timelike as _};
use rapport_protocol::BookId;
use serde::Serialize;
use zip::{
    CompressionMethod, DateTime, ZipWriter,
    write::{SimpleFileOptions, StreamWriter},
};

use super::{Erased, FORMAT, Manifest, VERSION, WholeRecord, entry};
use crate::{exchange::report::BackupReport, model::Instant};

const README: &str = "This is a backup of a Rapport book.

book.json       everything that the book shows, readable: docs/exchange.md of Rapport says what each field means
changes.jsonl   every change ever made, one record a line; the book is made again from these
erasures.jsonl  the names of records that were erased; nothing that they said
backup.json     which book this is, when the backup was made, and how much it holds

To use it again:  rapport --home NEW-FOLDER restore-backup THIS-FILE

It is not encrypted: keep it where you would keep the book itself. It holds nothing by which another device could pass for
yours: no token, no key, no identity.
";

/// A backup being written.
pub(crate) struct Writing<W: Write> {
    zip: ZipWriter<StreamWriter<W>>,
    options: SimpleFileOptions,
}

impl<W: Write> Writing<W> {
    /// Begins a backup: says what it is.
    pub fn begin(out: W, book: BookId, made: Instant, holds: BackupReport) -> io::Result<Self> {
        let options = SimpleFileOptions::default()
            .compression_method(CompressionMethod::Deflated)
            .large_file(true)
            .last_modified_time(time(made));
        let mut writing = Self { zip: ZipWriter::new_stream(out), options };
        writing.start(entry::README)?.write_all(README.as_bytes())?;
        let manifest = Manifest { format: FORMAT.to_owned(), version: VERSION, book, made, holds };
        let manifest = serde_json::to_vec_pretty(&manifest).map_err(io::Error::from)?;
        writing.start(entry::MANIFEST)?.write_all(&manifest)?;
        Ok(writing)
    }

    /// Begins the changes.
    pub fn changes(&mut self) -> io::Result<()> {
        self.start(entry::CHANGES).map(drop)
    }

    /// Writes a record's changes.
    pub fn record(&mut self, record: &WholeRecord) -> io::Result<()> {
        self.line(record)
    }

    /// Begins the erasures.
    pub fn erasures(&mut self) -> io::Result<()> {
        self.start(entry::ERASURES).map(drop)
    }

    /// Writes an erasure.
    pub fn erased(&mut self, erased: &Erased) -> io::Result<()> {
        self.line(erased)
    }

    /// Begins the readable book, to be written to what is returned.
    pub fn book(&mut self) -> io::Result<&mut impl Write> {
        self.start(entry::BOOK)
    }

    /// Ends the backup. Without this it is none.
    pub fn end(self) -> io::Result<()> {
        self.zip.finish()?.into_inner().flush()
    }

    fn start(&mut self, name: &str) -> io::Result<&mut ZipWriter<StreamWriter<W>>> {
        self.zip.start_file(name, self.options)?;
        Ok(&mut self.zip)
    }

    fn line(&mut self, line: &impl Serialize) -> io::Result<()> {
        let mut bytes = serde_json::to_vec(line).map_err(io::Error::from)?;
        bytes.push(b'\n');
        self.zip.write_all(&bytes)
    }
}

/// The time of the entries is the backup's own, in UTC; a zip knows none before 1980.
fn time(made: Instant) -> DateTime {
    let utc = made.utc();
    let small = |number: u32| u8::try_from(number).unwrap_or(0);
    let year = u16::try_from(utc.year()).unwrap_or(0);
    DateTime::from_date_and_time(
        year,
        small(utc.month()),
        small(utc.day()),
        small(utc.hour()),
        small(utc.minute()),
        small(utc.second()),
    )
    .unwrap_or_default()
}
