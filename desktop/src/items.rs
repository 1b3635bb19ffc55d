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
        let currency = self.currency();
        let amount = if WHOLE.contains(&currency.as_str()) {
            minor.to_string()
        } else {
            let sign = if minor < 0 { "-" } else { "" };
            format!("{sign}{}.{:02}", minor.unsigned_abs() / 100, minor.unsigned_abs() % 100)
        };
        if currency.is_empty() { amount } else { format!("{amount} {currency}") }
    }

    /// An amount as it is typed, in the currency's smallest unit: of "12.50" or "12,5", 1250. Nothing if it is none.
    pub fn minor(&self, typed: &str) -> Option<i64> {
        minor_of(typed.trim(), !WHOLE.contains(&self.currency().as_str()))
    }

    fn currency(&self) -> String {
        self.practice().map(|practice| practice.currency.to_uppercase()).unwrap_or_default()
    }
}

/// ISO 4217: these have no smaller unit.
const WHOLE: [&str; 7] = ["JPY", "KRW", "VND", "CLP", "ISK", "PYG", "XOF"];

fn minor_of(typed: &str, in_hundredths: bool) -> Option<i64> {
    let is_number = |part: &str| part.chars().all(|digit| digit.is_ascii_digit());
    let (whole, rest) = typed.split_once(['.', ',']).unwrap_or((typed, ""));
    if whole.is_empty() || !is_number(whole) || !is_number(rest) || rest.len() > 2 {
        return None;
    }
    let whole: i64 = whole.parse().ok()?;
    if !in_hundredths {
        return rest.is_empty().then_some(whole);
    }
    let rest: i64 = format!("{rest:0<2}").parse().ok()?;
    whole.checked_mul(100)?.checked_add(rest)
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_amount_is_read_as_people_type_it() {
        for (typed, minor) in [("12", 1_200), ("12.5", 1_250), ("0,99", 99), ("12.50", 1_250)] {
            assert_eq!(minor_of(typed, true), Some(minor), "{typed}");
        }
        for typed in ["", "-3", "12.505", "1.200,00", "ten", ".5"] {
            assert_eq!(minor_of(typed, true), None, "{typed}");
        }
        assert_eq!((minor_of("1200", false), minor_of("12.50", false)), (Some(1_200), None), "yen have no cents");
    }
}
