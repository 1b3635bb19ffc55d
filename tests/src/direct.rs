//! A device's way to a node of this world without messages: each request is answered at once, or never. It is what the core's
//! own driver is given.

use std::{
    future::{Future, ready},
    pin::pin,
    sync::{
        Arc, Mutex, PoisonError,
        atomic::{AtomicU32, Ordering},
    },
    task::{Context, Poll, Waker},
};

use rapport_core::sync::{Fault, OfflineReason, Server};
use rapport_protocol::{
    Answer, DeviceNumber, Exchange, Refusal, Token,
    bootstrap::{Bootstrap, BootstrapAnswer},
    pairing::{Devices, Join, NewBook, Paired, PairingSecret},
    repair::{Fetch, FetchAnswer, Reconcile, ReconcileAnswer},
};
use rapport_sync_server::Node;
use serde::{Serialize, de::DeserializeOwned};

use crate::{carried::Versions, chance::Chance, network};

/// The way.
pub(crate) struct Direct {
    node: Arc<Node>,
    token: Token,
    /// How often a request or its answer is lost.
    loss: f64,
    chance: Mutex<Chance>,
    versions: Versions,
    repairs: AtomicU32,
    forks: AtomicU32,
}

impl Direct {
    pub fn new(node: Arc<Node>, token: Option<Token>, loss: f64, chance: Chance) -> Self {
        let token = token.unwrap_or_else(|| Token(String::new()));
        let versions = Versions::Same;
        Self {
            node,
            token,
            loss,
            chance: Mutex::new(chance),
            versions,
            repairs: AtomicU32::new(0),
            forks: AtomicU32::new(0),
        }
    }

    /// The way to a node of perhaps another version.
    pub fn between(self, versions: Versions) -> Self {
        Self { versions, ..self }
    }

    /// How many repairs were begun on this way.
    pub fn repairs(&self) -> u32 {
        self.repairs.load(Ordering::Relaxed)
    }

    /// How many changes the server found to be forks.
    pub fn forks(&self) -> u32 {
        self.forks.load(Ordering::Relaxed)
    }

    fn ask<Q, A>(&self, request: &Q, answer: impl FnOnce(&Node, Q) -> Result<A, Refusal>) -> Result<A, Fault>
    where
        Q: Serialize + DeserializeOwned,
        A: Serialize + DeserializeOwned,
    {
        let lost = || self.chance.lock().unwrap_or_else(PoisonError::into_inner).happens(self.loss);
        if lost() {
            return Err(Fault::Offline(OfflineReason::Unreachable));
        }
        if let Some(refusal) = self.versions.refusal() {
            return Err(refusal.into());
        }
        let answered = answer(&self.node, self.versions.carried(request))?;
        if lost() { Err(Fault::Offline(OfflineReason::Interrupted)) } else { Ok(self.versions.carried(&answered)) }
    }
}

impl Server for Direct {
    fn exchange(&self, request: &Exchange) -> impl Future<Output = Result<Answer, Fault>> + Send {
        let answered = self.ask(request, |node, request| node.exchange(&self.token, request));
        if let Ok(answer) = &answered {
            self.forks.fetch_add(network::forks(answer), Ordering::Relaxed);
        }
        ready(answered)
    }

    fn bootstrap(&self, request: &Bootstrap) -> impl Future<Output = Result<BootstrapAnswer, Fault>> + Send {
        ready(self.ask(request, |node, request| node.bootstrap(&self.token, &request)))
    }

    fn reconcile(&self, request: &Reconcile) -> impl Future<Output = Result<ReconcileAnswer, Fault>> + Send {
        self.repairs.fetch_add(u32::from(request.epoch.is_none()), Ordering::Relaxed);
        ready(self.ask(request, |node, request| node.reconcile(&self.token, &request)))
    }

    fn fetch(&self, request: &Fetch) -> impl Future<Output = Result<FetchAnswer, Fault>> + Send {
        ready(self.ask(request, |node, request| node.fetch(&self.token, &request)))
    }

    fn new_book(&self, request: &NewBook) -> impl Future<Output = Result<Paired, Fault>> + Send {
        ready(self.ask(request, Node::new_book))
    }

    fn join(&self, request: &Join) -> impl Future<Output = Result<Paired, Fault>> + Send {
        ready(self.ask(request, Node::join))
    }

    fn pairing_secret(&self) -> impl Future<Output = Result<PairingSecret, Fault>> + Send {
        ready(self.ask(&(), |node, ()| node.pairing_secret(&self.token)))
    }

    fn devices(&self) -> impl Future<Output = Result<Devices, Fault>> + Send {
        ready(self.ask(&(), |node, ()| node.devices(&self.token)))
    }

    fn revoke(&self, number: DeviceNumber) -> impl Future<Output = Result<(), Fault>> + Send {
        ready(self.ask(&number, |node, number| node.revoke(&self.token, number)))
    }
}

/// What a future comes to that never has to wait.
pub(crate) fn at_once<T>(future: impl Future<Output = T>) -> T {
    match pin!(future).poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(done) => done,
        Poll::Pending => panic!("it waits for something that never comes"),
    }
}
