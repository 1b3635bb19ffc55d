//! A client of the protocol as anybody could write one, over reqwest.

use rapport_protocol::{
    MEDIA_TYPE, Refusal, Token, VERSIONS_HEADER, body,
    pairing::{Join, NewBook, Paired, PairingSecret},
};
use reqwest::{Client, Method, Response};
use serde::{Serialize, de::DeserializeOwned};

use super::{BOOK, Device, device};

/// A server's address, and a client that trusts it.
pub struct Wire {
    pub url: String,
    pub client: Client,
}

impl Wire {
    /// For plain HTTP, or for whatever the client trusts.
    pub fn new(url: String) -> Self {
        // The workspace builds reqwest without a TLS provider of its own; another test may have installed it.
        let _installed_already = rustls::crypto::ring::default_provider().install_default();
        Self { url, client: Client::new() }
    }

    pub async fn send(&self, method: Method, path: &str, token: Option<&Token>, body: Option<body::Body>) -> Response {
        let mut request = self.client.request(method, format!("{}{path}", self.url)).header(VERSIONS_HEADER, "1");
        if let Some(token) = token {
            request = request.bearer_auth(&token.0);
        }
        if let Some(body) = body {
            request = request.header("content-type", MEDIA_TYPE);
            if body.compressed {
                request = request.header("content-encoding", "zstd");
            }
            request = request.body(body.bytes);
        }
        request.send().await.unwrap()
    }

    pub async fn post<A: DeserializeOwned>(
        &self,
        path: &str,
        token: Option<&Token>,
        message: &impl Serialize,
    ) -> Result<A, Refusal> {
        read(self.send(Method::POST, path, token, Some(body::encode(message))).await).await
    }

    pub async fn make_book(&self) -> Device {
        let request = NewBook { invitation: None, book: BOOK, device: device(1) };
        let paired: Paired = self.post("/v1/books", None, &request).await.unwrap();
        Device::new(1, paired.token, paired.epoch)
    }

    pub async fn pair(&self, number: u8, by: &Device) -> Device {
        let secret: PairingSecret =
            read(self.send(Method::POST, "/v1/pairing", Some(&by.token), None).await).await.unwrap();
        let request = Join { book: BOOK, secret: secret.secret, device: device(number) };
        let paired: Paired = self.post("/v1/join", None, &request).await.unwrap();
        Device::new(number, paired.token, paired.epoch)
    }
}

pub async fn read<A: DeserializeOwned>(response: Response) -> Result<A, Refusal> {
    let (status, compressed) = (response.status(), response.headers().contains_key("content-encoding"));
    let bytes = response.bytes().await.unwrap();
    if status.is_success() {
        return Ok(body::decode(&bytes, compressed).unwrap());
    }
    let refusal: Refusal = body::decode(&bytes, compressed).unwrap();
    assert_eq!(refusal.code.status(), status.as_u16());
    Err(refusal)
}
