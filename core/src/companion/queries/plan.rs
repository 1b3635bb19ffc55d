//! The stops of a day.

use std::collections::BTreeMap;

use super::{Companion, entry, gives::Circle, practice, zone_of};
use crate::{
    error::Result,
    model::{
        Contact, Day, Geo, Instant, Kind, Record, RecordId, Touchpoint, TouchpointState,
        view::{DayPlan, DayStop},
    },
    practice::{due, folklore::TRAVEL_LEAD_MIN, route, travel},
};

impl Companion {
    /// The visits of a day in the practice's zone, those planned and those that were done or missed by now, by their times; and
    /// what to pack for the ones to come.
    pub fn day_plan(&self, day: Day) -> Result<DayPlan> {
        self.store.read(|session| {
            let (practice, now) = (practice(session)?, self.environment.now());
            let zone = zone_of(&practice, &self.environment);
            let default_min = i64::try_from(TRAVEL_LEAD_MIN.count(&practice)).unwrap_or(i64::MAX);
            let begins = due::end_of(day.pred_opt().unwrap_or(day), zone);
            let lines = session.moments_between(&Kind::Touchpoint, begins, due::end_of(day, zone))?;
            let mut plan = DayPlan { day, ..DayPlan::default() };
            let mut to_come: BTreeMap<RecordId, BTreeMap<String, i64>> = BTreeMap::new();
            let mut before: Option<Geo> = None;
            let mut stops: Vec<(RecordId, Touchpoint)> = Vec::new();
            for (_, kept) in session.entries(&Kind::Touchpoint, &lines)? {
                if let Record::Touchpoint(stop) = kept.record {
                    stops.push((kept.id, stop));
                }
            }
            stops.sort_by_key(|(id, stop)| (stop.at, *id));
            for (id, stop) in stops {
                let Some(place) = stop.place else { continue };
                let canonical = session.canonical(place)?;
                let (address, geo) = match entry(session, canonical).map(|place| place.record) {
                    Ok(Record::Contact(Contact { address, geo, .. })) => (address, geo),
                    _ => (String::new(), None),
                };
                let mut leave_at = None;
                if stop.state == TouchpointState::Planned {
                    if stop.at > now {
                        let lead_min = travel::lead_min(&stop, before, geo, default_min);
                        leave_at = Some(Instant(stop.at.0.saturating_sub(lead_min * 60_000)));
                        before = geo;
                    }
                    let planned = to_come.entry(canonical).or_default();
                    for (item, count) in &stop.left {
                        *planned.entry(item.clone()).or_insert(0) += count;
                    }
                }
                plan.stops.push(DayStop {
                    id,
                    at: stop.at,
                    leave_at,
                    place: session.named(place)?,
                    address,
                    geo,
                    state: stop.state,
                    bring: stop.left,
                    purpose: stop.purpose,
                });
            }
            plan.meters = route::meters(None, plan.stops.iter().map(|stop| stop.geo));
            // A place that is in the book no more is still driven to, yet nothing is known of what it lacks.
            to_come.retain(|place, _| Circle::of(session, *place).is_ok());
            if !to_come.is_empty() {
                let list = self.packed(session, &to_come.into_iter().collect::<Vec<_>>())?;
                (plan.packing, plan.promised) = (list.lines, list.promised);
                (plan.always, plan.allergies) = (list.always, list.allergies);
            }
            Ok(plan)
        })
    }
}
