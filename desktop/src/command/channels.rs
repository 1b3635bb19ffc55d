//! `rapport channels`, `profile`, `offices`: how to reach people, what one knows of them, whom one knows where.

use clap::{Args, value_parser};
use rapport_core::{
    Command,
    command::FieldEdit,
    model::{ChannelState, RecordId, view::ChannelCell},
};
use serde_json::json;

use super::receipt;
use crate::{
    desk::Desk,
    failure::Failure,
    json::Said,
    names::{Prefer, short},
    screen::{Cell, Ink, Table},
    sheet::DOT,
    words::{self, InWords as _},
};

/// In which ways you can reach everybody, and which are lacking.
///
/// A person should be reached by telephone, mail, web and one network, a place by telephone, mail, web, fax and Facebook. A channel
/// is verified once you have used it.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  rapport channels
  rapport channels \"Dr Lee\"
  rapport channels \"Dr Lee\" --add linkedin:in/samlee --add email:lee@example.org
  rapport channels \"Dr Lee\" --verified linkedin          you follow them there, or used it")]
pub struct Channels {
    /// Whose [default: everybody's who lacks some]
    who: Option<String>,
    /// Add one that was missing; may be given again
    #[arg(long, value_name = "TYPE:VALUE", requires = "who")]
    add: Vec<String>,
    /// One of this type is right: it was used, or you follow them there; may be given again
    #[arg(long, value_name = "TYPE", requires = "who")]
    verified: Vec<String>,
    /// Those who lack nothing as well
    #[arg(long)]
    all: bool,
    /// How many, at most
    #[arg(long, default_value_t = 20, value_parser = value_parser!(u32).range(1..))]
    limit: u32,
}

impl Channels {
    pub fn run(self, desk: &Desk) -> Result<Said, Failure> {
        let Some(who) = &self.who else { return self.everybody(desk) };
        let who = desk.contact(who, Prefer::Either)?;
        let mut edits = Vec::new();
        for typed in &self.add {
            if typed.split_once(':').is_none_or(|(kind, value)| kind.is_empty() || value.trim().is_empty()) {
                return Err(Failure::usage(format!("“{typed}” is not type:value, such as linkedin:in/samlee")));
            }
            edits.push(FieldEdit { field: format!("channel:{typed}"), value: ChannelState::Known.code().to_owned() });
        }
        for kind in &self.verified {
            let channel = channel_of(desk, who, kind)?;
            let value = ChannelState::Verified.code().to_owned();
            edits.push(FieldEdit { field: format!("channel:{channel}"), value });
        }
        if !edits.is_empty() {
            let done = desk.run(Command::Edit { id: who, edits })?;
            return Ok(Said::new(receipt(&done), shown(desk, who)?));
        }
        Ok(Said::new(json!({ "channels": [desk.book.reached_by(who)?] }), shown(desk, who)?))
    }

    fn everybody(&self, desk: &Desk) -> Result<Said, Failure> {
        let rows = desk.book.channel_coverage(self.all, self.limit)?;
        let mut table = Table::default();
        for row in &rows {
            let covered = format!("{} of {}", row.coverage.verified, row.coverage.desired);
            let missing = row.coverage.missing.join(", ");
            let missing = if missing.is_empty() { missing } else { format!("lacks {missing}") };
            table.row([
                Cell::new(Ink::Faint, short(row.who.id)),
                row.who.name.as_str().into(),
                covered.into(),
                Cell::new(Ink::Amber, missing),
            ]);
        }
        let text = if table.is_empty() {
            "Nobody lacks a way to be reached.".to_owned()
        } else {
            let hint = "Add what is missing:  rapport channels NAME --add linkedin:in/samlee";
            format!(
                "{}\n{}\n{}",
                desk.screen.heading("Verified ways to reach them"),
                table.show(&desk.screen),
                desk.screen.hint(hint)
            )
        };
        Ok(Said::new(json!({ "channels": rows }), text))
    }
}

/// The channel of a type that a contact has.
fn channel_of(desk: &Desk, who: RecordId, kind: &str) -> Result<String, Failure> {
    let rapport_core::model::Record::Contact(contact) = desk.book.get(who)?.record else {
        return Err(Failure::usage("only a person or a place has channels"));
    };
    let kind = kind.to_lowercase();
    let found = contact.channel.into_keys().find(|channel| channel.starts_with(&format!("{kind}:")));
    found.ok_or_else(|| Failure::usage(format!("{} has no {kind} yet. Add it:  --add {kind}:…", desk.name(who))))
}

fn shown(desk: &Desk, who: RecordId) -> Result<String, Failure> {
    let profile = desk.book.profile(who)?;
    let coverage = desk.book.reached_by(who)?.coverage;
    let mut table = Table::default();
    for cell in &coverage.cells {
        table.row(cell_row(cell));
    }
    let covered = format!("{} of {} verified", coverage.verified, coverage.desired);
    Ok(format!(
        "{}  {}\n{}",
        desk.screen.heading(&profile.who.name),
        desk.screen.hint(&covered),
        table.show(&desk.screen)
    ))
}

fn cell_row(cell: &ChannelCell) -> [Cell; 3] {
    let state = cell.state.as_ref().map_or("missing", |state| state.words());
    let ink = if cell.state.is_none() { Ink::Amber } else { Ink::Faint };
    [cell.kind.as_str().into(), Cell::new(ink, state), cell.value.clone().unwrap_or_default().into()]
}

/// What you know of somebody: their pages, what they like, facts with their dates, and where you follow them.
///
/// Preferences and facts are notes:  rapport note "dark chocolate" --kind likes --about Ana .
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  rapport profile \"Dr Lee\"
  rapport profile \"Oak Street\"                        the place and its people
  rapport channels \"Dr Lee\" --verified linkedin        you follow them there")]
pub struct ShowProfile {
    /// Of whom
    who: String,
}

impl ShowProfile {
    pub fn run(self, desk: &Desk) -> Result<Said, Failure> {
        let profile = desk.book.profile(desk.contact(&self.who, Prefer::Either)?)?;
        let (mut links, mut facts, mut social) = (Table::default(), Table::default(), Table::default());
        for link in &profile.links {
            links.row(cell_row(link));
        }
        for fact in &profile.facts {
            let topic = if fact.topic.is_empty() {
                fact.kind.words().to_owned()
            } else {
                format!("{}{DOT}{}", fact.kind.words(), fact.topic)
            };
            facts.row([topic.into(), fact.text.as_str().into(), Cell::new(Ink::Faint, desk.clock.ago(fact.at))]);
        }
        for one in &profile.social {
            let follows =
                |cell: &&ChannelCell| matches!(cell.state, Some(ChannelState::Verified | ChannelState::Preferred));
            let kinds =
                |some: Vec<&ChannelCell>| some.iter().map(|cell| cell.kind.as_str()).collect::<Vec<_>>().join(", ");
            let followed = kinds(one.cells.iter().filter(follows).collect());
            let known = kinds(one.cells.iter().filter(|cell| cell.state == Some(ChannelState::Known)).collect());
            let missing = kinds(one.cells.iter().filter(|cell| cell.state.is_none()).collect());
            let says = [("follow", followed), ("to follow", known), ("not looked up", missing)];
            let says =
                says.into_iter().filter(|(_, kinds)| !kinds.is_empty()).map(|(what, kinds)| format!("{what}: {kinds}"));
            social.row([one.who.name.as_str().into(), says.collect::<Vec<_>>().join(DOT).into()]);
        }
        let parts = [("Pages", links), ("Known", facts), ("Where you follow them", social)];
        let parts = parts.into_iter().filter(|(_, table)| !table.is_empty());
        let parts =
            parts.map(|(heading, table)| format!("{}\n{}", desk.screen.heading(heading), table.show(&desk.screen)));
        let text = format!("{}\n\n{}", desk.screen.heading(&profile.who.name), parts.collect::<Vec<_>>().join("\n\n"));
        Ok(Said::new(profile, text))
    }
}

/// Whom you know at each office: the front desk, whoever routes referrals, the provider.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  rapport offices
  rapport edit Ana \"at:Oak Street=routes_referrals\"")]
pub struct Offices {
    /// Only those where you know a provider and nobody who routes referrals
    #[arg(long)]
    warned: bool,
}

impl Offices {
    pub fn run(self, desk: &Desk) -> Result<Said, Failure> {
        let mut offices = desk.book.office_coverage()?;
        offices.retain(|office| !self.warned || office.only_provider);
        let mut table = Table::default();
        for office in &offices {
            let chip = |chip: &rapport_core::model::view::StaffChip| {
                let mark = match (chip.people.is_empty(), chip.fresh) {
                    (true, _) => "–",
                    (false, false) => "○",
                    (false, true) => "●",
                };
                format!("{mark} {}", words::staff_part(chip.part))
            };
            let chips = office.chips.iter().map(chip).collect::<Vec<_>>().join("  ");
            let warning = if office.only_provider { "you know only the provider: who routes referrals?" } else { "" };
            table.row([office.place.name.as_str().into(), chips.into(), Cell::new(Ink::Amber, warning)]);
        }
        let legend = "● met within 90 days  ○ known  – nobody";
        let text = if table.is_empty() {
            "No office to warn of.".to_owned()
        } else {
            format!("{}\n{}", table.show(&desk.screen), desk.screen.hint(legend))
        };
        Ok(Said::new(json!({ "offices": offices }), text))
    }
}
