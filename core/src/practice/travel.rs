//! When to leave, so as never to be late by a minute.

use crate::model::{Geo, Touchpoint, TouchpointKind};

/// Minutes before a call or a video meeting.
const QUIET_LEAD_MIN: i64 = 5;
/// Minutes for the car park and the door.
const PARKING_MIN: f64 = 6.0;
/// Streets are longer than the straight line by about so much, and a town is driven through at about this speed. Rough on
/// purpose, and on the early side.
const DETOUR: f64 = 1.4;
const KM_PER_MIN: f64 = 30.0 / 60.0;

/// How many minutes before a touchpoint to set out. `from` is where one is before it, if that is known; `default_min` holds
/// where it is not (folklore `travel_lead_min`).
#[must_use]
pub fn lead_min(touchpoint: &Touchpoint, from: Option<Geo>, to: Option<Geo>, default_min: i64) -> i64 {
    let in_person = matches!(
        touchpoint.kind,
        TouchpointKind::Visit | TouchpointKind::Meeting | TouchpointKind::Event | TouchpointKind::GiftDrop
    );
    match (in_person, from, to) {
        (false, ..) => QUIET_LEAD_MIN,
        (true, Some(from), Some(to)) => minutes(km(from, to)),
        (true, ..) => default_min.clamp(0, 24 * 60),
    }
}

#[allow(clippy::cast_possible_truncation, reason = "half the earth's circumference in minutes")]
fn minutes(km: f64) -> i64 {
    (km * DETOUR / KM_PER_MIN + PARKING_MIN).ceil() as i64
}

/// The great circle between two points (haversine), in kilometres.
fn km(from: Geo, to: Geo) -> f64 {
    const EARTH_KM: f64 = 6_371.0;
    let (lat_1, lat_2) = (from.latitude.to_radians(), to.latitude.to_radians());
    let half_lat = (lat_2 - lat_1) / 2.0;
    let half_lon = (to.longitude - from.longitude).to_radians() / 2.0;
    let h = half_lat.sin().powi(2) + lat_1.cos() * lat_2.cos() * half_lon.sin().powi(2);
    2.0 * EARTH_KM * h.sqrt().min(1.0).asin()
}

#[cfg(test)]
mod tests {
    use super::*;

    const OAK_STREET: Geo = Geo { latitude: 40.7128, longitude: -74.0060 };
    const ELM_STREET: Geo = Geo { latitude: 40.7577, longitude: -73.9857 };

    #[test]
    fn the_way_is_counted_from_the_stop_before() {
        let visit = Touchpoint::default();
        // 5.3 km as the crow flies, 7.4 km of streets, a quarter of an hour, and the car park.
        assert_eq!(lead_min(&visit, Some(OAK_STREET), Some(ELM_STREET), 20), 21);
        assert_eq!(lead_min(&visit, Some(OAK_STREET), Some(OAK_STREET), 20), 6, "the next door");
    }

    #[test]
    fn where_nobody_knows_the_way_it_takes_as_long_as_it_mostly_does() {
        assert_eq!(lead_min(&Touchpoint::default(), None, Some(ELM_STREET), 35), 35);
        let call = Touchpoint { kind: TouchpointKind::Call, ..Touchpoint::default() };
        assert_eq!(lead_min(&call, None, None, 35), 5);
    }
}
