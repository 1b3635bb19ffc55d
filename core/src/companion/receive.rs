//! The door for what others did: a page of the feed, a part of a bootstrap, the end of a repair.
//!
//! What arrives is stored whole, in one transaction with the cursor that it moves, before anything is made of it. A record
//! that can't be shown is set aside; it never holds back the book.

mod bootstrap;
pub(super) mod intake;
mod repair;

use rapport_protocol::{Answer, ChangeId, Entry, EntryBody, Exchange, Page, Push, RecordId, Verdict, limit};

pub use bootstrap::Progress;
pub use repair::{Repair, RepairStep};

use super::Companion;
use crate::{
    error::{Error, Result},
    observe::Topic,
};
use intake::Intake;

/// One exchange under way: what was asked. A page is taken only as the answer to the one under way (rule `one_in_flight`).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Asked {
    /// Which of this process's exchanges it is.
    number: u64,
    /// What is sent.
    pub exchange: Exchange,
}

/// What came of an answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Received {
    /// It was stored; there is more to fetch or to send.
    More,
    /// It was stored; the outbox is empty and the digests agree.
    Synced,
    /// It was stored; the server will not take the rest of the outbox now.
    Waiting,
    /// It was stored, or refused; the two sides must reconcile.
    Repair,
    /// It answers another exchange than the one under way; nothing was done.
    Stale,
}

impl Companion {
    /// The next exchange: where this device stands, and the outbox as far as one push takes it. `after`: the number of the
    /// last change that this run of exchanges sent already, so that what was refused doesn't block what follows.
    pub fn ask(&self) -> Result<Asked> {
        let exchange = self.store.read(|session| {
            let standing = session.standing()?;
            let epoch = standing.epoch.ok_or_else(|| Error::internal("asking the server", "no bootstrap yet"))?;
            let erasures = session.unsent_erasures(limit::ERASURES_A_PUSH)?;
            let mut bytes = 0;
            let changes = session
                .outbox(0, limit::CHANGES_A_PUSH)?
                .into_iter()
                .take_while(|change| {
                    let first = bytes == 0;
                    bytes += change.bytes.len();
                    first || bytes <= limit::PAGE_BYTES
                })
                .map(|change| Push { record: change.record, id: change.id, bytes: change.bytes })
                .collect();
            Ok(Exchange { epoch, cursor: standing.cursor, erasures, changes })
        })?;
        Ok(Asked { number: self.in_flight.begin(), exchange })
    }

    /// Takes the answer to an exchange. On an error nothing of it was kept, and the cursor stands where it stood.
    pub fn receive(&self, asked: &Asked, answer: Answer) -> Result<Received> {
        if !self.in_flight.end(asked.number) {
            return Ok(Received::Stale);
        }
        match answer {
            Answer::Page(page) => self.receive_page(&asked.exchange, page),
            Answer::Repair { .. } => {
                self.store.write(|session| {
                    let mut standing = session.standing()?;
                    (standing.needs_repair, standing.boot) = (true, None);
                    session.set_standing(&standing)
                })?;
                Ok(Received::Repair)
            }
        }
    }

    fn receive_page(&self, asked: &Exchange, page: Page) -> Result<Received> {
        let now = self.environment.now();
        let (received, intake) = self.store.write(|session| {
            let standing = session.standing()?;
            // Rule atomic_page: only a page that starts where we stand moves us, and only together with its data.
            if standing.epoch != Some(page.epoch) || standing.cursor != page.after || page.upto < page.after {
                return Ok((Received::Stale, None));
            }
            let mut intake = Intake::new(session);
            let waiting = take_verdicts(&mut intake, asked, &page)?;
            for entry in page.entries {
                if !take_entry(&mut intake, entry)? {
                    intake.finish()?;
                    let mut standing = session.standing()?;
                    standing.needs_repair = true;
                    session.set_standing(&standing)?;
                    return Ok((Received::Repair, Some(intake.done())));
                }
            }
            intake.finish()?;
            let mut standing = session.standing()?;
            standing.cursor = page.upto;
            let (unsent, refused) = session.unsent_count()?;
            let received = match page.digest {
                // Rule digest_last_page: an exchange that left something out can't be compared.
                Some(digest) if !page.more && session.unsent_erasures(1)?.is_empty() => {
                    if digest == standing.digest {
                        standing.repaired = None;
                        if unsent == 0 {
                            standing.synced_at = Some(now);
                        }
                        if unsent == refused {
                            Received::Synced
                        } else if waiting {
                            Received::Waiting
                        } else {
                            Received::More
                        }
                    } else {
                        standing.needs_repair = true;
                        Received::Repair
                    }
                }
                _ if waiting && !page.more => Received::Waiting,
                _ => Received::More,
            };
            session.set_standing(&standing)?;
            Ok((received, Some(intake.done())))
        })?;
        if let Some(done) = intake {
            self.told(&done.changed, done.conflicts);
            self.tell(&[Topic::Sync]);
        }
        Ok(received)
    }
}

/// Takes what the server said of each thing that was sent. Returns whether something stays in the outbox to wait. Never
/// touches the cursor (rule `ack_not_cursor`).
fn take_verdicts(intake: &mut Intake<'_, '_>, asked: &Exchange, page: &Page) -> Result<bool> {
    for (record, verdict) in asked.erasures.iter().zip(&page.erasures) {
        if verdict.confirms() {
            intake.session.confirm_erasure(*record)?;
        }
    }
    let mut waiting = false;
    for (push, verdict) in asked.changes.iter().zip(&page.changes) {
        waiting |= take_verdict(intake, push.record, push.id, *verdict)?;
    }
    Ok(waiting)
}

fn take_verdict(intake: &mut Intake<'_, '_>, record: RecordId, id: ChangeId, verdict: Verdict) -> Result<bool> {
    match verdict {
        Verdict::Accepted | Verdict::Have => intake.confirm(record, id)?,
        // Rule retry_missing: it stays in the outbox, and is sent again.
        Verdict::Missing | Verdict::Quota | Verdict::Busy => return Ok(true),
        Verdict::Erased => {}
        Verdict::Fork => intake.remake(record, id)?,
        Verdict::Malformed => intake.set_aside(record, id, "malformed")?,
        Verdict::TooLarge => intake.set_aside(record, id, "too_large")?,
    }
    Ok(false)
}

/// Takes one entry. Returns whether it could be placed; if not, the two sides must reconcile.
fn take_entry(intake: &mut Intake<'_, '_>, entry: Entry) -> Result<bool> {
    match entry.body {
        EntryBody::Change { id, bytes } => intake.take(entry.record, id, &bytes),
        EntryBody::Named { id } => intake.take_name(entry.record, id),
        EntryBody::Pack { bytes } => {
            let chunks = rapport_protocol::body::inflate(&bytes, limit::RECORD_BYTES).map_err(damaged)?;
            intake.take_all(entry.record, &chunks)
        }
        EntryBody::Erased => intake.erase(entry.record).map(|()| true),
    }
}

/// What arrived can't be what was sent: nothing of it is kept, and it is asked for again.
fn damaged(source: impl Into<Box<dyn std::error::Error + Send + Sync>>) -> Error {
    Error::internal("storing what the server sent: it was damaged on the way", source)
}
