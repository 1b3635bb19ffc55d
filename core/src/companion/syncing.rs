//! The sync as the companion runs it: one run at a time for a book, whoever asks for it.
//!
//! A run does what [`Engine`](crate::sync::engine::Engine) says next: it never waits for better times, starts no task and
//! keeps nothing of its own, so that dropping it at any await loses nothing: what was stored is stored, and the next run
//! goes on from there. Its disk work is done where it is polled; of a first sync the next part is asked for before that, so
//! that the server works meanwhile.

mod driver;
mod handle;
mod pairing;
mod turn;
mod watching;

pub use handle::SyncHandle;
pub(crate) use turn::Syncing;

use rapport_protocol::{Refusal, RefusalCode};

use super::Companion;
use crate::{
    error::{Error, Result},
    observe::Topic,
    sync::{Fault, Http, Server, StuckReason, SyncOutcome, SyncProgress, WaitReason, engine::Rest},
};
use driver::Stop;

/// After so many records or changes in one run the book is tidied at once: what came is more than the next idle moment's.
const MUCH: u64 = 1_000;

impl Companion {
    /// Brings this device and its server to the same book, as far as the network and the server allow. Whoever calls while
    /// a run is under way waits for that one and gets its outcome. Dropping the future ends the run; nothing is lost.
    ///
    /// # Errors
    /// [`Error::Unauthorized`] if the server doesn't know this device or revoked it: the book stays as it is. Otherwise as
    /// for storing: [`Error::StorageFull`], or [`Error::Internal`] for an answer that was damaged.
    pub async fn sync(&self) -> Result<SyncOutcome> {
        match self.http()? {
            Some(http) => self.sync_with(&*http).await,
            None => Ok(SyncOutcome::NotPaired),
        }
    }

    /// Likewise with any server: a simulation's.
    pub async fn sync_with(&self, server: &impl Server) -> Result<SyncOutcome> {
        let seen = self.syncing.finished();
        let turn = self.syncing.turn().await;
        if let Some(outcome) = self.syncing.finished_since(seen)
            && (outcome != SyncOutcome::Synced || self.unsent()? == 0)
        {
            return Ok(outcome);
        }
        let Some(alone) = turn::lock_across_processes(&self.home)? else { return Ok(SyncOutcome::Busy) };
        turn.begin();
        let ended = tokio::select! {
            biased;
            () = turn.cancelled() => Err(Stop::Cancelled),
            ended = self.run_sync(server) => ended,
        };
        let SyncProgress { records, received, .. } = turn.progress();
        if records + received >= MUCH {
            self.tidy()?;
        }
        let outcome = self.outcome(ended)?;
        let is_news = self.last_sync().as_ref() != Some(&outcome);
        // Whoever gets the turn next finds the lock open.
        drop(alone);
        turn.finish(outcome.clone());
        if is_news {
            self.tell(&[Topic::Sync]);
        }
        Ok(outcome)
    }

    /// Watches the run that is under way, or the next one, and cancels it: for shells whose futures can't be dropped.
    #[must_use]
    pub fn sync_handle(&self) -> SyncHandle {
        self.syncing.handle()
    }

    /// How the last run of this open book ended; nothing before the first.
    #[must_use]
    pub fn last_sync(&self) -> Option<SyncOutcome> {
        self.syncing.finished_since(0)
    }

    fn outcome(&self, ended: Result<Rest, Stop>) -> Result<SyncOutcome> {
        let waiting =
            |reason, retry_after_s| Ok(SyncOutcome::Waiting { unsent: self.unsent()?, reason, retry_after_s });
        match ended {
            Ok(Rest::Synced) => Ok(SyncOutcome::Synced),
            Ok(Rest::Waiting(reason)) => waiting(reason, None),
            Ok(Rest::Stuck(reason)) => Ok(SyncOutcome::Stuck { reason }),
            Ok(Rest::Stopped) => Err(Error::internal("storing what the server sent", "a page could not be stored")),
            Err(Stop::Cancelled) => Ok(SyncOutcome::Cancelled),
            Err(Stop::Failed(error)) => Err(error),
            Err(Stop::Fault(Fault::Offline(reason))) => Ok(SyncOutcome::Offline { reason }),
            Err(Stop::Fault(Fault::Refused(Refusal { code, retry_after_s, .. }))) => match code {
                RefusalCode::Unknown | RefusalCode::Revoked => Err(self.unauthorized(code)),
                RefusalCode::TooMany | RefusalCode::Unavailable | RefusalCode::Internal => {
                    waiting(WaitReason::Busy, retry_after_s)
                }
                RefusalCode::Quota => waiting(WaitReason::ServerFull, retry_after_s),
                RefusalCode::Version => Ok(SyncOutcome::Stuck { reason: StuckReason::Version }),
                _ => Ok(SyncOutcome::Stuck { reason: StuckReason::Refused(code) }),
            },
        }
    }

    /// The way to the server that this device is paired with; kept between runs for its connections.
    fn http(&self) -> Result<Option<std::sync::Arc<Http>>> {
        self.identity().server.map(|access| self.syncing.http(access)).transpose()
    }

    fn unauthorized(&self, code: RefusalCode) -> Error {
        let reason = if code == RefusalCode::Revoked { "it was revoked" } else { "the server does not know it" };
        Error::Unauthorized { reason, unsent: self.unsent().unwrap_or_default() }
    }

    fn unsent(&self) -> Result<u64> {
        self.store.read(|session| Ok(session.unsent_count()?.0))
    }
}
