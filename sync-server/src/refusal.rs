//! How a request is refused: a code for the program, a sentence for the person.

use rapport_protocol::{Refusal, RefusalCode};

use crate::store::StoreError;

/// Refuses for good: trying again as it is does not help.
#[must_use]
pub fn refuse(code: RefusalCode, message: impl Into<String>) -> Refusal {
    Refusal { code, message: message.into(), retry_after_s: None }
}

/// Refuses for now.
#[must_use]
pub fn refuse_for_now(code: RefusalCode, message: impl Into<String>, retry_after_s: u32) -> Refusal {
    Refusal { code, message: message.into(), retry_after_s: Some(retry_after_s) }
}

impl From<StoreError> for Refusal {
    fn from(error: StoreError) -> Self {
        match error {
            StoreError::Full(cause) => {
                tracing::error!(cause, "the disk is full: make room, and all goes on by itself");
                refuse_for_now(
                    RefusalCode::Quota,
                    "The server's disk is full, and it took nothing of this. Nothing is lost: what is not sent stays on \
                     the device, and is sent once whoever runs the server has made room.",
                    300,
                )
            }
            StoreError::Unavailable(cause) => {
                tracing::warn!(cause, "the database is not available");
                refuse_for_now(
                    RefusalCode::Unavailable,
                    "The server can't reach its database. Nothing is lost: what is not sent stays on the device. It will \
                     be tried again.",
                    10,
                )
            }
            StoreError::Failed(cause) => {
                tracing::error!(cause, "the database failed");
                refuse(
                    RefusalCode::Internal,
                    "The server made a fault and has logged it. Nothing is lost: what is not sent stays on the device.",
                )
            }
        }
    }
}
