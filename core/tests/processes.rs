//! Several processes on one home, and whoever observes.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod common;

use std::sync::{Arc, Mutex, mpsc};

use common::{Still, phone};
use rapport_core::{
    Command, Companion,
    command::NewNote,
    environment::Environment,
    model::{Instant, Kind, Practice},
    observe::{Observer, Topic},
};

#[derive(Default)]
struct Heard(Mutex<Vec<Topic>>);

impl Heard {
    fn take(&self) -> Vec<Topic> {
        std::mem::take(&mut self.0.lock().unwrap())
    }
}

impl Observer for Heard {
    fn changed(&self, topics: &[Topic]) {
        self.0.lock().unwrap().extend_from_slice(topics);
    }
}

#[test]
fn two_processes_write_in_one_book_and_read_each_others_visits() {
    let phone = phone();
    let other = phone.again();
    let oak = phone.place("Oak Street");
    std::thread::scope(|scope| {
        for book in [&phone.book, &other] {
            scope.spawn(move || {
                for n in 0..20 {
                    let text = format!("note {n}");
                    let note = NewNote { text, about: [oak].into(), ..NewNote::default() };
                    book.run(Command::TakeNote(note)).unwrap();
                }
            });
        }
    });
    for book in [&phone.book, &other] {
        assert_eq!(book.timeline(Some(oak), None, 100).unwrap().items.len(), 40);
    }
    phone.is_sound();
}

#[test]
fn an_edit_by_one_process_builds_on_what_the_other_did() {
    let phone = phone();
    let other = phone.again();
    let ana = phone.person("Ana", None);
    other.run(common::edit(ana, "name", "Ana Ruiz")).unwrap();
    phone.edit(ana, "name", "Ana Vega");
    assert!(other.conflicts(10).unwrap().is_empty(), "the second knew of the first");
    assert_eq!(other.history(ana).unwrap().len(), 3);
    assert_eq!(other.undo().unwrap().unwrap().command, "edit", "they undo each other's, being one device");
    assert_eq!(phone.contact(ana).name, "Ana Ruiz");
}

#[test]
fn whoever_observes_is_told_what_kind_of_thing_changed() {
    let phone = phone();
    let heard = Arc::<Heard>::default();
    let subscription = phone.observe(heard.clone());
    let oak = phone.place("Oak Street");
    assert_eq!(heard.take(), [Topic::Records(Kind::Contact, vec![oak])]);
    let visit = phone.visit(oak, &[]);
    assert_eq!(heard.take(), [Topic::Records(Kind::Touchpoint, vec![visit])]);
    phone.look().unwrap();
    assert_eq!(heard.take(), [], "nothing else happened");
    drop(subscription);
    phone.visit(oak, &[]);
    assert_eq!(heard.take(), []);
}

#[test]
fn whoever_observes_hears_of_other_processes_too() {
    let phone = phone();
    let other = phone.again();
    let heard = Arc::<Heard>::default();
    let _subscription = phone.observe(heard.clone());
    let note = other.run(Command::TakeNote(NewNote { text: "from the widget".into(), ..NewNote::default() })).unwrap();
    let note = note.records[0].id;
    phone.look().unwrap();
    assert_eq!(heard.take(), [Topic::Records(Kind::Note, vec![note]), Topic::Conflicts, Topic::Sync]);
    phone.look().unwrap();
    assert_eq!(heard.take(), []);
    // The newest record goes, and another takes its place in the order of things.
    other.run(Command::Erase(note)).unwrap();
    phone.look().unwrap();
    assert!(heard.take().contains(&Topic::Records(Kind::Note, vec![])));
    let again = other.run(Command::TakeNote(NewNote { text: "again".into(), ..NewNote::default() })).unwrap();
    phone.look().unwrap();
    assert!(heard.take().contains(&Topic::Records(Kind::Note, vec![again.records[0].id])));
}

#[test]
fn whoever_observes_hears_that_another_day_has_begun() {
    let phone = phone();
    let heard = Arc::<Heard>::default();
    let _subscription = phone.observe(heard.clone());
    phone.world.set("2026-11-23T04:59:59Z");
    phone.look().unwrap();
    assert_eq!(heard.take(), []);
    phone.world.set("2026-11-23T05:00:00Z");
    phone.look().unwrap();
    assert_eq!(heard.take(), [Topic::Day]);
    phone.edit(phone.practice().unwrap().id, "zone", "Asia/Tokyo");
    heard.take();
    phone.look().unwrap();
    assert_eq!(heard.take(), [Topic::Day]);
}

#[test]
fn an_observer_may_call_back_in() {
    struct Asks(Mutex<Option<Arc<Companion>>>, mpsc::Sender<usize>);
    impl Observer for Asks {
        fn changed(&self, _: &[Topic]) {
            if let Some(book) = &*self.0.lock().unwrap() {
                self.1.send(book.list(&Kind::Contact, None, 10).unwrap().items.len()).unwrap();
            }
        }
    }
    let phone = phone();
    let book = Arc::new(phone.again());
    let (sender, told) = mpsc::channel();
    let asks = Arc::new(Asks(Mutex::new(Some(book.clone())), sender));
    let _subscription = book.observe(asks.clone());
    book.run(Command::AddPlace(rapport_core::command::NewPlace { name: "Oak".into(), ..Default::default() })).unwrap();
    assert_eq!(told.recv().unwrap(), 1);
    asks.0.lock().unwrap().take();
}

/// The machine's world, but for the clock: what goes on beside does.
struct Busy(Arc<Still>);

impl Environment for Busy {
    fn now(&self) -> Instant {
        self.0.now()
    }
    fn zone(&self) -> chrono_tz::Tz {
        self.0.zone()
    }
    fn fill_random(&self, bytes: &mut [u8]) {
        self.0.fill_random(bytes);
    }
}

#[test]
fn the_background_tells_tidies_and_ends_with_the_book() {
    struct Sends(mpsc::Sender<Vec<Topic>>);
    impl Observer for Sends {
        fn changed(&self, topics: &[Topic]) {
            self.0.send(topics.to_vec()).ok();
        }
    }
    let phone = phone();
    let world = Arc::new(Busy(phone.world.clone()));
    let options = rapport_core::Options { environment: world, ..common::options(phone.home.path(), &phone.world) };
    let book = Companion::open(options).unwrap();
    let (sender, told) = mpsc::channel();
    let subscription = book.observe(Arc::new(Sends(sender)));
    let oak = phone.place("Oak Street");
    assert!(told.recv().unwrap().contains(&Topic::Records(Kind::Contact, vec![oak])), "without anybody asking");
    phone.world.set("2026-12-24T12:00:00Z");
    assert_eq!(told.recv().unwrap(), [Topic::Day]);
    book.suspend().unwrap();
    let elm = phone.place("Elm Street");
    book.resume().unwrap();
    assert!(told.recv().unwrap().contains(&Topic::Records(Kind::Contact, vec![elm])), "what happened meanwhile");
    drop(subscription);
    drop(book);
    assert!(told.recv().is_err(), "nobody is left who could tell");
}

#[test]
fn a_suspended_book_opens_again_by_itself() {
    let phone = phone();
    let oak = phone.place("Oak Street");
    phone.suspend().unwrap();
    let log = phone.home.path().join("book.sqlite-wal");
    assert!(!log.exists() || log.metadata().unwrap().len() == 0, "nothing is left open");
    phone.visit(oak, &[]);
    phone.suspend().unwrap();
    assert_eq!(phone.timeline(None, None, 10).unwrap().items.len(), 1);
}

#[test]
fn drafts_outlive_a_restart_and_stay_on_this_device() {
    let mut phone = phone();
    assert_eq!(phone.draft("log:oak").unwrap(), None);
    phone.keep_draft("log:oak", "{\"note\":\"Two new\"}").unwrap();
    phone.keep_draft("log:oak", "{\"note\":\"Two new doctors\"}").unwrap();
    phone.world.pass_days(1);
    phone.keep_draft("note", "parking?").unwrap();
    phone.book = phone.again();
    assert_eq!(phone.draft("log:oak").unwrap().unwrap().body, "{\"note\":\"Two new doctors\"}");
    let keys: Vec<_> = phone.drafts().unwrap().into_iter().map(|draft| draft.key).collect();
    assert_eq!(keys, ["note", "log:oak"]);
    phone.drop_draft("note").unwrap();
    phone.drop_draft("note").unwrap();
    assert_eq!(phone.drafts().unwrap().len(), 1);
    assert_eq!(phone.sync_status().unwrap().unsent, 1, "the practice alone");
    assert!(phone.keep_draft("note", &"x".repeat(2 << 20)).is_err());
}

#[test]
fn a_home_holds_one_book_and_an_empty_one_none() {
    let phone = phone();
    let practice = Practice { name: "Another".into(), ..Practice::default() };
    let again = Companion::init(common::options(phone.home.path(), &phone.world), &practice, "Phone", "Kim");
    assert_eq!(again.err().unwrap().code(), "invalid");
    let empty = tempfile::tempdir().unwrap();
    let none = Companion::open(common::options(empty.path(), &phone.world));
    assert_eq!(none.err().unwrap().code(), "not_found");
    std::fs::write(empty.path().join("book.sqlite"), b"this is no book, but a diary of a hundred bytes").unwrap();
    let none = Companion::open(common::options(empty.path(), &phone.world));
    assert_eq!(none.err().unwrap().code(), "unopened");
    assert_eq!(std::fs::read_dir(empty.path()).unwrap().count(), 1, "it was left as it is");
}

#[test]
fn a_key_that_is_not_the_books_opens_nothing_and_touches_nothing() {
    let phone = phone();
    phone.place("Oak Street");
    phone.suspend().unwrap();
    let before = std::fs::read(phone.home.path().join("book.sqlite")).unwrap();
    let mut keys = vec![Some([7; 32])];
    if cfg!(feature = "sqlcipher") {
        assert!(!before.starts_with(b"SQLite format 3"), "it is encrypted");
        keys.push(None);
    }
    for key in keys {
        let options = rapport_core::Options { key, ..common::options(phone.home.path(), &phone.world) };
        assert_eq!(Companion::open(options).err().unwrap().code(), "unopened");
    }
    assert_eq!(std::fs::read(phone.home.path().join("book.sqlite")).unwrap(), before);
    assert_eq!(phone.find("oak", 1).unwrap().contacts.len(), 1);
}

#[test]
fn opening_a_book_leaves_what_another_process_keeps_beside_it() {
    let phone = phone();
    let kept = phone.home.path().join("device.json");
    // As another process wrote it a moment ago, when the device was paired.
    let paired = std::fs::read_to_string(&kept).unwrap() + "\n";
    std::fs::write(&kept, &paired).unwrap();
    std::thread::scope(|scope| {
        let openers: Vec<_> = (0..8).map(|_| scope.spawn(|| _ = phone.again())).collect();
        for opener in openers {
            opener.join().expect("all of them at once");
        }
    });
    assert_eq!(std::fs::read_to_string(&kept).unwrap(), paired);
}
