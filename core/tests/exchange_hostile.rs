//! Files that are damaged, enormous or malicious: refused by their place, and nothing else is harmed.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod exchange_world;

use exchange_world::{book, contact, counts, import};
use proptest::prelude::*;
use rapport_core::exchange::{SOURCE_BYTES, Source};

const GOOD: &str = "BEGIN:VCARD\nVERSION:3.0\nFN:Ana Ruiz\nTEL:555-0100\nEND:VCARD\n";

fn refused(bytes: Vec<u8>, name: &str) -> String {
    let home = tempfile::tempdir().unwrap();
    book(&home).import(Source { name: name.into(), bytes, format: None }, false).unwrap_err().to_string()
}

fn line_and_field(bad: &[u8]) -> (u64, String, String) {
    let home = tempfile::tempdir().unwrap();
    let book = book(&home);
    let file = [bad, GOOD.as_bytes()].concat();
    let report = import(&book, "a.vcf", file);
    assert_eq!((report.new, report.refused), (1, 1), "the card after it is whole: {report:#?}");
    contact(&book, "Ana Ruiz");
    (report.errors[0].line, report.errors[0].field.clone(), report.errors[0].reason.clone())
}

#[test]
fn a_bad_card_is_refused_by_line_and_field_and_harms_no_other() {
    let card = |lines: &str| format!("BEGIN:VCARD\nVERSION:3.0\n{lines}\nEND:VCARD\n").into_bytes();
    let long = "x".repeat(10_000);
    let many: Vec<String> = (0..200).map(|number| format!("TEL:{number}")).collect();
    for (bad, line, field) in [
        (card(&format!("FN:{long}")), 1, "name"),
        (card(&format!("FN:Lee\nADR:;;{long};;;;")), 1, "address"),
        (card(&format!("FN:Lee\nTEL:{long}")), 1, "channel"),
        (card(&format!("FN:Lee\nCATEGORIES:{long}")), 1, "tag"),
        (card(&format!("FN:Lee\nNOTE:{}", "word ".repeat(20_000))), 1, "note"),
        (card(&format!("FN:Lee\n{}", many.join("\n"))), 1, ""),
        (card("FN:Lee\0"), 1, ""),
        (card("N:;;;;\nTEL:555-0101"), 1, "name"),
        (b"\nBEGIN:VCARD\nFN:Half\n".to_vec(), 2, ""),
        (b"what is this?\nand this?\n".to_vec(), 1, ""),
        (b"\xff\xd8\xff\xe0 a picture\n".to_vec(), 1, ""),
    ] {
        let (at, of, reason) = line_and_field(&bad);
        assert_eq!((at, of.as_str()), (line, field), "{reason}");
    }
}

#[test]
fn folded_lines_mixed_line_ends_and_latin_1_are_read_as_they_were_meant() {
    let home = tempfile::tempdir().unwrap();
    let book = book(&home);
    let latin =
        b"BEGIN:VCARD\r\nVERSION:3.0\nFN:Jos\xe9 N\xfa\xf1ez\r\nNOTE:folded\r\n  here\n\tand here\r\nEND:VCARD\n";
    let utf8 = "BEGIN:VCARD\nVERSION:4.0\nKIND:org\nFN:Zoë & Söhne\nTEL;VALUE=uri:tel:+1-555-0101\nEND:VCARD";
    assert_eq!(counts(&import(&book, "a.vcf", [latin.as_slice(), utf8.as_bytes()].concat())), [2, 0, 0, 0]);
    contact(&book, "José Núñez");
    let zoe = contact(&book, "Zoë & Söhne");
    assert_eq!((zoe["form"].as_str(), zoe["channel"]["phone:+1-555-0101"].as_str()), (Some("place"), Some("known")));
    let notes = exchange_world::shown(&book)["notes"].clone();
    assert_eq!(notes[0]["text"], "folded hereand here");
    let macintosh = GOOD.replace("Ana Ruiz", "Old Mac").replace('\n', "\r");
    assert_eq!(counts(&import(&book, "a.vcf", macintosh)), [1, 0, 0, 0]);
    let utf16: Vec<u8> =
        [0xff, 0xfe].into_iter().chain(GOOD.replace("Ana", "Élan").encode_utf16().flat_map(u16::to_le_bytes)).collect();
    assert_eq!(counts(&import(&book, "a.vcf", utf16)), [1, 0, 0, 0]);
    contact(&book, "Élan Ruiz");
}

#[test]
fn a_table_with_wrong_rows_loses_those_alone() {
    let home = tempfile::tempdir().unwrap();
    let book = book(&home);
    let csv = "First Name,Last Name,Labels,Phone 1 - Value\n\
               Ana,Ruiz,,555-0100\n\
               too,few\n\
               too,many,of,them,here\n\
               ,,,\n\
               Bo,\"Li\nHua\",,555-0101\n\
               Rolf,\"Bergman,,555-0102\n\
               Cy,Tan,,555-0103\n";
    let report = import(&book, "a.csv", csv);
    assert_eq!(counts(&report), [3, 0, 0, 3], "{report:#?}");
    assert_eq!(report.errors.iter().map(|error| error.line).collect::<Vec<_>>(), [3, 4, 8]);
    contact(&book, "Bo Li Hua");
    contact(&book, "Cy Tan");
}

#[test]
fn what_is_no_address_book_is_refused_whole() {
    assert!(refused(vec![], "a.vcf").contains("no contact in it"));
    assert!(refused(b"a,b\n1,2\n".to_vec(), "a.csv").contains("First Name"));
    assert!(refused(b"PK\x03\x04 zip".to_vec(), "a.xlsx").contains("neither a vCard"));
    assert!(refused(vec![0xff, 0xfe, b'B'], "a.vcf").contains("damaged"));
    assert!(refused(vec![b' '; SOURCE_BYTES + 1], "a.vcf").contains("64 MB"));
}

#[test]
fn a_very_large_file_of_rubbish_and_stray_quotation_marks_ends() {
    let home = tempfile::tempdir().unwrap();
    let book = book(&home);
    let mut csv = b"First Name,Last Name,Labels\n".to_vec();
    while csv.len() < 3 << 20 {
        csv.extend(b"\",");
        csv.extend([b'x'; 80]);
        csv.extend(b",\"\n");
    }
    assert!(import(&book, "a.csv", csv).refused > 0);
    let picture = format!("BEGIN:VCARD\nFN:Pic\nPHOTO;ENCODING=b:{}\nEND:VCARD\n", "QUJD".repeat(4 << 20));
    let report = import(&book, "a.vcf", picture + GOOD);
    assert_eq!((report.new, report.refused), (1, 1));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

    /// Whatever stands in a file, it is read or refused, and the good card after it is taken.
    #[test]
    fn no_file_brings_the_program_down(
        rubbish in proptest::collection::vec(any::<u8>(), 0..400),
        lines in proptest::collection::vec("(FN|N|TEL|ADR|ORG|NOTE|GEO|PHOTO|X-A|UID|URL|CATEGORIES)(;TYPE=[a-z,=\"]{0,8}|;ENCODING=(b|QUOTED-PRINTABLE)|;CHARSET=UTF-8)?:[ -~é\\\\=;,]{0,40}", 0..8),
    ) {
        let home = tempfile::tempdir().unwrap();
        let book = book(&home);
        let card = format!("\nBEGIN:VCARD\nVERSION:2.1\n{}\nEND:VCARD\n", lines.join("\n"));
        let report = import(&book, "a.vcf", [rubbish.as_slice(), card.as_bytes(), GOOD.as_bytes()].concat());
        prop_assert!(report.contacts.iter().any(|one| one.who.name == "Ana Ruiz") || report.unchanged + report.completed > 0);
        let heading = b"First Name,Labels\n";
        let _ = book.import(Source { name: "a.csv".into(), bytes: [heading.as_slice(), &rubbish].concat(), format: None }, false);
    }
}
