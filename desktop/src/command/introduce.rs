//! `rapport introduce`, `path`, `introductions`: connecting people, and being introduced.

use clap::Args;
use rapport_core::{
    Command,
    command::NewIntroduction,
    model::{
        Promise, PromiseKind, TouchpointKind,
        view::{AskedFor, WarmPaths},
    },
    practice::serving::INTRODUCTION_TO,
};

use super::receipt;
use crate::{
    desk::Desk,
    failure::Failure,
    json::Said,
    names::{Prefer, short},
    screen::{Cell, Ink, Table},
    when::Way,
    words::{self, InWords as _},
};

/// Connect two people. It counts as a give to both, and from then on they know each other.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  rapport introduce \"Dr Lee\" \"Ana Ruiz\"
  rapport introduce \"Dr Lee\" \"Ana Ruiz\" --by meeting --on yesterday")]
pub struct Introduce {
    /// One
    one: String,
    /// The other
    other: String,
    /// By what
    #[arg(long, value_parser = words::one_of::<TouchpointKind>(), default_value = "email")]
    by: TouchpointKind,
    /// When [default: now]
    #[arg(long, value_name = "WHEN")]
    on: Option<String>,
}

impl Introduce {
    pub fn run(self, desk: &Desk) -> Result<Said, Failure> {
        let at = self.on.as_deref().map(|typed| desk.clock.moment(typed, Way::Back)).transpose()?;
        let one = desk.contact(&self.one, Prefer::Either)?;
        let other = desk.contact(&self.other, Prefer::Either)?;
        let done = desk.run(Command::Introduce(NewIntroduction { one, other, by: self.by, at }))?;
        let id = done.records.first().map(|touched| short(touched.id)).unwrap_or_default();
        let text = format!(
            "{} and {} know each other now. Logged as a give to both.  {}",
            desk.name(one),
            desk.name(other),
            desk.screen.hint(&id)
        );
        Ok(Said::new(receipt(&done), text))
    }
}

/// Who can introduce you to somebody, and what to write to them.
///
/// Who knows whom:  rapport edit "Dr Lee" knows="Dr Osei" . What came of an ask:  rapport done ID , and its answer:  rapport edit
/// ID "answer=wrote to her" .
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  rapport path \"Dr Osei\"
  rapport path \"Dr Osei\" --ask --due Friday        promise to ask the first of them
  rapport path \"Dr Osei\" --ask --of Ana            promise to ask Ana")]
pub struct Path {
    /// To whom
    who: String,
    /// Promise to ask
    #[arg(long)]
    ask: bool,
    /// Whom to ask [default: the first on the best way]
    #[arg(long, value_name = "WHO", requires = "ask")]
    of: Option<String>,
    /// By when
    #[arg(long, value_name = "WHEN", requires = "ask")]
    due: Option<String>,
}

impl Path {
    pub fn run(self, desk: &Desk) -> Result<Said, Failure> {
        let who = desk.contact(&self.who, Prefer::Either)?;
        let ways = desk.book.warm_paths(who)?;
        if self.ask {
            return self.promise(desk, &ways);
        }
        let mut table = Table::default();
        for way in &ways.paths {
            let names = way.people.iter().map(|named| named.name.as_str()).collect::<Vec<_>>().join(" → ");
            let last = way.last_touch.map(|at| format!("last {}", desk.clock.ago(at))).unwrap_or_default();
            table.row([names.into(), Cell::new(Ink::Faint, last)]);
        }
        let mut parts = Vec::new();
        if let Some(at) = ways.met {
            parts.push(format!(
                "You were in touch with {} {}: no introduction is needed.",
                ways.to.name,
                desk.clock.ago(at)
            ));
        }
        if !ways.asked.is_empty() {
            parts.push(format!("{}\n{}", desk.screen.heading("Asked"), asked(desk, &ways.asked).show(&desk.screen)));
        }
        match ways.paths.first().and_then(|way| way.people.first()) {
            Some(first) => {
                parts.push(format!("{}\n{}", desk.screen.heading("Ways"), table.show(&desk.screen)));
                let draft = words::introduction_draft(&first.name, &ways.to.name, &desk.practice()?.name);
                parts.push(format!("{}\n{draft}", desk.screen.heading(&format!("To {}", first.name))));
                parts.push(desk.screen.hint(&format!("Promise to ask:  rapport path \"{}\" --ask --due Friday", ways.to.name)));
            }
            None if ways.met.is_none() => parts.push(format!(
                "Nobody whom you meet is known to know {0}. Who does:  rapport edit NAME knows=\"{0}\"\nYou can still do them a good turn, and connect them to somebody:  rapport introduce \"{0}\" NAME",
                ways.to.name
            )),
            None => {}
        }
        Ok(Said::new(ways, parts.join("\n\n")))
    }

    fn promise(&self, desk: &Desk, ways: &WarmPaths) -> Result<Said, Failure> {
        let of = self.of.as_deref().map(|typed| desk.contact(typed, Prefer::Either)).transpose()?;
        let first = ways.paths.first().and_then(|way| way.people.first()).map(|first| first.id);
        let Some(asked) = of.or(first) else {
            return Err(Failure::usage(format!(
                "nobody is known who could be asked; name somebody with --of. Look with:  rapport path \"{}\"",
                ways.to.name
            )));
        };
        let due = self.due.as_deref().map(|typed| desk.clock.day(typed)).transpose()?;
        let promise = Promise {
            kind: PromiseKind::Ask,
            to: Some(asked),
            text: words::ask_to_introduce(&ways.to.name),
            due,
            seeks_need: format!("{INTRODUCTION_TO}{}", ways.to.name),
            ..Promise::default()
        };
        let done = desk.run(Command::Add(Box::new(promise.into())))?;
        let id = done.records.first().expect("a promise that was made is named").id;
        let draft = words::introduction_draft(&desk.name(asked), &ways.to.name, &desk.practice()?.name);
        let line = desk.line(&desk.book.get(id)?);
        let mut object = receipt(&done);
        object["draft"] = draft.clone().into();
        Ok(Said::new(object, format!("Promised: {line}  {}\n\n{draft}", desk.screen.hint(&short(id)))))
    }
}

/// Introductions that you made, that were made for you, and that you asked for.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  rapport introductions")]
pub struct Introductions {}

impl Introductions {
    pub fn run(desk: &Desk) -> Result<Said, Failure> {
        let all = desk.book.introductions()?;
        let (mut made, mut received) = (Table::default(), Table::default());
        for one in &all.made {
            let people = one.people.iter().map(|named| named.name.as_str()).collect::<Vec<_>>().join(" and ");
            let (id, when) = (short(one.id), desk.clock.say(one.at));
            made.row([Cell::new(Ink::Faint, id), people.into(), Cell::new(Ink::Faint, when)]);
        }
        for one in &all.received {
            let last =
                one.last_touch.map_or("not in touch yet".to_owned(), |at| format!("last {}", desk.clock.ago(at)));
            received.row([
                one.by.name.as_str().into(),
                format!("→ {}", one.who.name).into(),
                Cell::new(Ink::Faint, last),
            ]);
        }
        let parts =
            [("You connected", made), ("You were introduced by", received), ("You asked", asked(desk, &all.asked))];
        let parts: Vec<String> = parts
            .into_iter()
            .filter(|(_, table)| !table.is_empty())
            .map(|(heading, table)| format!("{}\n{}", desk.screen.heading(heading), table.show(&desk.screen)))
            .collect();
        let text = if parts.is_empty() {
            "No introduction yet. Connect two people:  rapport introduce \"Dr Lee\" \"Ana Ruiz\"".to_owned()
        } else {
            parts.join("\n\n")
        };
        Ok(Said::new(all, text))
    }
}

fn asked(desk: &Desk, asked: &[AskedFor]) -> Table {
    let mut table = Table::default();
    for one in asked {
        let who = one.asked.as_ref().map_or("somebody", |who| who.name.as_str());
        let due = one.due.map(|due| desk.clock.say_day(due)).unwrap_or_default();
        table.row([
            Cell::new(Ink::Faint, short(one.id)),
            who.into(),
            format!("for {}", one.to).into(),
            one.state.words().into(),
            Cell::new(Ink::Faint, if one.answer.is_empty() { due } else { one.answer.clone() }),
        ]);
    }
    table
}
