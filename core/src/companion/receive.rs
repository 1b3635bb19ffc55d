//! The door for what others did: a page of the feed, a part of a bootstrap, the end of a repair.
//!
//! What arrives is stored whole, in one transaction with the cursor that it moves, before anything is made of it. A record
//! that can't be shown is set aside; it never holds back the book.

mod bootstrap;
pub(super) mod intake;
mod repair;

use rapport_protocol::{Answer, ChangeId, Digest, Entry, EntryBody, Exchange, Page, Push, RecordId, Verdict, limit};

pub use bootstrap::Progress;
pub use repair::{Repair, RepairStep};

use super::Companion;
use crate::{
    error::{Error, Result},
    model::Instant,
    observe::Topic,
    store::{Repaired, Standing},
    sync::{
        WaitReason,
        engine::{Digests, Taken},
    },
};
use intake::{Done, Intake};

/// How long the same difference is not repaired again, in milliseconds: doubled each time, up to half a day.
const REPAIR_PAUSE_MS: i64 = 60_000;

/// One exchange under way: what was asked. A page is taken only as the answer to the one under way (rule `one_in_flight`).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Asked {
    /// Which of this process's exchanges it is.
    number: u64,
    /// What is sent.
    pub exchange: Exchange,
    /// The number of the last change that is sent, here or before: what the next one is asked after.
    pub sent_upto: i64,
}

/// What came of an answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Received {
    /// It was stored, and the cursor moved.
    Page(Taken),
    /// The two sides must reconcile.
    Repair,
    /// It answers another exchange than the one under way; nothing was done.
    Stale,
}

impl Companion {
    /// The next exchange: where this device stands, and the outbox as far as one push takes it.
    pub fn ask(&self) -> Result<Asked> {
        self.ask_after(0)
    }

    /// Likewise, with the outbox after the last change that this run of exchanges sent: what was refused doesn't block what
    /// follows.
    pub fn ask_after(&self, sent_upto: i64) -> Result<Asked> {
        let (exchange, sent_upto) = self.store.read(|session| {
            let Standing { epoch, cursor, .. } = session.standing()?;
            let epoch = epoch.ok_or_else(|| Error::internal("asking the server", "no bootstrap yet"))?;
            let erasures = session.unsent_erasures(limit::ERASURES_A_PUSH)?;
            let outbox = session.outbox(sent_upto, limit::CHANGES_A_PUSH, limit::PAGE_BYTES)?;
            let sent_upto = outbox.last().map_or(sent_upto, |change| change.key);
            let changes =
                outbox.into_iter().map(|change| Push { record: change.record, id: change.id, bytes: change.bytes });
            Ok((Exchange { epoch, cursor, erasures, changes: changes.collect() }, sent_upto))
        })?;
        Ok(Asked { number: self.in_flight.begin(), exchange, sent_upto })
    }

    /// Takes the answer to an exchange.
    ///
    /// # Errors
    /// The page can't be stored: it is damaged, or the disk is full. Nothing of it was kept and the cursor stands where it
    /// stood (rule `no_skip`); what the server said of the push is kept if it can be.
    pub fn receive(&self, asked: &Asked, answer: Answer) -> Result<Received> {
        if !self.in_flight.end(asked.number) {
            return Ok(Received::Stale);
        }
        match answer {
            Answer::Page(page) => self.receive_page(asked, &page),
            Answer::Repair { .. } => {
                self.store.write(|session| {
                    let standing = session.standing()?;
                    session.set_standing(&Standing { needs_repair: true, boot: None, ..standing })
                })?;
                Ok(Received::Repair)
            }
        }
    }

    /// Whether there is something to send after a change: the outbox goes on, once a page could not be stored.
    pub fn outbox_goes_on(&self, sent_upto: i64) -> Result<bool> {
        self.store.read(|session| Ok(!session.outbox(sent_upto, 1, 0)?.is_empty()))
    }

    fn receive_page(&self, asked: &Asked, page: &Page) -> Result<Received> {
        let now = self.environment.now();
        let stored = self.store.write(|session| {
            if !answers(&session.standing()?, page) {
                return Ok((Received::Stale, None));
            }
            let mut intake = Intake::new(session);
            let verdicts = take_verdicts(&mut intake, &asked.exchange, page)?;
            for entry in &page.entries {
                if !take_entry(&mut intake, entry)? {
                    intake.finish()?;
                    let standing = session.standing()?;
                    session.set_standing(&Standing { needs_repair: true, ..standing })?;
                    return Ok((Received::Repair, Some(intake.done())));
                }
            }
            intake.finish()?;
            let done = intake.done();
            let mut standing = session.standing()?;
            standing.cursor = page.upto;
            let erasures_left = !session.unsent_erasures(1)?.is_empty();
            let digests = match &page.digest {
                // Rule digest_last_page: an exchange that left something out can't be compared.
                Some(theirs) if !page.more && !erasures_left => compare(&mut standing, theirs, now),
                _ => Digests::NotCompared,
            };
            let (unsent, _) = session.unsent_count()?;
            if digests == Digests::Agree && unsent == 0 {
                standing.synced_at = Some(now);
            }
            session.set_standing(&standing)?;
            let outbox_goes_on = !session.outbox(asked.sent_upto, 1, 0)?.is_empty();
            let taken = Taken {
                more: page.more,
                sent_upto: asked.sent_upto,
                goes_on: outbox_goes_on || (erasures_left && verdicts.erasures > 0),
                unsent,
                waits: verdicts.waits,
                digests,
                sent: verdicts.changes + verdicts.erasures,
                received: page.entries.iter().filter(|entry| !matches!(entry.body, EntryBody::Named { .. })).count()
                    as u64,
                lost: done.lost,
            };
            Ok((Received::Page(taken), Some(done)))
        });
        match stored {
            Ok((received, done)) => {
                if let Some(done) = done {
                    self.took(&done);
                }
                Ok(received)
            }
            Err(error) => {
                self.take_verdicts_alone(asked, page);
                Err(error)
            }
        }
    }

    /// Keeps what the server said of a push whose page can't be stored, so that pushing goes on.
    fn take_verdicts_alone(&self, asked: &Asked, page: &Page) {
        let kept = self.store.write(|session| {
            let mut intake = Intake::new(session);
            if answers(&session.standing()?, page) {
                take_verdicts(&mut intake, &asked.exchange, page)?;
                intake.finish()?;
            }
            Ok(intake.done())
        });
        match kept {
            Ok(done) => self.took(&done),
            // It will be sent again, and the server will say that it has it.
            Err(error) => tracing::warn!(code = error.code(), "what the server said of a push could not be kept"),
        }
    }

    /// Tells of what was taken in, and takes what was erased out of the files.
    fn took(&self, done: &Done) {
        if done.erased {
            self.scrub();
        }
        self.told(&done.changed, done.conflicts);
        self.tell(&[Topic::Sync]);
    }
}

/// Whether a page starts where this device stands: only such a page moves it, and only together with its data (rules
/// `atomic_page`, `match_answer`).
fn answers(standing: &Standing, page: &Page) -> bool {
    let onward = page.upto > page.after || (page.upto == page.after && !page.more);
    standing.epoch == Some(page.epoch) && standing.cursor == page.after && !standing.needs_repair && onward
}

/// Compares the digests, and asks for a repair where they differ: not twice for the same difference without a pause.
fn compare(standing: &mut Standing, theirs: &Digest, now: Instant) -> Digests {
    if standing.digest == *theirs {
        standing.repaired = None;
        return Digests::Agree;
    }
    let difference = standing.digest.difference(theirs);
    let before = standing.repaired.filter(|repaired| repaired.difference == difference);
    let times = before.map_or(0, |repaired| repaired.times);
    if let Some(Repaired { at, .. }) = before {
        let pause_ms = REPAIR_PAUSE_MS << times.saturating_sub(1).min(10);
        // A clock that was set back doesn't make the pause longer.
        if (at.0..at.0.saturating_add(pause_ms)).contains(&now.0) {
            return Digests::DifferStill;
        }
    }
    standing.repaired = Some(Repaired { difference, at: now, times: times.saturating_add(1) });
    standing.needs_repair = true;
    Digests::Differ
}

/// What the server said of a push.
#[derive(Default)]
struct Verdicts {
    erasures: u64,
    changes: u64,
    waits: Option<WaitReason>,
}

/// Takes what the server said of each thing that was sent. Never touches the cursor (rule `ack_not_cursor`).
fn take_verdicts(intake: &mut Intake<'_, '_>, asked: &Exchange, page: &Page) -> Result<Verdicts> {
    let mut verdicts = Verdicts::default();
    for (record, verdict) in asked.erasures.iter().zip(&page.erasures) {
        if verdict.confirms() {
            intake.session.confirm_erasure(*record)?;
            verdicts.erasures += 1;
        }
    }
    for (push, verdict) in asked.changes.iter().zip(&page.changes) {
        verdicts.waits = verdicts.waits.max(take_verdict(intake, push.record, push.id, *verdict)?);
        verdicts.changes += u64::from(verdict.confirms());
    }
    Ok(verdicts)
}

/// Takes one verdict. Returns why the change stays in the outbox, if it does.
fn take_verdict(
    intake: &mut Intake<'_, '_>,
    record: RecordId,
    id: ChangeId,
    verdict: Verdict,
) -> Result<Option<WaitReason>> {
    match verdict {
        Verdict::Accepted | Verdict::Have => intake.confirm(record, id)?,
        // Rule retry_missing: it stays in the outbox, and is sent again.
        Verdict::Missing => return Ok(Some(WaitReason::Missing)),
        Verdict::Quota => return Ok(Some(WaitReason::Quota)),
        Verdict::Busy => return Ok(Some(WaitReason::Busy)),
        // Its marker comes with the feed.
        Verdict::Erased => {}
        Verdict::Fork => intake.remake(record, id)?,
        Verdict::Malformed => intake.set_aside(record, id, "malformed")?,
        Verdict::TooLarge => intake.set_aside(record, id, "too_large")?,
    }
    Ok(None)
}

/// Takes one entry. Returns whether it could be placed; if not, the two sides must reconcile.
fn take_entry(intake: &mut Intake<'_, '_>, entry: &Entry) -> Result<bool> {
    match &entry.body {
        EntryBody::Change { id, bytes } => intake.take(entry.record, *id, bytes),
        EntryBody::Named { id } => intake.take_name(entry.record, *id),
        EntryBody::Pack { bytes } => {
            let chunks = rapport_protocol::body::inflate(bytes, limit::RECORD_BYTES).map_err(damaged)?;
            intake.take_all(entry.record, &chunks)
        }
        EntryBody::Erased => intake.erase(entry.record).map(|()| true),
    }
}

/// What arrived can't be what was sent: nothing of it is kept, and it is asked for again.
fn damaged(source: impl Into<Box<dyn std::error::Error + Send + Sync>>) -> Error {
    Error::internal("storing what the server sent: it was damaged on the way", source)
}
