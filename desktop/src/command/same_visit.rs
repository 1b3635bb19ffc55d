//! `rapport same-visit`: one visit that stands twice in the book.

use clap::Args;
use rapport_core::{Command, model::Kind};
use serde_json::json;

use super::receipt;
use crate::{
    desk::Desk,
    failure::Failure,
    json::Said,
    names::short,
    screen::{Cell, Ink, Table},
};

/// Visits that may be one, as when two devices logged it; with two of them: make them one.
///
/// The first one stays and takes over what the other says; the other is removed and can be restored.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  rapport same-visit
  rapport same-visit 1a2b3c 4d5e6f")]
pub struct SameVisit {
    /// The one that stays
    #[arg(value_name = "ID", requires = "other")]
    one: Option<String>,
    /// The other
    #[arg(value_name = "ID")]
    other: Option<String>,
}

impl SameVisit {
    pub fn run(self, desk: &Desk) -> Result<Said, Failure> {
        let (Some(one), Some(other)) = (&self.one, &self.other) else { return list(desk) };
        let visit = |typed: &str| desk.of_kind(typed, &Kind::Touchpoint, "visit", "rapport same-visit");
        let (one, other) = (visit(one)?, visit(other)?);
        let done = desk.run(Command::MergeVisits { one, other })?;
        let text =
            format!("{}\n{}", desk.line(&desk.book.get(one)?), desk.screen.hint("rapport undo  parts them again."));
        Ok(Said::new(receipt(&done), text))
    }
}

fn list(desk: &Desk) -> Result<Said, Failure> {
    let doubled = desk.book.doubled_visits(50)?;
    let mut table = Table::default();
    for pair in &doubled {
        for visit in [&pair.one, &pair.other] {
            table.row([Cell::new(Ink::Faint, short(visit.id)), desk.line(visit).into()]);
        }
    }
    let text = if table.is_empty() {
        "No visit seems to stand twice in the book.".to_owned()
    } else {
        let hint = desk.screen.hint("Make two one:  rapport same-visit ID ID");
        format!("{}\n{}\n{hint}", desk.screen.heading("These may be one visit"), table.show(&desk.screen))
    };
    Ok(Said::new(json!({ "doubled": doubled }), text))
}
