//! `rapport log`: a visit, a call or any other touch, in one line.

use std::collections::{BTreeMap, BTreeSet};

use clap::Args;
use rapport_core::{
    Command, Receipt,
    command::{NewPerson, NewPlace, NewVisit, NextStep},
    model::{Direction, Form, Instant, ItemKind, Met, Outcome, Record, RecordId, TouchpointKind, TouchpointState},
    practice::fold::fold,
};

use super::{receipt, suggest::where_one_is};
use crate::{
    desk::Desk,
    failure::Failure,
    json::Said,
    names::{Prefer, short},
    screen::{Cell, Ink, Table},
    when::Way,
    words,
};

/// Log a visit, a call or any other touch.
///
/// Somewhere or somebody is all that it needs. WHO may be a place or a person; of a person, the place is theirs. Without WHO
/// the places where you may be are offered, as `rapport suggest` has them.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  rapport log \"Oak Street\"
  rapport log                                where you are likely to be is offered
  rapport log \"Oak Street\" --met \"Ana Ruiz\" --left cookies --left card:5 --outcome met \\
      --note \"Two new doctors in January\" --next \"in 2 weeks: bring brochures\"
  rapport log \"Oak Street\" --met \"front desk\" --on \"yesterday 14:05\"
  rapport log \"dr lee\" --kind call --outcome no_answer
  rapport log \"Elm Clinic\" --new --outcome dropped_off
  rapport log \"Oak Street\" --planned --on \"Tuesday 10:00\"")]
pub struct Log {
    /// The place or the person; nobody: you are asked where you are
    who: Option<String>,
    /// Whom you met: a name, or a role such as "front desk"; may be given again
    #[arg(long, value_name = "WHO")]
    met: Vec<String>,
    /// What you left and how many; may be given again
    #[arg(long, value_name = "ITEM[:COUNT]")]
    left: Vec<String>,
    /// How it went
    #[arg(long, value_parser = words::one_of::<Outcome>())]
    outcome: Option<Outcome>,
    /// What is worth keeping
    #[arg(long, value_name = "TEXT", default_value = "", hide_default_value = true)]
    note: String,
    /// What comes next, and when: "in 2 weeks: bring brochures"
    #[arg(long, value_name = "WHEN: WHAT")]
    next: Option<String>,
    /// What it was
    #[arg(long, value_parser = words::one_of::<TouchpointKind>(), default_value = "visit")]
    kind: TouchpointKind,
    /// When it was: "yesterday 14:05" [default: now]
    #[arg(long, value_name = "WHEN")]
    on: Option<String>,
    /// It is still to come
    #[arg(long)]
    planned: bool,
    /// What it was for
    #[arg(long, value_name = "TEXT", default_value = "", hide_default_value = true)]
    purpose: String,
    /// What you learned
    #[arg(long, value_name = "TEXT", default_value = "", hide_default_value = true)]
    intel: String,
    /// How long it took
    #[arg(long, value_name = "MINUTES")]
    length: Option<i64>,
    /// Who reached out: in, they did
    #[arg(long, value_parser = words::one_of::<Direction>())]
    direction: Option<Direction>,
    /// A record that it is about: a referral's code, a promise's id; may be given again
    #[arg(long, value_name = "ID")]
    about: Vec<String>,
    /// Whoever is not in the book yet is put into it: WHO as a place, --met as people there
    #[arg(long)]
    new: bool,
}

impl Log {
    pub fn run(self, desk: &Desk) -> Result<Said, Failure> {
        // All that can be refused is read before anything is kept, a new place too.
        let at = self.at(desk)?;
        let left = left(desk, &self.left)?;
        let next = self.next.as_deref().map(|typed| next_step(desk, typed)).transpose()?;
        let who = self.who(desk)?;
        let place = if let Meant::Known((place, _)) = &who { *place } else { None };
        let whom = self.met.iter().map(|typed| self.met(desk, typed, place)).collect::<Result<Vec<_>, _>>()?;
        let about = self.about.iter().map(|typed| Ok(desk.record(typed)?.0)).collect::<Result<_, Failure>>()?;
        let (place, met) = who_is_there(desk, who, whom)?;
        let plan = place
            .filter(|_| self.is_here_and_now())
            .map(|place| desk.planned_stop(place, &self.kind))
            .transpose()?
            .flatten();
        let state = if self.planned { TouchpointState::Planned } else { TouchpointState::Done };
        let visit = NewVisit {
            place,
            met,
            kind: self.kind,
            state,
            direction: self.direction,
            at,
            left,
            outcome: self.outcome,
            length_min: self.length,
            purpose: self.purpose,
            intel: self.intel,
            note: self.note,
            next,
            about,
            plan,
            new: None,
        };
        let done = desk.run(Command::LogVisit(visit))?;
        let text = said(desk, &done, self.planned)?;
        Ok(Said::new(receipt(&done), text))
    }

    fn at(&self, desk: &Desk) -> Result<Option<Instant>, Failure> {
        let Some(typed) = &self.on else {
            if self.planned {
                return Err(Failure::usage("a plan needs a day: add --on \"Tuesday 10:00\""));
            }
            return Ok(None);
        };
        let (now, said) = (desk.clock.now(), |at| desk.clock.say(at));
        let at = desk.clock.moment(typed, if self.planned { Way::Forth } else { Way::Back })?;
        match (self.planned, at > now) {
            (false, true) => Err(Failure::usage(format!(
                "“{typed}” is {}, which is still to come: add --planned to plan it",
                said(at)
            ))),
            (true, false) => {
                Err(Failure::usage(format!("“{typed}” is {}, which is past: leave --planned out to log it", said(at))))
            }
            _ => Ok(Some(at)),
        }
    }

    /// The place, and the person if WHO is one.
    fn who(&self, desk: &Desk) -> Result<Meant<Where>, Failure> {
        let typed = match &self.who {
            Some(typed) => typed.clone(),
            None if self.is_here_and_now() => where_one_is(desk)?,
            None => {
                return Err(Failure::usage(
                    "nothing was logged: say where or with whom, as in  rapport log \"Oak Street\" …",
                ));
            }
        };
        let Some(id) = desk.find_contact(&typed, Prefer::Either)? else {
            if self.adds(desk, &typed)? {
                return Ok(Meant::New(typed));
            }
            return Err(Failure::NotFound(format!(
                "“{typed}” is not in the book, and nothing was logged. Add it in the same breath:\n  rapport log \"{typed}\" --new …"
            )));
        };
        Ok(Meant::Known(match desk.book.get(id)?.record {
            Record::Contact(contact) if contact.form == Form::Person => {
                let mut places = contact.at.into_keys();
                let only = places.next().filter(|_| places.next().is_none());
                (only, [Met::Contact(id)].into())
            }
            _ => (Some(id), BTreeSet::new()),
        }))
    }

    /// Whether where one is now says where it was.
    fn is_here_and_now(&self) -> bool {
        self.on.is_none() && !self.planned && matches!(self.kind, TouchpointKind::Visit | TouchpointKind::GiftDrop)
    }

    fn met(&self, desk: &Desk, typed: &str, at: Option<RecordId>) -> Result<Meant<Met>, Failure> {
        if let Some(met) = desk.met(typed, at)? {
            return Ok(Meant::Known(met));
        }
        if self.adds(desk, typed)? {
            return Ok(Meant::New(typed.to_owned()));
        }
        Err(Failure::NotFound(format!(
            "nobody in the book is called “{typed}”, and nothing was logged. Add them in the same breath with --new, or name a role: --met \"front desk\""
        )))
    }

    /// Whether somebody who is not in the book is put into it.
    fn adds(&self, desk: &Desk, typed: &str) -> Result<bool, Failure> {
        let no_id = desk.book.ids_like(typed, 1)?.is_empty();
        let ask = || desk.screen.ask(&format!("“{typed}” is not in the book. Add it? [Y/n]"));
        Ok(no_id
            && (self.new || ask().is_some_and(|answer| matches!(answer.to_lowercase().as_str(), "" | "y" | "yes"))))
    }
}

/// A place, and whom one met there.
type Where = (Option<RecordId>, BTreeSet<Met>);

/// Somebody in the book, or somebody to be put into it.
enum Meant<T> {
    Known(T),
    New(String),
}

/// Puts into the book whoever is not in it yet.
fn who_is_there(desk: &Desk, who: Meant<Where>, whom: Vec<Meant<Met>>) -> Result<Where, Failure> {
    let (place, mut met) = match who {
        Meant::Known(known) => known,
        Meant::New(name) => {
            let place = NewPlace { name, ..NewPlace::default() };
            (Some(first(&desk.run(Command::AddPlace(place))?)), BTreeSet::new())
        }
    };
    for whom in whom {
        met.insert(match whom {
            Meant::Known(met) => met,
            Meant::New(name) => {
                let person = NewPerson { name, at: place, ..NewPerson::default() };
                Met::Contact(first(&desk.run(Command::AddPerson(person))?))
            }
        });
    }
    Ok((place, met))
}

/// `cookies`, `card:5`; an item of the book by its name.
pub fn left(desk: &Desk, typed: &[String]) -> Result<BTreeMap<String, i64>, Failure> {
    if typed.is_empty() {
        return Ok(BTreeMap::new());
    }
    let items = desk.book.library(None)?;
    let mut left = BTreeMap::new();
    for typed in typed {
        let counted = typed.rsplit_once(':').and_then(|(item, count)| Some((item, count.trim().parse::<i64>().ok()?)));
        let (item, count) = counted.unwrap_or((typed.as_str(), 1));
        let name = fold(item);
        if name.is_empty() || count < 1 {
            return Err(Failure::usage(format!("“{typed}” leaves nothing: write --left cookies or --left card:5")));
        }
        let known = items.iter().filter(|item| !matches!(item.item.kind, ItemKind::Wording | ItemKind::Checklist));
        let known = known.into_iter().find(|item| fold(&item.key) == name || fold(&item.item.name) == name);
        *left.entry(known.map_or(name, |item| item.key.clone())).or_insert(0) += count;
    }
    Ok(left)
}

fn next_step(desk: &Desk, typed: &str) -> Result<NextStep, Failure> {
    if typed.trim().is_empty() {
        return Err(Failure::usage(
            "--next says nothing: write --next \"in 2 weeks: bring brochures\", or leave it out",
        ));
    }
    let (due, text) = desk.clock.step(typed)?;
    let text = if text.is_empty() { words::FOLLOW_UP.to_owned() } else { text };
    Ok(NextStep { text, due })
}

fn said(desk: &Desk, done: &Receipt, planned: bool) -> Result<String, Failure> {
    let screen = &desk.screen;
    let mut table = Table::default();
    for touched in &done.records {
        let entry = desk.book.get(touched.id)?;
        let label = match (&entry.record, planned) {
            (Record::Touchpoint(touchpoint), true) => format!("planned, {}", desk.clock.say(touchpoint.at)),
            (Record::Touchpoint(touchpoint), false) => format!("logged, {}", desk.clock.say(touchpoint.at)),
            (Record::Promise(_), _) => "next".to_owned(),
            (other, _) => other.kind().as_str().to_owned(),
        };
        table.row([Cell::new(Ink::Green, label), Cell::new(Ink::Faint, short(touched.id)), desk.line(&entry).into()]);
    }
    let again = same_again(desk, first(done))?;
    let hint = again.unwrap_or_else(|| "Saved here.  rapport undo  takes it back.".to_owned());
    Ok(format!("{}\n{}", table.show(screen), screen.hint(&hint)))
}

/// The same place twice within the hour may be the same visit.
fn same_again(desk: &Desk, id: RecordId) -> Result<Option<String>, Failure> {
    let Record::Touchpoint(this) = desk.book.get(id)?.record else { return Ok(None) };
    let who = this.place.or_else(|| {
        this.met.iter().find_map(|met| match met {
            Met::Contact(id) => Some(*id),
            Met::Role(_) => None,
        })
    });
    let recent = desk.book.timeline(who, None, 12)?.items;
    let other = recent.iter().find(|moment| match &moment.entry.record {
        Record::Touchpoint(other) => {
            moment.entry.id != id
                && other.kind == this.kind
                && other.state == this.state
                && other.at.0.abs_diff(this.at.0) <= 3_600_000
        }
        _ => false,
    });
    Ok(other.map(|other| {
        let (when, other) = (desk.clock.say(other.at), short(other.entry.id));
        format!("Another stands there within the hour ({when}, {other}). The same visit?  rapport undo  takes this one back.")
    }))
}

fn first(done: &Receipt) -> RecordId {
    done.records.first().expect("a command that makes a record names it").id
}
