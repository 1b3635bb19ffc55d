//! Keeping in sync for as long as the app is open: when the stream tells of news, when something was changed here, and by a
//! timer in case both were missed.

use std::{future::Future, time::Duration};

use tokio::{sync::Notify, time::sleep};

use super::Companion;
use crate::{
    environment::draw,
    error::{Error, Result},
    sync::{
        Fault, Http, SyncOutcome, WaitReason,
        backoff::{pause, spread},
        engine,
        live::Heard,
    },
};

/// How long nothing may happen before a run is made all the same.
const TIMER: Duration = Duration::from_mins(5);
/// How often it is looked whether a command of any process left something to send.
const LOOK: Duration = Duration::from_secs(1);
/// How soon it is tried again when another process syncs.
const ELSEWHERE: Duration = Duration::from_secs(2);

/// What a watch was woken by.
#[derive(Default)]
struct Wakes {
    /// The feed is elsewhere.
    news: Notify,
}

impl Companion {
    /// Keeps this book in sync until `until` is done: syncs at once, on news from the server, after changes here, and by a
    /// timer; pauses, longer each time, while the server isn't reached.
    ///
    /// # Errors
    /// [`Error::Unauthorized`] once the server doesn't let this device in any more, [`Error::Invalid`] if the book was never
    /// paired. Whatever else fails is tried again.
    pub async fn watch(&self, until: impl Future<Output = ()>) -> Result<()> {
        let (_, http) = self.server()?;
        let wakes = Wakes::default();
        tokio::select! {
            biased;
            () = until => Ok(()),
            ended = self.keep_in_step(&http, &wakes) => ended,
            () = self.listen(&http, &wakes) => Ok(()),
        }
    }

    async fn keep_in_step(&self, http: &Http, wakes: &Wakes) -> Result<()> {
        let mut failures = 0;
        loop {
            let outcome = match self.sync_with(http).await {
                Err(error @ Error::Unauthorized { .. }) => return Err(error),
                Err(error) => {
                    tracing::warn!(code = error.code(), "a sync failed and is tried again");
                    None
                }
                Ok(outcome) => Some(outcome),
            };
            // What the run itself counted: something may have been logged since.
            let unsent = match outcome {
                Some(SyncOutcome::Waiting { unsent, .. }) => unsent,
                Some(SyncOutcome::Cancelled) => self.unsent()?,
                _ => 0,
            };
            let chance = self.chance();
            let (at_rest, wait) = match outcome {
                Some(SyncOutcome::Synced | SyncOutcome::Cancelled | SyncOutcome::NotPaired) => {
                    (true, spread(TIMER, chance))
                }
                // What was refused for good keeps nothing else back.
                Some(SyncOutcome::Waiting { reason: WaitReason::Refused, .. }) => (true, spread(TIMER, chance)),
                Some(SyncOutcome::Busy) => (true, ELSEWHERE),
                Some(SyncOutcome::Waiting { retry_after_s: Some(asked_s), .. }) => {
                    (false, pause(failures + 1, chance).max(Duration::from_secs(asked_s.into())))
                }
                _ => (false, pause(failures + 1, chance)),
            };
            failures = if at_rest { 0 } else { failures + 1 };
            tokio::select! {
                biased;
                () = wakes.news.notified() => {}
                () = self.something_to_send(unsent), if at_rest => {}
                () = sleep(wait) => {}
            }
        }
    }

    /// Returns once there is more to send than there was.
    async fn something_to_send(&self, before: u64) {
        loop {
            sleep(LOOK).await;
            if self.unsent().is_ok_and(|unsent| unsent > before) {
                return;
            }
        }
    }

    /// Listens to the stream, for ever: reconnects, after a pause, whenever it ends.
    async fn listen(&self, http: &Http, wakes: &Wakes) {
        let mut failures = 0;
        loop {
            match self.hear(http, wakes, &mut failures).await {
                Fault::Offline(reason) => tracing::debug!(?reason, "the live stream ended"),
                // The next run says what it is to the user.
                Fault::Refused(refusal) => {
                    tracing::debug!(code = ?refusal.code, "the live stream was refused");
                    wakes.news.notify_one();
                }
            }
            failures += 1;
            sleep(pause(failures, self.chance())).await;
        }
    }

    async fn hear(&self, http: &Http, wakes: &Wakes, failures: &mut u32) -> Fault {
        let mut listening = match http.listen().await {
            Ok(listening) => listening,
            Err(fault) => return fault,
        };
        let mut woken_by = None;
        loop {
            match listening.next().await {
                Ok(Heard::Feed(feed)) => {
                    *failures = 0;
                    // Each difference wakes once; one that stays is for the timer and its pauses.
                    if self.is_elsewhere(&feed) && woken_by.as_ref() != Some(&feed) {
                        wakes.news.notify_one();
                        woken_by = Some(feed);
                    }
                }
                Ok(Heard::Refused) => wakes.news.notify_one(),
                Err(fault) => return fault,
            }
        }
    }

    fn is_elsewhere(&self, feed: &rapport_protocol::live::Feed) -> bool {
        self.store.read(|session| session.standing()).is_ok_and(|here| {
            let digest = data_encoding::HEXLOWER.encode(&here.digest.short());
            engine::differs(feed, here.epoch, here.cursor, &digest)
        })
    }

    fn chance(&self) -> u32 {
        u32::from_le_bytes(draw(&self.environment))
    }
}
