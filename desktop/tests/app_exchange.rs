//! Wordings and cards in the app, and the book's ways in and out: what is filled in, handed on, brought in, taken along.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod common;

use common::{Home, window::Window};

#[test]
fn a_wording_is_filled_in_for_somebody_and_opens_in_other_programs() {
    let home = Home::with_people();
    home.ok(r#"edit "Dr. Sam Lee" email=lee@example.org"#);
    let window = Window::on(&home);
    assert!(window.page("/wordings").contains("/wordings/introduction_call"));
    let empty = window.page("/wordings/introduction_call");
    assert!(empty.contains("Still missing") && !empty.contains("mailto:"));
    let gap = window.page("/wordings/introduction_call?who=Sam+Lee");
    assert!(gap.contains("No draft is made") && !gap.contains("mailto:"), "{gap}");
    home.ok("edit practice niche=sleep");
    let filled = window.page("/wordings/introduction_call?who=Sam+Lee");
    assert!(filled.contains("href=\"mailto:lee@example.org"), "{filled}");
    let ana = window.page("/wordings/introduction_call?who=Ana+Ruiz");
    assert!(ana.contains("href=\"tel:") && ana.contains("Then log it"), "{ana}");
    assert!(window.page("/wordings/introduction_call?who=Nobody").contains("Nobody in the book is called so"));
    let same = home.json(r#"wording fill introduction_call "Dr. Sam Lee""#)["text"].as_str().unwrap().to_owned();
    let first = same.lines().next().unwrap().split(['\'', '"', '&']).next().unwrap().to_owned();
    assert!(filled.contains(&first), "the same as on the command line: {first}");
}

#[test]
fn a_wording_is_changed_and_one_of_ones_own_is_written() {
    let home = Home::with_people();
    let window = Window::on(&home);
    assert!(window.refused("/wordings", "name=After+a+talk&body=").contains("value=\"After a talk\""));
    let own = window.send("/wordings", "name=After+a+talk&body=Dear+%7Bfirst_name%7D%2C+thank+you.");
    assert!(window.page(&format!("{own}?who=Ana+Ruiz")).contains("Dear Ana, thank you."));
    window.send(&format!("{own}/edit"), "name=After+a+talk&body=Hello+%7Bfirst_name%7D.");
    assert!(window.page(&format!("{own}?who=Ana+Ruiz")).contains("Hello Ana."));
    window.undo(1);
    assert!(window.page(&format!("{own}?who=Ana+Ruiz")).contains("Dear Ana, thank you."));
    window.send("/wordings/introduction_call/edit", "name=My+first+call&body=Hello.");
    assert!(window.page("/wordings").contains("My first call"), "a shipped one can be changed");
}

#[test]
fn cards_have_a_code_where_there_is_an_address_and_say_how_to_get_one_where_not() {
    let home = Home::with_people();
    let window = Window::on(&home);
    let page = window.page("/cards");
    assert!(page.contains("With an address to open there is a code") && !page.contains("<svg class=\"qr\""));
    home.ok("edit practice booking_url=https://example.org/book");
    home.ok(r#"edit practice "ideal_client=parents of children who wake at four""#);
    let page = window.page("/cards?who=Ana+Ruiz");
    assert_eq!(page.matches("<svg class=\"qr\"").count(), 3, "{page}");
    assert!(page.contains("parents of children who wake at four") && page.contains("sent you"));
}

#[test]
fn a_file_is_looked_through_first_then_brought_in_and_taken_back_as_one() {
    let home = Home::with_people();
    let window = Window::on(&home);
    let cards = "BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Mo Tan\r\nTEL:+1 555 0199\r\nEND:VCARD\r\nBEGIN:VCARD\r\nVERSION:3.0\r\nFN:Ana Ruiz\r\nTEL:+1 555 0177\r\nEND:VCARD\r\nBEGIN:VCARD\r\nVERSION:3.0\r\nTEL:1\r\nEND:VCARD\r\n";
    let looked = window.upload("/import", &[], ("file", "cards.vcf", cards.as_bytes()));
    assert_eq!(looked.status, 200, "{}", looked.body);
    assert!(looked.body.contains("Nothing was changed yet") && looked.body.contains("Mo Tan"), "{}", looked.body);
    assert!(looked.body.contains("Left out") && looked.body.contains("Maybe in the book already"), "{}", looked.body);
    assert!(!window.page("/partners").contains("Mo Tan"), "a dry run changes nothing");
    let held = looked.body.split("name=\"held\" value=\"").nth(1).unwrap().split('"').next().unwrap().to_owned();
    let done = window.done("/import/now", &[("held", &held)]);
    assert!(done.contains("Imported: ") && done.contains("/undo"), "{done}");
    assert!(window.page("/search?q=Mo+Tan").contains("Mo Tan"));
    window.undo(1);
    assert!(!window.page("/partners").contains("Mo Tan"), "it is taken back as one");
    let again = window.done("/import/now", &[("held", &held)]);
    assert!(again.contains("no longer held here"), "a form that is sent twice brings nothing twice");
    let nonsense = window.upload("/import", &[], ("file", "letter.txt", b"Dear Ana"));
    assert_eq!(nonsense.status, 422);
    assert!(nonsense.body.contains("neither a vCard file") && nonsense.body.contains("Nothing was changed"));
}

#[test]
fn the_book_is_taken_along_as_files_and_a_backup_becomes_a_book_again() {
    let home = Home::with_people();
    let window = Window::on(&home);
    assert!(window.page("/export").contains("restore-backup"));
    let cards = window.get("/export/contacts.vcf");
    assert!(cards.body.contains("BEGIN:VCARD") && cards.body.contains("Ana Ruiz"));
    assert_eq!(cards.header("content-disposition"), Some("attachment; filename=\"contacts.vcf\""));
    assert!(window.get("/export/contacts.csv").body.contains("Ruiz"));
    assert!(window.get("/export/book.json").body.contains("\"rapport-export\""));
    let backup = window.get("/export/backup.zip");
    assert_eq!(backup.header("content-type"), Some("application/zip"));
    let other = Home::empty();
    let file = other.path().with_extension("zip");
    std::fs::write(&file, &backup.bytes).unwrap();
    other.ok(&format!("restore-backup {} --device Laptop", file.display()));
    std::fs::remove_file(&file).unwrap();
    assert!(other.json("find Ana").to_string().contains("Ana Ruiz"));
}
