//! Where a page ended: what the next one begins after. Opaque to whoever pages.

use crate::{
    error::{Error, Invalid, Result},
    model::RecordId,
};

/// A place in an order: what the list is ordered by, and the record's id where that is equal. It is the same on every device.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Cursor {
    order: String,
    id: RecordId,
}

impl Cursor {
    pub fn of(order: impl Into<String>, id: RecordId) -> Self {
        Self { order: order.into(), id }
    }

    /// As it is given out: the id, a dot, and what the list is ordered by.
    pub fn written(&self) -> String {
        format!("{}.{}", self.id, self.order)
    }

    pub fn read(text: &str) -> Result<Self> {
        let parts = text.split_once('.').and_then(|(id, order)| Some((id.parse().ok()?, order)));
        parts.map(|(id, order)| Self::of(order, id)).ok_or_else(not_given_out)
    }

    pub fn into_order(self) -> (String, RecordId) {
        (self.order, self.id)
    }

    /// The same of a list that is ordered by a number.
    pub fn into_number(self) -> Result<(i64, RecordId)> {
        self.order.parse().map(|order| (order, self.id)).map_err(|_| not_given_out())
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
        for (order, id) in [("oak street", 7), ("", 0), ("dr. with.dots", 1), ("-12", u8::MAX)] {
            let place = Cursor::of(order, RecordId([id; 16]));
            assert_eq!(Cursor::read(&place.written()).unwrap(), place);
        }
    }

    #[test]
    fn what_was_never_given_out_is_refused() {
        assert!(Cursor::read("").is_err());
        assert!(Cursor::read("x.y").is_err());
        assert!(Cursor::read("7.oak").is_err());
        assert!(Cursor::of("oak", RecordId([7; 16])).into_number().is_err());
    }
}
