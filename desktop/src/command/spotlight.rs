//! `rapport spotlight`: partners in the newsletter and in the waiting room.

use clap::{Args, Subcommand};
use rapport_core::{
    Command,
    command::NewGive,
    model::{Item, ItemKind, Stock},
    practice::library::SPOTLIGHT,
};

use super::{gives::key, receipt};
use crate::{
    desk::Desk,
    failure::Failure,
    json::Said,
    names::{Prefer, short},
    screen::{Cell, Ink, Table},
};

/// Partners in your newsletter and in your waiting room.
#[derive(Debug, Subcommand)]
#[command(after_help = "Examples:
  rapport spotlight list
  rapport spotlight shown \"Dr Lee\"
  rapport spotlight display \"Dr Lee's cards\" --owner lee --stocked 20")]
pub enum Spotlight {
    List(SpotlightList),
    Shown(Shown),
    Display(Display),
}

/// Whom to show next, and what of theirs is on display here.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  rapport spotlight list")]
pub struct SpotlightList {}

/// Somebody was shown.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  rapport spotlight shown \"Dr Lee\"")]
pub struct Shown {
    /// Who
    who: String,
}

/// A partner's cards or brochures came to your waiting room.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  rapport spotlight display \"Dr Lee's cards\" --owner lee --stocked 20
  rapport stock \"Dr Lee's cards\" -5            five were taken")]
pub struct Display {
    /// What it is called
    name: String,
    /// Whose it is
    #[arg(long, value_name = "WHO")]
    owner: String,
    /// How many there are
    #[arg(long, default_value_t = 20)]
    stocked: i64,
}

impl Spotlight {
    pub fn run(self, desk: &Desk) -> Result<Said, Failure> {
        match self {
            Self::List(SpotlightList {}) => spotlights(desk),
            Self::Shown(Shown { who }) => {
                let who = desk.contact(&who, Prefer::Either)?;
                let give = NewGive { item: SPOTLIGHT.to_owned(), to: [who].into(), ..NewGive::default() };
                let done = desk.run(Command::LogGive(give))?;
                Ok(Said::new(receipt(&done), format!("{} was shown.", desk.name(who))))
            }
            Self::Display(Display { name, owner, stocked }) => {
                let owner = desk.contact(&owner, Prefer::Either)?.to_string();
                let item = Item {
                    kind: ItemKind::Material,
                    name: name.clone(),
                    owner,
                    stocked: Stock(stocked),
                    ..Item::default()
                };
                let done = desk.run(Command::Add(Box::new(item.into())))?;
                Ok(Said::new(receipt(&done), format!("On display: {stocked} × {name}")))
            }
        }
    }
}

fn spotlights(desk: &Desk) -> Result<Said, Failure> {
    let spotlights = desk.book.spotlights()?;
    let (mut turns, mut display) = (Table::default(), Table::default());
    for turn in &spotlights.rotation {
        let shown = turn.shown.map_or_else(|| "never shown".to_owned(), |at| format!("shown {}", desk.clock.ago(at)));
        turns.row([Cell::new(Ink::Faint, short(turn.who.id)), turn.who.name.as_str().into(), shown.into()]);
    }
    for one in &spotlights.display {
        let owner = one.owner.as_ref().map_or("", |owner| owner.name.as_str());
        let ink = if one.low { Ink::Amber } else { Ink::Plain };
        let there = if one.low { format!("{} there: ask for more", one.there) } else { format!("{} there", one.there) };
        let id = key(&one.item.key, one.item.id);
        display.row([
            Cell::new(Ink::Faint, id),
            one.item.item.name.as_str().into(),
            owner.into(),
            Cell::new(ink, there),
        ]);
    }
    let nobody = "  Nobody is kept near yet:  rapport edit WHO tier=a".to_owned();
    let turns = if turns.is_empty() { nobody } else { turns.show(&desk.screen) };
    let mut parts = vec![format!("{}\n{turns}", desk.screen.heading("Next in the newsletter"))];
    if !display.is_empty() {
        parts.push(format!("{}\n{}", desk.screen.heading("On display here"), display.show(&desk.screen)));
    }
    Ok(Said::new(spotlights, parts.join("\n\n")))
}
