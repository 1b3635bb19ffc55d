//! `rapport show`: all about one record.

use clap::Args;
use rapport_core::{
    model::{
        Kind, RecordId,
        view::{Affiliation, ContactPage},
    },
    practice::partners::ContactStanding,
};
use serde_json::json;

use super::look::moments;
use crate::{
    desk::Desk,
    failure::Failure,
    json::Said,
    names::short,
    screen::{Cell, Ink, Table},
    words::{InWords, insight},
};

/// How many of the latest moments stand on a contact's page.
const LATEST: u32 = 5;

/// All about a person, a place or any other record.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  rapport show \"Oak Street\"
  rapport show R-7K3QX
  rapport show 1a2b3c
  rapport show practice")]
pub struct Show {
    /// Who or what: a name, a referral's code, an id or its end
    who: String,
}

impl Show {
    pub fn run(self, desk: &Desk) -> Result<Said, Failure> {
        let (id, kind) = desk.thing(&self.who)?;
        if kind == Kind::Contact { contact(desk, id) } else { other(desk, id) }
    }
}

fn contact(desk: &Desk, id: RecordId) -> Result<Said, Failure> {
    let page = desk.book.page(id)?;
    let latest = desk.book.timeline(Some(id), None, LATEST)?.items;
    let mut facts = facts(desk, &page);
    if !page.entry.removed {
        stand(&mut facts, &desk.book.standing(id)?.found);
    }
    let mut parts = vec![format!(
        "{}  {}\n{}",
        desk.screen.heading(&desk.title(&page.entry.record)),
        desk.screen.hint(&short(page.entry.id)),
        facts.show(&desk.screen)
    )];
    if page.entry.removed {
        parts.push(format!("It was removed. Bring it back:  rapport restore {}", short(id)));
    }
    if !page.people.is_empty() {
        parts.push(format!("{}\n{}", desk.screen.heading("People there"), people(&page.people).show(&desk.screen)));
    }
    if !page.conflicts.is_empty() {
        let said = format!("Devices disagree in {} places:  rapport conflicts", page.conflicts.len());
        parts.push(desk.screen.ink(Ink::Amber, &said));
    }
    if !latest.is_empty() {
        parts.push(moments(desk, &latest));
    }
    let mut object = serde_json::to_value(&page).expect("a page has a JSON form");
    object["latest"] = json!(latest);
    Ok(Said::new(object, parts.join("\n\n")))
}

fn facts(desk: &Desk, page: &ContactPage) -> Table {
    let mut table = desk.whole(&page.entry, &["form", "name", "imported"]);
    let last = page.last_touch.map_or_else(|| "never".to_owned(), |at| desk.clock.say_both(at));
    table.row([Cell::new(Ink::Faint, "last touch"), last.into()]);
    if let Some(due) = page.due {
        table.row([Cell::new(Ink::Faint, "next touch due"), desk.clock.say_day(due).into()]);
    }
    if page.aliases.len() > 1 {
        let others = page.aliases.iter().filter(|alias| **alias != page.entry.id).map(|id| short(*id));
        table.row([Cell::new(Ink::Faint, "merged with"), others.collect::<Vec<_>>().join(", ").into()]);
    }
    table
}

/// How far the acquaintance has come; `rapport insight standing` tells why.
fn stand(table: &mut Table, standing: &ContactStanding) {
    table.row([Cell::new(Ink::Faint, "stage"), standing.standing.stage.words().into()]);
    let touches =
        format!("{} of the {} that folklore says", standing.touches, insight::number(standing.touches_said.value));
    table.row([Cell::new(Ink::Faint, "touches"), touches.into()]);
    let ask = if standing.readiness.ready { "yes" } else { "not yet" };
    table.row([Cell::new(Ink::Faint, "ready for an ask"), ask.into()]);
}

fn people(people: &[Affiliation]) -> Table {
    let mut table = Table::default();
    for Affiliation { who, roles } in people {
        let roles = roles.iter().map(InWords::words).collect::<Vec<_>>().join(", ");
        table.row([Cell::new(Ink::Faint, short(who.id)), who.name.as_str().into(), roles.into()]);
    }
    table
}

fn other(desk: &Desk, id: RecordId) -> Result<Said, Failure> {
    let entry = desk.book.get(id)?;
    let title = format!("{}: {}", entry.record.kind().words(), desk.title(&entry.record));
    let text = format!(
        "{}  {}\n{}",
        desk.screen.heading(&title),
        desk.screen.hint(&short(id)),
        desk.whole(&entry, &[]).show(&desk.screen)
    );
    let removed = if entry.removed {
        format!("\nIt was removed. Bring it back:  rapport restore {}", short(id))
    } else {
        String::new()
    };
    Ok(Said::new(entry, text + &removed))
}
