//! `rapport check`: whether all of the book adds up.

use clap::Args;

use crate::{
    desk::Desk,
    exit,
    failure::Failure,
    json::Said,
    screen::{Cell, Ink, Table},
    words,
};

/// Whether all of the book adds up.
///
/// Makes every row again from the changes that are kept, compares it with the row that is shown, and counts the digest
/// anew. It changes nothing.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  rapport check")]
pub struct Check {}

impl Check {
    pub fn run(self, desk: &Desk) -> Result<Said, Failure> {
        let checked = desk.book.check()?;
        let sound = checked.differing.is_empty() && !checked.digest_differs;
        let mut text = format!("{} records from {} changes: ", checked.records, checked.changes);
        text.push_str(&if sound {
            desk.screen.ink(Ink::Green, "all of it adds up.")
        } else {
            desk.screen.ink(Ink::Red, "not all of it adds up.")
        });
        if !checked.differing.is_empty() {
            text.push_str(&format!("\n{} rows differ from what their changes say:\n", checked.differing.len()));
            let mut table = Table::default();
            for id in &checked.differing {
                table.row([Cell::new(Ink::Faint, id.to_string()), desk.name(*id).into()]);
            }
            text.push_str(&table.show(&desk.screen));
        }
        if checked.digest_differs {
            text.push_str("\nThe digest that is kept differs from one counted anew; the next sync compares everything with the server.");
        }
        if !checked.aside.is_empty() {
            text.push_str("\nSet aside, kept whole and synced on:\n");
            let mut table = Table::default();
            for (id, reason) in &checked.aside {
                table.row([Cell::new(Ink::Faint, id.to_string()), words::aside(reason).into()]);
            }
            text.push_str(&table.show(&desk.screen));
        }
        let code = if sound { exit::DONE } else { exit::DAMAGED };
        Ok(Said::new(checked, text).exiting(code))
    }
}
