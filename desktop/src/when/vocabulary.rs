//! The words of which days and times are made. Whatever is not among them is no day: better asked about than guessed.

const UNITS: [&str; 18] = [
    "second", "seconds", "sec", "secs", "minute", "minutes", "min", "mins", "hour", "hours", "day", "days", "week",
    "weeks", "month", "months", "year", "years",
];
const MONTHS: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];
const WEEKDAYS: [&str; 7] = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];
const OTHERS: [&str; 12] =
    ["now", "today", "tomorrow", "yesterday", "next", "last", "this", "ago", "am", "pm", "t", "z"];
/// Units as some write them and no clock here reads them.
const SHORT: [&str; 9] = ["wk", "wks", "mth", "mths", "mnth", "hr", "hrs", "yr", "yrs"];
/// What stands before a number of days or weeks that are to come.
const OPENERS: [&str; 4] = ["in", "within", "by", "until"];

/// Whether a text is of words that days and times are made of, and of numbers without a sign.
pub fn is_said(text: &str) -> bool {
    let words = text.split(|c: char| !c.is_alphabetic()).filter(|word| !word.is_empty());
    words.into_iter().all(is_word) && !text.split_whitespace().any(is_signed)
}

/// Whether a text sets out to be so many days or weeks and nothing else, and can't be: "in -1 weeks", "2 weeeks", "in 2 ages".
/// "2 brochures" is something to be done.
pub fn is_meant_as_a_day(text: &str) -> bool {
    let lower = text.trim().to_lowercase();
    let words: Vec<&str> = lower.split_whitespace().collect();
    let opened = words.first().is_some_and(|first| OPENERS.contains(first));
    match &words[usize::from(opened)..] {
        [number, unit] if is_number(number) => {
            (opened || is_signed(number) || is_nearly_a_unit(unit)) && !is_unit(number, unit)
        }
        [number] if is_signed(number) => true,
        _ => false,
    }
}

fn is_unit(number: &str, unit: &str) -> bool {
    !is_signed(number) && UNITS.contains(&unit)
}

fn is_word(word: &str) -> bool {
    // A month or a weekday may be cut short: "Dec", "Tues".
    let begins = |whole: &&str| word.len() >= 3 && whole.starts_with(word);
    UNITS.contains(&word) || OTHERS.contains(&word) || MONTHS.iter().any(begins) || WEEKDAYS.iter().any(begins)
}

fn is_number(word: &str) -> bool {
    let digits = word.trim_start_matches(['-', '+']);
    !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit())
}

fn is_signed(word: &str) -> bool {
    word.starts_with(['-', '+']) && is_number(word)
}

/// Whether somebody slipped on the word for a unit: one letter is wrong, missing or too many, two are swapped, one is repeated.
fn is_nearly_a_unit(word: &str) -> bool {
    let sorted = |word: &str| {
        let mut letters: Vec<char> = word.chars().collect();
        letters.sort_unstable();
        letters
    };
    let squeezed = |word: &str| {
        let mut letters: Vec<char> = word.chars().collect();
        letters.dedup();
        letters
    };
    let slipped = |unit: &&str| {
        let alike = distance(word, unit) <= 1 || sorted(word) == sorted(unit) || squeezed(word) == squeezed(unit);
        unit.len() >= 4 && unit.chars().next() == word.chars().next() && alike
    };
    SHORT.contains(&word) || UNITS.iter().any(slipped)
}

/// How many letters must be put in, taken out or changed to make one word of another.
fn distance(one: &str, other: &str) -> usize {
    let other: Vec<char> = other.chars().collect();
    let mut costs: Vec<usize> = (0..=other.len()).collect();
    for (row, letter) in one.chars().enumerate() {
        let mut diagonal = costs[0];
        costs[0] = row + 1;
        for (column, theirs) in other.iter().enumerate() {
            let changed = diagonal + usize::from(letter != *theirs);
            diagonal = costs[column + 1];
            costs[column + 1] = changed.min(diagonal + 1).min(costs[column] + 1);
        }
    }
    costs[other.len()]
}
