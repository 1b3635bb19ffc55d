//! `rapport plan`: the stops of a day, in driving order, and what to pack for them.

use clap::Args;
use rapport_core::{
    Command,
    command::{NewDayPlan, NewStop},
    model::{
        Day, TouchpointState,
        view::{DayPlan, PackingList},
    },
};

use super::{log::left, stock::to_take_along, suggest::item};
use crate::{
    desk::Desk,
    failure::Failure,
    json::Said,
    names::{Prefer, short},
    screen::{Cell, Ink, Table},
    sheet::DOT,
    when::Way,
    words::InWords as _,
};

/// The stops of a day: show them, add some, put them in driving order.
///
/// Stops are kept as planned visits; in the evening `rapport done ID` logs each. What they get and what they lack is one packing list.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  rapport plan
  rapport plan tomorrow --stop \"Oak Street\" --stop \"Elm Clinic\" --bring cookies --begin 9:30
  rapport plan tomorrow --reorder
  rapport plan tomorrow > route.txt")]
pub struct PlanDay {
    /// The day
    #[arg(default_value = "today", value_name = "DAY")]
    day: String,
    /// A place to go to; may be given again
    #[arg(long, value_name = "PLACE")]
    stop: Vec<String>,
    /// What each of these stops gets, and how many; may be given again
    #[arg(long, value_name = "ITEM[:COUNT]", requires = "stop")]
    bring: Vec<String>,
    /// What it is for
    #[arg(long, value_name = "TEXT", default_value = "", requires = "stop")]
    purpose: String,
    /// When you are at the first stop
    #[arg(long, value_name = "TIME", default_value = "9:30")]
    begin: String,
    /// Put all the stops that are still to come in driving order
    #[arg(long)]
    reorder: bool,
    /// Keep the stops in the order in which they are given
    #[arg(long, conflicts_with = "reorder")]
    as_given: bool,
}

impl PlanDay {
    pub fn run(self, desk: &Desk) -> Result<Said, Failure> {
        let day = desk.clock.day(&self.day)?;
        if self.reorder || !self.stop.is_empty() {
            self.plan(desk, day)?;
        }
        let plan = desk.book.day_plan(day)?;
        let text = shown(desk, &plan);
        Ok(Said::new(plan, text))
    }

    fn plan(&self, desk: &Desk, day: Day) -> Result<(), Failure> {
        let bring = left(desk, &self.bring)?;
        let there = desk.book.day_plan(day)?.stops.into_iter().filter(|stop| stop.state == TouchpointState::Planned);
        let mut stops: Vec<NewStop> = there
            .filter_map(|stop| {
                let place = stop.place?.id;
                Some(NewStop { place, bring: stop.bring, purpose: stop.purpose })
            })
            .collect();
        for typed in &self.stop {
            let place = desk.contact(typed, Prefer::Places)?;
            stops.retain(|stop| stop.place != place);
            stops.push(NewStop { place, bring: bring.clone(), purpose: self.purpose.clone() });
        }
        let begins = desk.clock.moment(&format!("{day} {}", self.begin), Way::Forth)?;
        desk.run(Command::PlanDay(NewDayPlan { day, begins, stops, as_given: self.as_given }))?;
        Ok(())
    }
}

fn shown(desk: &Desk, plan: &DayPlan) -> String {
    let screen = &desk.screen;
    if plan.stops.is_empty() {
        let when = desk.clock.say_day(plan.day);
        return format!("Nothing is planned for {when}.  rapport plan {} --stop \"Oak Street\"", plan.day);
    }
    let mut table = Table::default();
    for stop in &plan.stops {
        let name = stop.place.as_ref().map_or("somewhere", |place| place.name.as_str());
        let bring: Vec<String> = stop.bring.iter().map(|(id, count)| format!("{count} × {}", item(desk, id))).collect();
        let says = [stop.purpose.clone(), bring.join(", "), stop.address.replace('\n', ", ")];
        let says: Vec<String> = says.into_iter().filter(|said| !said.is_empty()).collect();
        let (ink, state) = match stop.state {
            TouchpointState::Done => (Ink::Green, stop.state.words()),
            TouchpointState::Missed => (Ink::Faint, stop.state.words()),
            _ => (Ink::Plain, ""),
        };
        table.row([
            Cell::new(Ink::Plain, desk.clock.say(stop.at)),
            Cell::new(Ink::Faint, short(stop.id)),
            Cell::new(Ink::Strong, name),
            Cell::new(ink, state),
            Cell::new(Ink::Faint, says.join(DOT)),
        ]);
    }
    let mut text =
        format!("{}\n{}", screen.heading(&format!("Stops, {}", desk.clock.say_day(plan.day))), table.show(screen));
    if plan.meters > 0 {
        let (km, rest) = (plan.meters / 1_000, plan.meters % 1_000 / 100);
        text.push_str(&screen.hint(&format!("\n  {km}.{rest} km as the crow flies")));
    }
    if plan.stops.iter().any(|stop| stop.state == TouchpointState::Planned) {
        let list = PackingList {
            lines: plan.packing.clone(),
            promised: plan.promised.clone(),
            always: plan.always.clone(),
            allergies: plan.allergies.clone(),
        };
        text = format!("{text}\n\n{}", to_take_along(desk, &list));
    }
    text
}
