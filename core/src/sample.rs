//! A believable practice, made up from a seed: for demonstrations, screens and measurements.
//!
//! A made-up town with its offices and people is lived through day by day: outings by the round, plans kept and missed, calls
//! that reach nobody, cookies in December, a summer in which everybody is away. The same wishes make the same book on every
//! machine: nothing here asks a clock, and chance comes from the seed in whole numbers. Nobody in it exists, and no client is
//! in it.

mod asking;
mod calendar;
mod courses;
mod days;
mod dealings;
mod dice;
mod ends;
mod errands;
mod goods;
mod names;
mod office;
mod outing;
mod pen;
mod person;
mod practice;
mod referrals;
mod sayings;
mod touch;
mod town;

use std::collections::BTreeMap;

use chrono_tz::Tz;

use crate::model::{Day, Instant, Practice, Record, RecordId};

use days::Days;
use dice::Dice;
use town::Town;

/// What sort of book is wanted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Wanted {
    /// From which chance is drawn.
    pub seed: u64,
    /// The day it is: what happened ends the evening before, what is planned begins here.
    pub today: Day,
    /// The zone in which the practice lives.
    pub zone: Tz,
    /// For how many years the book was kept; one at least.
    pub years: u32,
    /// About how many people and places; thirty at least.
    pub contacts: u32,
    /// About how many touchpoints; nothing: as many as a practice of this size has time for.
    pub touchpoints: Option<u32>,
}

/// A made-up book.
#[derive(Debug, Clone, PartialEq)]
pub struct Sample {
    /// The practice itself.
    pub practice: Practice,
    /// Every other record, in the order in which they were written down. An id's first 48 bits tell when that was.
    pub records: Vec<(RecordId, Record)>,
    /// Of touchpoints that were planned first, for when: the record itself says when it was.
    pub planned_for: BTreeMap<RecordId, Instant>,
    /// The contacts that were taken out of sight since.
    pub removed: Vec<RecordId>,
    /// A note that is half typed on this device.
    pub draft: String,
}

impl Sample {
    /// Makes up a book.
    #[must_use]
    pub fn of(wanted: &Wanted) -> Self {
        let wanted = Wanted { years: wanted.years.clamp(1, 30), contacts: wanted.contacts.max(30), ..*wanted };
        let mut dice = Dice::new(wanted.seed);
        let span = calendar::Span::of(&wanted);
        let town = Town::build(&wanted, &span, &mut dice);
        let mut days = Days::begin(&wanted, span, town, dice);
        days.live();
        days.finish()
    }

    /// When a record was first written down.
    #[must_use]
    pub fn written_at(id: RecordId) -> Instant {
        let millis = id.0[..6].iter().fold(0, |millis: i64, byte| (millis << 8) | i64::from(*byte));
        Instant(millis)
    }
}
