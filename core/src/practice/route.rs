//! The stops of a day in a sensible driving order: nearest neighbour, then 2-opt (Croes 1958), over the map; parts of town kept
//! together where somebody has not been put on the map.

use super::suggest::meters_between;
use crate::model::{Geo, RecordId};

/// A stop to be put in order.
#[derive(Debug, Clone, PartialEq)]
pub struct RouteStop {
    /// Where.
    pub place: RecordId,
    /// On the map.
    pub geo: Option<Geo>,
    /// Its postal area; empty if it has none.
    pub area: String,
}

/// The numbers of the stops in the order in which to drive them. The way is never longer than in the order given. A stop that
/// is not on the map comes after the last of its postal area, those of areas without any at the end, area by area.
#[must_use]
pub fn order(start: Option<Geo>, stops: &[RouteStop]) -> Vec<usize> {
    let located: Vec<(usize, Geo)> =
        stops.iter().enumerate().filter_map(|(number, stop)| Some((number, stop.geo?))).collect();
    let points: Vec<Geo> = located.iter().map(|(_, geo)| *geo).collect();
    let driven = shortest(start, &points);
    let mut order: Vec<usize> = driven.into_iter().map(|at| located[at].0).collect();
    for (number, stop) in stops.iter().enumerate().filter(|(_, stop)| stop.geo.is_none()) {
        let same = |other: &usize| !stop.area.is_empty() && stops[*other].area == stop.area;
        match order.iter().rposition(same) {
            Some(last) => order.insert(last + 1, number),
            None => order.push(number),
        }
    }
    order
}

/// How far it is along the stops that are on the map, in metres, as the crow flies.
#[must_use]
pub fn meters(start: Option<Geo>, stops: impl IntoIterator<Item = Option<Geo>>) -> u64 {
    let path: Vec<Geo> = start.into_iter().chain(stops.into_iter().flatten()).collect();
    path.windows(2).map(|leg| u64::from(meters_between(leg[0], leg[1]))).sum()
}

/// The better of the order given and the nearest neighbour's, each made shorter by turning parts of it round while that helps.
fn shortest(start: Option<Geo>, points: &[Geo]) -> Vec<usize> {
    let given: Vec<usize> = (0..points.len()).collect();
    let length = |order: &[usize]| meters(start, order.iter().map(|at| Some(points[*at])));
    let tried = [given, nearest(start, points)].map(|mut order| {
        while turned(&mut order, &length) {}
        order
    });
    tried.into_iter().min_by_key(|order| length(order)).unwrap_or_default()
}

/// Always on to the nearest that is left, from the start or else from the first.
fn nearest(start: Option<Geo>, points: &[Geo]) -> Vec<usize> {
    let mut left: Vec<usize> = (0..points.len()).collect();
    let mut order = Vec::with_capacity(points.len());
    let mut here = start.or_else(|| points.first().copied());
    while let Some(from) = here {
        let next =
            left.iter().enumerate().min_by_key(|(_, at)| meters_between(from, points[**at])).map(|(slot, _)| slot);
        let Some(slot) = next else { break };
        let at = left.remove(slot);
        here = Some(points[at]);
        order.push(at);
    }
    order
}

/// Turns round the one part whose turning saves the most; whether there was one.
fn turned(order: &mut [usize], length: &impl Fn(&[usize]) -> u64) -> bool {
    let mut best = (length(order), None);
    for from in 0..order.len() {
        for until in from + 2..=order.len() {
            order[from..until].reverse();
            let turned = length(order);
            order[from..until].reverse();
            if turned < best.0 {
                best = (turned, Some((from, until)));
            }
        }
    }
    if let Some((from, until)) = best.1 {
        order[from..until].reverse();
    }
    best.1.is_some()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn stop(number: u8, geo: Option<(f64, f64)>, area: &str) -> RouteStop {
        let geo = geo.map(|(latitude, longitude)| Geo { latitude, longitude });
        RouteStop { place: RecordId([number; 16]), geo, area: area.to_owned() }
    }

    proptest! {
        #[test]
        fn the_way_is_never_longer_and_every_stop_stands_in_it_once(
            points in prop::collection::vec((41.0_f64..41.2, -75.2_f64..-75.0, any::<bool>()), 0..9),
            from_home in any::<bool>(),
        ) {
            let stops: Vec<RouteStop> = points
                .iter()
                .map(|(latitude, longitude, known)| stop(1, known.then_some((*latitude, *longitude)), "x"))
                .collect();
            let start = from_home.then_some(Geo { latitude: 41.1, longitude: -75.1 });
            let order = order(start, &stops);
            let mut numbers = order.clone();
            numbers.sort_unstable();
            prop_assert_eq!(numbers, (0..stops.len()).collect::<Vec<_>>());
            let along = |order: &[usize]| meters(start, order.iter().map(|at| stops[*at].geo));
            prop_assert!(along(&order) <= along(&(0..stops.len()).collect::<Vec<_>>()));
        }
    }

    #[test]
    fn stops_on_a_line_are_driven_along_it() {
        let on_a_line = [3.0, 1.0, 2.0, 0.0].map(|step: f64| stop(1, Some((41.0 + step / 100.0, -75.0)), ""));
        let home = Some(Geo { latitude: 40.99, longitude: -75.0 });
        assert_eq!(order(home, &on_a_line), [3, 1, 2, 0]);
    }

    #[test]
    fn without_a_map_parts_of_town_are_kept_together() {
        let stops = [stop(1, None, "00412"), stop(2, None, "00413"), stop(3, None, "00412"), stop(4, None, "")];
        assert_eq!(order(None, &stops), [0, 2, 1, 3]);
    }
}
