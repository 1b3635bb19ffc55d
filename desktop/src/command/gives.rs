//! `rapport gives`, `give`: what may be given, and that it was.

use std::collections::BTreeSet;

use clap::{Args, value_parser};
use rapport_core::{
    Command,
    command::NewGive,
    model::{
        Direction, ItemKind, Sector, TouchpointKind,
        view::{GiveSuggestion, GivenLine, ThreeGives},
    },
    practice::gives::GiveFilter,
};
use serde_json::json;

use super::receipt;
use crate::{
    bounds,
    desk::Desk,
    failure::Failure,
    json::Said,
    names::{Prefer, short},
    screen::{Cell, Ink, Table},
    sheet::DOT,
    when::Way,
    words,
};

/// What you may give, the least recently given first.
///
/// With WHO: three gives for the next visit, then all that fits what they need and like and how they can be reached.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  rapport gives
  rapport gives \"Oak Street\" --max-minutes 10
  rapport gives --topic benefit             what partners share besides referrals
  rapport gives \"Dr Lee\" --ledger           what you gave them, and they you
  rapport gives --reach announcement        who has heard, and who has not")]
pub struct Gives {
    /// For whom
    who: Option<String>,
    /// At most so dear, in the currency's smallest unit
    #[arg(long, value_name = "CENTS", value_parser = bounds::amount)]
    max_cost: Option<i64>,
    /// At most so long
    #[arg(long, value_name = "MINUTES", value_parser = bounds::minutes)]
    max_minutes: Option<i64>,
    /// By this sort of touch
    #[arg(long, value_parser = words::one_of::<TouchpointKind>())]
    channel: Option<TouchpointKind>,
    /// For this field
    #[arg(long, value_parser = words::one_of::<Sector>())]
    sector: Option<Sector>,
    /// About this
    #[arg(long)]
    topic: Option<String>,
    /// With these words in its name, its topic or how it is done
    #[arg(long, value_name = "WORDS")]
    find: Option<String>,
    /// How many, at most
    #[arg(long, default_value_t = 10, value_parser = value_parser!(u32).range(1..))]
    limit: u32,
    /// What was given to WHO and received from them
    #[arg(long, requires = "who")]
    ledger: bool,
    /// Who has had an item, and who has not
    #[arg(long, value_name = "ITEM", conflicts_with = "who")]
    reach: Option<String>,
}

impl Gives {
    pub fn run(self, desk: &Desk) -> Result<Said, Failure> {
        if let Some(item) = &self.reach {
            return reach(desk, item);
        }
        let who = self.who.as_deref().map(|typed| desk.contact(typed, Prefer::Either)).transpose()?;
        if let (Some(who), true) = (who, self.ledger) {
            return ledger(desk, who);
        }
        let filter = GiveFilter {
            max_cost_minor: self.max_cost,
            max_minutes: self.max_minutes,
            channel: self.channel.map(|kind| kind.as_str().to_owned()),
            sector: self.sector,
            topic: self.topic,
            text: self.find,
        };
        let three =
            who.filter(|_| filter == GiveFilter::default()).map(|who| desk.book.three_gives(who)).transpose()?;
        let gives = desk.book.gives(who, &filter, self.limit)?;
        let mut parts = Vec::new();
        parts.extend(three.as_ref().map(|three| three_gives(desk, three)));
        if !gives.is_empty() {
            let heading = desk.screen.heading("Gives");
            parts.push(format!("{heading}\n{}", table(desk, &gives, true).show(&desk.screen)));
        }
        let text = if gives.is_empty() {
            "No give passes that. Try it with less:  rapport gives".to_owned()
        } else {
            let hint = desk.screen.hint("Given?  rapport give ITEM --to WHO");
            format!("{}\n\n{hint}", parts.join("\n\n"))
        };
        Ok(Said::new(json!({ "three": three, "gives": gives }), text))
    }
}

fn three_gives(desk: &Desk, three: &ThreeGives) -> String {
    let visit = three.visit.map(|(_, at)| format!(", {}", desk.clock.say(at))).unwrap_or_default();
    let heading = desk.screen.heading(&format!("Three for {}{visit}", three.who.name));
    format!("{heading}\n{}", table(desk, &three.gives, false).show(&desk.screen))
}

pub(super) fn table(desk: &Desk, gives: &[GiveSuggestion], with_keys: bool) -> Table {
    let mut table = Table::default();
    for one in gives {
        let item = &one.give.item;
        let reasons: Vec<String> = one.reasons.iter().map(words::give_reason).collect();
        let last = one.given.map(|day| format!("given {}", desk.clock.say_day(day)));
        let why = reasons.into_iter().chain(last).collect::<Vec<_>>().join(", ");
        let takes = item.minutes.map(|minutes| format!("{minutes} min"));
        let cost = item.cost_minor.filter(|cost| *cost > 0).map(|cost| desk.money(cost));
        let takes = takes.into_iter().chain(cost).collect::<Vec<_>>().join(DOT);
        let name = if with_keys { item.name.clone() } else { format!("{}: {}", item.name, item.body) };
        let key = if with_keys { key(&one.give.key, one.give.id) } else { String::new() };
        if with_keys {
            table.row([
                Cell::new(Ink::Faint, key),
                name.into(),
                Cell::new(Ink::Faint, takes),
                Cell::new(Ink::Faint, why),
            ]);
        } else {
            table.row([Cell::new(Ink::Faint, takes), name.into()]);
        }
    }
    table
}

/// How an item is typed: its short name, or the end of its id.
pub fn key(key: &str, id: rapport_core::model::RecordId) -> String {
    if key.contains('-') { short(id) } else { key.to_owned() }
}

fn ledger(desk: &Desk, who: rapport_core::model::RecordId) -> Result<Said, Failure> {
    let ledger = desk.book.value_ledger(who)?;
    let mut rows = Table::default();
    for line in &ledger.lines {
        let way = if line.direction == Direction::In { "received" } else { "given" };
        let extra = [(line.benefit, "shared"), (line.surprise, "a surprise")];
        let extra: Vec<&str> = extra.into_iter().filter(|(is, _)| *is).map(|(_, word)| word).collect();
        let (when, extra) = (desk.clock.say(line.at), extra.join(", "));
        rows.row([Cell::new(Ink::Faint, when), way.into(), counted(line).into(), Cell::new(Ink::Faint, extra)]);
    }
    let name = &ledger.who.name;
    let text = if rows.is_empty() {
        format!("Nothing yet was given to {name}. What may come first:  rapport gives \"{name}\"")
    } else {
        let sums = format!("{} given, {} received", ledger.given, ledger.received);
        let surprise = ledger.surprised.map(|at| format!("{DOT}last surprise {}", desk.clock.ago(at)));
        let heading = desk.screen.heading(&format!("Given and received: {name}"));
        format!("{heading}\n{}\n{sums}{}", rows.show(&desk.screen), surprise.unwrap_or_default())
    };
    Ok(Said::new(ledger, text))
}

/// "2 × Cookies".
pub fn counted(line: &GivenLine) -> String {
    if line.count == 1 { line.name.clone() } else { format!("{} × {}", line.count, line.name) }
}

fn reach(desk: &Desk, typed: &str) -> Result<Said, Failure> {
    let item = desk.item(typed, &[])?;
    let reached = desk.book.reached(&item.key)?;
    let mut rows = Table::default();
    for (who, at) in &reached.had {
        rows.row([
            Cell::new(Ink::Faint, short(who.id)),
            who.name.as_str().into(),
            Cell::from(desk.clock.say_both(*at)),
        ]);
    }
    for who in &reached.not_yet {
        rows.row([Cell::new(Ink::Faint, short(who.id)), who.name.as_str().into(), Cell::new(Ink::Amber, "not yet")]);
    }
    let heading = desk.screen.heading(&reached.item.item.name);
    let text = if rows.is_empty() {
        format!("{heading}\n  nobody yet")
    } else {
        format!("{heading}\n{}", rows.show(&desk.screen))
    };
    Ok(Said::new(reached, text))
}

/// Something was given, or received: a give, a gift with its cost, news that you told.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  rapport give article --to \"Dr Lee\"
  rapport give cookies --to \"Oak Street\" --cost 1450 --surprise
  rapport give introduction --to \"Dr Lee\" --to \"Ana Ruiz\"
  rapport give announcement --to \"Dr Lee\" --to \"Oak Street\" --note \"a sleep group from May\"
  rapport give shared_care --to \"Dr Lee\" --received")]
pub struct Give {
    /// What: a short name of the library, or the name of an item of yours
    item: String,
    /// To whom; may be given again
    #[arg(long, value_name = "WHO", required = true)]
    to: Vec<String>,
    /// How many
    #[arg(long, default_value_t = 1)]
    count: i64,
    /// What it cost in all, in the currency's smallest unit
    #[arg(long, value_name = "CENTS")]
    cost: Option<i64>,
    /// By what [default: as the library says]
    #[arg(long, value_parser = words::one_of::<TouchpointKind>())]
    by: Option<TouchpointKind>,
    /// You received it from them
    #[arg(long)]
    received: bool,
    /// They did not expect it
    #[arg(long)]
    surprise: bool,
    /// When [default: now]
    #[arg(long, value_name = "WHEN")]
    on: Option<String>,
    /// What is worth keeping
    #[arg(long, value_name = "TEXT", default_value = "")]
    note: String,
}

impl Give {
    pub fn run(self, desk: &Desk) -> Result<Said, Failure> {
        let item = desk.item(&self.item, &[ItemKind::Give, ItemKind::Gift, ItemKind::Material])?;
        let at = self.on.as_deref().map(|typed| desk.clock.moment(typed, Way::Back)).transpose()?;
        let to: BTreeSet<_> =
            self.to.iter().map(|typed| desk.contact(typed, Prefer::Either)).collect::<Result<_, _>>()?;
        let done = desk.run(Command::LogGive(NewGive {
            item: item.key,
            to,
            count: Some(self.count),
            cost_minor: self.cost,
            by: self.by,
            direction: self.received.then_some(Direction::In),
            at,
            surprise: self.surprise,
            note: self.note,
        }))?;
        let id = done.records.first().expect("what was given is named").id;
        let verb = if self.received { "Received" } else { "Given" };
        let text = format!("{verb}: {}  {}", desk.line(&desk.book.get(id)?), desk.screen.hint(&short(id)));
        Ok(Said::new(receipt(&done), text))
    }
}
