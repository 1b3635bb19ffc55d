//! What is told of a new client: whom else they see, and who sent them. Never who they are.

use crate::model::{RecordId, SourceClass};

/// What a first session told, without the client.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct NewIntake {
    /// Whom else the client sees.
    pub sees: Vec<SeenByClient>,
    /// Which sort of source they came from: counted as a referral that was answered, under a code.
    pub source: Option<SourceClass>,
    /// Who sent them; only with a source.
    pub from: Option<RecordId>,
}

/// Somebody whom a client sees.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SeenByClient {
    /// As what: one of [`crate::practice::serving::ROLES`], or empty.
    pub role: String,
    /// Who.
    pub who: SeenName,
}

/// Who it is that a client sees.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SeenName {
    /// Nobody said: the role alone is counted. A client's own people are never named.
    Untold,
    /// Somebody in the book.
    Known(RecordId),
    /// Somebody who is put into it, by name.
    New(String),
}
