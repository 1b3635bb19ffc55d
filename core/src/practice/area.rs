//! Parts of town by address: the postal code that stands in it.

use super::fold::fold;

/// The postal area of an address: its last word with a digit in it, with the word before where a code is of two ("SW1A 1AA").
/// Empty if there is none; a house number at the beginning is none.
#[must_use]
pub fn area_of(address: &str) -> String {
    let folded = fold(address);
    let words: Vec<&str> = folded.split(' ').collect();
    let has_digit = |word: &str| word.bytes().any(|byte| byte.is_ascii_digit());
    let Some(last) = words.iter().rposition(|word| has_digit(word)).filter(|last| *last > 0) else {
        return String::new();
    };
    match words.get(last - 1) {
        Some(before) if last > 1 && has_digit(before) && before.bytes().any(|byte| byte.is_ascii_alphabetic()) => {
            format!("{before} {}", words[last])
        }
        _ => words[last].to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_postal_code_stands_at_the_end_wherever_one_lives() {
        assert_eq!(area_of("214 Canal Street\nFernhill 00412"), "00412");
        assert_eq!(area_of("10 Downing Street, London SW1A 2AA"), "sw1a 2aa");
        assert_eq!(area_of("Lindenweg 4, 8032 Zürich"), "8032");
        assert_eq!(area_of("12 Main Street"), "");
        assert_eq!(area_of(""), "");
    }
}
