//! The server over HTTP: the only place that names reqwest.
//!
//! A body is CBOR, compressed by zstd where it helps; an answer is read no further than the limits allow, before and after
//! decompression. The token goes into one header and nowhere else.

use std::{error::Error as StdError, io, net::IpAddr, time::Duration};

use rapport_protocol::{
    Answer, DeviceNumber, Exchange, MEDIA_TYPE, Refusal, Token, VERSIONS, VERSIONS_HEADER,
    body::{self, Body, ZSTD},
    bootstrap::{Bootstrap, BootstrapAnswer},
    limit,
    pairing::{Devices, Join, NewBook, Paired, PairingSecret},
    repair::{Fetch, FetchAnswer, Reconcile, ReconcileAnswer},
};
use reqwest::{
    Client, Method, RequestBuilder, Response, Url,
    header::{ACCEPT, AUTHORIZATION, CONTENT_ENCODING, CONTENT_TYPE, HeaderMap, HeaderValue},
    redirect::Policy,
};
use serde::{Serialize, de::DeserializeOwned};

use super::{Address, Fault, OfflineReason, Server, live::Listening, trust};
use crate::error::{Error, Invalid, Result};

/// How long to knock.
const CONNECT: Duration = Duration::from_secs(10);
/// How long nothing may come of an answer that was begun.
const SILENCE: Duration = Duration::from_secs(45);
/// How long one request may take in all; four megabytes go through a poor line in that.
const WHOLE: Duration = Duration::from_mins(3);

/// A server, and this device's way in.
pub struct Http {
    client: Client,
    base: Url,
}

impl Http {
    /// Where a server is, as somebody typed it.
    ///
    /// # Errors
    /// [`Invalid`] if it is no address, or plain `http://` to another machine: tokens would be there for all to read.
    pub fn address(typed: &str, key_hash: Option<[u8; 32]>) -> Result<Address, Invalid> {
        let wrong =
            || Invalid::new("server", "an address such as https://sync.example.org or https://192.168.1.7:8787");
        let url = Url::parse(typed.trim()).map_err(|_| wrong())?;
        let bare = url.path() == "/" && url.query().is_none() && url.fragment().is_none();
        let nobody = url.username().is_empty() && url.password().is_none();
        if !bare || !nobody || url.host_str().is_none() {
            return Err(wrong());
        }
        match url.scheme() {
            "https" => {}
            "http" if is_loopback(&url) => {}
            "http" => {
                let expected =
                    "an https:// address; http:// is for this very machine only, as anybody could read along";
                return Err(Invalid::new("server", expected));
            }
            _ => return Err(wrong()),
        }
        Ok(Address { url: url.as_str().trim_end_matches('/').to_owned(), key_hash })
    }

    /// A client for a server; connects when it is first asked.
    pub fn new(address: &Address, token: Option<&Token>) -> Result<Self> {
        // Checked again: the address may come from a pairing code or from the disk.
        let checked = Self::address(&address.url, address.key_hash)?;
        let base = Url::parse(&checked.url).map_err(|error| Error::internal("reading the server's address", error))?;
        let config = trust::config(address.key_hash).map_err(|error| Error::internal("preparing TLS", error))?;
        let mut client = Client::builder()
            .tls_backend_preconfigured(config)
            .https_only(base.scheme() == "https")
            // A token goes to the server that it belongs to, and nowhere that this one points to.
            .redirect(Policy::none())
            .referer(false)
            .connect_timeout(CONNECT)
            .read_timeout(SILENCE)
            .default_headers(headers(token)?);
        if is_loopback(&base) {
            client = client.no_proxy();
        }
        let client = client.build().map_err(|error| Error::internal("preparing the connection", error))?;
        Ok(Self { client, base })
    }

    /// The live stream: where the feed is, now and whenever it moves.
    pub async fn listen(&self) -> Result<Listening, Fault> {
        let request = self.request(Method::GET, "/v1/live").header(ACCEPT, "text/event-stream");
        let response = request.send().await.map_err(offline)?;
        if !response.status().is_success() {
            return Err(read_refusal(response).await);
        }
        let is_stream =
            header(&response, CONTENT_TYPE.as_str()).is_some_and(|kind| kind.starts_with("text/event-stream"));
        if is_stream { Ok(Listening::new(Chunks(response))) } else { Err(not_rapport()) }
    }

    async fn post<Q: Serialize + Sync, A: DeserializeOwned>(&self, path: &str, question: &Q) -> Result<A, Fault> {
        let Body { bytes, compressed } = body::encode(question);
        let mut request = self.request(Method::POST, path).header(CONTENT_TYPE, MEDIA_TYPE).timeout(WHOLE).body(bytes);
        if compressed {
            request = request.header(CONTENT_ENCODING, ZSTD);
        }
        answer(request).await
    }

    fn request(&self, method: Method, path: &str) -> RequestBuilder {
        let mut url = self.base.clone();
        url.set_path(path);
        self.client.request(method, url)
    }
}

impl Server for Http {
    async fn exchange(&self, request: &Exchange) -> Result<Answer, Fault> {
        self.post("/v1/exchange", request).await
    }

    async fn bootstrap(&self, request: &Bootstrap) -> Result<BootstrapAnswer, Fault> {
        self.post("/v1/bootstrap", request).await
    }

    async fn reconcile(&self, request: &Reconcile) -> Result<ReconcileAnswer, Fault> {
        self.post("/v1/reconcile", request).await
    }

    async fn fetch(&self, request: &Fetch) -> Result<FetchAnswer, Fault> {
        self.post("/v1/fetch", request).await
    }

    async fn new_book(&self, request: &NewBook) -> Result<Paired, Fault> {
        self.post("/v1/books", request).await
    }

    async fn join(&self, request: &Join) -> Result<Paired, Fault> {
        self.post("/v1/join", request).await
    }

    async fn pairing_secret(&self) -> Result<PairingSecret, Fault> {
        answer(self.request(Method::POST, "/v1/pairing").timeout(WHOLE)).await
    }

    async fn devices(&self) -> Result<Devices, Fault> {
        answer(self.request(Method::GET, "/v1/devices").timeout(WHOLE)).await
    }

    async fn revoke(&self, number: DeviceNumber) -> Result<(), Fault> {
        let request = self.request(Method::DELETE, &format!("/v1/devices/{number}")).timeout(WHOLE);
        let response = request.send().await.map_err(offline)?;
        if response.status().is_success() { Ok(()) } else { Err(read_refusal(response).await) }
    }
}

/// An answer that comes bit by bit, for as long as the server likes.
pub(super) struct Chunks(Response);

impl Chunks {
    /// The next bytes; nothing at the end. Dropping the future loses nothing.
    pub async fn next(&mut self) -> Result<Option<Vec<u8>>, Fault> {
        Ok(self.0.chunk().await.map_err(offline)?.map(|bytes| bytes.to_vec()))
    }
}

async fn answer<A: DeserializeOwned>(request: RequestBuilder) -> Result<A, Fault> {
    let response = request.send().await.map_err(offline)?;
    if response.status().is_success() { read(response).await } else { Err(read_refusal(response).await) }
}

/// Reads an answer, no further than the limits allow, whatever it says of its size.
async fn read<A: DeserializeOwned>(mut response: Response) -> Result<A, Fault> {
    if header(&response, CONTENT_TYPE.as_str()) != Some(MEDIA_TYPE) {
        return Err(not_rapport());
    }
    let compressed = match header(&response, CONTENT_ENCODING.as_str()) {
        None => false,
        Some(ZSTD) => true,
        Some(_) => return Err(not_rapport()),
    };
    let mut bytes = Vec::new();
    while let Some(chunk) = response.chunk().await.map_err(offline)? {
        if bytes.len() + chunk.len() > limit::BODY_BYTES {
            return Err(not_rapport());
        }
        bytes.extend_from_slice(&chunk);
    }
    body::decode(&bytes, compressed).map_err(|_| not_rapport())
}

/// What a server says no with. Only a refusal in Rapport's own form is one: a proxy's 401 must not end a pairing.
async fn read_refusal(response: Response) -> Fault {
    match read::<Refusal>(response).await {
        Ok(refusal) => Fault::Refused(refusal),
        Err(fault) => fault,
    }
}

fn headers(token: Option<&Token>) -> Result<HeaderMap> {
    let versions = VERSIONS.map(|version| version.to_string()).join(",");
    let mut headers = HeaderMap::new();
    headers.insert(VERSIONS_HEADER, HeaderValue::from_str(&versions).expect("digits and commas"));
    if let Some(Token(token)) = token {
        let mut value = HeaderValue::from_str(&format!("Bearer {token}"))
            .map_err(|_| Error::Unopened("the token in device.json beside it is damaged; pair again".to_owned()))?;
        value.set_sensitive(true);
        headers.insert(AUTHORIZATION, value);
    }
    Ok(headers)
}

fn header<'a>(response: &'a Response, name: &str) -> Option<&'a str> {
    response.headers().get(name).and_then(|value| value.to_str().ok())
}

fn is_loopback(url: &Url) -> bool {
    let host = url.host_str().unwrap_or_default();
    let address = host.trim_start_matches('[').trim_end_matches(']').parse::<IpAddr>();
    host == "localhost" || address.is_ok_and(|address| address.is_loopback())
}

const fn not_rapport() -> Fault {
    Fault::Offline(OfflineReason::NotRapport)
}

/// Why nothing, or only a part, was heard.
#[allow(clippy::needless_pass_by_value, reason = "it is given to map_err")]
fn offline(error: reqwest::Error) -> Fault {
    let reason = match () {
        () if tls_failed(&error) => OfflineReason::Untrusted,
        () if error.is_connect() => OfflineReason::Unreachable,
        () => OfflineReason::Interrupted,
    };
    tracing::debug!(?reason, "the server was not reached");
    Fault::Offline(reason)
}

/// Whether the handshake failed over who the server is. A broken line during it is something else.
fn tls_failed(error: &(dyn StdError + 'static)) -> bool {
    let of_tls = |error: &(dyn StdError + 'static)| {
        matches!(
            error.downcast_ref(),
            Some(rustls::Error::InvalidCertificate(_) | rustls::Error::NoCertificatesPresented)
        )
    };
    let mut next = Some(error);
    while let Some(error) = next {
        let inner = error.downcast_ref::<io::Error>().and_then(io::Error::get_ref);
        if of_tls(error) || inner.is_some_and(|inner| of_tls(inner) || tls_failed(inner)) {
            return true;
        }
        next = error.source();
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_https_or_this_very_machine() {
        for (typed, kept) in [
            ("https://sync.example.org", Some("https://sync.example.org")),
            (" https://192.168.1.7:8787/ ", Some("https://192.168.1.7:8787")),
            ("http://127.0.0.1:8787", Some("http://127.0.0.1:8787")),
            ("http://[::1]:8787/", Some("http://[::1]:8787")),
            ("http://localhost:8787", Some("http://localhost:8787")),
            ("http://192.168.1.7:8787", None),
            ("http://localhost.example.org", None),
            ("http://127.0.0.1.example.org", None),
            ("https://kim:secret@example.org", None),
            ("https://example.org/path", None),
            ("https://example.org/?token=1", None),
            ("ftp://example.org", None),
            ("sync.example.org", None),
            ("", None),
        ] {
            assert_eq!(Http::address(typed, None).ok().map(|address| address.url).as_deref(), kept, "{typed}");
        }
    }
}
