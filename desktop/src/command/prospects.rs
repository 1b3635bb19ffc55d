//! `rapport prospects`: whom you have not reached yet, and how you found them.

use clap::{Args, value_parser};
use rapport_core::{
    Command,
    model::{Contact, Form, Sector},
};
use serde_json::json;

use super::receipt;
use crate::{
    desk::Desk,
    failure::Failure,
    json::Said,
    names::short,
    screen::{Cell, Ink, Table},
    sheet::DOT,
    words::{self, InWords as _},
};

/// Whom you have not reached yet: newcomers, complementary niches, recommended, popular with your clients, found near you.
///
/// Those whom most of your clients see come first. A registry's newcomers come with  rapport import FILE --postal 02139 .
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  rapport prospects
  rapport prospects --source newcomer
  rapport prospects --add \"Dr Novak\" --source recommended --sector neurology")]
pub struct Prospects {
    /// How they were found: newcomer, complementary, recommended, popular, local search, npi, or a word of your own
    #[arg(long)]
    source: Option<String>,
    /// Put somebody into the book as a prospect
    #[arg(long, value_name = "NAME", requires = "source")]
    add: Option<String>,
    /// The one to add is a place
    #[arg(long, requires = "add")]
    place: bool,
    /// The field of the one to add
    #[arg(long, value_parser = words::one_of::<Sector>(), requires = "add")]
    sector: Option<Sector>,
    /// How many, at most
    #[arg(long, default_value_t = 30, value_parser = value_parser!(u32).range(1..))]
    limit: u32,
}

impl Prospects {
    pub fn run(self, desk: &Desk) -> Result<Said, Failure> {
        let source = self.source.map(|source| source.trim().to_lowercase().replace([' ', '-'], "_"));
        if let Some(name) = self.add {
            let form = if self.place { Form::Place } else { Form::Person };
            let contact = Contact { form, name, sector: self.sector, found_via: source, ..Contact::default() };
            let done = desk.run(Command::Add(Box::new(contact.into())))?;
            let id = done.records.first().expect("a contact that was added is named").id;
            let text = format!("Added {}  {}", desk.line(&desk.book.get(id)?), desk.screen.hint(&short(id)));
            return Ok(Said::new(receipt(&done), text));
        }
        let mut prospects = desk.book.prospects(source.as_deref())?;
        let more = prospects.len().saturating_sub(self.limit as usize);
        prospects.truncate(self.limit as usize);
        let mut table = Table::default();
        for one in &prospects {
            let seen = if one.seen_by == 0 { String::new() } else { format!("{} clients see them", one.seen_by) };
            let known = one.known_by.iter().map(|named| named.name.as_str()).collect::<Vec<_>>().join(", ");
            let known = if known.is_empty() { known } else { format!("known by {known}") };
            let sector = one.sector.as_ref().map_or("", |sector| sector.words()).to_owned();
            let place = one.address.lines().last().unwrap_or_default().to_owned();
            let says: Vec<String> = [sector, seen, known, place].into_iter().filter(|said| !said.is_empty()).collect();
            table.row([
                Cell::new(Ink::Faint, short(one.who.id)),
                one.who.name.as_str().into(),
                words::found_via(&one.found_via).into(),
                says.join(DOT).into(),
            ]);
        }
        if more > 0 {
            table.row([Cell::default(), Cell::new(Ink::Faint, format!("and {more} more"))]);
        }
        let text = if table.is_empty() {
            "Nobody here waits to be met. Put somebody in:  rapport prospects --add \"Dr Novak\" --source recommended"
                .to_owned()
        } else {
            table.show(&desk.screen)
        };
        Ok(Said::new(json!({ "prospects": prospects, "more": more }), text))
    }
}
