//! The server, as a device sees it: whatever answers these requests.

use std::future::Future;

use rapport_protocol::{
    Answer, DeviceNumber, Exchange, Refusal,
    bootstrap::{Bootstrap, BootstrapAnswer},
    pairing::{Devices, Join, NewBook, Paired, PairingSecret},
    repair::{Fetch, FetchAnswer, Reconcile, ReconcileAnswer},
};

use super::OfflineReason;

/// One device's way to its server. Each call is one request and its answer; dropping the future forgets the answer.
///
/// [`Http`](super::Http) is the real one; a simulation brings its own.
pub trait Server: Send + Sync {
    /// `POST /v1/exchange`.
    fn exchange(&self, request: &Exchange) -> impl Future<Output = Result<Answer, Fault>> + Send;
    /// `POST /v1/bootstrap`.
    fn bootstrap(&self, request: &Bootstrap) -> impl Future<Output = Result<BootstrapAnswer, Fault>> + Send;
    /// `POST /v1/reconcile`.
    fn reconcile(&self, request: &Reconcile) -> impl Future<Output = Result<ReconcileAnswer, Fault>> + Send;
    /// `POST /v1/fetch`.
    fn fetch(&self, request: &Fetch) -> impl Future<Output = Result<FetchAnswer, Fault>> + Send;
    /// `POST /v1/books`; needs no token.
    fn new_book(&self, request: &NewBook) -> impl Future<Output = Result<Paired, Fault>> + Send;
    /// `POST /v1/join`; needs no token.
    fn join(&self, request: &Join) -> impl Future<Output = Result<Paired, Fault>> + Send;
    /// `POST /v1/pairing`.
    fn pairing_secret(&self) -> impl Future<Output = Result<PairingSecret, Fault>> + Send;
    /// `GET /v1/devices`.
    fn devices(&self) -> impl Future<Output = Result<Devices, Fault>> + Send;
    /// `DELETE /v1/devices/{number}`.
    fn revoke(&self, number: DeviceNumber) -> impl Future<Output = Result<(), Fault>> + Send;
}

/// Why a request brought no answer.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Fault {
    /// The server was not reached.
    #[error("the server was not reached: {0:?}")]
    Offline(OfflineReason),
    /// The server said no to the request as a whole.
    #[error(transparent)]
    Refused(#[from] Refusal),
}

/// Where a server is, and by which key it is known.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Address {
    /// `https://host[:port]`, or `http://` on loopback.
    pub url: String,
    /// SHA-256 of its public key, where it is self-signed.
    pub key_hash: Option<[u8; 32]>,
}
