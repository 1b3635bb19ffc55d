//! Typed text that says who a client is: found where it stands, and nothing else cried over.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod common;

use common::{Device, phone};
use rapport_core::{
    Command,
    command::{NewNote, NewPerson},
    model::view::Identifier,
};

const NOTES: &str = include_str!("privacy/notes.txt");

/// A note without its marks, and what is marked in it: kind, first character, the one after the last.
fn unmarked(note: &str) -> (String, Vec<(String, usize, usize)>) {
    let (mut text, mut planted, mut rest) = (String::new(), Vec::new(), note);
    while let Some((before, marked)) = rest.split_once('[') {
        text.push_str(before);
        let (inside, after) = marked.split_once(']').unwrap();
        let (kind, words) = inside.split_once(':').unwrap();
        let start = text.chars().count();
        text.push_str(words);
        planted.push((kind.to_owned(), start, text.chars().count()));
        rest = after;
    }
    text.push_str(rest);
    (text, planted)
}

fn book_of_the_notes() -> Device {
    let book = phone();
    for name in NOTES.lines().filter_map(|line| line.strip_prefix("@ ")) {
        book.person(name, None);
    }
    book
}

/// What the check makes of some notes.
#[derive(Debug, Default)]
struct Measured {
    planted: usize,
    found: usize,
    clean: usize,
    alarmed: usize,
    missed: Vec<String>,
    cried: Vec<String>,
}

fn measured(book: &Device, half: usize) -> Measured {
    let mut measured = Measured::default();
    let notes = NOTES.lines().filter(|line| !line.starts_with(['#', '@'])).enumerate();
    for (_, note) in notes.filter(|(place, _)| place / 2 % 2 == half) {
        let (text, planted) = unmarked(note);
        let warnings = book.privacy_warnings(&text).unwrap();
        measured.clean += usize::from(planted.is_empty());
        if planted.is_empty() && !warnings.is_empty() {
            measured.alarmed += 1;
            measured.cried.push(format!("{text}: {warnings:?}"));
        }
        for (kind, start, end) in planted {
            measured.planted += 1;
            let found = warnings.iter().any(|warning| warning.start < end && warning.start + warning.length > start);
            measured.found += usize::from(found);
            if !found {
                measured.missed.push(format!("{kind}: {text}"));
            }
        }
    }
    measured
}

#[test]
fn nine_in_ten_identifiers_are_found_and_one_clean_note_in_fifty_is_cried_over_at_most() {
    let book = book_of_the_notes();
    for (half, name) in ["tuning", "held out"].into_iter().enumerate() {
        let Measured { planted, found, clean, alarmed, missed, cried } = measured(&book, half);
        println!("{name}: found {found} of {planted} identifiers; false alarms in {alarmed} of {clean} clean notes");
        assert!(planted >= 60 && clean >= 90, "{name}: too few notes to measure by");
        assert!(found * 10 >= planted * 9, "{name}: found {found} of {planted}; missed {missed:#?}");
        assert!(alarmed * 50 <= clean, "{name}: {alarmed} false alarms of {clean}: {cried:#?}");
    }
}

#[test]
fn a_warning_says_what_and_where() {
    let book = phone();
    let text = "Café visit; my client Zoë Müller, DOB 03/14/2009, asked";
    let warnings = book.privacy_warnings(text).unwrap();
    let said: Vec<_> = warnings.iter().map(|warning| (warning.kind, warning.said.as_str())).collect();
    assert_eq!(said, [(Identifier::Name, "Zoë Müller"), (Identifier::Birth, "03/14/2009")]);
    for warning in &warnings {
        let there: String = text.chars().skip(warning.start).take(warning.length).collect();
        assert_eq!(there, warning.said, "places are counted in characters");
    }
}

#[test]
fn who_is_in_the_book_is_no_alarm_and_is_one_again_when_taken_out() {
    let book = phone();
    let text = "Sarah Whitfield called 555-0173 at home about her appointment";
    assert_eq!(book.privacy_warnings(text).unwrap().len(), 2);
    let channels = vec!["mobile:555 0173".to_owned()];
    let sarah = NewPerson { name: "Sarah Whitfield".into(), channels, ..NewPerson::default() };
    let sarah = common::first(&book.run(Command::AddPerson(sarah)));
    assert_eq!(book.privacy_warnings(text).unwrap(), []);
    assert_eq!(book.privacy_warnings("Sarah cancelled her session").unwrap(), [], "nor is the first name alone");
    let other = book.privacy_warnings("Sarah Pembroke cancelled her session").unwrap();
    assert_eq!(other[0].said, "Sarah Pembroke", "somebody else of that first name");
    book.run(Command::Remove(sarah));
    assert_eq!(book.privacy_warnings(text).unwrap().len(), 2);
}

#[test]
fn a_warning_never_blocks() {
    let book = phone();
    let text = "my client Sarah Whitfield, MRN 4482190";
    let note = book.run(Command::TakeNote(NewNote { text: text.into(), ..NewNote::default() }));
    assert_eq!(note.records.len(), 1);
    assert_eq!(book.privacy_warnings(text).unwrap().len(), 2);
}

#[test]
fn any_text_is_read_without_a_fault() {
    let book = phone();
    for text in [
        "",
        "'s",
        "…",
        "@",
        "a@",
        "#",
        "0/0/0",
        "J.",
        "--",
        "日本語 のメモ",
        "1/2/3/4",
        "A&B",
        "\u{301}",
        "’",
        "99999999999999",
    ] {
        book.privacy_warnings(text).unwrap();
        book.privacy_warnings(&format!("client {text} {text}'s 34 DOB {text}")).unwrap();
    }
}
