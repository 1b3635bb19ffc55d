//! Devices that were apart come to agree.

use std::sync::{Arc, Mutex};

use rapport_core::{
    Command,
    observe::{Observer, Topic},
    sync::SyncOutcome,
};

use crate::wire::{Device, Line, Wire, first, node};

/// Hears whether devices disagree.
#[derive(Default)]
struct Ear(Mutex<Vec<Topic>>);

impl Observer for Ear {
    fn changed(&self, topics: &[Topic]) {
        self.0.lock().unwrap().extend_from_slice(topics);
    }
}

/// Notes, whenever something was stored, how many requests had gone out by then.
struct Watch {
    wire: Arc<Wire>,
    gone_out: Mutex<Vec<usize>>,
}

impl Observer for Watch {
    fn changed(&self, _: &[Topic]) {
        self.gone_out.lock().unwrap().push(self.wire.asked.lock().unwrap().len());
    }
}

async fn two() -> (Device, Device) {
    let phone = first(&node()).await;
    let desktop = phone.joined_by(2, "Desktop").await;
    desktop.synced().await;
    phone.synced().await;
    (phone, desktop)
}

#[tokio::test]
async fn what_two_devices_did_offline_is_on_both_afterwards() {
    let (phone, desktop) = two().await;
    let oak = phone.add_place("Oak Street Family Medicine");
    let note = desktop.note("Two new doctors in January");
    phone.synced().await;
    desktop.synced().await;
    phone.synced().await;
    for device in [&phone, &desktop] {
        assert_eq!(device.says(oak).as_deref(), Some("Oak Street Family Medicine"));
        assert_eq!(device.says(note).as_deref(), Some("Two new doctors in January"));
    }
}

#[tokio::test]
async fn two_names_given_at_once_are_both_kept_and_both_devices_show_the_same_one() {
    let (phone, desktop) = two().await;
    let oak = phone.add_place("Oak Street");
    phone.synced().await;
    desktop.synced().await;
    let ear = Arc::new(Ear::default());
    let _hearing = phone.book.observe(Arc::clone(&ear) as _);
    phone.edit(oak, "name", "Oak Street Family Medicine");
    desktop.edit(oak, "name", "Oak St. Clinic");
    desktop.synced().await;
    phone.synced().await;
    desktop.synced().await;
    assert_eq!(phone.says(oak), desktop.says(oak));
    assert!(ear.0.lock().unwrap().contains(&Topic::Conflicts));
}

#[tokio::test]
async fn a_note_edited_on_both_sides_keeps_both_edits() {
    let (phone, desktop) = two().await;
    let note = phone.note("ask about parking");
    phone.synced().await;
    desktop.synced().await;
    phone.edit(note, "text", "ask Ana about parking");
    desktop.edit(note, "text", "ask about parking and brochures");
    phone.synced().await;
    desktop.synced().await;
    phone.synced().await;
    assert_eq!(phone.says(note).as_deref(), Some("ask Ana about parking and brochures"));
    assert_eq!(phone.says(note), desktop.says(note));
}

#[tokio::test]
async fn every_device_learns_the_names_of_the_others() {
    let (phone, desktop) = two().await;
    let practice = phone.practice();
    assert_eq!(practice, desktop.practice());
    let devices: Vec<_> = practice.device.values().map(String::as_str).collect();
    assert!(devices.contains(&"Phone") && devices.contains(&"Desktop"), "{devices:?}");
    assert!(practice.person.values().any(|person| person == "Ana"));
}

#[tokio::test]
async fn a_first_sync_that_is_cut_goes_on_where_it_was() {
    let phone = first(&node()).await;
    let notes = phone.notes(9_000, "many a note");
    phone.synced().await;
    let desktop = phone.joined_by(2, "Desktop").await;
    desktop.wire.asked();
    desktop.wire.plan([Line::Good, Line::Unanswered]);
    assert!(matches!(desktop.sync().await, SyncOutcome::Offline { .. }));
    assert_eq!(desktop.wire.asked(), ["bootstrap", "bootstrap"]);
    let first_part = notes.iter().filter(|note| desktop.says(**note).is_some()).count();
    assert!((1..9_000).contains(&first_part), "{first_part} records came with the first part");
    let desktop = desktop.opened_again();
    desktop.synced().await;
    assert_eq!(desktop.wire.asked(), ["bootstrap", "bootstrap", "exchange"]);
    assert!(notes.iter().all(|note| desktop.says(*note).is_some()));
}

#[tokio::test]
async fn while_a_part_of_a_first_sync_is_stored_the_server_is_at_work_on_the_next() {
    let phone = first(&node()).await;
    phone.notes(5_000, "many a note");
    phone.synced().await;
    let desktop = phone.joined_by(2, "Desktop").await;
    desktop.wire.asked();
    let watch = Arc::new(Watch { wire: Arc::clone(&desktop.wire), gone_out: Mutex::default() });
    let subscription = desktop.book.observe(Arc::<Watch>::clone(&watch));
    desktop.synced().await;
    drop(subscription);
    assert_eq!(
        watch.gone_out.lock().unwrap().first(),
        Some(&2),
        "the second part is asked for before the first is stored"
    );
    assert_eq!(desktop.wire.asked(), ["bootstrap", "bootstrap", "exchange"]);
}

#[tokio::test]
async fn a_quiet_book_costs_one_exchange_and_a_thousand_changes_cost_one_as_well() {
    let (phone, desktop) = two().await;
    phone.wire.asked();
    phone.synced().await;
    assert_eq!(phone.wire.asked(), ["exchange"]);
    phone.notes(1_000, "a note");
    phone.synced().await;
    assert_eq!(phone.wire.asked(), ["exchange"]);
    desktop.wire.asked();
    desktop.synced().await;
    assert_eq!(desktop.wire.asked(), ["exchange"]);
}

#[tokio::test]
async fn an_outbox_larger_than_a_push_goes_in_several() {
    let phone = first(&node()).await;
    phone.wire.asked();
    phone.notes(4_500, "a note");
    phone.synced().await;
    assert_eq!(phone.wire.asked(), ["exchange"; 3]);
}

#[tokio::test]
async fn what_one_device_erases_is_nowhere_on_the_other_and_who_had_edited_it_is_told() {
    let (phone, desktop) = two().await;
    let note = phone.note("Xanthippe is worried");
    phone.synced().await;
    desktop.synced().await;
    desktop.edit(note, "text", "Xanthippe is worried about parking");
    phone.book.run(Command::Erase(note)).unwrap();
    phone.synced().await;
    let handle = desktop.book.sync_handle();
    desktop.synced().await;
    assert_eq!(handle.progress().lost, 1);
    for device in [&phone, &desktop] {
        assert_eq!(device.says(note), None);
        assert!(!device.holds_bytes("Xanthippe"));
    }
}

#[tokio::test]
async fn two_copies_of_one_running_device_keep_all_edits_of_both() {
    let (phone, desktop) = two().await;
    let oak = phone.add_place("Oak Street");
    phone.synced().await;
    desktop.synced().await;
    // A copy of the files, run with the very same chance: it goes on with the same actor, which no real one can.
    let copy = tempfile::tempdir().unwrap();
    for file in ["book.sqlite", "book.sqlite-wal", "device.json"] {
        std::fs::copy(desktop.home.path().join(file), copy.path().join(file)).unwrap();
    }
    let again = crate::wire::hands(77);
    let desktop_again = rapport_core::Companion::open(crate::wire::options(desktop.home.path(), &again)).unwrap();
    let desktop = Device { book: desktop_again, ..desktop };
    let twin = Device {
        book: rapport_core::Companion::open(crate::wire::options(copy.path(), &crate::wire::hands(77))).unwrap(),
        home: copy,
        hands: again,
        wire: Arc::clone(&desktop.wire),
    };
    desktop.edit(oak, "address", "1 Oak Street");
    desktop.edit(oak, "tag:vip", "yes");
    twin.edit(oak, "name", "Oak Street Family Medicine");
    twin.edit(oak, "sector", "primary_care");
    desktop.synced().await;
    twin.synced().await;
    for device in [&phone, &desktop, &twin, &phone] {
        device.synced().await;
    }
    for device in [&phone, &desktop, &twin] {
        let rapport_core::model::Record::Contact(place) = device.book.get(oak).unwrap().record else { panic!() };
        assert_eq!((place.name.as_str(), place.address.as_str()), ("Oak Street Family Medicine", "1 Oak Street"));
        assert!(place.sector.is_some() && place.tag.contains("vip"));
    }
}
