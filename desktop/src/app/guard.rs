//! Who may ask, and what a browser may do with the answer. Every request passes here, whatever screen it is for.
//!
//! The pages are for the browser of whoever started the app. Any other page that this browser has open can send requests to
//! loopback too, and so can other accounts of the computer: hence the host, the origin, the cookie and the token.

use axum::{
    body::{Body, to_bytes},
    extract::{Query, Request, State},
    http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode, header},
    middleware::Next,
    response::{IntoResponse, Redirect, Response},
};

use super::{
    asked::{cookie, navigates},
    failed, fields,
    secret::same,
    state::App,
    words,
};

/// The most that a form may send: an import of a large address book.
const FORM_BYTES: usize = 64 << 20;

/// Where the opened address leads.
pub const OPEN: &str = "/open";
/// Where a locked app asks for its passphrase.
pub const UNLOCK: &str = "/unlock";

/// What every answer says of itself. No script and no style but our own files, nothing from elsewhere, nothing kept.
const HEADERS: [(HeaderName, &str); 8] = [
    (
        header::CONTENT_SECURITY_POLICY,
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; form-action 'self'; manifest-src 'self'; frame-ancestors 'none'; base-uri 'none'",
    ),
    (header::CACHE_CONTROL, "no-store"),
    (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
    (header::X_FRAME_OPTIONS, "DENY"),
    (header::REFERRER_POLICY, "same-origin"),
    (HeaderName::from_static("cross-origin-opener-policy"), "same-origin"),
    (HeaderName::from_static("cross-origin-resource-policy"), "same-origin"),
    (HeaderName::from_static("permissions-policy"), "camera=(), geolocation=(), microphone=()"),
];

/// Lets a request pass, or says why not; then marks the answer.
pub async fn guard(State(app): State<App>, request: Request, next: Next) -> Response {
    let mut answer = match admit(&app, request).await {
        Ok(request) => next.run(request).await,
        Err(refusal) => refusal,
    };
    for (name, value) in HEADERS {
        answer.headers_mut().insert(name, HeaderValue::from_static(value));
    }
    answer
}

/// The key of an address that was just opened.
#[derive(serde::Deserialize)]
pub struct Key {
    key: String,
}

/// `GET /open?key=…`: takes the key, leaves a cookie in its place, and goes on to the clean address.
pub async fn open(State(app): State<App>, Query(Key { key }): Query<Key>) -> Response {
    if !app.secrets.opens(&key) {
        return failed::refused(StatusCode::UNAUTHORIZED, words::guard::KEY_IS_SPENT);
    }
    let cookie = format!("{}={}; HttpOnly; SameSite=Strict; Path=/", session_cookie(&app), app.secrets.cookie);
    ([(header::SET_COOKIE, cookie)], Redirect::to("/")).into_response()
}

async fn admit(app: &App, request: Request) -> Result<Request, Response> {
    let headers = request.headers();
    let Some(origin) = own_origin(app, headers) else {
        return Err(failed::refused(StatusCode::FORBIDDEN, words::guard::WRONG_HOST));
    };
    if said(headers, header::ORIGIN).is_some_and(|from| from != origin) {
        return Err(failed::refused(StatusCode::FORBIDDEN, words::guard::WRONG_ORIGIN));
    }
    if request.uri().path() == OPEN && request.method() == Method::GET {
        return Ok(request);
    }
    if !cookie(headers, &session_cookie(app)).is_some_and(|shown| same(shown, &app.secrets.cookie)) {
        return Err(failed::refused(StatusCode::UNAUTHORIZED, words::guard::NO_SECRET));
    }
    // What a user does keeps the app open; a page that fetches itself does not.
    let navigates = navigates(request.headers());
    let path = request.uri().path();
    let of_the_lock = path == UNLOCK || path == "/style.css" || path == "/icon.svg" || path.starts_with("/script/");
    if !of_the_lock && !app.lock.lets(navigates || request.method() == Method::POST) {
        return Err(Redirect::to(UNLOCK).into_response());
    }
    match *request.method() {
        Method::GET | Method::HEAD => Ok(request),
        Method::POST => form(app, request).await,
        _ => Err(failed::refused(StatusCode::METHOD_NOT_ALLOWED, words::guard::WRONG_METHOD)),
    }
}

/// A form comes from a page of ours, which browsers say, and brings the token that only our pages know.
async fn form(app: &App, request: Request) -> Result<Request, Response> {
    let no_page_of_ours = || failed::refused(StatusCode::FORBIDDEN, words::guard::NO_TOKEN);
    if said(request.headers(), header::ORIGIN).is_none() {
        return Err(no_page_of_ours());
    }
    let (parts, body) = request.into_parts();
    let kind = said(&parts.headers, header::CONTENT_TYPE).unwrap_or_default().to_owned();
    let Ok(body) = to_bytes(body, FORM_BYTES).await else {
        return Err(failed::refused(StatusCode::PAYLOAD_TOO_LARGE, words::guard::TOO_LARGE));
    };
    if !fields::token(&kind, &body).is_some_and(|token| same(&token, &app.secrets.token)) {
        return Err(no_page_of_ours());
    }
    Ok(Request::from_parts(parts, Body::from(body)))
}

/// The origin that this app is for the browser that asks; nothing if it asks for another host, as a name does that was made to
/// lead here.
fn own_origin(app: &App, headers: &HeaderMap) -> Option<String> {
    let host = said(headers, header::HOST)?;
    let port = app.address.port();
    let own = [format!("127.0.0.1:{port}"), format!("localhost:{port}")];
    own.iter().any(|own| own == host).then(|| format!("http://{host}"))
}

/// Cookies are the host's, whatever the port: two apps on two homes must not take each other's.
fn session_cookie(app: &App) -> String {
    format!("rapport_{}", app.address.port())
}

fn said(headers: &HeaderMap, name: HeaderName) -> Option<&str> {
    headers.get(name).and_then(|value| value.to_str().ok())
}
