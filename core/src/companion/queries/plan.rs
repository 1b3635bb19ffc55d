//! The stops of a day.

use std::collections::BTreeMap;

use super::{Companion, entry, zone};
use crate::{
    error::Result,
    model::{
        Contact, Day, Kind, Record, TouchpointState,
        view::{DayPlan, DayStop, Packed},
    },
    practice::{due, route},
};

impl Companion {
    /// The visits of a day in the practice's zone, those planned and those that were done or missed by now, by their times; and
    /// what to pack for the ones to come.
    pub fn day_plan(&self, day: Day) -> Result<DayPlan> {
        self.store.read(|session| {
            let zone = zone(session, &self.environment)?;
            let begins = due::end_of(day.pred_opt().unwrap_or(day), zone);
            let lines = session.moments_between(&Kind::Touchpoint, begins, due::end_of(day, zone))?;
            let mut plan = DayPlan { day, ..DayPlan::default() };
            let mut packing: BTreeMap<String, i64> = BTreeMap::new();
            for (_, kept) in session.entries(&Kind::Touchpoint, &lines)? {
                let Record::Touchpoint(stop) = kept.record else { continue };
                let Some(place) = stop.place else { continue };
                let (address, geo) = match entry(session, session.canonical(place)?).map(|place| place.record) {
                    Ok(Record::Contact(Contact { address, geo, .. })) => (address, geo),
                    _ => (String::new(), None),
                };
                if stop.state == TouchpointState::Planned {
                    for (item, count) in &stop.left {
                        *packing.entry(item.clone()).or_insert(0) += count;
                    }
                }
                plan.stops.push(DayStop {
                    id: kept.id,
                    at: stop.at,
                    place: session.named(place)?,
                    address,
                    geo,
                    state: stop.state,
                    bring: stop.left,
                    purpose: stop.purpose,
                });
            }
            plan.stops.sort_by_key(|stop| (stop.at, stop.id));
            plan.meters = route::meters(None, plan.stops.iter().map(|stop| stop.geo));
            plan.packing = packing.into_iter().map(|(item, count)| Packed { item, count }).collect();
            Ok(plan)
        })
    }
}
