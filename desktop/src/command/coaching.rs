//! `rapport coaching`: what to remember before a visit, and what was learned.

use clap::Args;
use rapport_core::{Command, command::FieldEdit};

use crate::{
    desk::Desk,
    failure::Failure,
    json::Said,
    names::short,
    screen::{Cell, Ink, Table},
};

/// What to remember before a visit, and of which visits you have not written down what you learned.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  rapport coaching
  rapport coaching off
  rapport note \"they lack somebody for sleep\" --kind learned --about \"Oak Street\"")]
pub struct ShowCoaching {
    /// Whether it is on
    #[arg(value_parser = ["on", "off"])]
    switch: Option<String>,
}

impl ShowCoaching {
    pub fn run(self, desk: &Desk) -> Result<Said, Failure> {
        if let Some(switch) = self.switch {
            let value = if switch == "on" { String::new() } else { "0".to_owned() };
            let edits = vec![FieldEdit { field: "target:coaching".to_owned(), value }];
            desk.run(Command::Edit { id: desk.book.practice()?.id, edits })?;
        }
        let coaching = desk.book.coaching()?;
        let mut parts = Vec::new();
        if coaching.on {
            let lines: Vec<String> = coaching.notes.iter().map(|line| format!("  {line}")).collect();
            parts.push(format!("{}\n{}", desk.screen.heading("Before you walk in"), lines.join("\n")));
        } else {
            parts.push("Coaching is off.  rapport coaching on".to_owned());
        }
        if !coaching.unlearned.is_empty() {
            let mut rows = Table::default();
            for one in &coaching.unlearned {
                let who = one.who.iter().map(|who| who.name.as_str()).collect::<Vec<_>>().join(", ");
                rows.row([
                    Cell::new(Ink::Faint, short(one.touchpoint)),
                    Cell::from(desk.clock.say(one.at)),
                    who.into(),
                ]);
            }
            let hint = desk.screen.hint("rapport edit ID \"intel=…\"");
            parts.push(format!("{}\n{}\n{hint}", desk.screen.heading("What did you learn?"), rows.show(&desk.screen)));
        }
        Ok(Said::new(coaching, parts.join("\n\n")))
    }
}
