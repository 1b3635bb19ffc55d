//! `rapport suggest`: where you may be, and what may have happened there.

use clap::Args;
use rapport_core::model::{Geo, view::PlaceSuggestion};

use crate::{
    desk::Desk,
    failure::{Candidate, Failure},
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
  rapport suggest --limit 12
  rapport --json suggest")]
pub struct Suggest {
    /// Where you are: latitude,longitude
    #[arg(long, value_name = "LAT,LON", allow_hyphen_values = true)]
    near: Option<Geo>,
    /// How many places at most
    #[arg(long, value_name = "COUNT", default_value_t = OFFERED, hide_default_value = true)]
    limit: u32,
}

/// How many places are offered if nobody says.
const OFFERED: u32 = 5;

/// Where one is, as WHO may be typed: the number of a place that is offered, or a name. Asked of whoever sits at the terminal;
/// where the first is sure, Enter is enough.
///
/// # Errors
/// [`Failure::Elsewhere`] with the places if nobody is there to choose, [`Failure::Declined`] if nothing was chosen,
/// [`Failure::Usage`] if no place comes to mind.
pub fn where_one_is(desk: &Desk) -> Result<String, Failure> {
    let offered = desk.book.log_suggestions(None, OFFERED)?;
    if offered.places.is_empty() {
        return Err(Failure::usage(format!("nothing was logged: say where or with whom. {NO_PLACE}")));
    }
    let candidates: Vec<Candidate> = offered
        .places
        .iter()
        .map(|place| Candidate {
            named: place.place.clone(),
            hint: [format!("{} %", place.percent), reasons(desk, place)].join(DOT),
        })
        .collect();
    if !desk.screen.asks() {
        return Err(Failure::Elsewhere { candidates });
    }
    let listed = (1_u32..).zip(&candidates).map(|(number, candidate)| format!("\n  {number}  {candidate}"));
    let enter = if offered.sure { " [1]" } else { "" };
    let question = format!("You may be at{}\nWhere? A number, or a name.{enter}", listed.collect::<String>());
    let answer = desk.screen.ask(&question).unwrap_or_default();
    let chosen = match answer.parse::<usize>() {
        Ok(number) => candidates.get(number.wrapping_sub(1)),
        Err(_) if answer.is_empty() => candidates.first().filter(|_| offered.sure),
        Err(_) => return Ok(answer),
    };
    chosen.map(|candidate| candidate.named.id.to_string()).ok_or(Failure::Declined)
}

const NO_PLACE: &str = "No place comes to mind yet. Name it:  rapport log \"Oak Street\"";

impl Suggest {
    pub fn run(self, desk: &Desk) -> Result<Said, Failure> {
        let suggestions = desk.book.log_suggestions(self.near, self.limit)?;
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
            return Ok(Said::new(suggestions, NO_PLACE.to_owned()));
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
