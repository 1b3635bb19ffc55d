//! Books of earlier schemas open, and say what they said.
//!
//! `golden/book-NNNN.sql` is a book as the version that released schema NNNN wrote it. Once released it is never written again;
//! a schema that is still being made is written anew by `cargo test -p rapport-core --test golden -- --ignored`.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod common;

use std::{fmt::Write as _, path::PathBuf};

use common::{Device, Still, options, phone, sql};
use rapport_core::{
    Command, Companion,
    command::{NewAsk, NewEnrolment, NewGive, NewIntroduction, NewNote, NewVisit, NextStep, ReferralStep},
    model::{Contact, Direction, Item, Kind, Met, NoteKind, Playbook, Record, Stock, TouchpointKind, view::Seeks},
    practice::playbook::library::by_short,
};
use rusqlite::Connection;

/// The schema that is being made.
const NEWEST: u32 = 2;

#[test]
fn books_of_every_released_schema_open() {
    for schema in 1..=NEWEST {
        let book = golden(schema);
        book.is_sound();
        let names: Vec<String> =
            book.list(&Kind::Contact, None, 10).unwrap().items.into_iter().map(|entry| name(entry.record)).collect();
        assert_eq!(names, ["Ana Ruiz", "Oak Street Family Medicine"]);
        assert_eq!(book.find("two doctors", 10).unwrap().notes.len(), 1);
        assert_eq!(book.timeline(None, None, 10).unwrap().items.len(), 4);
        let ana = book.who("ana ruiz", 1).unwrap()[0].id;
        assert_eq!(book.page(ana).unwrap().aliases.len(), 2);
        let history = book.history(ana).unwrap();
        assert_eq!((history.len(), history[0].by.person.as_str()), (2, "Kim"));
        for (kind, count) in [(Kind::Item, 1), (Kind::Playbook, 1), (Kind::Referral, 1), (Kind::Promise, 1)] {
            assert_eq!(book.list(&kind, None, 10).unwrap().items.len(), count, "{kind}");
        }
        assert_eq!(book.drafts().unwrap()[0].body, "half a thought");
        assert_eq!(book.sync_status().unwrap().unsent, 15 + 1, "changes, and one erasure");
        assert_eq!(book.undo().unwrap().unwrap().command, "merge");
        book.visit(ana, &[]);
        book.is_sound();
    }
}

/// What the first book knew nothing of is there for it: playbooks, gives, asks, needs, stock, introductions, suggestions, Today.
#[test]
fn a_book_of_every_released_schema_gains_what_came_since() {
    for schema in 1..=NEWEST {
        let book = golden(schema);
        let id = |typed: &str| book.who(typed, 1).unwrap()[0].id;
        let (ana, oak) = (id("ana ruiz"), id("oak street"));
        let weekly = by_short("weekly_value").unwrap().id;
        assert!(book.playbooks().unwrap().len() >= 8, "its own and the shipped ones");
        book.run(Command::Enrol(NewEnrolment { contact: ana, playbook: weekly, from: None }));
        assert_eq!(book.today().unwrap().steps.len(), 1);
        book.run(Command::LogGive(NewGive { item: "article".into(), to: [ana].into(), ..NewGive::default() }));
        assert!(book.today().unwrap().steps.is_empty(), "the give did its step");
        assert_eq!(book.value_ledger(ana).unwrap().given, 1);
        assert_eq!(book.three_gives(oak).unwrap().gives.len(), 3);
        let seeks = Seeks { profession: "neurologist".into(), area: "Oak Street".into(), need: "restless legs".into() };
        book.run(Command::MakeAsk(NewAsk {
            to: Some(ana),
            seeks,
            put: Some(TouchpointKind::Call),
            ..NewAsk::default()
        }));
        assert_eq!(book.asks().unwrap().len(), 1);
        let need = NewNote { kind: NoteKind::Need, topic: "sleep".into(), about: [oak].into(), ..NewNote::default() };
        book.run(Command::TakeNote(need));
        assert_eq!(book.needs().unwrap().len(), 1);
        book.run(Command::AddStock { item: "card".into(), count: 4 });
        let left = [("card".to_owned(), 4)].into();
        book.run(Command::LogVisit(NewVisit { place: Some(oak), left, ..NewVisit::default() }));
        assert_eq!(book.today().unwrap().stock.len(), 1);
        let lee = book.person("Dr Lee", None);
        let by = TouchpointKind::Email;
        book.run(Command::Introduce(NewIntroduction { one: ana, other: lee, by, at: None }));
        assert_eq!(book.introductions().unwrap().made.len(), 1);
        let offered = book.log_suggestions(None, 5).unwrap();
        assert_eq!((offered.places[0].place.id, offered.places[0].left[0].item.as_str()), (oak, "card"));
        assert_eq!(book.brief(oak).unwrap().needs.len(), 1);
        assert!(book.overview().unwrap().year.n > 0);
        book.is_sound();
    }
}

#[test]
fn a_book_of_a_newer_schema_is_left_as_it_is() {
    let phone = phone();
    phone.suspend().unwrap();
    sql(&phone).pragma_update(None, "user_version", NEWEST + 1).unwrap();
    let before = std::fs::read(phone.home.path().join("book.sqlite")).unwrap();
    let error = Companion::open(options(phone.home.path(), &phone.world)).err().unwrap();
    assert!(error.to_string().contains("newer version of Rapport"), "{error}");
    assert_eq!(std::fs::read(phone.home.path().join("book.sqlite")).unwrap(), before);
}

fn name(record: Record) -> String {
    if let Record::Contact(contact) = record { contact.name } else { String::new() }
}

fn golden(schema: u32) -> Device {
    let home = tempfile::tempdir().unwrap();
    let world = Still::at("2026-11-23T14:00:00Z", 3);
    let made = Connection::open(home.path().join("book.sqlite")).unwrap();
    common::unlock(&made);
    made.execute_batch(&std::fs::read_to_string(path(schema)).unwrap()).unwrap();
    // The file leaves the words to search for out, which only a book whose rows are made again gets back.
    made.execute("DELETE FROM meta WHERE name = 'rows'", []).unwrap();
    drop(made);
    let book = Companion::open(options(home.path(), &world)).unwrap();
    Device { world, home, book }
}

fn path(schema: u32) -> PathBuf {
    [env!("CARGO_MANIFEST_DIR"), "tests", "golden", &format!("book-{schema:04}.sql")].iter().collect()
}

#[test]
#[ignore = "writes the golden book of the schema that is being made"]
fn write_the_golden_book() {
    let book = phone();
    let oak = book.place("Oak Street Family Medicine");
    let ana = book.person("Ana", Some(oak));
    book.run(Command::LogVisit(NewVisit {
        place: Some(oak),
        met: [Met::Contact(ana)].into(),
        left: [("cookies".to_owned(), 1)].into(),
        note: "Two new doctors in January".into(),
        next: Some(NextStep { text: "bring brochures".into(), due: "2026-12-06".parse().ok() }),
        ..NewVisit::default()
    }));
    let referral = book.referral(Direction::In, ana);
    book.run(Command::AdvanceReferral { id: referral, step: ReferralStep::Answered, at: None });
    book.add(Item { name: "Card".into(), stocked: Stock(100), ..Item::default() });
    book.add(Playbook { name: "Weekly value".into(), ..Playbook::default() });
    book.edit(ana, "name", "Ana Ruiz");
    let gone = book.add(Contact { name: "Gone".into(), ..Contact::default() });
    book.run(Command::Remove(gone));
    let erased = book.note("never to be seen again", &[]);
    book.run(Command::Erase(erased));
    book.keep_draft("note", "half a thought").unwrap();
    let double = book.person("A. Ruiz", None);
    book.run(Command::Merge { one: ana, other: double });
    book.is_sound();
    std::fs::write(path(NEWEST), dump(&sql(&book))).unwrap();
}

/// A book as SQL. Words to search for are left out: rows are made again.
fn dump(sql: &Connection) -> String {
    let version: u32 = sql.query_row("PRAGMA user_version", [], |row| row.get(0)).unwrap();
    let mut text = format!("PRAGMA user_version = {version};\n");
    let mut schema = sql
        .prepare(
            "SELECT type, name, sql FROM sqlite_schema
             WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\'
               AND (name NOT LIKE 'search\\_%' ESCAPE '\\' OR sql LIKE 'CREATE VIRTUAL%') ORDER BY rowid",
        )
        .unwrap();
    let mut rows = schema.query([]).unwrap();
    while let Some(row) = rows.next().unwrap() {
        let (kind, name, made): (String, String, String) =
            (row.get(0).unwrap(), row.get(1).unwrap(), row.get(2).unwrap());
        writeln!(text, "{made};").unwrap();
        if kind != "table" || name.starts_with("search_") {
            continue;
        }
        let columns: Vec<String> = sql
            .prepare(&format!("SELECT 'quote(' || name || ')' FROM pragma_table_info('{name}')"))
            .unwrap()
            .query_map([], |row| row.get(0))
            .unwrap()
            .collect::<Result<_, _>>()
            .unwrap();
        let values = columns.join(" || ', ' || ");
        let mut statement = sql.prepare(&format!("SELECT {values} FROM {name}")).unwrap();
        for line in statement.query_map([], |row| row.get::<_, String>(0)).unwrap() {
            writeln!(text, "INSERT INTO {name} VALUES ({});", line.unwrap()).unwrap();
        }
    }
    text
}
