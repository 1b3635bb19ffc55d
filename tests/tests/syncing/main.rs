//! Devices and a server keep one book: what their people did, offline and on, and what became of it.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod agreeing;
mod full;
mod http;
mod pairing;
mod running;
mod trouble;
mod wire;
