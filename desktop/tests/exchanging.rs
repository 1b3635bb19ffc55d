//! Address books in, the book out, and a backup that comes back.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod common;

use std::fs;

use common::{Home, server::Running};
use serde_json::{Value, json};

const SAMPLES: [&str; 2] = ["contacts.vcf", "google-contacts.csv"];

/// A sample as it is typed.
fn sample(name: &str) -> String {
    format!("\"{}/../samples/{name}\"", env!("CARGO_MANIFEST_DIR"))
}

/// What an import did: new, completed, unchanged, left out.
fn counts(report: &Value) -> [u64; 4] {
    ["new", "completed", "unchanged", "refused"].map(|count| report[count].as_u64().unwrap())
}

/// All that a book shows, but for when it was written and in which order its records came.
fn whole(home: &Home) -> Value {
    home.ok("export whole.json");
    let mut book: Value = serde_json::from_slice(&fs::read(home.file("whole.json")).unwrap()).unwrap();
    book.as_object_mut().unwrap().remove("made");
    for records in book.as_object_mut().unwrap().values_mut().filter_map(Value::as_array_mut) {
        records.sort_by_key(|record| record["id"].to_string());
    }
    book
}

/// The names of everybody in the book.
fn names(home: &Home) -> Vec<String> {
    let listed = home.json("list contacts --limit 500");
    listed["items"].as_array().unwrap().iter().map(|one| one["name"].as_str().unwrap().to_owned()).collect()
}

#[test]
fn importing_twice_makes_nothing_twice() {
    let home = Home::with_book();
    for name in SAMPLES {
        let first = home.json(&format!("import {}", sample(name)));
        assert!(counts(&first)[0] > 20, "{first}");
    }
    let book = whole(&home);
    for name in SAMPLES {
        let again = counts(&home.json(&format!("import {}", sample(name))));
        assert_eq!([again[0], again[1]], [0, 0], "{name}");
    }
    assert_eq!(whole(&home), book);
}

#[test]
fn a_dry_run_says_what_would_happen_and_changes_nothing() {
    let home = Home::with_book();
    let book = whole(&home);
    let line = format!("import {}", sample("contacts.vcf"));
    let said = home.ok(&format!("{line} --dry-run"));
    for part in ["Nothing was changed", "Ana Ruiz", "new", "contacts.vcf:271", "picture left out"] {
        assert!(said.contains(part), "“{part}” is missing from\n{said}");
    }
    let would = home.json(&format!("{line} --dry-run"));
    assert_eq!((&would["dry_run"], whole(&home)), (&json!(true), book));
    assert!(home.ok("undo").contains("nothing to undo"));
    let did = home.json(&line);
    assert_eq!((counts(&did), &did["errors"]), (counts(&would), &would["errors"]));
}

#[test]
fn a_bad_row_is_reported_with_its_place_and_harms_no_other() {
    let home = Home::with_book();
    fs::write(
        home.file("people.csv"),
        "First Name,Last Name,Organization Name,E-mail 1 - Value\n\
         Ana,Ruiz,Oak Street,ana@example.org\n\
         ,,,nobody@example.org\n\
         broken\n\
         Bo,Park,Elm Clinic,bo@example.org\n",
    )
    .unwrap();
    let said = home.json("import people.csv");
    let errors: Vec<(&str, u64)> = said["errors"].as_array().unwrap().iter().map(place_of).collect();
    assert_eq!(errors, [("people.csv", 3), ("people.csv", 4)]);
    assert_eq!(names(&home), ["Ana Ruiz", "Bo Park", "Elm Clinic", "Oak Street"]);
    let shown = home.ok("import people.csv");
    assert!(shown.contains("people.csv:4") && shown.contains("cells"), "{shown}");
}

fn place_of(error: &Value) -> (&str, u64) {
    assert!(!error["reason"].as_str().unwrap().is_empty(), "{error}");
    (error["file"].as_str().unwrap(), error["line"].as_u64().unwrap())
}

#[test]
fn a_file_that_is_no_address_book_is_refused_whole() {
    let home = Home::with_people();
    let book = whole(&home);
    fs::write(home.file("letter.txt"), "Dear Ana,\n").unwrap();
    assert!(home.refused(2, "import letter.txt").contains("Nothing was changed"));
    home.refused(3, "import nowhere.vcf");
    assert_eq!(whole(&home), book);
}

#[test]
fn an_import_is_undone_as_one_and_can_be_made_again() {
    let home = Home::with_people();
    let book = whole(&home);
    let line = format!("import {}", sample("google-contacts.csv"));
    let first = counts(&home.json(&line));
    let with_it = names(&home);
    let said = home.ok("undo");
    assert!(said.contains("an import") && said.contains("records"), "{said}");
    assert_eq!(whole(&home), book);
    assert_eq!((counts(&home.json(&line)), names(&home)), (first, with_it));
}

#[test]
fn contacts_that_were_exported_are_the_same_in_another_book() {
    let home = Home::with_people();
    home.ok(&format!("import {}", sample("contacts.vcf")));
    for file in ["people.vcf", "people.csv"] {
        home.ok(&format!("export {file}"));
        assert_eq!(counts(&home.json(&format!("import {file}")))[..2], [0, 0], "{file} is nothing new here");
        let other = Home::with_book();
        let said = other.json(&format!("import \"{}\"", home.file(file).display()));
        assert_eq!((names(&other), &said["errors"]), (names(&home), &json!([])), "{file}");
    }
    let ana = home.json("show ana");
    let other = Home::with_book();
    other.ok(&format!("import \"{}\"", home.file("people.vcf").display()));
    for field in ["channel", "address", "tag"] {
        assert_eq!(other.json("show ana")[field], ana[field], "{field}");
    }
}

#[test]
fn an_export_to_nowhere_leaves_what_stands_there() {
    let home = Home::with_people();
    fs::write(home.file("book.json"), "mine").unwrap();
    assert!(home.refused(2, "export book").contains("--format"));
    home.refused(3, "export nowhere/book.json");
    home.ok("export book.json --format vcf");
    assert!(fs::read_to_string(home.file("book.json")).unwrap().starts_with("BEGIN:VCARD"));
    assert!(!home.file("book.json.part").exists());
}

#[test]
fn the_readable_book_names_nobody_who_is_not_in_it() {
    let home = Home::with_people();
    let double = home.id(r#"add person "Anna Ruiz" --at oak"#);
    home.ok("log oak --met anna");
    home.ok(&format!("merge ana {double}"));
    let book = whole(&home);
    let ids: Vec<&Value> = book["contacts"].as_array().unwrap().iter().map(|one| &one["id"]).collect();
    assert!(ids.contains(&&book["touchpoints"][0]["met"][0]), "whom the visit was logged under is there: {book}");
}

/// The devices go on while the backup lies in a drawer; what it lacks comes back from the server, and nothing comes twice.
#[test]
fn a_restored_book_that_is_paired_again_has_no_conflict_and_no_duplicate() {
    let server = Running::start();
    let phone = server.phone();
    let desktop = Running::desktop(&phone);
    phone.ok(r#"edit oak "hours=9-5" tier=a"#);
    phone.ok(r#"log oak --met ana --note "in the backup, not on the server""#);
    phone.ok("backup book.zip");
    desktop.ok(r#"edit oak "drop_in=Tuesdays""#);
    phone.ok("log oak --kind call");
    for home in [&phone, &desktop, &phone] {
        home.ok("sync");
    }
    let restored = Home::empty();
    let said =
        restored.json(&format!("restore-backup \"{}\" --device Laptop --person Kim", phone.file("book.zip").display()));
    assert_eq!(said["practice"], "Riverside Therapy");
    assert!(restored.ok("timeline").contains("in the backup"));
    assert_eq!(restored.json("status")["server"], Value::Null, "it is a new device, which is paired with nobody");
    let code = phone.json("pair show")["code"].as_str().unwrap().to_owned();
    restored.ok(&format!("pair join {code} --device Laptop --person Kim"));
    for home in [&phone, &desktop, &restored] {
        home.ok("sync");
    }
    for home in [&phone, &desktop, &restored] {
        assert_eq!(whole(home), whole(&phone));
        assert_eq!(home.json("conflicts")["conflicts"], json!([]));
        assert_eq!(home.json("duplicates")["duplicates"], json!([]));
        assert_eq!(home.json("status")["unsent"], 0);
        assert!(home.ok("check").contains("all of it adds up"));
    }
}

#[test]
fn a_damaged_backup_is_refused_with_its_place_and_nothing_is_made() {
    let home = Home::with_people();
    home.ok(&format!("import {}", sample("contacts.vcf")));
    home.ok("backup book.zip");
    let bytes = fs::read(home.file("book.zip")).unwrap();
    let mut flipped = bytes.clone();
    flipped[bytes.len() / 3] ^= 0xff;
    for (damaged, place) in [(flipped, "changes.jsonl, line "), (bytes[..bytes.len() / 2].to_vec(), "cut short")] {
        let fresh = Home::empty();
        fs::write(fresh.file("book.zip"), damaged).unwrap();
        let said = fresh.refused(2, "restore-backup book.zip");
        assert!(said.contains(place) && said.contains("Nothing was made"), "{said}");
        fresh.refused(3, "today");
        assert!(!fresh.path().exists() || fs::read_dir(fresh.path()).unwrap().next().is_none());
    }
    let book = whole(&home);
    assert!(home.refused(2, "restore-backup book.zip").contains("there is a book"));
    assert_eq!(whole(&home), book);
}

#[test]
fn a_file_without_end_is_refused_and_not_read_to_the_last() {
    let home = Home::with_book();
    assert!(home.refused(2, "import /dev/zero").contains("64 MB"));
}
