//! Whether what somebody needs is what somebody else, or a give, is about: by their words.

use std::collections::BTreeSet;

use crate::practice::fold::fold;

/// Words that say nothing of what is needed.
const EMPTY: &[&str] = &[
    "a",
    "about",
    "an",
    "and",
    "any",
    "anybody",
    "anyone",
    "are",
    "as",
    "at",
    "be",
    "by",
    "can",
    "care",
    "client",
    "clients",
    "does",
    "find",
    "for",
    "from",
    "good",
    "has",
    "have",
    "help",
    "helps",
    "how",
    "in",
    "is",
    "it",
    "like",
    "looking",
    "more",
    "need",
    "needs",
    "new",
    "of",
    "on",
    "or",
    "our",
    "patient",
    "patients",
    "people",
    "person",
    "practice",
    "some",
    "somebody",
    "someone",
    "something",
    "take",
    "takes",
    "that",
    "the",
    "their",
    "them",
    "they",
    "to",
    "us",
    "want",
    "wants",
    "we",
    "what",
    "who",
    "with",
    "works",
    "would",
    "you",
];
/// So many letters in common make two words one: "depressed" and "depression".
const STEM: usize = 5;

/// The words of a text that tell something; those that say nothing are left out. A text is taken apart once, however many it is
/// held against.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Words(BTreeSet<String>);

impl Words {
    /// Takes a text apart.
    #[must_use]
    pub fn of(text: &str) -> Self {
        Self(fold(text).split(' ').filter(|word| word.len() > 1 && !EMPTY.contains(word)).map(str::to_owned).collect())
    }

    /// Those that another text has too, as they stand here.
    #[must_use]
    pub fn shared(&self, other: &Self) -> Vec<String> {
        self.0.iter().filter(|word| other.0.iter().any(|theirs| are_one(word, theirs))).cloned().collect()
    }

    /// How many there are.
    #[must_use]
    pub fn count(&self) -> usize {
        self.0.len()
    }

    /// How many of them a text answers.
    #[must_use]
    pub fn answered_by(&self, text: &str) -> usize {
        self.shared(&Self::of(text)).len()
    }
}

fn are_one(one: &str, other: &str) -> bool {
    let common = one.chars().zip(other.chars()).take_while(|(one, other)| one == other).count();
    let plural = |one: &str, other: &str| other.strip_prefix(one).is_some_and(|rest| matches!(rest, "s" | "es"));
    one == other || common >= STEM || plural(one, other) || plural(other, one)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_need_and_a_topic_meet_in_their_words() {
        let answered = |need: &str, text: &str| (Words::of(need).answered_by(text), Words::of(need).count());
        assert_eq!(answered("somebody for sleep apnoea", "Sleep"), (1, 2));
        assert_eq!(answered("eating disorders in adolescents", "adolescent eating disorder"), (3, 3));
        assert_eq!(answered("depressed teens", "depression"), (1, 2));
        assert_eq!(answered("somebody who can help", "help for people").0, 0, "these words say nothing");
        assert_eq!(answered("teens in pain", "teen pain").0, 2);
        assert_eq!(answered("a handout", "hand cream").0, 0, "a short word is not found in a longer one");
        assert_eq!(answered("car", "cardiology").0, 0);
    }
}
