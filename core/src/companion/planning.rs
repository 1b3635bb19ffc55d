//! Planning a day, its stops put in order and kept as planned touchpoints; and one visit that was logged twice.

use std::collections::BTreeMap;

use rapport_document::{Edit, Value};

use super::{queries, writer::Writer};
use crate::{
    command::{NewDayPlan, NewStop},
    error::{Error, Invalid, Result},
    model::{Contact, Geo, Instant, Kind, Note, Record, RecordId, Touchpoint, TouchpointState, view::Entry},
    practice::{
        area::area_of,
        brief::VISIT_MINUTES,
        due,
        route::{self, RouteStop},
        same_visit::{joined, may_be_one},
        suggest::meters_between,
    },
    record::{REMOVED, Recorded},
};

/// The most stops of one day: nobody drives more, and the order is found at once.
const STOPS: usize = 40;
/// How many plans of a day are looked at.
const PLANS: u32 = 500;
/// How fast one gets on in a town as the crow flies, in metres a minute: 24 km/h.
const METERS_A_MINUTE: i64 = 400;
/// What parking and the next door take, wherever they are.
const BETWEEN_MINUTES: i64 = 8;

pub(super) fn plan_day(writer: &mut Writer<'_, '_>, plan: NewDayPlan) -> Result<()> {
    let NewDayPlan { day, begins, stops, as_given } = plan;
    if stops.is_empty() {
        return Err(Invalid::new("stops", "a plan needs a stop").into());
    }
    if stops.len() > STOPS {
        return Err(Invalid::new("stops", format!("a day has {STOPS} stops at most; plan two days")).into());
    }
    let zone = queries::zone(writer.session, writer.environment)?;
    if begins.day_in(zone) != day {
        return Err(Invalid::new("begins", "the plan begins on another day than it is for").into());
    }
    if day < writer.now.day_in(zone) {
        return Err(Invalid::new("day", format!("{day} is over; log what was there instead")).into());
    }
    let mut route = Vec::new();
    for stop in &stops {
        route.push(located(writer, stop.place)?);
    }
    let order = if as_given { (0..stops.len()).collect() } else { route::order(None, &route) };
    let mut standing = standing(writer, begins, day, zone)?;
    let (mut at, mut before): (Instant, Option<Geo>) = (begins, None);
    for (turn, number) in order.into_iter().enumerate() {
        let NewStop { place, bring, purpose } = &stops[number];
        if turn > 0 {
            at = Instant(at.0 + 60_000 * (VISIT_MINUTES + travel_minutes(before, route[number].geo)));
        }
        before = route[number].geo.or(before);
        // A place that is planned for the day already keeps its plan, at its new time.
        if let Some(id) = standing.remove(place) {
            writer.change(id, |kept: &mut Touchpoint| {
                kept.at = at;
                if !bring.is_empty() {
                    kept.left.clone_from(bring);
                }
                if !purpose.is_empty() {
                    kept.purpose.clone_from(purpose);
                }
                Ok(())
            })?;
            continue;
        }
        writer.make(Touchpoint {
            state: TouchpointState::Planned,
            place: Some(*place),
            at,
            zone: zone.name().to_owned(),
            length_min: Some(VISIT_MINUTES),
            left: bring.clone(),
            purpose: purpose.clone(),
            ..Touchpoint::default()
        })?;
    }
    Ok(())
}

pub(super) fn merge_visits(writer: &mut Writer<'_, '_>, one: RecordId, other: RecordId) -> Result<()> {
    if one == other {
        return Err(Invalid::new("other", "this is the same visit already").into());
    }
    let said: Touchpoint = Recorded::read(&writer.fields(other)?);
    if writer.known(other)?.kind != Some(Kind::Touchpoint) {
        return Err(Error::NotFound { what: "visit", id: other.to_string() });
    }
    writer.change(one, |kept: &mut Touchpoint| {
        if !may_be_one(kept, &said) {
            return Err(Invalid::new("other", "only visits to one place within the hour can be one").into());
        }
        *kept = joined(kept, &said);
        Ok(())
    })?;
    // What was noted at the other was noted at this one.
    let notes: Vec<_> =
        writer.session.naming(&[other], &Kind::Note, None, 100)?.into_iter().map(|line| line.key).collect();
    for (_, note) in writer.session.entries(&Kind::Note, &notes)? {
        writer.change(note.id, |note: &mut Note| {
            note.about.insert(one);
            Ok(())
        })?;
    }
    writer.edit(other, &[Edit::Put { key: REMOVED.to_owned(), value: Value::Bool(true) }])?;
    writer.about(one);
    Ok(())
}

/// The stops that are planned for the day already, by place.
fn standing(
    writer: &Writer<'_, '_>,
    begins: Instant,
    day: crate::model::Day,
    zone: chrono_tz::Tz,
) -> Result<BTreeMap<RecordId, RecordId>> {
    let midnight = due::end_of(day.pred_opt().unwrap_or(day), zone).min(begins);
    let planned = writer.session.planned_between(midnight, due::end_of(day, zone), PLANS)?;
    Ok(planned.into_iter().filter_map(|(id, touchpoint)| Some((touchpoint.place?, id))).collect())
}

fn located(writer: &Writer<'_, '_>, place: RecordId) -> Result<RouteStop> {
    if writer.known(place)?.kind != Some(Kind::Contact) {
        return Err(Error::NotFound { what: "contact", id: place.to_string() });
    }
    let (geo, area) = match writer.session.read_record(place)? {
        Some(Entry { record: Record::Contact(Contact { geo, address, .. }), .. }) => (geo, area_of(&address)),
        _ => (None, String::new()),
    };
    Ok(RouteStop { place, geo, area })
}

/// How long it takes from one stop to the next; on roads, half as far again as the crow flies.
fn travel_minutes(from: Option<Geo>, to: Option<Geo>) -> i64 {
    let meters = from.zip(to).map_or(0, |(from, to)| i64::from(meters_between(from, to)));
    BETWEEN_MINUTES + meters * 3 / 2 / METERS_A_MINUTE
}
