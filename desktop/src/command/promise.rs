//! `rapport promise`, `done`, `snooze`: what was promised, and when it is kept.

use clap::Args;
use rapport_core::{
    Command,
    command::{FieldEdit, NewPromise},
    model::{Kind, Owes, PromiseKind, PromiseState, Record, RecordId, TouchpointState, view::Named},
    practice::{fold::fold, waits},
};

use super::receipt;
use crate::{
    desk::Desk,
    failure::Failure,
    json::Said,
    names::{Prefer, short},
    screen::Ink,
    words::{self, InWords as _},
};

/// Promise something, with a date.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  rapport promise \"bring brochures\" --to \"Oak Street\" --due \"in 2 weeks\"
  rapport promise \"send the intake form\" --to \"Dr Lee\" --by-them --due Friday
  rapport promise \"ask for an introduction to a neurologist\" --to Ana --kind ask")]
pub struct MakePromise {
    /// What is promised
    #[arg(required = true, value_name = "TEXT")]
    text: Vec<String>,
    /// To whom
    #[arg(long, value_name = "WHO")]
    to: Option<String>,
    /// By when
    #[arg(long, value_name = "WHEN")]
    due: Option<String>,
    /// They promised it to you
    #[arg(long)]
    by_them: bool,
    /// What sort of promise
    #[arg(long, value_parser = words::one_of::<PromiseKind>(), default_value = "follow_up")]
    kind: PromiseKind,
}

impl MakePromise {
    pub fn run(self, desk: &Desk) -> Result<Said, Failure> {
        let due = self.due.as_deref().map(|typed| desk.clock.day(typed)).transpose()?;
        let to = self.to.as_deref().map(|typed| desk.contact(typed, Prefer::Either)).transpose()?;
        let owes = if self.by_them { Owes::Them } else { Owes::Us };
        let promise = NewPromise { text: self.text.join(" "), to, due, owes, kind: self.kind };
        let done = desk.run(Command::MakePromise(promise))?;
        let id = done.records.first().expect("a promise that was made is named").id;
        let text = format!("Promised: {}  {}", desk.line(&desk.book.get(id)?), desk.screen.hint(&short(id)));
        Ok(Said::new(receipt(&done), text))
    }
}

/// Keep a promise, or do what was planned.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  rapport done 1a2b3c
  rapport done brochures            the open promise that says so")]
pub struct Done {
    /// The promise or the plan: its id, or a word of an open promise
    #[arg(value_name = "ID")]
    what: String,
    /// The visit or call by which it was kept
    #[arg(long, value_name = "ID")]
    by: Option<String>,
}

impl Done {
    pub fn run(self, desk: &Desk) -> Result<Said, Failure> {
        let by = self.by.as_deref();
        let by =
            by.map(|typed| desk.of_kind(typed, &Kind::Touchpoint, "visit or call", "rapport timeline")).transpose()?;
        let id = open_promise(desk, &self.what)?;
        let command = match desk.book.get(id)?.record {
            Record::Promise(_) => Command::KeepPromise { id, by },
            Record::Touchpoint(touchpoint) if touchpoint.state == TouchpointState::Planned => {
                Command::Edit { id, edits: vec![FieldEdit { field: "state".to_owned(), value: "done".to_owned() }] }
            }
            Record::Referral(referral) => {
                return Err(Failure::usage(format!(
                    "{} is a referral: say how far it went, as in  rapport referral answered {}",
                    referral.code, referral.code
                )));
            }
            other => {
                return Err(Failure::usage(format!(
                    "“{}” is a {}; only promises and plans can be done. What happened is logged:  rapport log WHO",
                    self.what,
                    other.kind().words()
                )));
            }
        };
        let done = desk.run(command)?;
        let text = format!("{} {}", desk.screen.ink(Ink::Green, "✓"), desk.line(&desk.book.get(id)?));
        Ok(Said::new(receipt(&done), text))
    }
}

/// Put something off: a promise, a referral, a person, a place, a plan or what runs out.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  rapport snooze 1a2b3c \"1 week\"
  rapport snooze \"Oak Street\" \"next month\"
  rapport snooze R-7K3QX tomorrow                its answer
  rapport snooze R-7K3QX \"next week\" --thanks   its thank-you
  rapport snooze brochure \"2 weeks\"             more is ordered")]
pub struct Snooze {
    /// What
    #[arg(value_name = "ID")]
    what: String,
    /// Until when
    #[arg(value_name = "WHEN")]
    until: String,
    /// Of a referral the thank-you, not the answer
    #[arg(long)]
    thanks: bool,
}

impl Snooze {
    pub fn run(self, desk: &Desk) -> Result<Said, Failure> {
        let until = desk.clock.day(&self.until)?;
        let id = match open_promise(desk, &self.what) {
            Err(unfound @ Failure::NotFound(_)) => stocked(desk, &self.what)?.ok_or(unfound)?,
            found => found?,
        };
        let (command, what) = match desk.book.get(id)?.record {
            Record::Referral(referral) => {
                // Who was answered waits for no answer: what stands on Today is the thank-you.
                let thanks = self.thanks || waits::is_unthanked(&referral) && !waits::is_unanswered(&referral);
                let command = if thanks { Command::SnoozeThanks { id, until } } else { Command::Snooze { id, until } };
                (command, if thanks { "The thank-you for " } else { "The answer to " })
            }
            other if self.thanks => {
                let kind = other.kind();
                return Err(Failure::usage(format!("--thanks is of a referral, and this is a {}", kind.words())));
            }
            _ => (Command::Snooze { id, until }, ""),
        };
        let done = desk.run(command)?;
        let text = format!("{what}{} is quiet until {}.", desk.name(id), desk.clock.name_day(until));
        Ok(Said::new(receipt(&done), text))
    }
}

/// The item that is meant, of those that are stocked.
fn stocked(desk: &Desk, typed: &str) -> Result<Option<RecordId>, Failure> {
    let wanted = fold(typed);
    let lines = desk.book.stock()?.into_iter().filter(|line| line.item == typed || says(&line.name, &wanted));
    let named: Vec<Named> = lines.map(|line| Named { id: line.id, name: line.name }).collect();
    if named.is_empty() { Ok(None) } else { desk.choose(typed, named).map(Some) }
}

/// What an id or a name means; failing that, the open promise whose words begin with what was typed.
fn open_promise(desk: &Desk, typed: &str) -> Result<RecordId, Failure> {
    let unfound = match desk.record(typed) {
        Ok((id, _)) => return Ok(id),
        Err(unfound @ Failure::NotFound(_)) => unfound,
        Err(other) => return Err(other),
    };
    let wanted = fold(typed);
    let mut open = Vec::new();
    let mut after = None;
    loop {
        let page = desk.book.list(&Kind::Promise, after.as_deref(), 500)?;
        open.extend(page.items.into_iter().filter_map(|entry| match entry.record {
            Record::Promise(promise) if promise.state == PromiseState::Open && says(&promise.text, &wanted) => {
                Some(Named { id: entry.id, name: promise.text })
            }
            _ => None,
        }));
        after = page.next;
        if after.is_none() {
            break;
        }
    }
    if open.is_empty() { Err(unfound) } else { desk.choose(typed, open) }
}

/// Whether each word wanted begins a word of the text.
fn says(text: &str, wanted: &str) -> bool {
    let text = fold(text);
    wanted.split(' ').all(|word| text.split(' ').any(|said| said.starts_with(word)))
}
