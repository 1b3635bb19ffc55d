//! The whole API on one screen.

use std::{net::SocketAddr, sync::Arc};

use axum::{
    Router,
    extract::{ConnectInfo, MatchedPath, Request, State},
    http::HeaderValue,
    middleware::{self, Next},
    response::{IntoResponse as _, Response},
    routing::{delete, get, post},
};
use rapport_protocol::{RefusalCode, VERSIONS, VERSIONS_HEADER};

use crate::{
    endpoint::{self, App, wire::Refused},
    refusal::refuse,
};

/// Every address, for whoever may come in.
pub fn router(app: Arc<App>) -> Router {
    let versioned = Router::new()
        .route("/v1/exchange", post(endpoint::exchange::exchange))
        .route("/v1/bootstrap", post(endpoint::bootstrap::bootstrap))
        .route("/v1/reconcile", post(endpoint::reconcile::reconcile))
        .route("/v1/fetch", post(endpoint::fetch::fetch))
        .route("/v1/live", get(endpoint::live::live))
        .route("/v1/books", post(endpoint::books::new_book))
        .route("/v1/join", post(endpoint::join::join))
        .route("/v1/pairing", post(endpoint::pairing::pairing_secret))
        .route("/v1/devices", get(endpoint::devices::devices))
        .route("/v1/devices/{number}", delete(endpoint::devices::revoke))
        .route("/v1/records/{id}", get(endpoint::record::record))
        .layer(middleware::from_fn(speak_one_version));
    versioned
        .route("/healthz", get(endpoint::health::health))
        .fallback(nothing_here)
        .method_not_allowed_fallback(nothing_here)
        .layer(middleware::from_fn_with_state(Arc::clone(&app), count_and_log))
        .with_state(app)
}

/// Each side names the versions it speaks; without one in common nothing is taken.
async fn speak_one_version(request: Request, next: Next) -> Response {
    let named = request.headers().get(VERSIONS_HEADER).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let in_common = named.split(',').filter_map(|version| version.trim().parse().ok()).any(|v| VERSIONS.contains(&v));
    let mut response = if in_common {
        next.run(request).await
    } else {
        let message = format!(
            "This server speaks version {VERSIONS:?} of the protocol and the device another one ({VERSIONS_HEADER}: \
             {named:.40}). Update the older of the two. Nothing is lost."
        );
        Refused(refuse(RefusalCode::Version, message)).into_response()
    };
    let versions = VERSIONS.map(|version| version.to_string()).join(",");
    response.headers_mut().insert(VERSIONS_HEADER, HeaderValue::from_str(&versions).expect("digits and commas"));
    response
}

/// Counts a request against its address before anything is read of it, and logs what became of it: no user's text, no
/// token, and of the address only the route.
async fn count_and_log(State(app): State<Arc<App>>, request: Request, next: Next) -> Response {
    let address = request.extensions().get::<ConnectInfo<SocketAddr>>().map(|ConnectInfo(address)| address.ip());
    let route = request.extensions().get::<MatchedPath>().map(|path| path.as_str().to_owned()).unwrap_or_default();
    let method = request.method().clone();
    let began = std::time::Instant::now();
    let response = match address.map_or(Ok(()), |address| app.limits.address(address)) {
        Ok(()) => next.run(request).await,
        Err(refusal) => Refused(refusal).into_response(),
    };
    let (status, took_us) = (response.status().as_u16(), began.elapsed().as_micros());
    tracing::debug!(%method, route, status, took_us, "answered");
    response
}

async fn nothing_here() -> Refused {
    Refused(refuse(RefusalCode::NotFound, "There is nothing at this address of the server."))
}
