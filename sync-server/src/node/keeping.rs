//! The server's own work: packing, checkpoints, backups and restores.

use std::{path::Path, sync::atomic::Ordering};

use rapport_protocol::{Epoch, RecordId, Refusal, RefusalCode, Token};

use super::{Node, pairing::replay_into};
use crate::{
    access::admit,
    feed,
    merging::MergeFailure,
    refusal::{refuse, refuse_for_now},
    store::StoreError,
};

/// What one step of packing did.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Packed {
    /// No record has so many entries.
    Nothing,
    /// One record's entries became one.
    Record(RecordId),
    /// What was read was erased, packed or restored meanwhile; nothing was written.
    Overtaken,
    /// A record can't be merged. It is served as it is, and set aside from packing.
    Quarantined(RecordId, MergeFailure),
}

/// What a restore did.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Restored {
    /// Books in the backup; each has a new epoch.
    pub books: usize,
    /// Erasures and revocations applied again from the log.
    pub replayed: usize,
    /// Lines of the log that could not be read.
    pub unreadable: usize,
}

impl Node {
    /// Packs the record that has the most entries, if it has at least so many. Merging happens outside of any
    /// transaction.
    pub fn pack_once(&self, at_least_entries: u64) -> Result<Packed, Refusal> {
        let found = {
            let snapshot = self.store.read()?;
            feed::find_packing(&*snapshot, at_least_entries)?
        };
        let Some(packing) = found else { return Ok(Packed::Nothing) };
        let record = packing.record;
        match self.merger.merge(&packing.chunks) {
            Ok(_) => {
                let put = self.write(move |txn| Ok(feed::put_pack(txn, &packing)?))?;
                self.erased.store(true, Ordering::Relaxed);
                Ok(if put { Packed::Record(record) } else { Packed::Overtaken })
            }
            Err(MergeFailure::NotStarted) => Err(not_started()),
            Err(failure) => {
                if !self.write(move |txn| Ok(feed::quarantine(txn, &packing)?))? {
                    return Ok(Packed::Overtaken);
                }
                tracing::warn!(%record, ?failure, "a record can't be merged and is quarantined");
                Ok(Packed::Quarantined(record, failure))
            }
        }
    }

    /// One record as automerge saves it, merged from its changes.
    pub fn record(&self, token: &Token, id: RecordId) -> Result<Vec<u8>, Refusal> {
        let chunks = {
            let snapshot = self.store.read()?;
            let device = admit(&*snapshot, token)?;
            match snapshot.record(device.book, id)? {
                Some(record) if record.quarantined => return Err(quarantined()),
                Some(record) if record.erased_at.is_none() => feed::chunks(&*snapshot, record.key)?,
                _ => return Err(refuse(RefusalCode::NotFound, "This book has no record of this id.")),
            }
        };
        self.merger.merge(&chunks).map_err(|failure| {
            tracing::warn!(record = %id, ?failure, "a record can't be merged");
            if failure == MergeFailure::NotStarted { not_started() } else { quarantined() }
        })
    }

    /// Tries quarantined records again, as a newer build may do better; tells how many there are.
    pub fn lift_quarantines(&self) -> Result<u64, Refusal> {
        self.write(|txn| Ok(txn.lift_quarantines()?))
    }

    /// Moves what is committed to its final place, so that erased bytes are gone from the write-ahead log too.
    pub fn checkpoint(&self) -> Result<(), Refusal> {
        self.store.checkpoint()?;
        Ok(())
    }

    /// Likewise, if anything was erased or packed away since the last time and nobody reads an older state just now.
    pub fn checkpoint_if_erased(&self) -> Result<(), Refusal> {
        if self.erased.swap(false, Ordering::Relaxed) {
            let done = self.store.checkpoint();
            if !matches!(done, Ok(true)) {
                self.erased.store(true, Ordering::Relaxed);
            }
            done?;
        }
        Ok(())
    }

    /// Writes a consistent copy of everything but the refusal log to a new file, while requests are served.
    pub fn backup_to(&self, file: &Path) -> Result<(), StoreError> {
        self.store.backup_to(file)
    }

    /// Puts a backup in the place of everything, in one step: with a new epoch for each book, and everything that was
    /// erased or revoked since taken out again before anybody can read it.
    pub fn restore_from(&self, file: &Path) -> Result<Restored, StoreError> {
        let _nothing_is_written_meanwhile = self.writer.hold();
        let replay = self.refusals.replay().map_err(|error| StoreError::of_file("the refusal log", &error))?;
        let now_s = self.clock.now_s();
        let mut restored = Restored { books: 0, replayed: 0, unreadable: replay.unreadable };
        self.store.restore_from(file, &mut |txn| {
            txn.forget_secrets()?;
            for key in txn.books()? {
                let mut book = txn.lock_book(key)?;
                // Random, not counted up: two restores of one backup must not come out the same (rule `epoch_random`).
                book.epoch = Epoch(self.randomness.draw());
                txn.put_book(&book)?;
                restored.books += 1;
                // What was erased or revoked since the backup stays so (rule `refusal_log`).
                restored.replayed += replay_into(txn, key, book.id, &replay.refused, now_s)?;
            }
            Ok(())
        })?;
        self.news.announce_all();
        Ok(restored)
    }
}

fn not_started() -> Refusal {
    refuse_for_now(RefusalCode::Unavailable, "The server can't start a merge just now. Nothing is lost; try again.", 10)
}

fn quarantined() -> Refusal {
    refuse(
        RefusalCode::Quarantined,
        "This record can't be merged by this version of the server. Its changes are kept and synced as they are.",
    )
}
