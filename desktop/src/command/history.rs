//! `rapport history`, `conflicts`, `resolve`: who wrote what, and what two devices wrote at once.

use clap::Args;
use rapport_core::{
    Command,
    model::{
        Kind,
        view::{Conflict, FieldRevision, Rival},
    },
    practice::library,
};
use serde_json::json;

use super::receipt;
use crate::{
    desk::Desk,
    failure::Failure,
    json::Said,
    names::short,
    screen::{Cell, Ink, Table},
    sheet::beginning,
    words,
};

/// Who changed what in a record, and when.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  rapport history \"Oak Street\"
  rapport history 1a2b3c")]
pub struct ShowHistory {
    /// Whose: a name, a referral's code, an id or its end
    #[arg(value_name = "ID")]
    what: String,
}

impl ShowHistory {
    pub fn run(self, desk: &Desk) -> Result<Said, Failure> {
        let (id, kind) = desk.thing(&self.what)?;
        let revisions = desk.book.history(id)?;
        let mut parts = vec![format!("{}  {}", desk.screen.heading(&desk.name(id)), desk.screen.hint(&short(id)))];
        for revision in &revisions {
            let mut table = Table::default();
            for edit in &revision.edits {
                let (before, after) = (self::said(desk, &kind, edit, true), self::said(desk, &kind, edit, false));
                let change = match (before.is_empty(), after.is_empty()) {
                    (true, _) => after,
                    (false, true) => format!("{before}, taken away"),
                    (false, false) => format!("{before} → {after}"),
                };
                table.row([Cell::new(Ink::Faint, desk.key_in_words(&kind, &edit.field)), change.into()]);
            }
            let head = if revision.by.device == library::MAKER {
                "as it is shipped".to_owned()
            } else {
                format!("{}, {}", desk.clock.say(revision.at), words::by(&revision.by))
            };
            parts.push(format!("{head}\n{}", table.show(&desk.screen)));
        }
        Ok(Said::new(json!({ "id": id, "kind": kind, "revisions": revisions }), parts.join("\n\n")))
    }
}

fn said(desk: &Desk, kind: &Kind, edit: &FieldRevision, before: bool) -> String {
    let value = if before { &edit.before } else { &edit.after };
    value.as_ref().map(|value| beginning(&desk.value_in_words(kind, &edit.field, value))).unwrap_or_default()
}

/// What two devices wrote at once.
///
/// Both values are kept; the first listed is the one that shows. `rapport resolve` chooses.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  rapport conflicts
  rapport resolve \"Oak Street\" hours 2")]
pub struct ShowConflicts {
    /// How many, at most
    #[arg(long, default_value_t = 50)]
    limit: u32,
}

impl ShowConflicts {
    pub fn run(self, desk: &Desk) -> Result<Said, Failure> {
        let conflicts = desk.book.conflicts(self.limit)?;
        let shown: Vec<String> = conflicts.iter().map(|conflict| show(desk, conflict)).collect();
        let text = match conflicts.first() {
            None => "All devices agree.".to_owned(),
            Some(first) => {
                let hint = format!("Choose:  rapport resolve {} {} 2", short(first.id), quoted(&first.field));
                format!("{}\n\n{}", shown.join("\n\n"), desk.screen.hint(&hint))
            }
        };
        Ok(Said::new(json!({ "conflicts": conflicts }), text))
    }
}

fn show(desk: &Desk, conflict: &Conflict) -> String {
    let mut table = Table::default();
    for (number, rival) in (1_u32..).zip(&conflict.rivals) {
        let value = desk.value_in_words(&conflict.kind, &conflict.field, &rival.value);
        let who = format!("{}, {}", words::by(&rival.by), desk.clock.say(rival.at));
        let shows = if number == 1 { "shows now" } else { "" };
        table.row([
            Cell::new(Ink::Faint, number.to_string()),
            Cell::new(Ink::Strong, value),
            who.into(),
            Cell::new(Ink::Faint, shows),
        ]);
    }
    let field = desk.key_in_words(&conflict.kind, &conflict.field);
    let id = desk.screen.hint(&short(conflict.id));
    format!("{}: {field}  {id}\n{}", desk.screen.heading(&desk.name(conflict.id)), table.show(&desk.screen))
}

/// Choose between what two devices wrote at once.
///
/// CHOICE is the number that `rapport conflicts` lists, the value itself, or the change's id. FIELD may be left out where
/// only one is disputed.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  rapport conflicts
  rapport resolve \"Oak Street\" hours 2
  rapport resolve \"Oak Street\" \"9-5\"")]
pub struct Resolve {
    /// Whose: a name, a referral's code, an id or its end
    #[arg(value_name = "ID")]
    what: String,
    /// Which field, and which value of it
    #[arg(value_name = "[FIELD] CHOICE", num_args = 1..=2, required = true)]
    rest: Vec<String>,
}

impl Resolve {
    pub fn run(self, desk: &Desk) -> Result<Said, Failure> {
        let (id, _) = desk.thing(&self.what)?;
        let (field, choice) = match self.rest.as_slice() {
            [field, choice] => (Some(field.as_str()), choice.as_str()),
            [choice] => (None, choice.as_str()),
            _ => return Err(Failure::usage("say which value:  rapport resolve ID FIELD 2")),
        };
        let all = desk.book.conflicts(u32::MAX)?;
        let disputed: Vec<&Conflict> = all.iter().filter(|conflict| conflict.id == id).collect();
        let conflict = self.disputed(desk, &disputed, field)?;
        let rival = chosen(desk, conflict, choice)?;
        let value = desk.value_in_words(&conflict.kind, &conflict.field, &rival.value);
        let done = desk.run(Command::Settle { id, field: conflict.field.clone(), choice: rival.change })?;
        let field = desk.key_in_words(&conflict.kind, &conflict.field);
        Ok(Said::new(receipt(&done), format!("{}: {field} is {value}.", desk.name(id))))
    }

    fn disputed<'c>(
        &self,
        desk: &Desk,
        disputed: &[&'c Conflict],
        field: Option<&str>,
    ) -> Result<&'c Conflict, Failure> {
        let named = |conflict: &&Conflict| match field {
            Some(field) => conflict.field == field || desk.key_in_words(&conflict.kind, &conflict.field) == field,
            None => true,
        };
        let found: Vec<&Conflict> = disputed.iter().copied().filter(named).collect();
        let fields = || disputed.iter().map(|conflict| quoted(&conflict.field)).collect::<Vec<_>>().join(", ");
        match found.as_slice() {
            [one] => Ok(one),
            [] if disputed.is_empty() => Err(Failure::NotFound(format!(
                "the devices agree about {}. What is disputed:  rapport conflicts",
                self.what
            ))),
            [] => Err(Failure::NotFound(format!("that field is not disputed; these are: {}", fields()))),
            _ => Err(Failure::usage(format!("several fields are disputed; say which: {}", fields()))),
        }
    }
}

fn chosen<'c>(desk: &Desk, conflict: &'c Conflict, choice: &str) -> Result<&'c Rival, Failure> {
    let by_value = |rival: &&Rival| {
        let words = desk.value_in_words(&conflict.kind, &conflict.field, &rival.value);
        let raw = serde_json::to_value(&rival.value).ok();
        words == choice || raw.is_some_and(|raw| raw.as_str() == Some(choice)) || rival.change.to_string() == choice
    };
    let by_number = choice.parse::<usize>().ok().and_then(|number| conflict.rivals.get(number.checked_sub(1)?));
    match (conflict.rivals.iter().find(by_value), by_number) {
        (Some(one), Some(other)) if one.change != other.change => {
            let changes: Vec<String> = conflict
                .rivals
                .iter()
                .map(|rival| {
                    let value = desk.value_in_words(&conflict.kind, &conflict.field, &rival.value);
                    format!("  {}  {value}", rival.change)
                })
                .collect();
            Err(Failure::usage(format!(
                "“{choice}” is the number of one value, and another value itself; type the change that you mean:\n{}",
                changes.join("\n")
            )))
        }
        (Some(one), _) | (None, Some(one)) => Ok(one),
        (None, None) => Err(Failure::usage(format!("“{choice}” is none of them:\n{}", show(desk, conflict)))),
    }
}

fn quoted(field: &str) -> String {
    if field.contains(' ') { format!("\"{field}\"") } else { field.to_owned() }
}
