//! `rapport add`: what the book knows of.

use std::collections::BTreeMap;

use clap::{Args, Subcommand};
use rapport_core::{
    Command, Receipt,
    command::{NewPerson, NewPlace},
    model::{Groups, Item, ItemKind, Playbook, RecordId, Role, Sector, Step, Stock},
};

use super::receipt;
use crate::{
    desk::Desk,
    failure::Failure,
    json::Said,
    names::{Prefer, short},
    words,
};

/// Put a place, a person, an item or a playbook into the book.
#[derive(Debug, Subcommand)]
#[command(after_help = "Examples:
  rapport add place \"Oak Street Family Medicine\" --sector primary_care
  rapport add person \"Ana Ruiz\" --at \"Oak Street\" --role front_desk --routes-referrals --phone \"+1 555 0100\"
  rapport add item \"Spring brochure\" --kind material --stocked 50
  rapport add playbook \"Three gives\" --step \"1 week: send an article\" --step \"1 week: ask to meet\"")]
pub enum Add {
    Place(AddPlace),
    Person(AddPerson),
    Item(AddItem),
    Playbook(AddPlaybook),
}

impl Add {
    pub fn run(self, desk: &Desk) -> Result<Said, Failure> {
        match self {
            Self::Place(place) => place.run(desk),
            Self::Person(person) => person.run(desk),
            Self::Item(item) => item.run(desk),
            Self::Playbook(playbook) => playbook.run(desk),
        }
    }
}

/// Ways to reach somebody.
#[derive(Debug, Args)]
struct Reach {
    /// A telephone number; may be given again
    #[arg(long, value_name = "NUMBER")]
    phone: Vec<String>,
    /// An email address; may be given again
    #[arg(long, value_name = "ADDRESS")]
    email: Vec<String>,
    /// A web page; may be given again
    #[arg(long, value_name = "URL")]
    web: Vec<String>,
    /// Any other way, as type:value ("fax:+1 555 0101"); may be given again
    #[arg(long, value_name = "TYPE:VALUE")]
    channel: Vec<String>,
}

impl Reach {
    fn channels(self) -> Vec<String> {
        let named = [("phone", self.phone), ("email", self.email), ("web", self.web)];
        let named = named
            .into_iter()
            .flat_map(|(kind, values)| values.into_iter().map(move |value| format!("{kind}:{}", value.trim())));
        named.chain(self.channel).collect()
    }
}

/// A place: an office, a school, an agency.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  rapport add place \"Oak Street Family Medicine\" --sector primary_care
  rapport add place \"Lincoln High School\" --sector school --address \"12 Elm Road\" --tag near")]
pub struct AddPlace {
    /// Its name
    name: String,
    /// What field it is in
    #[arg(long, value_parser = words::one_of::<Sector>())]
    sector: Option<Sector>,
    /// Where it is
    #[arg(long, default_value = "", hide_default_value = true)]
    address: String,
    /// A label of your own; may be given again
    #[arg(long, value_name = "LABEL")]
    tag: Vec<String>,
    #[command(flatten)]
    reach: Reach,
}

impl AddPlace {
    fn run(self, desk: &Desk) -> Result<Said, Failure> {
        let Self { name, sector, address, tag, reach } = self;
        let there = desk.book.who(&name, 1)?;
        let tags = tag.into_iter().collect();
        let place = NewPlace { name, sector, address, channels: reach.channels(), tags };
        added(desk, Command::AddPlace(place), there.first().map(|named| named.id))
    }
}

/// A person: a doctor, a teacher, whoever is at the front desk.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  rapport add person \"Ana Ruiz\" --at \"Oak Street\" --role front_desk --routes-referrals --phone \"+1 555 0100\"
  rapport add person \"Dr Lee\" --sector psychiatry --email lee@example.org")]
pub struct AddPerson {
    /// Their name
    name: String,
    /// Where they work
    #[arg(long, value_name = "PLACE")]
    at: Option<String>,
    /// As what; may be given again
    #[arg(long, value_parser = words::one_of::<Role>(), requires = "at")]
    role: Vec<Role>,
    /// Referrals pass through this person
    #[arg(long, requires = "at")]
    routes_referrals: bool,
    /// What field they are in
    #[arg(long, value_parser = words::one_of::<Sector>())]
    sector: Option<Sector>,
    /// A label of your own; may be given again
    #[arg(long, value_name = "LABEL")]
    tag: Vec<String>,
    #[command(flatten)]
    reach: Reach,
}

impl AddPerson {
    fn run(self, desk: &Desk) -> Result<Said, Failure> {
        let Self { name, at, role, routes_referrals, sector, tag, reach } = self;
        let at = at.map(|place| desk.contact(&place, Prefer::Places)).transpose()?;
        let roles = role.into_iter().chain(routes_referrals.then_some(Role::RoutesReferrals)).collect();
        let there = desk.book.who(&name, 1)?;
        let tags = tag.into_iter().collect();
        let person = NewPerson { name, at, roles, sector, channels: reach.channels(), tags };
        added(desk, Command::AddPerson(person), there.first().map(|named| named.id))
    }
}

/// Something to give, hand over or say: cookies, a brochure, the words of a call.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  rapport add item \"Spring brochure\" --kind material --stocked 50
  rapport add item \"First call\" --kind wording --body \"Hello, I help people who sleep badly …\"")]
pub struct AddItem {
    /// Its name
    name: String,
    /// What sort of thing
    #[arg(long, value_parser = words::one_of::<ItemKind>(), default_value = "give")]
    kind: ItemKind,
    /// The wording, or how it is done
    #[arg(long, default_value = "", hide_default_value = true)]
    body: String,
    /// What it is about
    #[arg(long, default_value = "", hide_default_value = true)]
    topic: String,
    /// What one costs, in the currency's smallest unit
    #[arg(long, value_name = "CENTS")]
    cost: Option<i64>,
    /// How long it takes
    #[arg(long)]
    minutes: Option<i64>,
    /// How many there are
    #[arg(long, default_value_t = 0)]
    stocked: i64,
    /// The one thing you are known for
    #[arg(long)]
    signature: bool,
}

impl AddItem {
    fn run(self, desk: &Desk) -> Result<Said, Failure> {
        let item = Item {
            kind: self.kind,
            name: self.name,
            body: self.body,
            topic: self.topic,
            cost_minor: self.cost,
            minutes: self.minutes,
            stocked: Stock(self.stocked),
            signature: self.signature,
            ..Item::default()
        };
        added(desk, Command::Add(Box::new(item.into())), None)
    }
}

/// A playbook: what starts it, and its steps in order.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  rapport add playbook \"Three gives\" --trigger \"met for the first time\" \\
      --step \"1 week: send an article\" --step \"1 week: drop off cookies\" --step \"1 week: ask to meet\"")]
pub struct AddPlaybook {
    /// Its name
    name: String,
    /// What starts it
    #[arg(long, default_value = "", hide_default_value = true)]
    trigger: String,
    /// A step, after how long and what; may be given again
    #[arg(long, value_name = "WAIT: WHAT")]
    step: Vec<String>,
}

impl AddPlaybook {
    fn run(self, desk: &Desk) -> Result<Said, Failure> {
        let mut steps = BTreeMap::new();
        for (number, typed) in (1_u32..).zip(&self.step) {
            let (day, title) = desk.clock.step(typed)?;
            let wait_days = day.map(|day| day.signed_duration_since(desk.clock.today()).num_days());
            let step = Step { order: Some(f64::from(number)), title, wait_days, ..Step::default() };
            steps.insert(format!("s{number}"), step);
        }
        let playbook = Playbook { name: self.name, trigger: self.trigger, step: Groups(steps), ..Playbook::default() };
        added(desk, Command::Add(Box::new(playbook.into())), None)
    }
}

/// Runs a command that adds one record, and says so. `namesake` was there before, under that name.
fn added(desk: &Desk, command: Command, namesake: Option<RecordId>) -> Result<Said, Failure> {
    let done = desk.run(command)?;
    let mut text = saying(desk, "Added", &done)?;
    if let (Some(there), Some(here)) = (namesake, done.records.first()) {
        text.push_str(&desk.screen.hint(&format!(
            "\n{} ({}) stands in the book too. If they are one:  rapport merge {} {}",
            desk.name(there),
            short(there),
            short(there),
            short(here.id),
        )));
    }
    Ok(Said::new(receipt(&done), text))
}

/// "Added Ana Ruiz · front desk at Oak Street  1a2b3c".
fn saying(desk: &Desk, verb: &str, done: &Receipt) -> Result<String, Failure> {
    let Some(first) = done.records.first() else { return Ok(String::new()) };
    let line = desk.line(&desk.book.get(first.id)?);
    Ok(format!("{verb} {line}  {}", desk.screen.hint(&short(first.id))))
}
