//! Where a page ended: what the next one begins after. Opaque to whoever pages.

use crate::{
    error::{Error, Invalid, Result},
    store::RecordKey,
};

/// A place in an order: what the list is ordered by, and the record's number where that is equal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Cursor {
    order: String,
    key: RecordKey,
}

impl Cursor {
    pub fn of(order: impl Into<String>, key: RecordKey) -> Self {
        Self { order: order.into(), key }
    }

    /// As it is given out: the number, a dot, and what the list is ordered by.
    pub fn written(&self) -> String {
        format!("{}.{}", self.key, self.order)
    }

    pub fn read(text: &str) -> Result<Self> {
        let parts = text.split_once('.').and_then(|(key, order)| Some((key.parse().ok()?, order)));
        parts.map(|(key, order)| Self::of(order, key)).ok_or_else(not_given_out)
    }

    pub fn into_order(self) -> (String, RecordKey) {
        (self.order, self.key)
    }

    /// The same of a list that is ordered by a number.
    pub fn into_number(self) -> Result<(i64, RecordKey)> {
        self.order.parse().map(|order| (order, self.key)).map_err(|_| not_given_out())
    }
}

/// Cuts what was found to a page; if there was more, where the next page begins.
pub(super) fn cut<T>(found: &mut Vec<T>, limit: u32, place: impl Fn(&T) -> Cursor) -> Option<String> {
    let limit = usize::try_from(limit).unwrap_or(usize::MAX);
    if found.len() <= limit {
        return None;
    }
    found.truncate(limit);
    found.last().map(|last| place(last).written())
}

fn not_given_out() -> Error {
    Invalid::new("after", "give back the `next` of the page before, or nothing for the first page").into()
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test fails by panicking")]
mod tests {
    use super::*;

    #[test]
    fn a_place_comes_back_whatever_stands_in_it() {
        for (order, key) in [("oak street", 7), ("", -3), ("dr. with.dots", 0), ("-12", i64::MIN)] {
            let place = Cursor::of(order, key);
            assert_eq!(Cursor::read(&place.written()).unwrap(), place);
        }
    }

    #[test]
    fn what_was_never_given_out_is_refused() {
        assert!(Cursor::read("").is_err());
        assert!(Cursor::read("x.y").is_err());
        assert!(Cursor::read("7.oak").unwrap().into_number().is_err());
    }
}
