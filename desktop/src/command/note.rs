//! `rapport note`, `inbox`, `redact`: what was written down.

use std::collections::BTreeSet;

use clap::Args;
use rapport_core::{
    Command,
    command::NewNote,
    model::{Kind, NoteKind, Record},
};
use serde_json::json;

use super::receipt;
use crate::{
    desk::Desk,
    failure::Failure,
    json::Said,
    names::short,
    screen::{Cell, Ink, Table},
    words,
};

/// Write something down.
///
/// A note that is about nobody waits in the inbox until it is: `rapport edit ID about=NAME`.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  rapport note \"ask about parking\"
  rapport note \"ask about parking\" --about Ana
  rapport note \"nuts\" --kind allergy --about \"Ana Ruiz\"
  rapport note \"somebody for sleep apnoea\" --kind need --topic sleep --about \"Oak Street\"")]
pub struct TakeNote {
    /// What it says
    #[arg(required = true, value_name = "TEXT")]
    text: Vec<String>,
    /// Whom or what it is about; may be given again
    #[arg(long, value_name = "WHO")]
    about: Vec<String>,
    /// What sort of note
    #[arg(long, value_parser = words::one_of::<NoteKind>(), default_value = "note")]
    kind: NoteKind,
    /// What the need, fact or liking is about
    #[arg(long, default_value = "", hide_default_value = true)]
    topic: String,
}

impl TakeNote {
    pub fn run(self, desk: &Desk) -> Result<Said, Failure> {
        let about: BTreeSet<_> =
            self.about.iter().map(|typed| Ok(desk.record(typed)?.0)).collect::<Result<_, Failure>>()?;
        let inbox = about.is_empty();
        let note = NewNote { text: self.text.join(" "), about, kind: self.kind, topic: self.topic };
        let done = desk.run(Command::TakeNote(note))?;
        let id = done.records.first().map(|touched| short(touched.id)).unwrap_or_default();
        let text = match (done.records.first(), inbox) {
            (Some(touched), false) => {
                format!("Noted: {}  {}", desk.line(&desk.book.get(touched.id)?), desk.screen.hint(&id))
            }
            _ => format!("In the inbox. When you know whom it is about:  rapport edit {id} about=NAME"),
        };
        Ok(Said::new(receipt(&done), text))
    }
}

/// Notes that are about nobody yet.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  rapport inbox
  rapport edit 1a2b3c about=Ana        name whom a note is about")]
pub struct Inbox {
    /// How many, at most
    #[arg(long, default_value_t = 50)]
    limit: u32,
}

impl Inbox {
    pub fn run(self, desk: &Desk) -> Result<Said, Failure> {
        let notes = desk.book.inbox(self.limit)?;
        let mut table = Table::default();
        for entry in &notes {
            let Record::Note(note) = &entry.record else { continue };
            let (when, what) = (desk.clock.say(note.at), desk.line(entry));
            table.row([Cell::new(Ink::Faint, short(entry.id)), Cell::new(Ink::Faint, when), what.into()]);
        }
        let text = if table.is_empty() {
            "The inbox is empty.\nA note that names nobody lands here:  rapport note \"ask about parking\"".to_owned()
        } else {
            format!(
                "{}\n{}\n{}",
                desk.screen.heading("Inbox"),
                table.show(&desk.screen),
                desk.screen.hint("Name whom one is about:  rapport edit ID about=NAME")
            )
        };
        Ok(Said::new(json!({ "notes": notes }), text))
    }
}

/// Forget what a note said before.
///
/// History keeps every wording, also one that you took back. Redacting replaces the note by a copy that has no history,
/// saying what it says now or another text, and erases the old one here and on every device. This can't be undone.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  rapport redact 1a2b3c                          keep what it says now, forget what it said before
  rapport redact 1a2b3c --text \"asked about parking\"
  rapport redact 1a2b3c --yes                    without being asked")]
pub struct Redact {
    /// The note
    #[arg(value_name = "ID")]
    note: String,
    /// What it says from now on [default: what it says now]
    #[arg(long)]
    text: Option<String>,
    /// Don't ask
    #[arg(long, short)]
    yes: bool,
}

impl Redact {
    pub fn run(self, desk: &Desk) -> Result<Said, Failure> {
        let id = desk.of_kind(&self.note, &Kind::Note, "note", "rapport list notes")?;
        let text = match (self.text, desk.book.get(id)?.record) {
            (Some(text), _) => text,
            (None, Record::Note(note)) => note.text.0,
            (None, _) => String::new(),
        };
        let question = format!("Forget for ever what “{}” said before, here and on every device?", desk.name(id));
        desk.screen.confirm(&question, self.yes)?;
        let done = desk.run(Command::Redact { id, text })?;
        let copy = done.records.first().map(|touched| short(touched.id)).unwrap_or_default();
        let text = format!(
            "What it said before is gone from this device, and goes from the others with the next sync.  {}",
            desk.screen.hint(&copy)
        );
        Ok(Said::new(receipt(&done), text))
    }
}
