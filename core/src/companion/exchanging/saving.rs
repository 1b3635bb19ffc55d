//! Backup: the changes beside the readable book, in one file, from one state of the book.

use std::io::Write;

use super::{super::Companion, AT_ONCE, exporting::write_json, writing};
use crate::{
    error::Result,
    exchange::{
        BackupReport,
        backup::{Change, Erased, WholeRecord, Writing},
        json,
    },
    store::{Known, Session},
};

impl Companion {
    /// Writes a backup to `out`: every change and erasure, and the book in readable JSON (docs/backup.md). It says nothing of
    /// this device. At most one record and its changes are in memory at a time.
    pub fn backup(&self, out: &mut dyn Write) -> Result<BackupReport> {
        let book = self.book()?;
        let made = self.environment.now();
        self.store.read(|session| {
            let counts = session.counts()?;
            let holds = BackupReport { records: counts.records, changes: counts.changes, erasures: counts.erasures };
            let mut backup = Writing::begin(out, book, made, holds).map_err(writing)?;
            write_changes(session, &mut backup)?;
            backup.erasures().map_err(writing)?;
            session.each_erasure(|record, changes| backup.erased(&Erased { record, changes }).map_err(writing))?;
            let readable = backup.book().map_err(writing)?;
            write_json(session, json::Document::begin(readable, book, made).map_err(writing)?)?;
            backup.end().map_err(writing)?;
            Ok(holds)
        })
    }
}

fn write_changes<W: Write>(session: &Session<'_>, backup: &mut Writing<W>) -> Result<()> {
    backup.changes().map_err(writing)?;
    let mut from = 0;
    loop {
        let page = session.records_from(from, AT_ONCE)?;
        let Some(last) = page.last() else { return Ok(()) };
        from = last.key + 1;
        for Known { key, id, .. } in &page {
            let changes = session.changes(*key)?.into_iter();
            let changes = changes.map(|change| Change { id: change.id, bytes: change.bytes }).collect();
            backup.record(&WholeRecord { record: *id, changes }).map_err(writing)?;
        }
    }
}
