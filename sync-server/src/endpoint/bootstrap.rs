//! `POST /v1/bootstrap`: whole records for a device that has nothing.

use std::sync::Arc;

use axum::extract::State;

use super::{
    App,
    wire::{Answered, Bearer, Raw, Refused},
};

/// See [`Node::bootstrap`](crate::Node::bootstrap).
pub async fn bootstrap(State(app): State<Arc<App>>, Bearer(token): Bearer, body: Raw) -> Result<Answered, Refused> {
    Ok(app.run_for(token, move |node, token| Ok(Answered::new(&node.bootstrap(token, &body.read()?)?))).await?)
}
