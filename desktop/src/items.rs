//! Items as somebody types them: a short name of the library, the name of an item, or the end of its id.

use rapport_core::{
    model::{
        ItemKind, Kind, RecordId,
        view::{LibraryItem, Named},
    },
    practice::{fold::fold, library},
};

use crate::{desk::Desk, failure::Failure};

impl Desk {
    /// The record that is to be looked at or changed: what is shipped by its short name, anything else as always. The whole of a
    /// contact's name wins.
    ///
    /// # Errors
    /// [`Failure::NotFound`] or [`Failure::Ambiguous`], unless somebody is there to choose.
    pub fn thing(&self, typed: &str) -> Result<(RecordId, Kind), Failure> {
        let wanted = fold(typed);
        let shipped = library::shipped(&wanted.replace(' ', "_"));
        match shipped.filter(|_| !wanted.is_empty()) {
            Some(shipped) if !self.book.who(typed, 9)?.iter().any(|named| fold(&named.name) == wanted) => {
                Ok((shipped.id(), Kind::Item))
            }
            _ => self.record(typed),
        }
    }

    /// The item that is meant, of some kinds or of any.
    ///
    /// # Errors
    /// [`Failure::NotFound`] or [`Failure::Ambiguous`], unless somebody is there to choose.
    pub fn item(&self, typed: &str, kinds: &[ItemKind]) -> Result<LibraryItem, Failure> {
        let mut items = self.book.library(None)?;
        items.retain(|item| kinds.is_empty() || kinds.contains(&item.item.kind));
        let wanted = fold(typed);
        let is = |item: &&LibraryItem| fold(&item.key) == wanted || fold(&item.item.name) == wanted;
        let exact: Vec<&LibraryItem> = items.iter().filter(is).collect();
        let meant: Vec<&LibraryItem> = if exact.is_empty() {
            items.iter().filter(|item| begins(item, &wanted) || ends(item, typed)).collect()
        } else {
            exact
        };
        let named = meant.iter().map(|item| Named { id: item.id, name: item.item.name.clone() }).collect::<Vec<_>>();
        if named.is_empty() {
            return Err(Failure::NotFound(format!(
                "there is no item called “{typed}”. Look with:  rapport gives,  rapport gifts  or  rapport wording list\nor add one:  rapport add item \"{typed}\""
            )));
        }
        let id = self.choose(typed, named)?;
        Ok(items.into_iter().find(|item| item.id == id).expect("what was chosen is one of those found"))
    }

    /// An amount in the practice's currency: "12.00 USD".
    pub fn money(&self, minor: i64) -> String {
        // ISO 4217: these have no smaller unit.
        const WHOLE: [&str; 7] = ["JPY", "KRW", "VND", "CLP", "ISK", "PYG", "XOF"];
        let currency = self.practice().map(|practice| practice.currency.to_uppercase()).unwrap_or_default();
        let amount = if WHOLE.contains(&currency.as_str()) {
            minor.to_string()
        } else {
            let sign = if minor < 0 { "-" } else { "" };
            format!("{sign}{}.{:02}", minor.unsigned_abs() / 100, minor.unsigned_abs() % 100)
        };
        if currency.is_empty() { amount } else { format!("{amount} {currency}") }
    }
}

/// Whether each word typed begins a word of the item's name.
fn begins(item: &LibraryItem, wanted: &str) -> bool {
    let name = fold(&item.item.name);
    !wanted.is_empty() && wanted.split(' ').all(|word| name.split(' ').any(|own| own.starts_with(word)))
}

/// Whether the item's id ends in what was typed.
fn ends(item: &LibraryItem, typed: &str) -> bool {
    typed.len() >= 4 && item.id.to_string().ends_with(&typed.trim().to_lowercase())
}
