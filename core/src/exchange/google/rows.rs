//! Rows of a table, each with its line. A row that is broken is reported and harms no other.

use csv::{ByteRecord, Reader, ReaderBuilder};

use super::super::RowError;

/// The largest row, in bytes.
const ROW_BYTES: usize = 1 << 20;

/// One row.
pub(in crate::exchange) struct Row {
    /// The line on which it starts, from 1.
    pub line: u64,
    /// Its cells: as many as the heading has.
    pub cells: ByteRecord,
}

/// A table, of which some was read.
pub(in crate::exchange) struct Rows<'a> {
    bytes: &'a [u8],
    separator: u8,
    reader: Reader<&'a [u8]>,
    /// Where the reader began: byte and line.
    began: (usize, u64),
    width: usize,
    /// How many bytes may be read once more after a stray quotation mark. It bounds the work that a hostile file makes.
    again: usize,
}

impl<'a> Rows<'a> {
    pub fn new(bytes: &'a [u8]) -> Self {
        let separator = separator(bytes);
        let reader = reader(bytes, separator);
        Self { bytes, separator, reader, began: (0, 1), width: 0, again: bytes.len().saturating_mul(4) }
    }

    /// The first row.
    pub fn heading(&mut self) -> Option<ByteRecord> {
        let mut heading = ByteRecord::new();
        let read = self.reader.read_byte_record(&mut heading).unwrap_or(false);
        self.width = heading.len();
        read.then_some(heading)
    }

    /// A quotation mark that is never closed swallows the rows after it: reading goes on in the line after its own.
    fn step_back(&mut self, start: usize, end: usize, line: u64) {
        let Some(next) = self.bytes[start..end].iter().position(|byte| *byte == b'\n').map(|place| start + place + 1)
        else {
            return;
        };
        let swallowed = end - next;
        if swallowed > 0 && swallowed <= self.again {
            self.again -= swallowed;
            self.began = (next, line + 1);
            self.reader = reader(&self.bytes[next..], self.separator);
        }
    }
}

impl Iterator for Rows<'_> {
    type Item = Result<Row, RowError>;

    fn next(&mut self) -> Option<Self::Item> {
        let mut cells = ByteRecord::new();
        let from = self.reader.position().clone();
        // A slice can't fail to be read, and rows of any width are taken.
        if !self.reader.read_byte_record(&mut cells).unwrap_or(false) {
            return None;
        }
        let at = |position: &csv::Position| self.began.0 + usize::try_from(position.byte()).unwrap_or(usize::MAX);
        let (mut start, end) = (at(&from), at(self.reader.position()).min(self.bytes.len()));
        let mut line = self.began.1 + from.line() - 1;
        while let Some(blank @ (b'\r' | b'\n')) = self.bytes.get(start) {
            line += u64::from(*blank == b'\n');
            start += 1;
        }
        let start = start.min(end);
        if cells.len() != self.width {
            self.step_back(start, end, line);
            let reason = format!(
                "the row has {} cells and the heading {}: a comma or a quotation mark is missing or too many",
                cells.len(),
                self.width
            );
            return Some(Err(RowError::new(line, "", reason)));
        }
        if end - start > ROW_BYTES {
            return Some(Err(RowError::new(line, "", format!("the row is larger than {} MB", ROW_BYTES >> 20))));
        }
        Some(Ok(Row { line, cells }))
    }
}

fn reader(bytes: &[u8], separator: u8) -> Reader<&[u8]> {
    ReaderBuilder::new().has_headers(false).flexible(true).delimiter(separator).from_reader(bytes)
}

/// Spreadsheets write commas, semicolons or tabs, as the country has it: whichever the first line has most of.
fn separator(bytes: &[u8]) -> u8 {
    let first = bytes.split(|byte| *byte == b'\n').next().unwrap_or_default();
    let count = |separator: u8| first.split(|byte| *byte == separator).count();
    [b'\t', b';', b','].into_iter().max_by_key(|separator| count(*separator)).unwrap_or(b',')
}
