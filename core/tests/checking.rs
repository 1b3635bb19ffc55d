//! Rows are what the changes say: `check` finds where they are not, `rebuild` mends it, and no command makes them differ.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod common;

use common::{Device, desktop_of, phone, server::Server, sql};
use proptest::prelude::*;
use rapport_core::{
    Command, Companion,
    command::{FieldEdit, NewVisit, NextStep, ReferralStep},
    model::{Direction, Instant, Item, Kind, Met, Outcome, Playbook, RecordId, Stock},
};

/// A small book with something of everything.
fn lived_in() -> (Device, RecordId, RecordId) {
    let book = phone();
    let oak = book.place("Oak Street");
    let ana = book.person("Ana Ruiz", Some(oak));
    book.edit(ana, "tier", "a");
    book.visit(oak, &[ana]);
    book.note("Two new doctors", &[oak]);
    book.promise("bring brochures", oak, "2026-12-06");
    book.referral(Direction::In, ana);
    let double = book.person("A. Ruiz", None);
    book.run(Command::Merge { one: ana, other: double });
    book.is_sound();
    (book, oak, ana)
}

#[test]
fn a_sound_book_is_found_sound_and_counted() {
    let (book, ..) = lived_in();
    let checked = book.check().unwrap();
    assert_eq!((checked.records, checked.changes), (8, 10));
    assert!(checked.is_sound() && checked.aside.is_empty());
}

#[test]
fn whatever_is_wrong_with_the_rows_is_found_and_mended() {
    let (book, oak, ana) = lived_in();
    let sql = sql(&book);
    for (harm, found) in [
        ("UPDATE contact SET name = 'Anna' WHERE name = 'Ana Ruiz'", Some(ana)),
        ("UPDATE contact SET body = replace(body, 'Ana', 'Eve') WHERE name = 'Ana Ruiz'", Some(ana)),
        ("UPDATE contact SET canonical = id WHERE alias_of IS NOT NULL", None),
        ("UPDATE touch SET at = at + 1 WHERE who = (SELECT id FROM contact WHERE name = 'Ana Ruiz')", Some(ana)),
        ("DELETE FROM touch", Some(oak)),
        ("DELETE FROM moment_who WHERE kind = 'note'", None),
        ("UPDATE moment SET at = at + 1 WHERE kind = 'note'", None),
        ("DELETE FROM note", None),
        ("DELETE FROM contact_at", Some(ana)),
        ("UPDATE referral SET unanswered = 0", None),
        ("DELETE FROM search_contact WHERE rowid = (SELECT key FROM contact WHERE name = 'Ana Ruiz')", Some(ana)),
        ("INSERT INTO search_note (rowid, words) SELECT key + 100, 'of nobody' FROM note", None),
        ("INSERT INTO conflict SELECT key, 'name', '[]' FROM contact WHERE name = 'Oak Street'", Some(oak)),
        ("UPDATE record SET removed = 1 WHERE kind = 'note'", None),
        ("UPDATE record SET aside = 'refused' WHERE kind = 'promise'", None),
        ("INSERT INTO item (key, id, body) VALUES (99, x'00', '{}')", None),
    ] {
        assert_eq!(sql.execute(harm, []).unwrap().min(1), 1, "{harm}");
        let checked = book.check().unwrap();
        assert!(!checked.is_sound(), "{harm}");
        assert!(found.is_none_or(|id| checked.differing.contains(&id)), "{harm}: {checked:?}");
        book.rebuild().unwrap();
        assert!(book.check().unwrap().is_sound(), "{harm}: {:?}", book.check());
    }
    sql.execute("UPDATE sync SET digest_count = 7", []).unwrap();
    assert!(book.check().unwrap().digest_differs);
}

#[test]
fn a_change_that_was_damaged_on_the_disk_sets_its_record_aside() {
    let (book, oak, _) = lived_in();
    let sql = sql(&book);
    sql.execute(
        "UPDATE change SET bytes = zeroblob(90) WHERE record = (SELECT key FROM contact WHERE id = ?1)",
        [oak.0],
    )
    .unwrap();
    assert_eq!(book.check().unwrap().differing, [oak]);
    book.rebuild().unwrap();
    let checked = book.check().unwrap();
    assert_eq!((checked.is_sound(), checked.aside), (true, vec![(oak, "refused".to_owned())]));
    assert!(book.get(oak).is_err() && book.timeline(Some(oak), None, 10).unwrap().items.len() == 3);
}

#[test]
fn lists_and_searches_come_out_the_same_where_the_book_was_brought_by_a_bootstrap() {
    let (phone, mut server) = (phone(), Server::default());
    let oak = phone.place("Oak Street");
    for n in 0..10 {
        phone.note(&format!("cookies {n}"), &[oak]);
    }
    server.sync(&phone);
    let desktop = desktop_of(&phone);
    // As a device that never had anything: all it holds comes with the bootstrap.
    sql(&desktop)
        .execute_batch(
            "DELETE FROM record; UPDATE sync SET epoch = NULL, cursor = 0, digest_count = 0, digest_sum = zeroblob(32)",
        )
        .unwrap();
    desktop.rebuild().unwrap();
    assert!(desktop.list(&Kind::Note, None, 10).unwrap().items.is_empty());
    server.sync(&desktop);
    desktop.world.pass_days(1);
    let later = desktop.note("cookies later", &[oak]);
    server.sync(&desktop);
    server.sync(&phone);
    for (limit, words) in [(3, "cookies"), (100, "cook")] {
        assert_eq!(desktop.find(words, limit).unwrap(), phone.find(words, limit).unwrap());
        assert_eq!(
            desktop.list(&Kind::Note, None, limit).unwrap().items,
            phone.list(&Kind::Note, None, limit).unwrap().items
        );
    }
    assert_eq!(desktop.list(&Kind::Note, None, 1).unwrap().items[0].id, later);
    desktop.is_sound();
}

/// Something that somebody does, with dice for what it is done to.
#[derive(Debug, Clone)]
enum Deed {
    Place(u8),
    Person(u8, u8),
    Visit(u8, u8, u8),
    Note(u8),
    Promise(u8),
    Referral(u8, bool),
    Item,
    Playbook,
    Edit(u8, u8),
    Remove(u8),
    Restore(u8),
    Erase(u8),
    Redact(u8),
    Merge(u8, u8),
    Unmerge(u8),
    Snooze(u8),
    Keep(u8),
    Advance(u8),
    Settle,
    Undo,
    Sync,
    Other,
}

fn deed() -> impl Strategy<Value = Deed> {
    use Deed::{
        Advance, Edit, Erase, Item, Keep, Merge, Note, Other, Person, Place, Playbook, Promise, Redact, Referral,
        Remove, Restore, Settle, Snooze, Sync, Undo, Unmerge, Visit,
    };
    prop_oneof![
        3 => any::<u8>().prop_map(Place),
        3 => any::<(u8, u8)>().prop_map(|(n, at)| Person(n, at)),
        6 => any::<(u8, u8, u8)>().prop_map(|(place, met, how)| Visit(place, met, how)),
        2 => any::<u8>().prop_map(Note),
        2 => any::<u8>().prop_map(Promise),
        2 => any::<(u8, bool)>().prop_map(|(who, inward)| Referral(who, inward)),
        1 => Just(Item),
        1 => Just(Playbook),
        6 => any::<(u8, u8)>().prop_map(|(which, what)| Edit(which, what)),
        2 => any::<u8>().prop_map(Remove),
        2 => any::<u8>().prop_map(Restore),
        1 => any::<u8>().prop_map(Erase),
        1 => any::<u8>().prop_map(Redact),
        5 => any::<(u8, u8)>().prop_map(|(one, other)| Merge(one, other)),
        3 => any::<u8>().prop_map(Unmerge),
        2 => any::<u8>().prop_map(Snooze),
        1 => any::<u8>().prop_map(Keep),
        2 => any::<u8>().prop_map(Advance),
        2 => Just(Settle),
        3 => Just(Undo),
        4 => Just(Sync),
        4 => Just(Other),
    ]
}

/// Does it, as far as it makes sense; a command that is refused changes nothing.
fn run(book: &Companion, all: &mut Vec<RecordId>, deed: &Deed) {
    let nth = |n: u8| all[usize::from(n) % all.len()];
    let edit = |id, field: &str, value: &str| Command::Edit {
        id,
        edits: vec![FieldEdit { field: field.into(), value: value.into() }],
    };
    let command = match *deed {
        Deed::Place(n) => Command::AddPlace(rapport_core::command::NewPlace {
            name: format!("Place {}", n % 4),
            channels: vec![format!("phone:555 01{:02}", n % 3)],
            ..Default::default()
        }),
        Deed::Person(n, at) => Command::AddPerson(rapport_core::command::NewPerson {
            name: format!("Person {}", n % 4),
            at: Some(nth(at)),
            ..Default::default()
        }),
        Deed::Visit(place, met, how) => Command::LogVisit(NewVisit {
            place: Some(nth(place)),
            met: [Met::Contact(nth(met))].into(),
            outcome: Some(Outcome::ALL[usize::from(how) % Outcome::ALL.len()].clone()),
            at: Some(Instant(1_795_000_000_000 + i64::from(how) * 86_400_000)),
            note: if how % 2 == 0 { format!("note {how}") } else { String::new() },
            next: (how % 3 == 0).then(|| NextStep { text: "call".into(), due: "2026-12-01".parse().ok() }),
            ..NewVisit::default()
        }),
        Deed::Note(about) => Command::TakeNote(rapport_core::command::NewNote {
            text: format!("thought {about}"),
            about: [nth(about)].into(),
            ..Default::default()
        }),
        Deed::Promise(to) => Command::MakePromise(rapport_core::command::NewPromise {
            text: "call".into(),
            to: Some(nth(to)),
            due: "2026-11-22".parse().ok(),
            ..Default::default()
        }),
        Deed::Referral(who, inward) => Command::AddReferral(rapport_core::command::NewReferral {
            who: Some(nth(who)),
            direction: if inward { Direction::In } else { Direction::Out },
            ..Default::default()
        }),
        Deed::Item => Command::Add(Box::new(Item { name: "Card".into(), stocked: Stock(5), ..Item::default() }.into())),
        Deed::Playbook => Command::Add(Box::new(Playbook { name: "Weekly".into(), ..Playbook::default() }.into())),
        Deed::Edit(which, what) => {
            let other = nth(what).to_string();
            let edits = [
                ("name", "Renamed"),
                ("tier", "b"),
                ("alias_of", other.as_str()),
                ("alias_of", ""),
                ("text", "rewritten"),
                ("outcome", "no_answer"),
                ("place", other.as_str()),
                ("at", "2026-01-01T00:00:00Z"),
                ("due", "2027-01-01"),
                ("stocked", "+3"),
                ("received", ""),
                ("state", "done"),
                ("tag:vip", "yes"),
                ("code", "R-SAME1"),
            ];
            let (field, value) = edits[usize::from(what) % edits.len()];
            edit(nth(which), field, value)
        }
        Deed::Remove(n) => Command::Remove(nth(n)),
        Deed::Restore(n) => Command::Restore(nth(n)),
        Deed::Erase(n) => Command::Erase(nth(n)),
        Deed::Redact(n) => Command::Redact { id: nth(n), text: "something".into() },
        Deed::Merge(one, other) => Command::Merge { one: nth(one), other: nth(other) },
        Deed::Unmerge(n) => Command::Unmerge(nth(n)),
        Deed::Snooze(n) => Command::Snooze { id: nth(n), until: "2026-12-24".parse().unwrap() },
        Deed::Keep(n) => Command::KeepPromise { id: nth(n), by: Some(nth(n)) },
        Deed::Advance(n) => Command::AdvanceReferral { id: nth(n), step: ReferralStep::Closed, at: None },
        Deed::Settle => match book.conflicts(1).unwrap().pop() {
            Some(conflict) => {
                let choice = conflict.rivals[1].change;
                Command::Settle { id: conflict.id, field: conflict.field, choice }
            }
            None => return,
        },
        Deed::Undo => return drop(book.undo().unwrap()),
        Deed::Sync | Deed::Other => return,
    };
    if let Ok(receipt) = book.run(command) {
        all.extend(receipt.records.iter().map(|touched| touched.id));
    }
}

/// Every query answers, whatever was done.
fn ask_everything(book: &Companion, all: &[RecordId]) {
    book.today().unwrap();
    book.timeline(None, None, 50).unwrap();
    book.find("person pl", 10).unwrap();
    book.duplicates(10).unwrap();
    book.conflicts(10).unwrap();
    for id in all {
        if let Ok(entry) = book.get(*id) {
            book.history(*id).unwrap();
            if !entry.removed && entry.record.kind() == Kind::Contact {
                let page = book.page(*id).unwrap();
                assert!(page.aliases.contains(id) && page.aliases.is_sorted());
            }
        }
    }
}

/// Everything that stands in the rows, in an order that does not depend on how it came there.
fn dump(device: &Device) -> Vec<String> {
    let sql = sql(device);
    let tables: Vec<String> = sql
        .prepare(
            "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'search%' AND name NOT LIKE 'sqlite%'
             AND name NOT IN ('change', 'deed', 'sync', 'meta', 'draft', 'erasure')",
        )
        .unwrap()
        .query_map([], |row| row.get(0))
        .unwrap()
        .collect::<Result<_, _>>()
        .unwrap();
    let mut lines = Vec::new();
    for table in tables {
        let mut statement = sql.prepare(&format!("SELECT * FROM {table}")).unwrap();
        let columns = statement.column_count();
        let mut rows = statement.query([]).unwrap();
        while let Some(row) = rows.next().unwrap() {
            let cells: Vec<_> = (0..columns).map(|column| format!("{:?}", row.get_ref(column).unwrap())).collect();
            lines.push(format!("{table}: {}", cells.join(" | ")));
        }
    }
    lines.sort_unstable();
    lines
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn whatever_is_done_on_two_devices_rows_equal_a_rebuild(deeds in proptest::collection::vec(deed(), 1..60)) {
        let (phone, mut server) = (phone(), Server::default());
        let mut all = vec![phone.place("Oak Street"), phone.person("Ana", None)];
        let desktop = desktop_of(&phone);
        let mut devices = [&phone, &desktop];
        for deed in &deeds {
            match deed {
                Deed::Other => devices.reverse(),
                Deed::Sync => server.sync(devices[0]),
                _ => run(devices[0], &mut all, deed),
            }
        }
        for device in [&phone, &desktop, &phone] {
            server.sync(device);
        }
        for device in devices {
            device.is_sound();
            ask_everything(device, &all);
            let kept = dump(device);
            device.rebuild().unwrap();
            prop_assert_eq!(kept, dump(device));
            device.is_sound();
        }
        for id in &all {
            prop_assert_eq!(phone.get(*id).ok(), desktop.get(*id).ok());
        }
    }
}
