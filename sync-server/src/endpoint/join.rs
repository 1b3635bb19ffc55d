//! `POST /v1/join`: use a pairing secret.

use std::sync::Arc;

use axum::extract::State;

use super::{
    App,
    wire::{Answered, From, Raw, Refused},
};

/// See [`Node::join`](crate::Node::join).
pub async fn join(State(app): State<Arc<App>>, From(address): From, body: Raw) -> Result<Answered, Refused> {
    app.limits.pairing(address)?;
    let answered = app.run(move |node| Ok(Answered::new(&node.join(body.read()?)?))).await?;
    tracing::info!("a device was paired");
    Ok(answered)
}
