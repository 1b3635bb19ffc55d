//! Whether the rows are what the changes say: every record's rows are made anew, beside the book, and compared.

use std::collections::{BTreeSet, HashMap};

use super::{
    Companion,
    projecting::{AT_ONCE, project_changes},
};
use crate::{
    error::Result,
    model::{RecordId, view::Checked},
    store::{Known, Prints, RecordKey, Scratch, Session, differing},
};

impl Companion {
    /// Makes every record's rows anew from its changes, in memory and some thousand at a time, and compares them with the rows
    /// kept, which are not changed; counts the digest anew. Others may go on reading and writing meanwhile: what is checked is
    /// the book as it was at the beginning. [`Companion::rebuild`] mends rows that differ.
    pub fn check(&self) -> Result<Checked> {
        let mut scratch = Scratch::new()?;
        self.store.read(|session| {
            let mut found = Findings { words: session.word_prints()?, ..Findings::default() };
            let mut from = RecordKey::MIN;
            loop {
                let records = session.records_from(from, AT_ONCE)?;
                let upto =
                    if records.len() == AT_ONCE as usize { records[records.len() - 1].key } else { RecordKey::MAX };
                scratch.with(|scratch| found.compare(session, scratch, &records, from, upto))?;
                if upto == RecordKey::MAX {
                    break;
                }
                from = upto + 1;
            }
            let aliases = session.alias_rows()?;
            found.amiss.extend(scratch.with(|scratch| scratch.aliases_amiss(&aliases))?);
            found.amiss.extend(session.touches_amiss()?);
            let aside = session.records_aside()?.into_iter();
            Ok(Checked {
                records: found.records,
                changes: session.change_count()?,
                differing: found.amiss.into_iter().collect(),
                stray: found.stray + session.stray_moments()? + session.stray_counts()? + found.words.len() as u64,
                aside: aside.filter_map(|known| Some((known.id, known.aside?))).collect(),
                digest_differs: session.count_digest()? != session.standing()?.digest,
            })
        })
    }
}

/// What was found so far.
#[derive(Default)]
struct Findings {
    records: u64,
    amiss: BTreeSet<RecordId>,
    stray: u64,
    /// The words kept; those of each record are taken out as it is compared.
    words: Prints,
}

impl Findings {
    /// Compares the rows of some records, and whatever else stands under numbers between theirs.
    fn compare(
        &mut self,
        kept: &Session<'_>,
        scratch: &Session<'_>,
        records: &[Known],
        from: RecordKey,
        upto: RecordKey,
    ) -> Result<()> {
        for Known { key, id, .. } in records {
            scratch.new_record(Some(*key), *id, None)?;
            project_changes(scratch, *key, *id, &kept.changes(*key)?, false)?;
        }
        let range = from..=upto;
        let mut off = differing(&kept.prints(&range)?, &scratch.prints(&range)?);
        let words = scratch.word_prints()?;
        for Known { key, .. } in records {
            if self.words.remove(key) != words.get(key).copied() {
                off.insert(*key);
            }
        }
        let ids: HashMap<RecordKey, RecordId> = records.iter().map(|known| (known.key, known.id)).collect();
        for key in off {
            match ids.get(&key) {
                Some(id) => drop(self.amiss.insert(*id)),
                None => self.stray += 1,
            }
        }
        self.records += records.len() as u64;
        Ok(())
    }
}
