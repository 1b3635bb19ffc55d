//! Opening the large book, and what screens ask of it, each beside SQLite's own way to the same rows.

use std::{path::Path, time::Duration};

use rapport_core::{
    Companion, Options,
    model::{Kind, Record, RecordId, view::Moment},
    practice::fold::fold,
};
use rusqlite::{Connection, OpenFlags, Params};

use super::{
    Bound, Figure, Section, Times,
    book::Large,
    measure::{pairs, time},
};

/// Within what the first Today stands there.
const OPENED: Duration = Duration::from_millis(50);
/// Within what a page or an answer stands there.
const ANSWERED: Duration = Duration::from_millis(1);
/// How often a book is opened.
const OPENINGS: usize = 50;
/// How many lines a screen asks for.
const PAGE: u32 = 50;
/// What somebody types, a few letters of each word.
const TYPED: [&str; 12] = [
    "ana",
    "broch",
    "oak",
    "sleep",
    "ben sch",
    "park behind",
    "r-0",
    "johns",
    "müll",
    "nut all",
    "cookies",
    "workshop",
];

/// Measures opening, pages and searches.
pub(super) fn reading(large: &Large) -> Section {
    let home = large.copy();
    let mut figures = vec![opening(home.path())];
    let book = Companion::open(Options::at(home.path())).expect("the book opens");
    let sql = connect(home.path());
    let screens = Screens { book: &book, sql: &sql, rounds: large.sizes.rounds };
    figures.push(screens.today());
    figures.push(screens.timeline());
    figures.push(screens.timeline_of_one());
    figures.push(screens.contacts());
    figures.push(screens.page());
    figures.extend(screens.searches());
    Section { title: "Opening the book, and reading from it", smaller: Vec::new(), figures }
}

fn opening(home: &Path) -> Figure {
    let (mut ours, mut floors) = (Vec::new(), Vec::new());
    for _ in 0..OPENINGS {
        let (mut book, mut sql) = (None, None);
        ours.push(time(|| {
            let opened = Companion::open(Options::at(home)).expect("the book opens");
            let today = opened.today().expect("there is a today");
            book = Some(opened);
            today
        }));
        floors.push(time(|| {
            let opened = connect(home);
            let rows = rows(&opened, "SELECT body FROM touchpoint ORDER BY key DESC LIMIT 50", []);
            sql = Some(opened);
            rows
        }));
    }
    figure(
        "from nothing to the first Today",
        OPENED,
        &Times::new(ours),
        &Times::new(floors),
        "SQLite alone, to 50 rows",
    )
}

/// What screens ask of an open book, each beside a statement of SQL on the same file.
struct Screens<'a> {
    book: &'a Companion,
    sql: &'a Connection,
    rounds: usize,
}

impl Screens<'_> {
    fn today(&self) -> Figure {
        let today = || self.book.today().expect("there is a today");
        let (ours, floor) = pairs(
            self.rounds.div_ceil(10),
            |_| today(),
            |_| {
                rows(
                    self.sql,
                    "SELECT count(at) || '' FROM contact LEFT JOIN touch ON who = id WHERE tier IS NOT NULL",
                    [],
                )
            },
        );
        figure(
            "Today, in an open book",
            OPENED,
            &ours,
            &floor,
            "everybody who has a tier, joined with their last touch",
        )
    }

    fn timeline(&self) -> Figure {
        let mut after: Option<String> = None;
        let (ours, floor) = pairs(
            self.rounds,
            |_| {
                let page = self.book.timeline(None, after.as_deref(), PAGE).expect("there is a timeline");
                after = page.next;
                page.items
            },
            |round| {
                let sql = "SELECT body FROM touchpoint WHERE key < ?1 ORDER BY key DESC LIMIT 50";
                rows(self.sql, sql, [i64::MAX >> (round % 2)])
            },
        );
        figure("a page of 50 of the timeline, one after another", ANSWERED, &ours, &floor, "50 rows of JSON")
    }

    fn timeline_of_one(&self) -> Figure {
        let people = self.people();
        let (ours, floor) = pairs(
            self.rounds,
            |round| self.book.timeline(Some(people[round % people.len()]), None, PAGE).expect("they have a timeline"),
            |round| {
                let sql =
                    "SELECT body FROM moment_who JOIN touchpoint USING (key) WHERE who = ?1 AND kind = 'touchpoint'
                           ORDER BY moment_who.at DESC LIMIT 50";
                rows(self.sql, sql, [people[round % people.len()].0])
            },
        );
        figure("somebody's timeline", ANSWERED, &ours, &floor, "their touchpoints alone, as JSON")
    }

    fn contacts(&self) -> Figure {
        let mut after: Option<String> = None;
        let (ours, floor) = pairs(
            self.rounds,
            |_| {
                let page = self.book.list(&Kind::Contact, after.as_deref(), PAGE).expect("contacts can be listed");
                after = page.next;
                page.items
            },
            |_| rows(self.sql, "SELECT body FROM contact ORDER BY folded, key LIMIT 50", []),
        );
        figure("a page of 50 contacts by name, one after another", ANSWERED, &ours, &floor, "50 rows of JSON")
    }

    fn page(&self) -> Figure {
        let people = self.people();
        let (ours, floor) = pairs(
            self.rounds,
            |round| self.book.page(people[round % people.len()]).expect("they have a page"),
            |round| rows(self.sql, "SELECT body FROM contact WHERE id = ?1", [people[round % people.len()].0]),
        );
        figure("a contact's page", ANSWERED, &ours, &floor, "their row")
    }

    /// Everything that is found, a screen of each kind, for one letter and for what somebody types.
    fn searches(&self) -> [Figure; 2] {
        let search = |what: &str, typed: &[&str]| {
            let (ours, floor) = pairs(
                self.rounds,
                |round| self.book.find(typed[round % typed.len()], 20).expect("search answers"),
                |round| {
                    let words = fold(typed[round % typed.len()]);
                    let words: Vec<String> = words.split(' ').map(|word| format!("{word}*")).collect();
                    let sql =
                        "SELECT rowid || '' FROM search_note WHERE search_note MATCH ?1 ORDER BY rowid DESC LIMIT 20";
                    rows(self.sql, sql, [words.join(" ")])
                },
            );
            figure(what, ANSWERED, &ours, &floor, "SQLite's search of the notes alone, to their numbers")
        };
        [
            search("finding by a few letters, in all kinds", &TYPED),
            search("finding by one letter", &["a", "b", "s", "t"]),
        ]
    }

    /// Whoever was seen lately.
    fn people(&self) -> Vec<RecordId> {
        let lately = self.book.timeline(None, None, 1_000).expect("there is a timeline").items;
        let people: Vec<RecordId> = lately.iter().filter_map(place_and_person).collect();
        assert!(!people.is_empty(), "somebody was seen");
        people
    }
}

fn place_and_person(moment: &Moment) -> Option<RecordId> {
    match &moment.entry.record {
        Record::Touchpoint(_) => moment.names.last().map(|named| named.id),
        _ => None,
    }
}

fn connect(home: &Path) -> Connection {
    Connection::open_with_flags(home.join("book.sqlite"), OpenFlags::SQLITE_OPEN_READ_ONLY).expect("a book can be read")
}

fn rows(sql: &Connection, statement: &str, with: impl Params) -> Vec<String> {
    let mut statement = sql.prepare_cached(statement).expect("a good statement");
    let rows = statement.query_map(with, |row| row.get(0)).expect("it can be asked");
    rows.collect::<Result<_, _>>().expect("rows can be read")
}

fn figure(what: &str, within: Duration, ours: &Times, floor: &Times, beside: &str) -> Figure {
    let told = |times: &Times| format!("{:.2} ms", times.median().as_secs_f64() * 1e3);
    Figure {
        what: what.to_owned(),
        smaller: Vec::new(),
        measured: format!("{}, p99 {:.2} ms", told(ours), ours.p99().as_secs_f64() * 1e3),
        beside: format!("{beside}: {}; × {:.1}", told(floor), ours.ratio(floor)),
        goal: format!("≤ {} ms", within.as_millis()),
        reached: Bound::at_most(ours.median(), within),
    }
}
