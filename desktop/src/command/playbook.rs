//! `rapport playbook`: what playbooks there are, who is where in them, and how well they are kept.

use clap::{Args, Subcommand};
use rapport_core::{
    Command,
    model::{
        Kind, RecordId,
        view::{AdherenceLine, Enrolled, Named, PlaybookLine},
    },
    practice::fold::fold,
};
use serde_json::json;

use super::receipt;
use crate::{
    desk::Desk,
    failure::Failure,
    json::Said,
    names::{Prefer, short},
    screen::{Cell, Ink, Table},
    words,
};

/// Playbooks: a trigger, ordered steps, and a tracker.
#[derive(Debug, Subcommand)]
#[command(after_help = "Examples:
  rapport playbook list
  rapport playbook show weekly_value
  rapport playbook edit weekly_value \"step:ask:title=Ask for a coffee\" step:value_2:wait_days=10
  rapport playbook who
  rapport playbook adherence
A playbook of your own:  rapport add playbook NAME --step \"1 week: send an article\"")]
pub enum Playbooks {
    List(ListPlaybooks),
    Show(ShowPlaybook),
    Edit(EditPlaybook),
    Who(Who),
    Adherence(Adherence),
}

impl Playbooks {
    pub fn run(self, desk: &Desk) -> Result<Said, Failure> {
        match self {
            Self::List(ListPlaybooks {}) => ListPlaybooks::run(desk),
            Self::Show(show) => show.run(desk),
            Self::Edit(edit) => edit.run(desk),
            Self::Who(who) => who.run(desk),
            Self::Adherence(adherence) => adherence.run(desk),
        }
    }
}

/// All playbooks, shipped and your own.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  rapport playbook list")]
pub struct ListPlaybooks {}

impl ListPlaybooks {
    fn run(desk: &Desk) -> Result<Said, Failure> {
        let playbooks = desk.book.playbooks()?;
        let mut table = Table::default();
        for line in &playbooks {
            let steps = line.playbook.step.0.values().filter(|step| !step.dropped).count();
            let mut facts = vec![format!("{steps} {}", if steps == 1 { "step" } else { "steps" })];
            if line.enrolled > 0 {
                facts.push(format!("{} in it, {} due", line.enrolled, line.due));
            }
            if !line.suggested.is_empty() {
                let names: Vec<&str> = line.suggested.iter().map(|who| who.name.as_str()).collect();
                facts.push(format!("for {}?", names.join(", ")));
            }
            let id = line.short.clone().unwrap_or_else(|| short(line.id));
            table.row([Cell::new(Ink::Faint, id), line.playbook.name.as_str().into(), facts.join(" · ").into()]);
        }
        let text = format!(
            "{}\n{}",
            table.show(&desk.screen),
            desk.screen.hint("rapport playbook show NAME · rapport enrol WHO NAME")
        );
        Ok(Said::new(json!({ "playbooks": playbooks }), text))
    }
}

/// One playbook: its steps, and who is in it.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  rapport playbook show weekly_value
  rapport playbook show \"three gives\"")]
pub struct ShowPlaybook {
    /// Which: its short name, the first letters of its name, or its id
    #[arg(value_name = "PLAYBOOK")]
    which: String,
}

impl ShowPlaybook {
    fn run(self, desk: &Desk) -> Result<Said, Failure> {
        let playbook = desk.playbook(&self.which)?;
        let enrolled = desk.book.enrolled(Some(playbook.id), None)?;
        let text = format!(
            "{}  {}\n{}\n{}",
            desk.screen.heading(&playbook.playbook.name),
            desk.screen.hint(&playbook.short.clone().unwrap_or_else(|| short(playbook.id))),
            steps(&playbook).show(&desk.screen),
            who(desk, &enrolled, false).show(&desk.screen)
        );
        let mut object = serde_json::to_value(&playbook).expect("a playbook has a JSON form");
        object["who"] = json!(enrolled);
        Ok(Said::new(object, text))
    }
}

fn steps(playbook: &PlaybookLine) -> Table {
    let mut steps: Vec<_> = playbook.playbook.step.0.iter().filter(|(_, step)| !step.dropped).collect();
    let order = |step: &rapport_core::model::Step| step.order.unwrap_or(f64::MAX);
    steps.sort_by(|(one_id, one), (other_id, other)| order(one).total_cmp(&order(other)).then(one_id.cmp(other_id)));
    let mut table = Table::default();
    for (id, step) in steps {
        let after = step.wait_days.map_or_else(|| "whenever".to_owned(), |days| format!("after {days} days"));
        let branches = playbook.playbook.branch.iter().filter_map(|(from, to)| {
            let result = from.strip_prefix(id.as_str())?.strip_prefix(':')?;
            Some(format!("{result} → {to}"))
        });
        let asks = step.asks.then(|| "an ask".to_owned());
        let notes: Vec<String> = asks.into_iter().chain(branches).collect();
        table.row([
            Cell::new(Ink::Faint, id),
            after.into(),
            step.title.as_str().into(),
            Cell::new(Ink::Faint, notes.join(" · ")),
        ]);
    }
    table
}

/// Change a playbook's fields. Whoever is past a step stays past it.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  rapport playbook edit weekly_value step:value_2:wait_days=10
  rapport playbook edit social_first step:week_3:dropped=yes
  rapport playbook edit annual_cookies yearly=2027-06-30")]
pub struct EditPlaybook {
    /// Which
    #[arg(value_name = "PLAYBOOK")]
    which: String,
    /// What: field=value; field= empties it
    #[arg(value_name = "FIELD=VALUE", required = true)]
    edits: Vec<String>,
}

impl EditPlaybook {
    fn run(self, desk: &Desk) -> Result<Said, Failure> {
        let PlaybookLine { id, playbook, .. } = desk.playbook(&self.which)?;
        let edits = self.edits.iter().map(|typed| desk.field_edit(&Kind::Playbook, typed)).collect::<Result<_, _>>()?;
        let done = desk.run(Command::Edit { id, edits })?;
        Ok(Said::new(receipt(&done), format!("Changed: {}  {}", playbook.name, desk.screen.hint(&short(id)))))
    }
}

/// Who is where in their playbooks.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  rapport playbook who
  rapport playbook who weekly_value
  rapport playbook who --with \"Dr Lee\"")]
pub struct Who {
    /// In which [default: all]
    #[arg(value_name = "PLAYBOOK")]
    which: Option<String>,
    /// One person or place
    #[arg(long, value_name = "WHO")]
    with: Option<String>,
}

impl Who {
    fn run(self, desk: &Desk) -> Result<Said, Failure> {
        let playbook = self.which.as_deref().map(|which| desk.playbook(which)).transpose()?;
        let contact = self.with.as_deref().map(|typed| desk.contact(typed, Prefer::Either)).transpose()?;
        let enrolled = desk.book.enrolled(playbook.map(|playbook| playbook.id), contact)?;
        let text = if enrolled.is_empty() {
            "Nobody is in a playbook. The first is put in with:  rapport enrol WHO weekly_value".to_owned()
        } else {
            who(desk, &enrolled, true).show(&desk.screen)
        };
        Ok(Said::new(json!({ "enrolled": enrolled }), text))
    }
}

fn who(desk: &Desk, enrolled: &[Enrolled], playbooks: bool) -> Table {
    let mut table = Table::default();
    for one in enrolled {
        let step = one.step.as_ref().map(|step| format!("{} ({} of {})", step.title, step.number, step.of));
        let mut standing = words::standing(&one.standing, one.step.as_ref().and_then(|step| step.due), &desk.clock);
        if one.referred_out > 0 {
            standing.push_str(&format!(" · {} referred to them", one.referred_out));
        }
        let playbook = if playbooks { one.playbook.name.as_str() } else { "" };
        table.row([
            one.who.name.as_str().into(),
            Cell::new(Ink::Faint, playbook),
            step.unwrap_or_default().into(),
            standing.into(),
        ]);
    }
    table
}

/// How well playbooks are kept: what came of the steps that were due.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  rapport playbook adherence
  rapport playbook adherence --since 2026-01-01")]
pub struct Adherence {
    /// Steps that were due from this day on [default: of a year]
    #[arg(long, value_name = "DAY")]
    since: Option<String>,
}

impl Adherence {
    fn run(self, desk: &Desk) -> Result<Said, Failure> {
        let since = self.since.as_deref().map(|typed| desk.clock.day(typed)).transpose()?;
        let adherence = desk.book.adherence(since)?;
        let mut table = Table::default();
        for line in &adherence {
            let AdherenceLine { playbook, counts, n, share_on_time, median_days_late, .. } = line;
            let share = share_on_time
                .map_or("nothing was due yet".to_owned(), |share| format!("{:.0} % of {n} in time", share * 100.0));
            let mut facts = vec![format!("{} on time", counts.on_time), format!("{} late", counts.late)];
            facts.push(format!("{} left out", counts.skipped + counts.passed_over));
            facts.push(format!("{} overdue", counts.overdue));
            if let Some(days) = median_days_late {
                facts.push(format!("half at most {days} days late"));
            }
            table.row([playbook.name.as_str().into(), share.into(), Cell::new(Ink::Faint, facts.join(" · "))]);
        }
        let text = if table.is_empty() {
            "Nobody was ever in a playbook. The first is put in with:  rapport enrol WHO weekly_value".to_owned()
        } else {
            table.show(&desk.screen)
        };
        Ok(Said::new(json!({ "adherence": adherence }), text))
    }
}

impl Desk {
    /// The playbook that a short name, the first letters of a name or an id means.
    pub fn playbook(&self, typed: &str) -> Result<PlaybookLine, Failure> {
        let mut all = self.book.playbooks()?;
        let wanted = fold(typed);
        let exact = |line: &PlaybookLine| {
            line.short.as_deref().is_some_and(|short| fold(short) == wanted) || fold(&line.playbook.name) == wanted
        };
        let begins = |line: &PlaybookLine| {
            let name = fold(&line.playbook.name);
            !wanted.is_empty() && wanted.split(' ').all(|word| name.split(' ').any(|said| said.starts_with(word)))
        };
        let ends = |line: &PlaybookLine| typed.len() >= 4 && line.id.to_string().ends_with(typed);
        let found = [&exact as &dyn Fn(&PlaybookLine) -> bool, &begins, &ends]
            .into_iter()
            .map(|fits| all.iter().filter(|line| fits(line)).map(named).collect::<Vec<Named>>())
            .find(|found| !found.is_empty())
            .ok_or_else(|| {
                Failure::NotFound(format!("there is no playbook called “{typed}”. Look with:  rapport playbook list"))
            })?;
        let id: RecordId = self.choose(typed, found)?;
        let place = all.iter().position(|line| line.id == id).expect("what was chosen is one of those found");
        Ok(all.swap_remove(place))
    }
}

fn named(line: &PlaybookLine) -> Named {
    Named { id: line.id, name: line.playbook.name.clone() }
}
