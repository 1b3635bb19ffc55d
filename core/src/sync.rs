//! Keeping a book the same on all its devices, by way of a server.
//!
//! [`engine`] decides what a run does next and knows nothing but the protocol; [`server`] is what a run talks to: [`http`]
//! over the network, anything else in a simulation. The companion drives both (`companion/syncing.rs`).

pub mod backoff;
pub mod engine;
pub mod http;
pub mod live;
pub mod outcome;
pub mod server;
mod trust;

pub use http::Http;
pub use outcome::{OfflineReason, Stage, StuckReason, SyncOutcome, SyncProgress, WaitReason};
pub use server::{Address, Fault, Server};
