//! A new device gets the whole book over HTTP on loopback, until search finds in it.

use std::{path::Path, time::Duration};

use rapport_core::Companion;
use rusqlite::{Connection, OpenFlags, params};

use super::{Bound, Figure, Times, book::on_disk, counting::Traffic, measure::time, pair::Pair};

/// The most that a record may take on the wire, in bytes.
const BYTES_A_RECORD: u64 = 200;

/// A row of the floor: a record's id, and what it says as JSON.
type Row = (Vec<u8>, String);

/// Lets new devices join, `rounds` of them, each beside its floor. The last one, and the figures.
pub(super) fn first_sync(pair: &Pair, within: Duration, rounds: usize) -> (Companion, Vec<Figure>) {
    let (mut ours, mut floors, mut last) = (Vec::new(), Vec::new(), None);
    for round in 0..rounds {
        let name = format!("desktop-{round}");
        let device = pair.join(&name);
        let mut traffic = Traffic::default();
        ours.push(time(|| {
            traffic = pair.sync(&device);
            assert!(finds(&device), "what came can be found");
        }));
        let rows = rows(&pair.home(&name));
        floors.push(time(|| insert(&rows)));
        last = Some((device, traffic, rows));
    }
    let (device, traffic, rows) = last.expect("there is a round");
    let figures = vec![duration(&Times::new(ours), &Times::new(floors), within, rows.len()), size(traffic, &rows)];
    (device, figures)
}

fn finds(device: &Companion) -> bool {
    let found = device.find("cookies", 1).expect("search answers");
    !found.touchpoints.is_empty()
}

fn duration(ours: &Times, floor: &Times, within: Duration, records: usize) -> Figure {
    Figure {
        what: format!("first sync of {records} records, until search finds in them"),
        smaller: Vec::new(),
        measured: format!("{:.2} s", ours.median().as_secs_f64()),
        beside: format!(
            "the same as JSON into one table, in one transaction: {:.2} s, × {:.1}",
            floor.median().as_secs_f64(),
            ours.ratio(floor)
        ),
        goal: format!("≤ {} s", within.as_secs()),
        reached: Bound::at_most(ours.median(), within),
    }
}

fn size(traffic: Traffic, rows: &[Row]) -> Figure {
    let records = rows.len() as u64;
    let json: Vec<u8> = rows.iter().flat_map(|(id, body)| id.iter().chain(body.as_bytes()).copied()).collect();
    let packed = rapport_protocol::body::deflate(&json).len() as u64;
    let each = traffic.received.div_ceil(records);
    Figure {
        what: format!("the same on the wire, in {} trips", traffic.trips),
        smaller: Vec::new(),
        measured: format!("{each} B a record"),
        beside: format!(
            "ids and JSON, zstd 9: {} B a record, {} B as they are",
            packed / records,
            json.len() as u64 / records
        ),
        goal: format!("≤ {BYTES_A_RECORD} B a record"),
        reached: Bound::at_most(each, BYTES_A_RECORD),
    }
}

/// Every record that a device shows.
fn rows(home: &Path) -> Vec<Row> {
    let book = Connection::open_with_flags(home.join("book.sqlite"), OpenFlags::SQLITE_OPEN_READ_ONLY);
    let book = book.expect("a book can be looked at");
    let sql = "SELECT id, body FROM contact UNION ALL SELECT id, body FROM touchpoint";
    let mut statement = book.prepare(sql).expect("records have rows");
    let rows = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?))).expect("rows can be read");
    rows.collect::<Result<_, _>>().expect("rows can be read")
}

/// The floor: one table, one transaction, durable.
fn insert(rows: &[Row]) {
    let folder = on_disk();
    let insert = || {
        let mut table = Connection::open(folder.path().join("floor.sqlite"))?;
        table.execute_batch(
            "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;
             CREATE TABLE record (id BLOB PRIMARY KEY, body TEXT NOT NULL) STRICT, WITHOUT ROWID;",
        )?;
        let transaction = table.transaction()?;
        for (id, body) in rows {
            transaction.prepare_cached("INSERT INTO record (id, body) VALUES (?1, ?2)")?.execute(params![id, body])?;
        }
        transaction.commit()
    };
    insert().expect("rows can be written");
}
