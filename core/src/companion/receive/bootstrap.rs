//! The first sync: whole records, newest first, each part durable with the place to go on from.

use rapport_protocol::bootstrap::{Bootstrap, BootstrapAnswer, Part, Resume};

use super::{Companion, damaged, intake::Intake};
use crate::{
    error::Result,
    store::{BootState, Standing},
};

/// How far a bootstrap is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Progress {
    /// So many records came, of about so many.
    Part {
        /// Records that this part brought.
        records: u64,
        /// Records that the whole bootstrap brings.
        total: u64,
    },
    /// That was the last part.
    Done,
    /// The server began another epoch on the way: reconcile.
    Repair,
}

impl Companion {
    /// Whether this device has not yet got the whole book.
    pub fn needs_bootstrap(&self) -> Result<bool> {
        self.store.read(|session| {
            let standing = session.standing()?;
            Ok(standing.epoch.is_none() && !standing.needs_repair)
        })
    }

    /// The next part to ask for.
    pub fn ask_bootstrap(&self) -> Result<Bootstrap> {
        let boot = self.store.read(|session| Ok(session.standing()?.boot))?;
        Ok(Bootstrap { resume: boot.map(resume) })
    }

    /// Takes a part. On an error nothing of it was kept; one that was asked from elsewhere is left alone.
    pub fn receive_bootstrap(&self, asked: &Bootstrap, answer: BootstrapAnswer) -> Result<Progress> {
        let part = match answer {
            BootstrapAnswer::Part(part) => part,
            BootstrapAnswer::Repair { .. } => {
                return self.store.write(|session| {
                    let standing = session.standing()?;
                    if stands_at(&standing, asked) {
                        session.set_standing(&Standing { needs_repair: true, boot: None, ..standing })?;
                    }
                    Ok(Progress::Repair)
                });
            }
        };
        let (progress, done) = self.store.write_much(|session| {
            let standing = session.standing()?;
            if !stands_at(&standing, asked) {
                return Ok((Progress::Part { records: 0, total: part.total }, None));
            }
            check_order(asked, &part)?;
            let mut intake = Intake::new(session);
            let progress = take_part(&mut intake, part)?;
            Ok((progress, Some(intake.done())))
        })?;
        if let Some(done) = done {
            self.took(&done);
        }
        Ok(progress)
    }
}

/// Whether this device stands where it was asked from: nothing else moved it meanwhile.
fn stands_at(standing: &Standing, asked: &Bootstrap) -> bool {
    standing.epoch.is_none() && !standing.needs_repair && standing.boot.map(resume) == asked.resume
}

/// A part goes on where the last one ended, and ends further on: else a first sync might never end.
fn check_order(asked: &Bootstrap, part: &Part) -> Result<()> {
    let Some(Resume { epoch, head, key }) = asked.resume else { return Ok(()) };
    let goes_on = (part.resume.epoch, part.resume.head) == (epoch, head) && (part.done || part.resume.key < key);
    if goes_on { Ok(()) } else { Err(damaged("a part of another bootstrap")) }
}

fn take_part(intake: &mut Intake<'_, '_>, part: Part) -> Result<Progress> {
    // Rule boot_markers: erasures before any record.
    for record in &part.erasures {
        intake.erase(*record)?;
    }
    let records = part.records.len() as u64;
    let mut placed = true;
    // The newest come first, part by part. They are numbered, and stored, from the oldest on, so that lists and searches come out
    // in the order that they have where the records were made.
    let first = intake.session.numbers_before(part.records.len())?;
    for (number, whole) in (first..).zip(part.records.into_iter().rev()) {
        placed &= intake.take_fresh(number, whole.record, &whole.changes)?
            || intake.take_all(whole.record, &whole.changes)?;
    }
    intake.finish()?;
    let mut standing = intake.session.standing()?;
    let progress = if !placed {
        (standing.needs_repair, standing.boot) = (true, None);
        Progress::Repair
    } else if part.done {
        (standing.epoch, standing.cursor, standing.boot) = (Some(part.resume.epoch), part.resume.head, None);
        Progress::Done
    } else {
        let Resume { epoch, head, key } = part.resume;
        standing.boot = Some(BootState { epoch, head, key, total: part.total });
        Progress::Part { records, total: part.total }
    };
    intake.session.set_standing(&standing)?;
    Ok(progress)
}

const fn resume(boot: BootState) -> Resume {
    Resume { epoch: boot.epoch, head: boot.head, key: boot.key }
}
