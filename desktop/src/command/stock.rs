//! `rapport stock`: what is there to be handed over, what was left where, what to take along.

use clap::Args;
use rapport_core::{
    Command,
    model::{
        RecordId,
        view::{PackingList, StockLine},
    },
};
use serde_json::json;

use super::{gives::key, receipt};
use crate::{
    desk::Desk,
    failure::Failure,
    json::Said,
    names::{Prefer, short},
    screen::{Cell, Ink, Table},
    words,
};

/// What is there, and when it runs out; with an item and a count, more of it came.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  rapport stock
  rapport stock card +100                      a hundred came from the printer
  rapport stock brochure -3                    three got wet
  rapport stock --left \"Oak Street\"            what they have, and which edition
  rapport stock --pack \"Oak Street\" --pack lee what to take along")]
pub struct Stock {
    /// Which item
    #[arg(requires = "count")]
    item: Option<String>,
    /// How many came, or with a minus went
    #[arg(allow_negative_numbers = true)]
    count: Option<String>,
    /// What was left with somebody
    #[arg(long, value_name = "WHO", conflicts_with = "item")]
    left: Option<String>,
    /// What to take along to somebody; may be given again
    #[arg(long, value_name = "WHO", conflicts_with_all = ["item", "left"])]
    pack: Vec<String>,
}

impl Stock {
    pub fn run(self, desk: &Desk) -> Result<Said, Failure> {
        if let (Some(item), Some(count)) = (&self.item, &self.count) {
            return add(desk, item, count);
        }
        if let Some(who) = &self.left {
            return left(desk, desk.contact(who, Prefer::Either)?);
        }
        if !self.pack.is_empty() {
            let stops: Vec<RecordId> =
                self.pack.iter().map(|typed| desk.contact(typed, Prefer::Places)).collect::<Result<_, _>>()?;
            return packing(desk, &stops);
        }
        let lines = desk.book.stock()?;
        let text = if lines.is_empty() {
            "Nothing is stocked yet. A hundred cards came:  rapport stock card +100".to_owned()
        } else {
            format!("{}\n{}", desk.screen.heading("Stock"), table(desk, &lines).show(&desk.screen))
        };
        Ok(Said::new(json!({ "stock": lines }), text))
    }
}

fn table(desk: &Desk, lines: &[StockLine]) -> Table {
    let mut table = Table::default();
    for line in lines {
        let ink = if line.low { Ink::Amber } else { Ink::Plain };
        let runs_out = match line.runs_out {
            _ if line.there <= 0 => "none left".to_owned(),
            Some(day) => format!("until {}", desk.clock.say_day(day)),
            None => "none go".to_owned(),
        };
        let rate = if line.a_week > 0.0 { format!("{:.1} a week", line.a_week) } else { String::new() };
        table.row([
            Cell::new(Ink::Faint, key(&line.item, line.id)),
            Cell::from(named(&line.name, &line.version)),
            Cell::new(ink, format!("{} there", line.there)),
            Cell::new(Ink::Faint, rate),
            Cell::new(ink, runs_out),
        ]);
    }
    table
}

/// "Brochure, spring".
pub fn named(name: &str, version: &str) -> String {
    if version.is_empty() { name.to_owned() } else { format!("{name}, {version}") }
}

fn add(desk: &Desk, item: &str, count: &str) -> Result<Said, Failure> {
    let item = desk.item(item, &[])?;
    let number = count
        .trim()
        .trim_start_matches('+')
        .parse()
        .map_err(|_| Failure::usage(format!("“{count}” is no number: write  rapport stock {} +100", item.key)))?;
    let done = desk.run(Command::AddStock { item: item.key.clone(), count: number })?;
    let there = desk.book.stock()?.into_iter().find(|line| line.item == item.key).map_or(0, |line| line.there);
    Ok(Said::new(receipt(&done), format!("{}: {there} there", item.item.name)))
}

fn left(desk: &Desk, who: RecordId) -> Result<Said, Failure> {
    let left = desk.book.left_behind(who)?;
    let mut rows = Table::default();
    for one in &left {
        let newer = if one.outdated_by.is_some() { "there is a newer edition" } else { "" };
        rows.row([
            Cell::from(format!("{} × {}", one.count, named(&one.name, &one.version))),
            Cell::new(Ink::Faint, desk.clock.say_both(one.at)),
            Cell::new(Ink::Amber, newer),
        ]);
    }
    let heading = desk.screen.heading(&format!("Left with {}", desk.name(who)));
    let text = if rows.is_empty() {
        format!("{heading}\n  nothing")
    } else {
        format!("{heading}\n{}", rows.show(&desk.screen))
    };
    Ok(Said::new(json!({ "left": left }), text))
}

fn packing(desk: &Desk, stops: &[RecordId]) -> Result<Said, Failure> {
    let list = desk.book.packing_list(stops)?;
    let text = to_take_along(desk, &list);
    Ok(Said::new(list, text))
}

/// A packing list in words.
pub fn to_take_along(desk: &Desk, list: &PackingList) -> String {
    let mut rows = Table::default();
    for line in &list.lines {
        let stops = line.stops.iter().map(|(who, why)| format!("{} {}", who.name, words::pack_reason(*why)));
        let short_of = line.there.filter(|there| *there < line.count).map(|there| format!("only {there} there"));
        rows.row([
            Cell::from(format!("{} × {}", line.count, named(&line.name, &line.version))),
            Cell::new(Ink::Faint, stops.collect::<Vec<_>>().join(", ")),
            Cell::new(Ink::Amber, short_of.unwrap_or_default()),
        ]);
    }
    for promise in &list.promised {
        rows.row([
            Cell::from(promise.text.as_str()),
            Cell::new(Ink::Faint, format!("promised to {}", promise.to.name)),
            Cell::new(Ink::Faint, short(promise.id)),
        ]);
    }
    let always: Vec<String> = list.always.iter().map(|line| format!("  ☐ {line}")).collect();
    let allergies: Vec<String> =
        list.allergies.iter().map(|note| format!("{}: {}", note.who.name, note.text)).collect();
    let mut parts = vec![desk.screen.heading("To take along")];
    parts.extend((!rows.is_empty()).then(|| rows.show(&desk.screen)));
    parts.push(always.join("\n"));
    parts.extend(
        (!allergies.is_empty()).then(|| desk.screen.ink(Ink::Amber, &format!("Allergies: {}", allergies.join("; ")))),
    );
    parts.join("\n")
}
