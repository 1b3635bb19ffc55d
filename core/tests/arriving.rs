//! Values that no door of this version lets a user write, as another device may have written them: kept, shown, and no harm.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod common;

use common::{Device, desktop_of, edit, phone, server::Server};
use rapport_core::{
    Command,
    command::{NewEnrolment, StepOf},
    model::{Instant, Record, RecordId, Role, Stock},
    practice::{gives::GiveFilter, library},
};
use rapport_document::{Actor, Edit, Value};

const PERSON: RecordId = RecordId([0x21; 16]);
const PLACE: RecordId = RecordId([0x22; 16]);

fn arrives(server: &mut Server, id: RecordId, fields: &[(&str, Value)]) {
    let edits: Vec<Edit> =
        fields.iter().map(|(key, value)| Edit::Put { key: (*key).to_owned(), value: value.clone() }).collect();
    let actor = Actor([id.0[0]; 16]);
    let change = rapport_document::create(actor, 1_795_356_300, &edits).unwrap();
    server.put(id, change.id(), change.bytes());
}

fn text(text: &str) -> Value {
    Value::Text(text.to_owned())
}

/// Two contacts and what concerns them, each number and each time as far out as it goes.
#[expect(clippy::too_many_lines, reason = "one record after the other, each with its fields")]
fn everything(server: &mut Server, number: i64, ms: i64, day: &str) {
    let (int, at, day) = (|| Value::Int(number), || Value::Instant(ms), || text(day));
    let (me, other) = (PERSON.to_string(), PLACE.to_string());
    let who = |id: RecordId| Value::Bytes(id.0.to_vec());
    arrives(
        server,
        PERSON,
        &[
            ("record", text("contact")),
            ("name", text("Ana Ruiz")),
            ("cadence_days", int()),
            ("claimed_reach", int()),
            ("quiet_until", day()),
            ("npi", text("none")),
            ("tier", text("a")),
            ("top_ten", Value::Bool(true)),
            ("geo", text("91,181")),
            ("confirmed:address", day()),
            ("alias_of", who(PERSON)),
            (&format!("knows:{me}"), Value::Bool(true)),
            (&format!("introduced_by:{me}"), Value::Bool(true)),
            (&format!("at:{me}:provider"), Value::Bool(true)),
            (&format!("at:{other}:provider"), Value::Bool(true)),
            ("in:00000000-0000-0000-0000-000000000001", text("1 9999-01-01")),
        ],
    );
    arrives(
        server,
        PLACE,
        &[
            ("record", text("contact")),
            ("form", text("place")),
            ("name", text("Oak Street")),
            ("cadence_days", int()),
            ("geo", text("90,180")),
        ],
    );
    for (n, state, outcome) in [(0x31, "done", "met"), (0x32, "planned", "met"), (0x33, "done", "gatekeeper_only")] {
        arrives(
            server,
            RecordId([n; 16]),
            &[
                ("record", text("touchpoint")),
                ("state", text(state)),
                ("outcome", text(outcome)),
                ("at", at()),
                ("length_min", int()),
                ("cost_minor", int()),
                ("place", who(PLACE)),
                ("left:cookies", int()),
                ("left:card", int()),
                (&format!("met:{me}"), Value::Bool(true)),
                ("part_of", who(RecordId([n; 16]))),
            ],
        );
    }
    for (n, direction, way) in [(0x41, "in", "from"), (0x42, "out", "to"), (0x43, "in", "from")] {
        arrives(
            server,
            RecordId([n; 16]),
            &[
                ("record", text("referral")),
                ("direction", text(direction)),
                ("code", text("R-AAAAA")),
                (way, who(PERSON)),
                ("received", at()),
                ("answered", Value::Instant(if n == 0x41 { -ms } else { ms })),
                ("started", at()),
                ("thanked", Value::Instant(if n == 0x43 { ms } else { -ms })),
                ("quiet_until", day()),
            ],
        );
    }
    for (n, owes) in [(0x51, "us"), (0x52, "them")] {
        arrives(
            server,
            RecordId([n; 16]),
            &[
                ("record", text("promise")),
                ("kind", text(if n == 0x51 { "ask" } else { "follow_up" })),
                ("owes", text(owes)),
                ("to", who(PERSON)),
                ("text", text("bring brochures")),
                ("due", day()),
                ("quiet_until", day()),
            ],
        );
    }
    arrives(
        server,
        RecordId([0x61; 16]),
        &[
            ("record", text("note")),
            ("text", Value::Prose("Two new doctors".into())),
            ("kind", text("need")),
            ("at", at()),
            (&format!("about:{me}"), Value::Bool(true)),
        ],
    );
    arrives(
        server,
        RecordId([0x71; 16]),
        &[
            ("record", text("item")),
            ("kind", text("gift")),
            ("name", text("Pie of ages")),
            ("cost_minor", int()),
            ("minutes", int()),
            ("stocked", Value::Counter(number.clamp(-1_000_000_000_000, 1_000_000_000_000))),
        ],
    );
    arrives(
        server,
        RecordId([0x81; 16]),
        &[
            ("record", text("playbook")),
            ("name", text("Ages")),
            ("trigger", text("manual")),
            ("yearly", day()),
            ("season_from", day()),
            ("step:one:title", text("wait")),
            ("step:one:order", Value::Float(f64::MAX)),
            ("step:one:wait_days", int()),
            ("step:two:title", text("wait on")),
            ("step:two:wait_days", int()),
        ],
    );
}

/// Asks the book everything that a screen asks.
fn look_at_everything(book: &Device) {
    for id in [PERSON, PLACE] {
        book.page(id).unwrap();
        book.standing(id).unwrap();
        book.brief(id).unwrap();
        book.profile(id).unwrap();
        book.gift_card(id, u32::MAX).unwrap();
        book.gives(Some(id), &GiveFilter::default(), 10).unwrap();
        book.three_gives(id).unwrap();
        book.value_ledger(id).unwrap();
        book.served(id).unwrap();
        book.left_behind(id).unwrap();
        book.warm_paths(id).unwrap();
        book.loss(id).unwrap();
        book.timeline(Some(id), None, 100).unwrap();
        book.same_visit(id, Instant(i64::MAX)).unwrap();
        book.same_visit(id, Instant(i64::MIN)).unwrap();
        book.packing_list(&[id]).unwrap();
    }
    book.today().unwrap();
    book.widget_snapshot().unwrap();
    book.reminders(Instant(i64::MAX), 10).unwrap();
    book.timeline(None, None, 100).unwrap();
    book.overview().unwrap();
    book.folklore().unwrap();
    book.find("ana", 10).unwrap();
    book.log_suggestions(None, 5).unwrap();
    book.doubled_visits(10).unwrap();
    book.occasions(u32::MAX).unwrap();
    book.deliveries("independence_day").unwrap();
    for year in [None, Some(i32::MIN), Some(2026), Some(i32::MAX)] {
        let _ = book.gift_ledger(year);
        let _ = book.gift_year(year);
        let _ = book.activity(year);
    }
    book.stock().unwrap();
    book.reached("cookies").unwrap();
    book.asks().unwrap();
    book.no_list().unwrap();
    book.needs().unwrap();
    book.directory("sleep", false).unwrap();
    book.events().unwrap();
    book.announcements().unwrap();
    book.introductions().unwrap();
    book.prospects(None).unwrap();
    book.playbooks().unwrap();
    book.enrolled(None, None).unwrap();
    book.adherence(None).unwrap();
    book.engagement().unwrap();
    book.outreach().unwrap();
    book.stale_fields(None, 10).unwrap();
    book.sector_gaps(None).unwrap();
    book.seen_by_clients().unwrap();
    book.benefits().unwrap();
    book.spotlights().unwrap();
    book.thanks().unwrap();
    book.channel_coverage(true, 10).unwrap();
    book.office_coverage().unwrap();
    book.funnel().unwrap();
    book.first_touches().unwrap();
    book.partners().unwrap();
    book.top_ten().unwrap();
    book.kept_promises().unwrap();
    book.reciprocity().unwrap();
    book.introduced().unwrap();
    book.channels_covered().unwrap();
    book.offices_covered().unwrap();
    book.mix().unwrap();
    book.concentration().unwrap();
    book.response().unwrap();
    book.thanks_closure().unwrap();
    book.conversion().unwrap();
    for day in ["0001-01-01", "2026-11-22", "9999-12-31"] {
        book.day_plan(day.parse().unwrap()).unwrap();
    }
}

#[test]
fn what_is_out_of_all_bounds_is_kept_and_harms_nobody() {
    for (number, ms, day) in [
        (i64::MAX, i64::MAX, "9999-12-31"),
        (i64::MIN + 1, i64::MIN + 1, "0001-01-01"),
        (0, 0, "1970-01-01"),
        (-1, 253_402_300_800_000, "+262142-12-31"),
    ] {
        let (phone, mut server) = (phone(), Server::default());
        let practice = phone.practice().unwrap().id;
        everything(&mut server, number, ms, day);
        server.sync(&phone);
        let desktop = desktop_of(&phone);
        server.sync(&desktop);
        for device in [&phone, &desktop] {
            look_at_everything(device);
            device.is_sound();
            assert_eq!(device.sync_status().unwrap().aside, 0);
            assert_eq!(device.contact(PERSON).cadence_days, Some(number));
        }
        // What one does with them goes on working, and what they say stays until it is changed.
        phone.edit(PERSON, "name", "Ana Vega");
        phone.edit(PERSON, "cadence_days", "21");
        phone.undo().unwrap();
        assert_eq!(phone.contact(PERSON).cadence_days, Some(number));
        phone.run(Command::Redact { id: RecordId([0x61; 16]), text: "Two".into() });
        phone.run(Command::Remove(RecordId([0x31; 16])));
        phone.run(Command::Restore(RecordId([0x31; 16])));
        phone.edit(practice, "niche", "sleep");
        look_at_everything(&phone);
        phone.is_sound();
    }
}

#[test]
fn the_users_own_door_refuses_and_names_the_field() {
    let book = phone();
    let oak = book.place("Oak Street");
    let ana = book.person("Ana Ruiz", Some(oak));
    let practice = book.practice().unwrap().id;
    let visit = book.visit(oak, &[ana]);
    let before = (book.contact(ana), book.touchpoint(visit), book.practice().unwrap());
    for (id, field, typed) in [
        (ana, "cadence_days".to_owned(), "0"),
        (ana, format!("knows:{ana}"), "yes"),
        (ana, format!("introduced_by:{ana}"), "yes"),
        (ana, "quiet_until".to_owned(), "9999-01-01"),
        (oak, "geo".to_owned(), "91,0"),
        (practice, "region".to_owned(), "ZZ"),
        (practice, "zone".to_owned(), "Mars/Base"),
        (visit, "at".to_owned(), "9999-01-01T00:00:00Z"),
        (visit, "length_min".to_owned(), "-10"),
        (visit, "left:card".to_owned(), "0"),
    ] {
        let refused = book.book.run(edit(id, &field, typed)).unwrap_err();
        assert_eq!(refused.code(), "invalid", "{field}={typed}");
        if field != "geo" {
            assert!(refused.to_string().starts_with(&field), "{refused}");
        }
    }
    let wrong = [
        Record::Contact(rapport_core::model::Contact { name: "Bo".into(), cadence_days: Some(-7), ..<_>::default() }),
        Record::Touchpoint(rapport_core::model::Touchpoint { cost_minor: Some(-1), ..<_>::default() }),
        Record::Promise(rapport_core::model::Promise { due: "9999-01-01".parse().ok(), ..<_>::default() }),
        Record::Item(rapport_core::model::Item { name: "Pie".into(), minutes: Some(-1), ..<_>::default() }),
        Record::Item(rapport_core::model::Item { name: "Pie".into(), stocked: Stock(i64::MAX), ..<_>::default() }),
        Record::Referral(rapport_core::model::Referral { received: Some(Instant(i64::MAX)), ..<_>::default() }),
    ];
    for record in wrong {
        let refused = book.book.run(Command::Add(Box::new(record.clone()))).unwrap_err();
        assert_eq!(refused.code(), "invalid", "{record:?}");
    }
    let (playbook, from) = (library_playbook(&book), "9999-01-01".parse().ok());
    let enrolled = book.book.run(Command::Enrol(NewEnrolment { contact: ana, playbook, from }));
    assert!(enrolled.unwrap_err().to_string().starts_with("from"));
    let step = StepOf { contact: ana, playbook, at: "1.1.value_1".into() };
    let snoozed = book.book.run(Command::SnoozeStep { step, until: "9999-01-01".parse().unwrap() });
    assert!(snoozed.unwrap_err().to_string().starts_with("until"));
    assert_eq!((book.contact(ana), book.touchpoint(visit), book.practice().unwrap()), before);
    assert!(book.contact(ana).at[&oak].contains(&Role::FrontDesk) && library::shipped("cookies").is_some());
}

fn library_playbook(book: &Device) -> RecordId {
    book.playbooks().unwrap()[0].id
}
