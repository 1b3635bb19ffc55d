//! Whole worlds, each drawn from a seed: devices with real books on real files, a network that loses, doubles, delays and
//! reorders, and a real server that crashes, is packed and is restored from old backups.
//!
//! A [`World`] runs a number of steps, each drawn from its seed, then settles on a good network and is checked: nothing
//! that was acknowledged is missing, everybody agrees, and an idle exchange is idle. `simulate SEED` replays one.

pub mod bench;
mod carried;
mod chance;
mod craft;
mod device;
mod direct;
pub mod disk;
mod hazard;
mod homes;
mod interrupt;
mod ledger;
mod mishap;
mod network;
mod rows;
pub mod scene;
mod server;
pub mod serving;
mod settle;
mod trace;
mod traffic;
mod user;
mod world;

pub use hazard::Hazard;
pub use world::{Broken, Report, World};
