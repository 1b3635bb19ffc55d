//! The wire between a device and the sync server: what is said, in which words, up to which size.
//!
//! `docs/protocol.md` is the contract; this crate is its Rust form and nothing more: no I/O, no clock, no automerge.
//! Ids are in [`id`], what is exchanged in [`exchange`], [`bootstrap`], [`repair`], [`pairing`] and [`live`], the set
//! digest in [`digest`], how a body becomes bytes in [`body`], and how large anything may be in [`limit`].

pub mod body;
pub mod bootstrap;
pub mod digest;
pub mod exchange;
pub mod id;
pub mod limit;
pub mod live;
pub mod pairing;
pub mod refusal;
pub mod repair;

pub use digest::Digest;
pub use exchange::{Answer, Entry, EntryBody, Exchange, Page, Push, Verdict};
pub use id::{BookId, ChangeId, DeviceNumber, Epoch, Item, Position, RecordId, Token};
pub use refusal::{Refusal, RefusalCode};

/// The versions of the protocol that this build speaks, newest first.
pub const VERSIONS: [u32; 1] = [1];

/// The header in which either side names the versions it speaks, as numbers separated by commas.
pub const VERSIONS_HEADER: &str = "rapport-versions";

/// The media type of every body but the live stream and `/healthz`.
pub const MEDIA_TYPE: &str = "application/vnd.rapport+cbor";
