//! vCard: a file taken apart into cards, each of which is read by `calcard` and can't harm the next.

mod read;
mod write;

use calcard::{Entry, Parser};

use super::{Card, RowError, decode};

pub(crate) use write::{Shown, write};

/// The largest card, in bytes; only a picture makes one this large.
const CARD_BYTES: usize = 16 << 20;

/// Reads a file card by card. At most one of them is in memory at a time.
pub(super) fn cards(bytes: &[u8]) -> impl Iterator<Item = Result<Card, RowError>> + '_ {
    Pieces { rest: bytes, line: 1 }.map(|piece| {
        let Piece { line, bytes } = piece?;
        if bytes.len() > CARD_BYTES {
            return Err(RowError::new(line, "", format!("the card is larger than {} MB", CARD_BYTES >> 20)));
        }
        let text = decode::text(bytes).map_err(|reason| RowError::new(line, "", reason))?;
        match Parser::new(&text).entry() {
            Entry::VCard(vcard) => read::card(&vcard, line).check(),
            _ => Err(RowError::new(line, "", "it is not a vCard")),
        }
    })
}

/// A file, of which some is left.
struct Pieces<'a> {
    rest: &'a [u8],
    /// The line at which the rest starts.
    line: u64,
}

/// One card's bytes.
struct Piece<'a> {
    line: u64,
    bytes: &'a [u8],
}

impl<'a> Iterator for Pieces<'a> {
    type Item = Result<Piece<'a>, RowError>;

    fn next(&mut self) -> Option<Self::Item> {
        let mut stray = None;
        loop {
            let (whole, line) = (self.rest, self.line);
            let first = self.line();
            let begins = first.is_some_and(|first| is(first, b"BEGIN:VCARD"));
            match (first, stray) {
                // What stood between two cards is reported once, by its first line.
                (_, Some(stray)) if begins || first.is_none() => {
                    (self.rest, self.line) = (whole, line);
                    return Some(Err(RowError::new(stray, "", "this stands outside of any card")));
                }
                (Some(_), None) if begins => return Some(self.piece(whole, line)),
                (Some(first), None) if !first.trim_ascii().is_empty() => stray = Some(line),
                (Some(_), _) => {}
                (None, _) => return None,
            }
        }
    }
}

impl<'a> Pieces<'a> {
    /// The rest of a card whose first line was read. Where another begins before it ends, it was cut: that one is whole.
    fn piece(&mut self, whole: &'a [u8], line: u64) -> Result<Piece<'a>, RowError> {
        loop {
            let (before, at) = (self.rest, self.line);
            match self.line() {
                Some(next) if is(next, b"END:VCARD") => {
                    return Ok(Piece { line, bytes: &whole[..whole.len() - self.rest.len()] });
                }
                Some(next) if is(next, b"BEGIN:VCARD") => {
                    (self.rest, self.line) = (before, at);
                    return Err(RowError::new(line, "", "the card has no end (END:VCARD) before the next one begins"));
                }
                Some(_) => {}
                None => return Err(RowError::new(line, "", "the card has no end (END:VCARD); the file was cut here")),
            }
        }
    }

    fn line(&mut self) -> Option<&'a [u8]> {
        if self.rest.is_empty() {
            return None;
        }
        let end = self.rest.iter().position(|byte| *byte == b'\n').map_or(self.rest.len(), |place| place + 1);
        let (line, rest) = self.rest.split_at(end);
        (self.rest, self.line) = (rest, self.line + 1);
        Some(line)
    }
}

fn is(line: &[u8], word: &[u8]) -> bool {
    line.trim_ascii_end().eq_ignore_ascii_case(word)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const SAMPLE: &[u8] = include_bytes!("../../../samples/contacts.vcf");

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

        /// However a file was damaged on its way: each card is read or refused.
        #[test]
        fn a_damaged_file_is_read_as_far_as_it_can_be(
            damage in proptest::collection::vec((0..SAMPLE.len(), prop_oneof![any::<u8>(), Just(b'\n'), Just(b'='), Just(b';')]), 1..60),
        ) {
            let mut bytes = SAMPLE.to_vec();
            for (place, byte) in damage {
                bytes[place] = byte;
            }
            let read = cards(&bytes).count();
            prop_assert!((1..=90).contains(&read));
        }
    }
}
