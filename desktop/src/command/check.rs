//! `rapport check`: whether all of the book adds up.

use clap::Args;
use rapport_core::model::RecordId;

use crate::{
    desk::Desk,
    exit,
    failure::Failure,
    json::Said,
    screen::{Cell, Ink, Screen, Table},
    words::{self, counted},
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
    pub fn run(desk: &Desk) -> Result<Said, Failure> {
        let checked = desk.book.check()?;
        let sound = checked.is_sound();
        let verdict = if sound {
            desk.screen.ink(Ink::Green, "all of it adds up.")
        } else {
            desk.screen.ink(Ink::Red, "not all of it adds up.")
        };
        let mut parts = vec![format!(
            "{} from {}: {verdict}",
            counted(checked.records, "record"),
            counted(checked.changes, "change")
        )];
        if !checked.differing.is_empty() {
            parts.push("These rows differ from what their changes say:".to_owned());
            parts.push(table(&desk.screen, checked.differing.iter().map(|id| (id, desk.name(*id)))));
        }
        if checked.stray > 0 {
            parts.push(format!("{} stand for no record.", counted(checked.stray, "row")));
        }
        if checked.digest_differs {
            parts.push(
                "The digest differs from one counted anew; the next sync compares all with the server.".to_owned(),
            );
        }
        if !checked.aside.is_empty() {
            parts.push("Set aside, kept whole and synced on:".to_owned());
            let aside = checked.aside.iter().map(|(id, reason)| (id, words::aside(reason).to_owned()));
            parts.push(table(&desk.screen, aside));
        }
        let code = if sound { exit::DONE } else { exit::DAMAGED };
        Ok(Said::new(checked, parts.join("\n")).exiting(code))
    }
}

fn table<'r>(screen: &Screen, records: impl Iterator<Item = (&'r RecordId, String)>) -> String {
    let mut table = Table::default();
    for (id, said) in records {
        table.row([Cell::new(Ink::Faint, id.to_string()), said.into()]);
    }
    table.show(screen)
}
