//! A server for the program to talk to.

use std::net::SocketAddr;

use rapport_sync_server::{Config, Server, merging::Merger};
use tokio::runtime::Runtime;

use super::Home;

/// A server that runs until it is dropped.
pub struct Running {
    /// As devices write it.
    pub url: String,
    server: Server,
    // After the server, which ends on it.
    _runtime: Runtime,
    _data: tempfile::TempDir,
}

impl Running {
    /// A server on this computer that takes any book.
    pub fn start() -> Self {
        Self::at("127.0.0.1:0".parse().unwrap(), true)
    }

    /// A server at every address of this machine, with a key of its own, for those whom it invites.
    pub fn for_the_network(port: u16) -> Self {
        Self::at(SocketAddr::from(([0, 0, 0, 0], port)), false)
    }

    fn at(listen: SocketAddr, open_to_all: bool) -> Self {
        let (runtime, data) = (Runtime::new().unwrap(), tempfile::tempdir().unwrap());
        let mut config = Config::new(data.path(), listen).unwrap();
        (config.open_to_all, config.merger) = (open_to_all, Merger::InProcess);
        let server = runtime.block_on(async { Server::start(&config) }).unwrap();
        Self { url: server.url(), server, _runtime: runtime, _data: data }
    }

    /// The port that it listens on.
    pub fn port(&self) -> u16 {
        self.server.address.port()
    }

    /// The invitation that it printed.
    pub fn invitation(&self) -> String {
        self.server.invitation.as_ref().unwrap().to_string()
    }

    /// A phone whose book is on the server.
    pub fn phone(&self) -> Home {
        let phone = Home::with_people();
        phone.ok(&format!("pair new {}", self.url));
        phone
    }

    /// One more device of the phone's book.
    pub fn desktop(phone: &Home) -> Home {
        let desktop = Home::empty();
        let code = phone.json("pair show")["code"].as_str().unwrap().to_owned();
        desktop.ok(&format!("pair join {code} --device Desktop --person Kim"));
        desktop
    }
}
