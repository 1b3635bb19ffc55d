//! `rapport review`: details that were not confirmed for too long.

use clap::{Args, value_parser};
use rapport_core::{
    Command,
    command::FieldEdit,
    model::{Contact, Kind, Record, RecordId},
    practice::review::FIELDS,
};
use serde_json::json;

use super::receipt;
use crate::{
    desk::Desk,
    failure::Failure,
    json::Said,
    names::{Prefer, short},
    screen::{Cell, Ink, Table},
    words,
};

/// What should be confirmed again: hours, roles, telephone numbers, addresses.
///
/// The most overdue come first. Confirm a detail as it is, or say what it is now: both count as confirmed today.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  rapport review
  rapport review \"Oak Street\"
  rapport review \"Oak Street\" --confirm hours --confirm phone
  rapport review \"Oak Street\" \"hours=Mon-Thu 8-5\"")]
pub struct Review {
    /// Whose [default: everybody's]
    who: Option<String>,
    /// What it is now: field=value; may be given again
    #[arg(value_name = "FIELD=VALUE")]
    edits: Vec<String>,
    /// This detail is right as it is; may be given again
    #[arg(long, value_name = "FIELD", requires = "who")]
    confirm: Vec<String>,
    /// How many, at most
    #[arg(long, default_value_t = 15, value_parser = value_parser!(u32).range(1..))]
    limit: u32,
}

impl Review {
    pub fn run(self, desk: &Desk) -> Result<Said, Failure> {
        let who = self.who.as_deref().map(|typed| desk.contact(typed, Prefer::Either)).transpose()?;
        match who {
            Some(who) if !self.edits.is_empty() || !self.confirm.is_empty() => self.confirmed(desk, who),
            who => self.list(desk, who),
        }
    }

    fn confirmed(&self, desk: &Desk, who: RecordId) -> Result<Said, Failure> {
        let today = desk.clock.today().to_string();
        let mut edits = Vec::new();
        let mut fields: Vec<String> = Vec::new();
        for typed in &self.edits {
            let edit = desk.field_edit(&Kind::Contact, typed)?;
            // Of `at:…` and `channel:phone:…` the detail is the role and the telephone.
            let mut parts = edit.field.split(':');
            let family = parts.next().unwrap_or_default();
            let kind = if family == "channel" { parts.next().unwrap_or_default() } else { family };
            fields.push(if kind == "mobile" { "phone".to_owned() } else { kind.to_owned() });
            edits.push(edit);
        }
        for field in &self.confirm {
            let field = field.trim().to_lowercase().replace([' ', '-'], "_");
            if !FIELDS.iter().any(|(known, _)| *known == field) {
                let known = FIELDS.iter().map(|(known, _)| *known).collect::<Vec<_>>().join(", ");
                return Err(Failure::usage(format!("“{field}” is nothing that is reviewed: {known}")));
            }
            fields.push(field);
        }
        fields.retain(|field| FIELDS.iter().any(|(known, _)| known == field));
        let confirmed =
            fields.iter().map(|field| FieldEdit { field: format!("confirmed:{field}"), value: today.clone() });
        edits.extend(confirmed);
        let done = desk.run(Command::Edit { id: who, edits })?;
        let text = format!("Confirmed today, of {}: {}", desk.name(who), fields.join(", "));
        Ok(Said::new(receipt(&done), text))
    }

    fn list(&self, desk: &Desk, who: Option<RecordId>) -> Result<Said, Failure> {
        let stale = desk.book.stale_fields(who, self.limit)?;
        let mut table = Table::default();
        for one in &stale {
            let Record::Contact(contact) = desk.book.get(one.who.id)?.record else { continue };
            let age = match one.confirmed {
                Some(_) => format!("confirmed {} days ago", one.age_days),
                None => format!("never confirmed, {} days old", one.age_days),
            };
            table.row([
                Cell::new(Ink::Faint, short(one.who.id)),
                one.who.name.as_str().into(),
                words::field(&Kind::Contact, &one.field).into(),
                said(desk, &contact, &one.field).into(),
                Cell::new(Ink::Amber, age),
            ]);
        }
        let text = if table.is_empty() {
            "Nothing has to be confirmed.".to_owned()
        } else {
            let hint = "Right as it is:  rapport review NAME --confirm FIELD";
            format!("{}\n{}", table.show(&desk.screen), desk.screen.hint(hint))
        };
        Ok(Said::new(json!({ "stale": stale }), text))
    }
}

/// What stands in the book for a detail.
fn said(desk: &Desk, contact: &Contact, field: &str) -> String {
    let all = |some: Vec<String>| some.join(", ");
    match field {
        "hours" => contact.hours.clone(),
        "drop_in" => contact.drop_in.clone(),
        "address" => contact.address.lines().collect::<Vec<_>>().join(", "),
        "helps" => all(contact.helps.iter().cloned().collect()),
        "at" => desk.all_of(contact.at.keys().copied()),
        kind => {
            let of_kind = contact.channel.keys().filter_map(|channel| channel.split_once(':'));
            let same = of_kind.filter(|(of, _)| *of == kind || (kind == "phone" && *of == "mobile"));
            all(same.map(|(_, value)| value.to_owned()).collect())
        }
    }
}
