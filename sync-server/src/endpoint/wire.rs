//! What comes over the wire and goes back: the token, the body, the answer, the refusal.

use std::{net::SocketAddr, sync::Arc, time::Duration};

use axum::{
    body::Body,
    extract::{ConnectInfo, FromRequest, FromRequestParts, Request},
    http::{HeaderMap, HeaderValue, StatusCode, header, request::Parts},
    response::{IntoResponse, Response},
};
use rapport_protocol::{
    MEDIA_TYPE, Refusal, RefusalCode, Token,
    body::{self, BodyError, ZSTD},
    limit,
};
use serde::{Serialize, de::DeserializeOwned};

use super::App;
use crate::refusal::refuse;

/// How long a body may take to arrive.
const BODY_TIMEOUT: Duration = Duration::from_mins(1);

/// The token that a request brings; whose it is, the node says.
pub struct Bearer(pub Token);

impl FromRequestParts<Arc<App>> for Bearer {
    type Rejection = Refused;

    async fn from_request_parts(parts: &mut Parts, _: &Arc<App>) -> Result<Self, Refused> {
        let value = parts.headers.get(header::AUTHORIZATION).and_then(|value| value.to_str().ok()).unwrap_or_default();
        Ok(Self(Token(value.strip_prefix("Bearer ").unwrap_or_default().to_owned())))
    }
}

/// The address that a request comes from.
pub struct From(pub std::net::IpAddr);

impl FromRequestParts<Arc<App>> for From {
    type Rejection = Refused;

    async fn from_request_parts(parts: &mut Parts, _: &Arc<App>) -> Result<Self, Refused> {
        let address = parts.extensions.get::<ConnectInfo<SocketAddr>>().map(|ConnectInfo(address)| Self(address.ip()));
        address.ok_or_else(|| Refused(refuse(RefusalCode::Internal, "The server does not know who asks.")))
    }
}

/// A body as it came. It is decompressed and decoded by [`Raw::read`] only after its sender was let in.
pub struct Raw {
    bytes: axum::body::Bytes,
    compressed: bool,
}

impl FromRequest<Arc<App>> for Raw {
    type Rejection = Refused;

    async fn from_request(request: Request, _: &Arc<App>) -> Result<Self, Refused> {
        // What the headers say is judged once the body is here: an answer that is sent while somebody still writes is lost
        // with the connection.
        let compressed = is_compressed(request.headers());
        let is_ours = request.headers().get(header::CONTENT_TYPE).is_some_and(|value| value == MEDIA_TYPE);
        let reading = axum::body::to_bytes(request.into_body(), limit::BODY_BYTES);
        match tokio::time::timeout(BODY_TIMEOUT, reading).await {
            Ok(Ok(_)) if !is_ours => {
                Err(Refused(refuse(RefusalCode::Malformed, format!("The body must be of type {MEDIA_TYPE}."))))
            }
            Ok(Ok(bytes)) => Ok(Self { bytes, compressed: compressed? }),
            Ok(Err(_)) => Err(Refused(refused(&BodyError::TooLarge(limit::BODY_BYTES)))),
            Err(_) => Err(Refused(refuse(RefusalCode::Malformed, "The body did not arrive in time. Try again."))),
        }
    }
}

impl Raw {
    /// The message in the body.
    pub fn read<T: DeserializeOwned>(&self) -> Result<T, Refusal> {
        body::decode(&self.bytes, self.compressed).map_err(|error| refused(&error))
    }
}

fn is_compressed(headers: &HeaderMap) -> Result<bool, Refused> {
    match headers.get(header::CONTENT_ENCODING).map(HeaderValue::as_bytes) {
        None => Ok(false),
        Some(encoding) if encoding == ZSTD.as_bytes() => Ok(true),
        Some(_) => Err(Refused(refuse(RefusalCode::Malformed, "The only Content-Encoding taken is zstd."))),
    }
}

fn refused(error: &BodyError) -> Refusal {
    match error {
        BodyError::TooLarge(most) => {
            let message =
                format!("The body is over the limit of {most} bytes. Nothing of it was taken; send less at a time.");
            refuse(RefusalCode::TooLarge, message)
        }
        BodyError::Malformed(_) => {
            refuse(RefusalCode::Malformed, "The body is not what this address takes. Nothing of it was taken.")
        }
    }
}

/// An answer, ready to be sent.
pub struct Answered(body::Body);

impl Answered {
    /// Encodes an answer; done where it may block.
    pub fn new<T: Serialize>(message: &T) -> Self {
        Self(body::encode(message))
    }
}

impl IntoResponse for Answered {
    fn into_response(self) -> Response {
        let mut response = Response::new(Body::from(self.0.bytes));
        let headers = response.headers_mut();
        headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(MEDIA_TYPE));
        headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
        if self.0.compressed {
            headers.insert(header::CONTENT_ENCODING, HeaderValue::from_static(ZSTD));
        }
        response
    }
}

/// A refusal, with its status.
#[derive(Debug)]
pub struct Refused(pub Refusal);

impl std::convert::From<Refusal> for Refused {
    fn from(refusal: Refusal) -> Self {
        Self(refusal)
    }
}

impl IntoResponse for Refused {
    fn into_response(self) -> Response {
        let status = StatusCode::from_u16(self.0.code.status()).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        let mut response = Answered::new(&self.0).into_response();
        *response.status_mut() = status;
        if let Some(retry_after_s) = self.0.retry_after_s {
            response.headers_mut().insert(header::RETRY_AFTER, retry_after_s.into());
        }
        response
    }
}
