//! The provider registry's file: those of one postal area, as people and places to get to know.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod common;

use common::phone;
use rapport_core::{
    Command, Error,
    exchange::{Area, Source},
    model::{Form, Kind, Record, Sector},
};

const SAMPLE: &str = include_str!("../../samples/npi-maplewick.csv");

fn source(text: &str) -> Source {
    Source { name: "npidata.csv".into(), bytes: text.into(), format: None }
}

fn area(postal: &str, since: Option<&str>) -> Area {
    Area { postal: postal.into(), since: since.map(|day| day.parse().unwrap()) }
}

#[test]
fn the_newcomers_of_a_postal_area_become_prospects_and_nobody_else_does() {
    let book = phone();
    let report = book.import_area(source(SAMPLE), area("02199", Some("2026-10-01")), false).unwrap();
    assert_eq!((report.new, report.refused), (4, 1), "{:?}", report.errors);
    assert_eq!((report.errors[0].line, report.errors[0].field.as_str()), (8, "NPI"), "{:?}", report.errors);
    let prospects = book.prospects(Some("npi")).unwrap();
    let mut names: Vec<&str> = prospects.iter().map(|one| one.who.name.as_str()).collect();
    names.sort_unstable();
    let expected =
        ["Amara Okonjo", "Lars E Brandvold", "Maplewick Sleep And Breathing Center Llc", "St. Brigid's Counseling"];
    assert_eq!(names, expected);
    let amara = book.contact(book.who("okonjo", 1).unwrap()[0].id);
    assert_eq!((amara.npi.as_deref(), amara.sector), (Some("1000000001"), Some(Sector::Psychiatry)));
    assert_eq!(amara.address, "14 Elm Road\nSuite 2\nMaplewick, MA 02199-0142");
    assert_eq!(amara.channel.keys().map(String::as_str).collect::<Vec<_>>(), ["fax:5085550162", "phone:5085550161"]);
    let brigid = book.contact(book.who("brigid", 1).unwrap()[0].id);
    assert_eq!((brigid.form, brigid.sector), (Form::Place, Some(Sector::Agency)));
    book.is_sound();
}

#[test]
fn the_same_file_twice_brings_nobody_twice_and_all_of_it_is_undone_as_one() {
    let book = phone();
    assert_eq!(
        book.import_area(source(SAMPLE), area("021", None), false).unwrap().new,
        5,
        "with whoever is there for long"
    );
    let again = book.import_area(source(SAMPLE), area("02199", None), false).unwrap();
    assert_eq!((again.new, again.unchanged), (0, 5));
    book.undo().unwrap();
    assert!(book.list(&Kind::Contact, None, 10).unwrap().items.is_empty());
}

#[test]
fn somebody_who_is_in_the_book_gains_their_number_and_stays_no_prospect() {
    let book = phone();
    let vanterpool = book.add(rapport_core::model::Contact {
        name: "Celestine Vanterpool".into(),
        channel: [("phone:508-555-0166".to_owned(), rapport_core::model::ChannelState::Verified)].into(),
        ..Default::default()
    });
    let report = book.import_area(source(SAMPLE), area("02199", None), false).unwrap();
    assert_eq!((report.completed, report.contacts.iter().any(|one| one.gained.contains(&"npi".to_owned()))), (1, true));
    let kept = book.contact(vanterpool);
    assert_eq!((kept.npi.as_deref(), kept.found_via), (Some("1000000004"), None));
}

#[test]
fn a_whole_country_is_refused_and_so_is_an_area_of_another_file() {
    let book = phone();
    for refused in [
        book.import(source(SAMPLE), false),
        book.import_area(source(SAMPLE), area(" ", None), false),
        book.import_area(source("BEGIN:VCARD\nFN:Ana\nEND:VCARD\n"), area("021", None), false),
        book.import_area(source(SAMPLE), area("99999", None), false),
    ] {
        assert!(matches!(refused, Err(Error::Invalid(_))), "{refused:?}");
    }
    assert!(matches!(book.practice().unwrap().record, Record::Practice(_)));
    book.run(Command::Remove(book.place("Oak Street")));
}
