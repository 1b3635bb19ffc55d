//! A day is planned: places are chosen, put in order, taken out; and each stop is said to have happened, or not.

use std::collections::{BTreeMap, BTreeSet};

use axum::response::Response;
use maud::{Markup, html};
use rapport_core::{
    Command,
    command::{FieldEdit, NewDayPlan, NewPlace, NewStop},
    model::{
        Day, Form, ItemKind, Record, RecordId, TouchpointState,
        view::{ContactFilter, DayPlan, Named},
    },
};

use super::{day_field, hour};
use crate::{
    app::{
        asked::Asked,
        fields::{Fields, missing},
        meant::{Meant, Whom, meant},
        part::{
            chips::{self, Chip},
            form::{self, Line},
        },
        things::Things,
        view::{Done, View},
        words::{log, meant as whom, plan as say},
    },
    failure::Failure,
    when::Way,
};

/// How many places are offered.
const OFFERED: u32 = 12;
/// When a day begins where nobody says.
const BEGIN: &str = "09:30";
/// What is brought to most places.
const USUAL: [&str; 4] = ["card", "brochure", "cookies", "fruit"];

/// What is said beside the form.
#[derive(Default)]
pub struct Remark {
    place: Option<String>,
    which: Vec<Named>,
    new: bool,
    begin: Option<String>,
    wrong: Option<String>,
}

/// `POST /plan`: these places as well, in driving order.
pub async fn make(asked: Asked, fields: Fields) -> Response {
    asked
        .act(move |view| {
            let again = |remark: &Remark| Ok(Done::again(super::page(view, &fields, remark)?, view));
            let day = fields.day("day", &view.clock)?.unwrap_or(view.clock.today());
            let begin = fields.text("begin").unwrap_or(BEGIN);
            let begins = match view.clock.moment(&format!("{day} {begin}"), Way::Forth) {
                Ok(begins) => begins,
                Err(failure) => return again(&Remark { begin: Some(failure.to_string()), ..Remark::default() }),
            };
            let mut chosen: BTreeSet<RecordId> = fields.all("stop").filter_map(|stop| stop.parse().ok()).collect();
            let mut new = None;
            match meant(view, &fields, "place")? {
                Meant::Nobody => {}
                Meant::Known(id) => {
                    chosen.insert(id);
                }
                Meant::New(name) if fields.ticked("new") => new = Some(name),
                Meant::New(_) => {
                    return again(&Remark { place: Some(say::UNKNOWN.to_owned()), new: true, ..Remark::default() });
                }
                Meant::Several(which) => {
                    return again(&Remark { place: Some(whom::WHICH.to_owned()), which, ..Remark::default() });
                }
            }
            let mut stops = standing(view, day)?;
            if chosen.is_empty() && new.is_none() {
                return again(&Remark { wrong: Some(say::NOWHERE.to_owned()), ..Remark::default() });
            }
            if let Some(name) = new {
                let made = view.run(Command::AddPlace(NewPlace { name, ..NewPlace::default() }))?;
                chosen.extend(made.records.first().map(|touched| touched.id));
            }
            let bring: BTreeMap<String, i64> = fields.all("bring").map(|item| (item.to_owned(), 1)).collect();
            let purpose = fields.text_or_empty("purpose");
            stops.retain(|stop| !chosen.contains(&stop.place));
            stops.extend(chosen.into_iter().map(|place| NewStop {
                place,
                bring: bring.clone(),
                purpose: purpose.clone(),
            }));
            let count = stops.len();
            let plan = NewDayPlan { day, begins, stops, as_given: false };
            let receipt = view.run(Command::PlanDay(plan))?;
            Ok(Done::receipt(&receipt, format!("/plan?day={day}"), say::planned(count, &view.clock.say_day(day))))
        })
        .await
}

/// `POST /plan/order`: the stops that are to come, in driving order, from the time of the first.
pub async fn order(asked: Asked, fields: Fields) -> Response {
    asked
        .act(move |view| {
            let day = fields.day("day", &view.clock)?.ok_or_else(|| missing("day"))?;
            let plan = view.book.day_plan(day)?;
            let first =
                plan.stops.iter().filter(|stop| stop.state == TouchpointState::Planned).map(|stop| stop.at).min();
            let begins = first.ok_or_else(|| missing("stop"))?;
            let plan = NewDayPlan { day, begins, stops: standing(view, day)?, as_given: false };
            Done::run(view, Command::PlanDay(plan), format!("/plan?day={day}"), say::ORDERED)
        })
        .await
}

/// `POST /plan/state`: it happened, it didn't, it is still to come.
pub async fn state(asked: Asked, fields: Fields) -> Response {
    asked
        .act(move |view| {
            let said = match fields.text("state") {
                Some("done") => say::LOGGED,
                Some("missed") => say::MISSED_SAID,
                _ => return Err(missing("state")),
            };
            let id = fields.record("id")?;
            let mut edits = vec![FieldEdit { field: "state".to_owned(), value: fields.text_or_empty("state") }];
            // What happened earlier than it was planned for happened now.
            let early = matches!(view.book.get(id)?.record, Record::Touchpoint(plan) if plan.at > view.clock.now());
            if early && said == say::LOGGED {
                edits.push(FieldEdit { field: "at".to_owned(), value: view.clock.now().utc().to_rfc3339() });
            }
            Done::run(view, Command::Edit { id, edits }, back(view), said)
        })
        .await
}

/// `POST /plan/out`: no stop any more.
pub async fn take_out(asked: Asked, fields: Fields) -> Response {
    asked.act(move |view| Done::run(view, Command::Remove(fields.record("id")?), back(view), say::TAKEN_OUT)).await
}

/// `POST /plan/learned`: what was learned at a visit.
pub async fn learned(asked: Asked, fields: Fields) -> Response {
    asked
        .act(move |view| {
            let intel = fields.text("intel").ok_or_else(|| missing("intel"))?.to_owned();
            let edits = vec![FieldEdit { field: "intel".to_owned(), value: intel }];
            Done::run(view, Command::Edit { id: fields.record("id")?, edits }, back(view), say::LEARNED_SAID)
        })
        .await
}

fn back(view: &View) -> String {
    view.asked.came_from.clone().unwrap_or_else(|| "/plan".to_owned())
}

/// The stops that are planned for the day already.
fn standing(view: &View, day: Day) -> Result<Vec<NewStop>, Failure> {
    let planned = view.book.day_plan(day)?.stops.into_iter().filter(|stop| stop.state == TouchpointState::Planned);
    Ok(planned
        .filter_map(|stop| Some(NewStop { place: stop.place?.id, bring: stop.bring, purpose: stop.purpose }))
        .collect())
}

/// The form to plan more of the day.
pub fn form(
    view: &View,
    fields: &Fields,
    remark: &Remark,
    day: Day,
    plan: &DayPlan,
    things: &Things,
) -> Result<Markup, Failure> {
    let first = plan.stops.iter().find(|stop| stop.state == TouchpointState::Planned).map(|stop| hour(view, stop.at));
    let begin = fields.text("begin").map(str::to_owned).or(first).unwrap_or_else(|| BEGIN.to_owned());
    let asked_for = fields.ticked("stop") || fields.ticked("place") || remark.wrong.is_some();
    Ok(html! {
        details.more.on-screen open[plan.stops.is_empty() || asked_for] {
            summary { (if plan.stops.is_empty() { say::MAKE } else { say::MORE_STOPS }) }
            (form::form_with(view.token(), "/plan", "sheet", &html! {
                @if let Some(said) = &remark.wrong { p.wrong role="alert" { (said) } }
                (chips::any_of("stop", say::WHERE, &offered(view, fields, plan)?))
                (Whom { name: "place", label: say::ELSEWHERE, hint: "", offered: &remark.which, wrong: remark.place.as_deref(), first: false }.show(view, fields))
                @if remark.new { label.tick { input type="checkbox" name="new" value="1"; (say::NEW_PLACE) } }
                div.pair {
                    (day_field(day))
                    (Line { name: "begin", label: say::BEGIN, value: &begin, kind: "time", wrong: remark.begin.as_deref(), ..Line::default() }.show())
                }
                (chips::any_of("bring", say::BRING_EACH, &usual(fields, things)))
                (Line { name: "purpose", label: log::PURPOSE, value: &fields.text_or_empty("purpose"), ..Line::default() }.show())
                div.deeds { button.primary { (say::PLAN) } }
            }))
        }
    })
}

/// Places that one may well go to: those chosen, the likely ones, those that are due; none that stands in the plan already.
fn offered(view: &View, fields: &Fields, plan: &DayPlan) -> Result<Vec<Chip>, Failure> {
    let chosen: Vec<RecordId> = fields.all("stop").filter_map(|stop| stop.parse().ok()).collect();
    let mut named: Vec<Named> = chosen.iter().map(|id| Named { id: *id, name: view.name(*id) }).collect();
    named.extend(view.book.log_suggestions(None, OFFERED)?.places.into_iter().map(|one| one.place));
    let due = ContactFilter { form: Some(Form::Place), due: true, ..ContactFilter::default() };
    let due = view.book.contacts(&due, None, OFFERED)?.items.into_iter();
    named.extend(due.map(|line| Named { id: line.entry.id, name: view.title(&line.entry.record) }));
    let mut seen: BTreeSet<RecordId> = plan
        .stops
        .iter()
        .filter(|stop| stop.state == TouchpointState::Planned)
        .filter_map(|stop| Some(stop.place.as_ref()?.id))
        .collect();
    named.retain(|one| seen.insert(one.id));
    named.truncate(chosen.len().max(OFFERED as usize));
    Ok(named.into_iter().map(|one| Chip::new(one.id.to_string(), one.name, chosen.contains(&one.id))).collect())
}

/// What is brought to most places, and what the practice is known for.
fn usual(fields: &Fields, things: &Things) -> Vec<Chip> {
    let chosen: Vec<&str> = fields.all("bring").collect();
    let kinds = [ItemKind::Gift, ItemKind::Material];
    let offered = things.of_kinds(&kinds).filter(|one| {
        one.item.owner.is_empty()
            && (one.item.signature
                || one.item.stocked.0 > 0
                || USUAL.contains(&one.key.as_str())
                || chosen.contains(&one.key.as_str()))
    });
    offered.map(|one| Chip::new(&one.key, things.name(&one.key), chosen.contains(&one.key.as_str()))).take(8).collect()
}
