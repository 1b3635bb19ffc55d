//! Records by a part of their id, as somebody types it who doesn't want to type all of it.

use super::Companion;
use crate::{command::Touched, error::Result};

/// A shorter part would name half of the book.
const FEWEST_DIGITS: usize = 4;

impl Companion {
    /// The records whose id begins or ends with `part`, hyphens and case aside; removed ones too. None for less than four
    /// hexadecimal digits, or for anything else.
    pub fn ids_like(&self, part: &str, limit: u32) -> Result<Vec<Touched>> {
        let digits = part.trim().trim_start_matches('…').replace('-', "");
        if digits.len() < FEWEST_DIGITS || !digits.bytes().all(|digit| digit.is_ascii_hexdigit()) {
            return Ok(Vec::new());
        }
        let found = self.store.read(|session| session.records_like(&digits, limit))?;
        Ok(found.into_iter().map(|(id, kind)| Touched { id, kind }).collect())
    }
}
