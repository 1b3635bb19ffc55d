//! `rapport enrol`, `leave`, `pause`, `resume`, `step`, `engage`, `outreach`: somebody in a playbook, step by step.

use clap::{Args, Subcommand};
use rapport_core::{
    Command,
    command::{Enrolments, NewEnrolment, StepDone, StepOf},
    model::{
        Kind, RecordId,
        view::{Engagement, Enrolled, Standing},
    },
};

use super::receipt;
use crate::{
    desk::Desk,
    failure::Failure,
    json::Said,
    names::{Prefer, short},
    screen::{Cell, Ink, Table},
    words,
};

/// Put somebody into a playbook, for the first time or once more.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  rapport enrol \"Dr Lee\" weekly_value
  rapport enrol \"Oak Street\" annual_cookies
  rapport enrol Ana \"three gives\" --from \"next Monday\"")]
pub struct Enrol {
    /// Who: a person or a place
    who: String,
    /// Which: its short name, the first letters of its name, or its id
    playbook: String,
    /// From when on [default: today]
    #[arg(long, value_name = "DAY")]
    from: Option<String>,
}

impl Enrol {
    pub fn run(self, desk: &Desk) -> Result<Said, Failure> {
        let contact = desk.contact(&self.who, Prefer::Either)?;
        let playbook = desk.playbook(&self.playbook)?.id;
        let from = self.from.as_deref().map(|typed| desk.clock.day(typed)).transpose()?;
        let done = desk.run(Command::Enrol(NewEnrolment { contact, playbook, from }))?;
        Ok(Said::new(receipt(&done), next(desk, contact, playbook)?))
    }
}

/// Take somebody out of a playbook before its end.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  rapport leave \"Dr Lee\" weekly_value")]
pub struct Leave {
    /// Who
    who: String,
    /// Which
    playbook: String,
}

impl Leave {
    pub fn run(self, desk: &Desk) -> Result<Said, Failure> {
        let contact = desk.contact(&self.who, Prefer::Either)?;
        let playbook = desk.playbook(&self.playbook)?;
        let done = desk.run(Command::LeavePlaybook { contact, playbook: playbook.id })?;
        let text = format!("{} is no longer in “{}”.", desk.name(contact), playbook.playbook.name);
        Ok(Said::new(receipt(&done), text))
    }
}

/// Which enrolments.
#[derive(Debug, Args)]
struct Which {
    /// Of whom [default: of everybody in the playbook]
    #[arg(required_unless_present_any = ["playbook", "all"])]
    who: Option<String>,
    /// In which playbook [default: in all]
    #[arg(long, value_name = "PLAYBOOK")]
    playbook: Option<String>,
    /// Everybody, in every playbook
    #[arg(long, conflicts_with_all = ["who", "playbook"])]
    all: bool,
}

impl Which {
    fn read(&self, desk: &Desk) -> Result<Enrolments, Failure> {
        Ok(Enrolments {
            contact: self.who.as_deref().map(|typed| desk.contact(typed, Prefer::Either)).transpose()?,
            playbook: self.playbook.as_deref().map(|typed| desk.playbook(typed)).transpose()?.map(|line| line.id),
        })
    }
}

/// Let somebody's playbooks rest: their time stands still.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  rapport pause \"Dr Lee\"
  rapport pause \"Dr Lee\" --playbook weekly_value
  rapport pause --all")]
pub struct Pause {
    #[command(flatten)]
    which: Which,
}

impl Pause {
    pub fn run(self, desk: &Desk) -> Result<Said, Failure> {
        let done = desk.run(Command::PauseEnrolments(self.which.read(desk)?))?;
        let text = format!("{} paused. They go on with:  rapport resume", counted(done.records.len()));
        Ok(Said::new(receipt(&done), text))
    }
}

/// Let playbooks go on where they were.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  rapport resume \"Dr Lee\"
  rapport resume --all")]
pub struct Resume {
    #[command(flatten)]
    which: Which,
}

impl Resume {
    pub fn run(self, desk: &Desk) -> Result<Said, Failure> {
        let done = desk.run(Command::ResumeEnrolments(self.which.read(desk)?))?;
        Ok(Said::new(receipt(&done), format!("{} going on.", counted(done.records.len()))))
    }
}

fn counted(contacts: usize) -> String {
    if contacts == 1 { "One contact".to_owned() } else { format!("{contacts} contacts") }
}

/// The step that is next with somebody: done, left out, or put off.
#[derive(Debug, Subcommand)]
#[command(after_help = "Examples:
  rapport step done \"Dr Lee\"
  rapport step done \"Dr Lee\" --result answered
  rapport step skip \"Dr Lee\" --playbook weekly_value
  rapport step snooze \"Dr Lee\" \"1 week\"
A visit or a call that is logged does its step by itself:  rapport log \"Dr Lee\" --kind call")]
pub enum StepCommand {
    Done(StepDoneBy),
    Skip(StepLeft),
    Snooze(StepPutOff),
}

impl StepCommand {
    pub fn run(self, desk: &Desk) -> Result<Said, Failure> {
        match self {
            Self::Done(done) => done.run(desk),
            Self::Skip(skip) => skip.run(desk),
            Self::Snooze(snooze) => snooze.run(desk),
        }
    }
}

/// The step is done.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  rapport step done \"Dr Lee\"
  rapport step done \"Dr Lee\" --result silent")]
pub struct StepDoneBy {
    /// With whom
    who: String,
    /// In which playbook, if they are in several
    #[arg(long, value_name = "PLAYBOOK")]
    playbook: Option<String>,
    /// What came of it, where that decides how it goes on
    #[arg(long, value_name = "RESULT")]
    result: Option<String>,
    /// The visit or call by which it was done
    #[arg(long, value_name = "ID")]
    by: Option<String>,
    /// When [default: today]
    #[arg(long, value_name = "DAY")]
    on: Option<String>,
}

impl StepDoneBy {
    fn run(self, desk: &Desk) -> Result<Said, Failure> {
        let step = desk.open_step(&self.who, self.playbook.as_deref())?;
        let by = self.by.as_deref();
        let by =
            by.map(|typed| desk.of_kind(typed, &Kind::Touchpoint, "visit or call", "rapport timeline")).transpose()?;
        let on = self.on.as_deref().map(|typed| desk.clock.past_day(typed)).transpose()?;
        let (contact, playbook) = (step.contact, step.playbook);
        let done = desk.run(Command::CompleteStep(StepDone { step, result: self.result, by, on }))?;
        let text = format!("{} {}", desk.screen.ink(Ink::Green, "✓"), next(desk, contact, playbook)?);
        Ok(Said::new(receipt(&done), text))
    }
}

/// The step is left out.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  rapport step skip \"Dr Lee\"")]
pub struct StepLeft {
    /// With whom
    who: String,
    /// In which playbook, if they are in several
    #[arg(long, value_name = "PLAYBOOK")]
    playbook: Option<String>,
}

impl StepLeft {
    fn run(self, desk: &Desk) -> Result<Said, Failure> {
        let step = desk.open_step(&self.who, self.playbook.as_deref())?;
        let (contact, playbook) = (step.contact, step.playbook);
        let done = desk.run(Command::SkipStep(step))?;
        Ok(Said::new(receipt(&done), next(desk, contact, playbook)?))
    }
}

/// The step is put off.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  rapport step snooze \"Dr Lee\" \"1 week\"")]
pub struct StepPutOff {
    /// With whom
    who: String,
    /// Until when
    #[arg(value_name = "WHEN")]
    until: String,
    /// In which playbook, if they are in several
    #[arg(long, value_name = "PLAYBOOK")]
    playbook: Option<String>,
}

impl StepPutOff {
    fn run(self, desk: &Desk) -> Result<Said, Failure> {
        let until = desk.clock.day(&self.until)?;
        let step = desk.open_step(&self.who, self.playbook.as_deref())?;
        let contact = step.contact;
        let done = desk.run(Command::SnoozeStep { step, until })?;
        let text = format!("The step with {} is quiet until {}.", desk.name(contact), desk.clock.say_day(until));
        Ok(Said::new(receipt(&done), text))
    }
}

/// Five minutes of likes, comments and shares: whose pages to look at today.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  rapport engage
  rapport log \"Dr Lee\" --kind social        a comment was left: the step is done")]
pub struct Engage {}

impl Engage {
    pub fn run(desk: &Desk) -> Result<Said, Failure> {
        let engagement = desk.book.engagement()?;
        let Engagement { queue, more } = &engagement;
        let mut table = Table::default();
        for one in queue {
            let links: Vec<String> = one.links.iter().map(|link| words::link(&link.channel)).collect();
            let links = if links.is_empty() { "no page is known".to_owned() } else { links.join("  ") };
            table.row([
                Cell::new(Ink::Faint, short(one.who.id)),
                one.who.name.as_str().into(),
                one.step.title.as_str().into(),
                links.into(),
            ]);
        }
        if *more > 0 {
            table.row([Cell::default(), Cell::new(Ink::Faint, format!("and {more} more, tomorrow"))]);
        }
        let text = if table.is_empty() {
            "Nobody to engage with today. Somebody new:  rapport enrol WHO social_first".to_owned()
        } else {
            table.show(&desk.screen)
        };
        Ok(Said::new(engagement, text))
    }
}

/// How much you were in touch this week, and how much you meant to be.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  rapport outreach
  rapport edit practice target:weekly_minimum=5")]
pub struct Outreach {}

impl Outreach {
    pub fn run(desk: &Desk) -> Result<Said, Failure> {
        let outreach = desk.book.outreach()?;
        let text = format!("{} of {} this week, {} days left", outreach.done, outreach.target, outreach.days_left);
        Ok(Said::new(outreach, text))
    }
}

/// How it goes on, in a line.
fn next(desk: &Desk, contact: RecordId, playbook: RecordId) -> Result<String, Failure> {
    let enrolled = desk.book.enrolled(Some(playbook), Some(contact))?;
    let Some(Enrolled { who, playbook, standing, step, .. }) = enrolled.into_iter().next() else {
        return Ok(String::new());
    };
    let due = step.as_ref().and_then(|step| step.due);
    let standing = words::standing(&standing, due, &desk.clock);
    Ok(match step {
        Some(step) => format!("{} in “{}”: {} · {standing}", who.name, playbook.name, step.title),
        None => format!("{} in “{}”: {standing}", who.name, playbook.name),
    })
}

impl Desk {
    /// The open step of somebody, in the only playbook that they are in, or in one of several.
    fn open_step(&self, who: &str, playbook: Option<&str>) -> Result<StepOf, Failure> {
        let contact = self.contact(who, Prefer::Either)?;
        let playbook = playbook.map(|typed| self.playbook(typed)).transpose()?.map(|line| line.id);
        let mut open = self.book.enrolled(playbook, Some(contact))?;
        open.retain(|one| one.step.is_some() && !matches!(one.standing, Standing::Left { .. }));
        if open.is_empty() {
            return Err(Failure::NotFound(format!(
                "no step is open with {}. Put them into a playbook:  rapport enrol \"{who}\" weekly_value",
                self.name(contact)
            )));
        }
        let chosen = self.choose(who, open.iter().map(|one| one.playbook.clone()).collect())?;
        let step = open.into_iter().find(|one| one.playbook.id == chosen).and_then(|one| one.step);
        let at = step.expect("those without an open step were left out").at;
        Ok(StepOf { contact, playbook: chosen, at })
    }
}
