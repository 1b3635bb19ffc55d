//! Merging one record, where an abort, a runaway allocation or a hang costs that merge and nothing else.

use rapport_document::Document;

/// How a record is merged.
#[derive(Debug, Clone)]
pub enum Merger {
    /// Here, on this thread: for tests and simulations, whose records are their own.
    InProcess,
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
    /// The worker could not be started.
    NotStarted,
}

impl Merger {
    /// Merges a record's change chunks into a document as automerge saves it.
    pub fn merge(&self, chunks: &[u8]) -> Result<Vec<u8>, MergeFailure> {
        match self {
            Self::InProcess => merge(chunks),
        }
    }
}

fn merge(chunks: &[u8]) -> Result<Vec<u8>, MergeFailure> {
    Document::load_chunks([chunks]).map(|document| document.save()).map_err(|_| MergeFailure::Refused)
}
