//! Progress and cancel, for shells whose futures can't be dropped.

use std::sync::Arc;

use tokio::sync::watch;

use super::turn::Control;
use crate::sync::SyncProgress;

/// Watches the runs of one open book and cancels the one under way.
#[derive(Clone)]
pub struct SyncHandle {
    control: Arc<Control>,
    progress: watch::Receiver<SyncProgress>,
}

impl SyncHandle {
    pub(super) fn new(control: Arc<Control>) -> Self {
        let progress = control.progress.subscribe();
        Self { control, progress }
    }

    /// Ends the run that is under way, if one is: its outcome is `Cancelled`, and what it stored stays.
    pub fn cancel(&self) {
        self.control.cancel.send_modify(|times| *times = times.wrapping_add(1));
    }

    /// How far the run is; after its end, how far it came.
    #[must_use]
    pub fn progress(&self) -> SyncProgress {
        *self.progress.borrow()
    }

    /// Waits until it is further, and tells how far; nothing once the book is closed.
    pub async fn changed(&mut self) -> Option<SyncProgress> {
        self.progress.changed().await.ok()?;
        Some(*self.progress.borrow_and_update())
    }
}
