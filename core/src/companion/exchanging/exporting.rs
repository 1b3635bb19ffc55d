//! Export: the book as files that others read. Streamed: a page of records is in memory at a time.

use std::io::{BufWriter, Write};

use super::{super::Companion, AT_ONCE, whole::Whole, writing};
use crate::{
    error::Result,
    exchange::{ExportFormat, fact, google, json, vcard},
    model::{Kind, RecordId},
    store::Session,
};

impl Companion {
    /// Writes the book to `out`: everything as JSON, or its contacts as vCards or a table. Returns how many records were
    /// written. Removed records, and those that this version can't show, are left out.
    pub fn export(&self, format: ExportFormat, out: &mut dyn Write) -> Result<u64> {
        let book = self.book()?;
        let made = self.environment.now();
        let mut out = BufWriter::new(out);
        let written = self.store.read(|session| match format {
            ExportFormat::Json => write_json(session, json::Document::begin(&mut out, book, made).map_err(writing)?),
            ExportFormat::VCard => {
                each_contact(session, |shown| out.write_all(vcard::write(shown).as_bytes()).map_err(writing))
            }
            ExportFormat::Csv => {
                let mut table = google::Table::begin(&mut out).map_err(writing)?;
                let written = each_contact(session, |shown| table.row(shown).map_err(writing))?;
                table.end().map_err(writing)?;
                Ok(written)
            }
        })?;
        out.flush().map_err(writing)?;
        Ok(written)
    }
}

/// Writes everything that is shown, kind by kind.
pub(super) fn write_json<W: Write>(session: &Session<'_>, mut document: json::Document<W>) -> Result<u64> {
    let mut written = 0;
    for kind in Kind::ALL {
        document.list(kind).map_err(writing)?;
        let mut after = None;
        loop {
            let page = session.list(kind, after, AT_ONCE)?;
            let Some(last) = page.last() else { break };
            after = Some((last.order.clone(), last.entry.id));
            for listed in page {
                document.record(&listed.entry).map_err(writing)?;
                written += 1;
                if *kind == Kind::Contact {
                    written += write_aliases(session, listed.entry.id, &mut document)?;
                }
            }
        }
        document.end_list().map_err(writing)?;
    }
    document.end().map_err(writing)?;
    Ok(written)
}

/// Writes those who were merged with a contact, after it: what was logged under them names them still.
fn write_aliases<W: Write>(session: &Session<'_>, id: RecordId, document: &mut json::Document<W>) -> Result<u64> {
    let mut written = 0;
    for alias in session.aliases(id)?.into_iter().filter(|alias| *alias != id) {
        if let Some(entry) = session.read_record(alias)? {
            document.record(&entry).map_err(writing)?;
            written += 1;
        }
    }
    Ok(written)
}

/// Hands out every contact as it is shown, by name: those that were merged once.
fn each_contact(session: &Session<'_>, mut each: impl FnMut(&vcard::Shown<'_>) -> Result<()>) -> Result<u64> {
    let mut written = 0;
    let mut after = None;
    loop {
        let page = session.list(&Kind::Contact, after, AT_ONCE)?;
        let Some(last) = page.last() else { break };
        after = Some((last.order.clone(), last.entry.id));
        for listed in page {
            let Some(whole) = Whole::read(session, listed.entry.id)? else { continue };
            let title = whole.fact(session, fact::TITLE)?;
            let Whole { id, contact, places, .. } = &whole;
            each(&vcard::Shown { id: *id, contact, places, title: title.as_deref() })?;
            written += 1;
        }
    }
    Ok(written)
}
