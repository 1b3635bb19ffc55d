//! `POST /v1/exchange`: push and pull in one trip.

use std::sync::Arc;

use axum::extract::State;

use super::{
    App,
    wire::{Answered, Bearer, Raw, Refused},
};

/// See [`Node::exchange`](crate::Node::exchange).
pub async fn exchange(State(app): State<Arc<App>>, Bearer(token): Bearer, body: Raw) -> Result<Answered, Refused> {
    Ok(app.run_for(token, move |node, token| Ok(Answered::new(&node.exchange(token, body.read()?)?))).await?)
}
