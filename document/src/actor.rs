//! Who made a change.

use std::{fmt, str::FromStr};

use data_encoding::HEXLOWER_PERMISSIVE as HEX;
use rapport_protocol::DeviceNumber;
use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error as _};

/// Who made a change: a device's number, then eight bytes drawn at random by each process before its first change.
///
/// So a copy of a device's files never continues its actor (rule `fresh_actor`). Like the ids of the wire it is bytes
/// in CBOR and hexadecimal digits in JSON.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Actor(pub [u8; 16]);

impl Actor {
    /// The actor of one process of a device.
    #[must_use]
    pub fn new(device: DeviceNumber, drawn: [u8; 8]) -> Self {
        let mut bytes = [0; 16];
        bytes[..8].copy_from_slice(&device.0);
        bytes[8..].copy_from_slice(&drawn);
        Self(bytes)
    }

    /// The device. For a change that was made again after a fork this is a number that no device has.
    #[must_use]
    pub fn device(&self) -> DeviceNumber {
        let mut number = [0; 8];
        number.copy_from_slice(&self.0[..8]);
        DeviceNumber(number)
    }
}

impl fmt::Display for Actor {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&HEX.encode(&self.0))
    }
}

impl fmt::Debug for Actor {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Actor({self})")
    }
}

/// A text that is no actor.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("this is not an actor: expected 32 hexadecimal digits")]
pub struct MalformedActor;

impl FromStr for Actor {
    type Err = MalformedActor;

    fn from_str(text: &str) -> Result<Self, MalformedActor> {
        let bytes = HEX.decode(text.as_bytes()).map_err(|_| MalformedActor)?;
        bytes.try_into().map(Self).map_err(|_| MalformedActor)
    }
}

impl Serialize for Actor {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if serializer.is_human_readable() { serializer.collect_str(self) } else { serializer.serialize_bytes(&self.0) }
    }
}

impl<'de> Deserialize<'de> for Actor {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        if deserializer.is_human_readable() {
            String::deserialize(deserializer)?.parse().map_err(D::Error::custom)
        } else {
            serde_bytes::ByteArray::deserialize(deserializer).map(|bytes| Self(bytes.into_array()))
        }
    }
}
