//! Reading bytes from outside: numbers in their one shortest form, and never past the end.

use super::Refused;

/// What is left to read.
#[derive(Clone)]
pub(super) struct Reader<'a>(pub(super) &'a [u8]);

impl<'a> Reader<'a> {
    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub(super) fn byte(&mut self) -> Result<u8, Refused> {
        let (first, rest) = self.0.split_first().ok_or(CUT)?;
        self.0 = rest;
        Ok(*first)
    }

    pub(super) fn take(&mut self, count: usize) -> Result<&'a [u8], Refused> {
        let (taken, rest) = self.0.split_at_checked(count).ok_or(CUT)?;
        self.0 = rest;
        Ok(taken)
    }

    pub(super) fn take_rest(&mut self) -> &'a [u8] {
        std::mem::take(&mut self.0)
    }

    pub(super) fn array<const N: usize>(&mut self) -> Result<[u8; N], Refused> {
        let (taken, rest) = self.0.split_first_chunk().ok_or(CUT)?;
        self.0 = rest;
        Ok(*taken)
    }

    /// An unsigned LEB128 number. A number written longer than needed is refused: automerge would write it shorter the
    /// next time, under another hash.
    pub(super) fn unsigned(&mut self) -> Result<u64, Refused> {
        let mut number = 0;
        for shift in (0..64).step_by(7) {
            let byte = self.byte()?;
            let bits = u64::from(byte & 0x7f);
            if shift == 63 && bits > 1 {
                break;
            }
            number |= bits << shift;
            if byte & 0x80 == 0 {
                return if byte == 0 && shift > 0 { Err(LONG) } else { Ok(number) };
            }
        }
        Err(Refused::Malformed("a number has more than 64 bits"))
    }

    /// A signed LEB128 number, likewise.
    pub(super) fn signed(&mut self) -> Result<i64, Refused> {
        let mut number: i64 = 0;
        let mut previous = 0;
        for shift in (0..64).step_by(7) {
            let byte = self.byte()?;
            if shift == 63 && byte != 0 && byte != 0x7f {
                break;
            }
            number |= i64::from(byte & 0x7f) << shift;
            if byte & 0x80 == 0 {
                let sign_only = if previous & 0x40 == 0 { 0 } else { 0x7f };
                if shift > 0 && byte == sign_only {
                    return Err(LONG);
                }
                let negative = byte & 0x40 != 0 && shift + 7 < 64;
                return Ok(if negative { number | (-1 << (shift + 7)) } else { number });
            }
            previous = byte;
        }
        Err(Refused::Malformed("a number has more than 64 bits"))
    }

    /// A length, then as many bytes.
    pub(super) fn prefixed(&mut self) -> Result<&'a [u8], Refused> {
        let length = self.unsigned()?;
        self.take(usize::try_from(length).map_err(|_| CUT)?)
    }
}

const CUT: Refused = Refused::Malformed("it ends too early");
const LONG: Refused = Refused::Malformed("a number is written longer than needed");

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test fails by panicking")]
mod tests {
    use super::*;

    #[test]
    fn numbers_have_one_form() {
        for (bytes, number) in [(&[0x00][..], 0), (&[0x7f], 127), (&[0x80, 0x01], 128), (&[0xe5, 0x8e, 0x26], 624_485)]
        {
            assert_eq!(Reader(bytes).unsigned().unwrap(), number);
        }
        assert_eq!(Reader(&[0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x01]).unsigned().unwrap(), u64::MAX);
        for (bytes, number) in [(&[0x00][..], 0), (&[0x7f], -1), (&[0x3f], 63), (&[0xc0, 0x00], 64), (&[0x40], -64)] {
            assert_eq!(Reader(bytes).signed().unwrap(), number);
        }
        let least = [0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x7f];
        assert_eq!(Reader(&least).signed().unwrap(), i64::MIN);
        for long in [&[0x80, 0x00][..], &[0xff, 0x00], &[0x80]] {
            assert!(Reader(long).unsigned().is_err());
        }
        for long in [&[0x80, 0x00][..], &[0xff, 0x7f], &[0x80]] {
            assert!(Reader(long).signed().is_err());
        }
        assert!(Reader(&[0xff; 11]).unsigned().is_err() && Reader(&[0xff; 11]).signed().is_err());
    }
}
