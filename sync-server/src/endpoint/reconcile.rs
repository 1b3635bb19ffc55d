//! `POST /v1/reconcile`: one round of a repair.

use std::sync::Arc;

use axum::extract::State;
use rapport_protocol::repair::Reconcile;

use super::{
    App, closing,
    wire::{Answered, Bearer, Raw, Refused},
};

/// See [`Node::reconcile`](crate::Node::reconcile). A first round, which names no epoch, counts as a repair.
pub async fn reconcile(State(app): State<Arc<App>>, Bearer(token): Bearer, body: Raw) -> Result<Answered, Refused> {
    let limits = Arc::clone(&app.limits);
    let _turn = app.heavy.acquire().await.map_err(|_| closing())?;
    Ok(app
        .run_for(token, move |node, token| {
            let request: Reconcile = body.read()?;
            if request.epoch.is_none() {
                limits.repair(token)?;
            }
            Ok(Answered::new(&node.reconcile(token, &request)?))
        })
        .await?)
}
