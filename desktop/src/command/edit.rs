//! `rapport edit`, `remove`, `restore`, `erase`, `undo`: changing what stands in the book.

use std::collections::BTreeSet;

use clap::Args;
use rapport_core::{Command, Receipt, model::RecordId};
use serde_json::json;

use super::receipt;
use crate::{
    desk::Desk,
    failure::Failure,
    json::Said,
    names::short,
    screen::{Cell, Ink, Table},
    words::{self, InWords as _},
};

/// Change fields of a record by name.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  rapport edit \"Oak Street\" tier=a \"hours=Mon-Fri 9-5\"
  rapport edit Ana \"phone=+1 555 0100\" \"at:Oak Street=manager\" tag=vip
  rapport edit Ana tag:vip=                            an empty value takes away
  rapport edit 1a2b3c due=\"next Friday\"
  rapport edit practice region=US target:active_partners=3
What a record has:  rapport show ID")]
pub struct Edit {
    /// Whose: a name, a referral's code, an id or its end
    #[arg(value_name = "ID")]
    what: String,
    /// What: field=value; field= empties it
    #[arg(value_name = "FIELD=VALUE", required = true)]
    edits: Vec<String>,
}

impl Edit {
    pub fn run(self, desk: &Desk) -> Result<Said, Failure> {
        let (id, kind) = desk.thing(&self.what)?;
        let edits = self.edits.iter().map(|typed| desk.field_edit(&kind, typed)).collect::<Result<_, _>>()?;
        let done = desk.run(Command::Edit { id, edits })?;
        let entry = desk.book.get(id)?;
        let changed = if done.records.is_empty() { "It says so already" } else { "Changed" };
        let text = format!("{changed}: {}  {}", desk.line(&entry), desk.screen.hint(&short(id)));
        Ok(Said::new(receipt_for(id, &done), text))
    }
}

/// Take a record out of sight. It can be restored, here or on another device.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  rapport remove 1a2b3c
  rapport remove \"Oak Street\"")]
pub struct Remove {
    /// What: a name, a referral's code, an id or its end
    #[arg(value_name = "ID")]
    what: String,
}

impl Remove {
    pub fn run(self, desk: &Desk) -> Result<Said, Failure> {
        let (id, _) = desk.thing(&self.what)?;
        let name = desk.name(id);
        let done = desk.run(Command::Remove(id))?;
        let text = format!("{name} is out of sight. Bring it back:  rapport restore {}", short(id));
        Ok(Said::new(receipt_for(id, &done), text))
    }
}

/// Bring a removed record back.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  rapport restore 1a2b3c
A whole book comes back from a file with:  rapport restore-backup FILE")]
pub struct Restore {
    /// What: its id or the end of it
    #[arg(value_name = "ID")]
    what: String,
}

impl Restore {
    pub fn run(self, desk: &Desk) -> Result<Said, Failure> {
        let (id, _) = desk.thing(&self.what)?;
        let done = desk.run(Command::Restore(id))?;
        let back = if done.records.is_empty() { "It was not removed" } else { "Back" };
        let text = format!("{back}: {}  {}", desk.line(&desk.book.get(id)?), desk.screen.hint(&short(id)));
        Ok(Said::new(receipt_for(id, &done), text))
    }
}

/// Delete a record for ever, here and, once synced, on every device.
///
/// Every byte of it goes, its history too. To take it out of sight and keep it, use `rapport remove`.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  rapport erase 1a2b3c
  rapport erase 1a2b3c --yes        without being asked")]
pub struct Erase {
    /// What: a name, a referral's code, an id or its end
    #[arg(value_name = "ID")]
    what: String,
    /// Don't ask
    #[arg(long, short)]
    yes: bool,
}

impl Erase {
    pub fn run(self, desk: &Desk) -> Result<Said, Failure> {
        let (id, kind) = desk.thing(&self.what)?;
        let name = desk.name(id);
        let question = format!("Erase the {} “{name}” for ever, here and on every device?", kind.words());
        desk.screen.confirm(&question, self.yes)?;
        let done = desk.run(Command::Erase(id))?;
        let text =
            format!("{} It goes from the other devices with the next sync.", desk.screen.ink(Ink::Red, "Erased."));
        Ok(Said::new(receipt_for(id, &done), text))
    }
}

/// Take back what you did last on this device.
///
/// Again takes back what you did before that. If the last thing you did changed nothing, nothing is taken back but that. What
/// another device changed since is left as it is, and named. Erasing and redacting can't be undone.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  rapport undo")]
pub struct Undo {}

impl Undo {
    pub fn run(desk: &Desk) -> Result<Said, Failure> {
        let Some(undone) = desk.book.undo()? else {
            return Ok(Said::new(json!({ "undone": null }), "There is nothing to undo."));
        };
        let touched: BTreeSet<RecordId> = undone.put_back.iter().chain(&undone.left).map(|(id, _)| *id).collect();
        let first = undone.put_back.first().or(undone.left.first()).map(|(id, _)| format!(" “{}”", desk.name(*id)));
        let what = match touched.len() {
            // No one of many names what an import brought.
            many @ 4.. => format!(", {many} records"),
            _ => first.unwrap_or_default(),
        };
        let deed = words::deed(&undone.command);
        if touched.is_empty() {
            let when = desk.clock.say(undone.at);
            let text = format!(
                "What you did last ({deed}, {when}) had changed nothing, so nothing was taken back.\n{}",
                desk.screen.hint("rapport undo  once more takes back what you did before that.")
            );
            return Ok(Said::new(json!({ "undone": undone }), text));
        }
        let mut text = format!("Undone: {deed}{what}, {}.", desk.clock.say(undone.at));
        if undone.command == "settle" && !undone.put_back.is_empty() {
            text.push_str(
                "\nIt shows what it showed before. What else the devices had written stands in  rapport history",
            );
        }
        if !undone.left.is_empty() {
            text.push_str("\nLeft as it is, since it was changed again afterwards:\n");
            let mut table = Table::default();
            for (id, field) in &undone.left {
                // It is undone already: a record that can't be shown is no reason to say that it failed.
                let kind = desk.book.get(*id).map(|entry| entry.record.kind());
                let field = kind.map_or_else(|_| field.clone(), |kind| desk.key_in_words(&kind, field));
                table.row([Cell::new(Ink::Faint, short(*id)), desk.name(*id).into(), field.into()]);
            }
            text.push_str(&table.show(&desk.screen));
        }
        Ok(Said::new(json!({ "undone": undone }), text))
    }
}

/// A receipt that names the record even where nothing had to be changed.
fn receipt_for(id: RecordId, done: &Receipt) -> serde_json::Value {
    let mut object = receipt(done);
    object["id"] = json!(id);
    object
}
