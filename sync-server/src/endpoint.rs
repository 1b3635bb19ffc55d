//! One file an endpoint: each reads a request, calls the [`Node`], writes the answer.

use std::sync::Arc;

use rapport_protocol::{Refusal, RefusalCode, Token};
use tokio::sync::{Semaphore, watch};

use crate::{Node, limits::Limits, refusal::refuse_for_now};

pub mod books;
pub mod bootstrap;
pub mod devices;
pub mod exchange;
pub mod fetch;
pub mod health;
pub mod join;
pub mod live;
pub mod pairing;
pub mod reconcile;
pub mod record;
pub mod wire;

/// What every endpoint has at hand.
pub struct App {
    /// The server itself.
    pub node: Arc<Node>,
    /// Who may ask how often.
    pub limits: Arc<Limits>,
    /// Becomes true when the server shuts down.
    pub closing: watch::Receiver<bool>,
    /// Requests worked on at a time: each may hold a body of the greatest size.
    pub working: Arc<Semaphore>,
    /// Merges and rounds of repairs at a time: each takes memory of its own, a round 40 bytes a change of its book.
    pub heavy: Arc<Semaphore>,
}

impl App {
    /// Runs the work of a device's request: the device is let in, counted, and only then is anything done for it. Whoever is
    /// not let in was counted with its address.
    pub async fn run_for<T: Send + 'static>(
        &self,
        token: Token,
        work: impl FnOnce(&Node, &Token) -> Result<T, Refusal> + Send + 'static,
    ) -> Result<T, Refusal> {
        let limits = Arc::clone(&self.limits);
        self.run(move |node| {
            node.admit(&token)?;
            limits.device(&token)?;
            work(node, &token)
        })
        .await
    }

    /// Runs a request's work where it may block.
    pub async fn run<T: Send + 'static>(
        &self,
        work: impl FnOnce(&Node) -> Result<T, Refusal> + Send + 'static,
    ) -> Result<T, Refusal> {
        let permit = Arc::clone(&self.working).acquire_owned().await.map_err(|_| closing())?;
        let node = Arc::clone(&self.node);
        let done = tokio::task::spawn_blocking(move || {
            let done = work(&node);
            drop(permit);
            done
        });
        done.await.unwrap_or_else(|_| {
            tracing::error!("a request panicked");
            let message =
                "The server made a fault and has logged it. Nothing is lost: what is not sent stays on the device.";
            Err(crate::refusal::refuse(RefusalCode::Internal, message))
        })
    }
}

fn closing() -> Refusal {
    refuse_for_now(RefusalCode::Unavailable, "The server is shutting down. Nothing is lost; try again later.", 5)
}
