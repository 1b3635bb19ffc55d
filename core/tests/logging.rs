//! Logging a visit, and what is there afterwards.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use rapport_core::{
    Command, Companion, Options,
    command::{NewPerson, NewPlace, NewThere, NewVisit, NextStep},
    model::{Kind, Met, Practice, Record, Role},
};

fn book(home: &tempfile::TempDir) -> Companion {
    let practice = Practice { name: "Riverside Therapy".into(), ..Practice::default() };
    Companion::init(Options::at(home.path()), &practice, "Phone", "Kim").unwrap()
}

#[test]
fn a_visit_with_its_note_and_next_step_is_there_after_the_book_is_opened_again() {
    let home = tempfile::tempdir().unwrap();
    let (oak, ana, visit) = {
        let book = book(&home);
        let oak = book
            .run(Command::AddPlace(NewPlace { name: "Oak Street Family Medicine".into(), ..NewPlace::default() }))
            .unwrap()
            .records[0]
            .id;
        let roles = [Role::FrontDesk, Role::RoutesReferrals].into();
        let ana = book
            .run(Command::AddPerson(NewPerson {
                name: "Ana Ruiz".into(),
                at: Some(oak),
                roles,
                ..NewPerson::default()
            }))
            .unwrap()
            .records[0]
            .id;
        let receipt = book
            .run(Command::LogVisit(NewVisit {
                place: Some(oak),
                met: [Met::Contact(ana)].into(),
                left: [("cookies".to_owned(), 1)].into(),
                note: "Two new doctors in January".into(),
                next: Some(NextStep { text: "bring brochures".into(), due: "2026-12-06".parse().ok() }),
                ..NewVisit::default()
            }))
            .unwrap();
        assert_eq!(
            receipt.records.iter().map(|touched| touched.kind.clone()).collect::<Vec<_>>(),
            [Kind::Touchpoint, Kind::Note, Kind::Promise]
        );
        (oak, ana, receipt.records[0].id)
    };
    let book = Companion::open(Options::at(home.path())).unwrap();
    let Record::Touchpoint(kept) = book.get(visit).unwrap().record else { panic!("a visit is a touchpoint") };
    assert_eq!(
        (kept.place, kept.met.into_iter().collect::<Vec<_>>(), kept.left["cookies"]),
        (Some(oak), vec![Met::Contact(ana)], 1)
    );
    book.rebuild().unwrap();
    assert!(book.get(visit).is_ok());
}

#[test]
fn a_visit_to_nowhere_with_nobody_is_refused_and_nothing_is_kept() {
    let home = tempfile::tempdir().unwrap();
    let error = book(&home).run(Command::LogVisit(NewVisit::default())).unwrap_err();
    assert_eq!(error.to_string(), "place: somewhere or somebody is needed");
}

#[cfg(unix)]
#[test]
fn a_book_is_nobody_elses_to_read() {
    use std::os::unix::fs::PermissionsExt as _;
    let folder = tempfile::tempdir().unwrap();
    let home = folder.path().join("practice");
    let practice = Practice { name: "Riverside Therapy".into(), ..Practice::default() };
    let _book = Companion::init(Options::at(&home), &practice, "Phone", "Kim").unwrap();
    let files = std::fs::read_dir(&home).unwrap().map(|entry| entry.unwrap().path());
    let kept: Vec<_> = std::iter::once(home.clone()).chain(files).collect();
    assert!(kept.len() > 3, "the folder, the book, its log, the device");
    for path in kept {
        let rights = std::fs::metadata(&path).unwrap().permissions().mode();
        assert_eq!(rights & 0o077, 0, "{} is open to others: {rights:o}", path.display());
    }
}

#[test]
fn whoever_is_new_is_put_into_the_book_with_the_visit_and_leaves_it_as_one() {
    let home = tempfile::tempdir().unwrap();
    let book = book(&home);
    let visit = |place: &str| NewVisit {
        new: Some(Box::new(NewThere {
            place: place.to_owned(),
            people: ["Jo Park".to_owned(), "Lee Wong".to_owned()].into(),
        })),
        next: Some(NextStep { text: "bring brochures".into(), due: None }),
        ..NewVisit::default()
    };
    let logged = book.run(Command::LogVisit(visit("Elm Clinic"))).unwrap().records[0].id;
    let Record::Touchpoint(kept) = book.get(logged).unwrap().record else { panic!("a visit is a touchpoint") };
    let page = book.page(kept.place.unwrap()).unwrap();
    let there: Vec<&str> = page.people.iter().map(|one| one.who.name.as_str()).collect();
    assert_eq!((there, kept.met.len()), (vec!["Jo Park", "Lee Wong"], 2));
    book.undo().unwrap();
    let found = ["elm", "jo", "lee", "brochures"].map(|words| book.find(words, 9).unwrap().contacts.len());
    assert_eq!((found, book.timeline(None, None, 9).unwrap().items.len()), ([0; 4], 0));
    // A visit that is refused puts nobody into the book.
    let both = NewVisit { place: kept.place, ..visit("Elm Clinic") };
    assert!(book.run(Command::LogVisit(both)).is_err());
    let nothing_left = NewVisit { left: [("cookies".to_owned(), 0)].into(), ..visit("Elm Clinic") };
    assert!(book.run(Command::LogVisit(nothing_left)).is_err());
    assert!(book.find("elm", 9).unwrap().contacts.is_empty());
}
