//! `rapport thanks`, `card`, `spotlight`, `coaching`: what is written, shown and remembered.

use clap::{Args, Subcommand};
use rapport_core::{
    Command,
    command::{FieldEdit, NewGive},
    model::{
        Item, ItemKind, RecordId, Stock,
        view::{Card, Label},
    },
    practice::library::SPOTLIGHT,
};
use serde_json::json;

use super::{gives::key, pair::drawn, receipt, wording::said};
use crate::{
    desk::Desk,
    failure::Failure,
    json::Said,
    names::{Prefer, short},
    screen::{Cell, Ink, Table},
    words,
};

/// Cards of thanks to be written: to whom, since when, what to write, where it goes. No client is named in any.
#[derive(Debug, Subcommand)]
#[command(after_help = "Examples:
  rapport thanks queue
  rapport thanks labels                       address labels for the whole queue
  rapport thanks labels \"Dr Lee\" \"Oak Street\"
  rapport referral thanked R-7K3QX            it is in the mail")]
pub enum Thanks {
    Queue(Queue),
    Labels(Labels),
}

impl Thanks {
    pub fn run(self, desk: &Desk) -> Result<Said, Failure> {
        match self {
            Self::Queue(queue) => queue.run(desk),
            Self::Labels(labels) => labels.run(desk),
        }
    }
}

/// The cards to be written, the longest owed first.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  rapport thanks queue
  rapport thanks queue --full                 with the words of each card")]
pub struct Queue {
    /// With the words of each card
    #[arg(long)]
    full: bool,
}

impl Queue {
    fn run(self, desk: &Desk) -> Result<Said, Failure> {
        let due = desk.book.thanks()?;
        let mut rows = Table::default();
        for one in &due {
            let since = one.since.map(|at| desk.clock.ago(at)).unwrap_or_default();
            let address = if one.label.complete { "" } else { "no address" };
            rows.row([
                Cell::new(Ink::Faint, &one.code),
                one.to.name.as_str().into(),
                Cell::new(Ink::Amber, since),
                Cell::new(Ink::Faint, address),
            ]);
        }
        let mut parts = vec![desk.screen.heading("Thank-you cards to write"), rows.show(&desk.screen)];
        if self.full {
            parts.extend(due.iter().map(|one| format!("\n{}", said(desk, &one.wording))));
        }
        let first =
            due.first().map(|one| desk.screen.hint(&format!("\nIn the mail?  rapport referral thanked {}", one.code)));
        parts.extend(first);
        let text = if due.is_empty() { "No card of thanks is owed.".to_owned() } else { parts.join("\n") };
        Ok(Said::new(json!({ "thanks": due }), text))
    }
}

/// Address labels, for the queue or for whom you name.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  rapport thanks labels
  rapport thanks labels \"Dr Lee\"")]
pub struct Labels {
    /// For whom [default: everybody to whom a card is owed]
    who: Vec<String>,
}

impl Labels {
    fn run(self, desk: &Desk) -> Result<Said, Failure> {
        let labels: Vec<Label> = if self.who.is_empty() {
            let mut labels: Vec<Label> = desk.book.thanks()?.into_iter().map(|one| one.label).collect();
            labels.dedup();
            labels
        } else {
            let who: Vec<RecordId> =
                self.who.iter().map(|typed| desk.contact(typed, Prefer::Either)).collect::<Result<_, _>>()?;
            desk.book.labels(&who)?
        };
        let shown: Vec<String> = labels
            .iter()
            .map(|label| {
                let lack = if label.complete {
                    String::new()
                } else {
                    desk.screen.ink(Ink::Amber, "\n(no address in the book)")
                };
                format!("{}{lack}", label.lines.join("\n"))
            })
            .collect();
        let text = if shown.is_empty() { "No label is needed.".to_owned() } else { shown.join("\n\n") };
        Ok(Said::new(json!({ "labels": labels }), text))
    }
}

/// Cards with a code to scan: to hand on, and to say whom you help best.
#[derive(Debug, Subcommand)]
#[command(after_help = "Examples:
  rapport card share                 your own, with the booking page
  rapport card share \"Dr Lee\"        to hand to whoever goes there
  rapport card ideal                 whom you can help best")]
pub enum ShowCard {
    Share(Share),
    Ideal(Ideal),
}

/// A card to hand on: your own, or one that leads to a colleague and says who sent them. It names no client.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  rapport card share
  rapport card share \"Dr Lee\"")]
pub struct Share {
    /// To whom it leads [default: to you]
    who: Option<String>,
}

/// A card that says whom you can help best.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  rapport card ideal
  rapport edit practice \"ideal_client=parents of children who wake at four\"")]
pub struct Ideal {}

impl ShowCard {
    pub fn run(self, desk: &Desk) -> Result<Said, Failure> {
        const OWN: &str = "rapport edit practice booking_url=https://…";
        let (card, lacks) = match self {
            Self::Ideal(Ideal {}) => (desk.book.ideal_client_card()?, OWN.to_owned()),
            Self::Share(Share { who: None }) => (desk.book.share_card(None)?, OWN.to_owned()),
            Self::Share(Share { who: Some(typed) }) => {
                let who = desk.contact(&typed, Prefer::Either)?;
                (desk.book.share_card(Some(who))?, format!("rapport edit \"{}\" web=https://…", desk.name(who)))
            }
        };
        let text = shown(desk, &card, &lacks);
        Ok(Said::new(card, text))
    }
}

/// A card with its code; without one, how it gets one.
fn shown(desk: &Desk, card: &Card, lacks: &str) -> String {
    let mut rows = Table::default();
    for line in &card.lines {
        rows.row([words::card_line(line).into()]);
    }
    let code = match &card.code {
        Some(code) => format!("{}\n{}", drawn(code), desk.screen.hint(code)),
        None => desk.screen.hint(&format!("With an address to open there is a code to scan:  {lacks}")),
    };
    format!("{}\n\n{code}", rows.show(&desk.screen))
}

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
