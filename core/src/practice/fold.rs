//! When two names are the same: without case, accents and punctuation.

use unicode_normalization::UnicodeNormalization as _;
use unicode_normalization::char::is_combining_mark;

/// A name without case, accents and punctuation, words separated by one space: "Dr. José  Núñez" becomes "dr jose nunez".
#[must_use]
pub fn fold(name: &str) -> String {
    if name.is_ascii() { fold_ascii(name) } else { fold_any(name) }
}

/// Most of what is written has neither accents nor marks, and every word of a book is folded when it first comes.
fn fold_ascii(name: &str) -> String {
    let mut folded = String::with_capacity(name.len());
    let mut parted = false;
    for c in name.chars().filter(|c| *c != '\'') {
        if !c.is_ascii_alphanumeric() {
            parted = !folded.is_empty();
            continue;
        }
        if std::mem::take(&mut parted) {
            folded.push(' ');
        }
        folded.push(c.to_ascii_lowercase());
    }
    folded
}

fn fold_any(name: &str) -> String {
    let bare: String = name
        .nfkd()
        .filter(|c| !is_combining_mark(*c) && *c != '\'' && *c != '’')
        .map(|c| if c.is_alphanumeric() { c } else { ' ' })
        .flat_map(char::to_lowercase)
        .collect();
    bare.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A channel without the ways in which one number or address is written: digits of a telephone number (without a leading
/// international `00` or `1` of eleven digits), an address in lower case.
#[must_use]
pub fn fold_channel(channel: &str) -> String {
    let (kind, value) = channel.split_once(':').unwrap_or(("", channel));
    let value = match kind {
        "phone" | "mobile" | "fax" | "sms" => {
            let digits: String = value.chars().filter(char::is_ascii_digit).collect();
            let digits = digits.strip_prefix("00").unwrap_or(&digits);
            match digits.strip_prefix('1') {
                Some(national) if digits.len() == 11 => national.to_owned(),
                _ => digits.to_owned(),
            }
        }
        _ => value.trim().trim_end_matches('/').to_lowercase(),
    };
    if value.is_empty() { String::new() } else { format!("{kind}:{value}") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_the_same_whatever_the_case_and_the_accents() {
        assert_eq!(fold("  Dr. José  NÚÑEZ-O’Brien "), "dr jose nunez obrien");
        assert_eq!(fold("Straße"), fold("STRASSE").replace("ss", "ß"));
    }

    #[test]
    fn plain_letters_are_folded_as_all_others_are() {
        let written =
            ["", " ", "'", "Oak Street", "  Dr. O'Brien-Lee's\toffice, 2nd floor ", "'a' ' b", "...", "x_y/Z9."];
        let every: String = (0..=127_u8).map(char::from).collect();
        for name in written.into_iter().chain([every.as_str()]) {
            assert_eq!(fold_ascii(name), fold_any(name), "{name:?}");
        }
    }

    #[test]
    fn one_number_is_one_number_however_it_is_written() {
        assert_eq!(fold_channel("phone:+1 (555) 010-0123"), fold_channel("phone:555 0100123"));
        assert_eq!(fold_channel("email:Ana@Example.ORG"), "email:ana@example.org");
        assert_eq!(fold_channel("phone:--"), "");
    }
}
