//! `POST /v1/fetch`: single changes and erasures for a device that repairs.

use std::sync::Arc;

use axum::extract::State;

use super::{
    App,
    wire::{Answered, Bearer, Raw, Refused},
};

/// See [`Node::fetch`](crate::Node::fetch).
pub async fn fetch(State(app): State<Arc<App>>, Bearer(token): Bearer, body: Raw) -> Result<Answered, Refused> {
    Ok(app.run_for(token, move |node, token| Ok(Answered::new(&node.fetch(token, &body.read()?)?))).await?)
}
