//! Which device this is. Kept in a file of its own beside the book, readable by its owner alone and outside of backups: a
//! copied book never carries it along.

use std::{
    fs,
    io::Write as _,
    path::{Path, PathBuf},
};

use rapport_protocol::{DeviceNumber, Token};
use serde::{Deserialize, Serialize};

use crate::{
    environment::{Env, draw},
    error::{Error, Result},
};

/// Who this device is, and how it reaches its server.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Identity {
    /// The first half of its actors; drawn anew at every pairing.
    pub number: DeviceNumber,
    /// As its person calls it.
    pub name: String,
    /// Whose it is.
    pub person: String,
    /// How it reaches its server, once paired.
    pub server: Option<ServerAccess>,
}

/// How a device reaches its server.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ServerAccess {
    /// `https://host[:port]`, or `http://` on loopback.
    pub url: String,
    /// The device's secret.
    pub token: Token,
    /// SHA-256 of the server's public key, where it is self-signed: hexadecimal digits.
    pub key_hash: Option<String>,
}

impl Identity {
    /// A device that was never paired.
    pub fn fresh(environment: &Env, name: &str, person: &str) -> Self {
        Self { number: DeviceNumber(draw(environment)), name: name.to_owned(), person: person.to_owned(), server: None }
    }

    /// Reads the identity kept in a home; nothing if there is none, as in a book restored from a platform's backup.
    pub fn load(home: &Path) -> Result<Option<Self>> {
        let text = match fs::read_to_string(path(home)) {
            Ok(text) => text,
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(None),
            Err(error) => return Err(Error::internal("reading the device's identity", error)),
        };
        let damaged = |_| {
            Error::Unopened(
                "device.json beside it is damaged; move it away to open the book as a new device".to_owned(),
            )
        };
        serde_json::from_str(&text).map(Some).map_err(damaged)
    }

    /// Keeps the identity: whole or not at all.
    pub fn save(&self, home: &Path) -> Result<()> {
        let failed = |error: std::io::Error| Error::internal("keeping the device's identity", error);
        let text =
            serde_json::to_vec_pretty(self).map_err(|error| Error::internal("keeping the device's identity", error))?;
        let part = home.join("device.json.part");
        let mut options = fs::OpenOptions::new();
        options.write(true).create(true).truncate(true);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        let mut file = options.open(&part).map_err(failed)?;
        file.write_all(&text).and_then(|()| file.sync_all()).map_err(failed)?;
        fs::rename(&part, path(home)).map_err(failed)?;
        // The rename itself is durable once the folder is; where a platform can't open folders, it syncs renames by itself.
        if let Ok(folder) = fs::File::open(home) {
            folder.sync_all().map_err(failed)?;
        }
        Ok(())
    }
}

fn path(home: &Path) -> PathBuf {
    home.join("device.json")
}
