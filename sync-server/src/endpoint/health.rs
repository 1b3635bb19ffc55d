//! `GET /healthz`: whether the server can read its database.

use std::sync::Arc;

use axum::{
    extract::State,
    http::{StatusCode, header},
    response::IntoResponse,
};

use super::App;

/// Answers 200 with `{"status":"ok",…}`, or 503.
pub async fn health(State(app): State<Arc<App>>) -> impl IntoResponse {
    let (status, word) = match app.run(crate::Node::check).await {
        Ok(()) => (StatusCode::OK, "ok"),
        Err(_) => (StatusCode::SERVICE_UNAVAILABLE, "unavailable"),
    };
    let body = serde_json::json!({ "status": word, "version": env!("CARGO_PKG_VERSION") }).to_string();
    (status, [(header::CONTENT_TYPE, "application/json")], body)
}
