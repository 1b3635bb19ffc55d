//! What a sync costs: in trips, bytes and time, by how much is new, and not by how large the book is.

use std::time::Duration;

use rapport_core::{
    Command, Companion,
    model::{Kind, RecordId},
};

use super::{
    Bound, Figure, Section, Times,
    book::Large,
    counting::Traffic,
    filling::{fill, visit},
    first_sync::first_sync,
    measure::time,
    pair::Pair,
};
use crate::chance::Chance;

/// The most that a sync may take each way, in bytes: with nothing new, and with one visit.
const IDLE_BYTES: u64 = 200;
const VISIT_BYTES: u64 = 500;
/// How many records are new after a long time offline, and how often that happens here.
const MANY: usize = 1_000;
const MANY_ROUNDS: usize = 5;
/// How many times as much the same sync may take in a book ten times as large.
const GROWTH: f64 = 1.25;

/// Measures a book and one ten times as large.
pub(super) fn sync(book: &Large) -> Section {
    let sizes = book.sizes;
    let large = usize::try_from(sizes.touchpoints).expect("a book fits in memory");
    let mut figures = Vec::new();
    let books = [(large / 10, 1, 5), (large, 12, 1)].map(|(records, within_s, rounds)| {
        let pair = Pair::with(records);
        let (desktop, first) = first_sync(&pair, Duration::from_secs(within_s), rounds);
        figures.extend(first);
        let mut book = Book { pair, desktop, records, chance: Chance::new(2) };
        figures.extend(book.little(sizes.rounds.div_ceil(100)));
        book
    });
    figures.extend(much(books));
    Section { title: "Sync, over HTTP on loopback, bodies counted by a proxy", smaller: Vec::new(), figures }
}

/// A phone and a desktop that hold so many records.
struct Book {
    pair: Pair,
    desktop: Companion,
    records: usize,
    chance: Chance,
}

impl Book {
    /// Nothing new, then one visit at a time: the largest bodies.
    fn little(&mut self, rounds: usize) -> [Figure; 2] {
        let Self { pair, desktop, records, chance } = self;
        let place = place(&pair.phone);
        let [mut idle, mut pushed, mut pulled] = [Traffic::default(); 3];
        for _ in 0..rounds {
            pair.sync(&pair.phone);
            idle = idle.max(pair.sync(&pair.phone));
            pair.phone.run(Command::LogVisit(visit(place, chance))).expect("a visit can be logged");
            pushed = pushed.max(pair.sync(&pair.phone));
            pulled = pulled.max(pair.sync(desktop));
        }
        [
            within(format!("sync with nothing new, of {records} records"), idle, None, IDLE_BYTES),
            within(format!("sync of one new visit, of {records} records"), pushed, Some(pulled), VISIT_BYTES),
        ]
    }

    /// Much is new: the phone brings it, the desktop gets it.
    fn much(&mut self) -> [Cost; 2] {
        let Self { pair, desktop, chance, .. } = self;
        fill(&pair.phone, MANY, chance);
        [&pair.phone, desktop].map(|device| {
            let mut traffic = Traffic::default();
            let took = time(|| traffic = pair.sync(device));
            Cost { took, traffic }
        })
    }
}

/// What one sync took.
struct Cost {
    took: Duration,
    traffic: Traffic,
}

/// In turn in both books, so that the smaller is the larger one's peer.
fn much(mut books: [Book; 2]) -> Vec<Figure> {
    let mut costs: [[Vec<Cost>; 2]; 2] = Default::default();
    for _ in 0..MANY_ROUNDS {
        for (book, costs) in books.iter_mut().zip(&mut costs) {
            for (cost, costs) in book.much().into_iter().zip(costs) {
                costs.push(cost);
            }
        }
    }
    let [small, large] = costs;
    let records = books.map(|book| book.records);
    let way = [format!("{MANY} new records are sent"), format!("{MANY} new records come")];
    way.into_iter()
        .zip(small.iter().zip(&large))
        .map(|(way, (small, large))| compare(&way, records, small, large))
        .collect()
}

fn compare(way: &str, [small, large]: [usize; 2], in_small: &[Cost], in_large: &[Cost]) -> Figure {
    let bytes = |costs: &[Cost]| costs.iter().map(|cost| cost.traffic.sent + cost.traffic.received).sum::<u64>();
    let trips = |costs: &[Cost]| costs.iter().map(|cost| cost.traffic.trips).max().unwrap_or_default();
    let times = |costs: &[Cost]| Times::new(costs.iter().map(|cost| cost.took).collect());
    let told = |costs: &[Cost]| {
        let each = costs.len() as u64;
        format!(
            "{} trip, {} kB, {:.0} ms",
            trips(costs),
            bytes(costs) / each / 1_000,
            times(costs).median().as_secs_f64() * 1e3
        )
    };
    let growth = times(in_large).ratio(&times(in_small));
    #[allow(clippy::cast_precision_loss, reason = "a ratio for people")]
    let heavier = bytes(in_large) as f64 / bytes(in_small) as f64;
    Figure {
        what: format!("{way}, in a book of {large}"),
        smaller: Vec::new(),
        measured: told(in_large),
        beside: format!("in a book of {small}: {}; time × {growth:.2}, bytes × {heavier:.2}", told(in_small)),
        goal: format!("1 trip, × ≤ {GROWTH}"),
        reached: Bound::at_most(trips(in_large), 1)
            .and(Bound::at_most(growth, GROWTH))
            .and(Bound::at_most(heavier, GROWTH)),
    }
}

fn within(what: String, own: Traffic, others: Option<Traffic>, bytes: u64) -> Figure {
    let told = |traffic: &Traffic| format!("{} trip, {} B out, {} B in", traffic.trips, traffic.sent, traffic.received);
    let most = own.max(others.unwrap_or_default());
    Figure {
        what,
        smaller: Vec::new(),
        measured: told(&own),
        beside: others.map_or_else(String::new, |others| format!("the device that gets it: {}", told(&others))),
        goal: format!("1 trip, ≤ {bytes} B each way"),
        reached: Bound::at_most(most.trips, 1)
            .and(Bound::at_most(most.sent, bytes))
            .and(Bound::at_most(most.received, bytes)),
    }
}

fn place(book: &Companion) -> RecordId {
    book.list(&Kind::Contact, None, 1).expect("contacts can be listed").items[0].id
}
