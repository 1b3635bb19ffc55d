//! Coming in, being shown the door, and moving.

use rapport_core::{Command, Companion, Error, model::Note, sync::SyncOutcome};

use crate::wire::{Line, Wire, alone, first, node, options};

#[tokio::test]
async fn a_book_that_was_never_paired_has_nothing_to_sync_with() {
    let phone = alone(1, "Phone", &node());
    assert_eq!(phone.book.sync().await.unwrap(), SyncOutcome::NotPaired);
    let error = phone.book.pairing_code().await.unwrap_err();
    assert_eq!(error.code(), "invalid");
}

#[tokio::test]
async fn a_device_that_is_revoked_keeps_its_book_and_sends_what_is_unsent_once_it_is_paired_again() {
    let phone = first(&node()).await;
    let desktop = phone.joined_by(2, "Desktop").await;
    desktop.synced().await;
    let unsent = desktop.note("written before anybody noticed");
    let number =
        phone.wire.node.devices(&desktop.wire.token()).unwrap().devices.iter().find(|d| d.this).unwrap().number;
    phone.wire.node.revoke(&phone.wire.token(), number).unwrap();
    let error = desktop.book.sync_with(&*desktop.wire).await.unwrap_err();
    assert!(matches!(error, Error::Unauthorized { unsent: 1, .. }), "{error}");
    assert!(desktop.says(unsent).is_some());

    let (home, hands, wire) = (&desktop.home, &desktop.hands, Wire::new(&phone.wire.node));
    drop(desktop.book);
    let again =
        Companion::join_with(options(home.path(), hands), &*wire, &phone.code(), "Desktop", "Ana").await.unwrap();
    assert_eq!(again.sync_with(&*wire).await.unwrap(), SyncOutcome::Synced);
    assert!(!wire.asked().contains(&"bootstrap"), "it stands where it stood");
    phone.synced().await;
    assert_eq!(phone.says(unsent).as_deref(), Some("written before anybody noticed"));
}

#[tokio::test]
async fn a_device_revoked_in_the_middle_of_a_sync_loses_nothing() {
    let phone = first(&node()).await;
    let desktop = phone.joined_by(2, "Desktop").await;
    desktop.synced().await;
    let notes = desktop.notes(4_500, "a note");
    desktop.wire.plan([Line::Good, Line::Lost]);
    assert!(matches!(desktop.sync().await, SyncOutcome::Offline { .. }));
    let number =
        phone.wire.node.devices(&desktop.wire.token()).unwrap().devices.iter().find(|d| d.this).unwrap().number;
    phone.wire.node.revoke(&phone.wire.token(), number).unwrap();
    let error = desktop.book.sync_with(&*desktop.wire).await.unwrap_err();
    assert!(matches!(error, Error::Unauthorized { unsent: 2_500, .. }), "{error}");
    assert!(notes.iter().all(|note| desktop.says(*note).is_some()));
}

#[tokio::test]
async fn joining_with_records_brings_them_along_and_leaves_one_practice() {
    let phone = first(&node()).await;
    let oak = phone.add_place("Oak Street");
    phone.synced().await;
    let desktop = alone(2, "Desktop", &phone.wire.node);
    let (own_practice, elm) = (desktop.book.book().unwrap(), desktop.add_place("Elm Street"));
    let rapport_core::Options { environment, .. } = options(desktop.home.path(), &desktop.hands);
    drop(desktop.book);
    let options = rapport_core::Options { environment, ..rapport_core::Options::at(desktop.home.path()) };
    let book = Companion::join_with(options, &*desktop.wire, &phone.code(), "Desktop", "Ana").await.unwrap();
    assert_eq!(book.book().unwrap(), phone.book.book().unwrap());
    assert_eq!(book.sync_with(&*desktop.wire).await.unwrap(), SyncOutcome::Synced);
    phone.synced().await;
    assert_eq!(phone.says(elm).as_deref(), Some("Elm Street"));
    assert!(book.get(oak).is_ok());
    let former = rapport_core::model::RecordId(own_practice.0);
    for companion in [&book, &phone.book] {
        assert!(companion.get(former).unwrap().removed, "the practice that was here can be restored, and isn't shown");
    }
    assert_eq!(phone.practice().name, "Phone's practice");
}

#[tokio::test]
async fn a_code_whose_answer_was_lost_can_be_used_again_by_the_same_device_and_by_no_other() {
    let phone = first(&node()).await;
    let (home, hands, code) = (tempfile::tempdir().unwrap(), crate::wire::hands(2), phone.code());
    let wire = Wire::new(&phone.wire.node);
    wire.plan([Line::Unanswered]);
    let join = || Companion::join_with(options(home.path(), &hands), &*wire, &code, "Desktop", "Ana");
    assert!(matches!(join().await, Err(Error::Unreachable { .. })));
    assert!(!Companion::exists(home.path()));
    let book = join().await.unwrap();
    assert_eq!(book.sync_with(&*wire).await.unwrap(), SyncOutcome::Synced);
    let other = tempfile::tempdir().unwrap();
    let options = options(other.path(), &crate::wire::hands(3));
    let refused = Companion::join_with(options, &*wire, &code, "Thief", "Nobody").await;
    assert!(matches!(refused, Err(Error::Invalid(invalid)) if invalid.field == "code"));
    assert!(!Companion::exists(other.path()));
}

#[tokio::test]
async fn a_book_moves_to_another_server_whole() {
    let phone = first(&node()).await;
    let note = phone.note("here before the move");
    phone.synced().await;
    let elsewhere = crate::wire::Device { wire: Wire::new(&node()), ..phone };
    elsewhere.pair_new().await;
    elsewhere.synced().await;
    let desktop = elsewhere.joined_by(2, "Desktop").await;
    desktop.synced().await;
    assert_eq!(desktop.says(note).as_deref(), Some("here before the move"));
}

#[tokio::test]
async fn each_pairing_has_a_number_of_its_own() {
    let phone = first(&node()).await;
    let before = phone.practice().device.len();
    let (home, hands, wire) = (&phone.home, &phone.hands, Wire::new(&phone.wire.node));
    let again = Companion::join_with(options(home.path(), hands), &*wire, &phone.code(), "Phone", "Kim").await.unwrap();
    again.run(Command::Add(Box::new(Note { text: "by the new number".into(), ..Note::default() }.into()))).unwrap();
    assert_eq!(again.sync_with(&*wire).await.unwrap(), SyncOutcome::Synced);
    drop(again);
    let phone = crate::wire::Device { wire, ..phone }.opened_again();
    assert_eq!(phone.practice().device.len(), before + 1);
    assert_eq!(phone.wire.node.devices(&phone.wire.token()).unwrap().devices.len(), 2);
}

#[tokio::test]
async fn a_device_that_is_paired_again_stays_whose_it_was_unless_somebody_says_otherwise() {
    let mut phone = first(&node()).await;
    let person = |device: &crate::wire::Device| {
        let text = std::fs::read_to_string(device.home.path().join("device.json")).unwrap();
        serde_json::from_str::<serde_json::Value>(&text).unwrap()["person"].as_str().unwrap().to_owned()
    };
    let before = person(&phone);
    assert!(!before.is_empty());
    for (said, expected) in [("", before.as_str()), (" ", &before), ("Sam", "Sam"), ("", "Sam")] {
        let (code, wire) = (phone.code(), Wire::new(&phone.wire.node));
        let again =
            Companion::join_with(options(phone.home.path(), &phone.hands), &*wire, &code, "Phone", said).await.unwrap();
        assert_eq!(again.sync_with(&*wire).await.unwrap(), SyncOutcome::Synced);
        drop(again);
        phone = crate::wire::Device { wire, ..phone }.opened_again();
        assert_eq!(person(&phone), expected);
        assert!(phone.practice().person.values().all(|person| !person.is_empty()), "{:?}", phone.practice().person);
    }
    let elsewhere = crate::wire::Device { wire: Wire::new(&node()), ..phone };
    elsewhere.pair_new().await;
    assert_eq!(person(&elsewhere), "Sam", "a book that moves stays whose it was as well");
}

#[tokio::test]
async fn a_code_that_is_refused_leaves_the_device_called_as_it_was() {
    let phone = first(&node()).await;
    let (home, hands, wire) = (&phone.home, &phone.hands, Wire::new(&phone.wire.node));
    let before = std::fs::read_to_string(home.path().join("device.json")).unwrap();
    let mut code = phone.code();
    code.secret = [7; 16];
    let refused = Companion::join_with(options(home.path(), hands), &*wire, &code, "Renamed", "Somebody").await;
    assert!(matches!(refused, Err(Error::Invalid(invalid)) if invalid.field == "code"));
    let called = |text: &str| {
        let identity: serde_json::Value = serde_json::from_str(text).unwrap();
        [identity["name"].clone(), identity["person"].clone(), identity["server"].clone()]
    };
    let after = std::fs::read_to_string(home.path().join("device.json")).unwrap();
    assert_eq!(called(&after), called(&before));
}
