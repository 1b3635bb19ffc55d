//! One run: asks the engine, asks the server, stores the answer, until the engine rests.

use std::{future::ready, pin::Pin};

use rapport_protocol::{
    RecordId,
    bootstrap::{Bootstrap, BootstrapAnswer},
};
use tokio::task::yield_now;

use crate::{
    companion::{Companion, Progress, Received, Repair, RepairStep, writer::Writer},
    error::{Error, Result},
    model::{Practice, Record},
    sync::{
        Fault, Server, Stage,
        engine::{Engine, Rest, Stands, Step, Told},
    },
};

/// How many turns a question gets to find its connection and go out, before the disk has the thread to itself.
const TURNS: usize = 128;

/// A part of the bootstrap that was asked for before the one that it follows was stored.
struct Ahead<'a> {
    asked: Bootstrap,
    answer: Pin<Box<dyn Future<Output = Result<BootstrapAnswer, Fault>> + Send + 'a>>,
}

/// Why a run ended before it could rest.
pub(super) enum Stop {
    /// The server was not reached, or refused.
    Fault(Fault),
    /// Something failed here.
    Failed(Error),
    /// Somebody cancelled.
    Cancelled,
}

impl From<Fault> for Stop {
    fn from(fault: Fault) -> Self {
        Self::Fault(fault)
    }
}

impl From<Error> for Stop {
    fn from(error: Error) -> Self {
        Self::Failed(error)
    }
}

impl Companion {
    pub(super) async fn run_sync(&self, server: &impl Server) -> Result<Rest, Stop> {
        let stands = Stands { bootstrapped: !self.needs_bootstrap()?, apart: self.needs_repair()? };
        let (mut engine, mut step) = Engine::begin(stands);
        let (mut failed, mut ahead) = (None, None);
        loop {
            let told = match step {
                Step::Bootstrap => self.bootstrap_part(server, &mut ahead).await?,
                Step::Exchange { after } => self.exchange(server, after, &mut failed).await?,
                Step::Repair => self.repair(server).await?,
                Step::Rest(Rest::Stopped) => return failed.map_or(Ok(Rest::Stopped), |error| Err(Stop::Failed(error))),
                Step::Rest(rest) => return Ok(rest),
            };
            step = engine.next(told);
        }
    }

    /// Gets a part and stores it. While it is stored, the server is at work on the next one.
    async fn bootstrap_part<'a>(&self, server: &'a impl Server, ahead: &mut Option<Ahead<'a>>) -> Result<Told, Stop> {
        self.syncing.progress(|progress| progress.stage = Stage::Bootstrap);
        let asked = self.ask_bootstrap()?;
        let answer = match ahead.take() {
            Some(ahead) if ahead.asked == asked => ahead.answer.await?,
            _ => server.bootstrap(&asked).await?,
        };
        if let BootstrapAnswer::Part(part) = &answer
            && !part.done
        {
            *ahead = Some(Ahead::send(server, Bootstrap { resume: Some(part.resume) }).await);
        }
        Ok(match self.receive_bootstrap(&asked, answer)? {
            Progress::Part { records, total } => {
                self.syncing.progress(|progress| {
                    progress.records += records;
                    progress.records_total = total;
                });
                // A part is some megabytes: the log is copied into the book before it grows.
                self.tidy()?;
                Told::Part { last: false }
            }
            Progress::Done => Told::Part { last: true },
            Progress::Repair => Told::Apart,
        })
    }

    async fn exchange(&self, server: &impl Server, after: i64, failed: &mut Option<Error>) -> Result<Told, Stop> {
        self.syncing.progress(|progress| progress.stage = Stage::Exchange);
        self.introduce();
        let asked = self.ask_after(after)?;
        let answer = server.exchange(&asked.exchange).await?;
        Ok(match self.receive(&asked, answer) {
            Ok(Received::Page(taken)) => {
                self.syncing.progress(|progress| {
                    progress.sent += taken.sent;
                    progress.received += taken.received;
                    progress.lost += taken.lost;
                });
                Told::Page(taken)
            }
            Ok(Received::Repair) => Told::Apart,
            // Nothing else exchanges while this run has its turn, so the answer is not to what was asked.
            Ok(Received::Stale) => Err(Error::internal("syncing", "the server answered another question"))?,
            Err(error) => {
                tracing::warn!(code = error.code(), "a page could not be stored; pushing goes on");
                *failed = Some(error);
                Told::NotStored { sent_upto: asked.sent_upto, goes_on: self.outbox_goes_on(asked.sent_upto)? }
            }
        })
    }

    async fn repair(&self, server: &impl Server) -> Result<Told, Stop> {
        self.syncing.progress(|progress| progress.stage = Stage::Repair);
        let mut repair = self.begin_repair()?;
        loop {
            let goes_on = match repair.step() {
                RepairStep::Reconcile(round) => repair.reconciled(server.reconcile(&round).await?)?,
                RepairStep::Fetch(fetch) => {
                    let goes_on = repair.fetched(server.fetch(&fetch).await?);
                    self.keep_fetched(&mut repair)?;
                    goes_on
                }
                RepairStep::Finish => return self.finish(repair),
            };
            if !goes_on {
                return Ok(Told::Restarted);
            }
        }
    }

    fn finish(&self, repair: Repair) -> Result<Told, Stop> {
        self.finish_repair(repair)?;
        Ok(Told::Repaired)
    }

    /// Gives the practice this device's and its person's name, once the book is here, so that every other device can tell
    /// whose changes are whose. A practice that can't be written, as from a newer version, stays without.
    pub(crate) fn introduce(&self) {
        if let Err(error) = self.try_introduce() {
            tracing::warn!(code = error.code(), "this device's name could not be kept in the book");
        }
    }

    fn try_introduce(&self) -> Result<()> {
        let (identity, actor) = (self.identity(), self.actor());
        let id = RecordId(self.book()?.0);
        let kept = self.store.read(|session| session.read_record(id))?;
        let Some(Record::Practice(practice)) = kept.map(|entry| entry.record) else { return Ok(()) };
        let number = identity.number.to_string();
        let known = (practice.device.get(&number), practice.person.get(&number));
        if known == (Some(&identity.name), Some(&identity.person)) || identity.name.is_empty() {
            return Ok(());
        }
        let introduced = self.write("introduce", |writer| {
            writer.undoable = false;
            writer.change(id, |practice: &mut Practice| {
                Writer::introduce_as(practice, actor, &identity.name, &identity.person);
                Ok(())
            })
        });
        introduced.map(drop)
    }
}

impl<'a> Ahead<'a> {
    /// Lets the question go out, without waiting for its answer: that one is kept, should it be here already.
    async fn send(server: &'a impl Server, asked: Bootstrap) -> Self {
        let question = asked.clone();
        let mut answer: Pin<Box<dyn Future<Output = _> + Send>> =
            Box::pin(async move { server.bootstrap(&question).await });
        for _ in 0..TURNS {
            tokio::select! {
                biased;
                answered = &mut answer => {
                    answer = Box::pin(ready(answered));
                    break;
                }
                () = yield_now() => {}
            }
        }
        Self { asked, answer }
    }
}
