//! `GET /v1/records/{id}`: one record as automerge saves it, for its JavaScript package and for others.

use std::sync::Arc;

use axum::{
    extract::{Path, State},
    http::header,
    response::IntoResponse,
};
use rapport_protocol::{RecordId, RefusalCode};

use super::{
    App, closing,
    wire::{Bearer, Refused},
};
use crate::refusal::refuse;

/// See [`Node::record`](crate::Node::record).
pub async fn record(
    State(app): State<Arc<App>>,
    Bearer(token): Bearer,
    Path(id): Path<String>,
) -> Result<impl IntoResponse, Refused> {
    let id: RecordId = id.parse().map_err(|_| refuse(RefusalCode::Malformed, "A record's id is a UUID."))?;
    let _turn = app.heavy.acquire().await.map_err(|_| closing())?;
    let merged = app.run_for(token, move |node, token| node.record(token, id)).await?;
    Ok(([(header::CONTENT_TYPE, "application/octet-stream"), (header::CACHE_CONTROL, "no-store")], merged))
}
