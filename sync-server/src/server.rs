//! The server as one thing to start and stop: the binary does so, and tests that want real requests.

use std::{
    fs::{File, TryLockError},
    io,
    net::{SocketAddr, TcpListener, UdpSocket},
    path::{Path, PathBuf},
    sync::Arc,
    time::Duration,
};

use axum_server::{Handle, tls_rustls::RustlsConfig};
use hyper_util::rt::TokioTimer;
use rapport_protocol::pairing::Invitation;
use tokio::{
    sync::{Semaphore, watch},
    task::JoinHandle,
};

use crate::{
    Node, SqliteStore,
    endpoint::App,
    environment::{Clock, Randomness, SystemClock, SystemRandomness},
    limits::{Limits, Rates},
    merging::Merger,
    node::Quota,
    refusal_log::RefusalLog,
    router::router,
    tls::{self, Key},
    upkeep::{self, Upkeep},
};

/// How a server is to be run.
#[derive(Clone)]
pub struct Config {
    /// Its folder: database, key, refusal log.
    pub data: PathBuf,
    /// Where it listens.
    pub listen: SocketAddr,
    /// Which key it shows.
    pub key: Key,
    /// Whether a book can be made without an invitation.
    pub open_to_all: bool,
    /// What it may hold.
    pub quota: Quota,
    /// How often somebody may ask.
    pub rates: Rates,
    /// How records are merged.
    pub merger: Merger,
    /// Its own work.
    pub upkeep: Upkeep,
    /// The refusal log, if not in the folder: on another disk it survives this one.
    pub refusal_log: Option<PathBuf>,
    /// What time it is.
    pub clock: Arc<dyn Clock>,
    /// Where secrets come from.
    pub randomness: Arc<dyn Randomness>,
}

impl Config {
    /// The defaults for a folder and an address: TLS with a key of its own, but plain HTTP on loopback.
    pub fn new(data: impl Into<PathBuf>, listen: SocketAddr) -> io::Result<Self> {
        Ok(Self {
            data: data.into(),
            listen,
            key: if listen.ip().is_loopback() { Key::None } else { Key::SelfSigned },
            open_to_all: false,
            quota: Quota::default(),
            rates: Rates::default(),
            merger: Merger::this_program()?,
            upkeep: Upkeep::default(),
            refusal_log: None,
            clock: Arc::new(SystemClock),
            randomness: Arc::new(SystemRandomness),
        })
    }

    /// Opens the folder for a server, or for one command beside a running one.
    pub fn open(&self) -> io::Result<Opened> {
        self.open_locked(File::try_lock_shared)
    }

    /// Opens the folder alone: fails while a server runs on it.
    pub fn open_alone(&self) -> io::Result<Opened> {
        self.open_locked(File::try_lock)
    }

    fn open_locked(&self, lock: fn(&File) -> Result<(), TryLockError>) -> io::Result<Opened> {
        make_folder(&self.data)?;
        let file = File::options().create(true).append(true).open(self.data.join("lock"))?;
        lock(&file).map_err(|error| match error {
            TryLockError::WouldBlock => {
                let message = "another process is using this folder: a restore needs it alone; stop the server first";
                io::Error::new(io::ErrorKind::ResourceBusy, message)
            }
            TryLockError::Error(error) => error,
        })?;
        let store = SqliteStore::open(&self.data.join("books.sqlite")).map_err(io::Error::other)?;
        let log = self.refusal_log.clone().unwrap_or_else(|| self.data.join("refusals.log"));
        let node = Node::new(Arc::new(store), Arc::clone(&self.clock), Arc::clone(&self.randomness))
            .with_refusal_log(Arc::new(RefusalLog::open(&log)?))
            .with_merger(self.merger.clone())
            .with_quota(self.quota);
        let node = if self.open_to_all { node.open_to_all() } else { node };
        Ok(Opened { node: Arc::new(node), _lock: file })
    }
}

/// A node over a server's folder, which nobody restores while this lives.
pub struct Opened {
    /// The node.
    pub node: Arc<Node>,
    _lock: File,
}

/// A running server.
pub struct Server {
    /// Where it listens.
    pub address: SocketAddr,
    /// Whether it speaks TLS.
    pub secure: bool,
    /// SHA-256 of its public key, where it is self-signed.
    pub key_hash: Option<[u8; 32]>,
    /// An invitation, if it has no book yet and would let nobody make one.
    pub invitation: Option<Invitation>,
    opened: Opened,
    handle: Handle<SocketAddr>,
    closing: watch::Sender<bool>,
    serving: JoinHandle<io::Result<()>>,
    upkeep: JoinHandle<()>,
}

/// How long requests under way may take after a shutdown has begun.
const GRACE: Duration = Duration::from_secs(10);

/// How long a request's headers may take to arrive.
const HEADERS: Duration = Duration::from_secs(30);

/// Requests worked on at a time, and among them those that take much memory.
const WORKING: usize = 64;
const HEAVY: usize = 2;

impl Server {
    /// Opens the folder, binds the address and serves, on the tokio runtime that this is called from.
    pub fn start(config: &Config) -> io::Result<Self> {
        if config.key == Key::None && !config.listen.ip().is_loopback() {
            let message =
                format!("plain http is for loopback only, and {} can be reached from elsewhere", config.listen);
            return Err(io::Error::new(io::ErrorKind::InvalidInput, message));
        }
        let opened = config.open()?;
        let tls = tls::load(&config.key, &config.data)?;
        let key_hash = tls.as_ref().and_then(|tls| tls.key_hash);
        let node = &opened.node;
        let failed = |refusal: rapport_protocol::Refusal| io::Error::other(refusal.message);
        let invited = node.nobody_can_come_in().and_then(|nobody| nobody.then(|| node.invite(1, key_hash)).transpose());
        let invitation = invited.map_err(failed)?;
        node.lift_quarantines().map_err(failed)?;

        let listener = TcpListener::bind(config.listen)?;
        listener.set_nonblocking(true)?;
        let address = listener.local_addr()?;
        let (closing, closes) = watch::channel(false);
        let app = Arc::new(App {
            node: Arc::clone(node),
            limits: Arc::new(Limits::new(config.rates, Arc::clone(&config.clock))),
            closing: closes.clone(),
            working: Arc::new(Semaphore::new(WORKING)),
            heavy: Arc::new(Semaphore::new(HEAVY)),
        });
        let service = router(app).into_make_service_with_connect_info::<SocketAddr>();
        let handle = Handle::new();
        let secure = tls.is_some();
        let serving = if let Some(tls) = tls {
            let config = RustlsConfig::from_config(tls.config);
            let mut server = axum_server::from_tcp_rustls(listener, config)?.handle(handle.clone());
            drop_the_slow(server.http_builder());
            tokio::spawn(server.serve(service))
        } else {
            let mut server = axum_server::from_tcp(listener)?.handle(handle.clone());
            drop_the_slow(server.http_builder());
            tokio::spawn(server.serve(service))
        };
        let upkeep = tokio::spawn(upkeep::run(Arc::clone(node), config.upkeep, closes));
        Ok(Self { address, secure, key_hash, invitation, opened, handle, closing, serving, upkeep })
    }

    /// Its address as devices write it, by the name or number that they reach it under.
    #[must_use]
    pub fn url(&self) -> String {
        let address = if self.address.ip().is_unspecified() { outward(self.address) } else { self.address };
        format!("{}://{address}", if self.secure { "https" } else { "http" })
    }

    /// The node behind it.
    #[must_use]
    pub fn node(&self) -> &Arc<Node> {
        &self.opened.node
    }

    /// Takes no more requests, finishes those under way, ends the streams, and leaves the database tidy.
    pub async fn shut_down(self) -> io::Result<()> {
        // Nobody may be listening any more; then there is nobody to tell.
        let _nobody_listens = self.closing.send(true);
        self.handle.graceful_shutdown(Some(GRACE));
        let served = self.serving.await.unwrap_or_else(|error| Err(io::Error::other(error)));
        self.upkeep.await.map_err(io::Error::other)?;
        let node = Arc::clone(&self.opened.node);
        let tidied = tokio::task::spawn_blocking(move || node.checkpoint()).await.map_err(io::Error::other)?;
        tidied.map_err(|refusal| io::Error::other(refusal.message))?;
        served
    }
}

/// Ends connections that take longer for their headers than anybody would.
fn drop_the_slow<E>(http: &mut hyper_util::server::conn::auto::Builder<E>) {
    http.http1().timer(TokioTimer::new()).header_read_timeout(HEADERS);
    http.http2().timer(TokioTimer::new()).keep_alive_interval(HEADERS);
}

fn make_folder(path: &Path) -> io::Result<()> {
    let mut builder = std::fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(path)
}

/// An address of this machine under which others reach it, for a server that listens on all of them: the one from which
/// it would go out. Nothing is sent to learn it; without a network it stays as it is.
fn outward(listening: SocketAddr) -> SocketAddr {
    let (any, elsewhere) =
        if listening.is_ipv4() { ("0.0.0.0:0", "192.0.2.1:9") } else { ("[::]:0", "[2001:db8::1]:9") };
    let asked = UdpSocket::bind(any).and_then(|socket| {
        socket.connect(elsewhere)?;
        socket.local_addr()
    });
    asked.map_or(listening, |found| SocketAddr::new(found.ip(), listening.port()))
}
