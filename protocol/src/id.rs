//! Names of things on the wire. Each is a fixed number of bytes, sent as such in CBOR and as text in JSON.

use std::{fmt, str::FromStr};

use data_encoding::HEXLOWER_PERMISSIVE as HEX;
use serde::{Deserialize, Deserializer, Serialize, Serializer, de};
use sha2::{Digest as _, Sha256};

/// A place in a book's feed. Zero is before the first entry.
pub type Position = u64;

/// A text that is not the name it was taken for.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("this is not {what}: expected {expected}")]
pub struct MalformedId {
    what: &'static str,
    expected: &'static str,
}

macro_rules! id {
    ($(#[$doc:meta])* $name:ident, $bytes:literal, $what:literal, $show:ident, $read:ident, $expected:literal) => {
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(pub [u8; $bytes]);

        impl $name {
            /// The bytes of the name.
            #[must_use]
            pub const fn as_bytes(&self) -> &[u8; $bytes] {
                &self.0
            }

            /// The name in these bytes, if they are as many as it has.
            #[must_use]
            pub fn from_slice(bytes: &[u8]) -> Option<Self> {
                bytes.try_into().ok().map(Self)
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&$show(&self.0))
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, "{}({self})", stringify!($name))
            }
        }

        impl FromStr for $name {
            type Err = MalformedId;

            fn from_str(text: &str) -> Result<Self, MalformedId> {
                $read(text)
                    .as_deref()
                    .and_then(Self::from_slice)
                    .ok_or(MalformedId { what: $what, expected: $expected })
            }
        }

        impl Serialize for $name {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                if serializer.is_human_readable() {
                    serializer.collect_str(self)
                } else {
                    serializer.serialize_bytes(&self.0)
                }
            }
        }

        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                if deserializer.is_human_readable() {
                    String::deserialize(deserializer)?.parse().map_err(de::Error::custom)
                } else {
                    let bytes = serde_bytes::ByteBuf::deserialize(deserializer)?;
                    Self::from_slice(&bytes).ok_or_else(|| de::Error::invalid_length(bytes.len(), &$expected))
                }
            }
        }
    };
}

id! {
    /// A record: a UUID of version 7, so that records made one after another lie side by side on the disk.
    RecordId, 16, "a record id", show_uuid, read_uuid, "a UUID"
}
id! {
    /// A book: everything one practice keeps.
    BookId, 16, "a book id", show_uuid, read_uuid, "a UUID"
}
id! {
    /// A change, named by the SHA-256 that automerge gives it. Unique only together with its record.
    ChangeId, 32, "a change id", show_hex, read_hex, "64 hexadecimal digits"
}
id! {
    /// What stands for a change or an erasure in digests and repairs: see [`Item::change`] and [`Item::erasure`].
    Item, 32, "an item", show_hex, read_hex, "64 hexadecimal digits"
}
id! {
    /// A server's incarnation: drawn at random when a book is made and again by every restore; only ever compared.
    Epoch, 16, "an epoch", show_hex, read_hex, "32 hexadecimal digits"
}
id! {
    /// A device of a book, drawn at pairing: the first half of its actors.
    DeviceNumber, 8, "a device number", show_hex, read_hex, "16 hexadecimal digits"
}

impl Item {
    /// The item of one change: SHA-256 of the record's id and the change's (rule `id_binds_record`).
    #[must_use]
    pub fn change(record: RecordId, change: ChangeId) -> Self {
        Self(Sha256::new().chain_update(record.0).chain_update(change.0).finalize().into())
    }

    /// The item of an erasure: SHA-256 of the word `erased` and the record's id.
    #[must_use]
    pub fn erasure(record: RecordId) -> Self {
        Self(Sha256::new().chain_update(b"erased").chain_update(record.0).finalize().into())
    }
}

/// A device's secret: 256 random bits as base64url, sent as a bearer token and nowhere else. Never shown by `Debug`.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Token(pub String);

impl fmt::Debug for Token {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Token(…)")
    }
}

fn show_hex(bytes: &[u8]) -> String {
    HEX.encode(bytes)
}

fn read_hex(text: &str) -> Option<Vec<u8>> {
    HEX.decode(text.as_bytes()).ok()
}

fn show_uuid(bytes: &[u8]) -> String {
    uuid::Uuid::from_slice(bytes).map(|id| id.hyphenated().to_string()).unwrap_or_default()
}

fn read_uuid(text: &str) -> Option<Vec<u8>> {
    uuid::Uuid::parse_str(text).ok().map(|id| id.into_bytes().to_vec())
}
