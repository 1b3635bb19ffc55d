//! The whole book as one JSON document that a person can read: docs/exchange.md. One record a line, so that two exports can
//! be compared by eye.

use std::io::{self, Write};

use rapport_protocol::BookId;
use serde_json::{json, to_writer};

use crate::model::{Instant, Kind, view::Entry};

/// The version of this format: it grows when a field changes its meaning, not when one is added.
const VERSION: u32 = 1;

/// A document being written.
pub(crate) struct Document<W: Write> {
    out: W,
    /// How many records the list under way has.
    listed: u64,
}

impl<W: Write> Document<W> {
    /// Begins the document.
    pub fn begin(mut out: W, book: BookId, made: Instant) -> io::Result<Self> {
        write!(out, "{{\n\"format\": \"rapport-export\",\n\"version\": {VERSION},\n")?;
        write!(out, "\"book\": {},\n\"made\": {}", json!(book), json!(made))?;
        Ok(Self { out, listed: 0 })
    }

    /// Begins the list of a kind.
    pub fn list(&mut self, kind: &Kind) -> io::Result<()> {
        self.listed = 0;
        write!(self.out, ",\n\n\"{}\": [", plural(kind))
    }

    /// Writes one record of the list.
    pub fn record(&mut self, entry: &Entry) -> io::Result<()> {
        self.out.write_all(if self.listed == 0 { b"\n" } else { b",\n" })?;
        self.listed += 1;
        to_writer(&mut self.out, entry).map_err(io::Error::from)
    }

    /// Ends the list.
    pub fn end_list(&mut self) -> io::Result<()> {
        self.out.write_all(if self.listed == 0 { b"]" } else { b"\n]" })
    }

    /// Ends the document.
    pub fn end(mut self) -> io::Result<()> {
        self.out.write_all(b"\n}\n")
    }
}

fn plural(kind: &Kind) -> &str {
    match kind {
        Kind::Practice => "practice",
        Kind::Contact => "contacts",
        Kind::Touchpoint => "touchpoints",
        Kind::Note => "notes",
        Kind::Promise => "promises",
        Kind::Referral => "referrals",
        Kind::Item => "items",
        Kind::Playbook => "playbooks",
        Kind::Other(word) => word,
    }
}
