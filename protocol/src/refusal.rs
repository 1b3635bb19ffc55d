//! How the server says no to a whole request. Nothing on the device is ever touched by one of these.

use serde::{Deserialize, Serialize};

/// The body of every answer with a status of 400 and up.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
#[error("{code:?}: {message}")]
pub struct Refusal {
    /// What a program acts on.
    pub code: RefusalCode,
    /// What a person reads: what happened, and what to do.
    pub message: String,
    /// When to try again, in seconds, where waiting helps.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub retry_after_s: Option<u32>,
}

/// Why a request was refused, with its HTTP status.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RefusalCode {
    /// 400: the body is not what this address takes.
    Malformed,
    /// 401: no token, or one that this server does not know: the device was paired after the backup that was restored,
    /// or never. Pair again.
    Unknown,
    /// 401: this device was revoked. Its book stays; it may be paired again.
    Revoked,
    /// 403: the pairing code or invitation is wrong, used up or too old. Ask for a new one.
    NotInvited,
    /// 404: no such thing.
    NotFound,
    /// 409: the record's merge failed and is quarantined.
    Quarantined,
    /// 413: over a limit of this address.
    TooLarge,
    /// 426: no version in common. Update the older side.
    Version,
    /// 429: too many requests; see `retry_after_s`.
    TooMany,
    /// 503: shutting down, or no database; see `retry_after_s`.
    Unavailable,
    /// 507: no room: the server takes no more books, or its disk is full; see `retry_after_s`.
    Quota,
    /// 500: a fault of the server.
    Internal,
    /// A code from a newer server.
    #[serde(other)]
    Other,
}

impl RefusalCode {
    /// The HTTP status that carries the code.
    #[must_use]
    pub const fn status(self) -> u16 {
        match self {
            Self::Malformed => 400,
            Self::Unknown | Self::Revoked => 401,
            Self::NotInvited => 403,
            Self::NotFound => 404,
            Self::Quarantined => 409,
            Self::TooLarge => 413,
            Self::Version => 426,
            Self::TooMany => 429,
            Self::Internal | Self::Other => 500,
            Self::Unavailable => 503,
            Self::Quota => 507,
        }
    }
}
