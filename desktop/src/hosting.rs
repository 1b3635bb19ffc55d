//! "Sync with this computer": the sync server in this process, for the user's own devices. The only place that names the
//! server's crate.
//!
//! It keeps its folder in the book's home and listens on the whole local network with a key of its own, which pairing codes
//! carry. What was chosen is remembered beside it, so that it starts again with the app.

use std::{
    fs, io,
    net::{Ipv4Addr, SocketAddr},
    path::{Path, PathBuf},
    process::ExitCode,
    sync::{Arc, Mutex, PoisonError},
};

use rapport_protocol::{
    BookId,
    pairing::{Invitation, PairingCode},
};
use rapport_sync_server::{Config, Node, Server, merging::worker, tls::Key};
use serde::{Deserialize, Serialize};

/// Where it listens if that is free. Devices remember the port: once chosen it stays.
const USUAL_PORT: u16 = 8418;
/// Its folder in the book's home.
const FOLDER: &str = "server";
/// What was chosen, in that folder.
const CHOSEN: &str = "hosting.json";

/// If this process was started to merge one record for the server: does so, and ends.
pub fn merge_if_asked() -> Option<ExitCode> {
    (std::env::args().nth(1).as_deref() == Some(worker::ARGUMENT)).then(worker::run)
}

/// The server for the user's own devices, running or not.
pub struct Hosting {
    folder: PathBuf,
    running: tokio::sync::Mutex<Option<Server>>,
    standing: Mutex<Standing>,
}

/// How it stands.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub enum Standing {
    /// It doesn't run.
    #[default]
    Off,
    /// It runs.
    On(On),
    /// It was to run and could not be started, and why.
    Failed(String),
}

/// A running server, as its devices know it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct On {
    /// Under which this computer itself reaches it, whatever happens to the network.
    pub own: String,
    /// Under which devices of the same network reach it now; nothing without a network.
    pub outward: Option<String>,
    key_hash: Option<[u8; 32]>,
}

/// What was chosen: kept in the server's folder.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Chosen {
    /// Whether it starts with the app.
    pub on: bool,
    /// Where it listens.
    pub port: Option<u16>,
    /// The name by which devices find this computer, in place of its number: `desk.local`.
    #[serde(default)]
    pub name: Option<String>,
    /// The address that the last code told.
    #[serde(default)]
    pub told: Option<String>,
}

impl Hosting {
    /// The server of a home; it doesn't run yet.
    pub fn of(home: &Path) -> Self {
        Self { folder: home.join(FOLDER), running: tokio::sync::Mutex::default(), standing: Mutex::default() }
    }

    /// How it stands.
    pub fn standing(&self) -> Standing {
        self.standing.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// It, if it runs; its address outward as it is now, since a computer that moves gets another.
    pub async fn on(&self) -> Option<On> {
        self.running.lock().await.as_ref().map(described)
    }

    /// What was chosen.
    pub fn chosen(&self) -> Chosen {
        let text = fs::read(self.folder.join(CHOSEN)).unwrap_or_default();
        serde_json::from_slice(&text).unwrap_or_default()
    }

    /// Keeps what is chosen from now on.
    ///
    /// # Errors
    /// If it can't be written.
    pub fn choose(&self, change: impl FnOnce(&mut Chosen)) -> io::Result<()> {
        let mut chosen = self.chosen();
        change(&mut chosen);
        let (path, half) = (self.folder.join(CHOSEN), self.folder.join("hosting.json.part"));
        fs::write(&half, serde_json::to_vec_pretty(&chosen).map_err(io::Error::other)?)?;
        fs::rename(half, path)
    }

    /// Starts it if it ran when the app was last open.
    pub async fn start_again(&self) {
        if self.chosen().on {
            // Why it could not be started is kept, and shown where it is switched on.
            let _kept = self.start().await;
        }
    }

    /// Starts it, and remembers that it is to run.
    ///
    /// # Errors
    /// If its folder or its port is not to be had; that stays in [`Hosting::standing`].
    pub async fn start(&self) -> io::Result<On> {
        let mut running = self.running.lock().await;
        if let Some(server) = &*running {
            return Ok(described(server));
        }
        match self.started() {
            Ok(server) => {
                let on = described(&server);
                *running = Some(server);
                self.stands(Standing::On(on.clone()));
                Ok(on)
            }
            Err(error) => {
                self.stands(Standing::Failed(error.to_string()));
                Err(error)
            }
        }
    }

    /// Stops it, and remembers that.
    ///
    /// # Errors
    /// If what was chosen can't be written.
    pub async fn stop(&self) -> io::Result<()> {
        self.choose(|chosen| chosen.on = false)?;
        self.end().await
    }

    /// Ends it with the app: it starts again with it.
    ///
    /// # Errors
    /// If it could not be ended in order; nothing that it acknowledged is lost.
    pub async fn end(&self) -> io::Result<()> {
        let server = self.running.lock().await.take();
        self.stands(Standing::Off);
        match server {
            Some(server) => server.shut_down().await,
            None => Ok(()),
        }
    }

    /// What makes a book on it; nothing while it doesn't run.
    pub async fn invitation(&self) -> io::Result<Option<Invitation>> {
        self.with_node(|node, on| node.invite(1, on.key_hash)).await
    }

    /// What lets this computer back into a book that is on it already; nothing if that isn't there.
    pub async fn way_back(&self, book: BookId) -> io::Result<Option<PairingCode>> {
        let found = self.with_node(|node, on| Ok((node.let_in(book)?, on.clone()))).await?;
        let Some((Some(secret), on)) = found else { return Ok(None) };
        Ok(Some(PairingCode { server: on.own, book, secret: secret.secret, key_hash: on.key_hash }))
    }

    async fn with_node<T>(
        &self,
        ask: impl FnOnce(&Arc<Node>, &On) -> Result<T, rapport_protocol::Refusal>,
    ) -> io::Result<Option<T>> {
        let running = self.running.lock().await;
        let Some(server) = &*running else { return Ok(None) };
        ask(server.node(), &described(server)).map(Some).map_err(|refusal| io::Error::other(refusal.message))
    }

    fn started(&self) -> io::Result<Server> {
        let chosen = self.chosen();
        let at = |port| -> io::Result<Server> {
            let mut config = Config::new(&self.folder, SocketAddr::from((Ipv4Addr::UNSPECIFIED, port)))?;
            config.key = Key::SelfSigned;
            Server::start(&config)
        };
        let server = match chosen.port {
            Some(port) => at(port)?,
            None => match at(USUAL_PORT) {
                Err(error) if error.kind() == io::ErrorKind::AddrInUse => at(0)?,
                started => started?,
            },
        };
        self.choose(|chosen| (chosen.on, chosen.port) = (true, Some(server.address.port())))?;
        Ok(server)
    }

    fn stands(&self, standing: Standing) {
        *self.standing.lock().unwrap_or_else(PoisonError::into_inner) = standing;
    }
}

fn described(server: &Server) -> On {
    let (port, outward) = (server.address.port(), server.url());
    let reachable = !outward.contains("//0.0.0.0:");
    On { own: own_address(port), outward: reachable.then_some(outward), key_hash: server.key_hash }
}

/// Under which this computer reaches its own server on a port.
fn own_address(port: u16) -> String {
    format!("https://{}:{port}", Ipv4Addr::LOCALHOST)
}

impl Chosen {
    /// Whether a book that syncs with `server` syncs with this computer.
    pub fn is_own(&self, server: &str) -> bool {
        self.port.is_some_and(|port| own_address(port) == server)
    }

    /// The address that a code tells to other devices: the name that was chosen, else where this computer is now.
    pub fn to_tell(&self, on: &On) -> Option<String> {
        match (&self.name, self.port) {
            (Some(name), Some(port)) => Some(format!("https://{name}:{port}")),
            _ => on.outward.clone(),
        }
    }
}
