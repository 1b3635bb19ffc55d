//! `rapport ask`: asking for one practitioner, exactly; what they said; whom not to ask for a while.

use clap::{Args, Subcommand};
use rapport_core::{
    Command,
    command::{AskAnswer, NewAsk},
    model::{
        Kind, RecordId, TouchpointKind,
        view::{AskState, ComposedAsk},
    },
};
use serde_json::json;

use super::{
    receipt,
    wording::{Asked, said},
};
use crate::{
    desk::Desk,
    failure::Failure,
    json::Said,
    names::{Prefer, short},
    screen::{Cell, Ink, Table},
    sheet::DOT,
    words,
};

/// Ask for one practitioner, exactly; note what they said; leave in peace who said no.
#[derive(Debug, Subcommand)]
#[command(after_help = "Examples:
  rapport ask compose Ana --profession \"pediatric neurologist\" --area Riverside --need \"children who can't sleep\"
  rapport ask record Ana --profession neurologist --area Riverside --need epilepsy --put email
  rapport ask outcome 1a2b3c no --said \"not this year\"
  rapport ask no-list
  rapport ask rehearse 1a2b3c")]
pub enum Ask {
    Compose(Compose),
    Record(Keep),
    Put(Put),
    Outcome(Answer),
    List(List),
    NoList(NoList),
    Rehearse(Rehearse),
}

impl Ask {
    pub fn run(self, desk: &Desk) -> Result<Said, Failure> {
        match self {
            Self::Compose(compose) => compose.run(desk),
            Self::Record(keep) => keep.run(desk),
            Self::Put(put) => put.run(desk),
            Self::Outcome(answer) => answer.run(desk),
            Self::List(List {}) => list(desk),
            Self::NoList(NoList {}) => no_list(desk),
            Self::Rehearse(rehearse) => rehearse.run(desk),
        }
    }
}

/// An ask in words, and what is not exact about it. Nothing is kept.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  rapport ask compose Ana --profession \"pediatric neurologist\" --area Riverside --need \"children who can't sleep\"
  rapport ask compose Ana --other \"Dr Osei\" --need \"sleep studies\"")]
pub struct Compose {
    /// Who would be asked
    who: Option<String>,
    #[command(flatten)]
    asked: Asked,
    /// Whom you want to meet, by name
    #[arg(long, value_name = "NAME", default_value = "")]
    other: String,
}

impl Compose {
    fn run(self, desk: &Desk) -> Result<Said, Failure> {
        let who = self.who.as_deref().map(|typed| desk.contact(typed, Prefer::Either)).transpose()?;
        let composed = desk.book.composed_ask(who, &self.asked.seeks(), &self.other)?;
        self.asked.hear(desk, &self.other)?;
        let mut parts = vec![said(desk, &composed.wording)];
        parts.extend(warnings(desk, &composed));
        Ok(Said::new(composed, parts.join("\n\n")).keeping_nothing())
    }
}

/// What speaks against putting an ask as it stands.
fn warnings(desk: &Desk, composed: &ComposedAsk) -> Option<String> {
    let mut lines: Vec<String> = composed.vague.iter().map(words::vague).collect();
    let rests = composed.resting_until.map(|day| desk.clock.say_day(day));
    lines.extend(rests.map(|until| format!("they asked to be left alone until {until}")));
    (!lines.is_empty()).then(|| desk.screen.ink(Ink::Amber, &lines.join("\n")))
}

/// Keep an ask: to be put on a day, or put already.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  rapport ask record Ana --profession neurologist --area Riverside --need epilepsy --due Friday
  rapport ask record Ana --profession neurologist --area Riverside --need epilepsy --put call")]
pub struct Keep {
    /// Who is asked
    who: String,
    #[command(flatten)]
    asked: Asked,
    /// In one line [default: made of the three]
    #[arg(long, value_name = "TEXT", default_value = "")]
    text: String,
    /// Whom it is about, if they are in the book
    #[arg(long, value_name = "WHO")]
    about: Option<String>,
    /// It was put, by this
    #[arg(long, value_parser = words::one_of::<TouchpointKind>())]
    put: Option<TouchpointKind>,
    /// By when it is to be put, or answered
    #[arg(long, value_name = "WHEN")]
    due: Option<String>,
}

impl Keep {
    fn run(self, desk: &Desk) -> Result<Said, Failure> {
        let to = desk.contact(&self.who, Prefer::Either)?;
        let about = self.about.as_deref().map(|typed| desk.contact(typed, Prefer::Either)).transpose()?;
        let due = self.due.as_deref().map(|typed| desk.clock.day(typed)).transpose()?;
        let seeks = self.asked.seeks();
        let other = about.map(|about| desk.name(about)).unwrap_or_default();
        let composed = desk.book.composed_ask(Some(to), &seeks, &other)?;
        let ask = NewAsk { to: Some(to), seeks, text: self.text, about, put: self.put, due };
        let done = desk.run(Command::MakeAsk(ask))?;
        let id = done.records.first().expect("an ask that was kept is named").id;
        let mut text = format!("Kept: {}  {}", desk.line(&desk.book.get(id)?), desk.screen.hint(&short(id)));
        if let Some(warnings) = warnings(desk, &composed) {
            text = format!("{text}\n{warnings}");
        }
        Ok(Said::new(receipt(&done), text))
    }
}

/// An ask was put.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  rapport ask put 1a2b3c --by call")]
pub struct Put {
    /// Which: its id
    #[arg(value_name = "ID")]
    ask: String,
    /// By what
    #[arg(long, value_parser = words::one_of::<TouchpointKind>(), default_value = "call")]
    by: TouchpointKind,
}

impl Put {
    fn run(self, desk: &Desk) -> Result<Said, Failure> {
        let id = ask(desk, &self.ask)?;
        let done = desk.run(Command::PutAsk { id, by: self.by, at: None })?;
        let text = format!("Asked: {}", desk.line(&desk.book.get(id)?));
        Ok(Said::new(receipt(&done), text))
    }
}

/// What somebody said.
#[derive(Debug, Clone, Copy, clap::ValueEnum)]
enum Outcome {
    Yes,
    Later,
    No,
}

/// An ask was answered: yes, later, or no. Who says no is left alone for half a year.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  rapport ask outcome 1a2b3c yes --said \"wrote to both\"
  rapport ask outcome 1a2b3c later --until \"1 March\"
  rapport ask outcome 1a2b3c no --said \"knows nobody\" --until \"next year\"")]
pub struct Answer {
    /// Which: its id
    #[arg(value_name = "ID")]
    ask: String,
    /// What they said
    #[arg(value_enum)]
    outcome: Outcome,
    /// In their words
    #[arg(long, value_name = "TEXT", default_value = "")]
    said: String,
    /// Until when they are left alone
    #[arg(long, value_name = "WHEN")]
    until: Option<String>,
}

impl Answer {
    fn run(self, desk: &Desk) -> Result<Said, Failure> {
        let id = ask(desk, &self.ask)?;
        let until = self.until.as_deref().map(|typed| desk.clock.day(typed)).transpose()?;
        let answer = match self.outcome {
            Outcome::Yes => AskAnswer::Yes,
            Outcome::Later => AskAnswer::Later,
            Outcome::No => AskAnswer::No,
        };
        let done = desk.run(Command::AnswerAsk { id, answer, text: self.said, until, at: None })?;
        let line = desk.book.asks()?.into_iter().find(|line| line.id == id).expect("what was answered is an ask");
        let rests = line.quiet_until.map(|day| format!("{DOT}rests until {}", desk.clock.say_day(day)));
        let text = format!("Noted: {}{DOT}{}{}", line.text, words::ask_state(line.state), rests.unwrap_or_default());
        Ok(Said::new(receipt(&done), text))
    }
}

/// All asks and what became of them.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  rapport ask list")]
pub struct List {}

fn list(desk: &Desk) -> Result<Said, Failure> {
    let asks = desk.book.asks()?;
    let mut rows = Table::default();
    for ask in &asks {
        let to = ask.to.as_ref().map_or("", |to| to.name.as_str());
        let when = ask
            .answered
            .map(|at| desk.clock.say(at))
            .or_else(|| ask.due.map(|due| format!("due {}", desk.clock.say_day(due))));
        let ink = if ask.state == AskState::Yes { Ink::Green } else { Ink::Plain };
        rows.row([
            Cell::new(Ink::Faint, short(ask.id)),
            to.into(),
            ask.text.as_str().into(),
            Cell::new(ink, words::ask_state(ask.state)),
            Cell::new(Ink::Faint, when.unwrap_or_default()),
            Cell::from(ask.answer.as_str()),
        ]);
    }
    let text = if rows.is_empty() {
        "You have asked nobody yet. Find the words:  rapport ask compose WHO --profession … --area … --need …"
            .to_owned()
    } else {
        format!("{}\n{}", desk.screen.heading("Asks"), rows.show(&desk.screen))
    };
    Ok(Said::new(json!({ "asks": asks }), text))
}

/// Who said no or later, since when, and until when they are left alone.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  rapport ask no-list")]
pub struct NoList {}

fn no_list(desk: &Desk) -> Result<Said, Failure> {
    let list = desk.book.no_list()?;
    let mut rows = Table::default();
    for one in &list {
        let since = one.since.map(|at| format!("since {}", desk.clock.say(at))).unwrap_or_default();
        let until =
            one.until.map_or("until they bring it up".to_owned(), |day| format!("until {}", desk.clock.say_day(day)));
        let answer = if one.answer.is_empty() { String::new() } else { format!("“{}”", one.answer) };
        rows.row([
            one.who.name.as_str().into(),
            one.text.as_str().into(),
            answer.into(),
            Cell::new(Ink::Faint, since),
            until.into(),
        ]);
    }
    let text = if rows.is_empty() {
        "Nobody asked to be left alone.".to_owned()
    } else {
        format!("{}\n{}", desk.screen.heading("Not to be asked for now; all else goes on"), rows.show(&desk.screen))
    };
    Ok(Said::new(json!({ "no_list": list }), text))
}

/// Cards to rehearse an ask with, out loud.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  rapport ask rehearse 1a2b3c")]
pub struct Rehearse {
    /// Which: its id
    #[arg(value_name = "ID")]
    ask: String,
}

impl Rehearse {
    fn run(self, desk: &Desk) -> Result<Said, Failure> {
        let cards = desk.book.rehearsal(ask(desk, &self.ask)?)?;
        let mut shown = Vec::new();
        for card in &cards {
            let mut rows = Table::default();
            rows.row([card.say.text.as_str().into()]);
            shown.push(format!("{}\n{}", desk.screen.heading(words::cue(card.cue)), rows.show(&desk.screen)));
        }
        Ok(Said::new(json!({ "cards": cards }), shown.join("\n\n")))
    }
}

fn ask(desk: &Desk, typed: &str) -> Result<RecordId, Failure> {
    desk.of_kind(typed, &Kind::Promise, "ask", "rapport ask list")
}
