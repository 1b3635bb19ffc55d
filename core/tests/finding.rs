//! Finding by the first letters, names that are typed, lists, duplicates.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod common;

use common::{edit, first, phone};
use rapport_core::{
    Command,
    command::{NewPerson, NewPlace, NewVisit},
    model::{
        Contact, Direction, Form, Kind, Record, RecordId, Role, Sector, Stage, Tier,
        view::{ContactFilter, Entry},
    },
};

fn names(entries: &[Entry]) -> Vec<&str> {
    let name = |entry| if let &Entry { record: Record::Contact(ref contact), .. } = entry { &contact.name } else { "" };
    entries.iter().map(name).collect()
}

#[test]
fn contacts_are_found_by_the_first_letters_of_any_words_whatever_case_and_accents() {
    let book = phone();
    book.place("Oak Street Family Medicine");
    book.person("Dr. José Núñez-O’Brien", None);
    let found = |words: &str| book.find(words, 10).unwrap().contacts.len();
    for words in
        ["oak", "OAK ST", "medicine fam", "jose", "josé", "JOSE\u{301}", "nun", "obrien", "o'brien jo", "  dr  "]
    {
        assert_eq!(found(words), 1, "{words:?}");
    }
    for words in ["ak", "oak jose", "oakk", "", "…", "\"", "oak\" OR \"a", "name:oak*x"] {
        assert_eq!(found(words), 0, "{words:?}");
    }
}

#[test]
fn whoever_has_exactly_this_name_comes_first_then_the_newest() {
    let book = phone();
    for name in ["Ana", "Ana Ruiz", "Anabel", "Ana Vega"] {
        book.person(name, None);
    }
    assert_eq!(names(&book.find("ana", 10).unwrap().contacts), ["Ana", "Ana Vega", "Anabel", "Ana Ruiz"]);
    assert_eq!(names(&book.find("ana", 2).unwrap().contacts), ["Ana", "Ana Vega"]);
}

#[test]
fn contacts_are_found_by_address_and_label_too() {
    let book = phone();
    let address = "12 Harbour Road".to_owned();
    let tags = ["Christmas cards".to_owned()].into();
    book.run(Command::AddPlace(NewPlace { name: "Clinic".into(), address, tags, ..NewPlace::default() }));
    assert_eq!(book.find("harb", 10).unwrap().contacts.len(), 1);
    assert_eq!(book.find("christmas", 10).unwrap().contacts.len(), 1);
    assert!(book.who("harbour", 10).unwrap().is_empty(), "but a name is a name");
}

#[test]
fn visits_are_found_by_what_was_said_and_by_whom_they_name() {
    let book = phone();
    let oak = book.place("Oak Street");
    let ana = book.person("Ana Ruiz", Some(oak));
    let intel = "moving to Elm Street in spring".to_owned();
    let visit = first(&book.run(Command::LogVisit(NewVisit { place: Some(oak), intel, ..NewVisit::default() })));
    let met = book.visit(oak, &[ana]);
    let found = |words: &str| {
        let mut ids: Vec<RecordId> = book.find(words, 10).unwrap().touchpoints.iter().map(|entry| entry.id).collect();
        ids.sort_unstable();
        ids
    };
    assert_eq!(found("elm spring"), [visit]);
    assert_eq!(found("ruiz"), [met]);
    assert_eq!(found("oak"), [visit, met]);
    book.edit(visit, "intel", "staying after all");
    assert!(found("elm").is_empty());
    assert_eq!(found("staying"), [visit]);
}

#[test]
fn notes_are_found_by_their_words_and_referrals_by_code_topic_and_name() {
    let book = phone();
    let oak = book.place("Oak Street");
    let note = book.note("Two new doctors in January", &[oak]);
    assert_eq!(book.find("jan doc", 10).unwrap().notes[0].id, note);
    let referral = book.referral(Direction::In, oak);
    book.edit(referral, "topic", "sleep");
    let Record::Referral(kept) = book.get(referral).unwrap().record else { panic!() };
    for words in [kept.code.as_str(), &kept.code.to_lowercase()[2..], "slee", "oak"] {
        assert_eq!(book.find(words, 10).unwrap().referrals.len(), 1, "{words}");
    }
    assert_eq!(book.referral_by_code(&format!(" {} ", kept.code.to_lowercase())).unwrap(), Some(referral));
    assert_eq!(book.referral_by_code("R-00000").unwrap(), None);
}

#[test]
fn what_was_removed_is_not_found() {
    let book = phone();
    let oak = book.place("Oak Street");
    let note = book.note("cookies", &[oak]);
    book.run(Command::Remove(oak));
    book.run(Command::Remove(note));
    let found = book.find("oak", 10).unwrap();
    assert!(found.contacts.is_empty() && book.find("cookies", 10).unwrap().notes.is_empty());
    assert!(book.who("oak", 10).unwrap().is_empty());
}

#[test]
fn a_typed_name_means_whoever_bears_it_else_whoever_may_be_meant() {
    let book = phone();
    let oak = book.place("Oak Street");
    book.place("Oak Street Family Medicine");
    let who =
        |typed: &str| -> Vec<String> { book.who(typed, 10).unwrap().into_iter().map(|named| named.name).collect() };
    assert_eq!(who("oak street"), ["Oak Street", "Oak Street Family Medicine"], "the exact one first");
    assert_eq!(who("family oak"), ["Oak Street Family Medicine"]);
    assert_eq!(book.who("OAK STREET", 1).unwrap()[0].id, oak);
    assert!(who("elm").is_empty() && who("").is_empty());
}

#[test]
fn contacts_are_listed_by_name_and_the_rest_latest_first_page_by_page() {
    let book = phone();
    for name in ["Émile", "ana", "Bo", "Zoe", "Dr Lee", "ana"] {
        book.person(name, None);
    }
    let list = |kind: &Kind, limit| {
        let (mut all, mut after) = (Vec::new(), None);
        loop {
            let page = book.list(kind, after.as_deref(), limit).unwrap();
            all.extend(page.items);
            match page.next {
                Some(next) => after = Some(next),
                None => return all,
            }
        }
    };
    assert_eq!(names(&list(&Kind::Contact, 2)), ["ana", "ana", "Bo", "Dr Lee", "Émile", "Zoe"]);
    let mut notes: Vec<RecordId> = (0..5).map(|n| book.note(&format!("note {n}"), &[])).collect();
    notes.reverse();
    assert_eq!(list(&Kind::Note, 2).iter().map(|entry| entry.id).collect::<Vec<_>>(), notes);
    assert!(list(&Kind::Other("invoice".into()), 2).is_empty());
    assert!(book.list(&Kind::Contact, Some("nonsense"), 2).is_err());
}

#[test]
fn contacts_of_one_name_or_one_number_may_be_one() {
    let book = phone();
    let person = |name: &str, channel: &str| {
        let channels = vec![channel.to_owned()];
        first(&book.run(Command::AddPerson(NewPerson { name: name.into(), channels, ..NewPerson::default() })))
    };
    let ana = person("Ana Ruiz", "phone:+1 (555) 010-0123");
    let again = person("A. Ruiz", "phone:555 0100123");
    let jose = person("José", "email:jose@example.org");
    let same = person("jose", "email:other@example.org");
    book.add(Contact { form: Form::Place, name: "Jose".into(), ..Contact::default() });
    person("Zoe", "phone:none yet");
    person("Zora", "phone:ask the desk");
    let pairs: Vec<_> = book.duplicates(10).unwrap().into_iter().map(|pair| (pair.one.id, pair.other.id)).collect();
    assert_eq!(pairs, [(ana, again), (jose, same)], "a place is no person");
    book.run(Command::Merge { one: again, other: ana });
    assert_eq!(book.duplicates(10).unwrap().len(), 1);
    book.book.run(edit(same, "name", "Joseph")).unwrap();
    assert!(book.duplicates(10).unwrap().is_empty());
}

#[test]
fn the_list_of_contacts_is_narrowed_by_whatever_is_asked() {
    let book = phone();
    let oak = book.place("Oak Street");
    let (ana, lee) = (book.person("Ana Ruiz", Some(oak)), book.person("Dr. Lee", None));
    book.edit(oak, "sector", "primary_care");
    book.edit(ana, "tier", "a");
    book.edit(lee, "tag:vip", "true");
    let found = |filter: ContactFilter| -> Vec<String> {
        let lines = book.contacts(&filter, None, 10).unwrap().items;
        names(&lines.into_iter().map(|line| line.entry).collect::<Vec<_>>()).into_iter().map(str::to_owned).collect()
    };
    let all = ContactFilter::default;
    assert_eq!(found(all()), ["Ana Ruiz", "Dr. Lee", "Oak Street"]);
    assert_eq!(found(ContactFilter { form: Some(Form::Place), ..all() }), ["Oak Street"]);
    assert_eq!(found(ContactFilter { sector: Some(Sector::PrimaryCare), ..all() }), ["Oak Street"]);
    assert_eq!(found(ContactFilter { role: Some(Role::FrontDesk), ..all() }), ["Ana Ruiz"]);
    assert_eq!(found(ContactFilter { tier: Some(Tier::A), ..all() }), ["Ana Ruiz"]);
    assert_eq!(found(ContactFilter { tag: Some("vip".to_owned()), ..all() }), ["Dr. Lee"]);
    assert_eq!(found(ContactFilter { due: true, ..all() }), ["Ana Ruiz"], "never met, and near");
    assert!(found(ContactFilter { form: Some(Form::Place), tier: Some(Tier::A), ..all() }).is_empty());
    book.run(Command::LogVisit(NewVisit { place: Some(oak), ..NewVisit::default() }));
    let lines = book.contacts(&all(), None, 10).unwrap().items;
    for line in &lines {
        let alone = ContactFilter { stage: Some(line.stage.clone()), ..all() };
        let there = book.contacts(&alone, None, 10).unwrap().items;
        assert!(there.contains(line), "a line's stage is the one it is found by");
    }
    assert!(lines.iter().any(|line| line.stage != Stage::Identified), "a visit is more than a name");
    assert_eq!(book.tags().unwrap().into_iter().collect::<Vec<_>>(), ["vip"]);
}

#[test]
fn the_list_of_contacts_goes_on_where_it_ended() {
    let book = phone();
    for name in ["Ana", "Ben", "Cleo", "Dan", "Eve"] {
        book.person(name, None);
    }
    let (mut after, mut seen) = (None, Vec::new());
    loop {
        let page = book.contacts(&ContactFilter::default(), after.as_deref(), 2).unwrap();
        seen.extend(page.items.into_iter().map(|line| line.entry));
        after = page.next;
        if after.is_none() {
            break;
        }
    }
    assert_eq!(names(&seen), ["Ana", "Ben", "Cleo", "Dan", "Eve"]);
}
