//! Merging one record, where an abort, a runaway allocation or a hang costs that merge and nothing else.

use std::{path::PathBuf, time::Duration};

use rapport_document::{Document, split};

mod child;
pub mod worker;

/// How a record is merged.
#[derive(Debug, Clone)]
pub enum Merger {
    /// Here, on this thread: for tests and simulations, whose records are their own.
    InProcess,
    /// In a child process of its own for each record, with limits on memory and time: for everything else.
    Child {
        /// This server's binary, called with [`worker::ARGUMENT`].
        program: PathBuf,
        /// How long it may take, in all.
        timeout: Duration,
    },
}

/// Why a record can't be merged.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MergeFailure {
    /// The merge engine refused it.
    Refused,
    /// The merge ended without an answer: it aborted, or hit its limit of memory or processor time.
    Died,
    /// It took too long.
    TimedOut,
    /// The worker could not be started. Says nothing of the record.
    NotStarted,
}

impl Merger {
    /// This very program as the worker.
    pub fn this_program() -> std::io::Result<Self> {
        Ok(Self::Child { program: std::env::current_exe()?, timeout: Duration::from_secs(20) })
    }

    /// Merges a record's change chunks into a document as automerge saves it.
    pub fn merge(&self, chunks: &[u8]) -> Result<Vec<u8>, MergeFailure> {
        match self {
            Self::InProcess => merge(chunks),
            Self::Child { program, timeout } => child::merge(program, *timeout, chunks),
        }
    }
}

fn merge(chunks: &[u8]) -> Result<Vec<u8>, MergeFailure> {
    let chunks = split(chunks).map_err(|_| MergeFailure::Refused)?;
    let document = Document::load_chunks(chunks).map_err(|_| MergeFailure::Refused)?;
    Some(document.save()).filter(|saved| !saved.is_empty()).ok_or(MergeFailure::Refused)
}
