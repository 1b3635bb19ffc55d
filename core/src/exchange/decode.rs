//! From a file's bytes to text, whatever program wrote them.

use std::borrow::Cow;

use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};

/// A file without byte order mark, in an encoding that leaves line breaks and commas as they are: UTF-16 becomes UTF-8, and
/// the lone carriage returns of old programs become line feeds. All else stays, for [`text`] to read piece by piece.
pub(super) fn plain(bytes: Vec<u8>) -> Result<Vec<u8>, String> {
    let (encoding, mark) = Encoding::for_bom(&bytes).unwrap_or_else(|| (without_mark(&bytes), 0));
    let mut plain = if encoding == UTF_8 {
        let mut bytes = bytes;
        bytes.drain(..mark);
        bytes
    } else {
        let (text, _, broken) = encoding.decode(&bytes);
        if broken {
            return Err("it says that it is UTF-16, but isn't: it is damaged, or was cut".to_owned());
        }
        text.into_owned().into_bytes()
    };
    if !plain.contains(&b'\n') {
        plain.iter_mut().filter(|byte| **byte == b'\r').for_each(|byte| *byte = b'\n');
    }
    Ok(plain)
}

/// UTF-16 without a mark shows in the empty half of its first letter.
fn without_mark(bytes: &[u8]) -> &'static Encoding {
    match bytes {
        [0, 1..=255, 0, 1..=255, ..] => UTF_16BE,
        [1..=255, 0, 1..=255, 0, ..] => UTF_16LE,
        _ => UTF_8,
    }
}

/// One card or cell as text: UTF-8, or else as Windows writes it in the West, which is Latin-1 and some more. Cards of both
/// sorts in one file, as when two exports were put together, are each read rightly.
///
/// # Errors
/// If it holds a NUL byte: then it is no text.
pub(super) fn text(bytes: &[u8]) -> Result<Cow<'_, str>, &'static str> {
    let text = match std::str::from_utf8(bytes) {
        Ok(text) => Cow::Borrowed(text),
        Err(_) => WINDOWS_1252.decode_without_bom_handling(bytes).0,
    };
    if text.contains('\0') { Err("it holds a NUL byte, so it is damaged or no text") } else { Ok(text) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_the_same_however_the_program_encoded_it() {
        let utf16: Vec<u8> = "José\n".encode_utf16().flat_map(u16::to_le_bytes).collect();
        let marked: Vec<u8> = [0xff, 0xfe].into_iter().chain(utf16.iter().copied()).collect();
        for bytes in [b"Jos\xe9\n".to_vec(), "José\n".into(), "\u{feff}José\n".into(), marked, utf16] {
            assert_eq!(text(&plain(bytes).expect("whole")).expect("text"), "José\n");
        }
    }

    #[test]
    fn half_a_letter_and_a_nul_are_refused() {
        assert!(plain(vec![0xff, 0xfe, b'a']).is_err());
        assert!(text(b"a\0b").is_err());
    }
}
