//! Whose turn it is: one run at a time for a book, in this process by a mutex and among processes by a locked file.

use std::{
    fs::{File, OpenOptions, TryLockError},
    path::Path,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

use tokio::sync::watch;

use super::SyncHandle;
use crate::{
    error::{Error, Result},
    identity::ServerAccess,
    sync::{Http, SyncOutcome, SyncProgress},
};

/// What this process knows of its runs.
#[derive(Default)]
pub(crate) struct Syncing {
    turn: tokio::sync::Mutex<()>,
    /// How many runs were finished, and how the last one ended.
    finished: Mutex<(u64, Option<SyncOutcome>)>,
    control: Arc<Control>,
    http: Mutex<Option<(ServerAccess, Arc<Http>)>>,
}

/// What a handle shares with the runs.
pub(super) struct Control {
    /// Counts how often somebody cancelled.
    pub cancel: watch::Sender<u64>,
    pub progress: watch::Sender<SyncProgress>,
}

impl Default for Control {
    fn default() -> Self {
        Self { cancel: watch::Sender::new(0), progress: watch::Sender::default() }
    }
}

/// A turn: nobody else in this process syncs until it is dropped.
pub(super) struct Turn<'a> {
    syncing: &'a Syncing,
    _alone: tokio::sync::MutexGuard<'a, ()>,
}

impl Syncing {
    /// Waits for the turn.
    pub(super) async fn turn(&self) -> Turn<'_> {
        Turn { syncing: self, _alone: self.turn.lock().await }
    }

    /// How many runs were finished so far.
    pub(super) fn finished(&self) -> u64 {
        lock(&self.finished).0
    }

    /// How the last run ended, if it ended since then. A run that was dropped did not end.
    pub(super) fn finished_since(&self, seen: u64) -> Option<SyncOutcome> {
        let finished = lock(&self.finished);
        if finished.0 > seen { finished.1.clone() } else { None }
    }

    pub(super) fn progress(&self, change: impl FnOnce(&mut SyncProgress)) {
        self.control.progress.send_modify(change);
    }

    pub(super) fn handle(&self) -> SyncHandle {
        SyncHandle::new(Arc::clone(&self.control))
    }

    /// A client for a server, the one of before if it is the same.
    pub(super) fn http(&self, access: ServerAccess) -> Result<Arc<Http>> {
        let mut kept = lock(&self.http);
        if let Some((known, http)) = &*kept
            && *known == access
        {
            return Ok(Arc::clone(http));
        }
        let http = Arc::new(Http::new(&access.address()?, Some(&access.token))?);
        *kept = Some((access, Arc::clone(&http)));
        Ok(http)
    }
}

impl Turn<'_> {
    /// Begins a run: progress counts from nothing.
    pub fn begin(&self) {
        self.syncing.control.progress.send_replace(SyncProgress::default());
    }

    /// How far this run came.
    pub fn progress(&self) -> SyncProgress {
        *self.syncing.control.progress.borrow()
    }

    /// Returns once somebody cancels this run.
    pub async fn cancelled(&self) {
        let mut cancel = self.syncing.control.cancel.subscribe();
        if cancel.changed().await.is_err() {
            std::future::pending::<()>().await;
        }
    }

    /// Tells whoever waits how the run ended.
    pub fn finish(self, outcome: SyncOutcome) {
        let mut finished = lock(&self.syncing.finished);
        *finished = (finished.0 + 1, Some(outcome));
    }
}

impl Drop for Turn<'_> {
    fn drop(&mut self) {
        self.syncing.progress(|progress| progress.stage = crate::sync::Stage::Idle);
    }
}

/// Locks the book's sync among processes, until the file is dropped; nothing if another process has it. The system lets go
/// of it when a process ends, however it ends.
pub(super) fn lock_across_processes(home: &Path) -> Result<Option<File>> {
    let failed = |error: std::io::Error| Error::internal("locking the book's sync", error);
    let file =
        OpenOptions::new().create(true).truncate(false).write(true).open(home.join("sync.lock")).map_err(failed)?;
    match file.try_lock() {
        Ok(()) => Ok(Some(file)),
        Err(TryLockError::WouldBlock) => Ok(None),
        Err(TryLockError::Error(error)) => Err(failed(error)),
    }
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
