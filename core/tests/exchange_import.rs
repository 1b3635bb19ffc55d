//! Importing what other programs wrote.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod exchange_world;

use exchange_world::{add, book, contact, counts, import, shown};
use rapport_core::{
    Command, Companion,
    exchange::{Outcome, Source},
    model::{ChannelState, Contact},
};
use serde_json::json;

fn sample(name: &str) -> Vec<u8> {
    std::fs::read(std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../samples").join(name)).unwrap()
}

fn card(lines: &str) -> String {
    format!("BEGIN:VCARD\r\nVERSION:3.0\r\n{}\r\nEND:VCARD\r\n", lines.trim().replace('\n', "\r\n"))
}

fn dry(book: &Companion, name: &str, bytes: &[u8]) -> rapport_core::exchange::ImportReport {
    book.import(Source { name: name.into(), bytes: bytes.to_vec(), format: None }, true).unwrap()
}

#[test]
fn a_phones_contacts_are_imported_and_the_second_time_nothing_comes_twice() {
    let home = tempfile::tempdir().unwrap();
    let book = book(&home);
    let vcf = sample("contacts.vcf");
    let before = shown(&book);
    let tried = dry(&book, "contacts.vcf", &vcf);
    assert_eq!(shown(&book), before, "a dry run changes nothing");
    let first = import(&book, "contacts.vcf", vcf.clone());
    assert_eq!((counts(&first), first.pictures), ([24, 1, 0, 2], 1), "{:#?}", first.errors);
    assert_eq!((counts(&tried), tried.errors, tried.notes), (counts(&first), first.errors.clone(), first.notes));
    let after = shown(&book);
    let again = import(&book, "contacts.vcf", vcf);
    assert_eq!((counts(&again), again.places, again.notes), ([0, 0, 25, 2], 0, 0));
    assert_eq!(shown(&book), after);

    let ana = contact(&book, "Ana Ruiz");
    assert_eq!(ana["channel"]["mobile:+1 914 555 0103"], "known", "the second card knew her mobile");
    assert_eq!(ana["at"].as_object().unwrap().values().collect::<Vec<_>>(), [&json!(["front_desk"])]);
    let old = contact(&book, "Soledad Núñez");
    assert_eq!(old["channel"]["phone:+1 914 555 0180"], "known");
    let texts: Vec<_> = after["notes"].as_array().unwrap().iter().map(|note| note["text"].as_str().unwrap()).collect();
    assert!(
        texts.contains(&"Speaks Spanish and Catalan; sees families, evenings only.\nOffers supervision."),
        "{texts:#?}"
    );
    let reasons: Vec<String> = first.errors.iter().map(ToString::to_string).collect();
    assert!(reasons[0].starts_with("contacts.vcf, line ") && reasons[0].contains("neither a person"), "{reasons:?}");
    assert!(reasons[1].contains("the file was cut here"), "{reasons:?}");
}

#[test]
fn people_in_both_address_books_are_one_contact_whichever_comes_first() {
    for order in [["contacts.vcf", "google-contacts.csv"], ["google-contacts.csv", "contacts.vcf"]] {
        let home = tempfile::tempdir().unwrap();
        let book = book(&home);
        for name in order {
            let report = import(&book, name, sample(name));
            assert_eq!(report.refused, 2, "{:#?}", report.errors);
        }
        for name in order {
            let again = import(&book, name, sample(name));
            assert_eq!((again.new, again.completed, again.places), (0, 0, 0), "{name} {:#?}", again.contacts);
        }
        let ana = contact(&book, "Ana Ruiz");
        assert_eq!(ana["at"].as_object().unwrap().len(), 1);
        contact(&book, "Dr. Harriet Osei");
        let bettina = contact(&book, "Bettina Solano");
        assert_eq!(bettina["address"], "31 Orchard Row\nFernhollow, NY 10998\nUS");
        let all = shown(&book);
        let peters = all["contacts"].as_array().unwrap().iter().filter(|one| one["name"] == "Peter Andersen").count();
        assert_eq!(peters, 2, "two men of one name stay two");
        contact(&book, "=HYPERLINK(\"http://example.org\")");
        contact(&book, "Mei Tanaka");
    }
}

#[test]
fn whoever_is_here_gains_what_they_lack_and_keeps_what_they_have() {
    let home = tempfile::tempdir().unwrap();
    let book = book(&home);
    let lee = add(
        &book,
        Contact {
            name: "Dr. Lee".into(),
            address: "1 Old Road".into(),
            channel: [("phone:555-0142".to_owned(), ChannelState::DoNotUse)].into(),
            ..Contact::default()
        },
    );
    let report = import(
        &book,
        "a.vcf",
        card(
            "FN:dr. LEE\nTEL;TYPE=CELL:(555) 0142\nEMAIL:lee@example.org\nADR:;;9 New Road;;;;\nCATEGORIES:vip\nNOTE:Plays chess",
        ),
    );
    assert_eq!(counts(&report), [0, 1, 0, 0]);
    assert_eq!((report.contacts[0].who.id, report.contacts[0].outcome), (lee, Outcome::Completed));
    assert_eq!(report.contacts[0].gained, ["channel", "tag", "note"]);
    let lee = contact(&book, "Dr. Lee");
    assert_eq!(lee["channel"], json!({"phone:555-0142": "do_not_use", "email:lee@example.org": "known"}));
    assert_eq!((lee["address"].as_str(), &lee["tag"]), (Some("1 Old Road"), &json!(["vip"])));
}

#[test]
fn what_a_user_took_out_of_an_imported_contact_does_not_come_back_with_the_same_file() {
    let home = tempfile::tempdir().unwrap();
    let book = book(&home);
    let vcf = card("FN:Dr. Lee\nTEL:555-0142\nEMAIL:lee@example.org");
    let lee = import(&book, "a.vcf", vcf.clone()).contacts[0].who.id;
    let gone = rapport_core::command::FieldEdit { field: "channel:phone:555-0142".into(), value: String::new() };
    book.run(Command::Edit { id: lee, edits: vec![gone] }).unwrap();
    assert_eq!(counts(&import(&book, "a.vcf", vcf)), [0, 0, 1, 0]);
    assert_eq!(contact(&book, "Dr. Lee")["channel"], json!({"email:lee@example.org": "known"}));
}

#[test]
fn a_namesake_with_nothing_else_in_common_is_new_and_reported_as_a_possible_duplicate() {
    let home = tempfile::tempdir().unwrap();
    let book = book(&home);
    let here = add(&book, Contact { name: "Ana Ruiz".into(), ..Contact::default() });
    let report = import(&book, "a.vcf", card("FN:Ana Ruiz\nTEL:555-0142"));
    assert_eq!(counts(&report), [1, 0, 0, 0]);
    assert_eq!((report.duplicates.len(), report.duplicates[0].like.id), (1, here));
}

#[test]
fn somebody_who_was_merged_is_recognised_under_both_names() {
    let home = tempfile::tempdir().unwrap();
    let book = book(&home);
    let one = add(&book, Contact { name: "Ana Ruiz".into(), ..Contact::default() });
    let channel = [("email:ana@example.org".to_owned(), ChannelState::Known)].into();
    let other = add(&book, Contact { name: "Ana Ruiz-Bell".into(), channel, ..Contact::default() });
    book.run(Command::Merge { one, other }).unwrap();
    let report = import(&book, "a.vcf", card("FN:Ana Ruiz\nEMAIL:ANA@example.org\nTEL:555-0142"));
    assert_eq!((counts(&report), report.contacts[0].who.id), ([0, 1, 0, 0], one));
}

#[test]
fn a_place_named_before_its_own_card_is_completed_by_it() {
    let home = tempfile::tempdir().unwrap();
    let book = book(&home);
    let cards = card("FN:Ana Ruiz\nN:Ruiz;Ana;;;\nORG:Oak Street")
        + &card("FN:Oak Street\nORG:Oak Street\nTEL:555-0100")
        + &card("FN:Oak  street\nX-ABShowAs:COMPANY\nADR:;;77 Elm;;;;");
    let report = import(&book, "a.vcf", cards);
    assert_eq!((counts(&report), report.places, report.duplicates.len()), ([2, 1, 0, 0], 1, 1), "{report:#?}");
}

#[test]
fn the_erased_stay_erased() {
    let home = tempfile::tempdir().unwrap();
    let book = book(&home);
    add(&book, Contact { name: "Ana Ruiz".into(), ..Contact::default() });
    let vcf = exchange_world::export(&book, rapport_core::exchange::ExportFormat::VCard);
    let ana = contact(&book, "Ana Ruiz")["id"].as_str().unwrap().parse().unwrap();
    book.run(Command::Erase(ana)).unwrap();
    let report = import(&book, "a.vcf", vcf);
    assert_eq!(counts(&report), [0, 0, 0, 1]);
    assert!(report.errors[0].reason.contains("erased"));
}

#[test]
fn google_contacts_of_before_2024_are_read_as_well() {
    let home = tempfile::tempdir().unwrap();
    let book = book(&home);
    let csv = "Name,Given Name,Additional Name,Family Name,Yomi Name,Notes,Group Membership,E-mail 1 - Type,E-mail 1 - Value,\
               Phone 1 - Type,Phone 1 - Value,Organization 1 - Type,Organization 1 - Name,Organization 1 - Title,Address 1 - Formatted\r\n\
               Ana Ruiz,Ana,,Ruiz,,\"Two lines,\nof notes\",* myContacts ::: Front desk,* Work,ana@example.org ::: desk@example.org,\
               Mobile,'+1 555 0100,,Oak Street,Receptionist,\"12 Oak\nMaplewick\"\r\n";
    assert_eq!(counts(&import(&book, "old.csv", csv)), [1, 0, 0, 0]);
    let ana = contact(&book, "Ana Ruiz");
    assert_eq!(
        ana["channel"],
        json!({"email:ana@example.org": "preferred", "email:desk@example.org": "preferred", "mobile:+1 555 0100": "known"})
    );
    assert_eq!((ana["tag"].clone(), ana["address"].as_str()), (json!(["Front desk"]), Some("12 Oak\nMaplewick")));
}
