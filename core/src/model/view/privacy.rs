//! What a typed text should perhaps not say.

use serde::{Deserialize, Serialize};

/// Words of a text by which a client could be known. A warning, never a refusal.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PrivacyWarning {
    /// What they look like.
    pub kind: Identifier,
    /// The words, as they stand there.
    pub said: String,
    /// Where they begin, counted in characters.
    pub start: usize,
    /// How many characters they are.
    pub length: usize,
}

/// What somebody can be known by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Identifier {
    /// A name that nobody in the book has.
    Name,
    /// Initials beside an age, or of a client.
    Initials,
    /// A birth date.
    Birth,
    /// A telephone number that is nobody's in the book, and no office's.
    Phone,
    /// A private address of mail that is nobody's in the book.
    Email,
    /// A number under which somebody is kept: at an insurer, in a chart, by a court.
    Record,
    /// Where somebody lives.
    Address,
}
