//! Rapport's sync server: for each book a feed of changes, gated when they come, merged and packed off the request path.
//!
//! [`node::Node`] is the server without its wires; [`feed`] holds the rules, over a [`store::Store`];
//! [`server::Server`] serves a node over HTTP, and [`router`] shows every address.

pub mod access;
pub mod endpoint;
pub mod environment;
pub mod feed;
pub mod limits;
pub mod merging;
pub mod node;
pub mod refusal;
pub mod refusal_log;
pub mod router;
pub mod server;
pub mod store;
pub mod tls;
pub mod upkeep;

pub use node::Node;
pub use server::{Config, Server};
pub use store::SqliteStore;
