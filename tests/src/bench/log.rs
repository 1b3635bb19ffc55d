//! Logging a visit, on the disk when the call returns, beside one insert of the same JSON that is as durable.

use std::{path::Path, time::Duration};

use rapport_core::{
    Command, Companion, Options,
    environment::{Environment as _, System},
    model::{Kind, Met, Record, RecordId},
};
use rusqlite::{Connection, params};

use super::{
    Bound, Figure, Section, Times,
    book::{Large, on_disk, visit},
    measure::time,
};
use crate::chance::Chance;

/// How many times as long as the floor a visit may take.
const RATIO: f64 = 1.5;
/// What 99 of 100 visits stay within.
const P99: Duration = Duration::from_millis(5);
/// Over how many visits what they write is counted.
const COUNTED: usize = 100;
/// After how many visits somebody rests for a second, in which the log is copied into the book.
const AT_ONE_GO: usize = 20;

/// Measures visits with and without words.
pub(super) fn log(large: &Large) -> Section {
    let figures = [false, true].into_iter().flat_map(|told| visits(large, told)).collect();
    Section { title: "Logging a visit, durable when the call returns", smaller: Vec::new(), figures }
}

fn visits(large: &Large, told: bool) -> [Figure; 2] {
    let what = if told { "a visit with a note of 200 characters and a next step" } else { "a visit without a note" };
    let home = large.copy();
    let book = Companion::open(Options::at(home.path())).expect("the book opens");
    let mut logging = Logging::of(&book, told);
    let json = logging.json();
    let floor = Floor::holding(&json, large.sizes.touchpoints);
    let written =
        [bytes_a_round(home.path(), || logging.log()), bytes_a_round(floor.folder.path(), || floor.insert(&json))];
    let (mut ours, mut floors) = (Vec::new(), Vec::new());
    for round in 0..large.sizes.rounds {
        if round % AT_ONE_GO == 0 {
            book.tidy().expect("a book can be tidied");
            floor.tidy();
        }
        ours.push(time(|| logging.log()));
        floors.push(time(|| floor.insert(&json)));
    }
    [duration(what, json.len(), &Times::new(ours), &Times::new(floors)), size(what, written)]
}

/// Visits to everybody in turn.
struct Logging<'a> {
    book: &'a Companion,
    people: Vec<(RecordId, RecordId)>,
    chance: Chance,
    told: bool,
    next: usize,
}

impl<'a> Logging<'a> {
    fn of(book: &'a Companion, told: bool) -> Self {
        let lately = book.list(&Kind::Touchpoint, None, 1_000).expect("touchpoints can be listed").items;
        let people = lately.into_iter().filter_map(|entry| match entry.record {
            Record::Touchpoint(touchpoint) => match (touchpoint.met.first(), touchpoint.place) {
                (Some(Met::Contact(person)), Some(place)) => Some((*person, place)),
                _ => None,
            },
            _ => None,
        });
        Self { book, people: people.collect(), chance: Chance::new(2), told, next: 0 }
    }

    fn log(&mut self) -> Vec<RecordId> {
        self.next += 1;
        let (person, place) = self.people[self.next % self.people.len()];
        let visit = visit(person, place, self.told, System.now(), &mut self.chance);
        let receipt = self.book.run(Command::LogVisit(visit)).expect("a visit can be logged");
        receipt.records.into_iter().map(|touched| touched.id).collect()
    }

    /// The records of one visit as JSON.
    fn json(&mut self) -> String {
        let records: Vec<_> =
            self.log().into_iter().map(|id| self.book.get(id).expect("what was logged is there")).collect();
        serde_json::to_string(&records).expect("records are JSON")
    }
}

/// The floor: SQLite with one table and as much in it, as durable.
struct Floor {
    folder: tempfile::TempDir,
    table: Connection,
}

impl Floor {
    fn holding(json: &str, rows: u64) -> Self {
        let folder = on_disk();
        let make = || {
            let mut table = Connection::open(folder.path().join("book.sqlite"))?;
            table.execute_batch(
                "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;
                 CREATE TABLE visit (key INTEGER PRIMARY KEY, body TEXT NOT NULL) STRICT;",
            )?;
            let transaction = table.transaction()?;
            for _ in 0..rows {
                transaction.prepare_cached("INSERT INTO visit (body) VALUES (?1)")?.execute(params![json])?;
            }
            transaction.commit()?;
            table.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(()))?;
            Ok::<_, rusqlite::Error>(table)
        };
        let table = make().expect("a table can be made");
        Self { folder, table }
    }

    fn tidy(&self) {
        let tidied = self.table.query_row("PRAGMA wal_checkpoint(PASSIVE)", [], |_| Ok(()));
        tidied.expect("a log can be copied");
    }

    fn insert(&self, json: &str) {
        let mut insert = self.table.prepare_cached("INSERT INTO visit (body) VALUES (?1)").expect("a good statement");
        insert.execute(params![json]).expect("a row can be written");
    }
}

/// By how many bytes one round lets the log of a database grow that was just emptied.
fn bytes_a_round<T>(folder: &Path, mut round: impl FnMut() -> T) -> u64 {
    let log = || std::fs::metadata(folder.join("book.sqlite-wal")).map_or(0, |log| log.len());
    let before = log();
    for _ in 0..COUNTED {
        round();
    }
    (log() - before) / COUNTED as u64
}

fn duration(what: &str, json: usize, ours: &Times, floor: &Times) -> Figure {
    let ratio = ours.ratio(floor);
    let told = |times: &Times| {
        format!("{:.2} ms, p99 {:.2} ms", times.median().as_secs_f64() * 1e3, times.p99().as_secs_f64() * 1e3)
    };
    Figure {
        what: what.to_owned(),
        smaller: Vec::new(),
        measured: told(ours),
        beside: format!("a durable insert of the same {json} B of JSON: {}; × {ratio:.2}", told(floor)),
        goal: format!("× ≤ {RATIO}, p99 < {} ms", P99.as_millis()),
        reached: Bound::at_most(ratio, RATIO).and(Bound::at_most(ours.p99(), P99)),
    }
}

fn size(what: &str, [ours, floor]: [u64; 2]) -> Figure {
    Figure {
        what: format!("what {what} writes"),
        smaller: Vec::new(),
        measured: format!("{} kB", ours / 1_000),
        beside: format!("the insert: {} kB", floor / 1_000),
        goal: String::new(),
        reached: Bound::None,
    }
}
