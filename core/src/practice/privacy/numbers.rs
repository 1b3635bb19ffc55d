//! What a client could be known by that is no name: initials, birth dates, telephone numbers, mail, record numbers, homes.

use super::{
    Identifier, Known,
    text::Word,
    words::{self, holds},
};

/// The last year in which a date that stands by itself is taken for a birth date: nobody notes the visits of so long ago.
const LONG_PAST: u32 = 2015;

/// The identifiers among the words: kind, first word, the one after the last.
pub(super) fn identifiers(all: &[Word<'_>], known: &Known) -> Vec<(Identifier, usize, usize)> {
    let mut found = Vec::new();
    let mut at = 0;
    while at < all.len() {
        let one = record(all, at)
            .map(|to| (Identifier::Record, to))
            .or_else(|| birth(all, at).map(|to| (Identifier::Birth, to)))
            .or_else(|| phone(all, at, known).map(|to| (Identifier::Phone, to)))
            .or_else(|| home(all, at).map(|to| (Identifier::Address, to)))
            .or_else(|| mail(all, at, known).then_some((Identifier::Email, at + 1)))
            .or_else(|| initials(all, at).then_some((Identifier::Initials, at + 1)));
        match one {
            Some((kind, to)) => {
                found.push((kind, at, to));
                at = to;
            }
            None => at += 1,
        }
    }
    found
}

/// The channels that somebody in the book may have, as `phone:…` or `email:…`.
pub(super) fn mentioned(all: &[Word<'_>]) -> Vec<String> {
    let numbers = (0..all.len()).filter_map(|at| Some(spoken(all, at, digits_until(all, at)?)));
    let mails = all.iter().filter(|word| word.text.contains('@')).map(|word| format!("email:{}", word.text));
    numbers.map(|number| format!("phone:{number}")).chain(mails).collect()
}

/// The words before one, in its sentence, nearest first.
fn before<'w, 't>(all: &'w [Word<'t>], at: usize) -> impl Iterator<Item = &'w Word<'t>> {
    let sentence = all[at].sentence;
    all[..at].iter().rev().take_while(move |word| word.sentence == sentence)
}

fn says(all: &[Word<'_>], at: usize, list: &str) -> bool {
    let sentence = all[at].sentence;
    all.iter().any(|word| word.sentence == sentence && holds(list, &word.folded))
}

/// "MRN 4482190", "case no. 19-JV-0442", "SSN 412-55-9081": a number after the word for what it numbers.
fn record(all: &[Word<'_>], at: usize) -> Option<usize> {
    if all[at].digits() == 0 {
        return None;
    }
    let social = all[at].text.split('-').map(str::len).eq([3, 2, 4]) && all[at].digits() == 9;
    let mut numbered = all[at].text.starts_with('#') || all[at].before.ends_with('#');
    for word in before(all, at).take(4) {
        if holds(words::OTHER_NUMBERS, &word.folded) {
            return None;
        }
        if holds(words::RECORDS, &word.folded) && (numbered || holds(words::RECORDS_ALONE, &word.folded)) {
            return ends_number(all, at);
        }
        numbered |= holds(words::NUMBERED, &word.folded);
        if !holds(words::NUMBERED, &word.folded)
            && !holds("is was the his her of plan s", &word.folded)
            && word.digits() == 0
        {
            break;
        }
    }
    if social { Some(at + 1) } else { None }
}

/// Where a number that is written in groups ends, if it has four digits or more.
fn ends_number(all: &[Word<'_>], at: usize) -> Option<usize> {
    let mut to = at + 1;
    while to < all.len() && all[to].before.is_empty() && all[to].digits() > 0 && all[to].sentence == all[at].sentence {
        to += 1;
    }
    (all[at..to].iter().map(Word::digits).sum::<usize>() >= 4).then_some(to)
}

/// "DOB 03/14/2009", "born 12 June 1991", and a date of long ago by itself.
fn birth(all: &[Word<'_>], at: usize) -> Option<usize> {
    let (to, year) = date(all, at)?;
    let said = before(all, at).take(4).any(|word| holds(words::BIRTH, &word.folded));
    let birthday = before(all, at).take(3).any(|word| word.folded.starts_with("birth"));
    let other = before(all, at).any(|word| holds(words::NOT_BIRTH, &word.folded));
    let old = year.is_some_and(|year| (1900..=LONG_PAST).contains(&year));
    ((said || birthday) && year.is_some() || old && !other).then_some(to)
}

/// A date that begins here: where it ends, and its year.
fn date(all: &[Word<'_>], at: usize) -> Option<(usize, Option<u32>)> {
    let parts: Vec<&str> = all[at].text.split(['/', '-', '.']).collect();
    if let [one, two, three] = parts.as_slice() {
        let numbers: Vec<u32> = [one, two, three].iter().filter_map(|part| part.parse().ok()).collect();
        let year = numbers.iter().copied().max_by_key(|number| (number.to_string().len(), *number));
        let short = three.len() == 2 && one.len() <= 2;
        let written = one.len() == 4 || three.len() == 4 || short;
        let is_date = numbers.len() == 3
            && written
            && [one.len(), two.len(), three.len()].iter().all(|length| *length <= 4)
            && two.len() <= 2;
        let year =
            if short { numbers.get(2).map(|year| if *year > 26 { 1900 + year } else { 2000 + year }) } else { year };
        return is_date.then_some((at + 1, year.filter(|year| (1900..=2100).contains(year))));
    }
    let (mut day, mut month, mut year, mut to) = (false, false, None, at);
    for word in all[at..].iter().take(4) {
        let number = word.folded.trim_end_matches(|c: char| c.is_alphabetic()).parse::<u32>().ok();
        let is_month = word.is_capitalised()
            && words::MONTHS.iter().any(|begin| word.folded.starts_with(begin))
            && word.folded.len() <= 9;
        match number {
            Some(1900..=2100) if word.digits() == 4 => year = number,
            Some(1..=31) if !day => day = true,
            None if is_month && !month => month = true,
            None if word.folded == "of" && day && !month => {}
            _ => break,
        }
        to += 1;
        if year.is_some() {
            break;
        }
    }
    (day && month).then_some((to, year))
}

/// A telephone number that is nobody's in the book, and no office's.
fn phone(all: &[Word<'_>], at: usize, known: &Known) -> Option<usize> {
    let to = digits_until(all, at)?;
    let other = before(all, at).take(3).any(|word| holds(words::OTHER_NUMBERS, &word.folded));
    let own = says(all, at, words::OF_SOMEBODY);
    let office = says(all, at, words::OF_OFFICES) && !own;
    let channel = format!("phone:{}", spoken(all, at, to));
    (!other && !office && !known.channels.contains(&channel)).then_some(to)
}

/// Where a telephone number ends that begins here: groups of digits, seven to thirteen in all, the first not longer than
/// the rest.
fn digits_until(all: &[Word<'_>], at: usize) -> Option<usize> {
    let is_group = |word: &Word<'_>| word.text.chars().all(|c| c.is_ascii_digit() || matches!(c, '-' | '.' | '+'));
    if !is_group(&all[at]) || date(all, at).is_some() {
        return None;
    }
    let mut to = at + 1;
    let mut digits = all[at].digits();
    while let Some(next) = all.get(to) {
        let joined = matches!(next.before, "" | ")" | "(" | "-") && is_group(next) && next.sentence == all[at].sentence;
        if !joined || digits + next.digits() > 13 {
            break;
        }
        digits += next.digits();
        to += 1;
    }
    let grouped = to > at + 1 || all[at].text.contains(['-', '.', '+']);
    let groups = all[at..to].iter().flat_map(|word| word.text.split(['-', '.'])).filter(|group| !group.is_empty());
    let even = groups.clone().all(|group| group.len() <= 6 || group.starts_with('+') || group.len() >= 10);
    let last = groups.fold(0, |_, group| group.len());
    ((7..=13).contains(&digits) && (grouped || digits >= 10) && even && last >= 3).then_some(to)
}

fn spoken(all: &[Word<'_>], from: usize, to: usize) -> String {
    all[from..to].iter().map(|word| word.text).collect::<Vec<_>>().join(" ")
}

/// "418 Birchwood Lane", where somebody lives rather than works.
fn home(all: &[Word<'_>], at: usize) -> Option<usize> {
    let number =
        all[at].digits() > 0 && all[at].text.len() <= 5 && all[at].text.starts_with(|c: char| c.is_ascii_digit());
    if !number {
        return None;
    }
    let beside = all[at + 1..].iter().take(4).take_while(|word| word.before.is_empty() && word.is_capitalised());
    let street = (2..=beside.count()).rev().find(|length| holds(words::STREETS, &all[at + length].folded))?;
    let office = says(all, at, words::OF_OFFICES);
    let own = says(all, at, words::OF_SOMEBODY);
    let lives = says(all, at, words::AT_HOME);
    (own && (lives || !office)).then_some(at + street + 1)
}

/// An address of mail that is nobody's in the book and is read by one person.
fn mail(all: &[Word<'_>], at: usize, known: &Known) -> bool {
    let Some((name, host)) = all[at].text.split_once('@') else { return false };
    let provider = host.split('.').next().unwrap_or_default().to_lowercase();
    if !host.contains('.') || holds(words::SHARED_MAILBOXES, &name.to_lowercase()) {
        return false;
    }
    let own = holds(words::OWN_MAIL, &provider) || says(all, at, words::CLIENT);
    own && !known.channels.contains(&format!("email:{}", all[at].text))
}

/// "J.M., 34", "client LB", "T.S. relapsed".
fn initials(all: &[Word<'_>], at: usize) -> bool {
    let word = &all[at];
    let letters: String = word.text.chars().filter(|c| *c != '.').collect();
    let few = (2..=3).contains(&letters.len()) && letters.chars().all(|c| c.is_ascii_uppercase());
    if !few || holds(words::CAPITALS, &letters.to_lowercase()) {
        return false;
    }
    let led = before(all, at).next().is_some_and(|before| holds(words::CLIENT, &before.folded));
    let aged = all.get(at + 1).is_some_and(is_age);
    let dotted = word.text.chars().filter(|c| *c == '.').count() + 1 >= letters.len();
    let speaks = |other: &Word<'_>| {
        other.sentence == word.sentence && words::CLINICAL.iter().any(|begin| other.folded.starts_with(begin))
    };
    led || aged
        || (dotted && all.iter().any(speaks))
        || (dotted && says(all, at, "partner parents mother mutism expecting"))
}

/// "34", "34yo", "29F", "17-year-old".
fn is_age(word: &Word<'_>) -> bool {
    let digits: String = word.text.chars().take_while(char::is_ascii_digit).collect();
    let rest = word.text[digits.len()..].to_lowercase();
    (1..=2).contains(&digits.len())
        && ["", "f", "m", "yo", "y", "yrs", "y/o", "-year-old", "yr"].contains(&rest.as_str())
}
