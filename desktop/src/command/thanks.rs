//! `rapport thanks`: cards of thanks to be written, and their labels.

use clap::{Args, Subcommand};
use rapport_core::model::{RecordId, view::Label};
use serde_json::json;

use super::wording::said;
use crate::{
    desk::Desk,
    failure::Failure,
    json::Said,
    names::Prefer,
    screen::{Cell, Ink, Table},
};

/// Cards of thanks to be written: to whom, since when, what to write, where it goes. No client is named in any.
#[derive(Debug, Subcommand)]
#[command(after_help = "Examples:
  rapport thanks queue
  rapport thanks labels                       address labels for the whole queue
  rapport thanks labels \"Dr Lee\" \"Oak Street\"
  rapport referral thanked R-7K3QX            it is in the mail")]
pub enum Thanks {
    Queue(Queue),
    Labels(Labels),
}

impl Thanks {
    pub fn run(self, desk: &Desk) -> Result<Said, Failure> {
        match self {
            Self::Queue(queue) => queue.run(desk),
            Self::Labels(labels) => labels.run(desk),
        }
    }
}

/// The cards to be written, the longest owed first.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  rapport thanks queue
  rapport thanks queue --full                 with the words of each card")]
pub struct Queue {
    /// With the words of each card
    #[arg(long)]
    full: bool,
}

impl Queue {
    fn run(self, desk: &Desk) -> Result<Said, Failure> {
        let due = desk.book.thanks()?;
        let mut rows = Table::default();
        for one in &due {
            let since = one.since.map(|at| desk.clock.ago(at)).unwrap_or_default();
            let address = if one.label.complete { "" } else { "no address" };
            rows.row([
                Cell::new(Ink::Faint, &one.code),
                one.to.name.as_str().into(),
                Cell::new(Ink::Amber, since),
                Cell::new(Ink::Faint, address),
            ]);
        }
        let mut parts = vec![desk.screen.heading("Thank-you cards to write"), rows.show(&desk.screen)];
        if self.full {
            parts.extend(due.iter().map(|one| format!("\n{}", said(desk, &one.wording))));
        }
        let first =
            due.first().map(|one| desk.screen.hint(&format!("\nIn the mail?  rapport referral thanked {}", one.code)));
        parts.extend(first);
        let text = if due.is_empty() { "No card of thanks is owed.".to_owned() } else { parts.join("\n") };
        Ok(Said::new(json!({ "thanks": due }), text))
    }
}

/// Address labels, for the queue or for whom you name.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  rapport thanks labels
  rapport thanks labels \"Dr Lee\"")]
pub struct Labels {
    /// For whom [default: everybody to whom a card is owed]
    who: Vec<String>,
}

impl Labels {
    fn run(self, desk: &Desk) -> Result<Said, Failure> {
        let labels: Vec<Label> = if self.who.is_empty() {
            let mut labels: Vec<Label> = desk.book.thanks()?.into_iter().map(|one| one.label).collect();
            labels.dedup();
            labels
        } else {
            let who: Vec<RecordId> =
                self.who.iter().map(|typed| desk.contact(typed, Prefer::Either)).collect::<Result<_, _>>()?;
            desk.book.labels(&who)?
        };
        let shown: Vec<String> = labels
            .iter()
            .map(|label| {
                let lack = if label.complete {
                    String::new()
                } else {
                    desk.screen.ink(Ink::Amber, "\n(no address in the book)")
                };
                format!("{}{lack}", label.lines.join("\n"))
            })
            .collect();
        let text = if shown.is_empty() { "No label is needed.".to_owned() } else { shown.join("\n\n") };
        Ok(Said::new(json!({ "labels": labels }), text))
    }
}
