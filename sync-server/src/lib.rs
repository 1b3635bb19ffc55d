//! Rapport's sync server: for each book a feed of changes, gated when they come, merged and packed off the request path.
//!
//! [`node::Node`] is the server without its wires; [`feed`] holds the rules, over a [`store::Store`].

pub mod access;
pub mod environment;
pub mod feed;
pub mod merging;
pub mod node;
pub mod refusal;
pub mod refusal_log;
pub mod store;

pub use node::Node;
pub use store::SqliteStore;
