//! What can be given, handed over and said: the library's items, under whatever name a visit or a form has them.

use rapport_core::{
    model::{ItemKind, view::LibraryItem},
    practice::library,
};

use super::view::View;
use crate::failure::Failure;

/// The library as it stands in this book.
pub struct Things(Vec<LibraryItem>);

impl Things {
    /// Reads it.
    ///
    /// # Errors
    /// What the core says.
    pub fn of(view: &View) -> Result<Self, Failure> {
        Ok(Self(view.book.library(None)?))
    }

    /// The item that `left:<item>` names: by its short name or by its id.
    pub fn item(&self, named: &str) -> Option<&LibraryItem> {
        let key = library::key(named);
        self.0.iter().find(|one| one.key == key)
    }

    /// Those of some kinds, in the library's order.
    pub fn of_kinds<'t>(&'t self, kinds: &'t [ItemKind]) -> impl Iterator<Item = &'t LibraryItem> {
        self.0.iter().filter(|one| kinds.contains(&one.item.kind))
    }

    /// What a thing is called, with its edition: "Brochure, spring". What is no longer in the library, by its key.
    pub fn name(&self, named: &str) -> String {
        self.item(named).map_or_else(|| named.replace('_', " "), |one| edition(&one.item.name, &one.item.version))
    }

    /// So many of it: "3 × Brochure", or "Brochure" alone.
    pub fn counted(&self, named: &str, count: i64) -> String {
        if count == 1 { self.name(named) } else { format!("{count} × {}", self.name(named)) }
    }
}

/// "Brochure, spring".
pub fn edition(name: &str, version: &str) -> String {
    if version.is_empty() { name.to_owned() } else { format!("{name}, {version}") }
}
