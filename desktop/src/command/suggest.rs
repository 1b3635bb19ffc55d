//! `rapport suggest`: where you may be, and what may have happened there.

use clap::Args;
use rapport_core::model::{Geo, view::PlaceSuggestion};

use crate::{
    desk::Desk,
    failure::Failure,
    json::Said,
    names::short,
    screen::{Cell, Ink, Table},
    sheet::DOT,
    words::{self, InWords as _},
};

/// Where you may be, whom you may have met and what you may have left: what a log would be filled in with.
///
/// Guessed from what is planned for today, the day of the week, how long you have not been there and where you were before.
/// Nothing is logged.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  rapport suggest
  rapport suggest --near 41.62,-75.71
  rapport --json suggest")]
pub struct Suggest {
    /// Where you are: latitude,longitude
    #[arg(long, value_name = "LAT,LON", allow_hyphen_values = true)]
    near: Option<Geo>,
}

impl Suggest {
    pub fn run(self, desk: &Desk) -> Result<Said, Failure> {
        let suggestions = desk.book.log_suggestions(self.near)?;
        let mut table = Table::default();
        for place in &suggestions.places {
            table.row([
                Cell::new(Ink::Faint, short(place.place.id)),
                Cell::new(Ink::Strong, &place.place.name),
                Cell::new(Ink::Plain, format!("{} %", place.percent)),
                Cell::new(Ink::Faint, reasons(desk, place)),
            ]);
        }
        let Some(first) = suggestions.places.first() else {
            let text = "No place comes to mind yet. Name it:  rapport log \"Oak Street\"".to_owned();
            return Ok(Said::new(suggestions, text));
        };
        let heading = if suggestions.sure { "You are most likely at" } else { "You may be at" };
        let mut text =
            format!("{}\n{}\n\n{}", desk.screen.heading(heading), table.show(&desk.screen), chips(desk, first));
        if let Some(same) = suggestions.same_visit {
            text.push_str(&desk.screen.hint(&format!(
                "\nA visit there stands in the book within the hour ({}). The same visit?",
                short(same)
            )));
        }
        Ok(Said::new(suggestions, text))
    }
}

fn reasons(desk: &Desk, place: &PlaceSuggestion) -> String {
    let said = place.reasons.iter().take(3).map(|reason| words::reason(*reason, &desk.clock));
    said.collect::<Vec<_>>().join(DOT)
}

/// Whom and what, ready to be typed.
fn chips(desk: &Desk, place: &PlaceSuggestion) -> String {
    let mut table = Table::default();
    let people = place.people.iter().take(4).map(|person| match &person.name {
        Some(name) => name.clone(),
        None => person.roles.first().map(|role| role.words().to_owned()).unwrap_or_default(),
    });
    let left = place.left.iter().take(3).map(|left| match left.count {
        1 => item(desk, &left.item),
        count => format!("{} ({count})", item(desk, &left.item)),
    });
    for (label, said) in [("met", people.collect::<Vec<_>>()), ("left", left.collect())] {
        if !said.is_empty() {
            table.row([Cell::new(Ink::Faint, label), said.join(DOT).into()]);
        }
    }
    if let Some(outcome) = &place.outcome {
        table.row([Cell::new(Ink::Faint, "outcome"), outcome.words().into()]);
    }
    table.row([Cell::new(Ink::Faint, "next"), format!("in {} days", place.next_days).into()]);
    format!(
        "{}\n{}\n{}",
        desk.screen.heading(&place.place.name),
        table.show(&desk.screen),
        desk.screen.hint(&format!("rapport log \"{}\" …", place.place.name))
    )
}

/// An item of the book by its name, one of the library by its own.
pub fn item(desk: &Desk, item: &str) -> String {
    item.parse().map_or_else(|_| item.replace('_', " "), |id| desk.name(id))
}
