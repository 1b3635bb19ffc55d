//! Which device this is. Kept in a file of its own beside the book, readable by its owner alone and outside of backups: a
//! copied book never carries it along.

use std::{
    fs,
    io::Write as _,
    path::{Path, PathBuf},
};

use rapport_protocol::{DeviceNumber, Token};
use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};

use crate::{
    environment::{Env, draw},
    error::{Error, Invalid, Result},
    sync::Address,
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
    /// A pairing that was begun: asked again with the same number, since its answer may have been lost on the way.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub attempt: Option<Attempt>,
}

/// A pairing that was begun and whose answer has not come.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Attempt {
    /// SHA-256 of what is paired with, as hexadecimal digits: it tells this attempt from another and no secret.
    pub with: String,
    /// The number drawn for it.
    pub number: DeviceNumber,
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

impl ServerAccess {
    /// Where the server is, and by which key it is known.
    pub fn address(&self) -> Result<Address> {
        let key_hash = self.key_hash.as_deref().map(|hash| {
            let hash = data_encoding::HEXLOWER_PERMISSIVE.decode(hash.as_bytes()).ok();
            hash.and_then(|hash| hash.try_into().ok())
        });
        // A hash that can't be read must not become a server that is trusted without one.
        let damaged =
            || Error::Unopened("device.json beside it names no server that can be told from others".to_owned());
        Ok(Address { url: self.url.clone(), key_hash: key_hash.map(|hash| hash.ok_or_else(damaged)).transpose()? })
    }
}

impl Identity {
    /// A device that was never paired.
    pub fn fresh(environment: &Env, name: &str, person: &str) -> Self {
        Self {
            number: DeviceNumber(draw(environment)),
            name: name.to_owned(),
            person: person.to_owned(),
            server: None,
            attempt: None,
        }
    }

    /// The identity kept in a home that holds no book yet, which is made if need be.
    pub fn of_home(home: &Path, environment: &Env) -> Result<Self> {
        make_home(home)?;
        Ok(Self::load(home)?.unwrap_or_else(|| Self::fresh(environment, "", "")))
    }

    /// The number for a pairing: a new one, but for the same pairing begun again.
    pub fn attempt(&mut self, environment: &Env, with: &[&[u8]]) -> DeviceNumber {
        let digest = with.iter().fold(Sha256::new(), |digest, part| digest.chain_update(part)).finalize();
        let with = data_encoding::HEXLOWER.encode(&digest);
        match &self.attempt {
            Some(attempt) if attempt.with == with => attempt.number,
            _ => {
                let number = DeviceNumber(draw(environment));
                self.attempt = Some(Attempt { with, number });
                number
            }
        }
    }

    /// Reads the identity kept in a home; nothing if there is none, as in a book restored from a platform's backup.
    pub fn load(home: &Path) -> Result<Option<Self>> {
        let text = match fs::read_to_string(path(home)) {
            Ok(text) => text,
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(None),
            Err(error) => return Err(Error::Unopened(format!("device.json beside it can't be read: {error}"))),
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

/// Makes the folder of a home, where it is not there: for whoever runs this alone, since a book is nobody else's to read.
pub fn make_home(home: &Path) -> Result<()> {
    let mut folder = fs::DirBuilder::new();
    folder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut folder, 0o700);
    folder.create(home).map_err(|error| {
        Error::from(Invalid::new("home", format!("{} can't be made a book's folder: {error}", home.display())))
    })
}

fn path(home: &Path) -> PathBuf {
    home.join("device.json")
}
