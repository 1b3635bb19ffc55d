//! `POST /v1/books`: make a book and be its first device.

use std::sync::Arc;

use axum::extract::State;

use super::{
    App,
    wire::{Answered, From, Raw, Refused},
};

/// See [`Node::new_book`](crate::Node::new_book).
pub async fn new_book(State(app): State<Arc<App>>, From(address): From, body: Raw) -> Result<Answered, Refused> {
    app.limits.pairing(address)?;
    let answered = app.run(move |node| Ok(Answered::new(&node.new_book(body.read()?)?))).await?;
    tracing::info!("a book was made");
    Ok(answered)
}
