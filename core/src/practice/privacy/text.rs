//! A typed text as words with their places, in sentences.

use crate::practice::fold::fold;

use super::words;

/// One word, without the marks around it and without a possessive's `'s`.
#[derive(Debug)]
pub(super) struct Word<'t> {
    /// As it stands there.
    pub text: &'t str,
    /// Without case and accents.
    pub folded: String,
    /// The byte where it begins.
    pub start: usize,
    /// The marks between it and the word before, without spaces.
    pub before: &'t str,
    /// Whether it is a possessive: "Ana's".
    pub possessive: bool,
    /// Which sentence it stands in.
    pub sentence: usize,
}

impl Word<'_> {
    /// The byte after its last.
    pub fn end(&self) -> usize {
        self.start + self.text.len()
    }

    /// Whether it is written as names are: a capital, then small letters.
    pub fn is_capitalised(&self) -> bool {
        let mut letters = self.text.chars();
        letters.next().is_some_and(char::is_uppercase) && self.text.chars().any(char::is_lowercase)
    }

    /// The digits in it.
    pub fn digits(&self) -> usize {
        self.text.bytes().filter(u8::is_ascii_digit).count()
    }
}

/// Divides a text into words.
pub(super) fn words(text: &str) -> Vec<Word<'_>> {
    let mut found: Vec<Word<'_>> = Vec::new();
    let mut sentence = 0;
    let mut marks = 0;
    let mut at = 0;
    while at < text.len() {
        let rest = &text[at..];
        let length = rest.find(|c: char| !belongs(c)).unwrap_or(rest.len());
        if length == 0 {
            at += rest.chars().next().map_or(1, char::len_utf8);
            continue;
        }
        let (start, whole) = trimmed(at, &rest[..length]);
        at += length;
        if whole.is_empty() {
            continue;
        }
        let before = text[marks..start].trim();
        if found.last().is_some_and(|last| ends_sentence(last, &text[marks..start])) {
            sentence += 1;
        }
        let bare = whole.strip_suffix("'s").or_else(|| whole.strip_suffix("’s")).unwrap_or(whole);
        let possessive = bare.len() < whole.len();
        found.push(Word { text: bare, folded: fold(bare), start, before, possessive, sentence });
        marks = start + whole.len();
    }
    // "Grayson 's", as some keyboards write it.
    for place in 1..found.len() {
        if found[place].folded == "s" && found[place].before.ends_with(['\'', '’']) {
            found[place - 1].possessive = true;
        }
    }
    found
}

/// What a word may be made of: also the dot in "J.M." and "3.14", the hyphen, the slash in a date, the at of an address.
fn belongs(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '\'' | '’' | '-' | '.' | '/' | '@' | '_' | '+' | '#' | '&')
}

/// Takes the marks off that only stand beside a word.
fn trimmed(at: usize, word: &str) -> (usize, &str) {
    let beside = |c: char| matches!(c, '\'' | '’' | '-' | '.' | '/' | '_');
    let begun = word.trim_start_matches(beside);
    (at + word.len() - begun.len(), begun.trim_end_matches(beside))
}

fn ends_sentence(last: &Word<'_>, between: &str) -> bool {
    let abbreviates = words::ABBREVIATIONS.contains(&last.folded.as_str()) || last.text.chars().count() == 1;
    between.contains(['!', '?', ';', '\n']) || (between.contains('.') && !abbreviates && !last.text.contains('.'))
}
