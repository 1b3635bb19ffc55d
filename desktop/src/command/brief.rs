//! `rapport brief`: what to read before you walk in.

use clap::Args;
use rapport_core::model::{
    Record,
    view::{Brief, Entry},
};

use super::{gives, suggest::item};
use crate::{
    desk::Desk,
    failure::Failure,
    json::Said,
    names::{Prefer, short},
    screen::{Cell, Ink, Table},
    sheet::DOT,
    words::{self, InWords},
};

/// What to read before you walk in: who is there, what you last talked about and promised, what they need.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  rapport brief \"Oak Street\"
  rapport --json brief \"dr lee\"")]
pub struct ShowBrief {
    /// The place or the person
    who: String,
}

impl ShowBrief {
    pub fn run(self, desk: &Desk) -> Result<Said, Failure> {
        let who = desk.contact(&self.who, Prefer::Places)?;
        let brief = desk.book.brief(who)?;
        let sections = [
            ("Who is there", people(desk, &brief)),
            ("Last", entries(desk, &[&brief.last, &brief.notes])),
            ("Promised", promises(desk, &brief)),
            ("They need", entries(desk, &[&brief.needs])),
            ("They like", entries(desk, &[&brief.likes])),
            ("Brought", brought(desk, &brief)),
            ("Three gives", gives::table(desk, &brief.gives, false)),
        ];
        let mut text = vec![desk.screen.heading(&format!("{}{DOT}{} minutes", brief.who.name, brief.length_min))];
        let mind = brief.allergies.iter().map(|entry| format!("allergy: {}", note(entry)));
        let mind: Vec<String> = brief.warning.map(words::warning).into_iter().map(str::to_owned).chain(mind).collect();
        text.extend(mind.iter().map(|mind| desk.screen.ink(Ink::Amber, mind)));
        for (title, table) in sections.into_iter().filter(|(_, table)| !table.is_empty()) {
            text.push(format!("\n{}\n{}", desk.screen.heading(title), table.show(&desk.screen)));
        }
        let about = |id| brief.needs.iter().find(|entry| entry.id == id).map_or_else(|| desk.name(id), note);
        let question = words::question(brief.question, about);
        text.push(format!("\n{}\n  {question}", desk.screen.heading("Ask")));
        Ok(Said::new(brief, text.join("\n")))
    }
}

fn people(desk: &Desk, brief: &Brief) -> Table {
    let mut table = Table::default();
    for person in &brief.people {
        let roles: Vec<&str> = person.roles.iter().map(InWords::words).collect();
        let last = person.last_touch.map_or("not met yet".to_owned(), |at| desk.clock.ago(at));
        let ink = if person.routes { Ink::Strong } else { Ink::Plain };
        table.row([Cell::new(ink, &person.who.name), roles.join(", ").into(), Cell::new(Ink::Faint, last)]);
    }
    table
}

fn entries(desk: &Desk, lists: &[&Vec<Entry>]) -> Table {
    let mut table = Table::default();
    for entry in lists.iter().flat_map(|list| list.iter()) {
        let (at, said) = match &entry.record {
            Record::Note(kept) => (kept.at, note(entry)),
            Record::Touchpoint(touchpoint) => (touchpoint.at, desk.line(entry)),
            _ => continue,
        };
        table.row([Cell::new(Ink::Faint, desk.clock.ago(at)), said.into()]);
    }
    table
}

fn promises(desk: &Desk, brief: &Brief) -> Table {
    let mut table = Table::default();
    for promise in &brief.promises {
        let due = promise.due.map(|due| desk.clock.say_day(due)).unwrap_or_default();
        table.row([
            Cell::new(Ink::Faint, short(promise.id)),
            format!("{}{DOT}{}", promise.owes.words(), promise.text).into(),
            Cell::new(Ink::Amber, due),
        ]);
    }
    table
}

fn brought(desk: &Desk, brief: &Brief) -> Table {
    let mut table = Table::default();
    for brought in brief.brought.iter().take(4) {
        let times = if brought.times == 1 { "once".to_owned() } else { format!("{} times", brought.times) };
        let last = format!("{times}, last {}", desk.clock.ago(brought.last));
        table.row([item(desk, &brought.item).into(), Cell::new(Ink::Faint, last)]);
    }
    table
}

fn note(entry: &Entry) -> String {
    match &entry.record {
        Record::Note(note) if note.topic.is_empty() => note.text.0.clone(),
        Record::Note(note) => format!("{}: {}", note.topic, note.text.0),
        _ => String::new(),
    }
}
