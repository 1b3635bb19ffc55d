//! Who may come in: a bearer token, the device that has it, and whether that device was revoked.

use rapport_protocol::{Refusal, RefusalCode, Token};
use sha2::{Digest as _, Sha256};

use crate::{
    environment::Randomness,
    refusal::refuse,
    store::{Snapshot, StoredDevice},
};

/// What the server keeps of a secret.
#[must_use]
pub fn hash(secret: &[u8]) -> [u8; 32] {
    Sha256::digest(secret).into()
}

/// Draws a token: 256 random bits as base64url.
#[must_use]
pub fn draw_token(randomness: &dyn Randomness) -> Token {
    Token(data_encoding::BASE64URL_NOPAD.encode(&randomness.draw::<32>()))
}

/// The device that has this token, if it may come in.
///
/// Read in the very transaction that serves the request, under the lock where it writes: so a device that was revoked
/// while it waited is refused (rule `revoke_in_txn`).
pub fn admit(snapshot: &dyn Snapshot, token: &Token) -> Result<StoredDevice, Refusal> {
    let device = snapshot.device(&hash(token.0.as_bytes()))?;
    let device = device.ok_or_else(|| {
        refuse(
            RefusalCode::Unknown,
            "This server does not know this device. Everything on the device is kept. Pair it again, with a code from \
             a device that is paired, and it sends what is not sent.",
        )
    })?;
    if device.revoked {
        return Err(refuse(
            RefusalCode::Revoked,
            "This device was revoked. Everything on the device is kept and can be exported. To sync again, pair it \
             with a new code.",
        ));
    }
    Ok(device)
}
