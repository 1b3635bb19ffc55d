//! A day's stops.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{AboutNote, Named, PackLine, PackPromise};
use crate::model::{Day, Geo, Instant, RecordId, TouchpointState};

/// The stops of a day in order, and what to pack for them.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, Default)]
pub struct DayPlan {
    /// Which day, in the practice's zone.
    pub day: Day,
    /// The stops, by their times. In the evening each is a row that is logged with one tap.
    pub stops: Vec<DayStop>,
    /// What to take along to the stops that are still to come, each once: what is planned for them, and what they lack.
    pub packing: Vec<PackLine>,
    /// What was promised to them and is still owed.
    pub promised: Vec<PackPromise>,
    /// What is always taken along, line by line; nothing once no stop is to come.
    pub always: Vec<String>,
    /// Allergies at the stops.
    pub allergies: Vec<AboutNote>,
    /// How far it is along the stops that are on the map, in metres, as the crow flies.
    pub meters: u64,
}

/// One stop.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct DayStop {
    /// The touchpoint.
    pub id: RecordId,
    /// For when it is planned, or when it was.
    pub at: Instant,
    /// When to set out, so as to be there in time; nothing for what is over.
    pub leave_at: Option<Instant>,
    /// Where.
    pub place: Option<Named>,
    /// Its address.
    pub address: String,
    /// On the map.
    pub geo: Option<Geo>,
    /// Planned; or done or missed by now.
    pub state: TouchpointState,
    /// What to bring.
    pub bring: BTreeMap<String, i64>,
    /// What it is for.
    pub purpose: String,
}
