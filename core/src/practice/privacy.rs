//! Whether a typed text says who a client is: names, initials, birth dates, telephone numbers, mail, record numbers, homes.
//!
//! Everything is read on the device, from word lists and the words around; nothing learns, and nothing is sent. What the
//! rules find and miss is measured in `core/tests/privacy.rs`, and told in docs/privacy.md.

mod names;
mod numbers;
mod text;
mod words;

use std::collections::BTreeSet;

use crate::model::view::{Identifier, PrivacyWarning};

/// What a text mentions that may be in the book.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Known {
    /// Names and parts of names, folded: "ana", "ana ruiz".
    pub names: BTreeSet<String>,
    /// `phone:…` and `email:…`, as they were typed.
    pub channels: BTreeSet<String>,
}

/// The names and channels to look for in the book, before [`warnings`] is asked.
#[must_use]
pub fn mentions(text: &str) -> Known {
    let words = text::words(text);
    Known { names: names::mentioned(&words).collect(), channels: numbers::mentioned(&words).into_iter().collect() }
}

/// What looks like a client's, in the order in which it stands there. `known` holds those [`mentions`] that are in the book.
#[must_use]
pub fn warnings(text: &str, known: &Known) -> Vec<PrivacyWarning> {
    let words = text::words(text);
    let mut found = numbers::identifiers(&words, known);
    let names = names::names(&words, known).into_iter().map(|(from, to)| (Identifier::Name, from, to));
    found.extend(names);
    found.sort_by_key(|(kind, from, to)| (*from, *to, *kind));
    let warning = |(kind, from, to): (Identifier, usize, usize)| {
        let (start, end) = (words[from].start, words[to - 1].end());
        let said = text[start..end].to_owned();
        PrivacyWarning { kind, start: text[..start].chars().count(), length: said.chars().count(), said }
    };
    found.into_iter().map(warning).collect()
}
