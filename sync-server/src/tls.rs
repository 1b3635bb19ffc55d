//! The server's key: made on first start and carried by pairing codes, or certificate files of its own.

use std::{
    fs::OpenOptions,
    io::{self, Write as _},
    path::{Path, PathBuf},
    sync::Arc,
};

use rcgen::{CertificateParams, KeyPair, PublicKeyData as _};
use rustls::{
    ServerConfig,
    crypto::ring,
    pki_types::{CertificateDer, PrivateKeyDer, PrivatePkcs8KeyDer, pem::PemObject as _},
};
use sha2::{Digest as _, Sha256};

/// Which key the server shows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Key {
    /// None: plain HTTP, which is answered on loopback only.
    None,
    /// One made on first start and kept in the data folder.
    SelfSigned,
    /// Certificate and key files in PEM, as a certificate authority gives them out.
    Files {
        /// The certificate chain.
        certificate: PathBuf,
        /// The private key.
        key: PathBuf,
    },
}

/// What TLS needs, and what devices pin.
pub struct Tls {
    /// For the listener.
    pub config: Arc<ServerConfig>,
    /// SHA-256 of the public key (`SubjectPublicKeyInfo`), where it is self-signed.
    pub key_hash: Option<[u8; 32]>,
}

/// Reads or makes the key.
pub fn load(key: &Key, folder: &Path) -> io::Result<Option<Tls>> {
    match key {
        Key::None => Ok(None),
        Key::SelfSigned => self_signed(&folder.join("tls-key.pem")).map(Some),
        Key::Files { certificate, key } => {
            let chain = CertificateDer::pem_file_iter(certificate).and_then(Iterator::collect);
            let chain = chain.map_err(|error| invalid(format!("{}: {error}", certificate.display())))?;
            let private = PrivateKeyDer::from_pem_file(key);
            let private = private.map_err(|error| invalid(format!("{}: {error}", key.display())))?;
            Ok(Some(Tls { config: config(chain, private)?, key_hash: None }))
        }
    }
}

/// Only the key matters, as devices pin it: the certificate around it is made anew at each start.
fn self_signed(path: &Path) -> io::Result<Tls> {
    if !path.exists() {
        let made = KeyPair::generate().map_err(invalid)?;
        write_private(path, made.serialize_pem().as_bytes())?;
    }
    let key = KeyPair::from_pem(&std::fs::read_to_string(path)?)
        .map_err(|error| invalid(format!("{} is damaged: {error}", path.display())))?;
    let certificate = CertificateParams::new(["rapport.local".to_owned()])
        .and_then(|params| params.self_signed(&key))
        .map_err(invalid)?;
    let key_hash = Sha256::digest(key.subject_public_key_info()).into();
    let private = PrivatePkcs8KeyDer::from(key.serialize_der());
    let config = config(vec![certificate.der().clone()], private.into())?;
    Ok(Tls { config, key_hash: Some(key_hash) })
}

fn config(chain: Vec<CertificateDer<'static>>, key: PrivateKeyDer<'static>) -> io::Result<Arc<ServerConfig>> {
    let mut config = ServerConfig::builder_with_provider(Arc::new(ring::default_provider()))
        .with_safe_default_protocol_versions()
        .map_err(invalid)?
        .with_no_client_auth()
        .with_single_cert(chain, key)
        .map_err(invalid)?;
    config.alpn_protocols = vec![b"h2".to_vec(), b"http/1.1".to_vec()];
    Ok(Arc::new(config))
}

/// Writes a whole file for its owner alone, or none.
fn write_private(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let half = path.with_extension("new");
    let mut options = OpenOptions::new();
    options.create(true).write(true).truncate(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut file = options.open(&half)?;
    file.write_all(bytes)?;
    file.sync_all()?;
    std::fs::rename(half, path)
}

fn invalid(error: impl Into<Box<dyn std::error::Error + Send + Sync>>) -> io::Error {
    io::Error::new(io::ErrorKind::InvalidData, error)
}
