//! Whom a note may be about, by what was typed: names of the book that stand in it.

use rapport_core::{
    model::{
        Record,
        view::{Entry, Named},
    },
    practice::fold::fold,
};

use crate::{app::view::View, failure::Failure};

/// How many are offered.
const OFFERED: usize = 4;
/// How many words of a note are looked at: beyond it nobody's name is new.
const WORDS: usize = 60;
/// How many whom a word may begin are looked at.
const LOOKED_AT: u32 = 4;

/// Those whose name a note says, whole or in part: longer names first.
pub fn offered(view: &View, entry: &Entry) -> Result<Vec<Named>, Failure> {
    let Record::Note(note) = &entry.record else { return Ok(Vec::new()) };
    let words: Vec<&str> = words(&note.text.0).take(WORDS).collect();
    let mut found: Vec<Named> = Vec::new();
    for together in (1..=3).rev() {
        for said in words.windows(together) {
            if !is_said_as_a_name(said) {
                continue;
            }
            for one in view.book.who(&said.join(" "), LOOKED_AT)? {
                if !found.contains(&one) && says(&one.name, said) {
                    found.push(one);
                }
            }
        }
        if found.len() >= OFFERED {
            break;
        }
    }
    found.truncate(OFFERED);
    Ok(found)
}

fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !c.is_alphanumeric() && c != '\'' && c != '-').filter(|word| word.chars().count() > 1)
}

/// One word alone is looked for if it is long enough to be a name; a title is none.
fn is_said_as_a_name(said: &[&str]) -> bool {
    said.iter().any(|word| word.chars().count() > 2 && !["the", "and", "for"].contains(&word.to_lowercase().as_str()))
}

/// Each word stands in the name as a whole: "ask" is not Askew.
fn says(name: &str, said: &[&str]) -> bool {
    let name = fold(name);
    said.iter().all(|word| name.split(' ').any(|own| own == fold(word)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whole_words_of_a_name_are_found_and_beginnings_are_not() {
        assert!(says("Ana Ruiz", &["ana"]) && says("Oak Street Family Medicine", &["Oak", "Street"]));
        assert!(!says("Anabel Askew", &["ask"]));
        assert_eq!(words("ask Dr. Lee, it's at 9").collect::<Vec<_>>(), ["ask", "Dr", "Lee", "it's", "at"]);
        assert!(is_said_as_a_name(&["Lee"]) && !is_said_as_a_name(&["the"]) && !is_said_as_a_name(&["Dr"]));
    }
}
