//! The server's own work beside the requests: packing, emptying the write-ahead log, looking out for other processes.

use std::{sync::Arc, time::Duration};

use rapport_protocol::Refusal;
use tokio::{sync::watch, time::MissedTickBehavior};

use crate::{Node, node::Packed};

/// When to do what.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Upkeep {
    /// A record is packed when it has this many entries.
    pub pack_at_entries: u64,
    /// How often to look for such records, and to empty the log if anything was erased or packed.
    pub every_ms: u64,
    /// How often to look whether another process has written; a device revoked there is cut off here within that time.
    pub look_elsewhere_every_ms: u64,
}

impl Default for Upkeep {
    fn default() -> Self {
        Self { pack_at_entries: 16, every_ms: 5_000, look_elsewhere_every_ms: 500 }
    }
}

/// Records packed in a row before the requests are looked after again.
const PACKED_AT_A_TIME: usize = 50;

/// Works until the server shuts down.
pub async fn run(node: Arc<Node>, upkeep: Upkeep, mut closing: watch::Receiver<bool>) {
    let mut tidy = every(upkeep.every_ms);
    let mut look = every(upkeep.look_elsewhere_every_ms);
    loop {
        let node = Arc::clone(&node);
        let work: Box<dyn FnOnce() -> Result<(), Refusal> + Send> = tokio::select! {
            _ = closing.wait_for(|closing| *closing) => return,
            _ = look.tick() => Box::new(move || node.look_elsewhere()),
            _ = tidy.tick() => Box::new(move || tidy_up(&node, upkeep.pack_at_entries)),
        };
        // What fails here was logged where it failed, and is tried again at the next tick.
        if !matches!(tokio::task::spawn_blocking(work).await, Ok(Ok(()))) {
            tracing::warn!("the server's own work was cut short; it is tried again");
        }
    }
}

fn tidy_up(node: &Node, pack_at_entries: u64) -> Result<(), Refusal> {
    for _ in 0..PACKED_AT_A_TIME {
        if node.pack_once(pack_at_entries)? == Packed::Nothing {
            break;
        }
    }
    node.checkpoint_if_erased()
}

fn every(ms: u64) -> tokio::time::Interval {
    let mut interval = tokio::time::interval(Duration::from_millis(ms.max(1)));
    interval.set_missed_tick_behavior(MissedTickBehavior::Delay);
    interval
}
