//! `rapport event`, `announce`: where you go, whom you met there, and what you told many.

use std::collections::BTreeSet;

use clap::{Args, Subcommand};
use rapport_core::{
    Command,
    command::{FieldEdit, MetThere},
    model::{Kind, Record, RecordId, Sector, Touchpoint, TouchpointKind, TouchpointState, view::EventLine},
    practice::fold::fold,
};
use serde_json::json;

use super::receipt;
use crate::{
    announcing::{Audience, announcement},
    desk::Desk,
    failure::Failure,
    json::Said,
    names::{Prefer, short},
    screen::{Cell, Ink, Table},
    sheet::DOT,
    when::Way,
    words::{self, InWords as _},
};

/// Events: your favourites and a couple of new ones, one skill to practise at each, and the people you met.
#[derive(Debug, Subcommand)]
#[command(after_help = "Examples:
  rapport event add \"Chamber breakfast\" --on \"Thursday 7:30\" --skill \"ask one question more\"
  rapport event log breakfast
  rapport event people breakfast \"Ana Ruiz\" \"Todd Baker\" --new
  rapport event list")]
pub enum Event {
    Add(AddEvent),
    Log(LogEvent),
    People(People),
    List(ListEvents),
}

impl Event {
    pub fn run(self, desk: &Desk) -> Result<Said, Failure> {
        match self {
            Self::Add(add) => add.run(desk),
            Self::Log(log) => log.run(desk),
            Self::People(people) => people.run(desk),
            Self::List(ListEvents {}) => list(desk),
        }
    }
}

/// Plan an event, or log one that was.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  rapport event add \"Chamber breakfast\" --on \"Thursday 7:30\" --skill \"ask one question more\"
  rapport event add \"Health fair\" --on yesterday --at \"Lincoln High\"")]
pub struct AddEvent {
    /// What it is called: the same name each time makes it a favourite
    name: String,
    /// When it is, or was
    #[arg(long, value_name = "WHEN")]
    on: String,
    /// Where
    #[arg(long, value_name = "PLACE")]
    at: Option<String>,
    /// The one skill to practise
    #[arg(long, default_value = "")]
    skill: String,
}

impl AddEvent {
    fn run(self, desk: &Desk) -> Result<Said, Failure> {
        let place = self.at.as_deref().map(|typed| desk.contact(typed, Prefer::Places)).transpose()?;
        let at = desk.clock.moment(&self.on, Way::Forth)?;
        let state = if at > desk.clock.now() { TouchpointState::Planned } else { TouchpointState::Done };
        let event = Touchpoint {
            kind: TouchpointKind::Event,
            state,
            place,
            at,
            zone: desk.book.zone()?.name().to_owned(),
            purpose: self.name,
            skill: self.skill,
            ..Touchpoint::default()
        };
        let done = desk.run(Command::Add(Box::new(event.into())))?;
        let id = done.records.first().expect("an event that was added is named").id;
        let text =
            format!("{}, {}  {}", desk.line(&desk.book.get(id)?), desk.clock.say(at), desk.screen.hint(&short(id)));
        Ok(Said::new(receipt(&done), text))
    }
}

/// You were there.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  rapport event log breakfast
  rapport event log breakfast --skill \"listened\" --intel \"they look for speakers\"")]
pub struct LogEvent {
    /// Which: its id, or words of its name
    event: String,
    /// The skill that you practised
    #[arg(long)]
    skill: Option<String>,
    /// What you learned
    #[arg(long)]
    intel: Option<String>,
}

impl LogEvent {
    fn run(self, desk: &Desk) -> Result<Said, Failure> {
        let id = event(desk, &self.event)?;
        let said = [("state", Some("done".to_owned())), ("skill", self.skill), ("intel", self.intel)];
        let edits =
            said.into_iter().filter_map(|(field, value)| Some(FieldEdit { field: field.to_owned(), value: value? }));
        let done = desk.run(Command::Edit { id, edits: edits.collect() })?;
        let next = format!("Whom did you meet?  rapport event people {} NAME NAME --new", short(id));
        let text = format!(
            "{}  {}\n{}",
            desk.line(&desk.book.get(id)?),
            desk.screen.hint(&short(id)),
            desk.screen.hint(&next)
        );
        Ok(Said::new(receipt(&done), text))
    }
}

/// Put all whom you met there into the book in one go.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  rapport event people breakfast \"Ana Ruiz\" \"Todd Baker\" --new")]
pub struct People {
    /// Which event: its id, or words of its name
    event: String,
    /// Whom you met; may be given again
    #[arg(required = true)]
    who: Vec<String>,
    /// Whoever is not in the book yet is put into it
    #[arg(long)]
    new: bool,
}

impl People {
    fn run(self, desk: &Desk) -> Result<Said, Failure> {
        let event = event(desk, &self.event)?;
        let mut people = Vec::new();
        for typed in self.who {
            people.push(match desk.find_contact(&typed, Prefer::People { at: None })? {
                Some(id) => MetThere::Known(id),
                None if self.new => MetThere::New(typed),
                None => {
                    return Err(Failure::NotFound(format!(
                        "“{typed}” is not in the book, and nobody was kept. Add --new to put whoever is new into it"
                    )));
                }
            });
        }
        let done = desk.run(Command::MeetAt { event, people })?;
        let mut met = Vec::new();
        for touched in done.records.iter().filter(|touched| touched.kind == Kind::Touchpoint && touched.id != event) {
            if let Record::Touchpoint(touchpoint) = desk.book.get(touched.id)?.record {
                met.extend(touchpoint.met.iter().map(|met| desk.whom(met)));
            }
        }
        let text = format!("Met at {}: {}", desk.name(event), met.join(", "));
        Ok(Said::new(receipt(&done), text))
    }
}

/// Your events, and how many were new this year.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  rapport event list
  rapport edit practice target:new_events=4        how many new ones a year")]
pub struct ListEvents {}

fn list(desk: &Desk) -> Result<Said, Failure> {
    let events = desk.book.events()?;
    let mut table = Table::default();
    for event in &events.items {
        let often = match event.times_before {
            0 => "new".to_owned(),
            1 => "once before".to_owned(),
            times => format!("{times} times before"),
        };
        let met = event.met.iter().map(|named| named.name.as_str()).collect::<Vec<_>>().join(", ");
        let met = if met.is_empty() { met } else { format!("met {met}") };
        let state = if event.state == TouchpointState::Done { String::new() } else { event.state.words().to_owned() };
        let says: Vec<String> =
            [often, state, event.skill.clone(), met].into_iter().filter(|said| !said.is_empty()).collect();
        let (id, when) = (short(event.id), desk.clock.say(event.at));
        table.row([
            Cell::new(Ink::Faint, id),
            Cell::new(Ink::Faint, when),
            event.name.as_str().into(),
            says.join(DOT).into(),
        ]);
    }
    let goal = format!("New this year: {} of {}", events.new_this_year, events.goal);
    let text = if table.is_empty() {
        "No event yet. Plan one:  rapport event add \"Chamber breakfast\" --on \"Thursday 7:30\"".to_owned()
    } else {
        format!("{}\n{}", table.show(&desk.screen), desk.screen.heading(&goal))
    };
    Ok(Said::new(events, text))
}

/// The event that an id, or words of its name, mean: the latest of several of one name.
fn event(desk: &Desk, typed: &str) -> Result<RecordId, Failure> {
    let events = desk.book.events()?.items;
    let wanted = fold(typed);
    let begins = |name: &str| {
        let name = fold(name);
        wanted.split(' ').all(|wanted| name.split(' ').any(|word| word.starts_with(wanted)))
    };
    let mut named: Vec<&EventLine> = events.iter().filter(|event| begins(&event.name)).collect();
    named.dedup_by_key(|event| fold(&event.name));
    match named.as_slice() {
        [] => desk.of_kind(typed, &Kind::Touchpoint, "event", "rapport event list"),
        [one] => Ok(one.id),
        several => {
            let named =
                several.iter().map(|event| rapport_core::model::view::Named { id: event.id, name: event.name.clone() });
            desk.choose(typed, named.collect())
        }
    }
}

/// Tell many of something new: an opening, a group, a paper. Telling people what they need is a service.
///
/// Without arguments what was announced is shown, and to whom.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  rapport announce \"two openings for teens\" --sector school --sector pediatrics
  rapport announce \"sleep group from March\" --to \"Dr Lee\" --tag near
  rapport announce")]
pub struct Announce {
    /// What
    what: Vec<String>,
    /// To whom; may be given again
    #[arg(long, value_name = "WHO")]
    to: Vec<String>,
    /// To all of a sector; may be given again
    #[arg(long, value_parser = words::one_of::<Sector>())]
    sector: Vec<Sector>,
    /// To all with a label; may be given again
    #[arg(long, value_name = "LABEL")]
    tag: Vec<String>,
}

impl Announce {
    pub fn run(self, desk: &Desk) -> Result<Said, Failure> {
        if self.what.is_empty() {
            return announced(desk);
        }
        let mut met =
            self.to.iter().map(|typed| desk.contact(typed, Prefer::Either)).collect::<Result<BTreeSet<_>, _>>()?;
        met.extend(Audience { sectors: self.sector, tags: self.tag }.of(desk)?);
        if met.is_empty() {
            return Err(Failure::usage("nobody would hear of it: say to whom with --to, --sector or --tag"));
        }
        let told = met.len();
        let done = desk.run(announcement(desk, &self.what.join(" "), met)?)?;
        Ok(Said::new(receipt(&done), format!("Announced to {told}. It is logged with each of them.")))
    }
}

fn announced(desk: &Desk) -> Result<Said, Failure> {
    let announced = desk.book.announcements()?;
    let mut table = Table::default();
    for one in &announced {
        let sectors = one.sectors.iter().map(|(sector, count)| format!("{count} {}", sector.words()));
        let told = format!("told {}", one.told);
        table.row([
            Cell::new(Ink::Faint, desk.clock.say(one.at)),
            one.what.as_str().into(),
            told.into(),
            Cell::new(Ink::Faint, sectors.collect::<Vec<_>>().join(", ")),
        ]);
    }
    let text = if table.is_empty() {
        "Nothing was announced yet:  rapport announce \"two openings for teens\" --sector school".to_owned()
    } else {
        table.show(&desk.screen)
    };
    Ok(Said::new(json!({ "announcements": announced }), text))
}
