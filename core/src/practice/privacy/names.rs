//! What looks like a client's name: names that nobody in the book has, where the words around them are of a client.

use super::{
    Known,
    text::Word,
    words::{self, holds},
};

/// How near a word must stand to speak of a name.
const NEAR: usize = 3;

/// Names and where they stand: the first word and the one after the last. Names in the book are left out.
pub(super) fn names(words: &[Word<'_>], known: &Known) -> Vec<(usize, usize)> {
    let mut found = Vec::new();
    let mut at = 0;
    while at < words.len() {
        let end = run(words, at);
        if end == at {
            if is_small_name(words, at) {
                found.push((at, at + 1));
            }
            at += 1;
            continue;
        }
        for (from, to) in unknown(words, at, end, known) {
            if is_of_a_client(words, from, to, known) {
                found.push((from, to));
            }
        }
        at = end;
    }
    found
}

/// Every run of words that may be a name of somebody in the book, folded.
pub(super) fn mentioned(words: &[Word<'_>]) -> impl Iterator<Item = String> {
    let mut mentioned = Vec::new();
    let mut at = 0;
    while at < words.len() {
        let end = run(words, at);
        for from in at..end {
            mentioned.extend((from + 1..=end.min(from + 4)).map(|to| folded(words, from, to)));
        }
        at = end.max(at + 1);
    }
    mentioned.into_iter()
}

/// Where the run of capitalised words that begins here ends.
fn run(words: &[Word<'_>], start: usize) -> usize {
    let mut end = start;
    while end < words.len() && is_name_like(&words[end]) {
        let goes_on = end == start || (words[end].before.is_empty() && !words[end - 1].possessive);
        // The dot of an abbreviated title does not end it.
        let after_title = end > start && words[end].before == "." && is_title(&words[end - 1]);
        if !goes_on && !after_title {
            break;
        }
        end += 1;
    }
    end
}

fn is_name_like(word: &Word<'_>) -> bool {
    word.is_capitalised() && word.text.chars().all(|c| c.is_alphabetic() || matches!(c, '\'' | '’' | '-'))
}

fn is_title(word: &Word<'_>) -> bool {
    holds(words::TITLES, &word.folded) || holds(words::HONORIFICS, &word.folded)
}

fn folded(words: &[Word<'_>], from: usize, to: usize) -> String {
    words[from..to].iter().map(|word| word.folded.as_str()).collect::<Vec<_>>().join(" ")
}

/// What of a run is nobody in the book: what is left between names of two or more words that somebody there has, without
/// words that are nobody's name.
fn unknown(words: &[Word<'_>], start: usize, end: usize, known: &Known) -> Vec<(usize, usize)> {
    let mut left = Vec::new();
    let mut from = start;
    let mut at = start;
    while at < end {
        let whole = (at + 2..=end).rev().find(|to| known.names.contains(&folded(words, at, *to)));
        let skip = match whole {
            Some(to) => to,
            None if is_common(&words[at]) => at + 1,
            None => {
                at += 1;
                continue;
            }
        };
        left.push((from, at));
        (from, at) = (skip, skip);
    }
    left.push((from, end));
    let single = |(from, to): &(usize, usize)| to - from == 1 && is_known(&words[*from], known);
    left.retain(|piece| piece.0 < piece.1 && !single(piece));
    left
}

fn is_common(word: &Word<'_>) -> bool {
    holds(words::COMMON, &word.folded) && !is_title(word)
}

fn is_known(word: &Word<'_>, known: &Known) -> bool {
    known.names.contains(&word.folded)
}

/// What a name looks like by itself.
#[derive(PartialEq, Eq, Clone, Copy)]
enum Look {
    /// "Sarah Whitfield", "Mrs. Ogilvie".
    Whole,
    /// "Sarah".
    Given,
    /// "May", "Austin": a given name, or not.
    Perhaps,
    /// Two words or more that are in no list.
    Foreign,
    /// One such word.
    Word,
}

fn is_of_a_client(all: &[Word<'_>], from: usize, to: usize, known: &Known) -> bool {
    let piece = &all[from..to];
    let Some(look) = look(all, from, to) else { return false };
    if is_introduced_as_client(all, from) {
        return true;
    }
    let owned = piece.last().is_some_and(|last| last.possessive);
    if is_family_of_a_colleague(all, from, known) || (!owned && is_professional(all, from, to)) {
        return false;
    }
    let holds_something = owned && (next_is(all, to, words::HELD) || next_is(all, to, words::KIN));
    let belongs = kin_of(all, from);
    let clinical = is_clinical(all, all[from].sentence, from..to);
    match look {
        Look::Whole => true,
        Look::Given | Look::Foreign => clinical || holds_something || belongs,
        Look::Perhaps => holds_something || belongs || (clinical && from == 0),
        Look::Word => holds_something || belongs,
    }
}

fn look(all: &[Word<'_>], from: usize, to: usize) -> Option<Look> {
    let piece = &all[from..to];
    let first = &piece[0];
    let organisation = piece.iter().any(|word| holds(words::ORGANISATIONS, &word.folded));
    let joined = all.get(to).is_some_and(|next| next.text == "&") || (from > 0 && all[from - 1].text == "&");
    if organisation || joined || holds(words::TITLES, &first.folded) || (from > 0 && titled(all, from)) {
        return None;
    }
    if holds(words::HONORIFICS, &first.folded) {
        return (piece.len() > 1 && !holds(words::COMMON, &piece[1].folded)).then_some(Look::Whole);
    }
    let given = holds(words::GIVEN, &first.folded);
    let perhaps = holds(words::GIVEN_OR_NOT, &first.folded);
    Some(match (piece.len(), given, perhaps) {
        (1, true, _) => Look::Given,
        (1, _, true) => Look::Perhaps,
        (1, ..) => Look::Word,
        (_, true, _) => Look::Whole,
        _ => Look::Foreign,
    })
}

/// Whether a title stands before. "Sister Agnes" has one, "her sister Agnes" has none.
fn titled(all: &[Word<'_>], at: usize) -> bool {
    let before = &all[at - 1];
    holds(words::TITLES, &before.folded) && (before.is_capitalised() || !holds(words::KIN, &before.folded))
}

/// "my client Sarah", "pt J", "referral for Sarah", "Sarah (client)".
fn is_introduced_as_client(all: &[Word<'_>], from: usize) -> bool {
    let sentence = all[from].sentence;
    let before = all[..from].iter().rev().take(NEAR).take_while(|word| word.sentence == sentence && !word.possessive);
    for (distance, word) in before.enumerate() {
        if holds(words::CLIENT, &word.folded) {
            let between = &all[from - distance..from];
            return between.iter().all(|between| !is_name_like(between) || is_common(between));
        }
        let leads = holds(words::BEFORE_CLIENT, &word.folded) && (word.folded != "about" || is_worried(all, from));
        if leads && distance <= 1 {
            return true;
        }
        if !holds("called is named the with for from of to new about mother a again", &word.folded) {
            return false;
        }
    }
    false
}

fn is_worried(all: &[Word<'_>], from: usize) -> bool {
    from >= 2 && all[from - 2].folded == "worried"
}

/// "Dr Okoye's son Ben", "Ruth's new grandson is called Oliver".
fn is_family_of_a_colleague(all: &[Word<'_>], from: usize, known: &Known) -> bool {
    let sentence = all[from].sentence;
    let mine = all[..from].iter().enumerate().filter(|(_, word)| word.sentence == sentence);
    let mut kin = false;
    for (place, word) in mine.collect::<Vec<_>>().into_iter().rev() {
        if word.possessive {
            return kin && (is_known(word, known) || (place > 0 && titled(all, place)));
        }
        kin |= holds(words::KIN, &word.folded);
    }
    false
}

/// "receptionist Sarah", "Sarah at Oak Street", "Sarah Whitfield, the office manager".
fn is_professional(all: &[Word<'_>], from: usize, to: usize) -> bool {
    let sentence = all[from].sentence;
    let near = |word: &&Word<'_>| word.sentence == sentence;
    let profession = |word: &Word<'_>| holds(words::PROFESSIONS, &word.folded) && !word.possessive;
    let before = all[..from].iter().rev().take(NEAR).take_while(near).any(profession);
    let after = all[to..].iter().take(NEAR).take_while(near).any(profession);
    let belongs = all.get(to).is_some_and(|word| word.before.is_empty() && holds("at from", &word.folded))
        && all.get(to + 1).is_some_and(|next| is_name_like(next) && !is_common(next));
    before || after || belongs
}

/// "mother of Sarah", "wife of Harold Simms".
fn kin_of(all: &[Word<'_>], from: usize) -> bool {
    from >= 2 && all[from - 1].folded == "of" && holds(words::KIN, &all[from - 2].folded)
}

fn next_is(all: &[Word<'_>], to: usize, list: &str) -> bool {
    all[to..].iter().filter(|word| word.folded != "s").take(2).any(|word| holds(list, &word.folded))
}

/// Whether a sentence speaks of somebody's state, beside the name itself.
fn is_clinical(all: &[Word<'_>], sentence: usize, but: std::ops::Range<usize>) -> bool {
    let speaks = |word: &Word<'_>| {
        words::CLINICAL
            .iter()
            .any(|beginning| word.folded.starts_with(beginning) || word.text.to_lowercase().starts_with(beginning))
    };
    let others = all.iter().enumerate().filter(|(place, word)| word.sentence == sentence && !but.contains(place));
    others.map(|(_, word)| word).any(speaks)
}

/// A name in small letters, as some type, right after a word that leads to a client.
fn is_small_name(all: &[Word<'_>], at: usize) -> bool {
    at > 0
        && all[at].text.chars().all(char::is_lowercase)
        && holds(words::GIVEN, &all[at].folded)
        && !holds(words::COMMON, &all[at].folded)
        && (holds(words::CLIENT, &all[at - 1].folded) || holds("saw seeing", &all[at - 1].folded))
}
