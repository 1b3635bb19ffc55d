//! `GET /v1/devices` and `DELETE /v1/devices/{number}`: who belongs to the book, and showing one the door.

use std::sync::Arc;

use axum::{
    extract::{Path, State},
    http::StatusCode,
};
use rapport_protocol::{DeviceNumber, RefusalCode};

use super::{
    App,
    wire::{Answered, Bearer, Refused},
};
use crate::refusal::refuse;

/// See [`Node::devices`](crate::Node::devices).
pub async fn devices(State(app): State<Arc<App>>, Bearer(token): Bearer) -> Result<Answered, Refused> {
    Ok(app.run_for(token, |node, token| Ok(Answered::new(&node.devices(token)?))).await?)
}

/// See [`Node::revoke`](crate::Node::revoke). Answers 204.
pub async fn revoke(
    State(app): State<Arc<App>>,
    Bearer(token): Bearer,
    Path(number): Path<String>,
) -> Result<StatusCode, Refused> {
    let number: DeviceNumber =
        number.parse().map_err(|_| refuse(RefusalCode::Malformed, "A device's number is 16 hexadecimal digits."))?;
    app.run_for(token, move |node, token| node.revoke(token, number)).await?;
    tracing::info!(device = %number, "a device was revoked");
    Ok(StatusCode::NO_CONTENT)
}
