//! `rapport directory`, `hand-off`, `needs`: who can help with what, and who waits for help.

use clap::{Args, value_parser};
use rapport_core::{
    Command,
    command::FieldEdit,
    model::{Kind, NoteKind, Promise, PromiseKind, Record, view::MatchedBy},
};
use serde_json::json;

use super::receipt;
use crate::{
    desk::Desk,
    failure::Failure,
    json::Said,
    names::{Prefer, short},
    screen::{Cell, Ink, Table},
    sheet::DOT,
    words::{self, InWords as _},
};

/// Who can help with something that you don't do.
///
/// Looks through what contacts help with: `rapport edit NAME helps=sleep`. Those who compete with you are left out. What you know
/// of somebody's work (`rapport note … --kind vetting`) is shown to you alone.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  rapport directory \"sleep apnoea\"
  rapport directory                          everybody who helps with something
  rapport hand-off \"sleep apnoea\" --to \"Dr Lee\" --due Friday")]
pub struct Directory {
    /// The need
    need: Vec<String>,
    /// Those who compete with you as well
    #[arg(long)]
    competitors: bool,
}

impl Directory {
    pub fn run(self, desk: &Desk) -> Result<Said, Failure> {
        let need = self.need.join(" ");
        let directory = desk.book.directory(&need, self.competitors)?;
        let mut table = Table::default();
        for entry in &directory.entries {
            let sector = entry.sector.as_ref().map_or("", |sector| sector.words());
            let competes = if entry.competitor { "competes" } else { "" };
            let sent = if entry.sent == 0 { String::new() } else { format!("{} sent", entry.sent) };
            let known = entry.vetting.first().map(|text| format!("“{text}”")).unwrap_or_default();
            let says = [entry.helps.join(", "), sector.to_owned(), sent, known, competes.to_owned()];
            let says: Vec<String> = says.into_iter().filter(|said| !said.is_empty()).collect();
            let says = says.join(DOT);
            table.row([Cell::new(Ink::Faint, short(entry.who.id)), entry.who.name.as_str().into(), says.into()]);
        }
        let text = if table.is_empty() {
            format!(
                "Nobody in the book is known to help with that. To find somebody who does:\n  rapport hand-off \"{need}\" --due \"in 1 week\""
            )
        } else {
            let hint = format!("Hand somebody over in person:  rapport hand-off \"{need}\" --to NAME");
            format!("{}\n{}", table.show(&desk.screen), desk.screen.hint(&hint))
        };
        Ok(Said::new(directory, text))
    }
}

/// Promise to hand somebody over in person, or to find out who can help.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  rapport hand-off \"sleep apnoea\" --to \"Dr Lee\" --due Friday
  rapport hand-off \"grief group\" --due \"in 1 week\"      who can help is still to be found")]
pub struct HandOff {
    /// What help is needed: never who needs it
    #[arg(required = true)]
    need: Vec<String>,
    /// To whom; nobody: to be found
    #[arg(long, value_name = "WHO")]
    to: Option<String>,
    /// By when
    #[arg(long, value_name = "WHEN")]
    due: Option<String>,
    /// In which area
    #[arg(long, default_value = "")]
    area: String,
}

impl HandOff {
    pub fn run(self, desk: &Desk) -> Result<Said, Failure> {
        let need = self.need.join(" ");
        let due = self.due.as_deref().map(|typed| desk.clock.day(typed)).transpose()?;
        let to = self.to.as_deref().map(|typed| desk.contact(typed, Prefer::Either)).transpose()?;
        let text = if to.is_some() { words::hand_over(&need) } else { words::find_help(&need) };
        let promise = Promise {
            kind: PromiseKind::HandOff,
            to,
            text,
            due,
            seeks_need: need,
            seeks_area: self.area,
            ..Promise::default()
        };
        let done = desk.run(Command::Add(Box::new(promise.into())))?;
        let id = done.records.first().expect("a promise that was made is named").id;
        let text = format!("Promised: {}  {}", desk.line(&desk.book.get(id)?), desk.screen.hint(&short(id)));
        Ok(Said::new(receipt(&done), text))
    }
}

/// What sources need, and what you have for it.
///
/// Needs are noted with  rapport note TEXT --kind need --about WHO .
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  rapport needs
  rapport needs --met 1a2b3c        one is met")]
pub struct Needs {
    /// This one is met
    #[arg(long, value_name = "ID")]
    met: Option<String>,
    /// How many matches are shown for each
    #[arg(long, default_value_t = 3, value_parser = value_parser!(u32).range(1..))]
    matches: u32,
}

impl Needs {
    pub fn run(self, desk: &Desk) -> Result<Said, Failure> {
        if let Some(typed) = self.met {
            let id = desk.of_kind(&typed, &Kind::Note, "need", "rapport needs")?;
            if !matches!(desk.book.get(id)?.record, Record::Note(note) if note.kind == NoteKind::Need) {
                return Err(Failure::usage(format!("“{typed}” is no need. Look with:  rapport needs")));
            }
            let now = desk.clock.now().utc().to_rfc3339();
            let met = FieldEdit { field: "resolved".to_owned(), value: now };
            let done = desk.run(Command::Edit { id, edits: vec![met] })?;
            let text = format!("{} {}", desk.screen.ink(Ink::Green, "✓"), desk.line(&desk.book.get(id)?));
            return Ok(Said::new(receipt(&done), text));
        }
        let needs = desk.book.needs()?;
        let mut table = Table::default();
        for need in &needs {
            let of = need.of.iter().map(|named| named.name.as_str()).collect::<Vec<_>>().join(", ");
            table.row([Cell::new(Ink::Faint, short(need.id)), need.text.as_str().into(), of.into()]);
            for one in need.matches.iter().take(self.matches as usize) {
                let by = match one.by {
                    MatchedBy::Practice => "you",
                    MatchedBy::Give => "a give",
                    MatchedBy::Contact => "a contact",
                };
                let shared = format!("{}{DOT}{by}{DOT}{}", one.name, one.shared.join(", "));
                table.row([Cell::default(), Cell::new(Ink::Green, format!("  → {shared}")), Cell::default()]);
            }
        }
        let text = if table.is_empty() {
            "No need is open. Ask what their common needs are, and keep the answer:\n  rapport note \"somebody for grief\" --kind need --about \"Oak Street\"".to_owned()
        } else {
            table.show(&desk.screen)
        };
        Ok(Said::new(json!({ "needs": needs }), text))
    }
}
