//! Whom a device believes to be its server: the key that the pairing code named, or a certificate that the web's
//! authorities vouch for.

use std::sync::Arc;

use rustls::{
    CertificateError, ClientConfig, DigitallySignedStruct, DistinguishedName, Error, RootCertStore, SignatureScheme,
    client::danger::{HandshakeSignatureValid, ServerCertVerified, ServerCertVerifier},
    crypto::{CryptoProvider, ring, verify_tls12_signature, verify_tls13_signature},
    pki_types::{CertificateDer, ServerName, UnixTime},
    server::ParsedCertificate,
};
use sha2::{Digest as _, Sha256};

/// How connections to a server are secured. With a key hash, that key is trusted and nothing else; without, the roots that
/// come with the program (ADR 0013).
pub fn config(key_hash: Option<[u8; 32]>) -> Result<ClientConfig, Error> {
    let provider = Arc::new(ring::default_provider());
    let builder = ClientConfig::builder_with_provider(Arc::clone(&provider)).with_safe_default_protocol_versions()?;
    Ok(if let Some(key_hash) = key_hash {
        builder
            .dangerous()
            .with_custom_certificate_verifier(Arc::new(PinnedKey { key_hash, provider }))
            .with_no_client_auth()
    } else {
        let roots: RootCertStore = webpki_roots::TLS_SERVER_ROOTS.iter().cloned().collect();
        builder.with_root_certificates(roots).with_no_client_auth()
    })
}

/// Trusts one public key, whatever certificate it comes in and whatever its name: a phone finds its desktop by an address
/// that changes. That the server has the private key is proved by the handshake's signature, as always.
#[derive(Debug)]
struct PinnedKey {
    key_hash: [u8; 32],
    provider: Arc<CryptoProvider>,
}

impl ServerCertVerifier for PinnedKey {
    fn verify_server_cert(
        &self,
        end_entity: &CertificateDer<'_>,
        _intermediates: &[CertificateDer<'_>],
        _server_name: &ServerName<'_>,
        _ocsp_response: &[u8],
        _now: UnixTime,
    ) -> Result<ServerCertVerified, Error> {
        let key = ParsedCertificate::try_from(end_entity)?.subject_public_key_info();
        let shown: [u8; 32] = Sha256::digest(&key).into();
        if shown == self.key_hash {
            Ok(ServerCertVerified::assertion())
        } else {
            Err(CertificateError::ApplicationVerificationFailure.into())
        }
    }

    fn verify_tls12_signature(
        &self,
        message: &[u8],
        certificate: &CertificateDer<'_>,
        signature: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, Error> {
        verify_tls12_signature(message, certificate, signature, &self.provider.signature_verification_algorithms)
    }

    fn verify_tls13_signature(
        &self,
        message: &[u8],
        certificate: &CertificateDer<'_>,
        signature: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, Error> {
        verify_tls13_signature(message, certificate, signature, &self.provider.signature_verification_algorithms)
    }

    fn supported_verify_schemes(&self) -> Vec<SignatureScheme> {
        self.provider.signature_verification_algorithms.supported_schemes()
    }

    fn root_hint_subjects(&self) -> Option<&[DistinguishedName]> {
        None
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test fails by panicking")]
mod tests {
    use rcgen::{CertificateParams, KeyPair, PublicKeyData as _};
    use rustls::{
        ClientConnection, ServerConfig, ServerConnection,
        pki_types::{PrivateKeyDer, PrivatePkcs8KeyDer},
        server::{ClientHello, ResolvesServerCert},
        sign::CertifiedKey,
    };

    use super::*;

    /// Shows one certificate and signs with a key that may be another's.
    #[derive(Debug)]
    struct Shows(Arc<CertifiedKey>);

    impl ResolvesServerCert for Shows {
        fn resolve(&self, _hello: ClientHello<'_>) -> Option<Arc<CertifiedKey>> {
            Some(Arc::clone(&self.0))
        }
    }

    fn server(certificate_of: &KeyPair, signs_with: &KeyPair) -> ServerConfig {
        let certificate =
            CertificateParams::new(["rapport.local".to_owned()]).unwrap().self_signed(certificate_of).unwrap();
        let key = PrivateKeyDer::from(PrivatePkcs8KeyDer::from(signs_with.serialize_der()));
        let key = ring::sign::any_supported_type(&key).unwrap();
        let shows = Shows(Arc::new(CertifiedKey::new(vec![certificate.der().clone()], key)));
        ServerConfig::builder_with_provider(Arc::new(ring::default_provider()))
            .with_safe_default_protocol_versions()
            .unwrap()
            .with_no_client_auth()
            .with_cert_resolver(Arc::new(shows))
    }

    /// Lets a client and a server greet each other; what the client thinks of it.
    fn greet(client: ClientConfig, server: ServerConfig) -> Result<(), Error> {
        let name = ServerName::try_from("192.168.1.7").unwrap();
        let mut client = ClientConnection::new(Arc::new(client), name).unwrap();
        let mut server = ServerConnection::new(Arc::new(server)).unwrap();
        while client.is_handshaking() {
            let mut line = Vec::new();
            client.write_tls(&mut line).unwrap();
            server.read_tls(&mut line.as_slice()).unwrap();
            server.process_new_packets().unwrap();
            let mut line = Vec::new();
            server.write_tls(&mut line).unwrap();
            client.read_tls(&mut line.as_slice()).unwrap();
            client.process_new_packets()?;
        }
        Ok(())
    }

    fn hash_of(key: &KeyPair) -> [u8; 32] {
        Sha256::digest(key.subject_public_key_info()).into()
    }

    #[test]
    fn the_pinned_key_is_trusted_under_any_name_and_another_is_not() {
        let (real, other) = (KeyPair::generate().unwrap(), KeyPair::generate().unwrap());
        assert_eq!(greet(config(Some(hash_of(&real))).unwrap(), server(&real, &real)), Ok(()));
        let refused = greet(config(Some(hash_of(&other))).unwrap(), server(&real, &real));
        assert!(matches!(refused, Err(Error::InvalidCertificate(_))), "{refused:?}");
    }

    #[test]
    fn whoever_shows_the_right_certificate_without_its_key_is_refused() {
        let (real, thief) = (KeyPair::generate().unwrap(), KeyPair::generate().unwrap());
        let refused = greet(config(Some(hash_of(&real))).unwrap(), server(&real, &thief));
        assert!(matches!(refused, Err(Error::InvalidCertificate(CertificateError::BadSignature))), "{refused:?}");
    }

    #[test]
    fn without_a_pin_a_certificate_that_nobody_vouches_for_is_refused() {
        let real = KeyPair::generate().unwrap();
        let refused = greet(config(None).unwrap(), server(&real, &real));
        assert!(matches!(refused, Err(Error::InvalidCertificate(_))), "{refused:?}");
    }
}
