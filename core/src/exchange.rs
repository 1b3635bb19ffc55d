//! In and out: files of other programs become cards one by one, and a book becomes files. Knows no store.
//!
//! A format is one function: from bytes to an iterator of cards, or of rows that can't be read with their place. What a
//! card then does to the book (matching, completing, counting) is written once, in `companion/exchanging`.

pub(crate) mod backup;
mod card;
mod decode;
pub(crate) mod google;
pub(crate) mod json;
mod npi;
mod report;
pub(crate) mod vcard;

pub(crate) use card::{Card, clean, fact, key_of, reach};
pub use npi::Area;
pub use report::{BackupReport, ImportReport, Imported, LISTED, Likeness, Outcome, RowError};

use crate::error::{Error, Invalid, Result};

/// The largest file that is imported, in bytes. It is held in memory once; cards are read from it one by one.
pub const SOURCE_BYTES: usize = 64 << 20;
/// The most cards in one import: it is one command, undone as one.
pub const CARDS_AN_IMPORT: u64 = 50_000;

/// A file to import.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Source {
    /// What the file is called, for messages and to guess its format.
    pub name: String,
    /// What is in it.
    pub bytes: Vec<u8>,
    /// Its format; guessed if not said.
    pub format: Option<Format>,
}

/// A format that can be imported.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// vCard 3.0; 2.1 and 4.0 as far as they say the same.
    VCard,
    /// Google Contacts CSV, with today's header or the one before 2024, or the book's own CSV.
    GoogleCsv,
    /// The US registry of providers (NPPES). Only an [`Area`] of it is imported.
    Npi,
}

/// A format that can be exported.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ExportFormat {
    /// All eight kinds, readable: docs/exchange.md.
    Json,
    /// vCard 3.0 of all contacts.
    VCard,
    /// All contacts as a table, under the headings of Google Contacts.
    Csv,
}

/// What reads cards from a file.
pub(crate) type Cards<'a> = Box<dyn Iterator<Item = Result<Card, RowError>> + 'a>;

/// A file, ready to be read.
pub(crate) struct Opened {
    bytes: Vec<u8>,
    format: Format,
    area: Option<Area>,
}

impl Opened {
    /// Makes text of a file and settles its format.
    ///
    /// # Errors
    /// [`Error::Invalid`] if it is too large, no text, or of no known format.
    pub fn new(source: Source) -> Result<(String, Self)> {
        let Source { name, bytes, format } = source;
        if bytes.len() > SOURCE_BYTES {
            let megabytes = SOURCE_BYTES >> 20;
            return Err(refused(format!("it is larger than {megabytes} MB; split it and import the parts")));
        }
        let bytes = decode::plain(bytes).map_err(refused)?;
        let format = format.or_else(|| guess(&name, &bytes)).ok_or_else(|| {
            refused(
                "it is neither a vCard file (.vcf) nor a Google Contacts table (.csv); export it as one of these"
                    .to_owned(),
            )
        })?;
        Ok((name, Self { bytes, format, area: None }))
    }

    /// The same, of which only an area is taken.
    pub fn within(self, area: Area) -> Result<Self> {
        if self.format != Format::Npi {
            return Err(refused("an area can only be taken of the provider registry".to_owned()));
        }
        if area.postal.trim().is_empty() {
            return Err(refused("the beginning of a postal code is needed".to_owned()));
        }
        Ok(Self { area: Some(area), ..self })
    }

    /// Reads it card by card.
    pub fn cards(&self) -> Result<Cards<'_>> {
        match self.format {
            Format::VCard => Ok(Box::new(vcard::cards(&self.bytes))),
            Format::GoogleCsv => Ok(Box::new(google::cards(&self.bytes).map_err(refused)?)),
            Format::Npi => {
                let area = self.area.as_ref().ok_or_else(|| {
                    refused(
                        "it is the provider registry of a whole country: say which postal area is wanted".to_owned(),
                    )
                })?;
                Ok(Box::new(npi::cards(&self.bytes, area).map_err(refused)?))
            }
        }
    }
}

/// What a file is, by what it says first, else by its name.
fn guess(name: &str, bytes: &[u8]) -> Option<Format> {
    let start = bytes.trim_ascii_start();
    let ends_with = |ending: &str| name.to_ascii_lowercase().ends_with(ending);
    match () {
        () if start.len() >= 11 && start[..11].eq_ignore_ascii_case(b"BEGIN:VCARD") => Some(Format::VCard),
        () if npi::is_header(bytes) => Some(Format::Npi),
        () if google::is_header(bytes) => Some(Format::GoogleCsv),
        () if ends_with(".vcf") || ends_with(".vcard") => Some(Format::VCard),
        () if ends_with(".csv") => Some(Format::GoogleCsv),
        () => None,
    }
}

fn refused(reason: String) -> Error {
    Invalid::new("file", reason + ". Nothing was changed").into()
}
