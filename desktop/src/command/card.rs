//! `rapport card`: cards with a code to scan.

use clap::{Args, Subcommand};
use rapport_core::model::view::Card;

use super::pair::drawn;
use crate::{desk::Desk, failure::Failure, json::Said, names::Prefer, screen::Table, words};

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
