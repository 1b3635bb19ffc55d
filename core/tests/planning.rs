//! A day's stops: in driving order, with what to pack, kept until they are logged.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod common;

use std::collections::BTreeMap;

use common::{Device, instant, phone};
use rapport_core::{
    Command,
    command::{NewDayPlan, NewStop},
    model::{Contact, Day, Form, Geo, RecordId, TouchpointState},
};

fn office(phone: &Device, name: &str, latitude: f64) -> RecordId {
    let geo = Some(Geo { latitude, longitude: -74.0 });
    phone.add(Contact { form: Form::Place, name: name.into(), geo, ..Contact::default() })
}

fn stop(place: RecordId, bring: &[(&str, i64)]) -> NewStop {
    let bring: BTreeMap<String, i64> = bring.iter().map(|(item, count)| ((*item).to_owned(), *count)).collect();
    NewStop { place, bring, purpose: String::new() }
}

fn monday() -> Day {
    "2026-11-23".parse().unwrap()
}

fn plan(stops: Vec<NewStop>) -> NewDayPlan {
    NewDayPlan { day: monday(), begins: instant("2026-11-23T14:30:00Z"), stops, as_given: false }
}

fn names(phone: &Device) -> Vec<String> {
    phone.day_plan(monday()).unwrap().stops.into_iter().filter_map(|stop| stop.place.map(|place| place.name)).collect()
}

#[test]
fn a_day_is_driven_along_the_road_and_everything_is_packed_once() {
    let phone = phone();
    let (north, middle, south) =
        (office(&phone, "North", 40.90), office(&phone, "Middle", 40.85), office(&phone, "South", 40.80));
    let stops =
        vec![stop(north, &[("cookies", 1)]), stop(south, &[("cookies", 2), ("card", 5)]), stop(middle, &[("card", 5)])];
    phone.run(Command::PlanDay(plan(stops)));
    assert_eq!(names(&phone), ["North", "Middle", "South"]);
    let day = phone.day_plan(monday()).unwrap();
    let packed: Vec<_> = day.packing.iter().map(|packed| (packed.item.as_str(), packed.count)).collect();
    let whole = [("booking_card", 30), ("card", 15), ("brochure", 9), ("cookies", 3)];
    assert_eq!(packed, whole, "what is planned, and what they lack; cards planned for two are not counted twice");
    assert!(day.always.len() >= 5);
    assert!((10_000..13_000).contains(&day.meters), "{}", day.meters);
    assert!(day.stops.windows(2).all(|pair| pair[0].at < pair[1].at));
    // To the first one sets out as early as the practice mostly does, to the next as the way from the one before takes.
    let lead = |number: usize| {
        let stop = &day.stops[number];
        stop.leave_at.map(|leave_at| (stop.at.0 - leave_at.0) / 60_000)
    };
    assert_eq!((lead(0), lead(1)), (Some(20), Some(22)));
}

#[test]
fn planning_again_moves_what_was_planned_and_doubles_nothing() {
    let phone = phone();
    let (north, south) = (office(&phone, "North", 40.90), office(&phone, "South", 40.80));
    phone.run(Command::PlanDay(plan(vec![stop(north, &[("cookies", 1)]), stop(south, &[])])));
    let ids: Vec<_> = phone.day_plan(monday()).unwrap().stops.into_iter().map(|stop| stop.id).collect();
    let turned = NewDayPlan { as_given: true, ..plan(vec![stop(south, &[]), stop(north, &[])]) };
    phone.run(Command::PlanDay(turned));
    assert_eq!(names(&phone), ["South", "North"]);
    let day = phone.day_plan(monday()).unwrap();
    assert!(day.stops.iter().all(|stop| ids.contains(&stop.id)), "{day:?}");
    assert_eq!(day.packing.iter().find(|line| line.item == "cookies").map(|line| line.count), Some(1));
    phone.is_sound();
}

#[test]
fn in_the_evening_each_stop_is_a_row_and_what_was_done_needs_no_packing() {
    let phone = phone();
    let north = office(&phone, "North", 40.90);
    phone.run(Command::PlanDay(plan(vec![stop(north, &[("cookies", 1)])])));
    let row = phone.day_plan(monday()).unwrap().stops.remove(0);
    assert_eq!(row.state, TouchpointState::Planned);
    phone.promise("bring the sleep diary", north, "2026-12-01");
    assert_eq!(phone.day_plan(monday()).unwrap().promised[0].text, "bring the sleep diary");
    phone.edit(row.id, "state", "done");
    let day = phone.day_plan(monday()).unwrap();
    assert_eq!((day.stops[0].state.clone(), day.packing.len()), (TouchpointState::Done, 0));
    assert!(day.promised.is_empty() && day.always.is_empty());
    assert_eq!(phone.touchpoint(row.id).left["cookies"], 1, "what was packed was left there");
}

#[test]
fn a_plan_without_stops_or_of_another_day_is_refused() {
    let phone = phone();
    let north = office(&phone, "North", 40.90);
    assert!(phone.book.run(Command::PlanDay(plan(vec![]))).is_err());
    let elsewhen = NewDayPlan { begins: instant("2026-11-25T14:30:00Z"), ..plan(vec![stop(north, &[])]) };
    assert!(phone.book.run(Command::PlanDay(elsewhen)).is_err());
    let over = NewDayPlan {
        day: "2026-11-20".parse().unwrap(),
        begins: instant("2026-11-20T14:30:00Z"),
        ..plan(vec![stop(north, &[])])
    };
    assert!(phone.book.run(Command::PlanDay(over)).is_err(), "a day that is over is logged, not planned");
    assert!(names(&phone).is_empty());
}
