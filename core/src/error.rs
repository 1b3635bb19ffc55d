//! What can go wrong, by what the user can do about it. Expected outcomes (offline, conflict, ambiguous) are values, not errors.

use std::fmt;

use crate::{model::RecordId, sync::OfflineReason};

/// The core's result.
pub type Result<T, E = Error> = std::result::Result<T, E>;

/// Why something was not done. Whatever the variant, the book is as it was before.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// What was asked makes no sense as it stands: correct it.
    #[error(transparent)]
    Invalid(#[from] Invalid),
    /// There is no such record, or it was erased.
    #[error("there is no {what} {id} in this book")]
    NotFound {
        /// What was looked for.
        what: &'static str,
        /// Its id.
        id: String,
    },
    /// The server doesn't know this device, or it was revoked. The book is whole; pair again to send what is unsent.
    #[error(
        "the server no longer lets this device in: {reason}. Your book is whole, with {unsent} to send; pair this device again"
    )]
    Unauthorized {
        /// What the server said.
        reason: &'static str,
        /// How many changes wait.
        unsent: u64,
    },
    /// The server was not reached. Only what needs it at once is an error; a sync that finds nobody is an outcome.
    #[error("the server was not reached: {reason}. Nothing was changed; try again")]
    Unreachable {
        /// What stood in the way.
        reason: OfflineReason,
    },
    /// The disk is full: nothing was kept of the last step. Make room and try again.
    #[error("the disk is full; nothing of this was kept and nothing earlier was lost. Make room and try again")]
    StorageFull,
    /// Another program has been writing to the book, or holds it, for longer than one waits. Nothing was changed.
    #[error(
        "another program has the book to itself just now; nothing of this was kept and nothing earlier was lost. Try again"
    )]
    Busy,
    /// The file is no book, is damaged, or needs another key. It was left as it is.
    #[error("the book can't be opened: {0}")]
    Unopened(String),
    /// A fault of the program or the disk. What was acknowledged before is safe.
    #[error("something went wrong inside ({context}); what was saved before is safe")]
    Internal {
        /// What was being done.
        context: &'static str,
        /// What failed.
        #[source]
        source: Box<dyn std::error::Error + Send + Sync>,
    },
}

impl Error {
    /// A fault inside, with what was being done.
    pub(crate) fn internal(context: &'static str, source: impl Into<Box<dyn std::error::Error + Send + Sync>>) -> Self {
        Self::Internal { context, source: source.into() }
    }

    /// No such record.
    pub(crate) fn no_record(id: RecordId) -> Self {
        Self::NotFound { what: "record", id: id.to_string() }
    }

    /// A word for programs: `invalid`, `not_found`, `unauthorized`, `offline`, `storage_full`, `busy`, `unopened`, `internal`.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Invalid(_) => "invalid",
            Self::NotFound { .. } => "not_found",
            Self::Unauthorized { .. } => "unauthorized",
            Self::Unreachable { .. } => "offline",
            Self::StorageFull => "storage_full",
            Self::Busy => "busy",
            Self::Unopened(_) => "unopened",
            Self::Internal { .. } => "internal",
        }
    }
}

/// Bad input, with its place. Nothing was changed.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub struct Invalid {
    /// The field that is wrong.
    pub field: String,
    /// What was expected.
    pub expected: String,
}

impl Invalid {
    /// A field and what was expected of it.
    pub fn new(field: impl Into<String>, expected: impl Into<String>) -> Self {
        Self { field: field.into(), expected: expected.into() }
    }
}

impl fmt::Display for Invalid {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.field, self.expected)
    }
}
