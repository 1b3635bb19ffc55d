//! `POST /v1/pairing`: a secret for one more device.

use std::sync::Arc;

use axum::extract::State;

use super::{
    App,
    wire::{Answered, Bearer, Refused},
};

/// See [`Node::pairing_secret`](crate::Node::pairing_secret). Takes no body.
pub async fn pairing_secret(State(app): State<Arc<App>>, Bearer(token): Bearer) -> Result<Answered, Refused> {
    Ok(app.run_for(token, |node, token| Ok(Answered::new(&node.pairing_secret(token)?))).await?)
}
