//! Why a command was not done: what happened, what is safe, what to do. Each has a word for programs and an exit code.

use std::{fmt, io, path::Path};

use rapport_core::{Error, model::view::Named, sync::OfflineReason};

use crate::names::short;

/// Why a command was not done. The book is as it was before.
#[derive(Debug, thiserror::Error)]
pub enum Failure {
    /// The core said no.
    #[error("{}", said(.0))]
    Core(#[from] Error),
    /// It was not typed so that it could be understood.
    #[error("{0}")]
    Usage(String),
    /// There is nothing of that name.
    #[error("{0}")]
    NotFound(String),
    /// Several are meant.
    #[error("{}", ambiguity(.typed, .candidates))]
    Ambiguous {
        /// What was typed.
        typed: String,
        /// Who may be meant, each with what tells them apart.
        candidates: Vec<Candidate>,
    },
    /// Nobody said where; these are likely.
    #[error("{}", elsewhere(.candidates))]
    Elsewhere {
        /// Where one may be, the likeliest first, each with why.
        candidates: Vec<Candidate>,
    },
    /// Several devices are meant.
    #[error("“{typed}” may be any of these; type its number:\n{list}")]
    AmbiguousDevice {
        /// What was typed.
        typed: String,
        /// Which may be meant.
        list: String,
    },
    /// A file can't be read or written.
    #[error("{path}: {source}. Your book is as it was")]
    File {
        /// Which.
        path: String,
        /// Why.
        source: io::Error,
    },
    /// The user said no.
    #[error("left as it is")]
    Declined,
}

/// Somebody or something that may have been meant.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct Candidate {
    /// Their id and name.
    #[serde(flatten)]
    pub named: Named,
    /// What tells them apart: "primary care", "at Oak Street Family Medicine".
    pub hint: String,
}

impl fmt::Display for Candidate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.named.name)?;
        if self.hint.is_empty() { Ok(()) } else { write!(f, ", {}", self.hint) }
    }
}

impl Failure {
    /// Something typed that can't be understood.
    pub fn usage(message: impl Into<String>) -> Self {
        Self::Usage(message.into())
    }

    /// A file or a folder that can't be read or written.
    pub fn file(path: &Path, source: io::Error) -> Self {
        Self::File { path: path.display().to_string(), source }
    }

    /// What was said could not be written.
    pub fn output(source: io::Error) -> Self {
        Self::File { path: "the output".to_owned(), source }
    }

    /// The word for programs.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Core(error) => error.code(),
            Self::Usage(_) => "usage",
            Self::NotFound(_) => "not_found",
            Self::Ambiguous { .. } | Self::Elsewhere { .. } | Self::AmbiguousDevice { .. } => "ambiguous",
            Self::File { source, .. } if is_full(source) => "storage_full",
            Self::File { source, .. } if source.kind() == io::ErrorKind::NotFound => "not_found",
            Self::File { .. } => "file",
            Self::Declined => "declined",
        }
    }

    /// The exit code: see [`crate::exit`].
    pub fn exit(&self) -> u8 {
        match self.code() {
            "invalid" | "usage" | "file" | "declined" => crate::exit::INVALID,
            "not_found" => crate::exit::NOT_FOUND,
            "ambiguous" => crate::exit::AMBIGUOUS,
            "unauthorized" => crate::exit::UNAUTHORIZED,
            "offline" => crate::exit::NOT_SYNCED,
            "storage_full" => crate::exit::STORAGE_FULL,
            "busy" => crate::exit::BUSY,
            "unopened" => crate::exit::DAMAGED,
            _ => crate::exit::INTERNAL,
        }
    }
}

/// The core's error, with the command to type next where there is one.
fn said(error: &Error) -> String {
    match error {
        // What was typed says already what these are about.
        Error::Invalid(invalid) if ["home", "id", "record", "server", "text"].contains(&invalid.field.as_str()) => {
            invalid.expected.clone()
        }
        Error::Unreachable { reason: OfflineReason::Untrusted } => format!(
            "{error}.\nA server with a key of its own tells it in the invitation:  rapport pair new URL --invitation …"
        ),
        Error::NotFound { what: "book", id } => format!(
            "there is no book {id}. Make one:\n  rapport init --practice \"Riverside Therapy\" --device Laptop --person Kim\nor join one that another device has:\n  rapport pair join CODE --device Laptop"
        ),
        Error::Unauthorized { .. } => format!(
            "{error}:\n  on a device that still syncs:  rapport pair show\n  on this one:  rapport pair join CODE --device NAME"
        ),
        Error::Internal { source, .. } => format!("{error}: {source}"),
        other => other.to_string(),
    }
}

fn ambiguity(typed: &str, candidates: &[Candidate]) -> String {
    let listed = candidates.iter().map(|candidate| format!("\n  {}  {candidate}", short(candidate.named.id)));
    format!("“{typed}” may be any of these; type more of the name, or the id:{}", listed.collect::<String>())
}

fn elsewhere(candidates: &[Candidate]) -> String {
    let listed = candidates.iter().map(|candidate| format!("\n  {}  {candidate}", short(candidate.named.id)));
    format!(
        "nothing was logged: say where, as in  rapport log \"Oak Street\". You may be at one of these:{}",
        listed.collect::<String>()
    )
}

fn is_full(error: &io::Error) -> bool {
    matches!(error.kind(), io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded)
}
