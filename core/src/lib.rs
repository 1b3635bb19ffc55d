//! Rapport's core: contacts, visits and the six other kinds of record, kept on the device, agreed between devices.
//!
//! [`Companion`] is the door: open a book, run a [`Command`], ask a query, observe, sync. Every edit is an immutable,
//! hash-named change to one small document; rows are made from the changes and can be made again. See ARCHITECTURE.md.

#![allow(
    clippy::redundant_closure_for_method_calls,
    reason = "a session's methods named by path are not general enough in its lifetime"
)]

pub mod command;
pub mod companion;
pub mod environment;
pub mod error;
pub mod exchange;
mod identity;
pub mod model;
pub mod observe;
pub mod practice;
mod record;
pub mod sample;
mod store;
pub mod sync;

pub use command::{Command, Receipt};
pub use companion::{Companion, Options};
pub use error::{Error, Invalid, Result};
pub use record::{Family, Shape, families};
