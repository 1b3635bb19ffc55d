//! What leaves the program: each format against its golden file, and back again.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod exchange_world;

use exchange_world::{add, book, counts, equals_golden, export, full_book, import, settled, shown};
use proptest::prelude::*;
use rapport_core::{
    Command,
    exchange::ExportFormat,
    model::{ChannelState, Contact, Form, Role},
};

#[test]
fn every_format_is_what_it_was() {
    let home = tempfile::tempdir().unwrap();
    let book = full_book(&home);
    equals_golden("contacts.vcf", &export(&book, ExportFormat::VCard));
    equals_golden("contacts.csv", &export(&book, ExportFormat::Csv));
    equals_golden("book.json", &settled(&book, &export(&book, ExportFormat::Json)));
}

#[test]
fn the_readable_book_has_those_who_were_merged_and_the_address_books_have_them_once() {
    let home = tempfile::tempdir().unwrap();
    let book = book(&home);
    let [bo, ana, double] =
        ["Bo Li", "Ana Ruiz", "A. Ruiz"].map(|name| add(&book, Contact { name: name.into(), ..Contact::default() }));
    book.run(Command::Merge { one: ana, other: double }).unwrap();
    let json: serde_json::Value = serde_json::from_slice(&export(&book, ExportFormat::Json)).unwrap();
    let contacts = json["contacts"].as_array().unwrap();
    let written: Vec<&serde_json::Value> = contacts.iter().map(|contact| &contact["id"]).collect();
    assert_eq!(written, [ana, double, bo].map(|id| serde_json::json!(id)).iter().collect::<Vec<_>>());
    assert_eq!(contacts[1]["alias_of"], serde_json::json!(ana));
    let cards = String::from_utf8(export(&book, ExportFormat::VCard)).unwrap();
    assert_eq!(cards.matches("BEGIN:VCARD").count(), 2);
}

#[test]
fn no_cell_of_the_table_is_a_formula() {
    let home = tempfile::tempdir().unwrap();
    let book = book(&home);
    for name in ["=cmd|' /C calc'!A0", "@SUM(1)", "-2+3", "+cmd|x"] {
        add(&book, Contact { name: name.into(), ..Contact::default() });
    }
    let csv = String::from_utf8(export(&book, ExportFormat::Csv)).unwrap();
    for line in csv.lines().skip(1) {
        let first = line.trim_start_matches('"').chars().next().unwrap();
        assert_eq!(first, '\'', "{line}");
    }
}

#[test]
fn an_apostrophe_of_the_users_own_stays_theirs() {
    let home = tempfile::tempdir().unwrap();
    let book = book(&home);
    let tag = ["'=1".to_owned(), "''+2".to_owned()].into();
    add(&book, Contact { name: "Ana Ruiz".into(), tag, ..Contact::default() });
    assert_eq!(counts(&import(&book, "a.csv", export(&book, ExportFormat::Csv))), [0, 0, 1, 0]);
}

#[test]
fn a_book_imported_from_anothers_cards_or_table_writes_the_same_ones() {
    let home = tempfile::tempdir().unwrap();
    let first = full_book(&home);
    for (format, name) in [(ExportFormat::VCard, "a.vcf"), (ExportFormat::Csv, "a.csv")] {
        let other_home = tempfile::tempdir().unwrap();
        let other = book(&other_home);
        let written = export(&first, format);
        import(&other, name, written.clone());
        let without_ids = |bytes: Vec<u8>| -> Vec<String> {
            let text = String::from_utf8(bytes).unwrap();
            let bare = |line: &str| {
                if format == ExportFormat::Csv { line.rsplit_once(',').unwrap().0.to_owned() } else { line.to_owned() }
            };
            text.split("\r\n").filter(|line| !line.is_empty() && !line.starts_with("UID:")).map(bare).collect()
        };
        assert_eq!(without_ids(export(&other, format)), without_ids(written));
    }
}

fn word() -> impl Strategy<Value = String> {
    "[A-Za-z0-9é山 ,;:\\\\\"'=+.()⭐-]{0,24}"
}

fn any_contact() -> impl Strategy<Value = Contact> {
    let channel = ("(phone|mobile|sms|fax|email|web|linkedin|Odd Kind)", word());
    let channels = proptest::collection::vec(
        (channel, prop_oneof![Just(ChannelState::Known), Just(ChannelState::Preferred), Just(ChannelState::DoNotUse)]),
        0..4,
    );
    (any::<bool>(), word(), "[A-Za-z,; \n\\\\]{0,40}", channels, proptest::collection::btree_set(word(), 0..3))
        .prop_map(|(place, name, address, channels, tag)| Contact {
            form: if place { Form::Place } else { Form::Person },
            name: format!("n{name}"),
            address,
            channel: channels.into_iter().map(|((kind, value), state)| (format!("{kind}:{value}"), state)).collect(),
            tag,
            ..Contact::default()
        })
}

#[test]
fn a_value_that_looks_like_what_stands_between_two_is_one_value() {
    let home = tempfile::tempdir().unwrap();
    let book = book(&home);
    let channel = [("phone:+:::".to_owned(), ChannelState::Known)].into();
    add(&book, Contact { name: "Ana".into(), channel, ..Contact::default() });
    let report = import(&book, "a.csv", export(&book, ExportFormat::Csv));
    assert_eq!(counts(&report), [0, 0, 1, 0], "{report:#?}");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, failure_persistence: None, ..ProptestConfig::default() })]

    /// Whatever a book holds: importing its own export changes nothing.
    #[test]
    fn importing_what_was_exported_changes_nothing(contacts in proptest::collection::vec(any_contact(), 1..8)) {
        let home = tempfile::tempdir().unwrap();
        let book = book(&home);
        let mut places = Vec::new();
        for mut contact in contacts {
            if contact.form == Form::Person {
                contact.at = places.iter().map(|place| (*place, [Role::Nurse].into())).collect();
            }
            let form = contact.form.clone();
            let id = add(&book, contact);
            if form == Form::Place {
                places.push(id);
            }
        }
        let before = shown(&book);
        for (format, name) in [(ExportFormat::VCard, "a.vcf"), (ExportFormat::Csv, "a.csv")] {
            let report = import(&book, name, export(&book, format));
            prop_assert_eq!(counts(&report), [0, 0, before["contacts"].as_array().unwrap().len() as u64, 0], "{:#?}", report);
            prop_assert_eq!(&shown(&book), &before);
        }
    }
}
