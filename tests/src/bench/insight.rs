//! What the practice asks of its book: Today, the brief, the Log sheet, every insight and every other list, in three sizes.

use std::{ops::RangeInclusive, path::Path, time::Duration};

use rapport_core::{Companion, Options};
use rusqlite::{Connection, OpenFlags};

use super::{
    Bound, Figure, Section, Times,
    book::Large,
    lived::Lived,
    measure::{pairs, time, times},
    questions::{Asking, Floor, QUESTIONS, Question},
};

/// About how long each question is asked, in each book.
const ASKED_FOR: Duration = Duration::from_millis(500);
/// How often at least, and at most.
const ROUNDS: RangeInclusive<usize> = 9..=300;

/// Measures every question in books of a hundredth, a tenth and the whole of the touchpoints.
pub(super) fn insight(large: &Large) -> Section {
    let whole = large.sizes.touchpoints;
    let books = [whole / 100, whole / 10, whole].map(Lived::new);
    let open = books.each_ref().map(|book| Companion::open(Options::at(book.home.path())).expect("the book opens"));
    let asking = open.each_ref().map(Asking::of);
    let sql = connect(books[2].home.path());
    let [small, middle, holds] = books.each_ref().map(|book| {
        let [contacts, touchpoints, referrals] = book.holds;
        format!("{contacts}, {touchpoints}, {referrals}")
    });
    let first = Figure {
        what: "contacts, touchpoints and referrals in the book".to_owned(),
        smaller: vec![small, middle],
        measured: holds,
        ..Figure::default()
    };
    let figures = QUESTIONS.iter().map(|question| figure(question, &asking, &sql));
    Section {
        title: "What the practice asks of its book; × is the median beside that in a book a tenth as large",
        smaller: vec!["in the smallest".to_owned(), "a tenth".to_owned()],
        figures: std::iter::once(first).chain(figures).collect(),
    }
}

fn figure(question: &Question, [small, middle, large]: &[Asking<'_>; 3], sql: &Connection) -> Figure {
    let [in_small, in_middle] = [small, middle].map(|asking| alone(question, asking));
    let rounds = rounds(question, large);
    let (in_large, floor) = match question.floor {
        Some(floor) => {
            let (ours, floors) =
                pairs(rounds, |turn| (question.ask)(large, turn), |turn| read(sql, floor, large, turn));
            (ours, Some((floor, floors)))
        }
        None => (times(rounds, |turn| (question.ask)(large, turn)), None),
    };
    let grown = |times: &Times, before: &Times| format!("{}, × {:.1}", told(times), times.ratio(before));
    Figure {
        what: question.what.to_owned(),
        smaller: vec![told(&in_small), grown(&in_middle, &in_small)],
        measured: format!("{}, p99 {}", grown(&in_large, &in_middle), told_p99(&in_large)),
        beside: floor.map_or_else(String::new, |(floor, times)| {
            format!("{}: {}; × {:.1}", floor.what(), told(&times), in_large.ratio(&times))
        }),
        goal: format!("≤ {} ms", question.within_ms),
        reached: Bound::at_most(in_large.median(), Duration::from_millis(question.within_ms)),
    }
}

fn alone(question: &Question, asking: &Asking<'_>) -> Times {
    times(rounds(question, asking), |turn| (question.ask)(asking, turn))
}

/// How often a question is asked: often where it is answered soon. The first answer also warms what is to be warm.
fn rounds(question: &Question, asking: &Asking<'_>) -> usize {
    let once = time(|| (question.ask)(asking, 0)).max(Duration::from_micros(1));
    let fit = usize::try_from(ASKED_FOR.as_micros() / once.as_micros()).unwrap_or(usize::MAX);
    fit.clamp(*ROUNDS.start(), *ROUNDS.end())
}

/// Goes through the rows that a question is about, with SQLite alone: how many bytes they have.
fn read(sql: &Connection, floor: Floor, asking: &Asking<'_>, turn: usize) -> usize {
    let mut statement = sql.prepare_cached(floor.sql()).expect("a good statement");
    let who = asking.person(turn).0;
    let mut rows = if statement.parameter_count() > 0 { statement.query([who]) } else { statement.query([]) }
        .expect("it can be asked");
    let mut bytes = 0;
    while let Some(row) = rows.next().expect("rows can be read") {
        bytes += row.get_ref(0).map_or(0, |value| value.as_bytes().map_or(8, <[u8]>::len));
    }
    bytes
}

fn connect(home: &Path) -> Connection {
    Connection::open_with_flags(home.join("book.sqlite"), OpenFlags::SQLITE_OPEN_READ_ONLY).expect("a book can be read")
}

fn told(times: &Times) -> String {
    format!("{:.2} ms", times.median().as_secs_f64() * 1e3)
}

fn told_p99(times: &Times) -> String {
    format!("{:.2} ms", times.p99().as_secs_f64() * 1e3)
}
