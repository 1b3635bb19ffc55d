//! `rapport duplicates`, `merge`, `unmerge`: one contact that stands twice in the book.

use std::collections::BTreeSet;

use clap::Args;
use rapport_core::Command;
use serde_json::json;

use super::receipt;
use crate::{
    desk::Desk,
    failure::Failure,
    json::Said,
    names::{Prefer, short},
    screen::{Cell, Ink, Table},
};

/// Contacts that may be one.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  rapport duplicates
  rapport merge 1a2b3c 4d5e6f")]
pub struct Duplicates {
    /// How many, at most
    #[arg(long, default_value_t = 50)]
    limit: u32,
}

impl Duplicates {
    pub fn run(self, desk: &Desk) -> Result<Said, Failure> {
        let duplicates = desk.book.duplicates(self.limit)?;
        let mut table = Table::default();
        for pair in &duplicates {
            table.row([
                Cell::new(Ink::Faint, short(pair.one.id)),
                pair.one.name.as_str().into(),
                Cell::new(Ink::Faint, short(pair.other.id)),
                pair.other.name.as_str().into(),
            ]);
        }
        let text = if table.is_empty() {
            "No two contacts look like one.".to_owned()
        } else {
            format!(
                "{}\n{}\n{}",
                desk.screen.heading("These may be one"),
                table.show(&desk.screen),
                desk.screen
                    .hint("Make two one:  rapport merge ID ID   It can be parted again with  rapport unmerge ID")
            )
        };
        Ok(Said::new(json!({ "duplicates": duplicates }), text))
    }
}

/// Make two contacts one. Nothing is thrown away: `rapport unmerge` parts them again.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  rapport merge 1a2b3c 4d5e6f
  rapport merge \"Oak Street Family Medicine\" \"Oak St Family\"")]
pub struct Merge {
    /// One of them
    #[arg(value_name = "ID")]
    one: String,
    /// The other
    #[arg(value_name = "ID")]
    other: String,
}

impl Merge {
    pub fn run(self, desk: &Desk) -> Result<Said, Failure> {
        let (one, other) = (desk.contact(&self.one, Prefer::Either)?, desk.contact(&self.other, Prefer::Either)?);
        let done = desk.run(Command::Merge { one, other })?;
        let text = format!(
            "{} and {} are one. Part them again:  rapport unmerge {}",
            desk.name(one),
            desk.name(other),
            short(other)
        );
        Ok(Said::new(receipt(&done), text))
    }
}

/// Take a contact out of those that were made one with it: each visit goes back to the one it was logged under.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  rapport unmerge 1a2b3c")]
pub struct Unmerge {
    /// Either of them
    #[arg(value_name = "ID")]
    contact: String,
}

impl Unmerge {
    pub fn run(self, desk: &Desk) -> Result<Said, Failure> {
        let id = desk.contact(&self.contact, Prefer::Either)?;
        let group = desk.book.page(id)?.aliases;
        let done = desk.run(Command::Unmerge(id))?;
        let (mut parted, mut told) = (Table::default(), BTreeSet::new());
        for member in std::iter::once(id).chain(group) {
            if !told.insert(member) {
                continue;
            }
            // Those that were merged with each other still are.
            let with = desk.book.page(member)?.aliases;
            told.extend(with.iter().copied());
            let shown = with.first().copied().unwrap_or(member);
            let others: Vec<String> = with.iter().skip(1).map(|other| short(*other)).collect();
            let still = if others.is_empty() { String::new() } else { format!("still one with {}", others.join(", ")) };
            parted.row([
                Cell::new(Ink::Faint, short(shown)),
                desk.line(&desk.book.get(shown)?).into(),
                Cell::new(Ink::Faint, still),
            ]);
        }
        Ok(Said::new(receipt(&done), format!("Parted again:\n{}", parted.show(&desk.screen))))
    }
}
