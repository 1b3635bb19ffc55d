//! How a device comes to belong to a book, and which devices do.

use std::{fmt, str::FromStr};

use data_encoding::BASE32_NOPAD;
use serde::{Deserialize, Serialize};

use crate::id::{BookId, DeviceNumber, Epoch, Token};

/// `POST /v1/books`: make a book on this server and be its first device.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NewBook {
    /// The server's invitation; not needed where it is open to all.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub invitation: Option<String>,
    /// The book, named by the device that made it.
    pub book: BookId,
    /// The device.
    pub device: NewDevice,
}

/// What a device says of itself when it is paired.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NewDevice {
    /// Drawn at random by the device for this pairing.
    pub number: DeviceNumber,
    /// As its person calls it: "Phone".
    pub name: String,
    /// Whose it is.
    pub person: String,
}

/// `POST /v1/pairing` (by a paired device): a secret for one more device.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PairingSecret {
    /// 128 bits; good for one use and [`crate::limit::PAIRING_SECRET_S`] seconds.
    #[serde(with = "serde_bytes")]
    pub secret: [u8; 16],
    /// How long it is good for, in seconds.
    pub expires_in_s: u64,
}

/// `POST /v1/join`: use a pairing secret.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Join {
    /// The book named by the code.
    pub book: BookId,
    /// The secret named by the code.
    #[serde(with = "serde_bytes")]
    pub secret: [u8; 16],
    /// The device.
    pub device: NewDevice,
}

/// The answer to [`NewBook`] and [`Join`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Paired {
    /// The device's token. The server keeps only its hash.
    pub token: Token,
    /// The book's epoch now.
    pub epoch: Epoch,
}

/// The answer to `GET /v1/devices`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Devices {
    /// Every device ever paired with the book, oldest first.
    pub devices: Vec<Device>,
}

/// A device, as the server knows it. `DELETE /v1/devices/{number}` revokes it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Device {
    /// Its number.
    pub number: DeviceNumber,
    /// Its name.
    pub name: String,
    /// Whose it is.
    pub person: String,
    /// When it was paired, in seconds since 1970, by the server's clock.
    pub paired_at_s: i64,
    /// When it last asked for anything, likewise; rounded down to the minute.
    pub seen_at_s: i64,
    /// Whether it was revoked.
    pub revoked: bool,
    /// Whether it is the one that asks.
    pub this: bool,
}

/// What a pairing code says: shown as a QR code and as text, read by the device that joins.
///
/// As text: `RAPPORT1:` and unpadded base32 (capital letters and digits, which a QR code packs tightly) of: book (16
/// bytes), secret (16), whether a key hash follows (1: 0 or 1), key hash (32), server address (the rest, UTF-8).
/// Reading ignores case, white space and hyphens.
#[derive(Clone, PartialEq, Eq)]
pub struct PairingCode {
    /// Where the server is: `https://host[:port]`, or `http://` on loopback.
    pub server: String,
    /// Which book.
    pub book: BookId,
    /// The one-time secret.
    pub secret: [u8; 16],
    /// SHA-256 of the server's public key (its `SubjectPublicKeyInfo`), where it is self-signed.
    pub key_hash: Option<[u8; 32]>,
}

/// What lets a device make a book on a server: printed by the server, typed or pasted by a person, sent as it stands.
///
/// As text: unpadded base32 of a secret (20 bytes) and, where the server is self-signed, the SHA-256 of its public key
/// (32), so that the first device knows from the start whom to trust.
#[derive(Clone, PartialEq, Eq)]
pub struct Invitation {
    /// The secret; the server keeps only its hash.
    pub secret: [u8; 20],
    /// SHA-256 of the server's public key (its `SubjectPublicKeyInfo`), where it is self-signed.
    pub key_hash: Option<[u8; 32]>,
}

const PREFIX: &str = "RAPPORT1:";

/// A text that is no pairing code.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("this is not a pairing code, or a part of it is missing; copy the whole of it, from RAPPORT1: on")]
pub struct MalformedCode;

/// A text that is no invitation.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("this is not an invitation, or a part of it is missing; copy the whole of it, as the server printed it")]
pub struct MalformedInvitation;

impl fmt::Display for PairingCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut bytes = Vec::with_capacity(80);
        bytes.extend(self.book.0);
        bytes.extend(self.secret);
        bytes.push(u8::from(self.key_hash.is_some()));
        bytes.extend(self.key_hash.iter().flatten());
        bytes.extend(self.server.as_bytes());
        write!(f, "{PREFIX}{}", BASE32_NOPAD.encode(&bytes))
    }
}

impl fmt::Debug for PairingCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("PairingCode").field("server", &self.server).field("book", &self.book).finish_non_exhaustive()
    }
}

impl fmt::Display for Invitation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let bytes = [&self.secret[..], self.key_hash.as_ref().map_or(&[], |hash| &hash[..])].concat();
        f.write_str(&BASE32_NOPAD.encode(&bytes))
    }
}

impl fmt::Debug for Invitation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Invitation").finish_non_exhaustive()
    }
}

impl FromStr for Invitation {
    type Err = MalformedInvitation;

    fn from_str(text: &str) -> Result<Self, MalformedInvitation> {
        let text = bare(text);
        let bytes = BASE32_NOPAD.decode(text.as_bytes()).map_err(|_| MalformedInvitation)?;
        let (secret, rest) = bytes.split_first_chunk().ok_or(MalformedInvitation)?;
        let key_hash = match rest {
            [] => None,
            hash => Some(hash.try_into().map_err(|_| MalformedInvitation)?),
        };
        Ok(Self { secret: *secret, key_hash })
    }
}

/// What was typed, without what people and printers put in between.
fn bare(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace() && *c != '-').collect::<String>().to_uppercase()
}

impl FromStr for PairingCode {
    type Err = MalformedCode;

    fn from_str(text: &str) -> Result<Self, MalformedCode> {
        let text = bare(text);
        let body = text.strip_prefix(PREFIX).ok_or(MalformedCode)?;
        let bytes = BASE32_NOPAD.decode(body.as_bytes()).map_err(|_| MalformedCode)?;
        let (book, rest) = bytes.split_first_chunk().ok_or(MalformedCode)?;
        let (secret, rest) = rest.split_first_chunk().ok_or(MalformedCode)?;
        let (pinned, rest) = rest.split_first().ok_or(MalformedCode)?;
        let (key_hash, server) = match pinned {
            0 => (None, rest),
            1 => rest.split_first_chunk().map(|(hash, rest)| (Some(*hash), rest)).ok_or(MalformedCode)?,
            _ => return Err(MalformedCode),
        };
        let server = std::str::from_utf8(server).map_err(|_| MalformedCode)?;
        if !(server.starts_with("https://") || server.starts_with("http://")) {
            return Err(MalformedCode);
        }
        Ok(Self { server: server.to_owned(), book: BookId(*book), secret: *secret, key_hash })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_survives_being_typed_in_groups_and_lower_case() {
        for key_hash in [None, Some([9; 32])] {
            let code = PairingCode {
                server: "https://10.0.0.7:8787".into(),
                book: BookId([1; 16]),
                secret: [2; 16],
                key_hash,
            };
            let typed: String = code
                .to_string()
                .to_lowercase()
                .chars()
                .enumerate()
                .flat_map(|(i, c)| if i > 8 && i % 5 == 0 { vec!['-', c] } else { vec![c] })
                .collect();
            assert_eq!(typed.parse(), Ok(code));
        }
    }

    #[test]
    fn an_invitation_survives_being_typed_and_a_part_of_one_is_refused() {
        for key_hash in [None, Some([9; 32])] {
            let invitation = Invitation { secret: [7; 20], key_hash };
            let text = invitation.to_string();
            assert_eq!(format!(" {}-{} ", &text[..5].to_lowercase(), &text[5..]).parse(), Ok(invitation));
            assert_eq!(text[8..].parse::<Invitation>(), Err(MalformedInvitation));
        }
    }

    #[test]
    fn what_is_no_code_is_refused() {
        for text in ["", "RAPPORT1:", "RAPPORT1:AAAA", "hello", "RAPPORT1:!!!!"] {
            assert_eq!(text.parse::<PairingCode>(), Err(MalformedCode), "{text}");
        }
    }
}
